"""Whatever a picture of a code holds, it is read or refused: at once, and with no other error."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.models.secret import Secret
from kiosk.printing.pictures import read_picture
from kiosk.printing.svg_areas import read_areas
from tests.support.fuzzing import fuzz, within
from tests.support.pictures import PNG_FORMS, SVG_FORMS, rows_of, svg

pytestmark = pytest.mark.qt_log_ignore("libpng", "QImage", "imageio")

CONTENT = b"ms-qrpin:v1|a"
ROWS = rows_of(CONTENT)
PICTURES = [form(ROWS) for form in SVG_FORMS] + [form(ROWS, 4, 4) for form in PNG_FORMS]

NUMBERS = (
    "0", "1", "-1", "21", "1e7", "-1e7", "1e308", "-1e308", "1e-308", "1e999", "-1e999",
    "5e-324", ".5", "21.", "nan", "inf", "1_0", "٣", "1e", "--1", "100%", "1mm", "9in", "7",
)  # fmt: skip
COLOURS = ("white", "black", "none", "#fff", "#000000", "rgb(1,2)", "rgb()", "url(#x)", "", "red")
NAMES = ("rect", "rect", "path", "path", "g", "svg", "defs", "style", "use", "image")


def element(chance: random.Random, depth: int = 0) -> str:
    """An element that a generator of codes might write, or nobody."""

    def numbers(most: int) -> str:
        return " ".join(chance.choices(NUMBERS, k=chance.randint(0, most)))

    name = chance.choice(NAMES)
    said = {
        key: chance.choice(NUMBERS)
        for key in ("x", "y", "width", "height", "stroke-width")
        if chance.random() < 0.6
    }
    said |= {key: chance.choice(COLOURS) for key in ("fill", "stroke") if chance.random() < 0.4}
    if chance.random() < 0.4:
        kinds = chance.choices(("scale", "translate", "rotate"), (9, 9, 1), k=2)
        said["transform"] = " ".join(f"{kind}({numbers(2)})" for kind in kinds)
    if name == "path":
        commands = chance.choices("MmLlHhVvZzC", (9,) * 10 + (1,), k=chance.randint(0, 7))
        said["d"] = "M0 0" + "".join(command + numbers(2) for command in commands)
    if chance.random() < 0.3:
        said["fill-rule"] = chance.choice(("evenodd", "nonzero"))
    attributes = " ".join(f'{key}="{value}"' for key, value in said.items())
    inside = chance.randint(0, 2) if depth < 3 and name in {"g", "svg"} else 0
    children = "".join(element(chance, depth + 1) for _ in range(inside))
    return f"<{name} {attributes}>{children}</{name}>"


SVGS = (
    st.integers(0, 2**40)
    .map(random.Random)
    .map(lambda chance: "".join(element(chance) for _ in range(chance.randint(1, 4))))
)


BLOCK = '<rect width="21" height="21"/>'


@fuzz(800)
@given(SVGS, st.booleans())
@example('<rect fill="white" x="1e308" width="1e308" height="9"/>', True)
@example('<path fill="white" d="M0 0 H1e999 V1e999 H0 z"/>', True)
@example('<path d="M0 0 h1e999 h-1e999 v1 h3"/>', True)
@example(
    '<rect width="1e-308" height="1e-308"/><rect fill="white" x="1" width="9" height="9"/>', False
)
@example(
    '<g fill="white" transform="translate(1e308) translate(1e308)"><rect width="1"/></g>',
    True,
)  # fmt: skip
def test_any_svg_is_read_or_refused(inside: str, behind_a_block: bool) -> None:
    with within(5):
        read_picture(Secret(svg((BLOCK if behind_a_block else "") + inside, 21)))


@fuzz(150)
@given(
    st.sampled_from(PICTURES),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), max_size=5),
)
def test_a_picture_with_changes_says_the_same_or_something_that_can_be_decoded(
    whole: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    data = bytearray(whole)
    for place, change, gone in changes:
        at = int(place * len(data))
        data[at : at + gone] = change
    with within(5):
        reading = read_picture(Secret(bytes(data)))
    assert reading is None or len(reading.symbol.modules) == reading.symbol.size**2


@fuzz(100)
@given(
    st.lists(
        st.sampled_from(
            [
                "<!DOCTYPE svg [", '<!ENTITY a "aaaa">', '<!ENTITY b "&a;&a;">', "]>", "&a;", "&b;",
                "<svg>", "</svg>", "<g>" * 40, "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<!--",
                "-->", "<?x ?>", "&#0;", "&#x110000;", "\ufeff", "\0", "xmlns:a='a'", "<a:rect/>",
                "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "&x;", "<rect ", "/>", "a='1' a='2'",
            ]
        ),
        max_size=14,
    ).map("".join),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-7", "latin-1"]),
)  # fmt: skip
def test_nothing_in_an_svg_is_expanded_or_fetched(text: str, encoding: str) -> None:
    areas = read_areas(text.encode(encoding, "replace"))
    assert areas is None or len(areas) <= text.count("<rect")
