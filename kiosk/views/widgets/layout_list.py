"""The layouts, one under the other, with a mark at those in use."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from kiosk.models.paper_choices import Kind
from kiosk.printing.layouts import Layout
from kiosk.printing.offers import LayoutOffer
from kiosk.printing.texts import CONTEXT
from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look

_NAME = Qt.ItemDataRole.UserRole
_ICON = 24
_ROW_HEIGHT = 52
_EDGES = 44
"""What edges and gaps take of a row's width, in units of the look."""
_EDGE_ABOVE = 16

Index = QModelIndex | QPersistentModelIndex


def layout_title(layout: Layout) -> str:
    """Return the title of a layout; a site's own says what its file says."""
    if layout.is_shipped:
        return QCoreApplication.translate(CONTEXT, layout.title)
    return layout.title


class _Row(QStyledItemDelegate):
    """Rows as high as their title is long; Qt's own answer forgets the edges."""

    def __init__(self, look: Look, rows: QListView) -> None:
        super().__init__(rows)
        self._look = look
        self._rows = rows

    @qt_override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the room for the whole title, at least what a finger needs."""
        del option
        px = self._look.px
        width = self._rows.viewport().width()
        room = QRect(0, 0, width - self._look.icon_px(_ICON) - px(_EDGES), px(10_000))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        flags = int(Qt.TextFlag.TextWordWrap)
        height = self._rows.fontMetrics().boundingRect(room, flags, text).height()
        return QSize(width, max(px(_ROW_HEIGHT), height + px(_EDGE_ABOVE)))


class LayoutList(QListView):
    """One row for each layout. `chosen` carries the name of the one that is to be shown."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("layoutList")
        self._look = look
        self._offer: LayoutOffer | None = None
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Row(look, self))
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(
            lambda current: (
                self.chosen.emit(str(current.data(_NAME))) if current.isValid() else None
            )
        )
        look.changed.connect(self._rescale)
        self._rescale()

    def show_offer(self, offer: LayoutOffer | None, selected: str) -> None:
        """Show the layouts and select one, without saying that it was chosen."""
        was_blocked = self.selectionModel().blockSignals(True)
        if offer is not self._offer:
            self._offer = offer
            self._fill(offer)
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(_NAME) == selected:
                self.setCurrentIndex(self._model.index(row, 0))
        self.selectionModel().blockSignals(was_blocked)
        self.viewport().update()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self.setAccessibleName(self.tr("Layouts"))
        self._offer = None

    @qt_override
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the selected layout in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a small size: it grows into whatever room there is."""
        return QSize(self._look.px(300), self._look.px(160))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least height at which a layout can be chosen."""
        return QSize(self._look.px(220), self._look.px(112))

    def _fill(self, offer: LayoutOffer | None) -> None:
        self._model.clear()
        used, unused = self._icons()
        for layout in () if offer is None else offer.layouts:
            title = layout_title(layout)
            item = QStandardItem(
                used if offer is not None and offer.is_used(layout) else unused, title
            )
            item.setData(layout.name, _NAME)
            item.setData(self._spoken(title, layout, offer), Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)

    def _spoken(self, title: str, layout: Layout, offer: LayoutOffer | None) -> str:
        if offer is None or not offer.is_used(layout):
            return title
        if layout.kind is Kind.BADGE:
            return self.tr("{layout}, in use for badges").format(layout=title)
        return self.tr("{layout}, in use for PINs alone").format(layout=title)

    def _icons(self) -> tuple[QIcon, QIcon]:
        """Return the mark of a layout in use, and an empty one that keeps the titles in line."""
        mark = self._look.picture("check", "good", _ICON, self.devicePixelRatio())
        empty = QPixmap(mark.size())
        empty.fill(Qt.GlobalColor.transparent)
        return QIcon(mark), QIcon(empty)

    def _rescale(self) -> None:
        side = self._look.icon_px(_ICON)
        self.setIconSize(QSize(side, side))
        self._offer = None
