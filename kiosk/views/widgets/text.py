"""Labels for plain text: one breaks lines rather than being cut off, one ends in an ellipsis."""

from __future__ import annotations

import re

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.painting import TextFlag, in_direction, own_direction, start_of_line
from kiosk.views.plain_tip import plain_tip

LONG_NAME = 32
"""From this many characters on a name is set in a smaller size."""

_LONG = 22
_SHORT_WORD, _SHORT_LINE = 0.45, 0.3
"""Of the room: a last line of one word, or of more, that is shorter looks left over."""

_LEFT_OVER = 0.2
"""The same for a text that begins where lines begin, where a short last line is nothing odd."""

_NARROWEST = 70
"""How many hundredths of its room such a text fills at least: one that leaves half of it empty
looks as if there was no room, and is read in more lines than it needs."""

_PLAIN = 0
"""`Qt.TextFormat.PlainText`."""

_BREAK = "\u200b"


class PlainLabel(QLabel):
    """A label that takes no text for HTML, whatever a name holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Said by its number, because labels are made before Qt's enums may be touched.
        self.setProperty("textFormat", _PLAIN)


class Text(PlainLabel):
    """Plain text of one of the roles of the style sheet (`title`, `quiet`, …)."""

    def __init__(self, role: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_selectable = False
        self._balanced: tuple[tuple[str, int, str, bool], int] | None = None
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        if name:
            self.setObjectName(name)

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the text where lines begin here, whichever way its own letters run."""
        text = self.text()
        if not self.wordWrap() or self._is_selectable:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        whole = self.contentsRect()
        is_centred = bool(self.property("centred"))
        width = self._balanced_width(whole.width(), is_even=is_centred)
        if is_centred:
            side = int(TextFlag.CENTER)
            lines = whole.adjusted((whole.width() - width) // 2, 0, 0, 0)
        else:
            is_reversed = self.isRightToLeft()
            side = start_of_line(is_reversed=is_reversed) | TextFlag.V_CENTER
            lines = QRect(whole.topLeft(), QSize(width, whole.height()))
            lines = in_direction(lines, whole, is_reversed=is_reversed)
        lines.setWidth(width)
        painter.drawText(lines, side | TextFlag.WRAP | own_direction(text), text)

    def make_selectable(self) -> None:
        """Let the text be marked with the mouse."""
        self._is_selectable = True
        self.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)

    def _balanced_width(self, room: int, *, is_even: bool) -> int:
        """Return the width to break lines at; kept, because a page is painted often."""
        key = (self.text(), room, self.font().key(), is_even)
        if self._balanced is None or self._balanced[0] != key:
            break_at = balanced_width if is_even else tidy_width
            self._balanced = key, break_at(self.fontMetrics(), self.text(), room)
        return self._balanced[1]

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
        self.setToolTip(plain_tip(text))
        self.setVisible(bool(text))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the room for a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 8), hint.height())

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint as much as fits."""
        del event
        text, metrics = self.text(), self.fontMetrics()
        if metrics.horizontalAdvance(text) > self.width():
            text = metrics.elidedText(text, QtCore.Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        flags = start_of_line(is_reversed=self.isRightToLeft()) | TextFlag.V_CENTER
        painter.drawText(self.rect(), flags | own_direction(text), text)


def balanced_width(metrics: QFontMetrics, text: str, room: int) -> int:
    """Return the width at which a text takes no more lines, but leaves no word alone on the last.

    For what stands in the middle. It is the whole room for a text that fits on one line, or
    whose last line is long enough.
    """
    if not _leaves_a_word_alone(metrics, text, room):
        return room
    height = _height(metrics, text, room)
    # Two lines become equally long; more give up no more room than they have to.
    is_short = "\n" not in text and height < 3 * metrics.height()
    widths = [round(room * part / 100) for part in range(98, 48, -2)]
    fitting = [width for width in widths if _height(metrics, text, width) == height]
    good = (width for width in fitting if not _leaves_a_word_alone(metrics, text, width))
    narrowest = fitting[-1] if fitting else room
    return narrowest if is_short else next(good, narrowest)


def tidy_width(metrics: QFontMetrics, text: str, room: int) -> int:
    """Return the width at which a text of any length leaves no scrap on its last line.

    For what begins where lines begin: it fills its room as far as it can, because a line of 60
    to 75 letters is read best, and two short ones beside an empty half are not.
    """
    if not _leaves_a_word_alone(metrics, text, room, _LEFT_OVER, _LEFT_OVER):
        return room
    height = _height(metrics, text, room)
    for part in range(98, _NARROWEST - 1, -2):
        width = round(room * part / 100)
        if _height(metrics, text, width) != height:
            break
        if not _leaves_a_word_alone(metrics, text, width, _LEFT_OVER, _LEFT_OVER):
            return width
    return room


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 100_000), int(TextFlag.WRAP), text).height()


def _leaves_a_word_alone(
    metrics: QFontMetrics,
    text: str,
    room: int,
    word: float = _SHORT_WORD,
    line: float = _SHORT_LINE,
) -> bool:
    """Say whether a paragraph has a last line that is much shorter than the others."""
    return any(_ends_short(metrics, it, room, word, line) for it in text.split("\n"))


def _ends_short(metrics: QFontMetrics, paragraph: str, room: int, word: float, line: float) -> bool:
    if metrics.horizontalAdvance(paragraph) <= room:
        return False
    height = _height(metrics, paragraph, room)
    words = paragraph.split(" ")
    end = ""
    while words:
        end = f"{words.pop()} {end}".rstrip()
        if metrics.horizontalAdvance(end) > room * (line if " " in end else word):
            return False
        if _height(metrics, " ".join(words), room) < height:
            return True
    return False


def breakable(text: str) -> str:
    """Return a name or address with places where a line may break, if it has a long word."""
    return re.sub(rf"\S{{{_LONG},}}", lambda match: _with_breaks(match[0]), text)


def _with_breaks(word: str) -> str:
    parts = re.findall(rf"[^@._-]{{1,{_LONG}}}[@._-]*|[@._-]+", word)
    return _BREAK.join(parts)
