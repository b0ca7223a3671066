"""Rows and columns whose gaps grow with the window, and a column that stays readably narrow."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QWidget,
    QWidgetItem,
)

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look

Margins = tuple[int, int, int, int]
"""Left, top, right and bottom, in units of the look."""

NO_MARGINS: Margins = (0, 0, 0, 0)


class Box(QBoxLayout):
    """A row or a column; `gap` and `margins` are in units of the look."""

    def __init__(
        self,
        look: Look,
        direction: QBoxLayout.Direction,
        gap: int,
        margins: Margins,
        parent: QWidget | None = None,
    ) -> None:
        if parent is None:
            super().__init__(direction)
        else:
            super().__init__(direction, parent)
        self._look = look
        self._gap = gap
        self._margins = margins
        look.changed.connect(self._rescale)
        self._rescale()

    def set_gap(self, gap: int) -> None:
        """Change the gap."""
        self._gap = gap
        self._rescale()

    def set_margins(self, margins: Margins) -> None:
        """Change the margins."""
        self._margins = margins
        self._rescale()

    def _rescale(self) -> None:
        px = self._look.px
        self.setSpacing(px(self._gap))
        left, top, right, bottom = self._margins
        self.setContentsMargins(px(left), px(top), px(right), px(bottom))


class Column(Box):
    """Things one under the other."""

    def __init__(
        self,
        look: Look,
        gap: int = 12,
        margins: Margins = NO_MARGINS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, QBoxLayout.Direction.TopToBottom, gap, margins, parent)


class Row(Box):
    """Things side by side, in reading direction."""

    def __init__(
        self,
        look: Look,
        gap: int = 12,
        margins: Margins = NO_MARGINS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, QBoxLayout.Direction.LeftToRight, gap, margins, parent)

    def stack_when(self, *, narrow: bool) -> None:
        """Put the things one under the other where there is no room side by side."""
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.direction() != wanted:
            self.setDirection(wanted)


class StackingRow(Row):
    """A row that puts its things one under the other by itself where they do not fit.

    With `whole` that is where they would be cut short, else only where they cannot shrink more.
    """

    def __init__(
        self,
        look: Look,
        gap: int = 12,
        margins: Margins = NO_MARGINS,
        parent: QWidget | None = None,
        *,
        whole: bool = False,
    ) -> None:
        self._whole = whole
        super().__init__(look, gap, margins, parent)

    @qt_override
    def setGeometry(self, place: QRect) -> None:  # noqa: N802
        """Take the room, and choose the direction that it allows."""
        px = self._look.px
        sizes = [
            part.sizeHint() if self._whole else part.minimumSize()
            for part in self._parts()
            if not part.isEmpty()
        ]
        left, _, right, _ = self._margins
        needed = (
            sum(size.width() for size in sizes)
            + px(self._gap) * (len(sizes) - 1)
            + px(left)
            + px(right)
        )
        self.stack_when(narrow=needed > place.width())
        super().setGeometry(place)

    def _parts(self) -> Iterator[QLayoutItem]:
        """Give what is in it, without `itemAt`.

        What that returns lives in Python for as long as the row, although Qt deletes the item with
        its widget or when the widget moves; then the next object at that address is taken for it.
        """
        holder = self.parentWidget()
        for child in holder.children() if holder else ():
            if isinstance(child, QWidget) and self.indexOf(child) >= 0:
                yield QWidgetItem(child)
        for child in self.children():
            if isinstance(child, QLayout):
                yield child


class Measure(QWidget):
    """Holds one widget in the middle, no wider than lines stay readable."""

    def __init__(self, look: Look, content: QWidget, units: int) -> None:
        super().__init__()
        self._look = look
        self._content = content
        self._units = units
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        look.changed.connect(self._rescale)
        self._rescale()

    def _rescale(self) -> None:
        self._content.setMaximumWidth(self._look.px(self._units))
