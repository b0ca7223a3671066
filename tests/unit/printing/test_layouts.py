"""Every layout holds what it must, and nothing on it lies on anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.models.settings import BADGE_LAYOUTS, SLIP_LAYOUTS
from kiosk.printing.content import PrintContent
from kiosk.printing.layouts import LAYOUTS, Kind, Layout, default_layout, layout_named
from kiosk.printing.page import Code, CutMarks, Page, PracticeMark, Rectangle, TextBlock
from kiosk.printing.painter import placement_of
from tests.support.badges import said_by
from tests.support.pages import NOW, content, english

BADGES = [layout for layout in LAYOUTS if layout.kind is Kind.BADGE]


def every_case() -> dict[str, PrintContent]:
    whole = content()
    assert whole.issued is not None
    return {
        "badge and PIN": whole,
        "practice": replace(whole, practice=True),
        "right to left": replace(whole, practice=True, right_to_left=True),
        "badge alone": replace(whole, pin=None),
        "PIN and held badge": replace(whole, issued=None, held=whole.issued.badge),
        "PIN and no badge": replace(whole, issued=None),
        "longest PIN": replace(whole, pin=Secret("83105274620519384756"), practice=True),
        "no station": replace(whole, station_name=""),
    }


def texts_on(page: Page) -> str:
    blocks = [element for element in page.elements if isinstance(element, TextBlock)]
    lines = [
        part.text for block in blocks for part in block.paragraphs if isinstance(part.text, str)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("case", every_case())
def test_nothing_overlaps_and_nothing_leaves_the_page(layout: Layout, case: str) -> None:
    (page,) = layout.pages(every_case()[case], english())
    for element in page.elements:
        assert page.box.contains(element.box), element
    solid = [element for element in page.elements if not isinstance(element, CutMarks | Rectangle)]
    for one, other in combinations(solid, 2):
        assert not one.box.overlaps(other.box), (one, other)


@pytest.mark.parametrize("layout", BADGES, ids=lambda layout: layout.name)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_key_of_350_characters_gets_modules_that_a_phone_reads(
    layout: Layout, dpi: float
) -> None:
    badge = content(key_length=350 - len("ms-qrpin:v1|sam.rivera@example.com|") - 37)
    assert badge.issued is not None
    assert len(said_by(badge.issued)) == 350
    (page,) = layout.pages(badge, english())
    (code,) = page.codes
    placement = placement_of(code, dpi)
    assert placement.module_mm >= 0.5
    assert not placement.is_small


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_practice_print_is_marked(layout: Layout) -> None:
    (page,) = layout.pages(replace(content(), practice=True), english())
    marks = [element for element in page.elements if isinstance(element, PracticeMark)]
    assert marks
    assert all(mark.text == "PRACTICE" for mark in marks)
    (real,) = layout.pages(content(), english())
    assert not any(isinstance(element, PracticeMark) for element in real.elements)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_title_names_the_person(layout: Layout) -> None:
    (page,) = layout.pages(content(), english())
    assert page.title == "PIN Kiosk"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_page_never_prints_its_secrets_when_it_is_logged(layout: Layout) -> None:
    sample = content()
    (page,) = layout.pages(sample, english())
    assert sample.pin is not None
    assert sample.pin.reveal() not in repr(page)
    assert "ms-qrpin" not in repr(page)


def test_a_slip_has_no_code() -> None:
    for layout in LAYOUTS:
        (page,) = layout.pages(content(), english())
        assert bool(page.codes) == (layout.kind is Kind.BADGE)


def test_the_state_of_a_held_badge_stands_where_its_code_cannot() -> None:
    sample = content()
    assert sample.issued is not None
    held = replace(sample, issued=None, held=sample.issued.badge)
    (page,) = layout_named("cr80").pages(held, english())
    assert not any(isinstance(element, Code) for element in page.elements)
    assert "It is valid until 24 November 2027." in texts_on(page)
    late = replace(held, printed_at=sample.issued.badge.expires)
    (page,) = layout_named("cr80").pages(late, english())
    assert "ended on 24 November 2027. Ask for a new one." in texts_on(page)
    (page,) = layout_named("slip-a4").pages(replace(held, held=None), english())
    assert "You have no badge yet." in texts_on(page)


def test_a_person_with_an_own_pin_is_not_told_to_choose_one() -> None:
    (page,) = layout_named("slip-a4").pages(replace(content(), pin_must_change=False), english())
    assert "temporary" not in texts_on(page)
    assert "Choose your own PIN" not in texts_on(page)


def test_the_foot_says_where_and_when() -> None:
    (page,) = layout_named("a4").pages(content(), english("en_US"))
    assert "Printed at Sample station on November 24, 2026" in texts_on(page)
    assert NOW.year == 2026


def test_an_unknown_layout_is_refused_with_the_known_ones() -> None:
    with pytest.raises(StationError) as caught:
        layout_named("a7")
    assert caught.value.code is ErrorCode.LAYOUT_UNKNOWN
    assert caught.value.values["name"] == "a7"
    assert "slip-letter" in caught.value.values["known"]


@pytest.mark.parametrize(
    ("locale", "name"),
    [("en_US", "letter"), ("en-CA", "letter"), ("es_MX", "letter"), ("de_DE", "a4"), ("de", "a4")],
)
def test_the_paper_is_that_of_the_country(locale: str, name: str) -> None:
    assert default_layout(locale).name == name
    assert default_layout(locale, Kind.SLIP).name == f"slip-{name}"


def test_the_settings_may_name_exactly_the_layouts_that_there_are() -> None:
    assert tuple(it.name for it in LAYOUTS if it.kind is Kind.BADGE) == BADGE_LAYOUTS
    assert tuple(it.name for it in LAYOUTS if it.kind is Kind.SLIP) == SLIP_LAYOUTS
