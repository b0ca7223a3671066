"""The Debian package on a clean Debian 12: installed, used, upgraded, removed, and gone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import build_deb
import pytest

from kiosk import __version__
from tests.support.debian_root import ACCOUNT, DebianRoot, NoDebianError, debian_root
from tests.support.frozen import FrozenProgram

# Fetching a Debian for the first time takes a minute, and everything shares two cores.
pytestmark = pytest.mark.timeout(600)

NEWER = "99.0"
SETTINGS = Path("etc/pin-kiosk/settings.toml")
AUDIT = Path("home") / ACCOUNT / ".local/state/pin-kiosk/audit.jsonl"
TENANT = "11111111-2222-3333-4444-555555555555"
OWN = {
    SETTINGS: f'[tenant]\ntenant_id = "{TENANT}"\nclient_id = "{TENANT}"\n'
    f'authority = "https://localhost:9/{TENANT}"\ngraph_root = "https://localhost:9"\n',
    AUDIT: '{"what": "an account has written"}\n',
}

# What is open when the upgrade comes, says that it is ready, and how it ended.
UPGRADE_WHILE_OPEN = f"""
set -e
mkfifo ready
runuser -u {ACCOUNT} -- pin-kiosk practice-tenant --people 10 >ready &
read -r _ <ready
apt-get install -q -y "$1"
code=0
wait $! || code=$?
echo "it ended with $code"
"""

LIBRARIES = """
cd /opt/pin-kiosk/_internal
find . -name '*.so*' -type f -exec env LD_LIBRARY_PATH=. ldd {} +
"""


@pytest.fixture
def root(tmp_path: Path) -> Iterator[DebianRoot]:
    try:
        with debian_root(tmp_path) as made:
            yield made
    except NoDebianError as reason:
        pytest.skip(f"there can be no clean Debian here: {reason}")


def make(frozen: FrozenProgram, root: DebianRoot, version: str) -> str:
    """Make a package, and return where it lies in the root."""
    made = build_deb.build(frozen.folder, root.folder / "root", version, quickly=True)
    return f"/root/{made.name}"


def installed(root: DebianRoot) -> str:
    """Return the version that dpkg knows, and its state."""
    said = root.run("dpkg-query", "-W", "-f", "${Version} ${db:Status-Status}", "pin-kiosk")
    return said.stdout


def as_somebody(root: DebianRoot, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as an ordinary account, by its name alone."""
    return root.run("pin-kiosk", *words, account=ACCOUNT)


def test_it_is_installed_used_upgraded_and_removed_and_only_what_is_yours_stays(
    frozen: FrozenProgram, root: DebianRoot
) -> None:
    before = root.files()
    package, newer = make(frozen, root, __version__), make(frozen, root, NEWER)
    root.do("apt-get", "install", "-q", "-y", "--no-install-recommends", package)
    for place, content in OWN.items():
        (root.folder / place).parent.mkdir(parents=True, exist_ok=True)
        (root.folder / place).write_text(content)

    check_that_it_works(root)

    said = root.do("sh", "-c", UPGRADE_WHILE_OPEN, "sh", newer)
    assert "PIN Kiosk is open on this machine and is told to end." in said
    assert "it ended with 0\n" in said
    assert installed(root) == f"{NEWER} installed"
    assert as_somebody(root, "--version").returncode == 0
    check_that_yours_is_kept(root)

    refused = root.run("apt-get", "install", "-q", "-y", package)
    assert refused.returncode != 0
    assert "downgraded" in refused.stderr
    assert installed(root) == f"{NEWER} installed"

    root.do("apt-get", "remove", "-q", "-y", "pin-kiosk")
    # What came along with it goes as well, so that nothing else hides what it left.
    root.do("apt-get", "autoremove", "-q", "-y", "--purge")
    check_that_nothing_else_is_left(before, root)

    said = root.do("apt-get", "purge", "-q", "-y", "pin-kiosk")
    assert "the settings in /etc/pin-kiosk" in said
    assert "Audit files in people's home folders" in said
    assert installed(root) == ""
    check_that_nothing_else_is_left(before, root)


def check_that_it_works(root: DebianRoot) -> None:
    # Also what only a window loads, which needs a screen.
    assert "not found" not in root.do("sh", "-c", LIBRARIES)
    said = as_somebody(root, "--version")
    assert said.stdout == f"pin-kiosk {__version__}\n", said.stderr
    tested = as_somebody(root, "self-test", "--json")
    assert tested.returncode == 0, tested.stderr
    assert json.loads(tested.stdout)["ok"]
    page = as_somebody(root, "badge-sample", "--layout", "cr80", "--out", "page.pdf")
    assert page.returncode == 0, page.stderr
    assert (root.folder / "home" / ACCOUNT / "page.pdf").read_bytes().startswith(b"%PDF")
    # It is not fit for work: nobody answers where its settings look for the tenant.
    examined = as_somebody(root, "doctor", "--json")
    assert examined.returncode == 3, examined.stderr
    assert {"key": "tenant.tenant_id", "value": TENANT, "place": f"/{SETTINGS}"}.items() <= next(
        one for one in json.loads(examined.stdout)["settings"] if one["value"] == TENANT
    ).items()


def check_that_yours_is_kept(root: DebianRoot) -> None:
    for place, content in OWN.items():
        assert (root.folder / place).read_text() == content


def check_that_nothing_else_is_left(before: dict[str, str], root: DebianRoot) -> None:
    check_that_yours_is_kept(root)
    after = root.files()
    outside = {
        place: said for place, said in after.items() if not place.startswith(("home", "root"))
    }
    left = {place for place, said in outside.items() if before.get(place) != said}
    assert left == {SETTINGS.as_posix(), SETTINGS.parent.as_posix()}
    assert before.keys() - after.keys() == set()
