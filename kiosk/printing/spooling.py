"""What a print spooler keeps of a page that was printed, in words that platforms share."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from kiosk.models.errors import StationError

if TYPE_CHECKING:
    from kiosk.printing.winspool import PrintQueues


class Keeping(Enum):
    """What happens to documents of jobs that have ended.

    NO_SPOOLER: pages go straight to the printer. UNKNOWN: the spooler does not tell this account.
    """

    KEPT = auto()
    NOT_KEPT = auto()
    NO_SPOOLER = auto()
    UNKNOWN = auto()


class Spooler(Protocol):
    """Whatever stands between the station and a printer; handed in."""

    def keeping(self, printer: str) -> Keeping:
        """Say what becomes of the documents of that printer's jobs. Blocks; never raises.

        `printer` is a name, or the `ipp:` URI of a printer that is spoken to directly.
        """
        ...


class WindowsSpooler:
    """The print spooler of Windows, which keeps documents if its queue is set so."""

    def __init__(self, queues: PrintQueues) -> None:
        self._queues = queues

    def keeping(self, printer: str) -> Keeping:
        """Say whether this printer's documents are kept. Blocks; never raises."""
        try:
            keeps = self._queues.keeps_documents(printer)
        except StationError:
            return Keeping.UNKNOWN
        return Keeping.KEPT if keeps else Keeping.NOT_KEPT


def system_spooler(environment: Mapping[str, str]) -> Spooler:
    """Return the spooler of this machine."""
    if sys.platform == "win32":
        from kiosk.printing.winspool import this_machines_queues  # noqa: PLC0415 - only there

        return WindowsSpooler(this_machines_queues())
    from kiosk.printing.cups import scheduler_address  # noqa: PLC0415 - not on Windows
    from kiosk.printing.cups_spooler import CupsSpooler, configuration_of  # noqa: PLC0415

    address = scheduler_address(environment)
    return CupsSpooler(address, configuration_file=configuration_of(address))
