"""Finding a team while the fingers type."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.run_desk import RunDesk
from kiosk.controllers.second_try import SecondTry
from kiosk.controllers.team_view import TeamsStage, TeamsView
from kiosk.models.errors import StationError
from kiosk.models.run import Team
from kiosk.qt.jobs import Job, JobRunner
from kiosk.services.loader import WorkplaceLoader

TYPING_REST_MS = 250
"""How long the fingers must rest before teams are asked for."""

_FINDING_SECONDS = 45.0


class TeamFinder(Conversation):
    """Asks for one text at a time; an answer for an older text is never shown."""

    changed = Signal(object)

    def __init__(self, runner: JobRunner, loader: WorkplaceLoader, desk: RunDesk) -> None:
        super().__init__(runner, loader)
        self._desk = desk
        self.view = TeamsView()
        self._finding: Job[tuple[Team, ...]] | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_REST_MS)
        self._typing.timeout.connect(self._find)
        self._second_try = SecondTry(self, self.retry)

    def set_text(self, text: str) -> None:
        """Take the text of the field as it is now; a team that was chosen is forgotten."""
        if text == self.view.text:
            return
        self._stop()
        if not text.strip():
            self._show(TeamsView(text=text))
            return
        self._show(replace(self.view, text=text, stage=TeamsStage.LOADING, chosen=None, error=None))
        self._typing.start()

    def choose(self, team: Team) -> None:
        """Take one of the teams that were found."""
        self._stop()
        self._show(TeamsView(team.name, chosen=team))

    def retry(self) -> None:
        """Ask for the same text again."""
        self._stop()
        if self.view.text.strip():
            self._show(replace(self.view, stage=TeamsStage.LOADING, error=None))
            self._find()

    def clear(self) -> None:
        """Forget text and teams."""
        self._stop()
        self._show(TeamsView())

    def _stop(self) -> None:
        self._typing.stop()
        if self._finding is not None:
            self._finding.abandon()
            self._finding = None

    def _find(self) -> None:
        text = self.view.text.strip()
        self._finding = self.start_job(
            lambda _, context: self._desk.teams(text, context.cancel),
            done=self._found,
            failed=self._failed,
            again=self.retry,
            time_limit=_FINDING_SECONDS,
        )

    def _found(self, teams: tuple[Team, ...]) -> None:
        stage = TeamsStage.FOUND if teams else TeamsStage.NONE
        self._show(replace(self.view, stage=stage, found=teams))

    def _failed(self, error: StationError) -> None:
        self._show(replace(self.view, stage=TeamsStage.FAILED, found=(), error=error))

    def _show(self, view: TeamsView) -> None:
        self.view = view
        self._second_try.follow(view.error)
        self.changed.emit(view)
