"""A small code and letters without a font are told; boxes never come on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.doubts import PaperDoubts, doubts_about, letters_without_font, readable
from kiosk.printing.layouts import layout_named
from tests.support.pages import NAMES, content, english

pytestmark = pytest.mark.usefixtures("type_family")

NO_FONT = "\U00011f04\U00011f05"
"""Letters of Kawi, which came into Unicode in 2022."""


@pytest.mark.parametrize("name", [name for name in NAMES if name != "emoji"])
def test_the_scripts_of_the_names_have_fonts_here(name: str) -> None:
    assert letters_without_font(NAMES[name]) == ""


@pytest.mark.parametrize("text", ["Sam\u200fRivera", "a\u200db", "Sam\u00a0Rivera", "Zoe\u0308"])
def test_joiners_and_marks_are_no_missing_letters(text: str) -> None:
    assert letters_without_font(text) == ""


def test_letters_that_no_font_has_are_named_and_do_not_come_on_paper() -> None:
    if not letters_without_font(NO_FONT):
        pytest.skip("this computer has a font for Kawi")
    sample = content(f"Sam {NO_FONT}")
    assert doubts_about(sample, ()).without_font == NO_FONT
    shown = readable(sample)
    assert shown.person.display_name == sample.person.user_principal_name
    assert shown.person.job_title == sample.person.job_title
    assert readable(content()) == content()


def test_a_small_code_is_told_with_its_module() -> None:
    sample = content(key_length=400)
    pages = layout_named("insert-2x2").pages(sample, english())
    doubts = doubts_about(sample, pages, 300)
    assert doubts.is_code_small
    assert doubts.smallest_module_mm is not None
    assert 0.375 <= doubts.smallest_module_mm < 0.5
    large = layout_named("receipt-80").pages(sample, english())
    assert not doubts_about(sample, large, 300).is_code_small
    assert doubts_about(replace(sample, issued=None), ()).smallest_module_mm is None


def test_a_code_that_is_too_small_is_refused_with_the_size_it_needs() -> None:
    sample = content(key_length=700)
    pages = layout_named("insert-2x2").pages(sample, english())
    with pytest.raises(StationError) as caught:
        doubts_about(sample, pages, 203)
    assert caught.value.code is ErrorCode.CODE_TOO_SMALL
    assert float(caught.value.values["needed_mm"]) > 41.5


@pytest.mark.parametrize(
    ("module_mm", "distance_cm"), [(0.375, 15), (0.42, 18), (0.49, 24), (0.374, 15)]
)
def test_the_smaller_the_code_the_closer_it_is_scanned(module_mm: float, distance_cm: int) -> None:
    assert PaperDoubts(module_mm, is_code_small=True).scanning_distance_cm == distance_cm


def test_a_large_code_is_scanned_from_anywhere() -> None:
    assert PaperDoubts(0.6).scanning_distance_cm is None
    assert PaperDoubts().scanning_distance_cm is None
