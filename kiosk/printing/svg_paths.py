"""Reads the path of an SVG, as long as its lines are upright or level."""

from __future__ import annotations

import re

# Written so that no text, however long, is gone through more than once.
NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
NUMBERS = re.compile(NUMBER)

Line = tuple[float, float, float, float]
"""Where a line begins and ends: x, y, x, y."""

_LINES_MAX = 200_000
"""The largest code, each module drawn around, has 80,000."""

_PATH = re.compile(r"[MmLlHhVvZz\deE+\-.,\s]*")
_STEP = re.compile(r"([MmLlHhVvZz])([^MmLlHhVvZz]*)")


class Outline:
    """The lines of a path, which it collects as a pen goes along them.

    `closings` are the lines that filling adds, from where the pen was lifted to where it was
    set down.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.closings: list[Line] = []
        self._x = self._y = self._start_x = self._start_y = 0.0

    @property
    def is_simple(self) -> bool:
        """Whether all lines are upright or level, and not too many."""
        return len(self.lines) + len(self.closings) <= _LINES_MAX and not any(
            _is_slanted(line) for line in (*self.lines, *self.closings)
        )

    def take(self, command: str, numbers: list[float]) -> bool:
        """Follow one command; say whether its numbers are right and not too many came."""
        if len(self.lines) + len(self.closings) + len(numbers) > _LINES_MAX:
            return False
        kind, is_relative = command.upper(), command.islower()
        if kind == "Z":
            self._draw_to(self._start_x, self._start_y)
        elif kind == "H":
            for number in numbers:
                self._draw_to(self._x + number if is_relative else number, self._y)
        elif kind == "V":
            for number in numbers:
                self._draw_to(self._x, self._y + number if is_relative else number)
        else:
            return self._take_points(kind, numbers, is_relative=is_relative)
        return True

    def lift(self) -> None:
        """End what was drawn so far."""
        self.closings.append((self._x, self._y, self._start_x, self._start_y))

    def _take_points(self, kind: str, numbers: list[float], *, is_relative: bool) -> bool:
        if not numbers or len(numbers) % 2:
            return False
        for index in range(0, len(numbers), 2):
            x, y = numbers[index], numbers[index + 1]
            if is_relative:
                x, y = self._x + x, self._y + y
            if kind == "M" and index == 0:
                self.lift()
                self._x, self._y, self._start_x, self._start_y = x, y, x, y
            else:
                self._draw_to(x, y)
        return True

    def _draw_to(self, x: float, y: float) -> None:
        self.lines.append((self._x, self._y, x, y))
        self._x, self._y = x, y


def read_path(text: str) -> Outline | None:
    """Return the lines of a path's `d`, or None where it holds anything but simple lines."""
    if not _PATH.fullmatch(text):
        return None
    outline = Outline()
    for step in _STEP.finditer(text):
        command, rest = step.groups()
        if not outline.take(command, [float(number) for number in NUMBERS.findall(rest)]):
            return None
    outline.lift()
    return outline if outline.is_simple else None


def is_upright(line: Line) -> bool:
    """Say whether a line goes up or down."""
    return abs(line[3] - line[1]) > abs(line[2] - line[0])


def _is_slanted(line: Line) -> bool:
    across, down = abs(line[2] - line[0]), abs(line[3] - line[1])
    # Sums of decimal fractions do not meet to the last digit.
    return min(across, down) > 0.001 * max(across, down)
