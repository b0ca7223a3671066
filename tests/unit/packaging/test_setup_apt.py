"""Which system packages are named or installed, by the words that apt itself prints."""

from __future__ import annotations

import pytest
from setup_steps import apt

CANDIDATE = "libcups2:\n  Installed: (none)\n  Candidate: 2.4.2-3+deb12u9\n  Version table:\n"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (CANDIDATE, True),
        ("libcups2t64:\n  Installed: (none)\n  Candidate: (none)\n", False),
        ("chromium-browser:\n  Installed: (none)\n  Candidate: 2:1snap1-0ubuntu2\n", False),
        ("", False),
    ],
)
def test_only_a_package_with_a_real_candidate_is_installed(policy: str, *, expected: bool) -> None:
    assert apt.installable(policy) is expected


def test_the_name_that_this_release_has_is_taken() -> None:
    assert apt.choose(("libcups2t64", "libcups2"), {"libcups2"}.__contains__) == "libcups2"
    assert apt.choose(("libcups2t64", "libcups2"), {"libcups2t64"}.__contains__) == "libcups2t64"


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ({"ID": "debian", "VERSION_ID": "12"}, "libcups2"),
        ({"ID": "debian", "VERSION_ID": "13"}, "libcups2t64"),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, "libcups2"),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, "libcups2t64"),
        ({"ID": "fedora", "VERSION_ID": "42"}, "libcups2"),
        ({}, "libcups2"),
    ],
)
def test_without_package_lists_the_release_decides_the_name(
    release: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apt, "read_os_release", lambda: release)
    assert apt.choose(("libcups2t64", "libcups2"), lambda _: False) == expected


def test_a_person_can_forbid_system_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(apt.FORBIDDEN_BY, "1")
    assert apt.rights() is apt.Rights.NONE


def test_the_command_to_type_is_one_line() -> None:
    command = apt.command_to_install(["xvfb", "xdotool"])
    assert command == "sudo apt-get install -y xvfb xdotool"
