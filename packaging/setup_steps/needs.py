"""What the station and its tests need beyond Python packages, and how to tell that it is there."""

from __future__ import annotations

import os
import re
import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from setup_steps import apt

_SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")
_FONT_NAMES = re.compile(r"\.(ttf|otf|ttc|pfb)$", re.IGNORECASE)
_CJK_NAMES = re.compile(
    r"cjk|wqy|takao|ipa(ex)?g|uming|ukai|vlgothic|noto\w*(jp|sc|tc|kr)\b|droidsansfallback",
    re.IGNORECASE,
)
_WIDE_NAMES = re.compile(r"noto\w*(arabic|devanagari|hebrew|thai)", re.IGNORECASE)

_BROWSERS = (
    "x-www-browser",
    "firefox",
    "firefox-esr",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "brave-browser",
    "epiphany-browser",
    "konqueror",
    "falkon",
)


@dataclass(frozen=True)
class Need:
    """One thing to be had from system packages.

    ``packages`` holds, for each package, the names that it may have, the newer release's first.
    """

    title: str
    packages: tuple[tuple[str, ...], ...]
    present: Callable[[], bool]


def program(name: str, package: str) -> Need:
    """Return the need for one program, by the name that it is called by."""
    return Need(name, ((package,),), lambda: has_program(name))


def has_program(name: str) -> bool:
    """Say whether a program is there, also one that only administrators have in their PATH."""
    folders = os.pathsep.join((os.environ.get("PATH", ""), *_SYSTEM_FOLDERS))
    return shutil.which(name, path=folders) is not None


def has_browser() -> bool:
    """Say whether the sign-in page could be opened in a window."""
    return bool(os.environ.get("BROWSER")) or any(map(has_program, _BROWSERS))


def fonts(unpacked: Path) -> list[Need]:
    """Return the needs for fonts; the practice tenant's people have names in many scripts."""
    return [
        Need(
            "fonts for most scripts",
            (("fonts-noto-core",),),
            lambda: _font_is_there(_WIDE_NAMES, unpacked),
        ),
        Need(
            "fonts for Chinese, Japanese and Korean",
            (("fonts-noto-cjk",),),
            lambda: _font_is_there(_CJK_NAMES, unpacked),
        ),
    ]


def for_the_station() -> list[Need]:
    """Return what the station uses beside Qt's libraries and fonts."""
    name = "firefox" if apt.is_ubuntu() else "chromium"
    return [Need("a web browser", ((name,),), has_browser)]


def for_the_tests() -> list[Need]:
    """Return what some tests drive: a screen, a browser, printers, a freezer, installers."""
    return [
        program("Xvfb", "xvfb"),
        program("xauth", "xauth"),
        program("xdotool", "xdotool"),
        program("setxkbmap", "x11-xkb-utils"),
        program("openbox", "openbox"),
        program("chromium", "chromium-browser" if apt.is_ubuntu() else "chromium"),
        program("cupsd", "cups"),
        program("lpadmin", "cups-client"),
        program("ippeveprinter", "cups-ipp-utils"),
        Need(
            "the CUPS PDF printer",
            (("printer-driver-cups-pdf",),),
            lambda: Path("/usr/lib/cups/backend/cups-pdf").exists(),
        ),
        program("avahi-daemon", "avahi-daemon"),
        program("dbus-daemon", "dbus"),
        *for_freezing(),
        *for_installers(),
    ]


def for_freezing() -> list[Need]:
    """Return what PyInstaller uses on Linux beside Python packages."""
    version = sysconfig.get_python_version()
    return [
        program("objdump", "binutils"),
        Need(
            "Python's shared library",
            ((f"libpython{version}t64", f"libpython{version}"),),
            lambda: has_shared_python(_library_folders()),
        ),
    ]


def for_installers() -> list[Need]:
    """Return what makes the installer for Windows, and a clean Debian to install on."""
    return [program("makensis", "nsis"), program("debootstrap", "debootstrap")]


def missing_for_freezing() -> list[str]:
    """Return the titles of what keeps this machine from making the frozen folder."""
    if not sys.platform.startswith("linux"):
        return []
    return [need.title for need in for_freezing() if not need.present()]


def has_shared_python(folders: Iterable[Path]) -> bool:
    """Say whether the library is there that a frozen program needs; true where none is used."""
    name = sysconfig.get_config_var("INSTSONAME")
    if not name or not str(name).startswith("libpython") or not str(name).count(".so"):
        return True
    return any((folder / str(name)).exists() for folder in folders)


def _library_folders() -> list[Path]:
    values = (sysconfig.get_config_var(name) for name in ("LIBDIR", "LIBPL"))
    return [Path(value) for value in values if value]


def _font_is_there(names: re.Pattern[str], unpacked: Path) -> bool:
    home = Path.home()
    folders = (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        home / ".local" / "share" / "fonts",
        unpacked / "usr" / "share" / "fonts",
    )
    return any(
        names.search(name) and _FONT_NAMES.search(name)
        for folder in folders
        for _, _, files in os.walk(folder)
        for name in files
    )
