"""What the result page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.controllers.person_view import Action
from kiosk.models.badge import Badge, Method
from kiosk.models.errors import StationError
from kiosk.models.person import Person
from kiosk.models.secret import Secret

if TYPE_CHECKING:
    from kiosk.printing.doubts import PaperDoubts
    from kiosk.printing.jobs import JobReason
    from kiosk.printing.page import Page


class PrintStage(Enum):
    """The fate of the print."""

    NOT_PRINTED = auto()
    PREPARING = auto()
    QUEUED = auto()
    PRINTING = auto()
    PRINTED = auto()
    HELD = auto()
    FAILED = auto()
    ASK = auto()

    @property
    def is_under_way(self) -> bool:
        """Whether the page is on its way to paper, or waits there for some."""
        return self in {
            PrintStage.PREPARING,
            PrintStage.QUEUED,
            PrintStage.PRINTING,
            PrintStage.HELD,
        }


@dataclass(frozen=True)
class PrintView:
    """How printing stands: `printer` is the queue's name, `error` is set with FAILED.

    `reasons` say why it is held or has failed, where the printer tells.
    """

    stage: PrintStage = PrintStage.NOT_PRINTED
    printer: str = ""
    error: StationError | None = None
    reasons: frozenset[JobReason] = frozenset()


@dataclass(frozen=True)
class ResultView:
    """The result page. `pin` is revealed by the label only while `is_visible`.

    `page` is what would be printed, None while PIN and badge are covered, and `further_pages`
    are what follows it on paper; `may_print` says
    whether it is there to be printed and saved, covered or not. `issued` is the badge that
    was made in this visit, or was scanned and is printed afresh (`is_reprint`); `replaced` says
    that it stands in the place of another one, which works no more. Where neither
    PIN nor badge came out there is nothing to print (`has_paper`). `missing` says what was
    asked for besides and did not come out, `is_superseded` that PIN or badge works no more.
    `leave_question` asks before an issued code that was neither printed nor saved is given up.
    `may_copy` says that the PIN may be put on the clipboard, `is_copied` that it is there now.
    `is_on_paper` says that it was printed or saved, whatever became of a further print.
    `doubts` are what to warn of on the printer that the page goes to, None until it was asked.
    """

    action: Action
    person: Person
    pin: Secret | None
    is_visible: bool
    seconds_left: int
    method: Method | None
    issued: Badge | None
    now: datetime
    expires: datetime
    is_reprint: bool = False
    replaced: bool = False
    page: Page | None = field(default=None, repr=False)
    further_pages: tuple[Page, ...] = field(default=(), repr=False)
    may_print: bool = False
    printing: PrintView = PrintView()
    may_save_pdf: bool = True
    may_copy: bool = False
    is_copied: bool = False
    saved_to: str = ""
    is_on_paper: bool = False
    missing: StationError | None = None
    is_superseded: bool = False
    leave_question: bool = False
    doubts: PaperDoubts | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page that would be printed; none while PIN and badge are covered."""
        return () if self.page is None else (self.page, *self.further_pages)

    @property
    def has_paper(self) -> bool:
        """Whether there is a PIN or a badge to be seen and printed."""
        return not self.is_superseded and (self.pin is not None or self.issued is not None)
