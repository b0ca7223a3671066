"""A length in a picture is a plain number, with a unit or without, or is not understood."""

from __future__ import annotations

import math
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.printing.svg_areas import Area, read_areas

MANY = settings(max_examples=300, deadline=None, database=None)


def areas_with(attribute: str, length: str) -> list[Area] | None:
    """Return what is read of a picture in which one length is this text."""
    given_lengths = {"x": "0", "y": "0", "width": "1", "height": "1", attribute: length}
    said = " ".join(f"{name}={quoteattr(text)}" for name, text in given_lengths.items())
    picture = f'<svg xmlns="http://www.w3.org/2000/svg"><rect {said}/></svg>'
    return read_areas(picture.encode())


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("7", 7.0),
        (" 7\n", 7.0),
        ("+.5", 0.5),
        ("-2.5e1", -25.0),
        ("3px", 3.0),
        ("1in", 96.0),
        ("25.4mm", 96.0),
    ],
)
def test_a_plain_number_is_a_length(text: str, length: float) -> None:
    areas = areas_with("x", text)
    assert areas is not None
    assert areas[0].edges[0][0] == pytest.approx(length)


@pytest.mark.parametrize(
    "text",
    [
        "", "nan", "inf", "-inf", "infinity", "NaN", "1e400", "-1e400", "1e308in", "1_0", "1_0px",
        "\u0661", "10%", "1furlong", "0x10",
    ],
)  # fmt: skip
@pytest.mark.parametrize("attribute", ["x", "y", "width", "height", "stroke-width"])
def test_anything_else_is_not_understood(attribute: str, text: str) -> None:
    assert areas_with(attribute, text) is None


LENGTHS = st.one_of(
    st.text(max_size=12),
    st.text("0123456789+-.eE_ infnaptxcm%", max_size=12),
    st.floats().map(str),
    st.integers().map(str),
)


@MANY
@given(st.sampled_from(["x", "y", "width", "height", "stroke-width"]), LENGTHS)
@example("x", "1e308in")
@example("width", "9" * 400)
def test_any_text_is_a_length_or_is_not_understood(attribute: str, text: str) -> None:
    try:
        areas = areas_with(attribute, text)
    except UnicodeEncodeError:
        # Half a sign cannot stand in a file.
        return
    for area in areas or []:
        assert all(math.isfinite(number) for edge in area.edges for number in edge)
