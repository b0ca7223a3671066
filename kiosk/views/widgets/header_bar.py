"""The bar that always says which station this is, who is signed in and whether it is on line."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.window_state import Connection, Header
from kiosk.views.layouts import Row, StackingRow
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import OneLine

_HEIGHT = 66
_MARGIN = 7
_BORDER = 1
"""The line below the bar, in pixels."""


class HeaderBar(QFrame):
    """Station, connection and person; a page may add buttons at its end."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("headerBar")
        self.setProperty("role", "header")
        look = self._look = surroundings.look
        self._station = OneLine("strong", name="stationLabel")
        self._online_picture = Picture(look, "online", "text-quiet", 20)
        self._online = OneLine("small", name="connectionLabel")
        self._person_picture = Picture(look, "person", "text-quiet", 20)
        self._person = OneLine("strong", name="signedInLabel")
        place = Row(look, gap=8)
        place.addWidget(Picture(look, "station", "primary", 24))
        place.addWidget(self._station)
        place.addSpacing(look.px(12))
        place.addWidget(self._online_picture)
        place.addWidget(self._online)
        place.addStretch(1)
        person = Row(look, gap=8)
        person.addWidget(self._person_picture)
        person.addWidget(self._person)
        person.addStretch(1)
        self._facts = QWidget()
        facts = StackingRow(look, gap=8, parent=self._facts, whole=True)
        facts.addLayout(place, 1)
        facts.addLayout(person)
        self._buttons = Row(look, gap=8)
        self._buttons.addStretch(1)
        self._row = Row(look, gap=8, margins=(28, _MARGIN, 28, _MARGIN), parent=self)
        self._row.addWidget(self._facts, 1)
        self._row.addLayout(self._buttons)
        look.changed.connect(self._rescale)
        self._rescale()

    def add_button(self, button: Button) -> None:
        """Add a button at the end."""
        self._buttons.addWidget(button)

    def stack_when(self, *, narrow: bool) -> None:
        """Put the buttons on a line of their own where there is no room beside the facts."""
        self._row.stack_when(narrow=narrow and self._buttons.count() > 1)

    def show_header(self, header: Header) -> None:
        """Show station, connection and person."""
        self._station.show_text(header.station_name or self.tr("Badge station"))
        known = header.connection is not Connection.UNKNOWN
        is_online = header.connection is Connection.ONLINE
        self._online_picture.show_icon(
            "online" if is_online else "offline", "good" if is_online else "bad"
        )
        self._online_picture.setVisible(known)
        self._online.show_text(
            (self.tr("Online") if is_online else self.tr("Offline")) if known else ""
        )
        name = header.account.display_name if header.account is not None else ""
        self._person.show_text(name)
        self._person_picture.setVisible(bool(name))
        signed_in = self.tr("Signed in: {name}").format(name=name) if name else ""
        self._person.setAccessibleName(signed_in)

    def _rescale(self) -> None:
        self.setMinimumHeight(self._look.px(_HEIGHT))
        # The line stands where it stands on every page, also above a line of buttons.
        self._facts.setMinimumHeight(self._look.px(_HEIGHT - 2 * _MARGIN) - _BORDER)
