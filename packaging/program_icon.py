"""Draws the program's icon for each platform from the one drawing, resources/icons/pin-kiosk.svg.

`python packaging/program_icon.py` writes `pin-kiosk.ico` for Windows, `pin-kiosk.icns` for macOS
and `pin-kiosk.png` for windows and menus; with `--check` nothing is written, and the exit code
says whether one of them shows something else than the drawing.
"""

from __future__ import annotations

import argparse
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
DRAWING = FOLDER / "pin-kiosk.svg"

WINDOW_SIDE = 256
WINDOWS_SIDES = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows asks for between 100 and 200 %, and the largest that it shows."""

MAC_KINDS = {
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""The kinds that macOS reads as PNG, and their pixels a side."""

_MAC_MARGIN = 100 / 1024
"""What Apple's templates leave free at each side, so that all icons look alike in size."""

_PLAIN_FROM_SIDE = 256
"""From here on Windows reads PNG; older parts of it want smaller pictures as plain pixels."""

_ALIKE = 8
"""How far two colours may be apart that two processors paint from the same drawing."""


def main() -> int:
    """Do what the command line asks for; 1 when a check finds something out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, tell by exit code")
    if parser.parse_args().check:
        stale = outdated(FOLDER)
        for name in stale:
            print(f"out of date: {name}", file=sys.stderr)
        return 1 if stale else 0
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())
    return 0


def outdated(folder: Path) -> list[str]:
    """Return the names of the files that do not show the drawing."""
    return [
        name
        for name, make in FILES.items()
        if not _look_alike(pictures_in((folder / name).read_bytes()), pictures_in(make()))
    ]


def drawn(side: int, margin: float = 0.0) -> QImage:
    """Return the drawing, so many pixels a side, with that part of them left free around it."""
    picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    free = side * margin
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(free, free, side - 2 * free, side - 2 * free))
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_ARGB32)


def for_windows() -> bytes:
    """Return an .ico with every size. Source: 'ICONDIR structure' in Windows' documentation."""
    directory, pictures = [struct.pack("<HHH", 0, 1, len(WINDOWS_SIDES))], []
    place = 6 + 16 * len(WINDOWS_SIDES)
    for side in WINDOWS_SIDES:
        picture = drawn(side)
        data = _png(picture) if side >= _PLAIN_FROM_SIDE else _plain(picture)
        # A byte holds no 256, so 0 stands for it.
        told = side % 256
        directory.append(struct.pack("<BBBBHHII", told, told, 0, 0, 1, 32, len(data), place))
        pictures.append(data)
        place += len(data)
    return b"".join(directory + pictures)


def for_mac() -> bytes:
    """Return an .icns with every size, each as PNG."""
    parts = [
        struct.pack(">4sI", kind, len(data) + 8) + data
        for kind, side in MAC_KINDS.items()
        for data in [_png(drawn(side, _MAC_MARGIN))]
    ]
    whole = b"".join(parts)
    return struct.pack(">4sI", b"icns", len(whole) + 8) + whole


def for_window() -> bytes:
    """Return a PNG for title bars and menus."""
    return _png(drawn(WINDOW_SIDE))


FILES: dict[str, Callable[[], bytes]] = {
    "pin-kiosk.ico": for_windows,
    "pin-kiosk.icns": for_mac,
    "pin-kiosk.png": for_window,
}


def pictures_in(data: bytes) -> list[QImage]:
    """Return the pictures of a file that was made here, in order."""
    if data.startswith(b"icns"):
        parts, place = [], 8
        while place < len(data):
            length: int = struct.unpack_from(">I", data, place + 4)[0]
            parts.append(_read(data[place + 8 : place + length]))
            place += length
        return parts
    if data.startswith(struct.pack("<HH", 0, 1)):
        count: int = struct.unpack_from("<H", data, 4)[0]
        places = [struct.unpack_from("<II", data, 6 + 16 * index + 8) for index in range(count)]
        return [_read(data[start : start + length]) for length, start in places]
    return [_read(data)]


def _read(data: bytes) -> QImage:
    if data.startswith(b"\x89PNG"):
        return QImage.fromData(data).convertToFormat(QImage.Format.Format_ARGB32)
    _, side = struct.unpack_from("<II", data)
    pixels = data[40 : 40 + 4 * side * side]
    return QImage(pixels, side, side, QImage.Format.Format_ARGB32).flipped()


def _png(picture: QImage) -> bytes:
    holder = QByteArray()
    buffer = QBuffer(holder)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # No words beside the picture, and the smallest file.
    picture.save(buffer, "PNG", 0)  # type: ignore[call-overload] # it takes a device, as documented
    return bytes(holder.data())


def _plain(picture: QImage) -> bytes:
    """Return what an .ico holds below 256 pixels: rows from the bottom, then an empty mask."""
    side = picture.width()
    line, bits = picture.bytesPerLine(), bytes(picture.constBits())
    rows = [bits[y * line : y * line + 4 * side] for y in reversed(range(side))]
    mask = bytes((side + 31) // 32 * 4 * side)
    pixels = b"".join(rows)
    head = struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, len(pixels), 0, 0, 0, 0)
    return head + pixels + mask


def _look_alike(found: list[QImage], wanted: list[QImage]) -> bool:
    if [picture.size() for picture in found] != [picture.size() for picture in wanted]:
        return False
    pairs = zip(found, wanted, strict=True)
    return all(_are_near(bytes(one.constBits()), bytes(two.constBits())) for one, two in pairs)


def _are_near(one: bytes, two: bytes) -> bool:
    return one == two or all(abs(a - b) <= _ALIKE for a, b in zip(one, two, strict=True))


if __name__ == "__main__":
    raise SystemExit(main())
