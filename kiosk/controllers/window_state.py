"""What the window shows on every page: which page it is, the header and the notice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.models.errors import StationError
    from kiosk.models.person import Account


class PageName(Enum):
    """The pages of the window."""

    WELCOME = auto()
    SETUP = auto()
    SIGN_IN = auto()
    SEARCH = auto()
    PERSON = auto()
    CONFIRM = auto()
    PROGRESS = auto()
    RESULT = auto()
    PRINTING = auto()
    TEAM = auto()
    DOCTOR = auto()


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
    """What is always visible: who, which station, practice or not, on line or not.

    `kiosk` says that the window is to be left only by whoever signs in, `may_be_set_up` that the
    station has no settings yet.
    """

    station_name: str = ""
    account: Account | None = None
    role: RoleHint = RoleHint.UNKNOWN
    connection: Connection = Connection.UNKNOWN
    practice: bool = False
    test_environment: bool = False
    kiosk: bool = False
    may_be_set_up: bool = False


class NoticeKind(Enum):
    """Things the status banner can say that are not errors."""

    SIGNED_OUT = auto()
    SESSION_ENDED = auto()
    MANY_CHANGES = auto()
    SIGN_IN_CANCELLED = auto()
    NOTHING_CHANGED = auto()
    TOO_LATE_TO_CANCEL = auto()
    ROLE_MISSING = auto()
    LOCKED = auto()
    LOCKED_BY_SYSTEM = auto()
    LOCKED_BUSY = auto()
    LOCKED_UNPRINTED = auto()
    SCAN_AFTER_SIGN_IN = auto()
    SAVED = auto()
    LOCKED_RUN = auto()
    RUN_ENDED = auto()
    RUN_BEFORE_SIGN_OUT = auto()
    RUN_BEFORE_CLOSING = auto()
    RUN_BEFORE_LEAVING = auto()
    WAITS_BEFORE_LEAVING = auto()
    SIGN_IN_TO_LEAVE = auto()
    NOT_LEFT = auto()
    STARTED_AGAIN = auto()
    SCREEN_NOT_FOUND = auto()
    STARTED_AGAIN_ELSEWHERE = auto()
    WAITS_BEFORE_CLOSING = auto()
    PIN_AT_LOCK = auto()
    LOST_PIN = auto()
    LOST_BADGE = auto()
    LOST_BADGE_AND_PIN = auto()
    LOST_TRACK = auto()
    LEFT_UNPRINTED = auto()
    LEFT_UNSURE = auto()
    PRINT_BEFORE_CLOSING = auto()
    PRINT_BEFORE_LEAVING = auto()
    OTHER_VERSION = auto()


@dataclass(frozen=True)
class Notice:
    """One sentence in the status banner: an error or something else worth knowing."""

    kind: NoticeKind | None = None
    error: StationError | None = None
    value: str = ""
