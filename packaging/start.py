"""Set this checkout up, then open the station on the practice tenant, or run the tests.

Needs nothing but Python 3.11 to 3.13 and its standard library. Everything that is installed goes
into ``.venv`` beside this folder, except system packages, which are installed only where the
account may do so without being asked for a password, and are named otherwise.

This file itself must stay readable for older Pythons, so that they can point to a newer one.
"""

from __future__ import annotations

import os
import subprocess
import sys

SUPPORTED = ((3, 11), (3, 12), (3, 13))
NAMES = ", ".join(f"{major}.{minor}" for major, minor in SUPPORTED[:-1]) + " or 3.13"
HELP = """usage: python3 packaging/start.py [ARGUMENT ...]
       python3 packaging/start.py test [PYTEST ARGUMENT ...]
       python3 packaging/start.py official-clients [PYTEST ARGUMENT ...]
       python3 packaging/start.py docs [MKDOCS ARGUMENT ...]

The first sets everything up and opens the station on the practice tenant; arguments are passed on
to pin-kiosk. The second sets everything up and runs all checks and tests. The third installs
the official Graph SDK too (676 MB) and lets it talk to the practice tenant. The fourth builds the
documentation in build/docs, in an environment of its own. All may be repeated at any time: what is
there already is left as it is.

PIN_KIOSK_NO_SYSTEM_PACKAGES=1 in the environment keeps them from installing system packages."""


def main(arguments: list[str]) -> int:
    """Run one of the commands and return its exit code; see ``HELP``."""
    if sys.version_info[:2] not in SUPPORTED:
        return _run_with_a_supported_python(arguments)
    try:
        # Only now, because it needs a supported Python with its whole standard library.
        from setup_steps import command_line  # noqa: PLC0415
    except ImportError:
        return _complain(
            "This Python lacks parts of its standard library; install all of it "
            "(Debian and Ubuntu: sudo apt-get install -y python3), then run this command again."
        )
    return command_line.run(arguments, HELP)


def _run_with_a_supported_python(arguments: list[str]) -> int:
    command = _find_supported_python()
    if command is None:
        return _complain(
            f"This is Python {sys.version_info[0]}.{sys.version_info[1]} and the station needs "
            f"{NAMES}; install one of these, then run this command again with it."
        )
    command = [*command, os.path.abspath(__file__), *arguments]  # noqa: PTH100 - older Pythons
    return subprocess.call(command)


def _find_supported_python() -> list[str] | None:
    for major, minor in reversed(SUPPORTED):
        version = f"{major}.{minor}"
        for command in ([f"python{version}"], ["py", f"-{version}"]):
            if command[0] == "py" and os.name != "nt":
                continue
            question = [*command, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
            try:
                answer = subprocess.check_output(question, stderr=subprocess.DEVNULL)
            except (OSError, subprocess.CalledProcessError):
                continue
            if answer.decode("ascii", "replace").strip() == version:
                return command
    return None


def _complain(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
