"""What a person reads while pip works and when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from setup_steps import pip_output

LOCK = """certifi==2026.10.18 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
cffi==2.1.1 ; platform_python_implementation != 'PyPy' \\
    --hash=sha256:cc
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:dd
"""


def test_packages_of_other_platforms_are_not_counted() -> None:
    assert pip_output.count_packages(LOCK, "linux") == 2
    assert pip_output.count_packages(LOCK, "win32") == 3


def test_progress_names_the_package() -> None:
    line = "Collecting pyside6-essentials==6.11.3 (from -r /x/requirements.lock (line 9))\n"
    assert pip_output.package_being_collected(line) == "pyside6-essentials"
    assert pip_output.package_being_collected("  Downloading x.whl (76 MB)\n") is None


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(: Failed to "
            "establish a new connection: [Errno 101])'\n"
            "ERROR: Could not find a version that satisfies the requirement certifi==1",
            "cannot be reached",
        ),
        (
            "ERROR: Could not find a suitable TLS CA certificate bundle, invalid path: /etc/x",
            "ca-certificates",
        ),
        ("ProxyError('Unable to connect to proxy', OSError('407'))", "proxy refused"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "not the one"),
        ("HINT: This system does not have Windows Long Path support enabled.", "too long"),
        ("ERROR: No matching distribution found for zxing-cpp==3.1.1", "ready-made package"),
        ("PermissionError: [WinError 5] Access is denied", "could not be written"),
        ("something never seen before", "setup.log"),
    ],
)
def test_a_failure_is_one_sentence_with_the_next_step(printed: str, part: str) -> None:
    sentence = pip_output.explain(printed, Path("/x/.venv/setup.log")).sentence
    assert part in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
