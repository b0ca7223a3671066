"""Makes the Debian package of a frozen folder.

    .venv/bin/python packaging/build_deb.py

Needs `dpkg-deb` and `objdump` (packages dpkg and binutils). The same folder makes the same
package, byte for byte; SOURCE_DATE_EPOCH, in seconds since 1970, is the time of its files, else
it is the time of the last commit.

What the package depends on is read out of the folder, so build the folder on the oldest system
that it is for: the C library there is the oldest one that it runs with.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from linux.deb_package import NAME, Contents, lay_out
from linux.needed_packages import needs_of, packages_for

from kiosk import __version__

ROOT = Path(__file__).resolve().parents[1]

_BEFORE_A_RELEASE = re.compile(r"\.?(a|b|rc|dev)(?=\d)")


def debian_version(version: str) -> str:
    """Return a version of Python as Debian orders it: `0.2.0~rc1` comes before `0.2.0`."""
    return _BEFORE_A_RELEASE.sub(r"~\1", version)


def build(frozen: Path, out: Path, version: str, *, quickly: bool = False) -> Path:
    """Make the package of a frozen folder in the folder `out`, and return its file.

    `quickly` is for tests: it takes seconds instead of a minute, and three times the space.
    """
    architecture = _said_by("dpkg", "--print-architecture")
    contents = Contents(
        frozen=frozen,
        version=debian_version(version),
        architecture=architecture,
        depends=packages_for(needs_of(frozen)),
        moment=_moment(),
    )
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{NAME}_{contents.version}_{architecture}.deb"
    packed = ["-Znone"] if quickly else ["-Zxz", "-z6"]
    with tempfile.TemporaryDirectory(dir=out) as folder:
        tree = Path(folder) / "tree"
        lay_out(contents, tree)
        command = ["dpkg-deb", "--root-owner-group", *packed, "--build", str(tree), str(file)]
        variables = {**os.environ, "SOURCE_DATE_EPOCH": str(contents.moment)}
        subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
    return file


def _moment() -> int:
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or _said_by("git", "-C", str(ROOT), "log", "-1", "--format=%ct"))


def _said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main(arguments: Sequence[str]) -> int:
    """Make the package that the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    frozen = ROOT / "dist" / NAME
    parser.add_argument("--folder", type=Path, default=frozen, help="the frozen folder")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the file goes")
    parser.add_argument("--version", default=__version__, help="another version (tests)")
    parser.add_argument("--quickly", action="store_true", help="pack it badly (tests)")
    given = parser.parse_args(arguments)
    if not (given.folder / NAME).is_file():
        parser.error(f"there is no frozen program in {given.folder}; make it with pyinstaller")
    print(build(given.folder, given.out, given.version, quickly=given.quickly))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
