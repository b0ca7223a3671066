"""The locked station: its name, the way in, and the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk.controllers.window_state import Header
from kiosk.qt.translator import language_name
from kiosk.views.layouts import Column, Row
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.choice import Choice
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.views.widgets.asking import Asking


class WelcomePage(Page):
    """What the station shows while nobody is signed in."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "welcomePage", measure=860)
        self._name = Text("display", name="stationNameLabel")
        self._name.setProperty("centred", True)
        self._lead = Text("quiet", name="welcomeText")
        self._lead.setProperty("centred", True)
        self._sign_in = Button(self.look, "primary", "sign-in", name="signInButton")
        self._sign_in.clicked.connect(self.station.begin_sign_in)
        self._set_up = Button(self.look, "quiet", "station", name="setUpButton")
        self._set_up.clicked.connect(self.station.begin_set_up)
        self._language_label = Text("quiet")
        self._language_label.setWordWrap(False)
        self._language = Choice(self.look, name="languageSelector")
        for code in self.station.languages:
            self._language.addItem(language_name(code), code)
        self._language.select(self.station.language)
        self._language.activated.connect(self._choose_language)
        self._leave = Button(self.look, "quiet", "sign-out", name="leaveStationButton")
        self._leave.clicked.connect(self._ask_to_leave)
        self._check = Button(self.look, "quiet", "pulse", name="checkStationButton")
        self._check.clicked.connect(self.station.show_doctor)
        self._question: Asking | None = None
        self._placed = QTimer(self, singleShot=True, interval=0)
        self._placed.timeout.connect(self.scroll_past_notice)
        self._language_label.setBuddy(self._language)
        self.station.language_changed.connect(self._language.select)
        self.station.left_alone.connect(self._stay)
        self._arrange()

    def arrive(self) -> None:
        """Let Enter sign in."""
        self._stay()
        self._sign_in.setFocus()

    def show_header(self, header: Header) -> None:
        """Show the station's name large as well."""
        super().show_header(header)
        self._leave.setVisible(header.kiosk)
        self._set_up.setVisible(header.may_be_set_up)
        self._name.setText(header.station_name or self.tr("Badge station"))

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._lead.setText(self.tr("Reset a PIN or issue a badge for the people you work with."))
        self._sign_in.show_text(self.tr("Sign in"))
        self._set_up.show_text(self.tr("Set this station up"))
        self._leave.show_text(self.tr("Leave the station"))
        self._check.show_text(self.tr("Check this station"))
        if self._question is not None and not self._question.isHidden():
            self._ask_to_leave()
        self._language_label.setText(self.tr("Language"))
        self._language.setAccessibleName(self.tr("Language"))
        self._language.select(self.station.language)

    def _choose_language(self, index: int) -> None:
        self.station.set_language(str(self._language.itemData(index)))

    def room_changed(self) -> None:
        """Put the answers under the question where it is narrow."""
        if self._question is not None:
            self._question.stack_when(narrow=self.is_narrow)

    def _ask_to_leave(self) -> None:
        if self._question is None:
            from kiosk.views.widgets.asking import Asking  # noqa: PLC0415 - seldom needed

            question = self._question = Asking(
                self.surroundings,
                name="leaveStationQuestion",
                first="leaveStationSignInButton",
                second="stayAtStationButton",
                padding=12,
            )
            question.answered.connect(self.station.begin_leaving)
            question.declined.connect(self._stay)
            question.stack_when(narrow=self.is_narrow)
            # Next to the button that asks it: the far end of an upright screen is out of sight.
            self.body.addWidget(question)
        if self._question.isHidden():
            # On a small screen there is no room for both, and this is what matters now.
            self.station.dismiss_notice()
        self._question.show_words(
            "warn",
            self.tr("Leave the station? It closes as soon as you have signed in."),
            self.tr("Sign in and leave"),
            self.tr("Stay here"),
        )
        # Once it has its place; where texts are large there may be no room for it.
        self._placed.start()

    def go_back(self) -> None:
        """Take the question back."""
        self._stay()

    def _stay(self) -> None:
        if self._question is not None and not self._question.isHidden():
            self._question.hide_words()
            self._sign_in.setFocus()

    def _arrange(self) -> None:
        badge = Picture(self.look, "badge", "primary", 72)
        self.body.addStretch(3)
        self.body.addLayout(self._centred(badge))
        words = Column(self.look, gap=10)
        words.addWidget(self._name)
        words.addWidget(self._lead)
        self.body.addLayout(words)
        self.body.addSpacing(self.look.px(8))
        self._sign_in.setMinimumWidth(self.look.px(300))
        self.look.changed.connect(lambda: self._sign_in.setMinimumWidth(self.look.px(300)))
        self.body.addLayout(self._centred(self._sign_in))
        self.body.addLayout(self._centred(self._set_up))
        self.body.addStretch(4)
        self.foot.addWidget(self._leave)
        self.foot.addWidget(self._check)
        self.foot.addStretch(1)
        row = Row(self.look, gap=12)
        row.addWidget(Picture(self.look, "language", "text-quiet", 22))
        row.addWidget(self._language_label)
        row.addWidget(self._language)
        self.foot.addLayout(row)

    def _centred(self, widget: QWidget) -> Row:
        row = Row(self.look)
        row.addStretch(1)
        row.addWidget(widget)
        row.addStretch(1)
        return row
