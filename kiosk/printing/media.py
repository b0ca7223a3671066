"""Chooses the paper that a page is asked to be printed on, from what a printer has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.geometry import Box
from kiosk.printing.page import CutMarks, Page

_NEAR_MM = 1.0
_CORNER_MM = 15.0


@dataclass(frozen=True)
class Media:
    """A paper size in millimetres, or a span of sizes where the largest differs."""

    width_mm: float
    height_mm: float
    largest_width_mm: float | None = None
    largest_height_mm: float | None = None

    @property
    def is_span(self) -> bool:
        """Whether this stands for any size between two."""
        return self.largest_width_mm is not None or self.largest_height_mm is not None

    def is_near(self, width_mm: float, height_mm: float) -> bool:
        """Say whether this is that size, to a millimetre."""
        near = abs(self.width_mm - width_mm) <= _NEAR_MM
        return not self.is_span and near and abs(self.height_mm - height_mm) <= _NEAR_MM

    def spans(self, width_mm: float, height_mm: float) -> bool:
        """Say whether a sheet of that size can be asked for as a custom size."""
        widest = self.largest_width_mm or self.width_mm
        highest = self.largest_height_mm or self.height_mm
        return (
            self.is_span
            and self.width_mm <= width_mm <= widest
            and self.height_mm <= height_mm <= highest
        )


@dataclass(frozen=True)
class PlacedPage:
    """A page as it goes to the printer, and the paper to ask for."""

    page: Page
    media: Media


def place_on_media(page: Page, sizes: Sequence[Media], default: Media | None) -> PlacedPage:
    """Return the page on paper that the printer has.

    A named size that is near comes first, then a custom one; a small layout goes on a sheet
    with marks to cut it out by, the printer's default sheet before others. A printer that
    names no sizes is asked for the page's own. Raises StationError PAPER_UNAVAILABLE when
    the page is larger than every sheet.
    """
    wanted = Media(page.width_mm, page.height_mm)
    if not sizes:
        return PlacedPage(page, wanted)
    for media in sizes:
        if media.is_near(page.width_mm, page.height_mm):
            return PlacedPage(page, media)
    if any(media.spans(page.width_mm, page.height_mm) for media in sizes):
        return PlacedPage(page, wanted)
    sheets = [media for media in sizes if not media.is_span]
    sheets.sort(key=lambda media: media.width_mm * media.height_mm)
    for media in ([default] if default else []) + sheets:
        wide = page.width_mm + 2 * _CORNER_MM <= media.width_mm
        if wide and page.height_mm + 2 * _CORNER_MM <= media.height_mm:
            return PlacedPage(on_sheet(page, media), media)
    size = f"{page.width_mm:g} × {page.height_mm:g} mm"
    raise StationError(ErrorCode.PAPER_UNAVAILABLE, {"printer": "", "size": size})


def on_sheet(page: Page, sheet: Media) -> Page:
    """Return a larger page with `page` in its corner, to be cut out."""
    moved = page.moved(_CORNER_MM, _CORNER_MM, sheet.width_mm, sheet.height_mm)
    marks = CutMarks(Box(_CORNER_MM, _CORNER_MM, page.width_mm, page.height_mm))
    return Page(
        moved.width_mm,
        moved.height_mm,
        (*moved.elements, marks),
        page.title,
        page.right_to_left,
    )
