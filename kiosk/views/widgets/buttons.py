"""Buttons that are large enough for a finger, break long texts and show where the focus is."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look
from kiosk.views.painting import TextFlag, in_direction
from kiosk.views.widgets.text import balanced_width

KINDS = ("primary", "secondary", "quiet", "danger")

_TEXT_COLOURS = {"primary": "on-primary", "quiet": "primary", "danger": "bad"}
_PADDING = 22
_ICON = 22
_ICON_GAP = 10
_HEIGHT = 52
_WIDEST = 460
_DIRECTED_ICONS = frozenset({"back", "forward", "sign-in", "sign-out"})


class Button(QPushButton):
    """A button with a text, an icon before it if one is named, and a kind of the style sheet.

    A key that is held down presses it once only, and so does a finger that presses twice: the
    second press, which may find another button in the same place, is none for that one.
    """

    def __init__(
        self,
        look: Look,
        kind: str = "secondary",
        icon: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._icon = icon
        self._text = ""
        self._pressed_at: int | None = None
        self._measured: dict[int, int] = {}
        self._measured_for = ("", "")
        self.setProperty("kind", kind)
        self.setObjectName(name)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._measure)

    def show_text(self, text: str) -> None:
        """Show a text as it is; an ampersand in a name is no mnemonic."""
        self._text = text
        self.setAccessibleName(text)
        self._measure()

    def text(self) -> str:
        """Return the text; Qt itself holds none, because it would paint it on one line."""
        return self._text

    def set_kind(self, kind: str) -> None:
        """Change between primary, secondary and quiet."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
            self._measure()

    def set_icon_name(self, icon: str) -> None:
        """Change the icon."""
        if icon != self._icon:
            self._icon = icon
            self._measure()

    @qt_override
    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that a narrow button is higher."""
        return True

    @qt_override
    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at which the whole text shows."""
        lines = self._height_of_lines(max(1, width - self._extra_width()))
        return max(self._look.px(_HEIGHT), lines + self._look.px(18))

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size for one line, or for more where one would be very long."""
        line = self._metrics().horizontalAdvance(self._text) + 2
        width = min(line, self._look.px(_WIDEST)) + self._extra_width()
        return QSize(width, self.heightForWidth(width))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return a size at which no word is cut."""
        words = self._text.split() or [""]
        word = max(self._metrics().horizontalAdvance(word) for word in words)
        narrow = max(word, min(self._look.px(120), self.sizeHint().width()))
        width = min(narrow + self._extra_width(), self.sizeHint().width())
        return QSize(width, self._look.px(_HEIGHT))

    @qt_override
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ignore the repeats of a key that is held down, so that nothing is pressed twice."""
        keys = QtCore.Qt.Key
        pressing = (keys.Key_Return, keys.Key_Enter, keys.Key_Space, keys.Key_Select)
        if event.isAutoRepeat() and event.key() in pressing:
            event.accept()
            return
        super().keyPressEvent(event)

    @qt_override
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember when it was pressed."""
        self._pressed_at = event.timestamp()
        super().mousePressEvent(event)

    @qt_override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ignore the second of two presses whose first one was another button's."""
        longest = QGuiApplication.styleHints().mouseDoubleClickInterval()
        if self._pressed_at is None or event.timestamp() - self._pressed_at > longest:
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    @qt_override
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Grow higher where the text needs another line."""
        super().resizeEvent(event)
        self._measure()

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground by the style sheet, then icon, text and the mark of the focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        self._paint_content(painter)
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._look, on_primary=self._kind == "primary")

    def _paint_content(self, painter: QPainter) -> None:
        px = self._look.px
        text = self._text
        width = max(1, self.width() - self._extra_width())
        room = QRect(0, 0, balanced_width(self._metrics(), text, width), self.height())
        painter.setFont(self.font())
        lines = self._metrics().boundingRect(room, self._flags(), text)
        extra = self._look.icon_px(_ICON) + px(_ICON_GAP) if self._icon else 0
        left = (self.width() - lines.width() - extra) // 2
        whole = self.rect()
        if self._icon:
            side = self._look.icon_px(_ICON)
            place = QRect(left, (self.height() - side) // 2, side, side)
            place = in_direction(place, whole, is_reversed=self.isRightToLeft())
            picture = self._look.picture(
                self._icon, self._colour_name(), _ICON, self.devicePixelRatio()
            )
            paint_directed(painter, place, picture, turn=self._turns_icon())
        place = QRect(left + extra, 0, lines.width() + 2, self.height())
        place = in_direction(place, whole, is_reversed=self.isRightToLeft())
        painter.drawText(place, self._flags(), text)

    def _height_of_lines(self, room: int) -> int:
        """Return how high the text is in that width; kept, because layouts ask dozens of times."""
        metrics = self._metrics()
        text_and_font = (self._text, self.font().key())
        if text_and_font != self._measured_for:
            self._measured_for = text_and_font
            self._measured.clear()
        if room not in self._measured:
            lines = metrics.boundingRect(QRect(0, 0, room, 10_000), self._flags(), self._text)
            self._measured[room] = lines.height()
        return self._measured[room]

    def _turns_icon(self) -> bool:
        return self.isRightToLeft() and self._icon in _DIRECTED_ICONS

    def _colour_name(self) -> str:
        if not self.isEnabled():
            return "text-disabled"
        return {"primary": "on-primary", "quiet": "primary", "danger": "bad"}.get(
            self._kind, "text"
        )

    def _flags(self) -> int:
        return int(TextFlag.CENTER | TextFlag.WRAP)

    def _metrics(self) -> QFontMetrics:
        self.ensurePolished()
        return self.fontMetrics()

    def _extra_width(self) -> int:
        icon = self._look.icon_px(_ICON) + self._look.px(_ICON_GAP) if self._icon else 0
        padding = _PADDING if self._kind != "quiet" else 14
        return 2 * self._look.px(padding) + icon

    def _measure(self) -> None:
        # A layout gives a button no more height than its hint, which was made for another width.
        self.setFixedHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()


def paint_focus(painter: QPainter, area: QRect, look: Look, *, on_primary: bool) -> None:
    """Paint a ring just inside a button, in a colour that stands out from its ground."""
    pen = QPen()
    pen.setColor(look.colour("on-primary" if on_primary else "focus"))
    pen.setWidthF(max(2.0, look.px(2.5)))
    inset = pen.widthF() / 2 + look.px(3)
    radius = look.px(7)
    ring = QPainterPath()
    ring.addRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(ring, pen)


def paint_directed(painter: QPainter, place: QRect, picture: QPixmap, *, turn: bool) -> None:
    """Paint an icon, turned round where lines run the other way."""
    painter.save()
    if turn:
        painter.translate(place.center().x() * 2 + 1, 0)
        painter.scale(-1, 1)
    painter.drawPixmap(place.topLeft(), picture)
    painter.restore()
