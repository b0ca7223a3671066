"""A large button that says what happened, and below it what the station does about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.views.look import Look
from kiosk.views.painting import TextFlag, in_direction, start_of_line
from kiosk.views.widgets.buttons import Button

_PADDING = 18
_ICON = 32
_GAP = 16


class ActionCard(Button):
    """One of the situations that a supervisor can choose."""

    def __init__(
        self, look: Look, icon: str, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        self._explanation = ""
        super().__init__(look, "primary", icon, name=name, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_texts(self, situation: str, explanation: str) -> None:
        """Show what happened and what will be done."""
        self._explanation = explanation
        self.show_text(situation)
        self.setAccessibleDescription(explanation)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at which both texts show whole."""
        title, words = self._heights(max(1, width - self._extra_width()))
        return title + words + self._look.px(4) + 2 * self._look.px(_PADDING)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size for both texts."""
        width = self._look.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least width; the height follows from the width."""
        return QSize(self._look.px(260), self._look.px(64))

    def _paint_content(self, painter: QPainter) -> None:
        px, look = self._look.px, self._look
        colour = look.colour("on-primary" if self.isEnabled() else "text-disabled")
        title, words = self._heights(max(1, self.width() - self._extra_width()))
        top = (self.height() - title - words - px(4)) // 2
        side = look.icon_px(_ICON)
        frame = QRect(px(_PADDING) + px(2), (self.height() - side) // 2, side, side)
        is_reversed = self.isRightToLeft()
        frame = in_direction(frame, self.rect(), is_reversed=is_reversed)
        picture = look.picture(
            self._icon,
            "on-primary" if self.isEnabled() else "text-disabled",
            _ICON,
            self.devicePixelRatio(),
        )
        painter.drawPixmap(frame.topLeft(), picture)
        left = px(_PADDING) + px(2) + side + px(_GAP)
        width = self.width() - self._extra_width()
        flags = start_of_line(is_reversed=is_reversed) | TextFlag.TOP | TextFlag.WRAP
        painter.setPen(colour)
        place = QRect(left, top, width, title)
        painter.setFont(self._title_font())
        painter.drawText(
            in_direction(place, self.rect(), is_reversed=is_reversed),
            flags,
            self._text,
        )
        place = QRect(left, top + title + px(4), width, words)
        painter.setFont(self._words_font())
        painter.drawText(
            in_direction(place, self.rect(), is_reversed=is_reversed),
            flags,
            self._explanation,
        )

    def _heights(self, room: int) -> tuple[int, int]:
        area = QRect(0, 0, room, 10_000)
        flags = int(TextFlag.WRAP)
        title = QFontMetrics(self._title_font()).boundingRect(area, flags, self._text)
        words = QFontMetrics(self._words_font()).boundingRect(area, flags, self._explanation)
        return title.height(), words.height()

    def _extra_width(self) -> int:
        return (
            2 * self._look.px(_PADDING)
            + self._look.icon_px(_ICON)
            + self._look.px(_GAP)
            + self._look.px(2)
        )

    def _title_font(self) -> QFont:
        return self._look.font("text-heading", QFont.Weight.DemiBold)

    def _words_font(self) -> QFont:
        return self._look.font("text-small")
