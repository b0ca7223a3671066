"""Keeps a window over the whole of its screen, whatever becomes of monitors and window managers.

Screens come and go, another one becomes the main one, sizes and scales change; the window
follows each time, to a screen that exists. Without a window manager a full screen window keeps
the size that it has, so its geometry is set first.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

_SETTLED_MS = 400
"""When window managers and drivers have had their own say about a change."""

_PATIENT_MS = 5000
"""How often the window asks for the keys once it has been refused them that often."""

_TRIES = 8
"""How often the window is put back before a window manager that insists gets its way."""

_log = logging.getLogger(__name__)


class ScreenCover(QObject):
    """Covers the screen of that name; the main one if the name is empty or no screen has it."""

    def __init__(self, window: QWidget, screen_name: str = "") -> None:
        super().__init__(window)
        self._window = window
        self._name = screen_name
        self._tries = 0
        self._returns = 0
        self._is_open = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.cover)
        self._later = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._later.timeout.connect(self._look_again)
        self._returning = QTimer(self, singleShot=True)
        self._returning.timeout.connect(self._return)
        if self.is_name_unknown:
            names = ", ".join(screen.name() for screen in QGuiApplication.screens())
            _log.warning("there is no screen %r; the screens here are: %s", screen_name, names)

    @property
    def is_name_unknown(self) -> bool:
        """Whether a screen is named and not there."""
        return bool(self._name) and self._named() is None

    def screen(self) -> QScreen:
        """Return the screen to cover now."""
        return self._named() or QGuiApplication.primaryScreen()

    def open(self) -> None:
        """Show the window over its screen, and keep it there."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._screen_added)
            application.screenRemoved.connect(self._changed)
            application.primaryScreenChanged.connect(self._changed)
        for screen in QGuiApplication.screens():
            self._watch(screen)
        self._is_open = True
        self.cover()

    def close(self) -> None:
        """Let the window go; may be called twice."""
        self._is_open = False
        for timer in (self._soon, self._later, self._returning):
            timer.stop()

    def cover(self) -> None:
        """Put the window over its screen, if it is not there already."""
        screen = self.screen()
        if self.covers(screen):
            self._tries = 0
            return
        window, place = self._window, screen.geometry()
        if window.isVisible() and window.isFullScreen() and not window.isMinimized():
            # A window manager moves no full screen window to another place.
            window.showNormal()
        window.setScreen(screen)
        window.setGeometry(place)
        window.showFullScreen()
        self._later.start()

    def covers(self, screen: QScreen) -> bool:
        """Say whether the window lies over that screen, and over nothing else."""
        window = self._window
        return (
            window.isVisible()
            and window.isFullScreen()
            and not window.isMinimized()
            and window.screen() is screen
            and window.geometry() == screen.geometry()
        )

    def window_changed(self) -> None:
        """Notice that the window was moved, resized, put away or shown in another way."""
        if self._is_open and not self._later.isActive():
            self._later.start()

    def window_left(self) -> None:
        """Come back to the front in a moment, because another window was given the keys."""
        if self._is_open and not self._returning.isActive():
            self._returns = 0
            self._returning.start(_SETTLED_MS)

    def _named(self) -> QScreen | None:
        screens = QGuiApplication.screens() if self._name else []
        return next((screen for screen in screens if screen.name() == self._name), None)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._changed)
        screen.logicalDotsPerInchChanged.connect(self._changed)

    def _screen_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self._changed()

    def _changed(self) -> None:
        """Follow the screens, at once and again when the change has settled."""
        self._tries = 0
        if self._is_open:
            self._soon.start()
            self._later.start()

    def _look_again(self) -> None:
        if self._tries < _TRIES:
            self._tries += 1
            self.cover()

    def _return(self) -> None:
        if QApplication.activeWindow() is not None:
            return
        if 0 < self._returns < _TRIES:
            # On another desktop of the window manager it is a new window that comes to the front.
            self._window.hide()
        self._returns += 1
        self.cover()
        bring_to_front(self._window)
        self._returning.start(_SETTLED_MS if self._returns < _TRIES else _PATIENT_MS)


def bring_to_front(window: QWidget) -> None:
    """Put a window before all others and give it the keys, as far as the system lets it."""
    if window.isMinimized():
        if window.isFullScreen():
            window.showFullScreen()
        else:
            window.showNormal()
    window.show()
    window.raise_()
    window.activateWindow()
