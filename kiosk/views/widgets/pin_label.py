"""The PIN, as large as the room allows, in groups; covered while it is hidden."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.models.secret import Secret
from kiosk.printing.page import group_digits
from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look

COVER = "•••• ••••"
"""What stands for a hidden PIN; it does not tell how long the PIN is."""

_USUAL = 70
_LARGEST = 140
_SMALLEST = 30
_WIDEST_ONE_LINE = 4
_LINE = 1.5
"""From line to line, in heights of a digit."""


class PinLabel(QLabel):
    """Holds the digits only while they are to be seen."""

    def __init__(
        self, look: Look, *, name: str = "pinLabel", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Neither marked nor dragged nor copied from a menu.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._look = look
        look.changed.connect(self.updateGeometry)

    def show_pin(self, pin: Secret, spoken: str) -> None:
        """Show the digits; `spoken` is what a screen reader says, with a place `{digits}`."""
        digits = pin.reveal()
        self.setText(group_digits(digits))
        self.setAccessibleName(spoken.format(digits=" ".join(digits)))
        self.updateGeometry()

    def cover(self, spoken: str) -> None:
        """Show dots instead."""
        self.setText(COVER)
        self.setAccessibleName(spoken)
        self.updateGeometry()

    def forget(self) -> None:
        """Show nothing at all."""
        self.clear()
        self.setAccessibleName("")

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the room for the PIN in its usual size; it grows where there is more."""
        lines = len(self._lines())
        height = round(QFontMetrics(self._font(self._look.px(_USUAL))).height() * 0.98)
        if lines > 1:
            height = round(height * 0.72 * lines)
        return QSize(self._look.px(440), height)

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least room: the text shrinks into it."""
        return QSize(self._look.px(240), self.sizeHint().height())

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the groups, in digits that are all of one width."""
        del event
        lines = self._lines()
        if not lines:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(self._fitting_font(lines))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip)
        is_covered = self.text() == COVER
        painter.setPen(self._look.colour("text-quiet" if is_covered else "text"))
        height = round(painter.fontMetrics().capHeight() * _LINE)
        top = (self.height() - height * len(lines)) // 2
        for number, line in enumerate(lines):
            place = QRect(0, top + number * height, self.width(), height)
            painter.drawText(place, flags, line)

    def _lines(self) -> list[str]:
        """Return the groups on one line, or on two where there are many."""
        groups = self.text().split()
        if len(groups) <= _WIDEST_ONE_LINE - 1:
            return [" ".join(groups)] if groups else []
        half = (len(groups) + 1) // 2
        return [" ".join(groups[:half]), " ".join(groups[half:])]

    def _fitting_font(self, lines: list[str]) -> QFont:
        largest = min(self._look.px(_LARGEST), round(self.height() / len(lines) * 0.86))
        smallest = self._look.px(_SMALLEST)
        for size in range(largest, smallest, -2):
            metrics = QFontMetrics(self._font(size))
            if all(metrics.horizontalAdvance(line) <= self.width() * 0.96 for line in lines):
                return self._font(size)
        return self._font(smallest)

    def _font(self, size: int) -> QFont:
        font = self._look.font(weight=QFont.Weight.DemiBold)
        font.setPixelSize(size)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setWordSpacing(size * 0.14)
        return font
