"""What the printing page and the choice of a printer show in tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kiosk.controllers.printer_choice import PrinterChoiceView, PrinterStage
from kiosk.controllers.printing_view import LayoutStage, PrintingView
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import Kind
from kiosk.printing.jobs import JobReason, PrinterInfo
from kiosk.printing.layouts import Layout, layout_named, shipped_layouts
from kiosk.printing.offers import LayoutOffer, PrinterOffer
from kiosk.printing.page import Page
from tests.support.pages import content, english

LONG_TITLE = (
    "Ausweiskarte für Aushilfen im Gartenmarkt mit Foto, Marktname und "
    "Donaudampfschifffahrtsgesellschaftskapitänslogo"
)

PRINTERS = (
    PrinterInfo("Office", is_default=True),
    PrinterInfo("Zebra ZD421 at the counter of the garden department"),
    PrinterInfo("Till 2", reasons=frozenset({JobReason.OUT_OF_PAPER})),
    PrinterInfo("Till 3", is_stopped=True),
    PrinterInfo("Till 4", is_accepting=False),
)


def an_offer(*, fixed: frozenset[Kind] = frozenset()) -> LayoutOffer:
    """Return the shipped layouts, with the usual ones in use."""
    used = {Kind.BADGE: "a4", Kind.SLIP: "slip-a4"}
    return LayoutOffer(shipped_layouts(), (), used, fixed)


def a_printing_view(layout: str = "a4", *, offer: LayoutOffer | None = None) -> PrintingView:
    """Return the page as it shows a layout."""
    page = _first_page("cr80" if layout == "ours" else layout)
    return PrintingView(LayoutStage.READY, offer or an_offer(), layout, page)


@cache
def _first_page(layout: str) -> Page:
    """Make a page once: its code takes longer than the window takes to show it."""
    return layout_named(layout).pages(content(), english())[0]


def a_choice(printer: str = "", layout: str = "a4") -> PrinterChoiceView:
    """Return the printers, one of them chosen."""
    offer = PrinterOffer(PRINTERS, printer, "Office")
    return PrinterChoiceView(PrinterStage.READY, layout, offer, printer)


def own_layouts() -> LayoutOffer:
    """Return the layouts of a site that has made some, not all of them right."""
    offer = an_offer(fixed=frozenset({Kind.BADGE}))
    file = replace(layout_named("cr80").file, name="ours", title=LONG_TITLE)
    values = {
        "file": "/etc/pin-kiosk/layouts/their-card.toml",
        "line": "17",
        "key": "size",
        "value": '"large"',
        "expected": "15 … 120",
    }
    wrong = (StationError(ErrorCode.LAYOUT_WRONG, values),)
    return replace(
        offer,
        layouts=(*offer.layouts, Layout(file, is_shipped=False)),
        wrong=wrong,
        used={Kind.BADGE: "ours", Kind.SLIP: "slip-a4"},
    )


def no_printers() -> PrinterChoiceView:
    """Return what is known where printers cannot be asked for."""
    error = StationError(ErrorCode.PRINTER_MISSING, {"printer": ""})
    return PrinterChoiceView(PrinterStage.FAILED, "a4", error=error)
