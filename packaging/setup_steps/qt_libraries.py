"""Which shared libraries Qt needs from the system, which of them lack, and who provides them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

_NOT_FOUND = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
_NUMBERED = re.compile(r"^(lib.+?)\.so\.(\d+)$")

# The parts of the wheel that the station and its tests load.
_PARTS = (
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtSvg.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
    "Qt/plugins/printsupport/libcupsprintersupport.so",
    "Qt/plugins/imageformats/libqsvg.so",
    "Qt/plugins/imageformats/libqjpeg.so",
    "Qt/plugins/iconengines/libqsvgicon.so",
)
_WAYLAND_PARTS = (
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/wayland-shell-integration/libxdg-shell.so",
)

# Only the names that do not follow from the library's own; the newer release's name comes first.
_PACKAGES: dict[str, tuple[str, ...]] = {
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libX11.so.6": ("libx11-6",),
    "libXau.so.6": ("libxau6",),
    "libXdmcp.so.6": ("libxdmcp6",),
    "libICE.so.6": ("libice6",),
    "libSM.so.6": ("libsm6",),
    "libGLX.so.0": ("libglx0",),
    "libGLdispatch.so.0": ("libglvnd0",),
    "libOpenGL.so.0": ("libopengl0",),
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libavahi-client.so.3": ("libavahi-client3",),
    "libavahi-common.so.3": ("libavahi-common3",),
    "libbrotlicommon.so.1": ("libbrotli1",),
    "libbrotlidec.so.1": ("libbrotli1",),
    "libcom_err.so.2": ("libcom-err2",),
    "libcups.so.2": ("libcups2t64", "libcups2"),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libdrm.so.2": ("libdrm2",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgnutls.so.30": ("libgnutls30t64", "libgnutls30"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libhogweed.so.6": ("libhogweed6t64", "libhogweed6"),
    "libk5crypto.so.3": ("libk5crypto3",),
    "libkeyutils.so.1": ("libkeyutils1",),
    "libkrb5.so.3": ("libkrb5-3",),
    "libkrb5support.so.0": ("libkrb5support0",),
    "libnettle.so.8": ("libnettle8t64", "libnettle8"),
    "libp11-kit.so.0": ("libp11-kit0",),
    "libpcre2-8.so.0": ("libpcre2-8-0",),
    "libpng16.so.16": ("libpng16-16t64", "libpng16-16"),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libz.so.1": ("zlib1g",),
}


def parts_of_qt(site_packages: Path, *, wayland: bool) -> list[Path]:
    """Return the files of PySide6 that are loaded; those of the Wayland plugin where asked for."""
    names = (*_PARTS, *_WAYLAND_PARTS) if wayland else _PARTS
    paths = (site_packages / "PySide6" / name for name in names)
    return [path for path in paths if path.exists()]


def missing_libraries(parts: list[Path], variables: Mapping[str, str]) -> list[str]:
    """Ask the system's ``ldd`` which libraries the parts lack, given more variables to look by."""
    if not parts:
        return []
    try:
        answer = subprocess.run(
            ["ldd", *map(str, parts)],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env={**os.environ, **variables, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        return []
    return not_found(answer.stdout)


def not_found(ldd_output: str) -> list[str]:
    """Read the names of missing libraries out of what ``ldd`` printed, in order, each once."""
    return sorted(set(_NOT_FOUND.findall(ldd_output)))


def packages_with(library: str) -> tuple[str, ...]:
    """Return the names that the package of a library may have on Debian and Ubuntu."""
    known = _PACKAGES.get(library)
    if known is not None:
        return known
    numbered = _NUMBERED.match(library)
    if numbered is None:
        return (library,)
    stem, number = numbered.groups()
    name = stem.lower().replace("_", "-")
    if name[-1].isdigit():
        name += "-"
    return (f"{name}{number}t64", f"{name}{number}")
