"""The look that a window has now: its theme, and word to every widget when it changes."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QPixmap

from kiosk.qt.fonts import FAMILY
from kiosk.views import style
from kiosk.views.icons import paint_icon


class Look(QObject):
    """Follows the colour scheme of the system and the size of the window, in a few steps."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._text_scale = style.text_scale(_system_text_pixels())
        self._is_dark = _palette_is_dark()
        self._theme = self._make_theme()
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}

    @property
    def theme(self) -> style.Theme:
        """Colours and sizes of this moment."""
        return self._theme

    def fit(self, size: QSize) -> None:
        """Choose the scale for a window of that size; `changed` follows if it is another."""
        scale = style.window_scale(size.width(), size.height())
        if scale != self._scale:
            self._scale = scale
            self._remake()

    def follow_system(self) -> None:
        """Turn light or dark whenever the system does.

        Called once the first page is painted: until then the palette has told which of
        the two it is, because asking for the scheme makes all of Qt's enums.
        """
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_scheme)
        self._follow_scheme(hints.colorScheme())

    def use_dark(self, *, is_dark: bool) -> None:
        """Turn light or dark."""
        self._is_dark = is_dark
        self._remake()

    def use_text_scale(self, scale: float) -> None:
        """Enlarge texts, as a system does that is set to larger text."""
        self._text_scale = scale
        self._remake()

    def px(self, units: float) -> int:
        """Return a length in pixels; `units` are pixels of a 1024 x 600 window."""
        return self._theme.px(units)

    def icon_px(self, units: float) -> int:
        """Return the side of an icon in pixels; icons grow with the text they stand beside."""
        return round(units * self._theme.scale * self._theme.text_scale)

    def colour(self, name: str) -> QColor:
        """Return a colour of the theme."""
        return QColor(self._theme.colours[name])

    def font(self, name: str = "text-body", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the font of one of the texts, for widgets that paint themselves."""
        font = QFont(FAMILY)
        font.setPixelSize(self._theme.text_px(name))
        font.setWeight(weight)
        return font

    def picture(self, icon: str, colour: str, units: float = 24, ratio: float = 1.0) -> QPixmap:
        """Return one of the station's icons in a colour of the theme."""
        side = self.icon_px(units)
        key = (icon, colour, side, ratio)
        if key not in self._pictures:
            self._pictures[key] = paint_icon(icon, self.colour(colour), side, ratio)
        return self._pictures[key]

    def sheet(self) -> str:
        """Return the style sheet."""
        return style.style_sheet(self._theme)

    def palette(self) -> QPalette:
        """Return the palette for what no style sheet reaches."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "page",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "surface-sunken",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.PlaceholderText: "text-quiet",
            QPalette.ColorRole.Highlight: "primary",
            QPalette.ColorRole.HighlightedText: "on-primary",
            QPalette.ColorRole.Link: "primary",
        }
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        return palette

    def _make_theme(self) -> style.Theme:
        return style.make_theme(
            is_dark=self._is_dark, scale=self._scale, text_scale=self._text_scale
        )

    def _follow_scheme(self, scheme: QtCore.Qt.ColorScheme) -> None:
        if scheme != QtCore.Qt.ColorScheme.Unknown:
            self.use_dark(is_dark=scheme == QtCore.Qt.ColorScheme.Dark)

    def _remake(self) -> None:
        theme = self._make_theme()
        if theme != self._theme:
            self._theme = theme
            self._pictures.clear()
            self.changed.emit()


def _system_text_pixels() -> float:
    font = QGuiApplication.font()
    if font.pixelSize() > 0:
        return font.pixelSize()
    return font.pointSizeF() * QGuiApplication.primaryScreen().logicalDotsPerInchY() / 72


def _palette_is_dark() -> bool:
    palette = QGuiApplication.palette()
    ground, text = QPalette.ColorRole.Window, QPalette.ColorRole.WindowText
    return palette.color(ground).lightness() < palette.color(text).lightness()
