"""Marks texts for translation where Qt must not be imported."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate finds
    """Return `text` as it is; Qt's `lupdate` collects it for the catalogue of `context`."""
    del context
    return text
