"""A person's photo in a rounded frame, or their initials where there is none."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.models.person import Person
from kiosk.printing.image_reading import read_image
from kiosk.qt.overrides import qt_override
from kiosk.views.look import Look

_COLOURS = ("portrait", "on-portrait")
_FADED = 0.55


def decode_photo(data: bytes | None, side: int) -> QPixmap:
    """Return the photo cut to a square of that side, or a null pixmap if there is none."""
    image = read_image(data) if data else QImage()
    if image.isNull():
        return QPixmap()
    square = image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (square.width() - side) // 2, (square.height() - side) // 2
    return QPixmap.fromImage(square.copy(left, top, side, side))


def paint_portrait(
    painter: QPainter,
    place: QRect,
    look: Look,
    photo: QPixmap,
    initials: str,
    radius: float,
    *,
    is_quiet: bool = False,
) -> None:
    """Paint the photo, or the initials on a quiet ground, with rounded corners.

    A quiet one is somebody's who is not active: the photo fades, the initials turn grey.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(place), radius, radius)
    painter.setClipPath(frame)
    if photo.isNull():
        # Fading would leave the initials too weak to be read.
        ground, letters = ("surface-sunken", "text-quiet") if is_quiet else _COLOURS
        painter.fillPath(frame, look.colour(ground))
        font = look.font(weight=QFont.Weight.DemiBold)
        font.setPixelSize(max(10, round(place.height() * 0.4)))
        painter.setFont(font)
        painter.setPen(look.colour(letters))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials)
    else:
        painter.setOpacity(_FADED if is_quiet else 1.0)
        painter.drawPixmap(place, photo)
    painter.restore()


class Portrait(QWidget):
    """The picture of one person."""

    def __init__(self, look: Look, units: float, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._units = units
        self._initials = ""
        self._data: bytes | None = None
        self._photo = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._look_changed)

    def show_person(self, person: Person | None, photo: bytes | None) -> None:
        """Show a person; without one, nothing."""
        self._initials = person.initials if person is not None else ""
        if photo is not self._data:
            self._data = photo
            self._photo = self._decode()
        self.update()

    def set_units(self, units: float) -> None:
        """Change the size."""
        if units != self._units:
            self._units = units
            self._look_changed()

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the frame."""
        side = self._look.px(self._units)
        return QSize(side, side)

    @qt_override
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the picture."""
        del event
        painter = QPainter(self)
        radius = self.width() * 0.12
        paint_portrait(painter, self.rect(), self._look, self._photo, self._initials, radius)

    def _decode(self) -> QPixmap:
        side = round(self._look.px(self._units) * self.devicePixelRatio())
        return decode_photo(self._data, side)

    def _look_changed(self) -> None:
        self._photo = self._decode()
        self.updateGeometry()
        self.update()
