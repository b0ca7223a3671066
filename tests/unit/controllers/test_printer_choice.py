"""Choosing printers: no choice is lost, and no printer is asked what nobody wants to know."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from kiosk.controllers.printer_choice import PrinterChoice, PrinterStage
from kiosk.controllers.printing import PrintingController
from kiosk.models.paper_choices import Kind
from kiosk.printing.doubts import PaperDoubts
from kiosk.printing.jobs import PrinterInfo
from kiosk.printing.layouts import layout_named
from kiosk.printing.offers import LayoutOffer, PrinterOffer
from kiosk.printing.page import Page
from kiosk.printing.printout import Printout
from kiosk.qt.jobs import JobRunner
from tests.support.pages import content
from tests.support.presses import IdlePress


class SlowMemory(IdlePress):
    """Knows two printers and one layout; keeps a choice when the test lets it."""

    def __init__(self) -> None:
        self.may_keep = threading.Event()
        self.kept: list[tuple[str, str]] = []
        self.doubted = 0

    def printers(self, layout: str) -> PrinterOffer:
        return PrinterOffer((PrinterInfo("till"), PrinterInfo("office")), "", "till")

    def use_printer(self, layout: str, printer: str) -> None:
        self.may_keep.wait(10)
        self.kept.append((layout, printer))

    def layouts(self) -> LayoutOffer:
        used = {Kind.BADGE: "cr80", Kind.SLIP: "slip-cr80"}
        return LayoutOffer((layout_named("cr80"),), (), used, frozenset())

    def make_sample(self, layout: str) -> Printout:
        return Printout(layout, content(), (Page(100, 100, ()),))

    def doubts_about(self, printout: Printout, printer: str | None) -> PaperDoubts:
        self.doubted += 1
        return PaperDoubts()


def test_a_choice_that_is_still_being_kept_takes_none_for_another_layout_away(
    qtbot: QtBot,
) -> None:
    press, runner = SlowMemory(), JobRunner()
    choice = PrinterChoice(runner, press)
    for layout, printer in (("cr80", "till"), ("a4", "till"), ("a4", "office"), ("letter", "till")):
        choice.look(layout)
        choice.choose(printer)
    press.may_keep.set()
    qtbot.waitUntil(lambda: runner.running == 0 and len(press.kept) == 3)
    assert press.kept == [("cr80", "till"), ("a4", "office"), ("letter", "till")]
    assert runner.close(5)


def test_looking_at_a_layout_asks_no_printer_what_only_a_badge_is_warned_of(qtbot: QtBot) -> None:
    press, runner = SlowMemory(), JobRunner()
    printing = PrintingController(runner, press)
    printing.open()
    qtbot.waitUntil(lambda: printing.printers.view.stage is PrinterStage.READY)
    qtbot.waitUntil(lambda: printing.view.page is not None and runner.running == 0)
    assert press.doubted == 0
    assert runner.close(5)
