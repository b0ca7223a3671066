"""What somebody is called stands on one line, and turns nothing round."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.one_line import one_line
from tests.support.fuzzing import fuzz

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tom\u202e", "Tom"),
        ("\u202dTom\u202c Ray", "Tom Ray"),
        ("Tom\u2069\u2066 Ray", "Tom Ray"),
        ("Tom\n\nYes: checked by security.", "Tom Yes: checked by security."),
        ("Tom\r\nRay\u2028Lee\u2029", "Tom Ray Lee"),
        ("Tom\tRay\x07\x85\x1b[2J", "Tom Ray [2J"),
        ("\n\u202e\x00", ""),
        ("", ""),
    ],
)
def test_what_steers_is_taken_out(name: str, shown: str) -> None:
    assert one_line(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "Jürgen\u00a0Weiß",
        "می\u200cخواهم",
        "山田 太郎",
        "סמי (חנות 3)\u200f",
        "سارة عبد الله",
        "Ann & <b>Bo</b>",
        "O'Neil-Smith  II.",
    ],
)
def test_names_stay_as_people_write_them(name: str) -> None:
    assert one_line(name) == name


@fuzz(300)
@given(st.text())
def test_whatever_somebody_is_called_is_one_harmless_line(name: str) -> None:
    shown = one_line(name)
    assert len(shown.splitlines()) <= 1
    assert not TURNING & set(map(unicodedata.bidirectional, shown))
    assert "Cc" not in map(unicodedata.category, shown)
    assert one_line(shown) == shown
