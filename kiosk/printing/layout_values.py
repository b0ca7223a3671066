"""One table of a layout file: its values, each checked, and refused with its line if need be."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, TypeVar

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing import layout_expectations as expected
from kiosk.printing.page import BLACK, INK, LINE, SOFT, TINT, WHITE, Colour
from kiosk.printing.toml_lines import KeyLines, shown_value
from kiosk.printing.toml_lines import Path as KeyPath

COLOURS = {
    "black": BLACK,
    "ink": INK,
    "soft": SOFT,
    "line": LINE,
    "tint": TINT,
    "white": WHITE,
}
TEXT_LENGTH_MAX = 500

_HEXADECIMAL = re.compile(r"#[0-9a-fA-F]{6}")
_NOT_IN_A_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_T = TypeVar("_T")


class LayoutTable:
    """The keys of one table; each is asked for once, and what nobody asked for is refused."""

    def __init__(
        self,
        content: Mapping[str, object],
        path: KeyPath,
        origin: str,
        lines: KeyLines,
        folder: Path | None,
    ) -> None:
        self._content = content
        self._path = path
        self._origin = origin
        self._lines = lines
        self._asked: list[str] = []
        self.folder = folder

    @property
    def line(self) -> int:
        """The line in which the table begins."""
        return self._lines.line_of(self._path)

    def has(self, key: str) -> bool:
        """Say whether the key is there."""
        return key in self._content

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text on one line."""
        value = self._value(key, default, expected.TEXT)
        if value is default and default is not None:
            return default
        if not isinstance(value, str) or not 0 < len(value) <= TEXT_LENGTH_MAX:
            self.refuse(key, expected.TEXT)
        if any(unicodedata.category(letter) in _NOT_IN_A_TEXT for letter in value):
            self.refuse(key, expected.TEXT)
        return value

    def number(
        self, key: str, least: float, most: float, expectation: str, default: float | None = None
    ) -> float:
        """Return a number between two others, both included."""
        value = self._value(key, default, expectation)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(key, expectation)
        if not least <= value <= most:
            self.refuse(key, expectation)
        return float(value)

    def whole_number(
        self, key: str, least: int, most: int, expectation: str, default: int | None = None
    ) -> int:
        """Return a whole number between two others, both included."""
        value = self._value(key, default, expectation)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.refuse(key, expectation)
        return value

    def yes_no(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._value(key, default, expected.YES_NO)
        if not isinstance(value, bool):
            self.refuse(key, expected.YES_NO)
        return value

    def choice(
        self, key: str, choices: Mapping[str, _T], expectation: str, default: _T | None = None
    ) -> _T:
        """Return what one of a few words stands for."""
        if not self.has(key) and default is not None:
            self._asked.append(key)
            return default
        value = self._value(key, None, expectation)
        if not isinstance(value, str) or value not in choices:
            self.refuse(key, expectation)
        return choices[value]

    def choices(self, key: str, words: Mapping[str, _T], expectation: str) -> frozenset[_T]:
        """Return what one word or several stand for; nothing where the key is missing."""
        value = self._value(key, [], expectation)
        wanted = value if isinstance(value, list) else [value]
        if not all(isinstance(word, str) and word in words for word in wanted):
            self.refuse(key, expectation)
        return frozenset(words[str(word)] for word in wanted)

    def colour(self, key: str, default: Colour) -> Colour:
        """Return a colour, by its name or as #rrggbb."""
        if not self.has(key):
            self._asked.append(key)
            return default
        value = self._value(key, None, expected.COLOUR)
        if isinstance(value, str) and value in COLOURS:
            return COLOURS[value]
        if not isinstance(value, str) or not _HEXADECIMAL.fullmatch(value):
            self.refuse(key, expected.COLOUR)
        return Colour(int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16))

    def point(self, key: str) -> tuple[float, float]:
        """Return a place as two numbers."""
        value = self._value(key, None, expected.POINT)
        if not isinstance(value, list) or len(value) != 2:
            self.refuse(key, expected.POINT)
        x, y = value
        for number in (x, y):
            is_number = isinstance(number, int | float) and not isinstance(number, bool)
            if not is_number or not 0 <= number <= 1000:
                self.refuse(key, expected.POINT)
        return float(x), float(y)

    def tables(self, key: str) -> list[LayoutTable]:
        """Return the tables of a list, none where the key is missing."""
        value = self._value(key, [], expected.TABLES)
        if not isinstance(value, list):
            self.refuse(key, expected.TABLES)
        found = []
        for number, entry in enumerate(value):
            if not isinstance(entry, Mapping):
                self.refuse(key, expected.TABLES)
            found.append(self._inner(entry, (*self._path, key, number)))
        return found

    def table(self, key: str) -> LayoutTable:
        """Return a table."""
        value = self._value(key, None, expected.SHEET)
        if not isinstance(value, Mapping):
            self.refuse(key, expected.SHEET)
        return self._inner(value, (*self._path, key))

    def refuse_rest(self) -> None:
        """Refuse the first key that nobody has asked for, naming those that may be there."""
        for key in self._content:
            if key in self._asked:
                continue
            close = difflib.get_close_matches(key[:80], self._asked, n=1, cutoff=0.6)
            self.refuse(key, ", ".join(close or sorted(set(self._asked))))

    def refuse(self, key: str, expectation: str, value: str | None = None) -> NoReturn:
        """Raise LAYOUT_WRONG for one key of this table."""
        given = self._content.get(key, "–") if value is None else None
        shown = value if given is None else "–" if key not in self._content else shown_value(given)
        self._fail((*self._path, key), shown or "–", expectation)

    def refuse_whole(self, expectation: str, value: str = "…") -> NoReturn:
        """Raise LAYOUT_WRONG for this table."""
        self._fail(self._path, value, expectation)

    def refuse_line(self, line: int, key: str, value: str, expectation: str) -> NoReturn:
        """Raise LAYOUT_WRONG for a line of the file."""
        values = {
            "file": self._origin,
            "line": str(line),
            "key": key,
            "value": value,
            "expected": expectation,
        }
        raise StationError(ErrorCode.LAYOUT_WRONG, values)

    def _fail(self, path: KeyPath, value: str, expectation: str) -> NoReturn:
        words = [str(step) for step in path if isinstance(step, str)]
        key = shown_value(".".join(words)).strip('"') or "title"
        self.refuse_line(self._lines.line_of(path), key, value, expectation)

    def _inner(self, content: Mapping[str, object], path: KeyPath) -> LayoutTable:
        return LayoutTable(content, path, self._origin, self._lines, self.folder)

    def _value(self, key: str, default: object, expectation: str) -> object:
        self._asked.append(key)
        if key in self._content:
            return self._content[key]
        if default is None:
            self.refuse(key, expectation)
        return default
