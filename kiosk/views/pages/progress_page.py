"""An operation under way: its steps, and stopping it while that is still possible."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from kiosk.controllers.operation_views import CancelState, ProgressView, Waiting
from kiosk.controllers.person_view import Action
from kiosk.services.operations.progress import Step
from kiosk.views.announce import announce
from kiosk.views.layouts import Column, Row
from kiosk.views.moments import minutes_and_seconds
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.step_list import StepList
from kiosk.views.widgets.text import Text, breakable
from kiosk.views.words import named


class ProgressPage(Page):
    """Usually seen for a moment only."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "progressPage", measure=760)
        self._operation = surroundings.conversations.operation
        look = self.look
        self._title = Text("title", name="progressTitleLabel")
        self._busy = Busy(look, 26)
        self._label = Text("strong", name="progressLabel")
        self._steps = StepList(look)
        self._note = Text("", name="progressNoteLabel")
        self._cancel = Button(look, "secondary", "close", name="cancelJobButton")
        self._cancel.clicked.connect(self._operation.cancel_job)
        self._arrange()
        self._operation.progress_changed.connect(self._follow)

    def arrive(self) -> None:
        """Let Enter and Escape cancel."""
        self._show_present()
        self._cancel.setFocus()

    def go_back(self) -> None:
        """Cancel, if it is not too late."""
        if self._cancel.isEnabled():
            self._operation.cancel_job()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._cancel.show_text(self.tr("Cancel"))
        self._show_present()

    def _show_present(self) -> None:
        if self._operation.progress_view is not None:
            self.show_view(self._operation.progress_view)

    def _follow(self, view: ProgressView) -> None:
        # Most operations end before anybody sees this page; then it takes no time from them.
        if not self.isHidden():
            self.show_view(view)

    def show_view(self, view: ProgressView) -> None:
        """Show how far it has got."""
        name = named(breakable(view.person.display_name))
        self._title.setText(self._title_words(view.action).format(name=name))
        waits = view.waiting_seconds is not None
        text = self._waiting_words(view) if waits else self._words(view.step)
        if text != self._label.text():
            announce(self, text)
        self._label.setText(text)
        self._steps.show_done([self._words(step) for step in view.steps_done if step != view.step])
        is_late = view.cancel is CancelState.TOO_LATE
        self._cancel.setEnabled(not is_late)
        self._note.show_text(
            self.tr("It is too late to cancel: the change is being made.") if is_late else ""
        )

    def _title_words(self, action: Action) -> str:
        words = {
            Action.RESET_PIN: self.tr("Resetting {name}'s PIN"),
            Action.ISSUE_BADGE: self.tr("Issuing a badge to {name}"),
            Action.REPLACE_BADGE: self.tr("Replacing {name}'s badge"),
            Action.ISSUE_TEMPORARY_BADGE: self.tr("Making a temporary badge for {name}"),
            Action.EXTEND_BADGE: self.tr("Extending {name}'s badge"),
            Action.REMOVE_BADGE: self.tr("Removing {name}'s badge and PIN"),
        }
        return words[action]

    def _waiting_words(self, view: ProgressView) -> str:
        left = minutes_and_seconds(view.waiting_seconds or 0)
        if view.waits_for is Waiting.OUT_OF_REACH:
            text = self.tr("The service does not answer. The station tries again in {time}.")
        elif view.waits_for is Waiting.TROUBLE:
            text = self.tr("The service has trouble of its own. The station tries again in {time}.")
        else:
            text = self.tr(
                "The service is busy and asks the station to wait. It goes on by itself in {time}."
            )
        return text.format(time=left)

    def _words(self, step: Step) -> str:
        words = {
            Step.READ_STATE: self.tr("Reading what they hold now"),
            Step.RESET_PIN: self.tr("Making a new PIN"),
            Step.CONFIRM_PIN: self.tr("Checking that the new PIN works"),
            Step.ISSUE_BADGE: self.tr("Making the new badge"),
            Step.CONFIRM_BADGE: self.tr("Checking whether the badge was made"),
            Step.REMOVE_LOST_BADGE: self.tr("Removing a badge that was lost on the way"),
            Step.DELETE_OLD_BADGE: self.tr("Deleting the old badge"),
            Step.MOVE_EXPIRY: self.tr("Moving the end of the badge"),
            Step.REMOVE_METHOD: self.tr("Removing badge and PIN"),
        }
        return words[step]

    def _arrange(self) -> None:
        look = self.look
        self.body.addStretch(1)
        card = QFrame()
        card.setProperty("role", "card")
        column = Column(look, gap=16, margins=(28, 28, 28, 28), parent=card)
        column.addWidget(self._title)
        column.addWidget(self._steps)
        now = Row(look, gap=14)
        now.addWidget(self._busy)
        now.addWidget(self._label, 1)
        column.addLayout(now)
        column.addWidget(self._note)
        self.body.addWidget(card)
        self.body.addStretch(2)
        self.foot.addWidget(self._cancel)
        self.foot.addStretch(1)
