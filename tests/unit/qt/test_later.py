"""What is loaded once somebody is there: each for itself, and again where it failed."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.models.errors import ErrorCode, StationError
from kiosk.qt import later
from kiosk.qt.jobs import JobRunner
from kiosk.qt.later import Later, Step


class Thing:
    """Something to load that fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.tries = 0
        self.uses = 0
        self.threads: list[threading.Thread] = []

    def load(self) -> None:
        self.threads.append(threading.current_thread())
        self.tries += 1
        if self.tries <= self.failures:
            raise ImportError("no room on the disk")

    def use(self) -> None:
        self.threads.append(threading.current_thread())
        self.uses += 1

    @property
    def step(self) -> Step:
        return Step(self.load, self.use)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close(5)


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "PAUSE_SECONDS", 0.01)


class Heard:
    """What a Later has said."""

    def __init__(self, later: Later) -> None:
        self.failures: list[StationError] = []
        self.wishes = 0
        later.failed.connect(self.failures.append)
        later.is_wanting.connect(self._wish)

    def _wish(self) -> None:
        self.wishes += 1


def test_each_is_loaded_on_a_worker_and_used_on_the_ui_thread(
    runner: JobRunner, qtbot: QtBot
) -> None:
    first, second = Thing(), Thing()
    rest = Later(runner, (first.step, second.step), 10)
    rest.begin()
    rest.begin()
    qtbot.waitUntil(lambda: second.uses == 1)
    rest.begin()
    qtbot.waitUntil(lambda: runner.running == 0)
    assert (first.tries, first.uses, second.tries) == (1, 1, 1)
    assert first.threads[0] is not threading.main_thread()
    assert first.threads[1] is threading.main_thread()


def test_one_that_fails_keeps_nothing_else_away_and_is_tried_again(
    runner: JobRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    broken, other = Thing(failures=2), Thing()
    rest = Later(runner, (broken.step, other.step), 10)
    heard = Heard(rest)
    rest.begin()
    qtbot.waitUntil(lambda: heard.wishes == 1)
    rest.begin()
    qtbot.waitUntil(lambda: heard.wishes == 2)
    assert (broken.uses, other.uses, other.tries) == (0, 1, 1)
    rest.begin()
    qtbot.waitUntil(lambda: broken.uses == 1)
    # It is told once, however often it is tried.
    assert [error.code for error in heard.failures] == [ErrorCode.UNEXPECTED]
    rest.begin()
    assert (broken.tries, broken.uses) == (3, 1)
    caplog.clear()


def test_one_that_takes_too_long_is_left_for_later(runner: JobRunner, qtbot: QtBot) -> None:
    may_end, other = threading.Event(), Thing()
    slow = Thing()

    def load() -> None:
        slow.load()
        may_end.wait(20)

    rest = Later(runner, (Step(load, slow.use), other.step), 0.1)
    heard = Heard(rest)
    rest.begin()
    qtbot.waitUntil(lambda: heard.wishes == 1)
    assert (slow.uses, other.uses) == (0, 1)
    assert [error.code for error in heard.failures] == [ErrorCode.JOB_TIMED_OUT]
    may_end.set()
    rest.begin()
    qtbot.waitUntil(lambda: slow.uses == 1)


def test_a_defect_in_the_use_of_one_keeps_nothing_else_away(
    runner: JobRunner, qtbot: QtBot
) -> None:
    other = Thing()

    def use() -> None:
        raise ZeroDivisionError

    rest = Later(runner, (Step(Thing().load, use), other.step), 10)
    with qtbot.captureExceptions() as caught:
        rest.begin()
        qtbot.waitUntil(lambda: other.uses == 1)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
