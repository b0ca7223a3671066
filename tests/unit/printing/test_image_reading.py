"""A picture is as large as it says before it is decoded, or it is not decoded at all."""

from __future__ import annotations

import base64
import gzip
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from kiosk.printing import image_reading
from kiosk.printing.image_reading import IMAGE_BYTES_MAX, IMAGE_SIDE_MAX, read_image
from tests.support.fuzzing import fuzz, within
from tests.support.pictures import png_file

# The libraries tell about broken files, which are what is looked at here.
pytestmark = pytest.mark.qt_log_ignore(".")


def saved(width: int, height: int, kind: str) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs want bytes here
    return bytes(kept.data())


def with_jpeg_size(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size (ITU T.81, B.2.2)."""
    whole = bytearray(saved(16, 16, "JPG"))
    place = whole.index(b"\xff\xc0") + 5
    whole[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(whole)


JPEG, PNG, BMP = saved(40, 30, "JPG"), saved(40, 30, "PNG"), saved(40, 30, "BMP")
WEBP, GIF = (
    saved(40, 30, "WEBP"),
    base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
)


@pytest.mark.parametrize("data", [JPEG, PNG], ids=["jpeg", "png"])
def test_a_photo_is_read(data: bytes) -> None:
    image = read_image(data)
    assert (image.width(), image.height()) == (40, 30)


@pytest.mark.parametrize("data", [BMP, WEBP, GIF], ids=["bmp", "webp", "gif"])
def test_what_no_directory_sends_is_not_read(data: bytes) -> None:
    assert read_image(data).isNull()


def png_chunk(name: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checksum


@pytest.mark.parametrize("behind", [False, True], ids=["before-the-picture", "behind-it"])
@pytest.mark.parametrize("name", [b"zTXt", b"iTXt", b"eXIf", b"iCCP"])
def test_texts_beside_a_picture_are_never_unpacked(
    name: bytes, behind: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[bytes] = []

    class Buffer(QBuffer):
        def setData(self, data: QByteArray) -> None:  # type: ignore[override]  # noqa: N802
            given.append(bytes(data.data()))
            super().setData(data)

    monkeypatch.setattr(image_reading, "QBuffer", Buffer)
    text = png_chunk(name, b"t\0\0" + zlib.compress(b"a" * 1_000_000))
    place = PNG.index(b"IEND") - 4 if behind else PNG.index(b"IDAT") - 4
    image = read_image(PNG[:place] + text * 20 + PNG[place:] + text)
    assert (image.width(), image.height()) == (40, 30)
    assert name not in given[0]
    assert len(given[0]) <= len(PNG)


def test_the_largest_picture_is_read() -> None:
    assert read_image(saved(IMAGE_SIDE_MAX, 8, "PNG")).width() == IMAGE_SIDE_MAX


def png_bomb(side: int) -> bytes:
    """A whole PNG of a few hundred KB that unpacks to gigabytes."""
    packer = zlib.compressobj(9)
    line = b"\0" * (side * 4 + 1)
    packed = b"".join(packer.compress(line) for _ in range(64)) + packer.flush()
    return png_file(side, side, zlib.decompress(packed)[:1000])


BOMBS = {
    "png of a million pixels a side": png_file(1_000_000, 1_000_000, b"\0\0"),
    "png of one pixel too many": png_file(IMAGE_SIDE_MAX + 1, 1, b"\0\0"),
    "png that unpacks to gigabytes": png_bomb(30_000),
    "jpeg of 65,500 pixels a side": with_jpeg_size(65_500, 65_500),
    "jpeg of one line": with_jpeg_size(65_500, 1),
    "gif of 65,535 pixels a side": b"GIF89a\xff\xff\xff\xff\xf7\0\0" + b"\0" * 768 + b",",
    "bmp of two billion pixels": BMP[:18] + struct.pack("<ii", 2**31 - 1, 2**31 - 1) + BMP[26:],
    "bmp upside down": BMP[:18] + struct.pack("<ii", 2**31 - 1, -(2**31)) + BMP[26:],
    "jpeg of endless scans": JPEG[:-2] + b"\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\x3f\0" * 10_000,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "svg with an entity that multiplies": b'<!DOCTYPE svg [<!ENTITY a "' + b"a" * 999 + b'">]><svg>'
    + b"&a;" * 1000 + b"</svg>",
    "xpm": b'/* XPM */\nstatic char *x[] = {"9 9 1 1", "  c #000000"};',
    "too many bytes": PNG + b"\0" * IMAGE_BYTES_MAX,
    "nothing": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_picture_that_would_fill_the_memory_is_not_decoded(name: str) -> None:
    with within(2):
        assert read_image(BOMBS[name]).isNull()


SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'{0}>"
    "{1}</svg>"
)
SIZE = " width='9' height='9'"
USES = "<rect id='a0' width='1' height='1'/>" + "".join(
    f"<g id='a{number + 1}'><use xlink:href='#a{number}'/><use xlink:href='#a{number}'/></g>"
    for number in range(40)
)
ALONE = """
import sys
from PySide6.QtGui import QGuiApplication
from kiosk.printing.image_reading import read_image

application = QGuiApplication([])
print("null" if read_image(sys.stdin.buffer.read()).isNull() else "read")
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("kind", ["file", "uses", "uses without a size", "spaces first", "packed"])
def test_a_photo_that_is_an_svg_opens_no_file_and_holds_nothing_up(
    kind: str, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    opening = f"<image width='9' height='9' xlink:href='{pipe}'/>"
    photo = {
        "file": SVG.format(SIZE, opening),
        "uses": SVG.format(SIZE, USES),
        "uses without a size": SVG.format("", USES),
        "spaces first": "\n\n  " + SVG.format(SIZE, opening),
        "packed": SVG.format(SIZE, opening),
    }[kind].encode()
    # Whoever opens the pipe waits for ever, holding Python's lock: only a child can be ended.
    child = subprocess.run(
        [sys.executable, "-c", ALONE],
        input=gzip.compress(photo) if kind == "packed" else photo,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout.strip() == b"null", child.stderr


def test_qt_is_never_asked_what_a_picture_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    class Reader(QImageReader):
        def size(self) -> QSize:
            assert not self.autoDetectImageFormat()
            assert not self.decideFormatFromContent()
            asked.append(bytes(self.format().data()))
            return super().size()

    monkeypatch.setattr(image_reading, "QImageReader", Reader)
    svg = SVG.format(SIZE, "").encode()
    for data in (svg, b"\0\0\1\0" + svg, b"%PDF-1.4", b"P6\n9 9\n255\n", b"RIFF\0\0\0\0WAVE"):
        assert read_image(data).isNull()
    assert asked == []
    for data in (BMP, WEBP, GIF, b"BM" + svg, b"GIF89a" + svg):
        assert read_image(data).isNull()
    for data in (PNG, JPEG, JPEG[:3] + svg):
        read_image(data)
    assert asked == [b"png", b"jpeg", b"jpeg"]


@fuzz(200)
@given(
    st.sampled_from([JPEG, PNG, BMP]),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=4)), max_size=6),
    st.integers(0, 2000),
)
def test_any_picture_is_small_or_none(
    whole: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    data = bytearray(whole)
    for place, change in changes:
        data[place % len(data) : place % len(data) + len(change)] = change
    image = read_image(bytes(data[: cut or None]))
    assert max(image.width(), image.height()) <= IMAGE_SIDE_MAX
