"""Opens the station on the practice tenant, in place of this script."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from setup_steps.checkout import Checkout
from setup_steps.console import Problem

_ANSWERS_WITHOUT_A_SCREEN = {"--help", "-h", "--version"}


def check_for_a_screen(arguments: list[str], variables: Mapping[str, str]) -> None:
    """Raise ``Problem`` where no window could open, before anybody waits for the set-up."""
    if not sys.platform.startswith("linux") or _ANSWERS_WITHOUT_A_SCREEN & set(arguments):
        return
    if any(variables.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return
    raise Problem(
        "There is no screen here (DISPLAY and WAYLAND_DISPLAY are not set), so no window can "
        "open; run this command in a desktop session, or run the tests, which need no screen: "
        "python3 packaging/start.py test",
        exit_code=2,
    )


def open_station(checkout: Checkout, arguments: list[str], variables: Mapping[str, str]) -> int:
    """Start the station and return its exit code; does not return where it can take over."""
    command = [str(checkout.script("pin-kiosk")), "--practice", *arguments]
    if not checkout.windows:
        sys.stdout.flush()
        os.execve(command[0], command, dict(variables))  # noqa: S606 - the station just installed
    return subprocess.run(command, env=dict(variables), check=False).returncode
