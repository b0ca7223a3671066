"""The icons of all platforms show the one drawing, in files that their systems can read."""

from __future__ import annotations

import struct

import program_icon
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImageReader


def test_every_icon_shows_the_drawing_as_it_is_now() -> None:
    assert program_icon.outdated(program_icon.FOLDER) == []


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("pin-kiosk.ico", program_icon.WINDOWS_SIDES),
        # Of two kinds with as many pixels a reader that knows no screens gives one.
        ("pin-kiosk.icns", (32, 64, 128, 256, 512, 1024)),
    ],
)
def test_a_reader_of_somebody_elses_finds_every_size(name: str, sides: tuple[int, ...]) -> None:
    buffer = QBuffer()
    buffer.setData(QByteArray((program_icon.FOLDER / name).read_bytes()))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    found = set()
    for index in range(reader.imageCount()):
        reader.jumpToImage(index)
        picture = reader.read()
        found.add(picture.size().width())
        # The corners are round, so next to nothing is there.
        assert picture.pixelColor(0, 0).alpha() < 128
    assert found == set(sides)


def test_small_pictures_for_windows_are_plain_pixels_with_a_mask() -> None:
    data = (program_icon.FOLDER / "pin-kiosk.ico").read_bytes()
    place, length = struct.unpack_from("<II", data, 6 + 8)[::-1]
    size, width, height, planes, bits = struct.unpack_from("<IiiHH", data, place)
    assert (size, width, height, planes, bits) == (40, 16, 32, 1, 32)
    assert length == 40 + 16 * 16 * 4 + 16 * 4


def test_another_drawing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = program_icon.drawn(64)
    assert picture.size() == QSize(64, 64)
    other = program_icon.FOLDER / "badge.svg"
    monkeypatch.setattr(program_icon, "DRAWING", other)
    assert program_icon.outdated(program_icon.FOLDER) == list(program_icon.FILES)
