"""The looks as data: colours and sizes from `resources/styles`, and the style sheet of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kiosk.services.resources import resource

STEPS = ((3.2, 2.8), (2.2, 1.9), (1.6, 1.5), (1.25, 1.2))
"""How many times 1024 x 600 a window is, and what its sizes are multiplied by from there on."""

TEXT_STEPS = (2.0, 1.75, 1.5, 1.25)
"""By how much the system's text size enlarges the station's, at most."""

USUAL_TEXT_PIXELS = 13.0
"""The size of interface text where nobody asked for larger text."""

_PLACE = re.compile(r"@([a-z]+(?:-[a-z]+)*)")


@dataclass(frozen=True)
class Theme:
    """Colours by name as `#RRGGBB`, and by how much sizes and texts are enlarged."""

    colours: Mapping[str, str]
    is_dark: bool
    scale: float
    text_scale: float

    def px(self, units: float) -> int:
        """Return a length in pixels; `units` are pixels of a 1024 x 600 window."""
        return round(units * self.scale)

    def text_px(self, name: str) -> int:
        """Return the pixel size of one of the texts of `sizes.toml`."""
        return round(_sizes()["text"][name] * self.scale * self.text_scale)


def window_scale(width: int, height: int) -> float:
    """Return by how much sizes grow in a window of that size, upright or not."""
    room = min(max(width, height) / 1024, min(width, height) / 600)
    return next((scale for least, scale in STEPS if room >= least), 1.0)


def text_scale(system_text_pixels: float) -> float:
    """Return by how much texts grow, given the size of the system's own interface text."""
    wish = system_text_pixels / USUAL_TEXT_PIXELS
    return next((scale for scale in TEXT_STEPS if wish >= scale), 1.0)


def make_theme(*, is_dark: bool, scale: float, text_scale: float) -> Theme:
    """Return the light or the dark theme at that scale."""
    return Theme(_colours("dark" if is_dark else "light"), is_dark, scale, text_scale)


def style_sheet(theme: Theme) -> str:
    """Return the station's style sheet in a theme; a name that no table has raises KeyError."""
    values = dict(theme.colours)
    for name in _sizes()["text"]:
        values[name] = f"{theme.text_px(name)}px"
    for name, units in _sizes()["space"].items():
        values[name] = f"{theme.px(units)}px"
    return _PLACE.sub(lambda match: values[match[1]], _template())


@cache
def _template() -> str:
    text = resource("styles", "station.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@cache
def _colours(name: str) -> Mapping[str, str]:
    return {key: value.strip('"') for key, value in _table(name)}


@cache
def _sizes() -> Mapping[str, Mapping[str, float]]:
    tables: dict[str, dict[str, float]] = {"text": {}, "space": {}}
    for name, units in _table("sizes"):
        tables["text" if name.startswith("text-") else "space"][name] = float(units)
    return tables


def _table(name: str) -> Iterator[tuple[str, str]]:
    """Read the lines `name = value` of a table; loading a whole TOML reader takes 3 ms."""
    text = resource("styles", f"{name}.toml").read_text(encoding="utf-8")
    for line in text.splitlines():
        key, equals, value = line.partition(" = ")
        if equals:
            yield key, value
