"""Numbers with a fraction in a sentence, with the mark that a language puts before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kiosk.models.translatable import QT_TRANSLATE_NOOP

_CONTEXT = "Figures"
_FRACTION = QT_TRANSLATE_NOOP("Figures", "{whole}.{fraction}")
_NUMBER = re.compile(r"(\d+)\.(\d+)")
_PLACES = frozenset({"size", "dpi", "module_mm", "needed_mm", "given_mm"})
"""The places of sentences that are filled with measures; a version has points that stay."""


def with_figures(values: Mapping[str, str], translate: Callable[[str, str], str]) -> dict[str, str]:
    """Return the values of a sentence with their measures as the language writes them."""
    return {
        place: _NUMBER.sub(lambda found: _written(found, translate), value)
        if place in _PLACES
        else value
        for place, value in values.items()
    }


def _written(found: re.Match[str], translate: Callable[[str, str], str]) -> str:
    return translate(_CONTEXT, _FRACTION).format(whole=found[1], fraction=found[2])
