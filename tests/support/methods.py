"""A method service whose answers get lost in every order, for recovery that no server shows."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from kiosk.models.badge import (
    Badge,
    BadgeKind,
    Credentials,
    IssuedBadge,
    Method,
    NewPin,
    PinState,
)
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.models.target import Target
from kiosk.services.graph.client import LASTING, Backoff, OnWait, Patience
from kiosk.services.graph.methods import MethodService
from kiosk.services.operations.in_doubt import InDoubt
from kiosk.services.operations.operation import Work

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

LOST = StationError(ErrorCode.NETWORK_UNREACHABLE, maybe_done=True)
REFUSED = StationError(ErrorCode.NOT_PERMITTED)


class Impatient(Backoff):
    """Counts tries as the real one does, and waits for nothing."""

    def next_wait(self, error: StationError) -> float:
        super().next_wait(error)
        return 0.0


@dataclass
class Happening:
    """What becomes of the next change: made or not, answered or not, or made only later."""

    made: bool = True
    answer: StationError | None = None
    lands_after_reads: int | None = None


@dataclass
class ScriptedMethods(MethodService):
    """One person's method in memory; `script` says what becomes of each change in turn."""

    script: list[Happening] = field(default_factory=list)
    method: Method | None = None
    working_pin: str = "00000000"
    read_fails: Callable[[int], bool] = lambda _: False
    shows_updated: bool = True
    reads: int = 0
    resets: int = 0
    creations: int = 0
    removals: int = 0
    deletions: int = 0
    moves: int = 0
    _ticks: int = 0
    _late: list[tuple[int, str]] = field(default_factory=list)

    def backoff(self) -> Backoff:
        return Impatient(LASTING, random.Random(1))

    def server_now(self) -> datetime:
        return START

    def read(
        self,
        target: Target,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
        patience: Patience | None = None,
        *,
        is_looked_for: bool = False,
    ) -> Method | None:
        self.reads += 1
        for reads_at, pin in list(self._late):
            if self.reads > reads_at:
                self._late.remove((reads_at, pin))
                self._set_pin(pin)
        if self.read_fails(self.reads):
            raise StationError(ErrorCode.NETWORK_UNREACHABLE)
        if self.method is not None and not self.shows_updated and self.method.pin is not None:
            state = PinState(self.method.pin.created, None, must_change=True)
            return Method(self.method.standard, self.method.temporary, state)
        return self.method

    def reset_pin(
        self, target: Target, cancel: CancelToken, on_wait: OnWait | None = None
    ) -> NewPin:
        self.resets += 1
        happening = self._next()
        pin = f"{self.resets:08d}"
        if happening.lands_after_reads is not None:
            self._late.append((self.reads + happening.lands_after_reads, pin))
        elif happening.made:
            self._set_pin(pin)
        if happening.answer is not None:
            raise happening.answer
        return NewPin(Secret(pin), self._updated(), must_change=True)

    def create(
        self,
        target: Target,
        starts: datetime,
        expires: datetime,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> Credentials:
        self.creations += 1
        happening = self._next()
        if self.method is not None:
            raise StationError(ErrorCode.METHOD_EXISTS)
        badge = Badge(BadgeKind.STANDARD, f"code-{self.creations}", starts, expires)
        if happening.made:
            self.method = Method(badge, None, None)
            self._set_pin(f"{self.creations:08d}")
        if happening.answer is not None:
            raise happening.answer
        return Credentials(
            pin=NewPin(Secret(self.working_pin), self._updated(), must_change=True),
            issued=IssuedBadge(badge, Secret(f"ms-qrpin:v1|a@b|{badge.id}|key")),
            method=self.method,
        )

    def create_code(
        self,
        target: Target,
        kind: BadgeKind,
        starts: datetime,
        expires: datetime,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> IssuedBadge:
        self.creations += 1
        happening = self._next()
        assert self.method is not None
        if self.method.badge(kind) is not None:
            raise StationError(ErrorCode.BADGE_STILL_ACTIVE)
        badge = Badge(kind, f"code-{self.creations}", starts, expires)
        if happening.made:
            self.method = self.method.with_badge(kind, badge)
        if happening.answer is not None:
            raise happening.answer
        return IssuedBadge(badge, Secret(f"ms-qrpin:v1|a@b|{badge.id}|key"))

    def delete_code(
        self,
        target: Target,
        kind: BadgeKind,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> None:
        self.deletions += 1
        happening = self._next()
        if happening.made and self.method is not None:
            self.method = self.method.with_badge(kind, None)
        if happening.answer is not None:
            raise happening.answer

    def move_expiry(
        self,
        target: Target,
        badge: Badge,
        expires: datetime,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> Badge:
        self.moves += 1
        happening = self._next()
        moved = replace(badge, expires=expires)
        if happening.made and self.method is not None:
            self.method = self.method.with_badge(badge.kind, moved)
        if happening.answer is not None:
            raise happening.answer
        return moved

    def remove(self, target: Target, cancel: CancelToken, on_wait: OnWait | None = None) -> None:
        self.removals += 1
        happening = self._next()
        if happening.made:
            self.method = None
        if happening.answer is not None:
            raise happening.answer

    def _next(self) -> Happening:
        return self.script.pop(0) if self.script else Happening()

    def _set_pin(self, pin: str) -> None:
        self._ticks += 1
        self.working_pin = pin
        moment = START + timedelta(microseconds=self._ticks)
        old = self.method
        state = PinState(moment, moment, must_change=True)
        self.method = Method(
            None if old is None else old.standard, None if old is None else old.temporary, state
        )

    def _updated(self) -> datetime | None:
        return None if self.method is None or self.method.pin is None else self.method.pin.updated


def work_with(methods: MethodService, cancel: CancelToken | None = None) -> Work:
    """Return what one run of an operation works with."""
    return Work(methods, cancel or CancelToken(), lambda _: None, InDoubt(SystemClock()))


def methods_with_pin(*script: Happening) -> ScriptedMethods:
    """Return the methods of somebody who has a badge and a PIN."""
    badge = Badge(BadgeKind.STANDARD, "held", START, START + timedelta(days=365))
    methods = ScriptedMethods(script=list(script), method=Method(badge, None, None))
    methods._set_pin("00000000")
    return methods
