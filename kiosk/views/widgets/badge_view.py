"""The page that would be printed, painted the way it will be printed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.models.errors import StationError
from kiosk.printing.page import Page
from kiosk.printing.painter import paint_page
from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look


class BadgeView(QWidget):
    """Paints a page, or what is cut out of it, to fit.

    Keeps no picture of it, so that nothing is left when it goes.
    """

    def __init__(
        self, look: Look, *, name: str = "badgeView", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look = look
        self._pages: tuple[Page, ...] = ()
        self._words = ""
        self._is_at_top = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.updateGeometry)

    @property
    def page(self) -> Page | None:
        """The first page that is shown."""
        return self._pages[0] if self._pages else None

    def show_page(self, page: Page | None, words: str = "") -> None:
        """Show a page, or words in its place."""
        self._words = words
        self.show_pages(() if page is None else (page,))

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show pages beside or below each other, whichever lets them be larger."""
        self._pages = pages
        self.update()

    def show_at_top(self, *, is_at_top: bool) -> None:
        """Let pages lie at the upper edge of their room, or in its middle, as they do at first."""
        self._is_at_top = is_at_top
        self.update()

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a small size: it grows into whatever room there is."""
        return QSize(self._look.px(320), self._look.px(96))

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size at which anything can be made out."""
        return QSize(self._look.px(200), self._look.px(96))

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint paper in the middle and each page on its own."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._pages:
            self._paint_words(painter)
            return
        rooms = self._rooms()
        scale = _scale(self._pages, rooms[0])
        for page, room in zip(self._pages, rooms, strict=True):
            painter.save()
            self._paint_paper(painter, page, room, scale)
            painter.restore()

    def _rooms(self) -> list[QRectF]:
        """Return where each page may lie; all are of the same size."""
        whole = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        count, gap = len(self._pages), self._look.px(12)
        width = (whole.width() - gap * (count - 1)) / count
        height = (whole.height() - gap * (count - 1)) / count
        beside = [
            QRectF(whole.x() + (width + gap) * number, whole.y(), width, whole.height())
            for number in range(count)
        ]
        below = [
            QRectF(whole.x(), whole.y() + (height + gap) * number, whole.width(), height)
            for number in range(count)
        ]
        return max(beside, below, key=lambda rooms: _scale(self._pages, rooms[0]))

    def _paint_paper(self, painter: QPainter, page: Page, room: QRectF, scale: float) -> None:
        shown = page.excerpt
        width, height = shown.width * scale, shown.height * scale
        left = room.x() + (room.width() - width) / 2
        top = room.y() + (0 if self._is_at_top else (room.height() - height) / 2)
        paper = QRectF(left, top, width, height)
        painter.setPen(QPen(self._look.colour("paper-line"), 1))
        painter.setBrush(self._look.colour("paper"))
        painter.drawRect(paper)
        painter.setClipRect(paper)
        painter.translate(left - shown.x * scale, top - shown.y * scale)
        try:
            paint_page(painter, page, scale)
        except StationError:
            # The same error comes when it is printed, with its own sentence.
            painter.resetTransform()
            painter.fillRect(paper, self._look.colour("paper"))

    def _paint_words(self, painter: QPainter) -> None:
        frame = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        pen = QPen(self._look.colour("control-line"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._look.colour("surface-sunken"))
        painter.drawRoundedRect(frame, self._look.px(10), self._look.px(10))
        painter.setPen(self._look.colour("text-quiet"))
        painter.setFont(self._look.font())
        inner = self.rect().adjusted(*(self._look.px(side) for side in (20, 20, -20, -20)))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(inner, flags, self._words)


def _scale(pages: tuple[Page, ...], room: QRectF) -> float:
    """Return how many pixels a millimetre may have, the same for all, so that each page fits."""
    shown = [page.excerpt for page in pages]
    return min(min(room.width() / box.width, room.height() / box.height) for box in shown)
