"""The window at its team page, with a desk behind it that does what a test says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QTableView,
    QWidget,
)

from kiosk.controllers.team import TeamController
from kiosk.controllers.team_view import TeamsStage, TeamStage
from kiosk.controllers.window_state import PageName
from kiosk.models.errors import StationError
from tests.support.counter import Counter
from tests.support.run_desk import FakeDesk
from tests.support.station import OpenStation


@dataclass
class Office:
    """The window, and a desk that does what the test says."""

    counter: Counter
    desk: FakeDesk

    @property
    def station(self) -> OpenStation:
        return self.counter.station

    @property
    def team(self) -> TeamController:
        return self.station.conversations.team

    @property
    def rows(self) -> QTableView:
        return self.station.find(QTableView, "teamTable")

    def press(self, name: str) -> None:
        self.station.press(name)

    def activate(self) -> None:
        """Give the keyboard to the window, and not to a dialogue that was open."""
        self.station.window.activateWindow()
        QTest.qWaitForWindowActive(self.station.window)

    def open(self) -> None:
        """Go to the team page."""
        self.press("teamButton")
        self.station.wait_for(PageName.TEAM)

    def wait_for(self, stage: TeamStage) -> None:
        self.station.wait(lambda: self.team.view.stage is stage)

    def type(self, text: str) -> None:
        """Type into whatever has the focus, and wait for the teams that it finds."""
        QTest.keyClicks(focused(), text)
        self.station.wait(lambda: self.team.view.choice.teams.stage is not TeamsStage.LOADING)

    def look(self) -> None:
        """Look at the first team that is found."""
        self.open()
        self.type("Gar")
        QTest.keyClick(focused(), Qt.Key.Key_Return)
        self.press("lookButton")
        self.wait_for(TeamStage.LOOKED)

    def run(self) -> None:
        """Begin to do it for everybody who is ready."""
        self.look()
        self.press("startRunButton")
        self.press("confirmRunButton")
        assert self.team.view.stage is TeamStage.RUNNING

    def run_into(self, problem: StationError, before: int = 3) -> None:
        """Begin a run that stands still in the middle."""
        self.desk.problems[before] = problem
        self.run()
        self.station.wait(lambda: self.station.shows("runProblem"))

    def touch_row(self, row: int) -> None:
        place: QPoint = self.rows.visualRect(self.rows.model().index(row, 0)).center()
        QTest.mouseClick(
            self.rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def is_checked(self, row: int) -> bool:
        index = self.rows.model().index(row, 0)
        return bool(index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)

    def button_text(self, name: str) -> str:
        return str(self.station.find(QWidget, name).accessibleName())

    def choose_file(self, name: str, file: str) -> None:
        """Press a button that asks for a file or folder, and answer the dialogue."""
        self.press(name)
        self.station.wait(lambda: bool(self.station.page.findChildren(QFileDialog)))
        dialogue = self.station.page.findChildren(QFileDialog)[0]
        dialogue.fileSelected.emit(file)
        dialogue.reject()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
