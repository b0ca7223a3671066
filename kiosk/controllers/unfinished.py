"""Operations that stopped half-way, kept until somebody finishes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.person_view import Action
from kiosk.models.badge import Credentials, IssuedBadge
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret

if TYPE_CHECKING:
    from kiosk.services.operations.operation import Operation

_ABOUT_THE_PIN = frozenset({ErrorCode.PIN_NOT_RESET, ErrorCode.PIN_UNCONFIRMED})


@dataclass(frozen=True)
class Begun:
    """An operation, the question that it answers, and why it stopped half-way if it did.

    `scanned` is what the person's own badge says, where it may be printed afresh.
    """

    operation: Operation
    view: ConfirmView
    scanned: Secret | None = None
    stopped: StationError | None = None

    @property
    def is_about_the_pin(self) -> bool:
        """Whether a new PIN is all that is missing."""
        return self.view.action is Action.RESET_PIN or self.operation.half_done in _ABOUT_THE_PIN

    def with_scanned(self, credentials: Credentials) -> Credentials:
        """Put the scanned badge beside the PIN, if it still is the one that works."""
        scanned, method = self.scanned, self.view.method
        if scanned is None or scanned.is_cleared:
            return credentials
        if credentials.pin is None or credentials.issued is not None:
            return credentials
        before = None if method is None else method.standard
        # Where the state could not be read after the reset, the one from before it counts.
        standard = before if credentials.method is None else credentials.method.standard
        if standard is None or before is None or standard.id != before.id:
            return replace(credentials, missing=StationError(ErrorCode.REPRINT_REFUSED))
        badge = IssuedBadge(standard, scanned.duplicate(), "l")
        return replace(credentials, issued=badge, is_reprint=True)

    def clear(self) -> None:
        """Overwrite what came out of it so far. May be called twice."""
        came_out = self.operation.came_out()
        if came_out is not None:
            came_out.clear()


class Unfinished:
    """What is half done, by person and action: one operation's end says nothing of another."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Action], Begun] = {}

    def of(self, person_id: str) -> Begun | None:
        """Return what was begun last for a person and stopped half-way."""
        kept = [begun for (of, _), begun in self._kept.items() if of == person_id]
        return kept[-1] if kept else None

    @property
    def last(self) -> Begun | None:
        """What was begun last for anybody."""
        kept = list(self._kept.values())
        return kept[-1] if kept else None

    def keep(self, begun: Begun) -> None:
        """Remember an operation, in place of an older one of its kind for the same person."""
        self.drop(begun)
        self._kept[_key(begun)] = begun

    def drop(self, begun: Begun) -> None:
        """Forget an operation that has nothing to finish any more."""
        self._kept.pop(_key(begun), None)

    def holds(self, operation: Operation) -> bool:
        """Say whether somebody may still finish this very operation."""
        return any(begun.operation is operation for begun in self._kept.values())

    def settle(self, done: Begun) -> None:
        """Forget what an operation that is done leaves nothing to finish of."""
        self._kept = {
            key: begun
            for key, begun in self._kept.items()
            if key[0] != done.view.person.id or not _settles(done, begun)
        }

    def leave_badges(self) -> None:
        """Forget the badges that came out, because the page that showed them is left.

        Where nobody knows which PIN works, that is still to be finished, without the badge.
        """
        for begun in list(self._kept.values()):
            if begun.operation.came_out() is None:
                continue
            begun.clear()
            self.drop(begun)
            if begun.operation.half_done is ErrorCode.PIN_UNCONFIRMED:
                from kiosk.services.operations.reset_pin import (  # noqa: PLC0415 - loads requests
                    ResetPin,
                )

                reset = ResetPin(begun.operation.target)
                view = replace(begun.view, action=Action.RESET_PIN, also_reset_pin=False)
                self.keep(replace(begun, operation=reset, view=view))

    def clear(self) -> None:
        """Forget everything, because whoever began it has left."""
        for begun in self._kept.values():
            begun.clear()
        self._kept.clear()


def _key(begun: Begun) -> tuple[str, Action]:
    return begun.view.person.id, begun.view.action


def _settles(done: Begun, stopped: Begun) -> bool:
    """Say whether what is done now leaves nothing to finish of what stopped before."""
    now, before = done.view.action, stopped.view.action
    if now in (before, Action.ISSUE_BADGE, Action.REMOVE_BADGE):
        return True
    if now is Action.RESET_PIN:
        return stopped.is_about_the_pin
    if now is Action.REPLACE_BADGE and before is Action.RESET_PIN:
        return done.view.also_reset_pin
    return now is Action.REPLACE_BADGE and before in (Action.ISSUE_BADGE, Action.EXTEND_BADGE)
