"""The two banners that every page has: practice or not, and what just happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.window_state import Header, Notice
from kiosk.views.announce import announce
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.views.widgets.notice_content import NoticeContent


class PracticeBanner(QFrame):
    """Says that nothing here is real; out of sight at a working station."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("practiceBanner")
        self.setProperty("tone", "practice")
        look = surroundings.look
        self._picture = Picture(look, "practice", "practice", 20)
        self._text = Text()
        row = Row(look, gap=8, margins=(28, 7, 28, 7), parent=self)
        row.addStretch(1)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1000)
        row.addStretch(1)

    def show_header(self, header: Header) -> None:
        """Show whether this is practice, or another service than the usual one."""
        text = ""
        if header.practice:
            text = self.tr("Practice. No real person, badge or PIN is touched.")
        elif header.test_environment:
            text = self.tr("Test environment. This station does not work with the usual service.")
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class StatusBanner(QFrame):
    """One sentence about what just happened, with its details if it is an error.

    What stands in it is made with the first sentence; most pages never have one.
    """

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBanner")
        self._surroundings = surroundings
        self._is_narrow = self._is_slim = False
        self._content: NoticeContent | None = None
        self.setVisible(False)

    def show_notice(self, notice: Notice | None) -> bool:
        """Show a notice, or nothing; return whether it is another one than before."""
        if notice is None:
            self.setVisible(False)
            self.setAccessibleName("")
            if self._content is not None:
                self._content.clear()
            return False
        content = self._content or self._make_content()
        is_new, text = content.show_notice(notice)
        if self.property("tone") != content.tone:
            self.setProperty("tone", content.tone)
            for widget in (self, *content.findChildren(QWidget)):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.setAccessibleName(text)
        self.setVisible(True)
        if is_new:
            announce(self, text, urgent=notice.error is not None)
        return is_new

    def stack_when(self, *, narrow: bool, is_slim: bool) -> None:
        """Put the buttons under the sentence where there is no room beside it."""
        self._is_narrow, self._is_slim = narrow, is_slim
        if self._content is not None:
            self._content.stack_when(narrow=narrow, is_slim=is_slim)

    def _make_content(self) -> NoticeContent:
        from kiosk.views.widgets.notice_content import (  # noqa: PLC0415 - not on the first page yet
            NoticeContent,
        )

        content = self._content = NoticeContent(self._surroundings)
        content.stack_when(narrow=self._is_narrow, is_slim=self._is_slim)
        column = Column(self._surroundings.look, margins=(16, 6, 8, 6), parent=self)
        column.addWidget(content)
        return content
