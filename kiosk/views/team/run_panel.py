"""A run under way: how far it is, and why it stands still if it does."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from kiosk.controllers.team import TeamController
from kiosk.controllers.team_view import RunQuestion, TeamView
from kiosk.models.errors import ErrorCode
from kiosk.views.announce import announce
from kiosk.views.layouts import Column, Row
from kiosk.views.run_progress_words import (
    pace_words,
    part_words,
    problem_words,
    progress_words,
    running_title,
    standing_words,
)
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.asking import Asking
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.text import Text


class RunPanel(QWidget):
    """A bar, what it means in words, and above it what somebody has to decide."""

    def __init__(self, surroundings: Surroundings, team: TeamController) -> None:
        super().__init__()
        look = surroundings.look
        self._question = Asking(
            surroundings, name="runAsking", first="stayButton", second="leaveRunButton"
        )
        self._question.answered.connect(team.stay)
        self._question.declined.connect(lambda: _do(team))
        self.problem = Asking(surroundings, name="runProblem", first="goOnButton")
        self.problem.answered.connect(team.go_on)
        card = QFrame()
        card.setProperty("role", "card")
        self._title = Text("title", name="runTitle")
        self._busy = Busy(look, 26)
        self._bar = QProgressBar()
        self._bar.setObjectName("runProgressBar")
        self._bar.setTextVisible(False)
        self._numbers = Text("strong", name="runNumbersLabel")
        self._pace = Text("", name="runPaceLabel")
        self._part = Text("quiet", name="runPartLabel")
        self._standing = Text("", name="runStandingLabel")
        column = Column(look, gap=14, margins=(28, 24, 28, 24), parent=card)
        title = Row(look, gap=14)
        title.addWidget(self._title, 1)
        title.addWidget(self._busy)
        column.addLayout(title)
        column.addWidget(self._bar)
        column.addWidget(self._numbers)
        column.addWidget(self._pace)
        column.addWidget(self._part)
        column.addWidget(self._standing)
        whole = Column(look, gap=12, parent=self)
        whole.addWidget(self._question)
        whole.addWidget(self.problem)
        whole.addStretch(1)
        whole.addWidget(card)
        whole.addStretch(2)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._busy.setAccessibleName(self.tr("Under way"))
        self._bar.setAccessibleName(self.tr("How far the run is"))

    def show_view(self, view: TeamView) -> None:
        """Show how far it is."""
        run, progress = view.run, view.run.progress
        self._title.setText(running_title(view))
        self._busy.setVisible(not run.stands_still)
        self._bar.setMaximum(max(1, progress.total))
        self._bar.setValue(progress.done + progress.failed)
        self._numbers.setText(progress_words(progress))
        self._pace.show_text("" if run.stands_still else pace_words(progress))
        self._part.show_text(part_words(view))
        standing = standing_words(run)
        if standing != self._standing.text():
            announce(self, standing)
        self._standing.show_text(standing)
        self._show_question(view)
        had_no_problem = self.problem.isHidden()
        if run.problem is None or view.question is RunQuestion.CANCEL:
            self.problem.hide_words()
        elif run.problem.code is ErrorCode.SIGN_IN_NEEDED:
            self.problem.show_error(run.problem, self.tr("Sign in and go on"))
        else:
            self.problem.show_error(run.problem, self.tr("Go on"), problem_words(view))
        if had_no_problem and view.question is None and not self.problem.isHidden():
            self.problem.take_focus()

    def stack_when(self, *, narrow: bool) -> None:
        """Put answers under their sentence where there is no room beside it."""
        self._question.stack_when(narrow=narrow)
        self.problem.stack_when(narrow=narrow)

    def _show_question(self, view: TeamView) -> None:
        was_hidden = self._question.isHidden()
        match view.question:
            case RunQuestion.LEAVE:
                self._question.show_words(
                    "warn",
                    self.tr(
                        "The run goes on while you are elsewhere. 'Team' on the search page leads "
                        "back to it."
                    ),
                    self.tr("Stay here"),
                    self.tr("Leave the page"),
                )
            case RunQuestion.CANCEL:
                self._question.show_words(
                    "warn",
                    self.tr(
                        "What was made for the last part is not on paper yet. If you cancel now, "
                        "these people need another new badge or PIN."
                    ),
                    self.tr("Do not cancel"),
                    self.tr("Cancel the run"),
                )
            case None:
                self._question.hide_words()
        if was_hidden and view.question is not None:
            self._question.take_focus()


def _do(team: TeamController) -> None:
    """Do what was asked about."""
    if team.view.question is RunQuestion.CANCEL:
        team.cancel_anyway()
    else:
        team.leave_anyway()
