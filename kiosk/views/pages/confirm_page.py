"""The question before anything is changed: who, what will happen, and what stops working."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.person_view import Action
from kiosk.views.confirm_words import Question, question
from kiosk.views.layouts import Column, Row
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.check import Check
from kiosk.views.widgets.portrait import Portrait
from kiosk.views.widgets.temporary_times import TemporaryTimes
from kiosk.views.widgets.text import LONG_NAME, Text, breakable
from kiosk.views.words import named


class ConfirmPage(Page):
    """Nothing happens here by accident: the focus starts on Cancel."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "confirmPage", measure=860)
        self._operation = surroundings.conversations.operation
        look = self.look
        self._photo = Portrait(look, 132, name="confirmPhoto")
        self._title = Text("title", name="confirmTitleLabel")
        self._text = Text("", name="confirmTextLabel")
        self._who = Text("quiet", name="confirmPersonLabel")
        self._also_reset = Check(look, name="alsoResetPinCheck")
        self._also_reset.toggled.connect(self._operation.set_also_reset_pin)
        self._times = TemporaryTimes(surroundings)
        self._confirm = Button(look, "primary", name="confirmButton")
        self._confirm.clicked.connect(self._operation.confirm)
        self._cancel = Button(look, "secondary", "back", name="cancelButton")
        self._cancel.clicked.connect(self._operation.go_back)
        self._arrange()
        self._operation.confirm_changed.connect(self.show_view)

    def arrive(self) -> None:
        """Make doing it a press of its own, not the echo of the last one."""
        self._cancel.setFocus()

    def go_back(self) -> None:
        """Leave the question."""
        self._operation.go_back()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._cancel.show_text(self.tr("Cancel"))
        self._also_reset.show_text(self.tr("Make a new PIN as well"))
        self._times.retranslate()
        if self._operation.confirm_view is not None:
            self.show_view(self._operation.confirm_view)

    def show_view(self, view: ConfirmView) -> None:
        """Put the question."""
        person = view.person
        self._photo.show_person(person, view.photo)
        self._photo.setAccessibleName(self.tr("Photo of {name}").format(name=person.display_name))
        facts = (person.job_title, person.office_location or person.department)
        self._who.show_text("  ·  ".join(fact for fact in facts if fact))
        self._title.set_role("title" if len(person.display_name) <= LONG_NAME else "heading")
        self._show_question(question(view, named(breakable(person.display_name))))
        self._confirm.set_kind("danger" if view.action is Action.REMOVE_BADGE else "primary")
        self._also_reset.setVisible(view.action is Action.REPLACE_BADGE)
        self._also_reset.setChecked(view.also_reset_pin)
        is_temporary = view.action is Action.ISSUE_TEMPORARY_BADGE
        self._times.setVisible(is_temporary)
        if is_temporary:
            self._times.show_view(view)

    def room_changed(self) -> None:
        """Put the face above the question where it is narrow."""
        self._columns.stack_when(
            narrow=self.width() < self.look.px(640) * self.look.theme.text_scale
        )
        self._times.stack_when(narrow=self.is_narrow)

    def _show_question(self, asked: Question) -> None:
        self._title.setText(asked.title)
        self._confirm.show_text(asked.button)
        self._text.setText("\n".join(asked.sentences))

    def _arrange(self) -> None:
        look = self.look
        self.body.addStretch(1)
        card = QFrame()
        card.setProperty("role", "card")
        card_column = Column(look, gap=24, margins=(28, 18, 28, 18), parent=card)
        self._columns = Row(look, gap=28)
        self._columns.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        words = Column(look, gap=8)
        words.addWidget(self._title)
        words.addWidget(self._who)
        words.addSpacing(look.px(4))
        words.addWidget(self._text)
        words.addWidget(self._also_reset)
        words.addWidget(self._times)
        words.addStretch(1)
        self._columns.addLayout(words, 1)
        card_column.addLayout(self._columns)
        self.body.addWidget(card)
        self.body.addStretch(2)
        self.foot.addWidget(self._cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self._confirm)
