"""Says, over the head of the page, that the station is about to lock because nobody touches it."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QFrame

from kiosk.controllers.station import StationController
from kiosk.qt.overrides import qt_override
from kiosk.views.announce import announce
from kiosk.views.layouts import Row
from kiosk.views.main_window import MainWindow
from kiosk.views.moments import minutes_and_seconds
from kiosk.views.pages.page import Page
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text


class LockCountdown(QFrame):
    """Lies over the header of the page that is shown, and moves nothing.

    Whoever reaches for a button must find it where it was. A PIN that somebody is just reading
    is not in the header, and a finger on the countdown itself does no more than end it. Eyes that
    are far from the header, at the foot of an upright screen, see the edge around the window.
    """

    def __init__(self, window: MainWindow, station: StationController) -> None:
        super().__init__(window)
        self.setObjectName("lockCountdown")
        self.setProperty("tone", "countdown")
        self._window = window
        self._station = station
        self._seconds = 0
        self._figure = Text("figure", name="lockCountdownFigure")
        self._figure.setWordWrap(False)
        self._text = Text("strong", name="lockCountdownLabel")
        row = Row(window.look, gap=16, margins=(28, 2, 28, 2), parent=self)
        self._picture = Picture(window.look, "clock", "warn-ground", 32)
        row.addWidget(self._picture)
        row.addWidget(self._figure)
        row.addWidget(self._text, 1)
        self._edge = QFrame(window)
        self._edge.setObjectName("lockCountdownEdge")
        self._edge.setProperty("tone", "countdown-edge")
        self._edge.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._edge.hide()
        station.countdown_changed.connect(self.show_seconds)
        station.page_changed.connect(self._follow_page)

    def show_seconds(self, seconds: int) -> None:
        """Show how many seconds are left; 0 is none of it any more."""
        is_new = seconds > 0 and self._seconds == 0
        self._seconds = seconds
        if seconds <= 0:
            self._window.removeEventFilter(self)
            # Not before the touch that ended it has gone where it was meant to: it has seen the
            # countdown, and not the button that lies under it.
            QTimer.singleShot(0, self, self._hide_if_over)
            return
        self._say()
        self._follow_page()
        if is_new:
            self._window.installEventFilter(self)
            # Once: read out every second it would talk over everything else.
            announce(self, self._sentence())

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep to the header when the window changes its size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._place()
        return super().eventFilter(watched, event)

    @qt_override
    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._seconds > 0:
            self._say()

    def _hide_if_over(self) -> None:
        if self._seconds <= 0:
            self.hide()
            self._edge.hide()

    def _say(self) -> None:
        self._figure.setText(minutes_and_seconds(self._seconds))
        self._text.setText(
            self.tr("The station is about to lock itself. Touch it or press a key to go on.")
        )
        self._text.setAccessibleName(self._sentence())

    def _sentence(self) -> str:
        text = self.tr("The station locks itself in {time}. Touch it or press a key to go on.")
        return text.format(time=minutes_and_seconds(self._seconds))

    def _follow_page(self, _: object = None) -> None:
        if self._seconds <= 0:
            return
        page = self._page
        for part in (self._edge, self):
            if part.parent() is not page:
                part.setParent(page)
        self._place()
        for part in (self._edge, self):
            part.show()
            part.raise_()

    def _place(self) -> None:
        header = self._page.header
        top = header.mapTo(self._page, QPoint(0, 0)).y()
        width = self._page.width()
        # Where it is narrow the sentence has more use for the room than the picture.
        self._picture.setVisible(not self._page.is_narrow)
        self._edge.setGeometry(self._page.rect())
        self.setGeometry(0, top, width, max(header.height(), self.heightForWidth(width)))

    @property
    def _page(self) -> Page:
        return self._window.page(self._station.page)
