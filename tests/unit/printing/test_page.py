"""Boxes, mirrored pages, and PINs in groups."""

from __future__ import annotations

import pytest

from kiosk.printing.geometry import Box
from kiosk.printing.layouts import layout_named
from kiosk.printing.page import Page, Rule, group_digits
from kiosk.printing.samples import sample_content
from tests.support.pages import NOW, english


@pytest.mark.parametrize(
    ("digits", "groups"),
    [
        ("1234", "1234"),
        ("12345678", "1234 5678"),
        ("123456789", "123 456 789"),
        ("1234567890", "1234 5678 90"),
        ("12345678901", "1234 5678 901"),
        ("123456789012", "1234 5678 9012"),
        ("1234567890123", "1234 5678 901 23"),
        ("12345678901234567", "1234 5678 9012 345 67"),
        ("12345678901234567890", "1234 5678 9012 3456 7890"),
        ("", ""),
    ],
)
def test_a_pin_is_shown_in_groups_without_a_lonely_digit(digits: str, groups: str) -> None:
    assert group_digits(digits) == groups


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 10, 10))
    assert Box(0, 0, 10, 10).contains(Box(0, 0, 10, 10))
    assert not Box(0, 0, 10, 10).contains(Box(1, 1, 10, 10))


def test_a_page_seen_in_a_mirror_twice_is_itself() -> None:
    page = Page(100, 50, (Rule(Box(5, 5, 20, 1)),))
    assert page.mirrored().elements[0].box == Box(75, 5, 20, 1)
    assert page.mirrored().right_to_left
    assert page.mirrored().mirrored() == page


def test_the_screen_shows_what_is_cut_out_of_a_sheet_and_a_card_whole() -> None:
    sheet = layout_named("a4").pages(sample_content(NOW), english())[0]
    assert sheet.box.contains(sheet.excerpt)
    assert sheet.excerpt.height < sheet.height_mm / 2 + 10
    assert all(sheet.excerpt.contains(code.box) for code in sheet.codes)
    card = layout_named("cr80").pages(sample_content(NOW), english())[0]
    assert card.excerpt == card.box
