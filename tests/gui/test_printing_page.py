"""Layouts and printers in the window: what is chosen there is what is printed, and stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView
from pytestqt.qtbot import QtBot

from kiosk.controllers.printer_choice import PrinterStage
from kiosk.controllers.printing import PrintingController
from kiosk.controllers.window_state import NoticeKind, PageName
from kiosk.models.paper_choices import COPIES_MAX
from kiosk.models.settings import BadgeSettings, Settings, StationSettings
from tests.support.counter import Counter, counter_on
from tests.support.holders import Holder
from tests.support.station_services import StationServices, SufferingTenant


@pytest.fixture(autouse=True)
def _no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no printer of this machine be found."""
    monkeypatch.setenv("CUPS_SERVER", "localhost:9")


def open_printing(counter: Counter) -> PrintingController:
    """Go to the page and wait until it shows a layout."""
    counter.touch("printingButton")
    counter.station.wait_for(PageName.PRINTING)
    printing = counter.station.conversations.printing
    counter.station.wait(lambda: printing.view.page is not None)
    return printing


def show_layout(counter: Counter, name: str) -> None:
    printing = counter.station.conversations.printing
    printing.select(name)
    counter.station.wait(lambda: printing.view.page is not None)


def test_a_layout_chosen_in_the_window_is_used_from_then_on(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path
) -> None:
    with counter_on(qtbot, *both, tmp_path) as counter:
        printing = open_printing(counter)
        show_layout(counter, "slip-cr80")
        counter.touch("useLayoutButton")
        assert not counter.station.shows("useLayoutButton")
        counter.station.wait((tmp_path / "paper.json").exists)
        counter.touch("backButton")
        counter.station.wait_for(PageName.SEARCH)
        assert printing.view.page is None
    with counter_on(qtbot, *both, tmp_path) as counter:
        open_printing(counter)
        show_layout(counter, "slip-cr80")
        assert "used for PINs alone" in counter.station.text("layoutFactsLabel")


def test_the_chosen_layout_makes_the_next_page(counter: Counter, holder: Holder) -> None:
    open_printing(counter)
    show_layout(counter, "slip-cr80")
    counter.touch("useLayoutButton")
    counter.touch("backButton")
    counter.station.wait_for(PageName.SEARCH)
    counter.open(holder)
    counter.ask("resetPinButton")
    counter.confirm()
    counter.station.wait(lambda: counter.station.result.page is not None)
    page = counter.station.result.page
    assert page is not None
    assert page.width_mm == pytest.approx(85.6)


def test_what_one_printer_is_warned_of_is_not_said_of_the_next(
    counter: Counter, holder: Holder
) -> None:
    counter.open(holder)
    counter.ask("replaceBadgeButton")
    counter.confirm()
    counter.station.wait(lambda: counter.station.result.doubts is not None)
    counter.station.conversations.result.printers.choose("office")
    assert counter.station.result.doubts is None
    counter.station.wait(lambda: counter.station.result.doubts is not None)
    counter.leave()


def test_what_the_settings_name_cannot_be_chosen_away(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path
) -> None:
    settings = Settings(badge=BadgeSettings(layout="a4-8"))
    with counter_on(qtbot, *both, tmp_path, settings) as counter:
        printing = open_printing(counter)
        assert printing.view.selected == "a4-8"
        show_layout(counter, "cr80")
        assert not counter.station.shows("useLayoutButton")
        assert "The settings name another layout" in counter.station.text("layoutFactsLabel")
        printing.use()
        assert not (tmp_path / "paper.json").exists()


def test_a_choice_that_cannot_be_kept_holds_until_the_end_and_says_so(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path
) -> None:
    with counter_on(qtbot, *both, tmp_path) as counter:
        printing = open_printing(counter)
        show_layout(counter, "cr80")
        (tmp_path / "paper.json").mkdir()
        counter.touch("useLayoutButton")
        counter.station.wait(lambda: counter.station.controller.notice is not None)
        assert "paper.json" in counter.station.text("statusText")
        offer = printing.view.offer
        assert offer is not None
        layout = offer.named("cr80")
        assert layout is not None
        assert offer.is_used(layout)


def test_without_printers_the_page_says_so_and_looks_again(counter: Counter) -> None:
    printers = open_printing(counter).printers
    counter.station.wait(lambda: printers.view.stage is PrinterStage.FAILED)
    assert counter.station.shows("printersFailedLabel")
    counter.touch("lookForPrintersButton")
    assert printers.view.stage is PrinterStage.LOADING
    counter.station.wait(lambda: printers.view.stage is PrinterStage.FAILED)


def test_copies_stay_within_reason(counter: Counter) -> None:
    printers = open_printing(counter).printers
    for wanted, given in ((0, 1), (3, 3), (COPIES_MAX + 1, COPIES_MAX)):
        printers.set_copies(wanted)
        assert printers.view.copies == given
    # Another layout begins with one copy again.
    show_layout(counter, "cr80")
    assert printers.view.copies == 1


def test_locking_leaves_the_page_and_forgets_it(
    qtbot: QtBot, both: tuple[SufferingTenant, StationServices], tmp_path: Path
) -> None:
    settings = Settings(station=StationSettings(name="Harbour Street"))
    with counter_on(qtbot, *both, tmp_path, settings) as counter:
        printing = open_printing(counter)
        counter.station.controller.lock()
        counter.station.wait_for(PageName.WELCOME)
        notice = counter.station.controller.notice
        assert notice is not None
        assert notice.kind is NoticeKind.LOCKED
        assert printing.view.page is None
        assert not counter.station.page.findChildren(QLabel, "layoutFactsLabel")


def test_the_layout_in_use_is_marked_and_no_other_picture_suffers(counter: Counter) -> None:
    open_printing(counter)
    rows = counter.station.find(QListView, "layoutList").model()
    marked = []
    for row in range(rows.rowCount()):
        picture = rows.index(row, 0).data(Qt.ItemDataRole.DecorationRole).pixmap(24).toImage()
        signs = {picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)}
        if signs != {0}:
            marked.append(rows.index(row, 0).data(Qt.ItemDataRole.UserRole))
    assert len(marked) == 2
    assert marked[1].startswith("slip-")
    look = counter.station.window.look
    assert look.picture("check", "good", 24, 1.0).toImage().pixelColor(9, 16).alpha() > 0
