"""What the self-test asks others than the station: the practice tenant's door, the audit file.

The station says what a person holds now; whether that is so, only a scan with a PIN tells.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kiosk.controllers.person_view import Action
from kiosk.models.audit_record import AuditEnd, AuditOperation, AuditPhase
from kiosk.models.errors import ErrorCode, StationError
from kiosk.practice.launcher import PracticeTenant
from kiosk.printing.symbols import read_content
from kiosk.services.audit_files import read_audit
from kiosk.services.audit_verification import verify

ASK_SECONDS = 20.0

_FINE = 2
_A_MOMENT = timedelta(hours=1)
_AT_LEAST = timedelta(days=30)
"""How far a moved end must at least lie behind the old one."""


@dataclass(frozen=True)
class Pocket:
    """What somebody brought along: the contents of their badges, and the PIN in their head."""

    standard: str = field(default="", repr=False)
    temporary: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)


@dataclass(frozen=True)
class OnScreen:
    """What can be read off the result page; empty where it shows none."""

    code: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)


class Door:
    """Where people scan their badge and type their PIN; the practice tenant watches it."""

    def __init__(self, practice: PracticeTenant) -> None:
        self._address = f"{practice.pages}/practice"

    def pocket(self, user_principal_name: str) -> Pocket:
        """Return what somebody carried when the tenant started."""
        found = self._ask(f"pocket?user={quote(user_principal_name, safe='')}")
        names = ("standard", "temporary", "pin")
        return Pocket(*(found[name] or "" for name in names))

    def opens(self, content: str, pin: str) -> bool:
        """Say whether a scan of this code with this PIN signs anybody in."""
        answer = self._ask("qr-sign-in", {"content": content, "pin": pin})
        return answer["signedIn"] is True

    def opens_at(self, moment: datetime, now: datetime, content: str, pin: str) -> bool:
        """Say whether it does at another moment."""
        self._ask("clock", {"ahead_seconds": (moment - now).total_seconds()})
        try:
            return self.opens(content, pin)
        finally:
            self._ask("clock", {"ahead_seconds": 0})

    def _ask(self, route: str, document: dict[str, object] | None = None) -> dict[str, Any]:
        """Ask the practice tenant's own pages, which are plain HTTP on this computer."""
        body = None if document is None else json.dumps(document).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self._address}/{route}", body, timeout=ASK_SECONDS) as answer:
            found: dict[str, Any] = json.load(answer)
        return found


def check_door(door: Door, action: Action, before: Pocket, shown: OnScreen) -> None:
    """Make sure that what is on the screen works, and what should not any more does not.

    `before` is what the person brought along. Raises StationError.
    """
    code, pin = shown.code or before.standard, shown.pin or before.pin
    works, dead = [(code, pin)], []
    match action:
        case Action.REMOVE_BADGE:
            works, dead = [], [(before.standard, pin), (before.temporary, pin)]
        case Action.REPLACE_BADGE:
            dead = [(before.standard, pin)]
        case Action.ISSUE_TEMPORARY_BADGE:
            works = [(code, pin), (before.standard, pin)]
    if shown.pin and before.pin:
        dead.append((code, before.pin))
    # A PIN that works makes up for the wrong ones that were tried before it.
    if any(door.opens(*pair) for pair in dead if all(pair)):
        raise StationError(ErrorCode.UNEXPECTED)
    if not all(door.opens(*pair) for pair in works):
        failure = ErrorCode.BADGE_UNCONFIRMED if shown.code else ErrorCode.PIN_UNCONFIRMED
        raise StationError(failure)


def check_extension(
    door: Door, before: Pocket, now: datetime, old_end: datetime, new_end: datetime
) -> None:
    """Make sure that the badge works past its old end, and up to the new one.

    Raises StationError EXTENSION_UNCONFIRMED.
    """
    scan = (now, before.standard, before.pin)
    if (
        new_end - old_end < _AT_LEAST
        or not door.opens_at(old_end + _A_MOMENT, *scan)
        or not door.opens_at(new_end - _A_MOMENT, *scan)
        or door.opens_at(new_end + _A_MOMENT, *scan)
    ):
        raise StationError(ErrorCode.EXTENSION_UNCONFIRMED)


def read_code(widget: QWidget) -> str:
    """Return what the code says that a widget paints, as on a screen of fine pixels.

    Raises StationError CODE_UNREADABLE.
    """
    # Lines of a multiple of four pixels have no padding at their end.
    width, height = (-(-side * _FINE // 4) * 4 for side in (widget.width(), widget.height()))
    picture = QImage(width, height, QImage.Format.Format_Grayscale8)
    picture.setDevicePixelRatio(_FINE)
    widget.render(picture)
    content = read_content(picture.constBits(), width)
    if content is None:
        raise StationError(ErrorCode.CODE_UNREADABLE)
    return content.reveal()


def records_in(audit_file: Path) -> int:
    """Return how many lines an audit file has; a report may be put where one is already."""
    return sum(1 for _ in read_audit(audit_file)) if audit_file.exists() else 0


def check_audit(audit_file: Path, earlier: int, done: Sequence[tuple[AuditOperation, str]]) -> None:
    """Make sure that the file is whole, and that just these operations follow `earlier` lines.

    Raises StationError AUDIT_BROKEN.
    """
    expected = [
        (phase, operation, person, result)
        for operation, person in done
        for phase, result in ((AuditPhase.ATTEMPT, ""), (AuditPhase.OUTCOME, AuditEnd.OK))
    ]
    lines = [line.chained.content for line in read_audit(audit_file) if line.chained is not None]
    names = ("phase", "operation", "person_name", "result")
    found = [tuple(line[name] for name in names) for line in lines]
    if found[earlier:] != expected or not verify(audit_file).is_sound:
        raise StationError(ErrorCode.AUDIT_BROKEN, {"file": str(audit_file)})
