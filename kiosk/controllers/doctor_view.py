"""What the page that checks the station shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.checks.finding import CheckId, Finding
    from kiosk.models.errors import StationError


class DoctorStage(Enum):
    """How far the checks have got."""

    IDLE = auto()
    RUNNING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


@dataclass(frozen=True)
class DoctorView:
    """The findings so far, in the order in which they came.

    `current` is the check under way, the `number`th of `total`; it may wait for an answer.
    `error` says why there is no more to find, with FAILED. `is_saving` while a report is written.
    """

    stage: DoctorStage = DoctorStage.IDLE
    findings: tuple[Finding, ...] = ()
    current: CheckId | None = None
    number: int = 0
    total: int = 0
    error: StationError | None = None
    is_saving: bool = False

    @property
    def may_save(self) -> bool:
        """Whether there is something to report, and all of it."""
        has_ended = self.stage not in (DoctorStage.IDLE, DoctorStage.RUNNING)
        return bool(self.findings) and has_ended and not self.is_saving
