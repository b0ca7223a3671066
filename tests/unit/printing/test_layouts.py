"""Every layout holds what it must, and nothing on it lies on anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from kiosk.models.badge import BadgeKind
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.content import PrintContent
from kiosk.printing.layouts import Kind, Layout, default_layout, layout_named, shipped_layouts
from kiosk.printing.page import (
    Code,
    CutMarks,
    Page,
    Picture,
    PracticeMark,
    Rectangle,
    Rule,
    Side,
    TextBlock,
)
from kiosk.printing.painter import placement_of
from kiosk.printing.texts import LAYOUT_TITLES
from kiosk.services.resources import resource
from tests.support.badges import said_by
from tests.support.pages import NOW, content, english

BADGES = [layout for layout in shipped_layouts() if layout.kind is Kind.BADGE]


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


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
@pytest.mark.parametrize("case", every_case())
def test_nothing_overlaps_and_nothing_leaves_the_page(layout: Layout, case: str) -> None:
    for page in layout.pages(every_case()[case], english()):
        for element in page.elements:
            assert page.box.contains(element.box), element
        solid = [it for it in page.elements if not isinstance(it, CutMarks | Rectangle)]
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
    (code,) = layout.pages(badge, english())[0].codes
    placement = placement_of(code, dpi)
    assert placement.module_mm >= 0.5
    assert not placement.is_small


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_every_practice_print_is_marked(layout: Layout) -> None:
    for page in layout.pages(replace(content(), practice=True), english()):
        marks = [element for element in page.elements if isinstance(element, PracticeMark)]
        assert marks
        assert all(mark.text == "PRACTICE" for mark in marks)
    for real in layout.pages(content(), english()):
        assert not any(isinstance(element, PracticeMark) for element in real.elements)


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_no_title_names_the_person(layout: Layout) -> None:
    titles = {page.title for page in layout.pages(content(), english())}
    assert titles == {"PIN Kiosk"}


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_a_page_never_prints_its_secrets_when_it_is_logged(layout: Layout) -> None:
    sample = content()
    pages = layout.pages(sample, english())
    assert sample.pin is not None
    assert sample.pin.reveal() not in repr(pages)
    assert "ms-qrpin" not in repr(pages)


def test_a_slip_has_no_code() -> None:
    for layout in shipped_layouts():
        codes = [code for page in layout.pages(content(), english()) for code in page.codes]
        assert len(codes) == (layout.kind is Kind.BADGE)


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


def test_every_shipped_file_is_a_layout_and_its_title_can_be_translated() -> None:
    files = {file.stem for file in resource("layouts").glob("*.toml")}
    assert files == {layout.name for layout in shipped_layouts()}
    assert {layout.title for layout in shipped_layouts()} == set(LAYOUT_TITLES)
    kinds = [layout.kind for layout in shipped_layouts()]
    assert kinds == sorted(kinds)


def test_badge_and_pin_of_a_small_label_come_on_one_each() -> None:
    badge, pin = layout_named("label-62").pages(content(), english())
    assert badge.codes
    assert not pin.codes
    assert "Your PIN" not in texts_on(badge)
    assert "Your PIN" in texts_on(pin)
    assert len(layout_named("label-62").pages(replace(content(), pin=None), english())) == 1


def test_a_sheet_is_filled_with_several_peoples_cards() -> None:
    people = [content(f"Person {number}") for number in range(11)]
    first, second = layout_named("a4-8").sheets(people, english())
    assert len(first.codes) == 8
    assert len(second.codes) == 3
    for number in range(8):
        assert f"Person {number}" in texts_on(first)
    cards = [element.box for element in first.elements if isinstance(element, CutMarks)]
    assert len(cards) == 8
    for one, other in combinations(cards, 2):
        assert not one.overlaps(other)
    assert all(first.box.contains(card) for card in cards)


def test_sheets_take_no_more_people_than_they_need() -> None:
    taken = 0

    def people() -> Iterator[PrintContent]:
        nonlocal taken
        for number in range(20):
            taken += 1
            yield content(f"Person {number}")

    sheets = layout_named("a4-8").sheets(people(), english())
    assert taken == 0
    next(sheets)
    assert taken == 8
    next(sheets)
    assert taken == 16
    assert len(next(sheets).codes) == 4
    assert list(sheets) == []


def test_one_person_takes_the_first_place_of_a_sheet() -> None:
    (page,) = layout_named("letter-10").pages(content(), english())
    (code,) = page.codes
    assert code.box.x < 30
    assert code.box.y < 30
    (page,) = layout_named("letter-10").pages(replace(content(), right_to_left=True), english())
    assert page.codes[0].box.x > 107


def test_cards_that_touch_have_no_marks_between_them() -> None:
    people = [content() for _ in range(10)]
    (page,) = layout_named("a4-10").sheets(people, english())
    marks = [element for element in page.elements if isinstance(element, CutMarks)]
    assert Side.BOTTOM not in marks[0].sides
    assert Side.TOP in marks[0].sides
    assert Side.BOTTOM in marks[-1].sides
    assert all({Side.LEFT, Side.RIGHT} <= mark.sides for mark in marks)


def test_a_temporary_badge_has_a_heading_of_its_own() -> None:
    sample = content()
    assert sample.issued is not None
    badge = replace(sample.issued.badge, kind=BadgeKind.TEMPORARY)
    temporary = replace(sample, pin=None, issued=replace(sample.issued, badge=badge))
    (page,) = layout_named("a4").pages(temporary, english())
    assert "Your temporary badge" in texts_on(page).splitlines()
    (page,) = layout_named("a4").pages(replace(temporary, pin=sample.pin), english())
    assert "Your temporary badge and your PIN" in texts_on(page)


def test_a_folded_slip_has_the_pin_on_its_middle_part() -> None:
    (page,) = layout_named("slip-fold-a4").pages(replace(content(), issued=None), english())
    (slip,) = [element.box for element in page.elements if isinstance(element, CutMarks)]
    upper, lower = sorted(
        element.box.y for element in page.elements if isinstance(element, Rule) and element.dashed
    )
    (pin,) = [
        element.box
        for element in page.elements
        if isinstance(element, TextBlock)
        and any(isinstance(paragraph.text, Secret) for paragraph in element.paragraphs)
    ]
    assert slip.y < upper < pin.y
    assert pin.bottom < lower < slip.bottom
    # The lower part must be as high as the middle one, to cover it.
    assert lower - upper == pytest.approx(slip.bottom - lower, abs=0.2)


def test_a_name_keeps_clear_of_the_photo_where_there_is_one() -> None:
    layout = layout_named("label-4x6")
    (without,) = layout.pages(content(), english())
    assert not any(isinstance(element, Picture) for element in without.elements)
    (page,) = layout.pages(replace(content(), photo=b"a picture"), english())
    (photo,) = [element for element in page.elements if isinstance(element, Picture)]
    for element in page.elements:
        if element is not photo:
            assert not element.box.overlaps(photo.box)
