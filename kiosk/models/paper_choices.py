"""What a station was told about paper: which layouts it uses, and which printer has which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

COPIES_MAX = 9
"""More copies of one person's page are a slip of the finger."""


class Kind(StrEnum):
    """What a layout is for."""

    BADGE = "badge"
    SLIP = "slip"


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True)
class PaperChoices:
    """Names of layouts by kind, and of printers by layout; nothing where none was chosen."""

    layouts: Mapping[str, str] = field(default_factory=_nothing)
    printers: Mapping[str, str] = field(default_factory=_nothing)

    def layout_for(self, kind: Kind) -> str:
        """Return the layout that was chosen for a kind; empty where none was."""
        return self.layouts.get(kind, "")

    def printer_for(self, layout: str) -> str:
        """Return the printer that was chosen for a layout; empty where none was."""
        return self.printers.get(layout, "")

    def with_layout(self, kind: Kind, layout: str) -> PaperChoices:
        """Return the choices with another layout for a kind; empty: none in particular."""
        return replace(self, layouts=_changed(self.layouts, kind, layout))

    def with_printer(self, layout: str, printer: str) -> PaperChoices:
        """Return the choices with another printer for a layout; empty: none in particular."""
        return replace(self, printers=_changed(self.printers, layout, printer))


def _changed(chosen: Mapping[str, str], key: str, value: str) -> Mapping[str, str]:
    changed = {**chosen, str(key): value}
    return MappingProxyType({key: value for key, value in changed.items() if value})
