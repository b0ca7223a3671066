"""Keeps what somebody is called from steering the sentence in which it is said."""

from __future__ import annotations

import re

# Line ends of every kind are among the control characters, but for Unicode's own two.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Embeddings, overrides and isolates with their ends, and shaping that nobody should use any more.
# The marks of direction (U+200E, U+200F, U+061C) reach no further than their neighbours and belong
# to genuine names, as joiners do.
_STEERING = re.compile(r"[\u202a-\u202e\u2066-\u2069\u206a-\u206f]")


def one_line(text: str) -> str:
    """Return a text without line ends and control characters, or signs that turn it round.

    A name that ends in an override would turn round what follows it, and one with line ends would
    add sentences of its own to a question.
    """
    if text.isprintable():
        return text
    return _STEERING.sub("", _CONTROL.sub(" ", text)).strip()
