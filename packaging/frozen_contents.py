"""Says what belongs into the frozen program, and what PyInstaller gathers for nothing.

What it gathers for Qt is more than twice of what is used. Qt's plugins are kept by name: one
that the station comes to need must be added to `KEPT_PLUGINS` before it works in the frozen
station. The rest is left out by name, and each name has its reason here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""What PyInstaller calls an entry: its place in the folder, where it comes from, and its kind."""

KEPT_PLUGINS = {
    # Photos of the directory and logos; PNG is part of Qt itself. No other reader is let near
    # what comes from outside, and the station's own SVG drawings need none.
    "imageformats": {"qjpeg"},
    # What a window is drawn with; off screen for the commands. Linux has X11 only, because
    # nobody has tried kiosk mode as a guest of Wayland yet, and every Wayland desktop runs X11's.
    "platforms": {"qcocoa", "qoffscreen", "qwindows", "qxcb"},
    # Dead keys, and the method of most desktops for scripts that have no keyboard of their own.
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    # In case a version of Qt has its printers on Windows in a plugin; on CUPS Qt does not print.
    "printsupport": {"windowsprintersupport"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
}
"""Kinds of plugins, and their names without `lib` and the ending: libqxcb.so is qxcb.

The other kinds are not used: `xcbglintegrations` (the station paints without OpenGL, and looking
for it takes time at the start), `platformthemes` (GTK and the desktop portal; the station has a
look and dialogues of its own), `tls` and `networkinformation` (the network is Python's),
`iconengines` (icons are painted, not looked up), `generic` (hardware without a desktop),
`sqldrivers`, and all that belongs to Qt Quick, Designer and Wayland.
"""

_DROPPED_QT = re.compile(
    r"(Qt6?|libQt6)(Concurrent|Designer|Egl\w*|Help|Labs\w*|Lottie\w*|Multimedia\w*|OpenGL|"
    r"OpenGLWidgets|Pdf|Qml\w*|Quick\w*|Sql|Test|UiTools|VirtualKeyboard|Wayland\w*|"
    r"WlShellIntegration|Xml)\b|opengl32sw|d3dcompiler"
)
"""Dragged in by plugins that are not kept, and by typing helpers of modules that are."""

_OF_THE_SYSTEMS_LIBXCB = re.compile(r"lib(Xau|Xdmcp|bsd|md)\.so\b")
"""Asked for by libxcb only, which PyInstaller leaves to the system, and which brings its own."""

UNUSED_MODULES = (
    # Offered to whoever has them; the station has no use for them.
    *("IPython", "PIL", "numpy"),
    # For testing, building and installing.
    *("_pytest", "doctest", "ensurepip", "idlelib", "lib2to3", "pip", "pkg_resources", "pydoc"),
    *("pytest", "setuptools", "unittest", "wheel"),
    # Other ways to work side by side. For the first PyInstaller would run some code of its own at
    # every start, which loads it and much else.
    *("multiprocessing", "asyncio"),
    # Other interfaces, databases and formats.
    *("curses", "lzma", "sqlite3", "tkinter", "turtle", "xmlrpc"),
)
"""Python modules that something imports if it can, or inside a function nobody calls here."""

UNUSED_WITHOUT_WINDOWS = (
    # On CUPS the finished PDF goes over IPP. With it goes libcups, and with that all of GnuTLS.
    "PySide6.QtPrintSupport",
    "kiosk.qt.windows_printing",
)

UNUSED_HOOKS = (
    # Lists an archive, so that `inspect` finds sources, of which there are none here.
    "pyi_rth_inspect",
    # Loads Qt before anything of the station's, for every command, to tell it where its plugins
    # are. That PySide does by itself, and `frozen_entry.py` sees to it that no others are taken.
    "pyi_rth_pyside6",
)
"""What PyInstaller would run before the program; left out on Linux, where that could be tried."""


def is_kept(destination: str, languages: Iterable[str]) -> bool:
    """Say whether a gathered file belongs into the folder, by its place in there.

    `languages` are those that the station speaks, as two-letter codes.
    """
    parts = PurePosixPath(destination.replace("\\", "/")).parts
    name = parts[-1]
    if "plugins" in parts:
        kind = parts[parts.index("plugins") + 1]
        return _stem(name) in KEPT_PLUGINS.get(kind, set())
    if "translations" in parts and "PySide6" in parts:
        # Qt's own texts on buttons and in dialogues.
        return name in {f"qtbase_{language}.qm" for language in languages}
    if "PySide6" in parts and ("qml" in parts or "resources" in parts):
        return False
    return not (_DROPPED_QT.match(name) or _OF_THE_SYSTEMS_LIBXCB.match(name))


def asked_for(entries: list[Entry], libraries_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the entries without the shared libraries that nothing else in them asks for.

    PyInstaller looks up what a plugin needs before it is known that the plugin is not kept: the
    libraries of GTK, OpenGL, CUPS and Wayland with everything below them. `libraries_of` returns
    the names of all libraries that loading a file loads too. For Linux; elsewhere next to no
    library comes from the system.
    """
    askers = [entry for entry in entries if _asks_by_itself(entry)]
    names = {name for entry in askers for name in libraries_of(entry[1])}
    return [entry for entry in entries if entry in askers or PurePosixPath(entry[0]).name in names]


def resources(root: Path) -> list[tuple[str, str]]:
    """Return the station's own files, each with the folder that it belongs into.

    Without what is there for others: the translators' sources and the icons of executables.
    """
    left_out = {".ts", ".ico", ".icns"}
    files = [path for path in sorted((root / "resources").rglob("*")) if path.is_file()]
    kept = [path for path in files if path.suffix not in left_out]
    return [(str(path), str(path.parent.relative_to(root))) for path in kept]


def languages(root: Path) -> list[str]:
    """Return the languages that the station speaks: English, and those with a catalogue."""
    catalogues = (root / "resources" / "translations").glob("kiosk_*.qm")
    return ["en", *sorted(path.stem.removeprefix("kiosk_") for path in catalogues)]


def _asks_by_itself(entry: Entry) -> bool:
    """Say whether something is loaded by its name and not because a library asks for it."""
    destination, _, kind = entry
    parts = PurePosixPath(destination).parts
    return kind == "EXTENSION" or "plugins" in parts or parts[-1].startswith("libpython")


def _stem(name: str) -> str:
    """Return a library's name without the prefix lib and every ending."""
    return name.removeprefix("lib").split(".")[0]
