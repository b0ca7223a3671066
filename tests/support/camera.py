"""A simulated phone: prints a code on paper, with lost dots, and takes its picture.

The camera is a phone's main camera as scanners use it. They read the frames of the preview,
which are 1920 x 1080 pixels on nearly every phone; the 12 megapixels of a photo are never
handed to them. Across 1920 pixels the camera sees about 65 degrees, so at a distance d it has

    1920 / (2 d tan(65 / 2))  pixels a millimetre: 10.0 at 15 cm and 6.0 at 25 cm.

What happens to a code on its way:

1. The printer's dots are as large as they are; 2 % of the dark ones are missing.
2. Ink is not black and paper is not white; a room's light falls off to one side, and the lens
   darkens towards its edge.
3. The phone is held by hand: it leans up to `TILT` to the side and to the front, is turned up
   to `TURN`, and does not aim at whole pixels. So the code is seen in perspective.
4. The hand moves while a frame is exposed, by up to `MOTION_PIXELS` in any direction.
5. The lens, its focus and the pixel's own area blur what arrives, by `BLUR_PIXELS`.
6. Each pixel's charge has noise of its own: some of it grows with the light, some is always
   there. Then it becomes one of 256 shades.

Blur is computed on the paper, before the perspective, which at these angles makes no difference
that counts. Only the code and its surroundings are taken, not the rest of the frame. The same
seed gives the same picture.

`BLUR_PIXELS` was chosen so that the distances come out that the station works by: a module of
0.375 mm is read from 15 cm and one of 0.5 mm from 25 cm, always; one of 0.375 mm is not from
25 cm. `tests/bench/module_sizes.py` prints what is read at which size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]
"""Grey pixels, line by line; 0 is black."""

_Light = NDArray[np.float32]

FRAME_PIXELS = 1920
VIEW = math.radians(65)
LOST_DOTS = 0.02
TILT = math.radians(12)
TURN = math.radians(20)
MOTION_PIXELS = 1.0
BLUR_PIXELS = 0.9
"""Standard deviation of the blur of lens, focus and pixel together."""
INK = 0.08
PAPER = 0.80
"""How much light dark and bare paper send back; the rest of the range is headroom."""
READ_NOISE = 0.012
SHOT_NOISE = 0.025
"""Standard deviation of the noise at no light and, added to it, at full light."""

_FINE_PER_MM = 15.0
"""The paper is computed at least this finely, so that a dot is a square also when blurred."""

_BAND_LINES = 32
"""So many lines are computed at a time that what they take stays in the processor's cache."""


@dataclass(frozen=True)
class Camera:
    """A phone held at some distance from the paper.

    `distance_mm` is that from the lens to the middle of the code.
    """

    distance_mm: float

    @property
    def pixels_per_mm(self) -> float:
        """How many pixels of the frame a millimetre of paper takes, seen straight."""
        return FRAME_PIXELS / (2 * self.distance_mm * math.tan(VIEW / 2))

    def take(self, print_: QImage, dpi: float, seed: int) -> Pixels:
        """Return the picture of an 8-bit grey print with `dpi` dots an inch on white paper."""
        return self.take_dots(_dots(print_), dpi, seed)

    def take_dots(self, dots: Pixels, dpi: float, seed: int) -> Pixels:
        """Return the picture of a print whose dots are given one by one."""
        chance = np.random.default_rng(seed)
        paper, per_mm = _printed(dots, dpi / 25.4, chance)
        sigma = BLUR_PIXELS * per_mm / self.pixels_per_mm
        light = self._projected(_blurred(paper, sigma), per_mm, chance)
        light *= _room_light(light.shape, chance)
        noise = READ_NOISE + SHOT_NOISE * np.sqrt(light)
        light += noise * chance.standard_normal(light.shape, dtype=np.float32)
        return (np.clip(light, 0, 1) * 255).astype(np.uint8)

    def _projected(self, paper: _Light, per_mm: float, chance: np.random.Generator) -> _Light:
        """Return the light of each pixel: the paper seen in perspective by a moving hand."""
        height, width = (side / per_mm for side in paper.shape)
        scale = self.pixels_per_mm
        tilt_x, tilt_y = chance.uniform(-TILT, TILT, 2)
        turn = chance.uniform(-TURN, TURN)
        aim_x, aim_y = chance.uniform(-0.5, 0.5, 2)
        direction, motion = chance.uniform(0, 2 * math.pi), chance.uniform(0, MOTION_PIXELS)
        # As much of the frame as the whole print takes when it is turned that far.
        side = math.ceil((math.cos(TURN) + math.sin(TURN)) * max(width, height) * scale)
        line = (np.arange(side, dtype=np.float32) - side / 2) / scale
        right, rotation = line[np.newaxis, :] + aim_x / scale, _rotation(tilt_x, tilt_y, turn)
        framed = np.pad(paper, 1, constant_values=PAPER)
        found = np.zeros((side, side), dtype=np.float32)
        steps = (-1 / 3, 0.0, 1 / 3)
        for top in range(0, side, _BAND_LINES):
            down = line[top : top + _BAND_LINES, np.newaxis] + aim_y / scale
            x, y = _on_paper(right, down, self.distance_mm, rotation)
            x, y = (x + width / 2) * per_mm + 1, (y + height / 2) * per_mm + 1
            band = found[top : top + _BAND_LINES]
            for step in steps:
                moved = step * motion / scale * per_mm
                across, along = moved * math.cos(direction), moved * math.sin(direction)
                band += _sampled(framed, x + across, y + along)
        found /= len(steps)
        return found


def read_picture(picture: Pixels) -> bytes | None:
    """Return what a phone reads in a picture with exactly one code; None if nothing.

    Scanners that find nothing in a frame try it enlarged. A decoder that wants a module to
    have a few pixels reads much in it that it missed.
    """
    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for zoom in (1, 2):
        enlarged = picture.repeat(zoom, axis=0).repeat(zoom, axis=1)
        found = zxingcpp.read_barcodes(enlarged, formats=kinds)
        if len(found) == 1:
            return found[0].bytes
    return None


def _dots(image: QImage) -> Pixels:
    assert image.format() == QImage.Format.Format_Grayscale8
    pixels = np.frombuffer(image.constBits(), dtype=np.uint8)
    return pixels.reshape(image.height(), image.bytesPerLine())[:, : image.width()]


def _printed(dots: Pixels, dots_per_mm: float, chance: np.random.Generator) -> tuple[_Light, float]:
    """Return how much light the paper sends back, finer than the dots, and its scale."""
    lost = (dots < 128) & (chance.random(dots.shape, dtype=np.float32) < LOST_DOTS)
    light: _Light = np.where(lost, np.uint8(255), dots).astype(np.float32)
    light /= 255
    light *= PAPER - INK
    light += INK
    finer = math.ceil(_FINE_PER_MM / dots_per_mm)
    return light.repeat(finer, axis=0).repeat(finer, axis=1), dots_per_mm * finer


def _blurred(light: _Light, sigma: float) -> _Light:
    """Return the light blurred by a Gaussian; beyond the edge is paper."""
    reach = math.ceil(3 * sigma)
    steps = np.arange(-reach, reach + 1)
    weights = np.exp(-(steps**2) / (2 * sigma**2)).astype(np.float32)
    weights /= weights.sum()
    for _ in range(2):
        padded = np.pad(light, ((reach, reach), (0, 0)), constant_values=PAPER)
        width, height = light.shape
        light = np.empty((height, width), dtype=np.float32)
        for top in range(0, width, _BAND_LINES):
            band = np.zeros_like(padded[top : min(top + _BAND_LINES, width)])
            for start, weight in enumerate(weights, start=top):
                band += weight * padded[start : start + len(band)]
            # Turned, so that the other direction has its turn.
            light[:, top : top + len(band)] = band.T
    return light


def _rotation(tilt_x: float, tilt_y: float, turn: float) -> NDArray[np.float64]:
    """Return how the paper lies towards the camera: turned, then leant over."""
    turned = [
        [math.cos(turn), -math.sin(turn), 0],
        [math.sin(turn), math.cos(turn), 0],
        [0, 0, 1],
    ]
    aside = [
        [math.cos(tilt_y), 0, math.sin(tilt_y)],
        [0, 1, 0],
        [-math.sin(tilt_y), 0, math.cos(tilt_y)],
    ]
    ahead = [
        [1, 0, 0],
        [0, math.cos(tilt_x), -math.sin(tilt_x)],
        [0, math.sin(tilt_x), math.cos(tilt_x)],
    ]
    rotation: NDArray[np.float64] = np.array(ahead) @ np.array(aside) @ np.array(turned)
    return rotation


def _on_paper(
    right: _Light, down: _Light, distance: float, rotation: NDArray[np.float64]
) -> tuple[_Light, _Light]:
    """Return where on the paper, from its middle, the rays through pixels arrive (in mm).

    `right` and `down` are where they would arrive on paper held straight.
    """
    across, along, normal = rotation.T.tolist()
    # A ray (right, down, distance) * reach lies on the plane through (0, 0, distance).
    reach = distance * normal[2] / (right * normal[0] + down * normal[1] + distance * normal[2])
    x = reach * (right * across[0] + down * across[1] + distance * across[2])
    y = reach * (right * along[0] + down * along[1] + distance * along[2])
    return x - distance * across[2], y - distance * along[2]


def _sampled(light: _Light, x: _Light, y: _Light) -> _Light:
    """Return the light at places counted in its elements' sides; the edge goes on beyond it."""
    height, width = light.shape
    column, place = x.astype(np.intp), y.astype(np.intp)
    np.clip(column, 0, width - 1, out=column)
    np.clip(place, 0, height - 1, out=place)
    place *= width
    place += column
    return light.take(place)


def _room_light(shape: tuple[int, ...], chance: np.random.Generator) -> _Light:
    """Return how bright each pixel is lit: dimmer to one side, and towards the edge."""
    height, width = shape
    direction, fall = chance.uniform(0, 2 * math.pi), chance.uniform(0.1, 0.4)
    x = np.linspace(-1, 1, width, dtype=np.float32)[np.newaxis, :]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, np.newaxis]
    side = (x * math.cos(direction) + y * math.sin(direction)) / math.sqrt(2)
    lit = (1 - fall * (1 + side) / 2) * (1 - 0.1 * (x**2 + y**2) / 2)
    return (chance.uniform(0.6, 1.0) * lit).astype(np.float32)
