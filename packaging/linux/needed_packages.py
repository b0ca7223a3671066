"""Which Debian and Ubuntu packages a frozen folder needs, read out of its own files."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from setup_steps import qt_libraries

_ELF = b"\x7fELF"
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_C_LIBRARY_VERSION = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_FILES_AT_ONCE = 100

# The loader and what has been part of the C library's one package for ever.
_OF_THE_C_LIBRARY = re.compile(r"(ld-linux.*|lib(c|dl|m|pthread|resolv|rt|util))\.so\.\d+")

_DATA: dict[str, str] = {
    "libX11.so.6": "libx11-data",
    "libfontconfig.so.1": "fontconfig-config",
    "libxkbcommon.so.0": "xkb-data",
}
"""Libraries that read files which their package does not hold itself, and which one does."""

_ALWAYS = ("ca-certificates",)
"""What the Python code asks for: the authorities that the system trusts."""


@dataclass(frozen=True)
class Needs:
    """What the files of a folder ask for from the system: libraries, and the C library's version.

    `own` are the libraries that are there.
    """

    libraries: frozenset[str]
    own: frozenset[str]
    c_library: tuple[int, int]


def needs_of(folder: Path) -> Needs:
    """Ask every program and library below `folder`; needs `objdump`."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _is_elf(path))
    said = "".join(
        _ask(files[at : at + _FILES_AT_ONCE]) for at in range(0, len(files), _FILES_AT_ONCE)
    )
    own = frozenset(path.name for path in files)
    return Needs(frozenset(_NEEDED.findall(said)) - own, own, _newest_c_library(said))


def packages_for(needs: Needs) -> list[str]:
    """Return the terms of the package's Depends, in the order of their names."""
    terms = {" | ".join(_names(library)) for library in needs.libraries if not _is_c(library)}
    terms |= {package for library, package in _DATA.items() if library in needs.own}
    major, minor = needs.c_library
    terms |= {*_ALWAYS, f"libc6 (>= {major}.{minor})"}
    return sorted(terms)


def _is_c(library: str) -> bool:
    return _OF_THE_C_LIBRARY.fullmatch(library) is not None


def _names(library: str) -> Iterable[str]:
    """Give the names of a library's package, the older release's first, as both have it."""
    return dict.fromkeys(reversed(qt_libraries.packages_with(library)))


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_ELF)) == _ELF


def _ask(files: list[Path]) -> str:
    asked = ["objdump", "--private-headers", *map(str, files)]
    answer = subprocess.run(asked, capture_output=True, text=True, errors="replace", check=True)
    return answer.stdout


def _newest_c_library(said: str) -> tuple[int, int]:
    found = ((int(major), int(minor)) for major, minor in _C_LIBRARY_VERSION.findall(said))
    return max(found, default=(2, 17))
