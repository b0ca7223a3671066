"""The window on stand-in controllers, so that every page can be put into every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kiosk.controllers.conversations import Conversations
from kiosk.controllers.station import StationController
from kiosk.controllers.window_state import PageName
from kiosk.qt.translator import Translator
from kiosk.views.lock_countdown import LockCountdown
from kiosk.views.main_window import MainWindow
from tests.support.made_up import NOW
from tests.support.setup_views import StandInSetup
from tests.support.stand_ins import (
    StandIn,
    StandInDoctor,
    StandInOperation,
    StandInPerson,
    StandInPrinting,
    StandInResult,
    StandInSearch,
    StandInSignIn,
    StandInStation,
)
from tests.support.team_views import StandInPart, StandInTeam

SIZES = (QSize(1024, 600), QSize(1920, 1080), QSize(1080, 1920))


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


@dataclass
class Gallery:
    """The window and the stand-ins behind it."""

    translator: Translator = field(default_factory=Translator)

    def __post_init__(self) -> None:
        self.station = StandInStation(self.translator)
        self.sign_in = StandInSignIn()
        self.search = StandInSearch()
        self.person = StandInPerson()
        self.operation = StandInOperation()
        self.result = StandInResult()
        self.printing = StandInPrinting()
        self.team = StandInTeam()
        self.setup = StandInSetup(StandInPrinting())
        self.doctor = StandInDoctor()
        self.station.way = self
        self.station.setup = self.setup
        conversations = Conversations(cast("StationController", self.station))
        self.window = MainWindow(conversations, clock=FixedClock())
        LockCountdown(self.window, conversations.station)

    def forget_calls(self) -> None:
        """Let the stand-ins forget what they were asked for."""
        parts: tuple[StandIn | StandInPart, ...] = (
            self.station,
            self.sign_in,
            self.search,
            self.person,
            self.operation,
            self.result,
            self.result.printers,
            self.printing,
            self.printing.printers,
            self.doctor,
            *self.team.parts,
        )
        for part in parts:
            part.calls.clear()
            part.arguments.clear()

    def show(self, scene: Scene) -> None:
        """Put the window into a scene."""
        self.station.show_notice(None)
        self.station.countdown_changed.emit(0)
        self.result.show(None)
        scene.arrange(self)
        self.station.go(scene.page)
        scene.then(self)
        if scene.counts_down:
            self.station.countdown_changed.emit(12)
        settle()


def settle() -> None:
    """Let pending layouts and repaints happen."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@dataclass(frozen=True)
class Scene:
    """One state of one page, and whether the last seconds before the lock are told over it."""

    name: str
    page: PageName
    arrange: Callable[[Gallery], None]
    then: Callable[[Gallery], None] = lambda _: None
    counts_down: bool = False
