"""Checks that the layouts are there and right, and that their paper and code suit the printer."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.checks.finding import CheckId, Finding, failed, passed, refused, warned
from kiosk.checks.subject import Subject
from kiosk.models.errors import StationError
from kiosk.models.paper_choices import Kind
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.printing.codes import AIM_MODULE_MM, PRINTER_DPI, code_of, place_code
from kiosk.printing.layout_parts import CodePart
from kiosk.printing.layouts import Layout
from kiosk.printing.media import Media, place_on_media
from kiosk.printing.page import Page
from kiosk.printing.samples import sample_content
from kiosk.printing.symbols import QUIET_MODULES

_CORRECT_LAYOUT = QT_TRANSLATE_NOOP(
    "Doctor",
    "Correct it, or name another layout; 'pin-kiosk badge-sample --list' lists them.",
)
_WITHOUT_LAYOUT = QT_TRANSLATE_NOOP(
    "Doctor", "This could not be checked, because the layout is not right."
)
_LAYOUT_FIRST = QT_TRANSLATE_NOOP("Doctor", "Correct the layout first.")


def check_badge_layout(subject: Subject) -> Finding:
    """Say whether the layout of badges can be used."""
    return _check_layout(subject, CheckId.BADGE_LAYOUT, Kind.BADGE)


def check_slip_layout(subject: Subject) -> Finding:
    """Say whether the layout of PIN slips can be used."""
    return _check_layout(subject, CheckId.SLIP_LAYOUT, Kind.SLIP)


def _check_layout(subject: Subject, check: CheckId, kind: Kind) -> Finding:
    try:
        layout = subject.layout(kind)
    except StationError as error:
        return refused(check, error, _CORRECT_LAYOUT)
    values = {"layout": layout.name, "size": _size_of(layout)}
    printer = subject.known_printer(kind)
    if printer is None:
        return passed(
            check,
            QT_TRANSLATE_NOOP("Doctor", "The layout {layout} ({size}) is right."),
            **values,
        )
    return passed(
        check,
        QT_TRANSLATE_NOOP(
            "Doctor", "The layout {layout} ({size}) is right and goes to the printer {printer}."
        ),
        **values,
        printer=printer.name,
    )


def check_badge_paper(subject: Subject) -> Finding:
    """Say whether the printer has paper for the layout of badges."""
    return _check_paper(subject, CheckId.BADGE_PAPER, Kind.BADGE)


def check_slip_paper(subject: Subject) -> Finding:
    """Say whether the printer has paper for the layout of PIN slips."""
    return _check_paper(subject, CheckId.SLIP_PAPER, Kind.SLIP)


def _check_paper(subject: Subject, check: CheckId, kind: Kind) -> Finding:
    layout, printer = subject.known_layout(kind), subject.known_printer(kind)
    if layout is None:
        return warned(check, _WITHOUT_LAYOUT, _LAYOUT_FIRST)
    if printer is None:
        return warned(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor", "Whether there is paper of {size} is not known without a printer."
            ),
            QT_TRANSLATE_NOOP("Doctor", "Set the printer up first."),
            size=_size_of(layout),
        )
    values = {"layout": layout.name, "size": _size_of(layout), "printer": printer.name}
    if not printer.sizes:
        return warned(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The printer {printer} does not say which paper it has; it is asked for {size}.",
            ),
            QT_TRANSLATE_NOOP("Doctor", "Print a practice page and look at it."),
            **values,
        )
    try:
        placed = place_on_media(Page(layout.width_mm, layout.height_mm, ()), printer.sizes, None)
    except StationError:
        return failed(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The printer {printer} has no paper on which the layout {layout} ({size}) fits.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Choose another layout or another printer, or tell the printer's queue which "
                "paper is in it.",
            ),
            **values,
        )
    if _is_larger(placed.media, layout):
        return passed(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The printer {printer} has no paper of {size}, so the layout {layout} goes on a "
                "larger sheet, with marks to cut it out by.",
            ),
            **values,
        )
    return passed(
        check,
        QT_TRANSLATE_NOOP(
            "Doctor", "The printer {printer} has paper of {size} for the layout {layout}."
        ),
        **values,
    )


def check_code_size(subject: Subject) -> Finding:
    """Say whether a code of usual length on the badge is large enough for a phone."""
    layout, printer = subject.known_layout(Kind.BADGE), subject.known_printer()
    if layout is None:
        return warned(CheckId.CODE_SIZE, _WITHOUT_LAYOUT, _LAYOUT_FIRST)
    dpi = PRINTER_DPI if printer is None else printer.dpi
    modules = _usual_modules()
    values = {"layout": layout.name, "dpi": f"{dpi:g}"}
    boxes = [part.box for part in layout.file.parts if isinstance(part, CodePart)]
    try:
        module = min(place_code(box, modules, dpi).module_mm for box in boxes)
    except StationError as error:
        return failed(
            CheckId.CODE_SIZE,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "At {dpi} dots an inch a code of usual length needs {needed_mm} mm and has "
                "{given_mm} mm on the layout {layout}, so the station would not print it.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor", "Choose a layout with a larger code, or a printer with finer dots."
            ),
            **values,
            **error.values,
        )
    values["module_mm"] = f"{module:.2f}"
    if module < AIM_MODULE_MM - 0.001:
        return warned(
            CheckId.CODE_SIZE,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "At {dpi} dots an inch the smallest squares of a code of usual length on the "
                "layout {layout} are {module_mm} mm wide, so a phone has to come close.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor", "Scan a sample with the devices that are used, or choose a larger layout."
            ),
            **values,
        )
    return passed(
        CheckId.CODE_SIZE,
        QT_TRANSLATE_NOOP(
            "Doctor",
            "At {dpi} dots an inch the smallest squares of a code of usual length on the layout "
            "{layout} are {module_mm} mm wide.",
        ),
        **values,
    )


def _usual_modules() -> int:
    """Return how many modules a side a code of usual length has, quiet zone included."""
    issued = sample_content(datetime.now(UTC)).issued
    assert issued is not None
    return code_of(issued).size + 2 * QUIET_MODULES


def _size_of(layout: Layout) -> str:
    return f"{layout.width_mm:g} × {layout.height_mm:g} mm"


def _is_larger(media: Media, layout: Layout) -> bool:
    return not media.is_near(layout.width_mm, layout.height_mm)
