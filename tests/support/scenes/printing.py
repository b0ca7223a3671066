"""Layouts and printers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.controllers.printer_choice import PrinterChoiceView
from kiosk.controllers.printing_view import LayoutStage, PrintingView
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.controllers.window_state import PageName
from kiosk.models.errors import ErrorCode
from tests.support.gallery import Gallery, Scene
from tests.support.made_up import HEADER, an_error
from tests.support.paper_views import PRINTERS, a_choice, a_printing_view, no_printers, own_layouts


def _printing(
    view: PrintingView, choice: PrinterChoiceView, *, practice: bool = True
) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(replace(HEADER, practice=practice))
        gallery.printing.printers.show(choice)
        gallery.printing.show(view)

    return arrange


def printing_scenes() -> tuple[Scene, ...]:
    """Return what there is to see of layouts and printers."""
    return (
        Scene("printing", PageName.PRINTING, _printing(a_printing_view(), a_choice())),
        Scene(
            "printing-card",
            PageName.PRINTING,
            _printing(a_printing_view("cr80"), replace(a_choice(PRINTERS[1].name), copies=3)),
        ),
        Scene(
            "printing-slip",
            PageName.PRINTING,
            _printing(a_printing_view("slip-a4"), a_choice("Gone")),
        ),
        Scene(
            "printing-own",
            PageName.PRINTING,
            _printing(a_printing_view("ours", offer=own_layouts()), a_choice(), practice=False),
        ),
        Scene(
            "printing-ask",
            PageName.PRINTING,
            _printing(
                replace(a_printing_view(), printing=PrintView(PrintStage.ASK, "Zebra ZD421")),
                a_choice(),
            ),
        ),
        Scene(
            "printing-no-printers", PageName.PRINTING, _printing(a_printing_view(), no_printers())
        ),
        Scene(
            "printing-preparing",
            PageName.PRINTING,
            _printing(replace(a_printing_view(), page=None), PrinterChoiceView()),
        ),
        Scene(
            "printing-refused",
            PageName.PRINTING,
            _printing(
                replace(a_printing_view(), page=None, error=own_layouts().wrong[0]),
                a_choice(),
            ),
        ),
        Scene(
            "printing-reading", PageName.PRINTING, _printing(PrintingView(), PrinterChoiceView())
        ),
        Scene(
            "printing-failed",
            PageName.PRINTING,
            _printing(
                PrintingView(LayoutStage.FAILED, error=an_error(ErrorCode.JOB_TIMED_OUT)),
                PrinterChoiceView(),
            ),
        ),
    )
