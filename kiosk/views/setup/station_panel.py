"""The second step: what the station is called, and which language it speaks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.controllers.setup import SetupController
from kiosk.controllers.setup_view import SetupView
from kiosk.qt.translator import language_name
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.choice import Choice
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

_NAME_LENGTH = 120


class StationPanel(QWidget):
    """`entered` says that Enter was pressed in the field."""

    entered = Signal()

    def __init__(self, surroundings: Surroundings, setup: SetupController) -> None:
        super().__init__()
        look = surroundings.look
        self._setup = setup
        self._name_label = Text("strong")
        self._name = QLineEdit()
        self._name.setObjectName("stationNameField")
        self._name.setProperty("role", "plain")
        self._name.setMaxLength(_NAME_LENGTH)
        self._name.textEdited.connect(setup.set_name)
        self._name.returnPressed.connect(self.entered)
        self._name_label.setBuddy(self._name)
        self._name_hint = Text("quiet")
        self._language_label = Text("strong")
        self._language = Choice(look, name="stationLanguageSelector")
        self._language.addItem("", "")
        for code in surroundings.conversations.station.languages:
            self._language.addItem(language_name(code), code)
        self._language.activated.connect(self._choose_language)
        self._language_label.setBuddy(self._language)
        self._lock = Text("quiet", name="lockSecondsLabel")
        language = Row(look, gap=12)
        language.addWidget(self._language)
        language.addStretch(1)
        lock = Row(look, gap=12)
        lock.addWidget(Picture(look, "clock", "text-quiet", 22))
        lock.addWidget(self._lock, 1)
        column = Column(look, gap=8, parent=self)
        column.addWidget(self._name_label)
        column.addWidget(self._name)
        column.addWidget(self._name_hint)
        column.addSpacing(look.px(10))
        column.addWidget(self._language_label)
        column.addLayout(language)
        column.addSpacing(look.px(10))
        column.addLayout(lock)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._name_label.setText(self.tr("Name of the station"))
        self._name.setAccessibleName(self.tr("Name of the station"))
        self._name.setPlaceholderText(self.tr("For example: Shop 12, back office"))
        self._name_hint.setText(
            self.tr("It stands on the first page of the station, and in its record of changes.")
        )
        self._name.setAccessibleDescription(self._name_hint.text())
        self._language_label.setText(self.tr("Language"))
        self._language.setAccessibleName(self.tr("Language"))
        self._language.setItemText(0, self.tr("As the computer is set"))

    def show_view(self, view: SetupView) -> None:
        """Show what was typed and chosen."""
        if self._name.text() != view.name:
            self._name.setText(view.name)
        self._language.select(view.language)
        self._lock.setText(
            self.tr(
                "The station locks itself when nobody has touched it for {seconds} seconds. Your "
                "IT team can change that in the settings file."
            ).format(seconds=view.lock_seconds)
        )

    def take_focus(self) -> None:
        """Let the fingers type at once."""
        self._name.setFocus()

    def _choose_language(self, index: int) -> None:
        self._setup.choose_language(str(self._language.itemData(index)))
