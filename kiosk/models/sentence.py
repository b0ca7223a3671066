"""The words for one error code, before they are translated and filled."""

from __future__ import annotations

import string
from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """The words for one code.

    `text` may have named places, which are keys of `StationError.values`. `plain` is said
    where one of them is missing or empty; it has none.
    """

    text: str
    plain: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the places of `text`, in their order."""
        return tuple(name for _, name, _, _ in string.Formatter().parse(self.text) if name)
