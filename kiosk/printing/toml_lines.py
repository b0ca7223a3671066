"""Finds the line of every key of a TOML text, which the standard library's reader does not tell.

Only for texts that `tomllib` has read: what is valid is taken for granted here, and where a
line is not found the answer is merely less precise.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""The way to a value: `("text", 0, "lines", 2, "size")`."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


class KeyLines:
    """Where the keys of one text stand."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._at = 0
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        try:
            self._read()
        except (IndexError, ValueError, RecursionError):
            # Less is known then; nothing fails because of a line's number.
            return

    def line_of(self, path: Path) -> int:
        """Return the line of that key, or of the nearest table around it, counted from 1."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1

    def _read(self) -> None:
        table: Path = ()
        while True:
            self._skip(_BETWEEN)
            if self._at >= len(self._text):
                return
            if self._text[self._at] == "[":
                table = self._read_header()
            else:
                self._read_pair(table)

    def _read_header(self) -> Path:
        is_list = self._text.startswith("[[", self._at)
        line = self._line()
        self._at += 2 if is_list else 1
        keys = self._read_key()
        self._at = self._text.index("]", self._at) + (2 if is_list else 1)
        path: Path = ()
        for key in keys[:-1]:
            path = self._inside((*path, key))
        path = (*path, keys[-1])
        if is_list:
            count = self._counts.get(path, 0)
            self._counts[path] = count + 1
            self._lines.setdefault(path, line)
            path = (*path, count)
        self._lines.setdefault(path, line)
        return path

    def _inside(self, path: Path) -> Path:
        """Return the table that a key means: the last one where there are several."""
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _read_pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for key in self._read_key():
            path = (*path, key)
            self._lines.setdefault(path, line)
        self._skip(_BLANK)
        self._at += 1
        self._read_value(path)

    def _read_key(self) -> list[str]:
        keys = []
        while True:
            self._skip(_BLANK)
            if self._text[self._at] in "\"'":
                start = self._at
                self._read_string()
                keys.append(tomllib.loads(f"key = {self._text[start : self._at]}")["key"])
            else:
                found = _BARE.match(self._text, self._at)
                if found is None:
                    raise ValueError
                keys.append(found[0])
                self._at = found.end()
            self._skip(_BLANK)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _read_value(self, path: Path) -> None:
        self._skip(_BETWEEN)
        self._lines.setdefault(path, self._line())
        first = self._text[self._at]
        if first in "\"'":
            self._read_string()
        elif first == "[":
            self._at += 1
            number = 0
            while not self._ends_with("]"):
                self._read_value((*path, number))
                number += 1
        elif first == "{":
            self._at += 1
            while not self._ends_with("}"):
                self._read_pair(path)
        else:
            self._skip(_PLAIN_VALUE)

    def _ends_with(self, bracket: str) -> bool:
        """Say whether a list or table ends here, past the comma between two of its values."""
        self._skip(_BETWEEN)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_BETWEEN)
        if self._text[self._at] != bracket:
            return False
        self._at += 1
        return True

    def _read_string(self) -> None:
        for form in _STRINGS:
            found = form.match(self._text, self._at)
            if found is not None:
                self._at = found.end()
                return
        raise ValueError

    def _skip(self, what: re.Pattern[str]) -> None:
        found = what.match(self._text, self._at)
        if found is not None:
            self._at = found.end()

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1


def shown_value(value: object) -> str:
    """Return a value as the file has it, short enough for a sentence."""
    if isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, Mapping):
        text = "{…}"
    elif isinstance(value, list):
        is_plain = len(value) <= 3 and not any(isinstance(one, list) for one in value)
        text = f"[{', '.join(map(shown_value, value))}]" if is_plain else "[…]"
    elif isinstance(value, int) and abs(value) >= 2**63:
        text = "…"
    else:
        text = str(value)
    short = text if len(text) <= 80 else f"{text[:79]}…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)
