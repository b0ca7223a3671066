"""What came of a change: PIN, badge, and their printing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton

from kiosk.controllers.person_view import Action
from kiosk.controllers.printer_choice import PrinterChoiceView
from kiosk.controllers.result_view import PrintStage, PrintView, ResultView
from kiosk.controllers.window_state import Notice, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.doubts import PaperDoubts
from kiosk.printing.jobs import JobReason
from tests.support.gallery import Gallery, Scene
from tests.support.made_up import (
    HEADER,
    LONG_NAME,
    NOW,
    PEOPLE,
    PIN,
    SAM,
    a_method,
    a_page,
    an_error,
    the_pages,
)
from tests.support.paper_views import a_choice, no_printers


def result_with(
    view: ResultView, *, practice: bool = True, notice: Notice | None = None
) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(replace(HEADER, practice=practice))
        gallery.result.show(view)
        gallery.station.show_notice(notice)

    return arrange


def _printer_options(view: ResultView, choice: PrinterChoiceView) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.result.printers.show(choice)
        gallery.result.show(view)
        page = gallery.window.page(PageName.RESULT)
        button = page.findChild(QAbstractButton, "printerButton")
        assert button is not None
        button.setChecked(True)

    return arrange


def a_new_pin() -> ResultView:
    """Return what a reset PIN is shown as."""
    return ResultView(
        Action.RESET_PIN,
        SAM,
        Secret(PIN),
        True,
        54,
        a_method(must_change=True),
        None,
        NOW,
        NOW,
        page=a_page("slip-cr80", issued=False),
        may_print=True,
    )


def a_new_badge() -> ResultView:
    """Return what a new badge with its PIN is shown as."""
    issued = a_method().standard
    return replace(a_new_pin(), action=Action.ISSUE_BADGE, issued=issued, page=a_page())


def result_scenes() -> tuple[Scene, ...]:
    """Return what there is to see after a change."""
    slip, badge = a_new_pin(), a_new_badge()
    first, *further = the_pages("label-62")
    apart = replace(badge, page=first, further_pages=tuple(further))
    doubts = PaperDoubts(0.42, is_code_small=True, without_font="\U00011f04\U00011f05")
    lost = replace(badge, action=Action.REPLACE_BADGE, pin=None, replaced=True)
    temporary = a_method(temporary=True).temporary
    forgotten = replace(badge, action=Action.ISSUE_TEMPORARY_BADGE, pin=None, issued=temporary)
    nothing = replace(slip, pin=None, page=None, may_print=False, expires=NOW + timedelta(days=158))
    return (
        Scene("result-slip", PageName.RESULT, result_with(slip)),
        Scene(
            "result-replaced",
            PageName.RESULT,
            result_with(replace(lost, missing=an_error(ErrorCode.PIN_NOT_RESET))),
        ),
        Scene("result-temporary", PageName.RESULT, result_with(forgotten)),
        Scene(
            "result-temporary-covered",
            PageName.RESULT,
            result_with(replace(forgotten, is_visible=False, seconds_left=0, page=None)),
        ),
        Scene(
            "result-extended",
            PageName.RESULT,
            result_with(replace(nothing, action=Action.EXTEND_BADGE)),
        ),
        Scene(
            "result-removed",
            PageName.RESULT,
            result_with(replace(nothing, action=Action.REMOVE_BADGE)),
        ),
        Scene("result-badge", PageName.RESULT, result_with(badge, practice=False)),
        Scene("result-copy", PageName.RESULT, result_with(replace(badge, may_copy=True))),
        Scene(
            "result-copied",
            PageName.RESULT,
            result_with(replace(slip, may_copy=True, is_copied=True)),
        ),
        Scene(
            "result-a4",
            PageName.RESULT,
            result_with(replace(badge, page=a_page("a4"), may_save_pdf=False)),
        ),
        Scene("result-two-pages", PageName.RESULT, result_with(apart)),
        Scene("result-doubts", PageName.RESULT, result_with(replace(apart, doubts=doubts))),
        Scene("result-doubts-alone", PageName.RESULT, result_with(replace(lost, doubts=doubts))),
        Scene(
            "result-two-pages-covered",
            PageName.RESULT,
            result_with(
                replace(apart, is_visible=False, seconds_left=0, page=None, further_pages=())
            ),
        ),
        Scene(
            "result-covered",
            PageName.RESULT,
            result_with(replace(badge, is_visible=False, seconds_left=0, page=None)),
        ),
        Scene("result-leave", PageName.RESULT, result_with(replace(badge, leave_question=True))),
        Scene(
            "result-long",
            PageName.RESULT,
            result_with(
                replace(
                    badge,
                    person=PEOPLE[4],
                    pin=Secret("83105274691750382946"),
                    page=a_page(person=LONG_NAME),
                )
            ),
        ),
        Scene(
            "result-superseded",
            PageName.RESULT,
            result_with(
                replace(
                    slip,
                    pin=None,
                    is_visible=False,
                    page=None,
                    may_print=False,
                    is_superseded=True,
                ),
                notice=Notice(error=StationError(ErrorCode.PIN_SUPERSEDED)),
            ),
        ),
    )


def print_scenes() -> tuple[Scene, ...]:
    """Return what there is to see while a badge is printed."""
    badge = a_new_badge()
    held = PrintView(PrintStage.HELD, "Zebra", reasons=frozenset({JobReason.OUT_OF_PAPER}))
    stuck = PrintView(
        PrintStage.FAILED, "Zebra", an_error(ErrorCode.PRINTER_STUCK, printer="Zebra")
    )
    return (
        Scene(
            "result-preparing",
            PageName.RESULT,
            result_with(replace(badge, page=None, may_print=False)),
        ),
        Scene(
            "result-printed",
            PageName.RESULT,
            result_with(replace(badge, printing=PrintView(PrintStage.PRINTED, "Zebra ZD421"))),
        ),
        Scene("result-held", PageName.RESULT, result_with(replace(badge, printing=held))),
        Scene("result-print-failed", PageName.RESULT, result_with(replace(badge, printing=stuck))),
        Scene(
            "result-ask",
            PageName.RESULT,
            result_with(replace(badge, printing=PrintView(PrintStage.ASK, "Zebra ZD421"))),
        ),
        Scene("result-printers", PageName.RESULT, _printer_options(badge, a_choice("Till 2"))),
        Scene("result-no-printers", PageName.RESULT, _printer_options(badge, no_printers())),
    )
