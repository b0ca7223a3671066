"""An operation under way: its steps, and stopping it while that is still possible."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from kiosk.controllers.operation_views import CancelState, ProgressView
from kiosk.controllers.person_view import Action
from kiosk.services.operations.progress import Step
from kiosk.views.announce import announce
from kiosk.views.layouts import Column
from kiosk.views.moments import minutes_and_seconds
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
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
        self._label = Text("quiet", name="progressLabel")
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
        if view.action is Action.RESET_PIN:
            self._title.setText(self.tr("Resetting {name}'s PIN").format(name=name))
        else:
            self._title.setText(self.tr("Issuing a badge to {name}").format(name=name))
        step = self._words(view.step)
        text = step
        if view.waiting_seconds is not None:
            left = minutes_and_seconds(view.waiting_seconds)
            text = self.tr(
                "The service is busy and asks the station to wait. It goes on by itself in {time}."
            ).format(time=left)
        if text != self._label.text():
            announce(self, text)
        self._label.setText(text)
        done = [self._words(step) for step in view.steps_done if step is not view.step]
        self._steps.show_steps(done, step)
        is_late = view.cancel is CancelState.TOO_LATE
        self._cancel.setEnabled(not is_late)
        self._note.show_text(
            self.tr("It is too late to cancel: the change is being made.") if is_late else ""
        )

    def _words(self, step: Step) -> str:
        match step:
            case Step.READ_STATE:
                return self.tr("Reading what they hold now")
            case Step.RESET_PIN:
                return self.tr("Making a new PIN")
            case Step.CONFIRM_PIN:
                return self.tr("Making sure that the new PIN is the one that works")
            case Step.ISSUE_BADGE:
                return self.tr("Making badge and PIN")
            case Step.CONFIRM_BADGE:
                return self.tr("Making sure that the badge was made")
            case Step.REMOVE_LOST_BADGE:
                return self.tr("Removing a badge that was lost on the way")

    def _arrange(self) -> None:
        look = self.look
        self.body.addStretch(1)
        card = QFrame()
        card.setProperty("role", "card")
        column = Column(look, gap=16, margins=(28, 28, 28, 28), parent=card)
        column.addWidget(self._title)
        column.addWidget(self._label)
        column.addSpacing(look.px(4))
        column.addWidget(self._steps)
        column.addWidget(self._note)
        self.body.addWidget(card)
        self.body.addStretch(2)
        self.foot.addWidget(self._cancel)
        self.foot.addStretch(1)
