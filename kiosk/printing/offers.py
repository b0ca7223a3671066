"""What a station can print on: its layouts, its printers, and which of them it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.models.errors import StationError
from kiosk.models.paper_choices import Kind
from kiosk.printing.jobs import PrinterInfo
from kiosk.printing.layouts import Layout


@dataclass(frozen=True)
class LayoutOffer:
    """Every layout there is, and what is wrong with the files that cannot be used.

    `used` are the names of those in use; the settings name those for the kinds in `fixed`.
    """

    layouts: tuple[Layout, ...]
    wrong: tuple[StationError, ...]
    used: Mapping[Kind, str]
    fixed: frozenset[Kind]

    def named(self, name: str) -> Layout | None:
        """Return a layout by its name."""
        return next((layout for layout in self.layouts if layout.name == name), None)

    def is_used(self, layout: Layout) -> bool:
        """Say whether pages of its kind are made with it."""
        return self.used[layout.kind] == layout.name


@dataclass(frozen=True)
class PrinterOffer:
    """Every printer there is. `chosen` was named for a layout, else it goes to `usual`.

    Both may be gone by now; an empty `usual` is whatever the system's default is.
    """

    printers: tuple[PrinterInfo, ...]
    chosen: str
    usual: str
