"""A large button that says what happened, and below it what the station does about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look
from kiosk.views.painting import TextFlag, in_direction, start_of_line
from kiosk.views.widgets.buttons import Button

_PADDING = 12
_ICON = 30
_GAP = 12


class ActionCard(Button):
    """One of the situations that a supervisor can choose."""

    def __init__(
        self,
        look: Look,
        icon: str,
        kind: str = "secondary",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._explanation = ""
        super().__init__(look, kind, icon, name=name, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_texts(self, situation: str, explanation: str) -> None:
        """Show what happened and what will be done."""
        self._explanation = explanation
        self.show_text(situation)
        self.setAccessibleDescription(explanation)

    @qt_override
    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at which both texts show whole."""
        title, words = self._heights(max(1, width - self._extra_width()))
        return title + words + self._look.px(4) + 2 * self._look.px(_PADDING)

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size for both texts."""
        width = self._look.px(420)
        return QSize(width, self.heightForWidth(width))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least width; the height follows from the width."""
        return QSize(self._look.px(240), self._look.px(64))

    def _measure(self) -> None:
        # Cards side by side are as high as the highest of them, so there is no greatest height.
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def _paint_content(self, painter: QPainter) -> None:
        px, look = self._look.px, self._look
        title_colour, words_colour, icon_colour = self._colours()
        title, words = self._heights(max(1, self.width() - self._extra_width()))
        top = (self.height() - title - words - px(4)) // 2
        side = look.icon_px(_ICON)
        frame = QRect(px(_PADDING) + px(2), (self.height() - side) // 2, side, side)
        is_reversed = self.isRightToLeft()
        frame = in_direction(frame, self.rect(), is_reversed=is_reversed)
        picture = look.picture(self._icon, icon_colour, _ICON, self.devicePixelRatio())
        painter.drawPixmap(frame.topLeft(), picture)
        left = px(_PADDING) + px(2) + side + px(_GAP)
        width = self.width() - self._extra_width()
        flags = start_of_line(is_reversed=is_reversed) | TextFlag.TOP | TextFlag.WRAP
        painter.setPen(look.colour(title_colour))
        place = QRect(left, top, width, title)
        painter.setFont(self._title_font())
        painter.drawText(
            in_direction(place, self.rect(), is_reversed=is_reversed),
            flags,
            self._text,
        )
        place = QRect(left, top + title + px(4), width, words)
        painter.setFont(self._words_font())
        painter.setPen(look.colour(words_colour))
        painter.drawText(
            in_direction(place, self.rect(), is_reversed=is_reversed),
            flags,
            self._explanation,
        )

    def _colours(self) -> tuple[str, str, str]:
        """Return the names of the colours of title, explanation and icon."""
        if not self.isEnabled():
            return "text-disabled", "text-disabled", "text-disabled"
        if self._kind == "primary":
            return "on-primary", "on-primary", "on-primary"
        return "text", "text-quiet", "bad" if self._kind == "danger" else "primary"

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
        size = "text-heading" if self._kind == "primary" else "text-body"
        return self._look.font(size, QFont.Weight.DemiBold)

    def _words_font(self) -> QFont:
        return self._look.font("text-small")
