"""What each page shows, as plain values; controllers make them, views turn them into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.models.badge import UNKNOWN_POLICY, BadgeKind, Method, Policy
from kiosk.models.errors import StationError
from kiosk.models.person import Account, Person
from kiosk.models.secret import Secret
from kiosk.services.operations.progress import Step

if TYPE_CHECKING:
    from kiosk.printing.codes import CodeMatrix
    from kiosk.printing.jobs import JobReason
    from kiosk.printing.page import Page


class PageName(Enum):
    """The pages of the window."""

    WELCOME = auto()
    SIGN_IN = auto()
    SEARCH = auto()
    PERSON = auto()
    CONFIRM = auto()
    PROGRESS = auto()
    RESULT = auto()


class RoleHint(Enum):
    """Whether the signed-in person's roles look right; the service decides, not this."""

    UNKNOWN = auto()
    FITS = auto()
    MISSING = auto()


class Connection(Enum):
    """Whether the service answered lately."""

    UNKNOWN = auto()
    ONLINE = auto()
    OFFLINE = auto()


@dataclass(frozen=True)
class Header:
    """What is always visible: who, which station, practice or not, on line or not."""

    station_name: str = ""
    account: Account | None = None
    role: RoleHint = RoleHint.UNKNOWN
    connection: Connection = Connection.UNKNOWN
    practice: bool = False
    test_environment: bool = False


class NoticeKind(Enum):
    """Things the status banner can say that are not errors."""

    SIGNED_OUT = auto()
    SESSION_ENDED = auto()
    SIGN_IN_CANCELLED = auto()
    NOTHING_CHANGED = auto()
    TOO_LATE_TO_CANCEL = auto()
    ROLE_MISSING = auto()
    LOCKED = auto()
    SAVED = auto()


@dataclass(frozen=True)
class Notice:
    """One sentence in the status banner: an error or something else worth knowing."""

    kind: NoticeKind | None = None
    error: StationError | None = None
    value: str = ""


class SignInStage(Enum):
    """How far a sign-in has got."""

    STARTING = auto()
    BROWSER_OPEN = auto()
    DEVICE_CODE = auto()
    FINISHING = auto()
    FAILED = auto()


@dataclass(frozen=True)
class SignInView:
    """The sign-in page. `again` says that work waits for this sign-in.

    `code` is the address as a QR code, for the camera of a phone.
    """

    stage: SignInStage = SignInStage.STARTING
    address: str = ""
    user_code: str = ""
    seconds_left: int | None = None
    error: StationError | None = None
    again: bool = False
    code: CodeMatrix | None = field(default=None, repr=False)


class SearchStage(Enum):
    """What the list on the search page holds."""

    IDLE = auto()
    LOADING = auto()
    FOUND = auto()
    NOBODY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class PersonDetails:
    """What is learnt about a found person after the list is there.

    `photo` holds picture bytes or None; `has_method` is None while unknown.
    """

    photo: bytes | None = field(default=None, repr=False)
    has_method: bool | None = None


@dataclass(frozen=True)
class SearchView:
    """The search page; `people` stay visible while a newer look-up loads."""

    stage: SearchStage = SearchStage.IDLE
    text: str = ""
    people: tuple[Person, ...] = ()
    more: bool = False
    error: StationError | None = None


class Action(Enum):
    """What a supervisor can ask for."""

    RESET_PIN = auto()
    ISSUE_BADGE = auto()


class PersonStage(Enum):
    """Whether the person's state was read."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class PersonView:
    """The person page; `method` None with stage READY means that there is no method."""

    person: Person
    is_self: bool = False
    stage: PersonStage = PersonStage.LOADING
    photo: bytes | None = field(default=None, repr=False)
    method: Method | None = None
    policy: Policy = UNKNOWN_POLICY
    actions: tuple[Action, ...] = ()
    error: StationError | None = None


@dataclass(frozen=True)
class ConfirmView:
    """The confirm page: who, what will happen, what stops working."""

    action: Action
    person: Person
    is_self: bool
    photo: bytes | None = field(default=None, repr=False)
    method: Method | None = None
    badge_days: int | None = None


class CancelState(Enum):
    """What the cancel button of the progress page can still do."""

    POSSIBLE = auto()
    TOO_LATE = auto()


@dataclass(frozen=True)
class ProgressView:
    """The progress page. `steps_done` in order; `waiting_seconds` while throttled."""

    action: Action
    person: Person
    step: Step
    steps_done: tuple[Step, ...] = ()
    waiting_seconds: int | None = None
    cancel: CancelState = CancelState.POSSIBLE


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

    `pages` are what would be printed, with the PIN covered while it is hidden.
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
    printing: PrintView = PrintView()
    may_save_pdf: bool = True
    saved_to: str = ""
    leave_question: bool = False
