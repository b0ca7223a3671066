"""Choosing what a run does, and for whom."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.team_finder import TeamFinder
from kiosk.controllers.team_view import (
    DAYS_MAX,
    DAYS_MIN,
    DAYS_STEP,
    ChoiceView,
    TeamsView,
    Who,
)
from kiosk.models.run import RunAction, Team


class RunChoice(QObject):
    """One action, and one of three ways to name people; the one chosen last counts.

    `list_chosen` says that a list was chosen, which is looked at without another touch.
    """

    changed = Signal(object)
    list_chosen = Signal()

    def __init__(self, finder: TeamFinder) -> None:
        super().__init__()
        self.view = ChoiceView()
        self.finder = finder
        finder.changed.connect(self._take_teams)

    def choose_action(self, action: RunAction) -> None:
        """Choose what is done."""
        view = replace(self.view, action=action)
        if view.who is Who.EXPIRING and not view.may_be_expiring:
            view = replace(view, who=None)
        self._show(view)

    def choose_team(self, team: Team) -> None:
        """Do it for the members of a team."""
        self.finder.choose(team)

    def set_nested(self, nested: bool) -> None:  # noqa: FBT001 - what a check box says
        """Take the members of teams inside the team as well, or not."""
        self._show(replace(self.view, nested=nested))

    def choose_list(self, file: str) -> None:
        """Do it for the people whom a CSV file names."""
        self.finder.clear()
        self._show(replace(self.view, who=Who.LIST, file=file))
        self.list_chosen.emit()

    def choose_expiring(self) -> None:
        """Do it for everybody whose badge ends soon."""
        if self.view.may_be_expiring:
            self.finder.clear()
            self._show(replace(self.view, who=Who.EXPIRING))

    def step_days(self, by: int) -> None:
        """Let 'soon' be a few days more or less."""
        days = self.view.days + by * DAYS_STEP
        self._show(replace(self.view, days=min(max(days, DAYS_MIN), DAYS_MAX)))
        self.choose_expiring()

    def clear(self) -> None:
        """Forget what was chosen."""
        self.finder.clear()
        self._show(ChoiceView())

    def _take_teams(self, teams: TeamsView) -> None:
        who = self.view.who
        if teams.text:
            who = Who.TEAM
        elif who is Who.TEAM:
            who = None
        self._show(replace(self.view, teams=teams, who=who))

    def _show(self, view: ChoiceView) -> None:
        self.view = view
        self.changed.emit(view)
