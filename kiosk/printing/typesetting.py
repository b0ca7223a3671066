"""Fits text into a box: it shrinks, then breaks, then ends in an ellipsis, and never overlaps.

All lengths here are hundredths of a millimetre, a unit in which fonts can be set with whole
pixel sizes; so a text breaks at the same place on screen, in the PDF and on paper.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from kiosk.models.secret import Secret
from kiosk.printing.geometry import POINT_MM
from kiosk.printing.page import (
    Align,
    Colour,
    Paragraph,
    TextBlock,
    Vertical,
    group_digits,
)

FAMILY = "Inter"
"""The type family that the program brings along; other scripts come from the system."""

UNITS = 100
"""Units in a millimetre."""

_LEAST_FACTOR = 0.5
_STEPS = 8
_ROUNDING = 1.03
_LABEL_EM = 1.9
_TEXTS_KEPT = 64


@dataclass(frozen=True)
class SetLine:
    """One line ready to be drawn: at `x`, `y` (its top) in the block, `height` high."""

    layout: QTextLayout = field(repr=False)
    x: float
    y: float
    width: float
    height: float
    colour: Colour

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the line, with the block's top left corner at `x`, `y`."""
        painter.setPen(QColor(self.colour.red, self.colour.green, self.colour.blue))
        line = self.layout.lineAt(0)
        leading = (self.height - line.height()) / 2
        self.layout.draw(painter, QPointF(x + self.x, y + self.y + leading))


@dataclass(frozen=True)
class SetBlock:
    """A text block as it will be painted; `is_complete` unless something had to be cut short."""

    lines: tuple[SetLine, ...]
    height: float
    is_complete: bool


def font_for(paragraph: Paragraph, size_pt: float, text: str = "") -> QFont:
    """Return the font of a paragraph at that size, sized in this module's units."""
    font = QFont(FAMILY)
    size = max(1, round(size_pt * POINT_MM * UNITS))
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(int(paragraph.weight)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if paragraph.letter_spacing:
        spacing = size * paragraph.letter_spacing / 100
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    if text.isascii() or not any(_may_need_alternates(ord(letter)) for letter in text):
        # The alternate glyphs (a raised colon in 9:30) have no text of their own in a PDF.
        font.setFeature(QFont.Tag("calt"), 0)
    return font


def _may_need_alternates(character: int) -> bool:
    """Say whether a script, from Hebrew on, may be wrong without its font's alternates."""
    return 0x0590 <= character < 0x1E00 or character >= 0x2E80


def set_block(block: TextBlock, *, right_to_left: bool) -> SetBlock:
    """Fit the paragraphs of a block into its box, making all of them smaller if need be."""
    width, height = block.box.width * UNITS, block.box.height * UNITS
    factor = 1.0
    while True:
        lines, used, complete = _set_all(
            block.paragraphs, width, factor, right_to_left=right_to_left
        )
        if used <= height + 1 or factor <= _LEAST_FACTOR:
            break
        factor *= 0.95
    if used > height + 1:
        lines = [line for line in lines if line.y + line.height <= height + 1]
        used = max((line.y + line.height for line in lines), default=0)
        complete = False
    spare = height - used
    offset = {Vertical.TOP: 0.0, Vertical.MIDDLE: spare / 2, Vertical.BOTTOM: spare}[block.vertical]
    moved = tuple(
        SetLine(line.layout, line.x, line.y + offset, line.width, line.height, line.colour)
        for line in lines
    )
    return SetBlock(moved, used, complete)


class SetText(Protocol):
    """Makes a block ready to be painted, as `set_block` does."""

    def __call__(self, block: TextBlock, *, right_to_left: bool) -> SetBlock:
        """Return the block with its lines."""
        ...


class RepeatedTexts:
    """Sets a text once, however many pages of a stack it stands on; for one thread.

    Setting takes longer than anything else about a page, and most texts of a badge are the same
    on the next one. A secret is never kept, and of other texts only the latest ones.
    """

    def __init__(self) -> None:
        self._set = lru_cache(maxsize=_TEXTS_KEPT)(set_block)

    def __call__(self, block: TextBlock, *, right_to_left: bool) -> SetBlock:
        """Return the block with its lines."""
        is_secret = any(isinstance(one.text, Secret) for one in block.paragraphs)
        return (set_block if is_secret else self._set)(block, right_to_left=right_to_left)


def _set_all(
    paragraphs: tuple[Paragraph, ...], width: float, factor: float, *, right_to_left: bool
) -> tuple[list[SetLine], float, bool]:
    lines: list[SetLine] = []
    y = 0.0
    complete = True
    for paragraph in paragraphs:
        if lines:
            y += paragraph.space_before_mm * UNITS * factor
        set_lines, y, whole = _set_paragraph(
            paragraph, width, factor, y, right_to_left=right_to_left
        )
        lines += set_lines
        complete = complete and whole
    return lines, y, complete


def _set_paragraph(
    paragraph: Paragraph, width: float, factor: float, y: float, *, right_to_left: bool
) -> tuple[list[SetLine], float, bool]:
    text = paragraph.text
    shown = group_digits(text.reveal()) if isinstance(text, Secret) else text
    full = paragraph.size_pt * factor
    indent = _LABEL_EM * full * POINT_MM * UNITS if paragraph.label else 0.0
    size, layouts, whole = _fit(paragraph, shown, width - indent, full)
    set_lines: list[SetLine] = []
    em = size * POINT_MM * UNITS
    first_y = y
    for layout in layouts:
        line = layout.lineAt(0)
        natural = line.naturalTextWidth()
        # Scripts that stand higher than the shipped family get the room that they need.
        high = line.height() > em * 1.25
        height = line.height() if high else em * paragraph.line_height
        x = _start(paragraph.align, width - indent, natural, right_to_left=right_to_left)
        x += 0 if right_to_left else indent
        set_lines.append(SetLine(layout, x, y, natural, height, paragraph.colour))
        y += height
    if paragraph.label and set_lines:
        layout = _one_line(paragraph.label, font_for(paragraph, size))
        natural = layout.lineAt(0).naturalTextWidth()
        x = width - natural if right_to_left else 0.0
        height = set_lines[0].height
        set_lines.append(SetLine(layout, x, first_y, natural, height, paragraph.colour))
    return set_lines, y, whole


def _start(align: Align, width: float, natural: float, *, right_to_left: bool) -> float:
    if align is Align.CENTER:
        return (width - natural) / 2
    at_right = (align is Align.END) != right_to_left
    return width - natural if at_right else 0.0


def _fit(
    paragraph: Paragraph, text: str, width: float, full: float
) -> tuple[float, list[QTextLayout], bool]:
    """Return the size in points, one layout a line, and whether the whole text is there."""
    least = min(full, paragraph.min_size_pt or full)
    sizes = [full - (full - least) * step / _STEPS for step in range(_STEPS + 1)]
    sizes = sizes if least < full else [full]
    too_wide = math.inf
    for size in sizes:
        # Widths go with the size, but for rounding; what is far too wide need not be set.
        if size > too_wide:
            continue
        layout = _one_line(text, font_for(paragraph, size, text))
        natural = layout.lineAt(0).naturalTextWidth()
        if natural <= width:
            return size, [layout], True
        too_wide = size * width / natural * _ROUNDING
    for most in range(2, paragraph.max_lines + 1):
        for size in sizes:
            font = font_for(paragraph, size, text)
            parts = _parts(text, font, width, anywhere=False)
            lines = [_one_line(part.strip(), font) for part in parts]
            if len(lines) <= most and all(
                line.lineAt(0).naturalTextWidth() <= width for line in lines
            ):
                return size, lines, True
    if isinstance(paragraph.text, Secret):
        # Half a PIN is worse than a small one.
        return _fit_secret(paragraph, text, width, least)
    font = font_for(paragraph, least, text)
    parts = _parts(text, font, width, anywhere=True)
    if len(parts) <= paragraph.max_lines:
        return least, [_one_line(part.strip(), font) for part in parts], True
    kept = parts[: paragraph.max_lines - 1]
    rest = text[sum(len(part) for part in kept) :].strip()
    elided = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    shown = [*(part.strip() for part in kept), elided]
    return least, [_one_line(line, font) for line in shown], False


def _fit_secret(
    paragraph: Paragraph, text: str, width: float, size: float
) -> tuple[float, list[QTextLayout], bool]:
    layout = _one_line(text, font_for(paragraph, size, text))
    smaller = size * min(1.0, width / max(1.0, layout.lineAt(0).naturalTextWidth())) * 0.98
    return smaller, [_one_line(text, font_for(paragraph, smaller, text))], True


def _one_line(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setTextOption(_option(QTextOption.WrapMode.NoWrap))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000_000)
    layout.endLayout()
    return layout


def _parts(text: str, font: QFont, width: float, *, anywhere: bool) -> list[str]:
    """Return what stands on each line that `text` takes at this width; together they are it."""
    layout = QTextLayout(text, font)
    mode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    layout.setTextOption(_option(mode if anywhere else QTextOption.WrapMode.WordWrap))
    # Positions in a line are in UTF-16 units, Python's in characters.
    encoded = text.encode("utf-16-le")
    parts = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = 2 * line.textStart()
        parts.append(encoded[start : start + 2 * line.textLength()].decode("utf-16-le"))
    layout.endLayout()
    return parts


@cache
def _option(mode: QTextOption.WrapMode) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(mode)
    return option
