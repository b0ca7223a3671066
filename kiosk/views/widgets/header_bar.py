"""The bar that always says which station this is, who is signed in and whether it is on line."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.view_states import Connection, Header
from kiosk.views.layouts import Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text


class HeaderBar(QFrame):
    """Station, connection and person; a page may add buttons at its end."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("headerBar")
        self.setProperty("role", "header")
        look = surroundings.look
        self._station = Text("strong", name="stationLabel")
        self._online_picture = Picture(look, "online", "text-quiet", 20)
        self._online = Text("small", name="connectionLabel")
        self._person_picture = Picture(look, "person", "text-quiet", 20)
        self._person = Text("strong", name="signedInLabel")
        for label in (self._station, self._online, self._person):
            label.setWordWrap(False)
        self._row = Row(look, gap=8, margins=(24, 7, 24, 7), parent=self)
        self._row.addWidget(Picture(look, "station", "primary", 24))
        self._row.addWidget(self._station)
        self._row.addSpacing(look.px(12))
        self._row.addWidget(self._online_picture)
        self._row.addWidget(self._online)
        self._row.addStretch(1)
        self._row.addWidget(self._person_picture)
        self._row.addWidget(self._person)
        self.setMinimumHeight(look.px(66))
        look.changed.connect(lambda: self.setMinimumHeight(look.px(66)))

    def add_button(self, button: Button) -> None:
        """Add a button at the end."""
        self._row.addWidget(button)

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
            (self.tr("On line") if is_online else self.tr("Off line")) if known else ""
        )
        name = header.account.display_name if header.account is not None else ""
        self._person.show_text(name)
        self._person_picture.setVisible(bool(name))
        signed_in = self.tr("Signed in: {name}").format(name=name) if name else ""
        self._person.setAccessibleName(signed_in)
