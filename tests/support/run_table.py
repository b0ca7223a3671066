"""The conversation about many people without a window, and everything that it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from pytestqt.qtbot import QtBot

from kiosk.controllers.interruption import Interruption
from kiosk.controllers.team import TeamController
from kiosk.controllers.team_view import (
    TeamStage,
)
from kiosk.controllers.window_state import Notice
from kiosk.models.errors import StationError
from kiosk.models.settings import BadgeSettings
from kiosk.qt.jobs import JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.workplace import Workplace
from tests.support.run_desk import FakeDesk, FakeRunPress
from tests.support.team_views import TEAMS


class StandingClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


@dataclass
class Table:
    """The conversation, and everything that it says."""

    qtbot: QtBot
    desk: FakeDesk
    team: TeamController
    notices: list[Notice] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    left: int = 0

    def note_left(self) -> None:
        self.left += 1

    def wait_for(self, stage: TeamStage) -> None:
        self.qtbot.waitUntil(lambda: self.team.view.stage is stage)

    def look(self) -> None:
        """Look at a team, and wait for the table."""
        self.team.choice.choose_team(TEAMS[0])
        self.team.look()
        self.wait_for(TeamStage.LOOKED)

    def run(self) -> None:
        """Begin to do it for everybody who is ready."""
        self.look()
        self.team.ask()
        self.team.confirm()
        assert self.team.view.stage is TeamStage.RUNNING

    def wait_for_problem(self) -> StationError:
        self.qtbot.waitUntil(lambda: self.team.view.run.problem is not None)
        problem = self.team.view.run.problem
        assert problem is not None
        return problem


def sit_down(qtbot: QtBot, runner: JobRunner, settings: BadgeSettings) -> Table:
    loader = WorkplaceLoader(lambda: cast("Workplace", object()))
    desk = FakeDesk()
    team = TeamController(runner, loader, desk, FakeRunPress(), settings, StandingClock())
    table = Table(qtbot, desk, team)
    team.notice.connect(table.notices.append)
    team.sign_in_needed.connect(table.interruptions.append)
    team.left.connect(table.note_left)
    return table
