"""One person: their face, what they hold, and what can be done for them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.person_view import Action, PersonStage, PersonView
from kiosk.models.errors import ErrorCode
from kiosk.models.person import Person
from kiosk.views.layouts import Column, Row
from kiosk.views.moments import moments
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.hint_list import HintList
from kiosk.views.widgets.people_model import employee_number
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.portrait import Portrait
from kiosk.views.widgets.situations import Situations
from kiosk.views.widgets.state_panel import StatePanel
from kiosk.views.widgets.text import LONG_NAME, Text, breakable
from kiosk.views.widgets.unfinished import Unfinished
from kiosk.views.words import badge_sentences, pin_sentence

_FINAL = frozenset(
    {ErrorCode.NOT_PERMITTED, ErrorCode.PERSON_NOT_FOUND, ErrorCode.METHOD_NOT_ENABLED}
)
"""Refusals that trying again does not change."""


class PersonPage(Page):
    """The supervisor looks at the face here before doing anything."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "personPage", measure=1040)
        self._person = surroundings.conversations.person
        look = self.look
        self._photo = Portrait(look, 150, name="personPhoto")
        self._name = Text("title", name="personNameLabel")
        self._job = Text("", name="personJobLabel")
        self._facts = Text("small", name="personFactsLabel")
        self._badge_status = Text("", name="badgeStatusLabel")
        self._pin_status = Text("", name="pinStatusLabel")
        self._hints = HintList(surroundings)
        self._unfinished = Unfinished(look, name="unfinishedCard")
        self._unfinished.finish.connect(self._person.finish)
        self._state = StatePanel(surroundings)
        self._state.retry.connect(self._person.retry)
        self._question = Text("heading")
        self._situations = Situations(look)
        self._situations.chosen.connect(self._person.choose)
        self._remove = Button(look, "danger", "remove", name="removeBadgeButton")
        self._remove.clicked.connect(lambda: self._person.choose(Action.REMOVE_BADGE))
        self._back = Button(look, "secondary", "back", name="backButton")
        self._back.clicked.connect(self._person.back)
        self._arrange()
        self._person.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Put the focus on what is most likely wanted next."""
        if self._unfinished.isVisibleTo(self):
            self._unfinished.take_focus()
        elif not self._situations.take_focus():
            self._back.setFocus()

    def go_back(self) -> None:
        """Go back to the search."""
        self._person.back()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._question.setText(self.tr("What happened?"))
        self._back.show_text(self.tr("Back"))
        self._remove.show_text(self.tr("Does not work here any more"))
        self._unfinished.show_words(
            self.tr("What was begun for this person is not finished."), self.tr("Finish it now")
        )
        if self._person.view is not None:
            self.show_view(self._person.view)

    def show_view(self, view: PersonView) -> None:
        """Show a person."""
        had_actions = not self._actions.isHidden()
        self._show_person(view.person, view.photo)
        is_ready = view.stage is PersonStage.READY
        self._holdings.setVisible(is_ready)
        self._state_card.setVisible(not is_ready)
        if view.stage is PersonStage.LOADING:
            self._state.show_busy(self.tr("Reading badge and PIN …"))
        elif view.stage is PersonStage.FAILED and view.error is not None:
            may_retry = view.error.code not in _FINAL
            self._state.show_failure(
                self.tr("Badge and PIN could not be read"),
                view.error,
                self.tr("Try again") if may_retry else "",
            )
        if is_ready:
            self._show_holdings(view)
        self._hints.show_view(view)
        self._unfinished.setVisible(view.unfinished is not None)
        self._situations.show_view(view)
        self._actions.setVisible(bool(view.actions))
        self._remove.setVisible(Action.REMOVE_BADGE in view.actions)
        if not had_actions and not self._actions.isHidden() and self._back.hasFocus():
            self.arrive()

    def room_changed(self) -> None:
        """Put the person above their badge where it is narrow."""
        self._columns.stack_when(narrow=self.is_narrow)
        self._situations.stack_when(narrow=self.is_narrow)
        roomy = self.height() > self.look.px(640)
        self._photo.set_units(200 if roomy else 150)

    def _show_person(self, person: Person, photo: bytes | None) -> None:
        self._photo.show_person(person, photo)
        self._photo.setAccessibleName(self.tr("Photo of {name}").format(name=person.display_name))
        self._name.setText(breakable(person.display_name))
        self._name.set_role("title" if len(person.display_name) <= LONG_NAME else "heading")
        self._job.show_text(person.job_title)
        place = person.office_location or person.department
        facts = (place, employee_number(person), breakable(person.user_principal_name))
        self._facts.show_text("\n".join(fact for fact in facts if fact))

    def _show_holdings(self, view: PersonView) -> None:
        now = view.now or self.surroundings.clock.now()
        sentences = badge_sentences(view.method, now, moments())
        self._badge_status.setText(" ".join(sentences))
        pin = pin_sentence(view.method)
        self._pin_status.setText(pin)
        self._pin_row.setVisible(bool(pin))

    def _arrange(self) -> None:
        look = self.look
        self.body.set_margins((28, 12, 28, 12))
        self._columns = Row(look, gap=24)
        who = QFrame()
        who.setProperty("role", "card")
        who_column = Column(look, gap=4, margins=(22, 20, 22, 18), parent=who)
        who_column.addWidget(self._photo)
        who_column.addSpacing(look.px(8))
        who_column.addWidget(self._name)
        who_column.addWidget(self._job)
        who_column.addWidget(self._facts)
        who_column.addStretch(1)
        self._columns.addWidget(who, 2)

        right = Column(look, gap=10)
        right.addWidget(self._unfinished)
        right.addWidget(self._hints)
        self._state_card = QFrame()
        self._state_card.setProperty("role", "card")
        state_column = Column(look, margins=(24, 22, 24, 22), parent=self._state_card)
        state_column.addWidget(self._state)
        right.addWidget(self._state_card)
        self._holdings = QFrame()
        self._holdings.setProperty("role", "card")
        holdings = Column(look, gap=6, margins=(20, 9, 20, 9), parent=self._holdings)
        holdings.addLayout(self._fact_row("badge", self._badge_status))
        self._pin_row = QWidget()
        pin_column = Column(look, parent=self._pin_row)
        pin_column.addLayout(self._fact_row("pin", self._pin_status))
        holdings.addWidget(self._pin_row)
        right.addWidget(self._holdings)
        self._actions = QWidget()
        actions = Column(look, gap=10, parent=self._actions)
        actions.addWidget(self._question)
        actions.addWidget(self._situations)
        right.addWidget(self._actions)
        right.addStretch(1)
        self._columns.addLayout(right, 5)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._remove)

    def _fact_row(self, icon: str, text: Text) -> Row:
        row = Row(self.look, gap=14)
        row.addWidget(Picture(self.look, icon, "primary", 26), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return row
