"""The station's window: one page at a time, as the station controller says."""

from __future__ import annotations

import importlib

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QFont, QGuiApplication, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from kiosk.controllers.conversations import Conversations
from kiosk.controllers.window_state import Header, PageName
from kiosk.models.clock import Clock, SystemClock
from kiosk.qt.fonts import FAMILY, load_first_fonts, load_fonts
from kiosk.qt.overrides import qt_override
from kiosk.qt.screen_cover import ScreenCover, bring_to_front
from kiosk.views.dialogues import Dialogues
from kiosk.views.look import Look
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings

_USUAL = QSize(1280, 800)
_PAUSE_MS = 30
_SMALLEST = QSize(640, 480)
_FRAME = QSize(16, 48)
"""Room for the frame of a window manager, before anybody knows how wide it is."""

_SETTLED_MS = 250
"""When the first page has been painted and answers."""


_FOR_ALL = tuple(name for name in PageName if name is not PageName.SETUP)
"""The pages that every station shows sooner or later; one is set up only once, if at all here."""


class MainWindow(QMainWindow):
    """Makes each page when it is shown first, and follows the size and the look of the system."""

    def __init__(
        self,
        conversations: Conversations,
        *,
        full_screen: bool = False,
        screen: str = "",
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("stationWindow")
        load_first_fonts()
        self._cover = ScreenCover(self, screen) if full_screen else None
        self._station = conversations.station
        self._look = Look(self)
        # Before any page is shown: what lies over the last one is closed first.
        dialogues = Dialogues(self._station)
        self._surroundings = Surroundings(
            self._look, conversations, clock or SystemClock(), dialogues
        )
        self._pages: dict[PageName, Page] = {}
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setMinimumSize(_SMALLEST)
        # The size is settled before the style sheet, so that it is made and applied only once.
        self.resize(self._first_size())
        self._look.fit(self.size())
        self._apply_look()
        self._look.changed.connect(self._apply_look)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._look.follow_system)
        self._settled.timeout.connect(self._keep_on_screen)
        self._station.page_changed.connect(self._show_page)
        self._station.header_changed.connect(self._show_title)
        self._station.left.connect(self.close)
        self._station.wanted_in_front.connect(self._return_from_browser)
        self._show_title(self._station.header)
        self._show_page(self._station.page)

    def open(self) -> None:
        """Show the window, over the whole screen where the settings say so."""
        if self._cover is not None:
            self._cover.open()
        else:
            self.show()
        self._settled.start()

    @property
    def lacks_its_screen(self) -> bool:
        """Whether the settings name a screen that is not there."""
        return self._cover is not None and self._cover.is_name_unknown

    def come_to_front(self) -> None:
        """Be the window that the hands are at, because somebody asked for the station."""
        bring_to_front(self)

    @property
    def look(self) -> Look:
        """The look of the window."""
        return self._look

    def page(self, name: PageName) -> Page:
        """Return a page, made now if it was not needed before."""
        if name not in self._pages:
            if name is not PageName.WELCOME:
                load_fonts()
            page = _make_page(name, self._surroundings)
            self._pages[name] = page
            self._stack.addWidget(page)
            page.begin()
            if self._cover is not None:
                _take_menus_from(page)
        return self._pages[name]

    def make_next_page(self) -> None:
        """Make the pages that nobody has seen yet, one at a time, with room for the user between.

        A page takes a moment to make, and that moment would be felt when it is wanted.
        """
        missing = next((name for name in _FOR_ALL if name not in self._pages), None)
        if missing is not None:
            self.page(missing)
            QTimer.singleShot(_PAUSE_MS, self, self.make_next_page)

    @qt_override
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follow the size of the window in a few steps."""
        super().resizeEvent(event)
        self._look.fit(event.size())
        if self._cover is not None:
            self._cover.window_changed()

    @qt_override
    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802
        """Stay over the screen in kiosk mode."""
        super().moveEvent(event)
        if self._cover is not None:
            self._cover.window_changed()

    @qt_override
    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close only when nothing would be lost by it."""
        event.setAccepted(self._station.may_close())
        if self._cover is not None and event.isAccepted():
            self._cover.close()

    @qt_override
    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow language, keep secrets out of a window put away, and stay put in kiosk mode."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self._station.cover()
        if event.type() == QEvent.Type.LanguageChange:
            self._show_title(self._station.header)
        if self._cover is None:
            return
        if event.type() == QEvent.Type.WindowStateChange:
            self._cover.window_changed()
        elif event.type() == QEvent.Type.ActivationChange:
            self._come_back()

    def _show_page(self, name: PageName) -> None:
        page = self.page(name)
        page.catch_up()
        self._stack.setCurrentWidget(page)
        page.arrive()
        self._come_back()

    def _come_back(self) -> None:
        """Let no other window stay over a kiosk, but the browser while somebody signs in there."""
        if self._cover is None or self.isActiveWindow():
            return
        is_signing_in = self._station.page is PageName.SIGN_IN
        if not is_signing_in or self._surroundings.conversations.sign_in.view.without_browser:
            self._cover.window_left()

    def _return_from_browser(self) -> None:
        """Cover the browser again, where the sign-in there has ended, well or not."""
        if self._cover is not None and not self.isActiveWindow():
            self._cover.window_left()

    def _show_title(self, header: Header) -> None:
        # Station and person stand in the window itself; the title is for the task bar.
        title = self.tr("PIN Kiosk, practice") if header.practice else self.tr("PIN Kiosk")
        self.setWindowTitle(title)

    def _apply_look(self) -> None:
        font = QFont(FAMILY)
        font.setPixelSize(self._look.theme.text_px("text-body"))
        self.setFont(font)
        self.setPalette(self._look.palette())
        self.setStyleSheet(self._look.sheet())

    def _first_size(self) -> QSize:
        if self._cover is not None:
            return self._cover.screen().geometry().size()
        screen = QGuiApplication.primaryScreen()
        return _USUAL.boundedTo(screen.availableGeometry().size() - _FRAME)

    def _keep_on_screen(self) -> None:
        """Bring the window with its frame, which is known by now, inside the screen."""
        if self.isFullScreen() or self.isMaximized():
            return
        frame = self.windowHandle().frameMargins()
        room = self.screen().availableGeometry().marginsRemoved(frame)
        place = _inside(self.geometry(), room)
        if place != self.geometry():
            self.setGeometry(place)


def _inside(place: QRect, room: QRect) -> QRect:
    """Return a rectangle shrunk and moved as little as needed to lie inside another."""
    size = place.size().boundedTo(room.size())
    left = min(max(place.left(), room.left()), room.left() + room.width() - size.width())
    top = min(max(place.top(), room.top()), room.top() + room.height() - size.height())
    return QRect(QPoint(left, top), size)


def _take_menus_from(page: Page) -> None:
    """Leave no text field with a menu of its own; what it offers is there by keys."""
    for field in page.findChildren(QtWidgets.QLineEdit):
        field.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.NoContextMenu)


def load_pages() -> None:
    """Import the modules of all pages, on a worker thread; only the first page needs none."""
    for name in _FOR_ALL:
        importlib.import_module(f"kiosk.views.pages.{name.name.lower()}_page")


def _make_page(name: PageName, surroundings: Surroundings) -> Page:
    """Make a page; its module is imported only now, which keeps the way to the first short."""
    page: Page
    match name:
        case PageName.WELCOME:
            from kiosk.views.pages.welcome_page import WelcomePage  # noqa: PLC0415

            page = WelcomePage(surroundings)
        case PageName.SETUP:
            from kiosk.views.pages.setup_page import SetupPage  # noqa: PLC0415

            page = SetupPage(surroundings)
        case PageName.SIGN_IN:
            from kiosk.views.pages.sign_in_page import SignInPage  # noqa: PLC0415

            page = SignInPage(surroundings)
        case PageName.SEARCH:
            from kiosk.views.pages.search_page import SearchPage  # noqa: PLC0415

            page = SearchPage(surroundings)
        case PageName.PERSON:
            from kiosk.views.pages.person_page import PersonPage  # noqa: PLC0415

            page = PersonPage(surroundings)
        case PageName.CONFIRM:
            from kiosk.views.pages.confirm_page import ConfirmPage  # noqa: PLC0415

            page = ConfirmPage(surroundings)
        case PageName.PROGRESS:
            from kiosk.views.pages.progress_page import ProgressPage  # noqa: PLC0415

            page = ProgressPage(surroundings)
        case PageName.RESULT:
            from kiosk.views.pages.result_page import ResultPage  # noqa: PLC0415

            page = ResultPage(surroundings)
        case PageName.PRINTING:
            from kiosk.views.pages.printing_page import PrintingPage  # noqa: PLC0415

            page = PrintingPage(surroundings)
        case PageName.TEAM:
            from kiosk.views.pages.team_page import TeamPage  # noqa: PLC0415

            page = TeamPage(surroundings)
        case PageName.DOCTOR:
            from kiosk.views.pages.doctor_page import DoctorPage  # noqa: PLC0415

            page = DoctorPage(surroundings)
    return page
