"""The station that is looked at: everything that the checks are handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock, SystemClock
from kiosk.models.errors import StationError
from kiosk.models.paper_choices import Kind, PaperChoices
from kiosk.models.settings import BadgeSettings, TenantSettings
from kiosk.models.settings_schema import CA_FILE
from kiosk.printing.jobs import PrinterInfo
from kiosk.printing.layouts import Layout, LayoutShelf, check_layout_setting, name_in_use
from kiosk.printing.spooling import Spooler
from kiosk.services.settings_file import LoadedSettings

if TYPE_CHECKING:
    from kiosk.services.sign_in.tenant_client import TenantClient
    from kiosk.services.transport import Transport
    from kiosk.services.workplace import Workplace

CONNECT_SECONDS = 8.0
ANSWER_SECONDS = 12.0
"""Shorter than work waits: who looks for a fault has all of them to go through."""


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
    window. `locale_name` chooses the usual paper, such as `en_US`. `printers` is a function because
    making them can load much. `environment` may name proxies. `sign_in` returns the services of
    whoever has signed in, and may have somebody do so; None where nobody is to be asked. `practice`
    says that the tenant is one to practise on, `is_outdated` that the settings file says something
    else by now than when it was read. `cancel` ends what waits for an answer.
    """

    loaded: LoadedSettings
    refused: tuple[StationError, ...]
    audit_file: Path
    choices: PaperChoices
    locale_name: str
    printers: Callable[[], KnownPrinters]
    spooler: Callable[[], Spooler]
    environment: Mapping[str, str] = field(default_factory=dict)
    clock: Clock = field(default_factory=SystemClock)
    sign_in: Callable[[], Workplace] | None = None
    practice: bool = False
    is_outdated: bool = False
    cancel: CancelToken = field(default_factory=CancelToken)

    @property
    def tenant(self) -> TenantSettings:
        """The settings about the tenant."""
        return self.loaded.settings.tenant

    @cached_property
    def transport(self) -> Transport:
        """What the station's own requests go by, with shorter limits; made once."""
        from kiosk.services.transport import Transport  # noqa: PLC0415 - loads requests

        return Transport(
            self.clock,
            self.tenant.ca_file,
            ca_named_in=self.loaded.origin_of(CA_FILE.key).place,
            connect_seconds=CONNECT_SECONDS,
            read_seconds=ANSWER_SECONDS,
            whole_answer_seconds=ANSWER_SECONDS,
        )

    def tenant_client(self) -> TenantClient:
        """Read the tenant's configuration by the station's own sign-in; raises StationError."""
        from kiosk.services.sign_in.patience import Patience  # noqa: PLC0415 - with msal
        from kiosk.services.sign_in.tenant_client import TenantClient  # noqa: PLC0415 - loads msal

        patience = Patience(self.cancel, self.clock).at_most(ANSWER_SECONDS)
        return TenantClient(self.tenant, self.transport, patience)

    @cached_property
    def signed_in(self) -> Workplace | None:
        """The services of whoever has signed in, asked for once; raises StationError."""
        return None if self.sign_in is None else self.sign_in()

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
