"""Text shrinks, then breaks, then ends in an ellipsis; it never leaves its box."""

from __future__ import annotations

import pytest

from kiosk.models.secret import Secret
from kiosk.printing.geometry import Box
from kiosk.printing.layouts import Layout, shipped_layouts
from kiosk.printing.page import Align, Paragraph, TextBlock, Vertical
from kiosk.printing.typesetting import UNITS, RepeatedTexts, SetBlock, set_block
from tests.support.pages import NAMES, content, english

pytestmark = pytest.mark.usefixtures("type_family")


def set_text(paragraph: Paragraph, width: float, height: float = 100) -> SetBlock:
    return set_block(TextBlock(Box(0, 0, width, height), (paragraph,)), right_to_left=False)


def lines_of(block: SetBlock) -> list[str]:
    return [line.layout.text() for line in block.lines]


def size_of(block: SetBlock) -> int:
    return block.lines[0].layout.font().pixelSize()


def test_a_short_name_keeps_its_size() -> None:
    block = set_text(Paragraph("Sam", 12, min_size_pt=8, max_lines=3), 50)
    assert lines_of(block) == ["Sam"]
    assert size_of(block) == round(12 * 25.4 / 72 * UNITS)


def test_a_longer_name_shrinks_before_it_breaks() -> None:
    block = set_text(Paragraph("Alexandra Montgomery", 12, min_size_pt=8, max_lines=3), 35)
    assert lines_of(block) == ["Alexandra Montgomery"]
    assert size_of(block) < round(12 * 25.4 / 72 * UNITS)


def test_a_very_long_name_breaks_between_words_and_keeps_every_letter() -> None:
    name = NAMES["long"]
    block = set_text(Paragraph(name, 12, min_size_pt=8, max_lines=4), 40)
    assert len(block.lines) > 1
    assert block.is_complete
    assert "".join(lines_of(block)).replace(" ", "") == name.replace(" ", "")


def test_what_does_not_fit_at_all_ends_in_an_ellipsis() -> None:
    block = set_text(Paragraph(NAMES["long"], 12, min_size_pt=8, max_lines=2), 30)
    assert len(block.lines) == 2
    assert lines_of(block)[-1].endswith("…")
    assert not block.is_complete


@pytest.mark.parametrize("digits", ["12345678", "12345678901234567890"])
@pytest.mark.parametrize("width", [8, 15, 30, 60])
def test_a_pin_is_always_whole(digits: str, width: float) -> None:
    block = set_text(Paragraph(Secret(digits), 30, min_size_pt=12, max_lines=2), width)
    assert "".join(lines_of(block)).replace(" ", "") == digits
    assert all(line.width <= width * UNITS + 1 for line in block.lines)


def test_a_pin_breaks_only_between_groups() -> None:
    paragraph = Paragraph(Secret("83105274620519384756"), 17, min_size_pt=17, max_lines=4)
    assert lines_of(set_text(paragraph, 34)) == ["8310 5274", "6205 1938", "4756"]


def test_a_cleared_pin_leaves_nothing() -> None:
    pin = Secret("83105274")
    pin.clear()
    assert lines_of(set_text(Paragraph(pin, 17), 40)) == [""]


def test_characters_outside_the_basic_plane_are_not_cut_in_two() -> None:
    block = set_text(Paragraph("😀 " * 12, 12, max_lines=6), 25)
    assert "".join(lines_of(block)).replace(" ", "") == "😀" * 12


@pytest.mark.parametrize(
    ("align", "right_to_left", "at"),
    [
        (Align.START, False, "left"),
        (Align.START, True, "right"),
        (Align.END, False, "right"),
        (Align.END, True, "left"),
        (Align.CENTER, False, "middle"),
        (Align.CENTER, True, "middle"),
    ],
)
def test_text_starts_on_the_side_of_the_language(
    align: Align, right_to_left: bool, at: str
) -> None:
    block = TextBlock(Box(0, 0, 50, 10), (Paragraph("Sam", 12, align=align),))
    (line,) = set_block(block, right_to_left=right_to_left).lines
    spare = 50 * UNITS - line.width
    expected = {"left": 0.0, "right": spare, "middle": spare / 2}[at]
    assert line.x == pytest.approx(expected)


def test_steps_have_their_number_in_the_margin_of_the_first_line() -> None:
    text = "Choose your own PIN when asked, and keep it to yourself from then on."
    paragraph = Paragraph(text, 10, max_lines=3, label="3")
    block = set_text(paragraph, 50)
    number = next(line for line in block.lines if line.layout.text() == "3")
    words = [line for line in block.lines if line is not number]
    assert number.x == 0
    assert number.y == words[0].y
    assert all(line.x > number.width for line in words)


def test_a_low_box_makes_everything_smaller_together() -> None:
    paragraphs = (Paragraph("One", 12), Paragraph("Two", 24))
    block = set_block(
        TextBlock(Box(0, 0, 50, 10), paragraphs, Vertical.BOTTOM), right_to_left=False
    )
    sizes = [line.layout.font().pixelSize() for line in block.lines]
    assert sizes[1] / sizes[0] == pytest.approx(2, abs=0.02)
    last = block.lines[-1]
    assert last.y + last.height == pytest.approx(10 * UNITS, abs=1.5)


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_any_layout_leaves_its_box(layout: Layout, name: str) -> None:
    pages = layout.pages(content(NAMES[name]), english())
    for element in (element for page in pages for element in page.elements):
        if not isinstance(element, TextBlock):
            continue
        width, height = element.box.width * UNITS, element.box.height * UNITS
        below = 0.0
        for line in set_block(element, right_to_left=False).lines:
            assert line.x >= -1
            assert line.x + line.width <= width + 1
            assert line.y >= -2
            assert line.y + line.height <= height + 2
            if line.x == 0 and line.layout.text().isdigit():
                continue
            assert line.y >= below - 1
            below = line.y + line.height


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_only_absurd_names_are_cut_short(layout: Layout) -> None:
    for name in ("plain", "arabic", "japanese", "thai", "cyrillic", "vietnamese"):
        pages = layout.pages(content(NAMES[name]), english())
        for element in (element for page in pages for element in page.elements):
            if isinstance(element, TextBlock):
                assert set_block(element, right_to_left=False).is_complete, name


def test_a_text_that_repeats_is_set_once() -> None:
    texts = RepeatedTexts()
    first, again = (
        TextBlock(Box(0, 0, 40, 10), (Paragraph("Bring your badge", 12),)) for _ in range(2)
    )
    assert texts(first, right_to_left=False) is texts(again, right_to_left=False)
    assert texts(first, right_to_left=True) is not texts(first, right_to_left=False)


def test_a_secret_is_set_anew_each_time() -> None:
    texts = RepeatedTexts()
    block = TextBlock(Box(0, 0, 40, 10), (Paragraph(Secret("12345678"), 12),))
    assert texts(block, right_to_left=False) is not texts(block, right_to_left=False)
