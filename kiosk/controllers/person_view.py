"""What the person page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from kiosk.models.badge import UNKNOWN_POLICY, BadgeState, Method, Policy
from kiosk.models.errors import StationError
from kiosk.models.person import Membership, Person


class Action(Enum):
    """What a supervisor can ask for."""

    RESET_PIN = auto()
    ISSUE_BADGE = auto()
    REPLACE_BADGE = auto()
    ISSUE_TEMPORARY_BADGE = auto()
    EXTEND_BADGE = auto()
    REMOVE_BADGE = auto()


class PersonStage(Enum):
    """Whether the person's state was read."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


class Hint(Enum):
    """What a supervisor should know before they walk off with something that does not work."""

    ACCOUNT_DISABLED = auto()
    METHOD_OFF = auto()
    NOT_FOR_PERSON = auto()
    HAS_ROLE = auto()
    ENDS_SOON = auto()
    ENDS_SOON_FOR_GOOD = auto()
    NEVER_USED = auto()


class ScanStanding(Enum):
    """What the badge that was scanned is to the person now."""

    STANDARD = auto()
    TEMPORARY = auto()
    REPLACED = auto()
    DELETED = auto()


@dataclass(frozen=True)
class ScannedBadge:
    """The badge that the person was found by; `replaced_at` is when its successor was made.

    `state` says whether a badge that the person holds works now.
    """

    standing: ScanStanding
    replaced_at: datetime | None = None
    state: BadgeState = BadgeState.ACTIVE
    may_reprint: bool = False


@dataclass(frozen=True)
class PersonView:
    """The person page; `method` None with stage READY means that there is no method.

    `now` is the service's time at which the state was read. `new_end` is until when the badge
    works if its end is moved. `unfinished` says what an earlier operation left half done.
    """

    person: Person
    is_self: bool = False
    stage: PersonStage = PersonStage.LOADING
    photo: bytes | None = field(default=None, repr=False)
    method: Method | None = None
    policy: Policy = UNKNOWN_POLICY
    membership: Membership | None = None
    now: datetime | None = None
    new_end: datetime | None = None
    actions: tuple[Action, ...] = ()
    hints: tuple[Hint, ...] = ()
    scanned: ScannedBadge | None = None
    unfinished: StationError | None = None
    error: StationError | None = None
