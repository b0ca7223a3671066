"""What the conversation about a run needs of whoever does it; every call belongs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.models.cancellation import CancelToken
from kiosk.models.run import (
    Row,
    RowResult,
    RunAction,
    RunEnd,
    RunProgress,
    Source,
    Team,
    UnfinishedRun,
)
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.paper import RunPaper

LookReport = Callable[[int, int | None], None]
"""Takes how many people were looked at so far, and of how many, if that is known."""

RunReport = Callable[[RunProgress, Sequence[RowResult]], None]
"""Takes how far a run is, and the results that are new or have changed since the last call.

A result that is WAITING with its `part` set is on its way to paper.
"""


class RunDesk(Protocol):
    """Finds teams, looks at the people of a run, and does it; all raise StationError."""

    def teams(self, text: str, cancel: CancelToken) -> tuple[Team, ...]:
        """Return the groups and units whose name begins like that, the best match first."""
        ...

    def look(
        self, action: RunAction, source: Source, cancel: CancelToken, report: LookReport
    ) -> tuple[Row, ...]:
        """Return everybody whom the source names, with what would become of each."""
        ...

    def begin(
        self,
        action: RunAction,
        source: Source,
        rows: Sequence[Row],
        paper: RunPaper,
        control: RunControl,
        report: RunReport,
    ) -> RunEnd:
        """Do it for these rows, and return once all are through or the run was cancelled.

        What stops it in the middle (no paper, an ended sign-in, a full disk, no network) is
        reported as a `problem`; the run then stands still until `control` has it go on, which
        repeats what did not work, or cancels it. Raises StationError only where the run could
        not begin and nobody was changed, SIGN_IN_NEEDED where the sign-in is too old for it.
        """
        ...

    def unfinished(self) -> UnfinishedRun | None:
        """Return the run that a crash or a power cut has stopped, if there is one."""
        ...

    def go_on(
        self,
        unfinished: UnfinishedRun,
        paper: RunPaper,
        control: RunControl,
        report: RunReport,
    ) -> RunEnd:
        """Do what is left of a run that was cut off; otherwise as `begin`.

        The end names its `rows`, because nobody here has looked at them.
        """
        ...

    def set_aside(self, unfinished: UnfinishedRun) -> None:
        """Offer to go on with this run no more; its record stays where it is."""
        ...

    def save_result(self, end: RunEnd, file: str) -> None:
        """Write what became of everybody to a CSV file, without PINs."""
        ...
