"""Texts that people typed, or that a list holds, as they go into queries of the directory."""

from __future__ import annotations

import unicodedata

from kiosk.models.badge_limits import BADGE_CONTENT_START

TEXT_MAX = 128
EMPLOYEE_ID_MAX = 16
"""Most characters of an employee number ('user resource type')."""


def plain_text(text: str, longest: int = TEXT_MAX) -> str:
    """Return a text without what no name holds: controls, half characters, endless length."""
    text = text.encode("utf-8", "ignore").decode()
    if text.lstrip().lower().startswith(BADGE_CONTENT_START):
        # A scanned badge: who holds it is no secret, what follows must go nowhere.
        text = "".join(text.split("|")[1:2])
    text = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    return " ".join(text.split())[:longest].rstrip()


def literal(text: str) -> str:
    """Return a text in quotes for `$filter`, where `'` is doubled."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def clause(name: str, text: str) -> str:
    r"""Return a clause of `$search` that looks for a text in one property.

    Source: 'Use the $search query parameter' (Graph): inside a clause `"` and `\` take a
    backslash.
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}:{escaped}"'
