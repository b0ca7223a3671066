"""What a reading makes of the answers, in whatever order they come, and when it begins anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.person_reading import PersonReading
from kiosk.controllers.person_view import Action, PersonStage, PersonView
from kiosk.models.badge import Badge, BadgeKind, Method, PinState
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.scan import BadgeScan

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NAME = "sam.rivera@example.com"
SAM = Person("1", "Sam Rivera", NAME, account_enabled=True)
# It runs out soon, so there is a hint.
BADGE = Badge(BadgeKind.STANDARD, "a-badge", NOW - timedelta(days=9), NOW + timedelta(days=9))
STATE = Method(BADGE, None, PinState(NOW, NOW, must_change=False)), NOW
OFFLINE = StationError(ErrorCode.NETWORK_UNREACHABLE)


@dataclass
class Asked:
    """What was asked for, and what is done with the answer."""

    done: Callable[[Any], None]
    failed: Callable[[StationError], None]
    again: Callable[[], None] | None

    def abandon(self) -> None:
        self.done = self.failed = lambda _: None


class Answering:
    """Stands in for the conversation; the tests give the answers."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def start_job(
        self,
        work: object,
        *,
        done: Callable[[Any], None],
        failed: Callable[[StationError], None],
        again: Callable[[], None] | None,
        time_limit: float,
    ) -> Asked:
        self.asked.append(Asked(done, failed, again))
        return self.asked[-1]


class Reading:
    """A reading, what the page heard of it, and the questions it has asked last."""

    def __init__(self, scan: BadgeScan | None) -> None:
        self._answering = Answering()
        self.heard: list[PersonView] = []
        person = SAM if scan is None else Person(NAME, NAME, NAME)
        self.reading = PersonReading(
            cast("Conversation", self._answering),
            PersonView(person),
            lambda reading: self.heard.append(reading.view),
            days=365,
            scan=scan,
        )
        self.begin()

    @property
    def view(self) -> PersonView:
        return self.reading.view

    @property
    def details(self) -> Asked:
        return self._answering.asked[0]

    @property
    def state(self) -> Asked:
        return self._answering.asked[1]

    def begin(self) -> None:
        self._answering.asked = []
        self.reading.begin()

    def is_answered(self) -> None:
        self.details.done(SAM)
        self.state.done(STATE)
        assert self.view.stage is PersonStage.READY
        assert Action.RESET_PIN in self.view.actions
        assert self.view.hints


SCAN = BadgeScan(NAME, "a-badge")
EITHER = pytest.mark.parametrize("scan", [None, SCAN], ids=["looked up", "scanned"])


@EITHER
def test_while_everything_is_read_anew_nothing_old_can_be_pressed(scan: BadgeScan | None) -> None:
    reading = Reading(scan)
    assert not reading.heard
    reading.is_answered()
    assert (reading.view.scanned is None) is (scan is None)
    reading.begin()
    assert reading.view.stage is PersonStage.LOADING
    assert (reading.view.actions, reading.view.hints) == ((), ())
    assert reading.view.scanned is None
    # The page hears of it at once, not with the first answer.
    assert reading.heard[-1] == reading.view
    reading.is_answered()
    assert (reading.view.scanned is None) is (scan is None)


@EITHER
def test_somebody_known_is_shown_without_their_details(scan: BadgeScan | None) -> None:
    reading = Reading(scan)
    reading.is_answered()
    known = reading.view
    reading.begin()
    # Details that want a new sign-in are not worth one.
    assert reading.details.again is None
    reading.details.failed(OFFLINE)
    reading.state.done(STATE)
    assert reading.view == replace(known, error=None)


def test_somebody_scanned_is_nobody_until_their_details_are_there() -> None:
    reading = Reading(SCAN)
    assert reading.details.again is not None
    reading.state.done(STATE)
    reading.details.failed(OFFLINE)
    assert reading.view.stage is PersonStage.FAILED
    assert reading.view.error is OFFLINE


@EITHER
def test_somebody_who_is_gone_by_now_is_shown_no_more(scan: BadgeScan | None) -> None:
    reading = Reading(scan)
    reading.is_answered()
    reading.begin()
    gone = ErrorCode.PERSON_NOT_FOUND if scan is None else ErrorCode.SCAN_PERSON_GONE
    reading.details.failed(StationError(gone))
    reading.state.done(STATE)
    assert reading.view.stage is PersonStage.FAILED
    assert reading.view.actions == ()
