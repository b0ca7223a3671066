"""What every page has: banners, the header bar, a body that scrolls, and buttons at the foot."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kiosk.controllers.window_state import Header, Notice
from kiosk.qt.overrides import qt_override
from kiosk.views.layouts import Column, Measure, StackingRow
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.banners import PracticeBanner, StatusBanner
from kiosk.views.widgets.header_bar import HeaderBar

NARROW_UNITS = 860
"""Below this width, in units of the look, things stand one under the other."""

SLIM_UNITS = 640
"""Below this one there is no room beside a sentence even for one button."""


class Page(QWidget):
    """One page. A page fills `body` and `foot`, and says its texts in `retranslate`.

    `measure` is the greatest width of the body, in units of the look.
    """

    def __init__(self, surroundings: Surroundings, name: str, *, measure: int = 1100) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "page")
        self.surroundings = surroundings
        self.look = surroundings.look
        self.station = surroundings.conversations.station
        self._practice = PracticeBanner(surroundings)
        self.header = HeaderBar(surroundings)
        self._status = StatusBanner(surroundings)

        content = QWidget()
        self.body = Column(self.look, gap=20, margins=(28, 16, 28, 16), parent=content)
        banner = QWidget()
        banner_column = Column(self.look, margins=(28, 12, 28, 0), parent=banner)
        banner_column.addWidget(self._status)
        self._banner_area = Measure(self.look, banner, measure)
        # The notice scrolls with the body: beside a long one on a small screen nothing else
        # would find room, and both would be cut.
        scrolled = QWidget()
        scrolled.setProperty("role", "body")
        scrolled_column = QVBoxLayout(scrolled)
        scrolled_column.setContentsMargins(0, 0, 0, 0)
        scrolled_column.setSpacing(0)
        scrolled_column.addWidget(self._banner_area)
        scrolled_column.addWidget(Measure(self.look, content, measure), 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setProperty("role", "upright")
        self._area.setWidget(scrolled)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._practice)
        whole.addWidget(self.header)
        whole.addWidget(self._area, 1)
        foot_frame = QFrame()
        foot_frame.setProperty("role", "footer")
        foot_content = QWidget()
        self.foot = StackingRow(self.look, gap=12, margins=(28, 12, 28, 12), parent=foot_content)
        foot_measure = Measure(self.look, foot_content, measure)
        foot_column = QVBoxLayout(foot_frame)
        foot_column.setContentsMargins(0, 0, 0, 0)
        foot_column.addWidget(foot_measure)
        self._foot_frame = foot_frame
        whole.addWidget(foot_frame)

        self.look.changed.connect(self._arrange_for_room)
        # Methods and not lambdas, so that the connections end with the page.
        self.station.header_changed.connect(self._catch_up_if_shown)
        self.station.notice_changed.connect(self._catch_up_if_shown)

    def begin(self) -> None:
        """Fill the page for the first time, once it is built and has its place in the window.

        Before that it has no style sheet, and every widget would be measured twice.
        """
        self._foot_frame.setVisible(self.foot.count() > 0)
        self.catch_up()
        self.retranslate()

    def catch_up(self) -> None:
        """Show what is always visible, as it is now; pages behind the shown one do not follow."""
        self.show_header(self.station.header)
        self.show_notice(self.station.notice)

    def _catch_up_if_shown(self, _: object) -> None:
        if not self.isHidden():
            self.catch_up()

    def show_header(self, header: Header) -> None:
        """Show station, person and connection."""
        self._practice.show_header(header)
        self.header.show_header(header)

    def show_notice(self, notice: Notice | None) -> None:
        """Show what just happened."""
        is_new = self._status.show_notice(notice)
        self._banner_area.setVisible(notice is not None)
        if is_new:
            self._area.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        """Say every text in the language of now."""

    def arrive(self) -> None:
        """Put the focus where the hands are; called whenever the page is shown."""

    def go_back(self) -> None:
        """Do what the Escape key does here."""

    def scroll_past_notice(self) -> None:
        """Show the end of the page: whoever works there has read what stands above."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    @property
    def is_narrow(self) -> bool:
        """Whether things should stand one under the other."""
        return self._is_below(NARROW_UNITS)

    def _is_below(self, units: int) -> bool:
        return self.width() < self.look.px(units) * self.look.theme.text_scale

    def room_changed(self) -> None:
        """Arrange things for the width of now."""

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Allow any size: what does not fit is scrolled to."""
        return QSize(320, 240)

    @qt_override
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange things for the new width."""
        super().resizeEvent(event)
        self._arrange_for_room()

    @qt_override
    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_header(self.station.header)
            self.show_notice(self.station.notice)
            self.retranslate()

    def _arrange_for_room(self) -> None:
        self.header.stack_when(narrow=self.is_narrow)
        self._status.stack_when(narrow=self.is_narrow, is_slim=self._is_below(SLIM_UNITS))
        self.room_changed()

    @qt_override
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the Escape key."""
        if event.key() == QtCore.Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.go_back()
            return
        super().keyPressEvent(event)
