"""One person: their face, what they hold, and what can be done for them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.person_view import Action, PersonStage, PersonView
from kiosk.models.person import Person
from kiosk.views.layouts import Column, Row
from kiosk.views.moments import moments
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.action_card import ActionCard
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.people_model import employee_number
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.portrait import Portrait
from kiosk.views.widgets.state_panel import StatePanel
from kiosk.views.widgets.text import LONG_NAME, Text, breakable
from kiosk.views.words import badge_sentences, pin_sentence


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
        self._badge_title = Text("heading")
        self._badge_status = Text("", name="badgeStatusLabel")
        self._pin_status = Text("", name="pinStatusLabel")
        self._warning = QFrame()
        self._warning.setProperty("tone", "warn")
        self._warning_text = Text()
        self._state = StatePanel(surroundings)
        self._state.retry.connect(self._person.retry)
        self._question = Text("heading")
        self._reset = ActionCard(look, "pin", name="resetPinButton")
        self._reset.clicked.connect(lambda: self._person.choose(Action.RESET_PIN))
        self._issue = ActionCard(look, "badge", name="issueBadgeButton")
        self._issue.clicked.connect(lambda: self._person.choose(Action.ISSUE_BADGE))
        self._back = Button(look, "secondary", "back", name="backButton")
        self._back.clicked.connect(self._person.back)
        self._arrange()
        self._person.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Put the focus on what is most likely wanted next."""
        for button in (self._reset, self._issue):
            if not button.isHidden():
                button.setFocus()
                return
        self._back.setFocus()

    def go_back(self) -> None:
        """Go back to the search."""
        self._person.back()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._badge_title.setText(self.tr("Badge and PIN"))
        self._question.setText(self.tr("What happened?"))
        self._back.show_text(self.tr("Back"))
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
            self._state.show_failure(
                self.tr("Badge and PIN could not be read"), view.error, self.tr("Try again")
            )
        if is_ready:
            now = self.surroundings.clock.now()
            sentences = badge_sentences(view.method, now, moments())
            self._badge_status.setText("\n".join(sentences))
            pin = pin_sentence(view.method)
            self._pin_status.setText(pin)
            self._pin_row.setVisible(bool(pin))
        self._show_warning(view)
        self._show_actions(view)
        if not had_actions and not self._actions.isHidden() and self._back.hasFocus():
            self.arrive()

    def room_changed(self) -> None:
        """Put the person above their badge where it is narrow."""
        self._columns.stack_when(narrow=self.is_narrow)
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

    def _show_warning(self, view: PersonView) -> None:
        text = ""
        if view.person.account_enabled is False:
            text = self.tr(
                "This account is disabled. Badge and PIN let nobody in until your IT team "
                "enables it again."
            )
        elif view.policy.enabled is False:
            text = self.tr(
                "Signing in with a badge is switched off in your organisation. Ask your IT team."
            )
        self._warning_text.setText(text)
        self._warning.setVisible(bool(text))

    def _show_actions(self, view: PersonView) -> None:
        self._reset.setVisible(Action.RESET_PIN in view.actions)
        self._issue.setVisible(Action.ISSUE_BADGE in view.actions)
        self._actions.setVisible(bool(view.actions))
        if view.is_self:
            self._reset.show_texts(
                self.tr("I forgot my PIN"), self.tr("You get a new PIN. Your badge stays valid.")
            )
            self._issue.show_texts(
                self.tr("I have no badge yet"),
                self.tr("You get your first badge and a PIN with it."),
            )
        else:
            self._reset.show_texts(
                self.tr("Forgot the PIN"), self.tr("Makes a new PIN. The badge stays as it is.")
            )
            self._issue.show_texts(
                self.tr("New here"), self.tr("Makes the first badge, and a PIN with it.")
            )

    def _arrange(self) -> None:
        look = self.look
        self.body.set_margins((28, 16, 28, 16))
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

        right = Column(look, gap=18)
        warning_row = Row(look, gap=12, margins=(16, 12, 16, 12), parent=self._warning)
        warning_row.addWidget(Picture(look, "warning", "warn", 24), 0, Qt.AlignmentFlag.AlignTop)
        warning_row.addWidget(self._warning_text, 1)
        right.addWidget(self._warning)
        self._state_card = QFrame()
        self._state_card.setProperty("role", "card")
        state_column = Column(look, margins=(24, 22, 24, 22), parent=self._state_card)
        state_column.addWidget(self._state)
        right.addWidget(self._state_card)
        self._holdings = QFrame()
        self._holdings.setProperty("role", "card")
        holdings = Column(look, gap=14, margins=(24, 20, 24, 22), parent=self._holdings)
        holdings.addWidget(self._badge_title)
        holdings.addLayout(self._fact_row("badge", self._badge_status))
        self._pin_row = QWidget()
        pin_column = Column(look, parent=self._pin_row)
        pin_column.addLayout(self._fact_row("pin", self._pin_status))
        holdings.addWidget(self._pin_row)
        right.addWidget(self._holdings)
        self._actions = QWidget()
        actions = Column(look, gap=12, parent=self._actions)
        actions.addWidget(self._question)
        actions.addWidget(self._reset)
        actions.addWidget(self._issue)
        right.addWidget(self._actions)
        right.addStretch(1)
        self._columns.addLayout(right, 3)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)

    def _fact_row(self, icon: str, text: Text) -> Row:
        row = Row(self.look, gap=14)
        row.addWidget(Picture(self.look, icon, "primary", 26), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return row
