"""A page is asked for on paper that the printer has."""

from __future__ import annotations

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.layouts import layout_named
from kiosk.printing.media import Media, place_on_media
from kiosk.printing.page import CutMarks
from kiosk.printing.painter import placement_of
from kiosk.printing.proof import check_page
from tests.support.pages import content, english

A4, LETTER, CARD = Media(210, 297), Media(215.9, 279.4), Media(85.7, 54.0)
ANY_LABEL = Media(20, 20, 110, 300)


def test_the_printers_own_name_for_a_size_comes_first() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    placed = place_on_media(page, [A4, ANY_LABEL, CARD], A4)
    assert placed.media == CARD
    assert placed.page is page


def test_a_custom_size_is_asked_for_where_it_can_be() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    assert place_on_media(page, [A4, ANY_LABEL], A4).media == Media(85.6, 53.98)


@pytest.mark.usefixtures("type_family")
def test_a_card_goes_on_a_sheet_with_marks_to_cut_it_out_by() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    placed = place_on_media(page, [A4, LETTER], LETTER)
    assert placed.media == LETTER
    assert (placed.page.width_mm, placed.page.height_mm) == (215.9, 279.4)
    assert any(isinstance(element, CutMarks) for element in placed.page.elements)
    assert placement_of(placed.page.codes[0], 300).module_mm >= 0.5
    check_page(placed.page)


def test_the_smallest_sheet_is_taken_where_the_printer_has_no_usual_one() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    assert place_on_media(page, [Media(297, 420), A4], None).media == A4


def test_a_sheet_that_the_printer_lacks_is_refused() -> None:
    (page,) = layout_named("a4").pages(content(), english())
    with pytest.raises(StationError) as caught:
        place_on_media(page, [CARD, ANY_LABEL], CARD)
    assert caught.value.code is ErrorCode.PAPER_UNAVAILABLE
    assert caught.value.values["size"] == "210 × 297 mm"


def test_a_printer_that_names_no_sizes_is_asked_for_the_pages_own() -> None:
    (page,) = layout_named("a4").pages(content(), english())
    assert place_on_media(page, [], None).media == A4
