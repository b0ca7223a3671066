"""A drop-down choice with a visible arrow of the station's own."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QStyleOptionComboBox, QWidget

from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look
from kiosk.views.painting import in_direction

_FOCUS_EDGES = 8
_ARROW_ROOM = 100
"""What the arrow and the edges take of the width, in units of the look."""

_POPUP_GAP = 6
_SHORTEST = 10
"""Letters of an entry that always have room; a longer one is cut short."""


class Choice(QComboBox):
    """One of a few; rows are as high as a finger needs."""

    def __init__(self, look: Look, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look = look
        self._has_own_view = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the room for every entry, also inside the wider edge that the focus has."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._look.px(_FOCUS_EDGES), hint.height())

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the room for every entry; Qt's own answer is that for the first ones."""
        return self.sizeHint()

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the box, then the arrow at its end."""
        super().paintEvent(event)
        side = self._look.icon_px(20)
        place = QRect(
            self.width() - side - self._look.px(16), (self.height() - side) // 2, side, side
        )
        place = in_direction(place, self.rect(), is_reversed=self.isRightToLeft())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._look.picture("down", "text-quiet", 20, self.devicePixelRatio())
        painter.drawPixmap(place.topLeft(), picture)

    @qt_override
    def showPopup(self) -> None:  # noqa: N802
        """Open the list, in a view whose rows the style sheet makes high enough."""
        if not self._has_own_view:
            # Not on the first page yet.
            from PySide6.QtWidgets import QListView  # noqa: PLC0415

            from kiosk.views.widgets.chosen_mark import ChosenMark  # noqa: PLC0415

            self.setView(QListView(self))
            self.setItemDelegate(ChosenMark(self._look, self))
            self._has_own_view = True
        super().showPopup()
        # Qt makes it the current row only, which no style sheet shows.
        chosen = self.model().index(self.currentIndex(), self.modelColumn(), self.rootModelIndex())
        self.view().selectionModel().select(
            chosen, QtCore.QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._move_off_the_box()

    def _move_off_the_box(self) -> None:
        """Leave a gap between the box and its list, so that the two are seen to be two."""
        popup = self.view().window()
        if isinstance(popup, QFrame):
            popup.setFrameShape(QFrame.Shape.NoFrame)
        top = self.mapToGlobal(QPoint(0, 0)).y()
        gap = self._look.px(_POPUP_GAP)
        is_below = popup.y() > top
        wanted = popup.geometry().translated(0, gap if is_below else -gap)
        screen = self.screen().geometry()
        if screen.top() <= wanted.top() and wanted.bottom() <= screen.bottom():
            popup.move(wanted.topLeft())

    def select(self, value: str) -> None:
        """Choose the entry whose value that is."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)


class ShrinkingChoice(Choice):
    """A choice that grows and shrinks with its row, however long its entries are."""

    def __init__(self, look: Look, *, name: str) -> None:
        super().__init__(look, name=name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @qt_override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802
        """Cut an entry that is too long before the arrow, with an ellipsis."""
        super().initStyleOption(option)
        room = self.width() - self._look.px(_ARROW_ROOM)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, QtCore.Qt.TextElideMode.ElideRight, room
        )
