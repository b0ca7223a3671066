"""What the result page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.controllers.person_view import Action
from kiosk.models.badge import BadgeKind, Method
from kiosk.models.errors import StationError
from kiosk.models.person import Person
from kiosk.models.secret import Secret

if TYPE_CHECKING:
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
    """The result page. `pin` is revealed by the label only while `pin_visible`.

    `page` is what would be printed, None while the PIN is covered; `may_print` says whether
    it is there to be printed and saved, covered or not.
    `issued_kind` is set when a code was issued in this visit. `leave_question` asks before
    an issued code that was neither printed nor saved is given up.
    """

    action: Action
    person: Person
    pin: Secret | None
    pin_visible: bool
    seconds_left: int
    method: Method | None
    issued_kind: BadgeKind | None
    page: Page | None = field(default=None, repr=False)
    may_print: bool = False
    printing: PrintView = PrintView()
    may_save_pdf: bool = True
    saved_to: str = ""
    leave_question: bool = False
