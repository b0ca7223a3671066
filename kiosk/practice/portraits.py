"""Draws a portrait for a person: a PNG of a few coloured shapes, different for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kiosk.practice.png import png
from kiosk.practice.seeds import Seed

SIZES = (48, 64, 96, 120, 240, 360, 432, 504, 648)
LARGEST = SIZES[-1]

_BACKGROUNDS = ("dce8f5", "f5e6dc", "e3f0dd", "efe0f2", "f7efd0", "d9eeee")
_SKINS = ("f6d7c0", "eac0a0", "d09a74", "a86f4a", "7d4e33", "573522")
_HAIR = ("2b1d14", "5a3a22", "8d5a2b", "c89b54", "8e8e8e", "b5432c", "101014")
_CLOTHES = ("1f5fa8", "2f7d4f", "8f2d56", "444c5c", "c26a1b", "5b3fa0")


@dataclass(frozen=True, slots=True)
class _Ellipse:
    """An ellipse in hundredths of the picture, with its colour's place in the palette."""

    x: float
    y: float
    wide: float
    high: float
    colour: int


@lru_cache(maxsize=256)
def portrait(seed: Seed, number: int, size: int) -> bytes:
    """Draw a square PNG, ``size`` pixels a side, of the person with this number."""

    def pick(what: str, below: int) -> int:
        return seed.whole(below, "portrait", what, number)

    colours = (
        _BACKGROUNDS[pick("background", len(_BACKGROUNDS))],
        _SKINS[pick("skin", len(_SKINS))],
        _HAIR[pick("hair", len(_HAIR))],
        _CLOTHES[pick("clothes", len(_CLOTHES))],
        "ffffff",
        "22222a",
    )
    hair_wide, hair_down = 21 + pick("hair width", 8), pick("hair length", 22)
    face, eyes = 17 + pick("face", 4), 6 + pick("eyes", 3)
    smile = 5 + pick("smile", 4)
    shapes = (
        _Ellipse(50, 42 + hair_down / 2, hair_wide, 24 + hair_down / 2, 2),
        _Ellipse(50, 104, 38, 34, 3),
        _Ellipse(50, 68, 8, 12, 1),
        _Ellipse(50, 46, face, 22, 1),
        _Ellipse(50, 24, face + 1, 8, 2),
        _Ellipse(50 - eyes, 44, 2.6, 2.6, 4),
        _Ellipse(50 + eyes, 44, 2.6, 2.6, 4),
        _Ellipse(50 - eyes, 44, 1.5, 1.7, 5),
        _Ellipse(50 + eyes, 44, 1.5, 1.7, 5),
        _Ellipse(50, 56, smile, 3, 5),
        _Ellipse(50, 54.6, smile + 0.6, 2.6, 1),
    )
    return png(size, size, colours, [_row(shapes, size, line) for line in range(size)])


def _row(shapes: tuple[_Ellipse, ...], size: int, line: int) -> bytes:
    row = bytearray(size)
    middle = (line + 0.5) * 100 / size
    for shape in shapes:
        height = (middle - shape.y) / shape.high
        if abs(height) >= 1:
            continue
        half = shape.wide * (1 - height * height) ** 0.5
        left = max(0, round((shape.x - half) * size / 100))
        right = min(size, round((shape.x + half) * size / 100))
        if right > left:
            row[left:right] = bytes([shape.colour]) * (right - left)
    return bytes(row)
