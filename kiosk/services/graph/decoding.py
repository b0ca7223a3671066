"""Reads Graph's JSON into the station's words; whatever does not fit is ANSWER_UNREADABLE."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from kiosk.models.badge import (
    Badge,
    BadgeKind,
    IssuedBadge,
    Method,
    NewPin,
    PinState,
    Policy,
)
from kiosk.models.badge_limits import BADGE_CONTENT_START
from kiosk.models.errors import NO_DETAILS, ErrorCode, ErrorDetails, StationError
from kiosk.models.one_line import one_line
from kiosk.models.person import Membership, Person
from kiosk.models.run import Team, TeamKind
from kiosk.models.secret import Secret
from kiosk.services.graph.wire import Json

_FRACTION = re.compile(r"\.(\d+)")

PIN_DIGITS_MAX = 20
"""Most digits of a PIN ('qrPin resource type'); the least is the tenant's business."""

NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""What `lastUsedDateTime` says for a badge that was never used."""


def unreadable(details: ErrorDetails) -> StationError:
    """Return the error for an answer that does not say what it must."""
    return StationError(ErrorCode.ANSWER_UNREADABLE, details=details, maybe_done=True)


def read_moment(value: object) -> datetime | None:
    """Read an ISO time, whose fraction may have seven digits; None when there is none."""
    if not isinstance(value, str) or not value:
        return None
    shortened = _FRACTION.sub(lambda match: f".{match.group(1)[:6]:0<6}", value)
    try:
        moment = datetime.fromisoformat(shortened)
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None if moment == NEVER else moment


def read_person(data: object, details: ErrorDetails = NO_DETAILS) -> Person:
    """Read a `user`."""
    person_id = _text(data, "id") if isinstance(data, dict) else ""
    if not isinstance(data, dict) or not person_id:
        raise unreadable(details)
    enabled = data.get("accountEnabled")
    return Person(
        id=person_id,
        display_name=_said(data, "displayName") or _said(data, "userPrincipalName"),
        user_principal_name=_text(data, "userPrincipalName"),
        mail=_text(data, "mail"),
        employee_id=_said(data, "employeeId"),
        job_title=_said(data, "jobTitle"),
        department=_said(data, "department"),
        office_location=_said(data, "officeLocation"),
        preferred_language=_text(data, "preferredLanguage"),
        account_enabled=enabled if isinstance(enabled, bool) else None,
    )


def is_person(data: object) -> bool:
    """Whether a directory object is a `user`, or does not say what it is."""
    kind = _text(data, "@odata.type") if isinstance(data, dict) else ""
    return not kind or kind.lower().endswith(".user")


def read_team(data: object, kind: TeamKind, details: ErrorDetails = NO_DETAILS) -> Team:
    """Read a `group` or an `administrativeUnit`."""
    team_id = _text(data, "id") if isinstance(data, dict) else ""
    if not isinstance(data, dict) or not team_id:
        raise unreadable(details)
    return Team(team_id, _said(data, "displayName") or team_id, _said(data, "description"), kind)


def read_method(data: Json) -> Method:
    """Read a `qrCodePinAuthenticationMethod`; each part may be null."""
    data = unwrapped(data)
    return Method(
        standard=read_badge(data.get("standardQRCode"), BadgeKind.STANDARD),
        temporary=read_badge(data.get("temporaryQRCode"), BadgeKind.TEMPORARY),
        pin=read_pin_state(data.get("pin")),
    )


def read_badge(
    data: object,
    kind: BadgeKind,
    asked: tuple[datetime | None, datetime | None] = (None, None),
) -> Badge | None:
    """Read a `qrCode`; None for null, or for one without dates.

    `asked` are start and end of a code that was just asked for, should the answer not repeat
    them.
    """
    if not isinstance(data, dict):
        return None
    data = unwrapped(data)
    starts = read_moment(data.get("startDateTime")) or asked[0]
    expires = read_moment(data.get("expireDateTime")) or asked[1]
    if expires is None:
        return None
    created = read_moment(data.get("createdDateTime"))
    return Badge(
        kind=kind,
        id=_text(data, "id"),
        starts=starts or created or NEVER,
        expires=expires,
        created=created,
        last_used=read_moment(data.get("lastUsedDateTime")),
    )


def read_pin_state(data: object) -> PinState | None:
    """Read a `qrPin` whose `code` is not told."""
    if not isinstance(data, dict):
        return None
    return PinState(
        created=read_moment(data.get("createdDateTime")),
        updated=read_moment(data.get("updatedDateTime")),
        must_change=data.get("forceChangePinNextSignIn") is True,
    )


def read_new_pin(data: object, details: ErrorDetails) -> NewPin:
    """Read a `qrPin` whose `code` is told this once."""
    data = unwrapped(data) if isinstance(data, dict) else {}
    code = data.get("code")
    if not isinstance(code, str) or not (code.isascii() and code.isdecimal()):
        raise unreadable(details)
    if len(code) > PIN_DIGITS_MAX:
        raise unreadable(details)
    return NewPin(
        digits=Secret(code),
        updated=read_moment(data.get("updatedDateTime")),
        must_change=data.get("forceChangePinNextSignIn") is not False,
    )


def read_issued_badge(
    data: object,
    kind: BadgeKind,
    details: ErrorDetails,
    asked: tuple[datetime | None, datetime | None] = (None, None),
) -> IssuedBadge:
    """Read a `qrCode` whose `image` is told this once; `asked` as for `read_badge`.

    Content and picture can stand for each other, so one of them may be missing or broken.
    """
    badge = read_badge(data, kind, asked)
    data = unwrapped(data) if isinstance(data, dict) else {}
    image = data.get("image")
    image = image if isinstance(image, dict) else {}
    content = _told_once(image.get("rawContent"), BADGE_CONTENT_START)
    picture = _told_once(image.get("binaryValue"), "<")
    if badge is None or (content is None and picture is None):
        raise unreadable(details)
    level = _text(image, "errorCorrectionLevel").lower()[:1]
    return IssuedBadge(
        badge, content, level if level in {"l", "m", "q", "h"} else "m", picture=picture
    )


def _told_once(value: object, plain_start: str) -> Secret | None:
    """Return the bytes of a field that comes once, so any base64 is taken; None without any.

    A text that begins like what is looked for stands for itself.
    """
    if not isinstance(value, str):
        return None
    try:
        if value.startswith(plain_start):
            return Secret(value)
        plain = "".join(value.split()).rstrip("=").replace("-", "+").replace("_", "/")
        told = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except ValueError:
        return None
    return Secret(told) if told else None


def read_policy(data: Json) -> Policy:
    """Read a `qrCodePinAuthenticationMethodConfiguration`."""
    data = unwrapped(data)
    state, length, days = (
        data.get(name) for name in ("state", "pinLength", "standardQRCodeLifetimeInDays")
    )
    return Policy(
        enabled=state == "enabled" if isinstance(state, str) else None,
        pin_length=_count(length),
        standard_days=_count(days),
        included=_targets(data.get("includeTargets")),
        excluded=_targets(data.get("excludeTargets")),
    )


def read_membership(entries: Sequence[object]) -> Membership:
    """Read directory objects that a person belongs to.

    Source: 'List a user's transitive memberships': of what the station may not read only
    the type and the id come, which is all that is needed.
    """
    found = [entry for entry in entries if isinstance(entry, dict)]
    kinds = [(_text(entry, "@odata.type").lower(), _text(entry, "id")) for entry in found]
    groups = frozenset(found_id for kind, found_id in kinds if kind.endswith(".group"))
    return Membership(groups, any(kind.endswith(".directoryrole") for kind, _ in kinds))


def unwrapped(data: Json) -> Json:
    """Return what is inside `{"value": {…}}`, a form that some reference pages show."""
    value = data.get("value")
    return value if isinstance(value, dict) else data


def read_domains(entries: object) -> frozenset[str] | None:
    """Read the domain names of the `organization` list; None where it does not say them."""
    names: set[str] = set()
    for entry in entries if isinstance(entries, list) else ():
        domains = entry.get("verifiedDomains") if isinstance(entry, dict) else None
        for domain in domains if isinstance(domains, list) else ():
            if isinstance(domain, dict) and (name := _text(domain, "name")):
                names.add(name.lower())
    return frozenset(names) or None


def _targets(value: object) -> frozenset[str] | None:
    if not isinstance(value, list):
        return None
    return frozenset(_text(target, "id") for target in value if isinstance(target, dict))


def _said(data: Json, name: str) -> str:
    """Read what people called somebody or something, in order to show it."""
    return one_line(_text(data, name))


def _text(data: Json, name: str) -> str:
    value = data.get(name)
    # JSON can name half a character, which nothing that writes text would take.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    # JSON's true is an int in Python.
    return value if isinstance(value, int) and value is not True and value > 0 else None
