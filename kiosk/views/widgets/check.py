"""A check box that is large enough for a finger, with a text that breaks."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look
from kiosk.views.painting import TextFlag, in_direction, start_of_line

_HEIGHT = 52
_BOX = 28
_GAP = 14


class Check(QAbstractButton):
    """Yes or no; the whole line can be pressed."""

    def __init__(self, look: Look, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self._look = look
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_text(self, text: str) -> None:
        """Show what the box is for; an ampersand is no mnemonic."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @qt_override
    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that a narrow line is higher."""
        return True

    @qt_override
    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at which the whole text shows."""
        room = QRect(0, 0, max(1, width - self._indent()), 10_000)
        text = self._metrics().boundingRect(room, int(TextFlag.WRAP), self.accessibleName())
        return max(self._look.px(_HEIGHT), text.height() + self._look.px(12))

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size for one line."""
        width = self._metrics().horizontalAdvance(self.accessibleName()) + self._indent() + 4
        return QSize(width, self._look.px(_HEIGHT))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least room; the text then breaks."""
        return QSize(self._look.px(160), self._look.px(_HEIGHT))

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the box, its mark, the text and the focus."""
        del event
        look, px = self._look, self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.icon_px(_BOX)
        is_reversed = self.isRightToLeft()
        box = QRect(px(4), (self.height() - side) // 2, side, side)
        box = in_direction(box, self.rect(), is_reversed=is_reversed)
        self._paint_box(painter, box)
        words = QRect(self._indent(), 0, self.width() - self._indent(), self.height())
        flags = start_of_line(is_reversed=is_reversed) | TextFlag.V_CENTER | TextFlag.WRAP
        painter.setFont(look.font())
        painter.setPen(look.colour("text" if self.isEnabled() else "text-disabled"))
        place = in_direction(words, self.rect(), is_reversed=is_reversed)
        painter.drawText(place, flags, self.accessibleName())

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        look = self._look
        line = "focus" if self.hasFocus() else "control-line"
        painter.setPen(QPen(look.colour(line), 3 if self.hasFocus() else 2))
        painter.setBrush(look.colour("primary" if self.isChecked() else "surface"))
        radius = look.px(6)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
        if self.isChecked():
            mark = look.picture("check", "on-primary", _BOX - 6, self.devicePixelRatio())
            inset = (box.width() - look.icon_px(_BOX - 6)) // 2
            painter.drawPixmap(box.left() + inset, box.top() + inset, mark)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.font())

    def _indent(self) -> int:
        return self._look.px(4 + _GAP) + self._look.icon_px(_BOX)
