"""A run: the same change for many people at once, and what becomes of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from kiosk.models.audit_record import AuditOperation
from kiosk.models.errors import StationError
from kiosk.models.person import Person


class RunAction(StrEnum):
    """What is done for everybody in a run; the values are words of the command line."""

    ISSUE = "issue"
    RESET_PIN = "reset-pin"
    REPLACE = "replace"
    EXTEND = "extend"

    @property
    def operation(self) -> AuditOperation:
        """What the audit file calls it."""
        return _OPERATIONS[self]

    @property
    def makes_code(self) -> bool:
        """Whether a new code comes out, which the service tells only once."""
        return self in {RunAction.ISSUE, RunAction.REPLACE}

    @property
    def makes_paper(self) -> bool:
        """Whether anything comes out that has to be printed or saved."""
        return self is not RunAction.EXTEND


_OPERATIONS: Mapping[RunAction, AuditOperation] = MappingProxyType(
    {
        RunAction.ISSUE: AuditOperation.ISSUE_BADGE,
        RunAction.RESET_PIN: AuditOperation.RESET_PIN,
        RunAction.REPLACE: AuditOperation.REPLACE_BADGE,
        RunAction.EXTEND: AuditOperation.EXTEND_BADGE,
    }
)


@dataclass(frozen=True)
class FromGroup:
    """The members of a group, those of groups inside it as well, or of an administrative unit."""

    id: str
    nested: bool = True


@dataclass(frozen=True)
class FromUnit:
    """The people of an administrative unit."""

    id: str


@dataclass(frozen=True)
class FromCsv:
    """The people whom a CSV file names."""

    file: str


@dataclass(frozen=True)
class Expiring:
    """Everybody whose badge ends within so many days."""

    days: int


Source: TypeAlias = FromGroup | FromUnit | FromCsv | Expiring
"""Who is in a run."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody whom a list names; `said` is what stands in that line, `line` counts from 1.

    Empty where the list has no such column, or says nothing in it.
    """

    line: int
    said: str
    sign_in_name: str = ""
    mail: str = ""
    employee_id: str = ""
    object_id: str = ""


class TeamKind(StrEnum):
    """What has members."""

    GROUP = "group"
    UNIT = "unit"


@dataclass(frozen=True)
class Team:
    """A group or an administrative unit of the directory."""

    id: str
    name: str
    description: str = ""
    kind: TeamKind = TeamKind.GROUP


class RowState(StrEnum):
    """What the look before a run found about a row; only READY ones are in the run at first."""

    READY = "ready"
    HAS_BADGE = "has-badge"
    HAS_NO_BADGE = "has-no-badge"
    HAS_NO_METHOD = "has-no-method"
    NO_GAIN = "no-gain"
    NOT_FOUND = "not-found"
    SEVERAL_MATCH = "several-match"
    NAMED_TWICE = "named-twice"
    DISABLED = "disabled"
    NOT_PERMITTED = "not-permitted"
    NOT_ENABLED = "not-enabled"
    NOT_READ = "not-read"

    @property
    def may_be_done(self) -> bool:
        """Whether the row can be taken into the run by hand, where it was left out at first."""
        return self in {RowState.READY, RowState.DISABLED, RowState.NOT_ENABLED}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a run's table; `number` counts from 1 in the order of the paper.

    `person` is None where nobody or more than one was found. `said` is what the CSV file says in
    `line`. `has_method` tells whether the person has a PIN already; `badge_id`, `starts` and
    `expires` are of the badge that they hold, ended or not, which an action is about.
    """

    number: int
    person: Person | None
    state: RowState
    said: str = ""
    line: int | None = None
    has_method: bool = False
    badge_id: str = ""
    starts: datetime | None = None
    expires: datetime | None = None

    @property
    def name(self) -> str:
        """What the row is called."""
        return self.said if self.person is None else self.person.display_name


class RowOrder(StrEnum):
    """How the rows of a run, and so its sheets, are sorted; by shop means by name within it."""

    SHOP = "shop"
    NAME = "name"


class RowOutcome(StrEnum):
    """What became of a row."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class RowResult:
    """What became of one row: `badge_id` and `expires` of the badge, or the failure's code.

    `code` is the ErrorCode's value, `part` the number of the paper that it is on, counted from 1.
    """

    number: int
    outcome: RowOutcome
    badge_id: str = ""
    expires: datetime | None = None
    code: str = ""
    request_id: str = ""
    part: int | None = None


class RunPhase(StrEnum):
    """Where a run is."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class RunProgress:
    """How far a run is; `rate` is people a minute, `seconds_left` None while nobody can say.

    `done` and `failed` count rows that are through, `left` those that are not. `waiting_seconds`
    is set while the service makes the run wait. With a `problem` the run stands still until
    somebody has it go on or cancels it.
    """

    done: int
    failed: int
    left: int
    rate: float = 0.0
    seconds_left: float | None = None
    waiting_seconds: float | None = None
    problem: StationError | None = None

    @property
    def total(self) -> int:
        """Everybody in the run."""
        return self.done + self.failed + self.left


@dataclass(frozen=True)
class RunEnd:
    """How a run ended: DONE or CANCELLED, and what became of everybody.

    `folder` keeps the run's record. `rows` are who was in it, where whoever began it has gone.
    `on_no_paper` of those who are left have a badge or PIN that was made and is on no paper;
    `pages` is the folder with the saved pages, empty where there is none.
    """

    phase: RunPhase
    progress: RunProgress
    results: tuple[RowResult, ...] = ()
    folder: str = ""
    rows: tuple[Row, ...] = field(default=(), repr=False)
    on_no_paper: int = 0
    pages: str = ""


@dataclass(frozen=True)
class UnfinishedRun:
    """A run that was cut off: `left` of `total` people are not through; `started` is aware.

    `folder` keeps the run's record.
    """

    action: RunAction
    total: int
    left: int
    started: datetime
    folder: str


@dataclass(frozen=True)
class RowCounts:
    """How many rows are in each state."""

    by_state: Mapping[RowState, int] = field(default_factory=dict)

    @property
    def ready(self) -> int:
        """How many would be done."""
        return self.by_state.get(RowState.READY, 0)
