"""The QR code method of a person: their badges, their PIN, and what the service gives once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from kiosk.models.errors import StationError
from kiosk.models.secret import Secret


class BadgeKind(Enum):
    """A person has at most one active code of each kind; the one PIN works with both."""

    STANDARD = auto()
    TEMPORARY = auto()


class BadgeState(Enum):
    """Whether a badge opens anything at a given moment."""

    NOT_YET = auto()
    ACTIVE = auto()
    EXPIRED = auto()


@dataclass(frozen=True)
class Badge:
    """A QR code that the service knows, without its content. Times are aware and in UTC."""

    kind: BadgeKind
    id: str
    starts: datetime
    expires: datetime
    created: datetime | None = None
    last_used: datetime | None = None

    def state_at(self, moment: datetime) -> BadgeState:
        """Say whether the badge works at that moment."""
        if moment < self.starts:
            return BadgeState.NOT_YET
        return BadgeState.ACTIVE if moment < self.expires else BadgeState.EXPIRED


@dataclass(frozen=True)
class PinState:
    """What may be known about a PIN without knowing it.

    `must_change` is True for a PIN that an administrator made: the person chooses an own
    one at the next sign-in.
    """

    created: datetime | None
    updated: datetime | None
    must_change: bool


@dataclass(frozen=True)
class Method:
    """The state of a person's QR code method, as read from the service."""

    standard: Badge | None
    temporary: Badge | None
    pin: PinState | None

    def badge(self, kind: BadgeKind) -> Badge | None:
        """Return the code of that kind, expired or not."""
        return self.standard if kind is BadgeKind.STANDARD else self.temporary

    def with_badge(self, kind: BadgeKind, badge: Badge | None) -> Method:
        """Return the same state with another code of that kind, or none."""
        if kind is BadgeKind.STANDARD:
            return replace(self, standard=badge)
        return replace(self, temporary=badge)


@dataclass(frozen=True)
class NewPin:
    """A PIN that the service has just made; it gives the digits this once only."""

    digits: Secret
    updated: datetime | None
    must_change: bool


@dataclass(frozen=True)
class IssuedBadge:
    """A code that the service has just made; it gives content and picture this once only.

    `content` are the exact bytes that the printed code must say (`ms-qrpin:v1|…`), `picture`
    are the bytes of an image file, SVG or PNG, that shows the code. One of the two may be
    missing. `error_correction` is one of `l`, `m`, `q`, `h`.
    """

    badge: Badge
    content: Secret | None
    error_correction: str = "m"
    picture: Secret | None = None

    def clear(self) -> None:
        """Overwrite content and picture. May be called twice."""
        for secret in (self.content, self.picture):
            if secret is not None:
                secret.clear()


@dataclass(frozen=True)
class Credentials:
    """What came out of an operation and can be shown and printed once.

    `method` is the state as it is afterwards, or None when it was not read.
    `follows_lost_answer` says that an earlier try may still finish late, or that somebody else
    works on the same person, so that PIN and code have to be looked after while they are on the
    screen. `missing` says why something that
    was asked for besides did not come out. `is_reprint` says that `issued` is the badge that
    the person holds already, as it was scanned here.
    """

    pin: NewPin | None = None
    issued: IssuedBadge | None = None
    method: Method | None = None
    follows_lost_answer: bool = False
    missing: StationError | None = None
    is_reprint: bool = False

    def clear(self, but: Credentials | None = None) -> None:
        """Overwrite the PIN and the code's content and picture. May be called twice.

        What is in `but` as well is still needed by somebody, and stays.
        """
        if self.pin is not None and (but is None or self.pin is not but.pin):
            self.pin.digits.clear()
        if self.issued is not None and (but is None or self.issued is not but.issued):
            self.issued.clear()


@dataclass(frozen=True)
class Policy:
    """The tenant's rules for the method; None where they could not be read.

    `included` and `excluded` are the ids of the groups that the method is and is not for;
    EVERYBODY among them stands for all.
    """

    enabled: bool | None = None
    pin_length: int | None = None
    standard_days: int | None = None
    included: frozenset[str] | None = None
    excluded: frozenset[str] | None = None

    def is_for(self, group_ids: frozenset[str]) -> bool | None:
        """Say whether the method is for somebody in these groups; None where nobody can say."""
        if self.enabled is not True or self.included is None or self.excluded is None:
            return self.enabled
        groups = group_ids | {EVERYBODY}
        return bool(groups & self.included) and not groups & self.excluded


EVERYBODY = "all_users"
"""What the policy's targets call everybody, instead of a group's id."""

UNKNOWN_POLICY = Policy()
