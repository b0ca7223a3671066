"""What an operation brings when nobody waits for it any more: PIN and badge are overwritten."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kiosk.controllers.window_state import PageName
from kiosk.models.badge import Credentials, IssuedBadge, NewPin
from kiosk.models.cancellation import CancelToken
from kiosk.models.secret import Secret
from kiosk.services.operations.operation import Operation
from kiosk.services.operations.progress import Report
from kiosk.services.workplace import Workplace
from tests.support.counter import Counter
from tests.support.holders import Holder


@dataclass
class LateAnswer:
    """What operations have made, and what lets it come to the window."""

    made: list[Credentials] = field(default_factory=list)
    may_come: threading.Event = field(default_factory=threading.Event)

    @property
    def pin(self) -> NewPin:
        pin = self.made[-1].pin
        assert pin is not None
        return pin

    @property
    def badge(self) -> IssuedBadge:
        badge = self.made[-1].issued
        assert badge is not None
        return badge

    @property
    def badge_content(self) -> Secret:
        content = self.badge.content
        assert content is not None
        return content


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Iterator[LateAnswer]:
    """Have what an operation makes come to the window only when the test lets it."""
    answer, run = LateAnswer(), Workplace.run

    def run_late(
        self: Workplace, operation: Operation, cancel: CancelToken, report: Report
    ) -> Credentials:
        answer.made.append(run(self, operation, cancel, report))
        answer.may_come.wait(60)
        return answer.made[-1]

    monkeypatch.setattr(Workplace, "run", run_late)
    yield answer
    answer.may_come.set()


def begin(counter: Counter, holder: Holder, late: LateAnswer, *touches: str) -> None:
    """Have the service make something whose answer does not come."""
    counter.open(holder)
    counter.ask(touches[0])
    for touch in touches[1:]:
        counter.touch(touch)
    counter.touch("confirmButton")
    counter.station.wait(lambda: bool(late.made))


def run_out_of_time(counter: Counter) -> None:
    """Let the time limit of the operation be over."""
    job = counter.station.conversations.operation._job
    assert job is not None
    counter.station.station.runner._time_is_over(job)


def test_a_pin_that_comes_after_another_has_signed_in_is_overwritten(
    counter: Counter, holder: Holder, late: LateAnswer
) -> None:
    begin(counter, holder, late, "resetPinButton")
    counter.station.controller.lock()
    other = counter.tenant.practice.account("Privileged Authentication Administrator")
    counter.station.sign_in(other)
    assert not late.pin.digits.is_cleared
    late.may_come.set()
    counter.station.wait(lambda: late.pin.digits.is_cleared)


def test_a_badge_that_comes_after_another_has_signed_in_is_overwritten(
    counter: Counter, holder: Holder, late: LateAnswer
) -> None:
    begin(counter, holder, late, "replaceBadgeButton", "alsoResetPinCheck")
    counter.station.controller.lock()
    other = counter.tenant.practice.account("Privileged Authentication Administrator")
    counter.station.sign_in(other)
    late.may_come.set()
    counter.station.wait(lambda: late.pin.digits.is_cleared and late.badge_content.is_cleared)


def test_a_pin_that_comes_after_its_time_is_overwritten_and_the_badge_that_is_shown_stays(
    counter: Counter, holder: Holder, late: LateAnswer
) -> None:
    begin(counter, holder, late, "replaceBadgeButton", "alsoResetPinCheck")
    run_out_of_time(counter)
    counter.station.wait_for(PageName.RESULT)
    late.may_come.set()
    counter.station.wait(lambda: late.pin.digits.is_cleared)
    assert counter.station.code_on_screen() == late.badge_content.reveal()
    counter.leave()
    assert late.badge_content.is_cleared


def test_a_pin_that_comes_while_the_station_closes_is_overwritten(
    counter: Counter, holder: Holder, late: LateAnswer
) -> None:
    begin(counter, holder, late, "resetPinButton")
    counter.station.controller.close()
    assert not counter.station.station.runner.close(0)
    late.may_come.set()
    assert counter.station.station.runner.close(5)
    assert late.pin.digits.is_cleared
