"""The question before anything is changed: who, what will happen, and what stops working."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.person_view import Action
from kiosk.models.badge_limits import STANDARD_DAYS_DEFAULT
from kiosk.views.layouts import Column, Row
from kiosk.views.moments import moments
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.portrait import Portrait
from kiosk.views.widgets.text import LONG_NAME, Text, breakable
from kiosk.views.words import has_working_badge, named


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
        name = named(breakable(person.display_name))
        if view.action is Action.RESET_PIN:
            self._show_reset(view, name)
        else:
            self._show_issue(view, name)

    def room_changed(self) -> None:
        """Put the face above the question where it is narrow."""
        self._columns.stack_when(
            narrow=self.width() < self.look.px(640) * self.look.theme.text_scale
        )

    def _show_reset(self, view: ConfirmView, name: str) -> None:
        works = has_working_badge(view.method, self.surroundings.clock.now())
        if view.is_self:
            self._title.setText(self.tr("Reset your own PIN?"))
            self._confirm.show_text(self.tr("Reset my PIN"))
            sentences = [
                self.tr("You get a new PIN."),
                self.tr("The PIN you have now stops working at once."),
                self.tr("Your badge stays valid.")
                if works
                else self.tr("You have no valid badge at the moment."),
            ]
        else:
            self._title.setText(self.tr("Reset {name}'s PIN?").format(name=name))
            self._confirm.show_text(self.tr("Reset {name}'s PIN").format(name=name))
            sentences = [
                self.tr("{name} gets a new PIN.").format(name=name),
                self.tr("The PIN they have now stops working at once."),
                self.tr("Their badge stays valid.")
                if works
                else self.tr("They have no valid badge at the moment."),
            ]
        self._text.setText("\n".join(sentences))

    def _show_issue(self, view: ConfirmView, name: str) -> None:
        days = view.badge_days or STANDARD_DAYS_DEFAULT
        end = moments().day(self.surroundings.clock.now() + timedelta(days=days))
        if view.is_self:
            self._title.setText(self.tr("Issue a badge to yourself?"))
            self._confirm.show_text(self.tr("Issue my badge"))
            sentence = self.tr("You get a badge, valid until {date}, and a PIN.")
        else:
            self._title.setText(self.tr("Issue a badge to {name}?").format(name=name))
            self._confirm.show_text(self.tr("Issue a badge to {name}").format(name=name))
            sentence = self.tr("{name} gets a badge, valid until {date}, and a PIN.")
        sentences = [
            sentence.format(name=name, date=end),
            self.tr("The badge can be printed only right afterwards, so keep the printer ready."),
            self.tr("Nothing that works now stops working."),
        ]
        self._text.setText("\n".join(sentences))

    def _arrange(self) -> None:
        look = self.look
        self.body.addStretch(1)
        card = QFrame()
        card.setProperty("role", "card")
        card_column = Column(look, gap=24, margins=(28, 28, 28, 28), parent=card)
        self._columns = Row(look, gap=28)
        self._columns.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        words = Column(look, gap=10)
        words.addWidget(self._title)
        words.addWidget(self._who)
        words.addSpacing(look.px(6))
        words.addWidget(self._text)
        words.addStretch(1)
        self._columns.addLayout(words, 1)
        card_column.addLayout(self._columns)
        self.body.addWidget(card)
        self.body.addStretch(2)
        self.foot.addWidget(self._cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self._confirm)
