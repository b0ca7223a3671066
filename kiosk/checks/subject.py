"""The station that is looked at: everything that the checks are handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from kiosk.models.errors import StationError
from kiosk.models.paper_choices import Kind, PaperChoices
from kiosk.models.settings import BadgeSettings
from kiosk.printing.jobs import PrinterInfo
from kiosk.printing.layouts import Layout, LayoutShelf, check_layout_setting, name_in_use
from kiosk.printing.spooling import Spooler
from kiosk.services.settings_file import LoadedSettings


class KnownPrinter(Protocol):
    """A printer that can be asked how it is."""

    def info(self) -> PrinterInfo:
        """Return what it says of itself now; raises StationError."""
        ...


class KnownPrinters(Protocol):
    """Where a printer is found by its name, or the default one for an empty name."""

    def named(self, name: str) -> KnownPrinter:
        """Return the printer; raises StationError PRINTER_MISSING."""
        ...


@dataclass(frozen=True)
class Subject:
    """A station, its settings as far as they are right, and what it prints with.

    `refused` are the mistakes in the settings, `choices` what was chosen about paper in the
    window. `locale_name` chooses the usual paper, such as
    `en_US`. `printers` is a function because making them can load much.
    """

    loaded: LoadedSettings
    refused: tuple[StationError, ...]
    audit_file: Path
    choices: PaperChoices
    locale_name: str
    printers: Callable[[], KnownPrinters]
    spooler: Callable[[], Spooler]

    @property
    def badge(self) -> BadgeSettings:
        """The settings about badges and paper."""
        return self.loaded.settings.badge

    @cached_property
    def _asked(self) -> dict[str, PrinterInfo | StationError]:
        """What printers said by their name."""
        return {}

    def printer_name(self, kind: Kind = Kind.BADGE) -> str:
        """Return the name of the printer that pages of this kind go to; empty: the default."""
        return self.choices.printer_for(self._layout_name(kind)) or self.badge.printer

    def printer(self, kind: Kind = Kind.BADGE) -> PrinterInfo:
        """Return what the printer for a kind says of itself, asked once; raises StationError."""
        name = self.printer_name(kind)
        if name not in self._asked:
            try:
                self._asked[name] = self.printers().named(name).info()
            except StationError as error:
                self._asked[name] = error
        found = self._asked[name]
        if isinstance(found, StationError):
            raise found
        return found

    def known_printer(self, kind: Kind = Kind.BADGE) -> PrinterInfo | None:
        """Return the printer, or None where it cannot be asked."""
        try:
            return self.printer(kind)
        except StationError:
            return None

    def layout(self, kind: Kind) -> Layout:
        """Return the layout that pages of this kind get.

        Raises StationError SETTING_WRONG, or what is wrong with the layout's file.
        """
        check_layout_setting(self.loaded, kind)
        return LayoutShelf(self.loaded.layout_folders).of_kind(kind, self._layout_name(kind))

    def known_layout(self, kind: Kind) -> Layout | None:
        """Return the layout, or None where there is something wrong with it."""
        try:
            return self.layout(kind)
        except StationError:
            return None

    def _layout_name(self, kind: Kind) -> str:
        return name_in_use(self.badge, self.choices, kind, self.locale_name)
