"""A window over the station's goes with its page: nothing lies over the locked station, or acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QMessageBox

import kiosk.views
from kiosk.controllers.team_view import TeamStage
from kiosk.controllers.window_state import PageName
from tests.support.office import Office
from tests.support.station import OpenStation

# What the platform without a screen says to windows over the first one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "list.csv").write_text("mail\nsam.rivera@practice.example\n", encoding="utf-8")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    return folder


def save_a_page(office: Office) -> None:
    office.station.open_person("Sam Riv")
    office.station.do("resetPinButton")
    office.press("savePdfButton")


def choose_a_list(office: Office) -> None:
    office.open()
    office.press("csvButton")


def choose_a_list_in_kiosk_mode(office: Office) -> None:
    header = office.station.controller.header
    office.station.controller.show_header(replace(header, kiosk=True))
    choose_a_list(office)


def choose_a_folder(office: Office) -> None:
    office.look()
    office.press("startRunButton")
    office.press("runFolderButton")


def save_the_end_of_a_run(office: Office) -> None:
    office.run()
    office.wait_for(TeamStage.ENDED)
    office.press("saveRunButton")


OPENINGS = [
    save_a_page,
    choose_a_list,
    choose_a_list_in_kiosk_mode,
    choose_a_folder,
    save_the_end_of_a_run,
]


def open_dialogue(station: OpenStation) -> QFileDialog:
    station.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialogue = QApplication.activeModalWidget()
    assert isinstance(dialogue, QFileDialog)
    assert station.windows_over() == [dialogue]
    return dialogue


def lock(office: Office) -> None:
    office.station.controller.lock()
    assert office.station.is_on(PageName.WELCOME)


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.__name__)
def test_the_lock_closes_it_and_its_late_answer_does_nothing(
    office: Office, opening: Callable[[Office], None], documents: Path
) -> None:
    opening(office)
    dialogue = open_dialogue(office.station)
    # A native one may answer once more although it was closed.
    dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    lock(office)
    assert office.station.windows_over() == []
    assert QApplication.activeModalWidget() is None
    before, banner = office.team.view, office.station.banner()
    dialogue.fileSelected.emit(str(documents / "list.csv"))
    station = office.station.station
    office.station.wait(lambda: station.runner.running == 0)
    assert office.team.view == before
    assert office.station.banner() == banner
    assert [file.name for file in documents.iterdir()] == ["list.csv"]
    # Whoever comes can sign in at once.
    office.press("signInButton")
    office.station.wait(lambda: office.station.controller.header.account is not None)
    dialogue.deleteLater()


def test_it_closes_with_its_page_wherever_that_leads(office: Office) -> None:
    choose_a_list(office)
    open_dialogue(office.station)
    office.station.controller.show_printing()
    assert office.station.is_on(PageName.PRINTING)
    assert office.station.windows_over() == []


def test_the_lock_closes_the_question_of_a_dialogue_and_answers_no(
    office: Office, documents: Path
) -> None:
    save_the_end_of_a_run(office)
    dialogue = open_dialogue(office.station)
    dialogue.selectFile("list.csv")

    def lock_when_asked() -> None:
        if any(box.isVisible() for box in dialogue.findChildren(QMessageBox)):
            office.station.controller.lock()
        else:
            QTimer.singleShot(10, lock_when_asked)

    QTimer.singleShot(10, lock_when_asked)
    # 'list.csv already exists. Do you want to replace it?' is answered before this returns.
    dialogue.accept()
    assert office.station.is_on(PageName.WELCOME)
    assert office.station.windows_over() == []
    assert (documents / "list.csv").read_text(encoding="utf-8").startswith("mail")
    office.press("signInButton")
    office.station.wait_for(PageName.TEAM)
    office.press("saveRunButton")
    assert open_dialogue(office.station) is not dialogue


def test_the_lock_closes_a_list_that_drops_down(office: Office) -> None:
    office.look()
    office.station.find(QComboBox, "stateFilter").showPopup()
    office.station.wait(lambda: QApplication.activePopupWidget() is not None)
    lock(office)
    assert QApplication.activePopupWidget() is None
    assert office.station.windows_over() == []


def test_the_lock_closes_a_menu(office: Office) -> None:
    field = office.station.find(QLineEdit, "searchField")
    menu = field.createStandardContextMenu()
    menu.popup(field.mapToGlobal(field.rect().center()))
    office.station.wait(lambda: QApplication.activePopupWidget() is menu)
    lock(office)
    assert office.station.windows_over() == []


def test_an_answer_in_time_still_counts(office: Office, documents: Path) -> None:
    choose_a_list(office)
    dialogue = open_dialogue(office.station)
    dialogue.selectFile(str(documents / "list.csv"))
    QTest.keyClick(dialogue, Qt.Key.Key_Return)
    office.station.wait(lambda: office.team.view.choice.file == str(documents / "list.csv"))
    assert office.station.windows_over() == []


def test_nobody_else_opens_windows() -> None:
    opens = re.compile(r"\.exec\(|dialogue\.open\(|QMessageBox|QInputDialog|QMenu|\.getOpenFile")
    files = Path(kiosk.views.__path__[0]).rglob("*.py")
    found = [file.name for file in files if opens.search(file.read_text(encoding="utf-8"))]
    assert found == ["dialogues.py"]
