"""Makes the installer for Windows of a folder that was frozen on Windows.

    .venv/bin/python packaging/build_windows_installer.py --folder dist/pin-kiosk

Needs `makensis`: package nsis on Debian and Ubuntu, where this runs as well as on Windows.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from frozen_labels import PROGRAM, windows_numbers

from kiosk import __version__

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = Path(__file__).resolve().parent / "windows" / "pin-kiosk.nsi"

CONTENTS = {f"{PROGRAM}.exe", "_internal"}
"""What a frozen folder holds; the uninstaller takes away just that."""


def build(frozen: Path, out: Path, version: str, *, sign: str = "", quickly: bool = False) -> Path:
    """Make the installer of a frozen folder in the folder `out`, and return its file.

    `sign` is a command that signs the file whose path is put behind it; the uninstaller is
    signed as well then. `quickly` is for tests. Raises ValueError for a folder that holds
    something else than is taken away again, and CalledProcessError where makensis warns.
    """
    if (found := {path.name for path in frozen.iterdir()}) != CONTENTS:
        raise ValueError(f"{frozen} holds {sorted(found)} and not {sorted(CONTENTS)}")
    out.mkdir(parents=True, exist_ok=True)
    file = out.resolve() / f"{PROGRAM}-{version}-setup.exe"
    defined = {
        "PAYLOAD": str(frozen.resolve()),
        "VERSION": version,
        "NUMBERS": ".".join(str(number) for number in windows_numbers(version)),
        "OUTPUT": str(file),
        **({"SIGN": sign} if sign else {}),
        **({"QUICKLY": "1"} if quickly else {}),
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    command = ["makensis", "-WX", "-V2", "-INPUTCHARSET", "UTF8", *words, str(SCRIPT)]
    subprocess.run(command, stdin=subprocess.DEVNULL, check=True)
    return file


def main(arguments: Sequence[str]) -> int:
    """Make the installer that the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    frozen = ROOT / "dist" / PROGRAM
    parser.add_argument("--folder", type=Path, default=frozen, help="the frozen folder")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the file goes")
    parser.add_argument("--sign", default="", metavar="COMMAND", help="signs the file behind it")
    given = parser.parse_args(arguments)
    print(build(given.folder, given.out, __version__, sign=given.sign))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
