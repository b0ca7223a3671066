"""A label for plain text that breaks lines rather than being cut off."""

from __future__ import annotations

import re

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.views.painting import TextFlag, start_of_line

LONG_NAME = 32
"""From this many characters on a name is set in a smaller size."""

_LONG = 22
_BREAK = "\u200b"


class PlainLabel(QLabel):
    """A label that takes no text for HTML, whatever a name holds."""

    def setText(self, text: str) -> None:  # noqa: N802
        """Show the text as it is."""
        if "<" in text:
            self.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        super().setText(text)


class Text(PlainLabel):
    """Plain text of one of the roles of the style sheet (`title`, `quiet`, …)."""

    def __init__(self, role: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        if name:
            self.setObjectName(name)

    def set_role(self, role: str) -> None:
        """Change how the text looks."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def show_text(self, text: str) -> None:
        """Show a text; without one the label takes no room."""
        self.setText(text)
        self.setVisible(bool(text))


class OneLine(PlainLabel):
    """Plain text on one line; what does not fit ends in an ellipsis and is in the tool tip."""

    def __init__(self, role: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show a text; without one the label takes no room."""
        self.setText(text)
        self.setToolTip(text)
        self.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the room for a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 8), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint as much as fits."""
        del event
        text, metrics = self.text(), self.fontMetrics()
        if metrics.horizontalAdvance(text) > self.width():
            text = metrics.elidedText(text, QtCore.Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        flags = start_of_line(is_reversed=self.isRightToLeft()) | TextFlag.V_CENTER
        painter.drawText(self.rect(), flags, text)


def breakable(text: str) -> str:
    """Return a name or address with places where a line may break, if it has a long word."""
    return re.sub(rf"\S{{{_LONG},}}", lambda match: _with_breaks(match[0]), text)


def _with_breaks(word: str) -> str:
    parts = re.findall(rf"[^@._-]{{1,{_LONG}}}[@._-]*|[@._-]+", word)
    return _BREAK.join(parts)
