"""The code is read off a picture in any form that generators write, and off nothing else."""

from __future__ import annotations

import base64
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.models.secret import Secret
from kiosk.practice.credentials import Image
from kiosk.printing.pictures import PICTURE_BYTES_MAX, PNG_SIDE_MAX, read_picture
from tests.support.pictures import (
    PNG_FORMS,
    SVG_FORMS,
    Rows,
    dark_runs,
    enlarged,
    grey_png,
    one_path_of_runs,
    png_file,
    rectangle_per_module,
    rectangle_per_run,
    rows_of,
    svg,
)

# libpng tells about broken files, which are what is looked at here.
pytestmark = pytest.mark.qt_log_ignore("libpng", "QImage", "imageio")

CONTENT = b"ms-qrpin:v1|sam@example.com|5a3e1c5e|" + b"Kx7_-q" * 60
SHORT = b"ms-qrpin:v1|a"
NO_TEXT = b"ms-qrpin:v1|\xff\xfe\x00\x80|\xe5\xb1"
FEW = settings(max_examples=60, deadline=None, database=None)


def assert_reads(picture: bytes, content: bytes, rows: Rows) -> None:
    found = read_picture(Secret(picture))
    assert found is not None
    assert found.content == Secret(content)
    assert found.symbol.modules == b"".join(rows)


def assert_refused(picture: bytes) -> None:
    assert read_picture(Secret(picture)) is None


# What is read


@pytest.mark.parametrize("form", SVG_FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("content", [CONTENT, SHORT, NO_TEXT], ids=["long", "short", "no text"])
@pytest.mark.parametrize("level", ["l", "m", "h"])
def test_an_svg_is_read_however_it_is_drawn(
    form: Callable[[Rows], bytes], content: bytes, level: str
) -> None:
    rows = rows_of(content, level)
    assert_reads(form(rows), content, rows)


@pytest.mark.parametrize("form", PNG_FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("content", [CONTENT, SHORT, NO_TEXT], ids=["long", "short", "no text"])
@pytest.mark.parametrize("scale", [1, 2, 3, 5, 8, 17])
@pytest.mark.parametrize("quiet", [0, 1, 4])
def test_a_png_is_read_at_any_scale_and_without_a_quiet_zone(
    form: Callable[[Rows, int, int], bytes], content: bytes, scale: int, quiet: int
) -> None:
    rows = rows_of(content)
    assert_reads(form(rows, scale, quiet), content, rows)


def test_the_practice_tenants_picture_says_its_content() -> None:
    image = Image(CONTENT.decode())
    found = read_picture(Secret(base64.b64decode(image.binary_value)))
    assert found is not None
    assert found.content == Secret(base64.b64decode(image.raw_content))


def test_a_picture_with_a_few_wrong_modules_is_read_as_it_lies_there() -> None:
    rows = rows_of(CONTENT, "h")
    rows[30] = bytes(1 - module if 28 < x < 32 else module for x, module in enumerate(rows[30]))
    for picture in (rectangle_per_run(rows), grey_png(rows)):
        assert_reads(picture, CONTENT, rows)


def test_comments_titles_and_words_beside_the_code_do_no_harm() -> None:
    rows = rows_of(SHORT)
    runs = "".join(f'<rect x="{x}" y="{y}" width="{n}" height="1"/>' for x, y, n in dark_runs(rows))
    picture = svg(
        "<!-- made by hand --><title>a badge</title><desc>Its code</desc><defs><g/></defs>"
        f"<style>rect {{}}</style><g><g>{runs}</g></g>",
        len(rows),
    )
    assert_reads(b"\xef\xbb\xbf<?xml version='1.0'?>\n" + picture, SHORT, rows)


# What is refused


def test_a_black_block_is_no_code() -> None:
    assert_refused(svg('<rect width="100" height="100"/>', 100))
    assert_refused(grey_png([bytes([1]) * 50] * 50))
    assert_refused(grey_png([bytes(50)] * 50))
    assert_refused(svg("", 100))


def test_two_codes_in_one_picture_are_refused() -> None:
    one, other = rows_of(b"ms-qrpin:v1|a"), rows_of(b"ms-qrpin:v1|b")
    beside = [left + bytes(8) + right for left, right in zip(one, other, strict=True)]
    assert_refused(grey_png(beside))
    for form in (rectangle_per_run, one_path_of_runs, rectangle_per_module):
        assert_refused(form(beside))
    # A square in which each has its corner.
    size = len(one)
    square = [row + bytes(size + 11) for row in one]
    square += [bytes(2 * size + 11)] * 11
    square += [bytes(size + 11) + row for row in other]
    assert_refused(rectangle_per_run(square))


def test_a_frame_around_the_code_is_not_taken_for_a_part_of_it() -> None:
    rows = rows_of(SHORT)
    side = len(rows) + 8
    framed = [bytes([1]) * side]
    framed += [b"\1" + bytes(side - 2) + b"\1"] * 3
    framed += [b"\1" + bytes(3) + row + bytes(3) + b"\1" for row in rows]
    framed += framed[1:4] + framed[:1]
    assert len(framed) == side
    assert_refused(rectangle_per_run(framed))


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0C1 1 2 2 3 3z"/>',
        '<path d="M0 0L5 5H0z"/>',
        '<path d="M0 0 5z"/>',
        '<path d="M"/>',
        '<circle cx="1" cy="1" r="1"/>',
        '<image href="file:///etc/passwd"/>',
        '<use href="#a"/>',
        '<svg><rect width="1" height="1"/></svg>',
        '<rect width="10%" height="1"/>',
        '<rect width="1furlong" height="1"/>',
        '<g transform="rotate(45)"><rect width="1" height="1"/></g>',
        '<g transform="scale(1,2,3)"><rect width="1" height="1"/></g>',
        '<other:rect xmlns:other="urn:other" width="1" height="1"/>',
        '<rect width="nan" height="inf"/>',
        '<rect width="1e400" height="-1e400"/>',
        '<rect x="1e308" y="-1e308" width="1e308" height="1"/>',
        '<rect fill="rgb(1e999,0,0)" width="1" height="1"/>',
        "<rect/>",
        "&lol;",
        "<rect",
    ],
)
def test_what_is_not_understood_is_not_guessed_at(inside: str) -> None:
    rows = rows_of(SHORT)
    runs = "".join(f'<rect x="{x}" y="{y}" width="{n}" height="1"/>' for x, y, n in dark_runs(rows))
    assert_refused(svg(inside, 10))
    if inside not in {"<rect/>", '<rect fill="rgb(1e999,0,0)" width="1" height="1"/>'}:
        assert_refused(svg(runs + inside, 10))


BOMB = "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10 if level else "lol"}">' for level in range(10)
)


@pytest.mark.parametrize(
    "declaration",
    [
        f"<!DOCTYPE svg [{BOMB}]>",
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://localhost/svg11.dtd">',
        "<!---><!DOCTYPE svg []>",
    ],
)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-7", "utf-32"]
)
def test_declarations_are_refused_in_every_encoding(declaration: str, encoding: str) -> None:
    picture = one_path_of_runs(rows_of(SHORT)).decode().replace("</svg>", "&a9;</svg>")
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    began = time.monotonic()
    assert_refused((head + declaration + picture).encode(encoding))
    assert_refused((declaration + picture).encode(encoding))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "picture",
    [
        svg("<g>" * 100_000, 10),
        svg("<desc>" * 100_000, 10),
        svg('<rect width="1" height="1"/>' * 70_000, 10),
        svg('<rect width="99" height="99"/>' * 50_000, 10),
        svg(f'<path d="M0 0{"h1v1" * 200_000}"/>', 10),
        svg(f'<path d="M0 0h{"1 " * 500_000}"/>', 10),
        svg(f'<path d="{"M0 0" * 300_000}"/>', 10),
        svg(f'<rect width="{"1" * 1_000_000}x" height="1"/>', 10),
        svg(f'<rect width="1{" " * 1_000_000}x" height="1"/>', 10),
        svg(f'<g transform="{" " * 1_000_000}x"/>', 10),
        svg(f'<rect fill="rgb({"1" * 1_000_000}" width="1" height="1"/>', 10),
        svg("x" * PICTURE_BYTES_MAX, 10),
        one_path_of_runs(rows_of(SHORT)) + b" " * PICTURE_BYTES_MAX,
    ],
    ids=range(13),
)
def test_a_huge_svg_takes_neither_long_nor_much(picture: bytes) -> None:
    began = time.monotonic()
    assert_refused(picture)
    assert time.monotonic() - began < 10


def test_a_png_that_claims_to_be_huge_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(data: bytes) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr("kiosk.printing.pictures.read_image", fail)
    for width, height in [
        (PNG_SIDE_MAX + 1, 1),
        (1, PNG_SIDE_MAX + 1),
        (2**31 - 1, 2**31 - 1),
        (2**32 - 1, 1),
        (0, 5),
        (5, 0),
    ]:
        assert_refused(png_file(width, height, b"\0\0"))


def test_the_largest_png_is_looked_at() -> None:
    line = b"\0" + bytes([255]) * PNG_SIDE_MAX
    assert_refused(png_file(PNG_SIDE_MAX, PNG_SIDE_MAX, line * PNG_SIDE_MAX))


def test_a_broken_png_is_refused() -> None:
    whole = grey_png(rows_of(SHORT))
    for length in (*range(40), len(whole) // 2, len(whole) - 20):
        assert_refused(whole[:length])
    wrong = bytearray(whole)
    wrong[60] ^= 0xFF
    assert_refused(bytes(wrong))
    lines = enlarged(rows_of(SHORT), 4, 4)
    assert_refused(png_file(len(lines[0]), len(lines), b""))


def test_light_on_dark_is_refused() -> None:
    rows = rows_of(SHORT)
    lines = [bytes(1 - pixel for pixel in line) for line in enlarged(rows, 1, 4)]
    assert_refused(grey_png(lines))
    assert_refused(rectangle_per_run(lines))


@pytest.mark.parametrize(
    "picture",
    [b"", b"GIF89a", b"\xff\xd8\xff\xe0JFIF", b"<html/>", b"%PDF-1.7", zlib.compress(b"x")],
)
def test_other_files_are_refused(picture: bytes) -> None:
    assert_refused(picture)


@FEW
@given(st.binary(max_size=200), st.sampled_from([b"", b"<", b"<svg>", grey_png([b"\1"])[:33]]))
def test_any_bytes_are_refused_quietly(data: bytes, start: bytes) -> None:
    assert_refused(start + data)
