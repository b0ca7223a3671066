"""Jobs leave the UI thread and come back to it, whatever happens to them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.qt.jobs import JobContext, JobRunner


class Ending:
    """Records how a job ended, and on which thread it was told."""

    def __init__(self) -> None:
        self.events: list[tuple[str, object]] = []
        self.threads: list[threading.Thread] = []

    def _note(self, name: str, value: object) -> None:
        self.events.append((name, value))
        self.threads.append(threading.current_thread())

    def done(self, value: object) -> None:
        self._note("done", value)

    def failed(self, error: StationError) -> None:
        self._note("failed", error.code)

    def progressed(self, value: object) -> None:
        self._note("progressed", value)

    def cancelled(self) -> None:
        self._note("cancelled", None)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close(5)


def test_result_and_progress_come_back_on_the_ui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    ending = Ending()
    worker: list[threading.Thread] = []

    def work(context: JobContext) -> int:
        worker.append(threading.current_thread())
        context.report("half")
        return 42

    runner.start(
        work, done=ending.done, failed=ending.failed, progressed=ending.progressed, time_limit=10
    )
    qtbot.waitUntil(lambda: len(ending.events) == 2)
    assert ending.events == [("progressed", "half"), ("done", 42)]
    assert set(ending.threads) == {threading.main_thread()}
    assert worker != [threading.main_thread()]


def test_failure_keeps_its_code(runner: JobRunner, qtbot: QtBot) -> None:
    ending = Ending()

    def work(_: JobContext) -> None:
        raise StationError(ErrorCode.THROTTLED)

    runner.start(work, done=ending.done, failed=ending.failed, time_limit=10)
    qtbot.waitUntil(lambda: bool(ending.events))
    assert ending.events == [("failed", ErrorCode.THROTTLED)]


def test_a_defect_is_told_without_its_text(
    runner: JobRunner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    ending = Ending()

    def work(_: JobContext) -> None:
        raise ValueError("12345678")

    with caplog.at_level(logging.ERROR):
        runner.start(work, done=ending.done, failed=ending.failed, time_limit=10)
        qtbot.waitUntil(lambda: bool(ending.events))
    assert ending.events == [("failed", ErrorCode.UNEXPECTED)]
    assert "ValueError" in caplog.text
    assert "12345678" not in caplog.text
    caplog.clear()


def test_cancel_answers_at_once_although_the_thread_is_stuck(
    runner: JobRunner, qtbot: QtBot
) -> None:
    ending = Ending()
    stuck = threading.Event()
    job = runner.start(
        lambda _: stuck.wait(20),
        done=ending.done,
        failed=ending.failed,
        cancelled=ending.cancelled,
        time_limit=30,
    )
    assert job.cancel()
    assert ending.events == [("cancelled", None)]
    stuck.set()
    qtbot.waitUntil(lambda: runner.running == 0)
    assert ending.events == [("cancelled", None)]


def test_cancel_comes_too_late_after_the_point_of_no_return(
    runner: JobRunner, qtbot: QtBot
) -> None:
    ending = Ending()
    committed, go_on = threading.Event(), threading.Event()

    def work(context: JobContext) -> str:
        context.cancel.commit()
        committed.set()
        go_on.wait(20)
        return "changed"

    job = runner.start(work, done=ending.done, failed=ending.failed, time_limit=30)
    assert committed.wait(5)
    assert not job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ending.events))
    assert ending.events == [("done", "changed")]


def test_abandoned_job_tells_nobody(runner: JobRunner, qtbot: QtBot) -> None:
    ending = Ending()
    go_on = threading.Event()
    job = runner.start(
        lambda _: go_on.wait(20), done=ending.done, failed=ending.failed, time_limit=30
    )
    job.abandon()
    go_on.set()
    qtbot.waitUntil(lambda: runner.running == 0)
    assert ending.events == []


def test_time_limit_ends_a_job(runner: JobRunner, qtbot: QtBot) -> None:
    ending = Ending()
    runner.start(
        lambda context: context.cancel.wait(30),
        done=ending.done,
        failed=ending.failed,
        time_limit=0.05,
    )
    qtbot.waitUntil(lambda: bool(ending.events))
    assert ending.events == [("failed", ErrorCode.JOB_TIMED_OUT)]


def test_closing_cancels_waits_and_goes(qtbot: QtBot) -> None:
    runner = JobRunner()
    ending = Ending()
    runner.start(
        lambda context: context.cancel.wait(30),
        done=ending.done,
        failed=ending.failed,
        time_limit=60,
    )
    assert runner.close(5)
    assert runner.running == 0
    assert ending.events == []


@pytest.mark.parametrize("way", ["abandoned", "out of time", "closing"])
def test_what_comes_too_late_is_handed_over_to_be_overwritten(qtbot: QtBot, way: str) -> None:
    runner, ending = JobRunner(), Ending()
    committed, go_on = threading.Event(), threading.Event()
    secret = Secret("31415926")
    dropped: list[Secret | None] = []

    def work(context: JobContext) -> Secret:
        context.cancel.commit()
        committed.set()
        go_on.wait(20)
        return secret

    def drop(late: Secret | None) -> None:
        dropped.append(late)
        if late is not None:
            late.clear()

    limit = 0.05 if way == "out of time" else 60
    job = runner.start(work, done=ending.done, failed=ending.failed, dropped=drop, time_limit=limit)
    assert committed.wait(5)
    if way == "abandoned":
        job.abandon()
    elif way == "out of time":
        qtbot.waitUntil(lambda: job.is_over)
    else:
        # The window does not wait for ever for what cannot be stopped.
        assert not runner.close(0)
    assert not secret.is_cleared
    go_on.set()
    qtbot.waitUntil(lambda: secret.is_cleared)
    assert runner.close(5)
    assert secret in dropped
    expected = [("failed", ErrorCode.JOB_TIMED_OUT)] if way == "out of time" else []
    assert ending.events == expected


def test_what_is_on_its_way_when_the_station_closes_is_overwritten(qtbot: QtBot) -> None:
    runner, ending = JobRunner(), Ending()
    secret = Secret("31415926")
    job = runner.start(
        lambda _: secret,
        done=ending.done,
        failed=ending.failed,
        dropped=lambda late: None if late is None else late.clear(),
        time_limit=60,
    )
    assert job.thread is not None
    # Its work is over, and nothing is delivered before the loop of events runs again.
    job.thread.join(5)
    assert runner.close(5)
    assert secret.is_cleared
    # What was on its way comes all the same, and says nothing.
    qtbot.waitUntil(lambda: not runner._jobs)
    assert ending.events == []


def test_what_somebody_has_got_is_not_dropped_when_the_station_closes(
    runner: JobRunner, qtbot: QtBot
) -> None:
    ending = Ending()
    dropped: list[int | None] = []

    def done(value: object) -> None:
        ending.done(value)
        assert runner.close(5)

    runner.start(
        lambda _: 42, done=done, failed=ending.failed, dropped=dropped.append, time_limit=60
    )
    qtbot.waitUntil(lambda: bool(ending.events))
    assert ending.events == [("done", 42)]
    assert dropped == []
