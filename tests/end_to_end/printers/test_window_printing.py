"""The window prints: to real IPP printers behind a real scheduler, and what came out is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QListView
from pytestqt.qtbot import QtBot

from kiosk.controllers.printer_choice import PrinterStage
from kiosk.controllers.result_view import PrintStage
from kiosk.controllers.window_state import PageName
from kiosk.models.settings import BadgeSettings, Settings
from tests.support.counter import Counter, counter_on, holder_at, tenant_and_elsewhere
from tests.support.holders import Holder
from tests.support.pages import codes_in_pdf, size_of_pdf, text_of_pdf
from tests.support.printers import (
    TestPrinter,
    TestScheduler,
    ipp_printer,
    scheduler,
)

SETTINGS = Settings(badge=BadgeSettings(layout="a4", slip_layout="slip-a4", printer="office"))


@pytest.fixture
def queues(
    environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestScheduler]:
    with scheduler(environment) as running:
        monkeypatch.setenv("CUPS_SERVER", running.address)
        yield running


def printer_named(
    name: str, folder: Path, environment: Mapping[str, str], queues: TestScheduler
) -> Iterator[TestPrinter]:
    place = folder / name
    place.mkdir()
    with ipp_printer(place, environment) as printer:
        queues.add_queue(name, printer.uri)
        yield printer


@pytest.fixture
def office(
    tmp_path: Path, environment: Mapping[str, str], queues: TestScheduler
) -> Iterator[TestPrinter]:
    yield from printer_named("office", tmp_path, environment, queues)


@pytest.fixture
def till(
    tmp_path: Path, environment: Mapping[str, str], queues: TestScheduler
) -> Iterator[TestPrinter]:
    yield from printer_named("till", tmp_path, environment, queues)


@pytest.fixture
def counter(
    qtbot: QtBot, office: TestPrinter, till: TestPrinter, tmp_path: Path
) -> Iterator[Counter]:
    with (
        tenant_and_elsewhere() as both,
        counter_on(qtbot, *both, tmp_path, SETTINGS) as counter,
    ):
        yield counter


@pytest.fixture
def holder(counter: Counter) -> Iterator[Holder]:
    with holder_at(counter) as holder:
        yield holder


def replace_badge(counter: Counter, holder: Holder) -> str:
    """Replace a lost badge and return what the new one says."""
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    return counter.station.code_on_screen()


def wait_for_stage(counter: Counter, stage: PrintStage) -> None:
    counter.station.wait(lambda: counter.station.result.printing.stage is stage, 30)


def choose_printer(counter: Counter, name: str) -> None:
    """Choose a printer on the page that is shown, once the printers are known."""
    selector = counter.station.find(QComboBox, "printerSelector")
    counter.station.wait(lambda: selector.isEnabled() and selector.findData(name) >= 0)
    counter.touch_choice("printerSelector", selector.findData(name))


def test_a_badge_waits_for_paper_and_comes_out_once(
    counter: Counter, holder: Holder, office: TestPrinter, queues: TestScheduler
) -> None:
    content = replace_badge(counter, holder)
    office.take_paper_out()
    counter.station.press("printButton")
    wait_for_stage(counter, PrintStage.HELD)
    assert "has no paper" in counter.station.text("printStatusText")
    assert not counter.station.find(QAbstractButton, "printButton").isEnabled()
    assert not office.printed()
    office.put_paper_in()
    wait_for_stage(counter, PrintStage.PRINTED)
    (badge,) = office.printed()
    assert codes_in_pdf(badge, 203) == [content.encode()]
    assert not queues.kept_documents()
    # A badge that came out needs no question.
    counter.station.press("doneButton")
    counter.station.wait_for(PageName.SEARCH)


def test_a_badge_that_comes_out_while_the_page_asks_about_it_needs_no_answer(
    counter: Counter, holder: Holder, office: TestPrinter
) -> None:
    replace_badge(counter, holder)
    office.take_paper_out()
    counter.station.conversations.result.printers.set_copies(2)
    counter.station.press("printButton")
    wait_for_stage(counter, PrintStage.HELD)
    counter.station.press("doneButton")
    assert counter.station.shows("leaveQuestion")
    office.put_paper_in()
    wait_for_stage(counter, PrintStage.PRINTED)
    assert not counter.station.shows("leaveQuestion")
    # Enter would print it once more.
    assert counter.station.find(QAbstractButton, "doneButton").hasFocus()
    counter.station.press("doneButton")
    counter.station.wait_for(PageName.SEARCH)


def test_another_printer_takes_over_and_is_remembered_for_the_layout(
    counter: Counter, holder: Holder, office: TestPrinter, till: TestPrinter, queues: TestScheduler
) -> None:
    content = replace_badge(counter, holder)
    queues.administer("lpadmin", "-x", "office")
    counter.station.press("printButton")
    wait_for_stage(counter, PrintStage.FAILED)
    assert "office" in counter.station.text("printStatusText")
    counter.touch("printerButton")
    choose_printer(counter, "till")
    counter.station.press("printButton")
    wait_for_stage(counter, PrintStage.PRINTED)
    counter.leave()
    content = replace_badge(counter, holder)
    counter.station.press("printButton")
    wait_for_stage(counter, PrintStage.PRINTED)
    assert len(till.printed()) == 2
    assert codes_in_pdf(till.printed()[-1], 203) == [content.encode()]
    assert not office.printed()


def test_a_test_page_comes_out_of_the_chosen_printer(counter: Counter, till: TestPrinter) -> None:
    station = counter.station
    counter.touch("printingButton")
    station.wait_for(PageName.PRINTING)
    printing = station.conversations.printing
    station.wait(lambda: printing.view.page is not None)
    assert printing.view.selected == "a4"
    rows = station.find(QListView, "layoutList")
    names = [rows.model().index(row, 0).data(256) for row in range(rows.model().rowCount())]
    assert "a4-10" in names
    rows.setCurrentIndex(rows.model().index(names.index("slip-a4"), 0))
    station.wait(lambda: printing.view.selected == "slip-a4" and printing.view.page is not None)
    station.wait(lambda: printing.printers.view.stage is PrinterStage.READY)
    choose_printer(counter, "till")
    counter.touch("moreCopiesButton")
    station.press("printTestPageButton")
    station.wait(lambda: printing.view.printing.stage is PrintStage.PRINTED, 30)
    (page,) = till.printed()
    assert "PRACTICE" in text_of_pdf(page)
    assert size_of_pdf(page) == pytest.approx((210, 297), abs=1)
    counter.touch("backButton")
    station.wait_for(PageName.SEARCH)
