"""Keeps what others have typed from steering the terminal that it is shown on."""

from __future__ import annotations

import json
import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Names in some scripts cannot be written without them."""


def printable(text: str) -> str:
    """Return a line without anything that a terminal would obey, or that would reorder it.

    Control characters, line ends and marks of direction become a replacement character; spaces
    of any width stay.
    """
    if text.isprintable():
        return text
    return "".join(letter if _is_harmless(letter) else _REPLACEMENT for letter in text)


def printable_json(document: object, *, indent: int | None = None) -> str:
    """Return a document as JSON that says the same, without what a terminal would obey.

    JSON itself escapes the oldest control characters only.
    """
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return "".join(
        letter if letter == "\n" or _is_harmless(letter) else json.dumps(letter)[1:-1]
        for letter in text
    )


def _is_harmless(letter: str) -> bool:
    return letter.isprintable() or letter in _JOINERS or unicodedata.category(letter) == "Zs"
