"""What the frozen program brings along ready to use, because the first page waits for it.

`dataclasses` makes each method as text and has `exec` compile it, 150 of them on the way to the
first page. For those the compiled code is brought along under its text, so that a text that comes
out otherwise is compiled as always. And the modules on that way lie in the archive as they are:
the others are packed, and unpacking takes as long as running most of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLASSES_FILE = "compiled_classes.bin"
"""Lies in the folder's root: a dictionary of texts and their code, as `marshal` writes it."""

_ON_THE_WAY = (
    "kiosk.__main__",
    "kiosk.commands.station",
    "kiosk.app",
    "kiosk.views.main_window",
    "kiosk.views.pages.welcome_page",
)

_GO_THERE = """
import dataclasses, importlib, json, marshal, sys

found = {}

def record(text, *names):
    found[text] = compile(text, "<string>", "exec", dont_inherit=True)
    exec(found[text], *names)

dataclasses.exec = record
for name in sys.argv[2:]:
    importlib.import_module(name)
with open(sys.argv[1], "wb") as file:
    marshal.dump(found, file)
print(json.dumps(sorted(sys.modules)))
"""


@dataclass(frozen=True)
class FirstPage:
    """The modules that are loaded for the first page, and the file with their compiled classes."""

    modules: frozenset[str]
    classes_file: Path


def look_at_first_page(root: Path, scratch: Path) -> FirstPage:
    """Have an interpreter of its own import what the first page needs; writes below `scratch`.

    `root` is the project's folder. Methods can be compiled only while their class is made.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    file = scratch / CLASSES_FILE
    command = [sys.executable, "-c", _GO_THERE, str(file), *_ON_THE_WAY]
    told = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True)
    return FirstPage(frozenset(json.loads(told.stdout)), file)


def leave_unpacked(writer: Any, modules: Container[str]) -> None:
    """Have PyInstaller's writer of the archive of modules pack all but these.

    It knows one level for the whole archive, PYINSTALLER_ZLIB_COMPRESSION_LEVEL.
    """
    usual, write = writer._COMPRESSION_LEVEL, writer._write_entry.__func__

    def write_entry(kind: Any, file: Any, entry: tuple[str, str, str], codes: Any) -> Any:
        kind._COMPRESSION_LEVEL = 0 if entry[0] in modules else usual
        return write(kind, file, entry, codes)

    writer._write_entry = classmethod(write_entry)
