"""What may be wrong with a page although it can be printed: a small code, letters without a font.

Neither is a reason to hold a badge back, whose code the service tells only once; but somebody
has to be told, and a box in place of a letter never comes on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QTextLayout

from kiosk.printing.codes import AIM_MODULE_MM, LEAST_MODULE_MM, Placement
from kiosk.printing.content import PrintContent
from kiosk.printing.page import Page
from kiosk.printing.painter import PRINTER_DPI, placement_of
from kiosk.printing.typesetting import FAMILY

_PROBE_PIXELS = 64
# Measured through a simulated phone camera: the least module reads from 15 cm, the one that is
# aimed for from 25 cm.
_NEAR_CM = 15
_FAR_CM = 25


@dataclass(frozen=True)
class PaperDoubts:
    """What to tell about pages that are fit to be printed.

    `smallest_module_mm` is the module of the smallest code, None where there is none.
    `without_font` are the letters that no font of this computer has.
    """

    smallest_module_mm: float | None = None
    is_code_small: bool = False
    without_font: str = ""

    @property
    def scanning_distance_cm(self) -> int | None:
        """From how close a small code has to be scanned; None where it is large enough."""
        if self.smallest_module_mm is None or not self.is_code_small:
            return None
        beyond = (self.smallest_module_mm - LEAST_MODULE_MM) / (AIM_MODULE_MM - LEAST_MODULE_MM)
        return int(_NEAR_CM + max(0.0, beyond) * (_FAR_CM - _NEAR_CM))


def doubts_about(
    content: PrintContent, pages: Iterable[Page], dpi: float = PRINTER_DPI
) -> PaperDoubts:
    """Say what may be wrong with pages of this content on a printer with `dpi` dots an inch.

    Raises StationError CODE_TOO_SMALL.
    """
    placements: list[Placement] = [placement_of(code, dpi) for page in pages for code in page.codes]
    smallest = min(placements, key=lambda placement: placement.module_mm, default=None)
    person = content.person
    words = (person.display_name, person.job_title, person.office_location, person.department)
    return PaperDoubts(
        None if smallest is None else smallest.module_mm,
        smallest is not None and smallest.is_small,
        letters_without_font("".join(words)),
    )


def letters_without_font(text: str) -> str:
    """Return the letters of a text that no font of this computer has, each once."""
    if text.isascii() or not _has_empty_box(text):
        return ""
    return "".join(letter for letter in dict.fromkeys(text) if _has_empty_box(letter))


def readable(content: PrintContent) -> PrintContent:
    """Return the content with nothing in it that would come out as empty boxes.

    The sign-in name, which has its letters in every font, stands in for a name; a job and a
    site are left out.
    """
    person = content.person
    changed = replace(
        person,
        display_name=_or(person.display_name, person.user_principal_name),
        job_title=_or(person.job_title, ""),
        office_location=_or(person.office_location, ""),
        department=_or(person.department, ""),
    )
    return content if changed == person else replace(content, person=changed)


def _or(text: str, instead: str) -> str:
    return instead if letters_without_font(text) else text


def _has_empty_box(text: str) -> bool:
    """Say whether any letter is set with the glyph that stands for 'there is none'.

    That is glyph 0 of whichever font the system chose, so fallback has been tried by then.
    Letters that no font needs (joiners, direction marks) have other glyphs.
    """
    font = QFont(FAMILY)
    font.setPixelSize(_PROBE_PIXELS)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())
