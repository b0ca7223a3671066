"""Writes resources/layouts/SCANNING.md: python -m tests.support.scanning_table

It says what the station's rules about a code's size (`kiosk.printing.codes`) come to for each
layout, printer and length of key. That a phone really reads what is said here is what
`tests/unit/printing/test_phone_camera.py` finds out with the simulated camera.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from pathlib import Path

from kiosk.models.errors import StationError
from kiosk.printing.codes import AIM_MODULE_MM, LEAST_MODULE_MM, make_code, place_code
from kiosk.printing.geometry import Box
from kiosk.printing.layout_parts import CodePart
from kiosk.printing.layouts import Kind, Layout, shipped_layouts
from kiosk.printing.samples import sample_content
from kiosk.printing.symbols import QUIET_MODULES
from tests.support.pages import NOW

DPIS = (203, 300, 600)
LENGTHS = (64, 128, 256, 384, 512)
LEVELS = ("l", "m")
SERVICE_LEVEL = "l"
FILE = Path(__file__).resolve().parents[2] / "resources" / "layouts" / "SCANNING.md"


class Reach(Enum):
    """From where a phone reads a printed code, as the table has it."""

    FAR = "25 cm"
    NEAR = "15 cm"
    REFUSED = "no"


def badge_layouts() -> tuple[Layout, ...]:
    """Return the shipped layouts that have a code."""
    return tuple(layout for layout in shipped_layouts() if layout.kind is Kind.BADGE)


@cache
def modules_of(length: int, level: str) -> int:
    """Return the modules a side, white border included, of the code of a key of that length."""
    issued = sample_content(NOW, key_length=length).issued
    assert issued is not None
    assert issued.content is not None
    return make_code(issued.content, level).size + 2 * QUIET_MODULES


def reach_of(side_mm: float, modules: int, dpi: float) -> Reach:
    """Return from where a code is read that has a square of that side on the page."""
    try:
        placement = place_code(Box(0, 0, side_mm, side_mm), modules, dpi)
    except StationError:
        return Reach.REFUSED
    return Reach.NEAR if placement.is_small else Reach.FAR


def least_side(modules: int, dpi: float, reach: Reach) -> float:
    """Return the smallest side of a code in millimetres, rounded up to tenths, for a distance."""
    least = AIM_MODULE_MM if reach is Reach.FAR else LEAST_MODULE_MM
    dot = 25.4 / dpi
    dots = math.ceil((least - 0.001) / dot)
    return math.ceil(modules * dots * dot * 10 - 1e-6) / 10


def side_of(layout: Layout) -> float:
    """Return the side of the square that a layout's code has."""
    (part,) = (part for part in layout.file.parts if isinstance(part, CodePart))
    return min(part.box.width, part.box.height)


def document() -> str:
    """Return the whole file."""
    return "\n".join([*_introduction(), *_layouts(), *_sizes()]) + "\n"


def _introduction() -> Iterator[str]:
    others = len(_content_without_key())
    yield "# What a phone scans, and from where"
    yield ""
    yield (
        "The longer the key that the service puts into a code, the more squares the code has, and "
        "the larger it must be printed. The coarser the printer, the fewer sizes of squares it "
        "can print: they are whole dots. Printers for labels and receipts mostly have 203 dots an "
        "inch, printers for cards 300, office printers 600."
    )
    yield ""
    yield (
        f"The length of a key is its own. With what stands before it in a sample, {others} "
        "characters with a sign-in name of 22, it makes the content of the code; a sign-in name "
        "that is longer by 10 counts like a key that is longer by 10. Codes are as the service "
        "gives them, with error correction `l`, unless it says otherwise."
    )
    yield ""
    yield (
        "This page is made by `python -m tests.support.scanning_table`. A test takes pictures of "
        "every printed code named here with a simulated phone (handheld, a dim room, 2 % of the "
        "printer's dots missing) and reads them. Real phones and printers differ: scan one badge "
        "with yours before you hand out the first."
    )
    yield ""


def _content_without_key() -> str:
    issued = sample_content(NOW, key_length=0).issued
    assert issued is not None
    assert issued.content is not None
    return issued.content.reveal()


def _layouts() -> Iterator[str]:
    yield "## Layouts"
    yield ""
    yield (
        f"`{Reach.FAR.value}`: scans from there and nearer. `{Reach.NEAR.value}`: scans, but the "
        f"phone has to come close. `{Reach.REFUSED.value}`: the station refuses to print the code "
        "on this layout and says which size it needs."
    )
    by_side: dict[float, list[str]] = {}
    for layout in badge_layouts():
        by_side.setdefault(side_of(layout), []).append(f"`{layout.name}`")
    for level in LEVELS:
        yield ""
        yield f"With error correction `{level}`:"
        yield ""
        yield from _row("Layout", "Code", "Printer", *(f"Key of {length}" for length in LENGTHS))
        yield from _row(*["---"] * (3 + len(LENGTHS)))
        for side, names in sorted(by_side.items()):
            for reaches, dpis in _printers_alike(side, level).items():
                words = (reach.value for reach in reaches)
                yield from _row(", ".join(names), f"{side:g} mm", ", ".join(dpis) + " dpi", *words)
    yield ""


def _printers_alike(side: float, level: str) -> dict[tuple[Reach, ...], list[str]]:
    """Return what a code's side comes to for each length, with the printers that it is so on."""
    found: dict[tuple[Reach, ...], list[str]] = {}
    for dpi in DPIS:
        reaches = tuple(reach_of(side, modules_of(length, level), dpi) for length in LENGTHS)
        found.setdefault(reaches, []).append(f"{dpi}")
    return found


def _sizes() -> Iterator[str]:
    yield "## The smallest code that works"
    yield ""
    yield (
        "In millimetres a side, with the white around it, as `size` in a layout of your own: "
        f"first to scan from {Reach.NEAR.value}, then from {Reach.FAR.value}."
    )
    for level in LEVELS:
        yield ""
        yield f"With error correction `{level}`:"
        yield ""
        yield from _row("Printer", *(f"Key of {length}" for length in LENGTHS))
        yield from _row(*["---"] * (1 + len(LENGTHS)))
        for dpi in DPIS:
            yield from _row(f"{dpi} dpi", *_least_sides(level, dpi))


def _least_sides(level: str, dpi: float) -> Sequence[str]:
    return [
        " / ".join(
            f"{least_side(modules_of(length, level), dpi, reach):.1f}"
            for reach in (Reach.NEAR, Reach.FAR)
        )
        for length in LENGTHS
    ]


def _row(*cells: str) -> Iterator[str]:
    yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
