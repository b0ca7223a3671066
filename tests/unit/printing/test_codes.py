"""A code says exactly what the service said, and is never too small to be scanned."""

from __future__ import annotations

import pytest
import zxingcpp
from PySide6.QtCore import QRect

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.codes import CodeMatrix, check_says, make_code, place_code
from kiosk.printing.geometry import Box

TEXT = "ms-qrpin:v1|sam@example.com|5a3e1c5e|" + "Kx7_-q" * 50


@pytest.mark.parametrize("level", ["l", "m", "q", "h", "M"])
@pytest.mark.parametrize("length", [64, 256, 350, 512])
def test_a_code_says_exactly_its_content(level: str, length: int) -> None:
    matrix = make_code(Secret((TEXT * 2)[:length]), level)
    side = (matrix.size + 8) * 4
    pixels = bytearray(b"\xff" * side * side)
    for run in matrix.runs:
        for line in range(4):
            start = ((run.row + 4) * 4 + line) * side + (run.column + 4) * 4
            pixels[start : start + run.length * 4] = bytes(run.length * 4)
    (found,) = zxingcpp.read_barcodes(memoryview(pixels).cast("B", (side, side)))
    assert found.bytes == (TEXT * 2)[:length].encode()


def test_bytes_that_are_no_text_of_a_european_language_survive() -> None:
    content = Secret("ms-qrpin:v1|山田@example.com|id|ключ")
    assert make_code(content, "m").content == content


@pytest.mark.parametrize(
    ("text", "level"), [("", "m"), ("x" * 4000, "m"), ("some text", "x"), ("some text", "")]
)
def test_a_code_that_cannot_be_made_is_refused_without_its_content(text: str, level: str) -> None:
    with pytest.raises(StationError) as caught:
        make_code(Secret(text), level)
    assert caught.value.code is ErrorCode.CODE_UNREADABLE
    assert caught.value.__cause__ is None


def test_a_picture_that_says_something_else_is_refused() -> None:
    right, wrong = make_code(Secret("badge one"), "m"), Secret("badge two")
    side = (right.size + 8) * 3
    pixels = bytearray(b"\xff" * side * side)
    with pytest.raises(StationError, match="PK-504"):
        check_says(pixels, side, right.content)
    for run in right.runs:
        for line in range(3):
            start = ((run.row + 4) * 3 + line) * side + (run.column + 4) * 3
            pixels[start : start + run.length * 3] = bytes(run.length * 3)
    check_says(pixels, side, right.content)
    with pytest.raises(StationError, match="PK-504"):
        check_says(pixels, side, wrong)


def test_runs_cover_every_dark_module_once() -> None:
    matrix = make_code(Secret(TEXT), "m")
    painted = bytearray(matrix.size**2)
    for run in matrix.runs:
        for column in range(run.column, run.column + run.length):
            painted[run.row * matrix.size + column] += 1
    assert painted == matrix.modules


def test_a_cleared_code_has_nothing_left_to_paint_and_never_prints_itself() -> None:
    matrix = make_code(Secret(TEXT), "m")
    assert matrix.runs
    assert "Kx7" not in repr(matrix)
    matrix.clear()
    matrix.clear()
    assert not any(matrix.modules)
    assert matrix.runs == ()
    assert matrix.rectangles == []


@pytest.mark.parametrize("dpi", [203, 300, 600, 1200])
def test_modules_are_whole_dots_and_large_enough(dpi: float) -> None:
    box = Box(2.5, 4, 46, 46)
    placement = place_code(box, 81, dpi)
    dot = 25.4 / dpi
    assert placement.module_mm / dot == pytest.approx(round(placement.module_mm / dot))
    assert placement.x / dot == pytest.approx(round(placement.x / dot))
    assert placement.y / dot == pytest.approx(round(placement.y / dot))
    assert placement.module_mm >= 0.5
    assert not placement.is_small
    quiet = 4 * placement.module_mm
    whole = 81 * placement.module_mm
    assert box.contains(Box(placement.x - quiet, placement.y - quiet, whole, whole), dot)


def test_a_small_code_is_placed_but_known_to_be_small() -> None:
    assert place_code(Box(0, 0, 32, 32), 81, 203).is_small


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_code_that_is_too_small_is_refused_with_the_size_it_needs(dpi: float) -> None:
    with pytest.raises(StationError) as caught:
        place_code(Box(0, 0, 30, 30), 81, dpi)
    assert caught.value.code is ErrorCode.CODE_TOO_SMALL
    needed = float(caught.value.values["needed_mm"]) + 0.05
    assert caught.value.values["given_mm"] == "30.0"
    assert place_code(Box(0, 0, needed, needed), 81, dpi).module_mm >= 0.374


def test_a_coarse_printer_is_not_given_modules_of_two_dots() -> None:
    # 0.4 mm would do for a phone, but a module needs three dots.
    with pytest.raises(StationError, match="PK-505"):
        place_code(Box(0, 0, 81 * 0.4, 81 * 0.4), 81, 150)


def test_runs_reach_the_right_edge() -> None:
    matrix = CodeMatrix(2, bytearray([1, 1, 0, 1]), Secret("x"))
    assert [(run.column, run.row, run.length) for run in matrix.runs] == [(0, 0, 2), (1, 1, 1)]
    assert matrix.rectangles == [QRect(0, 0, 2, 1), QRect(1, 1, 1, 1)]
