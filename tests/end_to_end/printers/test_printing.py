"""Pages go to real IPP printers and through a real scheduler, and what came out is read."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import BadgeSettings
from kiosk.printing.cups import CupsPrinters, scheduler_address
from kiosk.printing.cups_job import CupsJob
from kiosk.printing.ipp import Address, Operation, Status
from kiosk.printing.jobs import JobReason, JobState, JobStatus, failure_of, follow_job
from kiosk.printing.layouts import layout_named
from kiosk.printing.page import Page
from kiosk.printing.printout import Printout
from kiosk.qt.fonts import load_fonts
from kiosk.qt.press import HELD_SECONDS, StationPress
from kiosk.qt.printers import print_pages
from kiosk.services.paper_memory import PaperMemory
from tests.support.pages import code_text, codes_in_pdf, content, english, size_of_pdf
from tests.support.printers import (
    TestPrinter,
    TestScheduler,
    free_port,
    ipp_printer,
    scheduler,
    wait_until,
)


@pytest.fixture
def queues(environment: Mapping[str, str]) -> Iterator[TestScheduler]:
    with scheduler(environment) as running:
        yield running


@pytest.fixture
def badge(qapp: QApplication) -> tuple[Page, ...]:
    load_fonts()
    return layout_named("a4").pages(content(), english())


def printers_of(queues: TestScheduler) -> CupsPrinters:
    return CupsPrinters(scheduler_address({"CUPS_SERVER": queues.address}), timeout=5)


def nowhere() -> CupsPrinters:
    return CupsPrinters(Address("localhost", free_port()), timeout=2)


def documents_in(queues: TestScheduler) -> list[str]:
    """Return the files of a scheduler, wherever they lie, that hold a page."""
    return [
        file.name
        for file in queues.spool.parent.rglob("*")
        if file.is_file() and b"%PDF" in file.read_bytes()
    ]


def follow(job: CupsJob, seen: list[JobStatus], limit: float = 20) -> JobStatus:
    return follow_job(job, CancelToken(), SystemClock(), seen.append, limit)


def test_a_badge_comes_out_once_and_scans(till: TestPrinter, badge: tuple[Page, ...]) -> None:
    printer = nowhere().named(till.uri)
    job = print_pages(badge, printer, 1, CancelToken())
    status = follow_job(job, CancelToken(), SystemClock(), lambda _: None, 20)
    assert status == JobStatus(JobState.DONE)
    (printed,) = till.printed()
    assert codes_in_pdf(printed, 300) == [code_text(content())]
    assert till.titles() == ["PIN Kiosk"]


def test_the_station_says_that_paper_is_out_and_goes_on_when_it_is_added(
    till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    till.take_paper_out()
    job = nowhere().named(till.uri).submit(badge, 1, CancelToken())
    seen: list[JobStatus] = []
    following = threading.Thread(target=follow, args=(job, seen))
    following.start()
    out = JobStatus(JobState.HELD, frozenset({JobReason.OUT_OF_PAPER}))
    assert wait_until(lambda: out in seen)
    assert till.printed() == []
    till.put_paper_in()
    following.join(20)
    assert seen[-1] == JobStatus(JobState.DONE)
    assert len(till.printed()) == 1


def test_a_card_goes_on_a_sheet_of_a_printer_without_cards(
    till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    sample = content()
    card = layout_named("cr80").pages(sample, english())
    assert follow(nowhere().named(till.uri).submit(card, 1, CancelToken()), []).state is (
        JobState.DONE
    )
    (printed,) = till.printed()
    width, height = size_of_pdf(printed)
    assert width > 200
    assert height > 250
    assert codes_in_pdf(printed, 300) == [code_text(sample)]


class HurriedClock(SystemClock):
    """Goes so fast that the station's patience with a printer lasts three seconds."""

    def monotonic(self) -> float:
        return super().monotonic() * HELD_SECONDS / 3


def printed_by_the_station(
    printers: CupsPrinters, name: str, badge: tuple[Page, ...]
) -> tuple[JobState, list[JobStatus]]:
    """Print as the result page does."""
    seen: list[JobStatus] = []
    # Nothing was ever chosen in a window, and nothing is kept.
    memory = PaperMemory(Path(os.devnull))
    press = StationPress(BadgeSettings(printer=name), lambda: printers, HurriedClock(), memory)
    printout = Printout("a4", content(), badge)
    _, end = press.print_pages(
        printout, None, 1, CancelToken(), lambda _, status: seen.append(status)
    )
    return end.state, seen


@pytest.mark.parametrize("through_a_queue", [False, True], ids=["straight", "queue"])
def test_a_print_that_was_held_too_long_and_printed_again_is_one_badge(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...], *, through_a_queue: bool
) -> None:
    printers, name = nowhere(), till.uri
    if through_a_queue:
        queues.add_queue("till", till.uri)
        printers, name = printers_of(queues), "till"
    till.take_paper_out()
    with pytest.raises(StationError) as caught:
        printed_by_the_station(printers, name, badge)
    assert caught.value.code is ErrorCode.PRINTER_STUCK
    assert not caught.value.maybe_done
    # The queue has handed the page on; that the printer has let go of it is what matters.
    assert wait_until(lambda: till.gave_up() == 1)
    assert documents_in(queues) == []
    till.put_paper_in()
    state, _ = printed_by_the_station(printers, name, badge)
    assert state is JobState.DONE
    (printed,) = till.printed()
    assert codes_in_pdf(printed, 300) == [code_text(content())]
    assert wait_until(lambda: documents_in(queues) == [])


def test_paper_that_is_added_in_time_brings_one_badge_through_the_queue(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    till.take_paper_out()
    job = printers_of(queues).named("till").submit(badge, 1, CancelToken())
    seen: list[JobStatus] = []
    following = threading.Thread(target=follow, args=(job, seen))
    following.start()
    assert wait_until(lambda: bool(seen) and JobReason.OUT_OF_PAPER in seen[-1].reasons)
    assert seen[-1].state is JobState.HELD
    till.put_paper_in()
    following.join(20)
    assert seen[-1] == JobStatus(JobState.DONE)
    (printed,) = till.printed()
    assert codes_in_pdf(printed, 300) == [code_text(content())]
    assert wait_until(lambda: documents_in(queues) == [])


def test_a_printer_that_is_cut_off_during_the_job_may_have_it_still(
    till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    till.take_paper_out()
    job = nowhere().named(till.uri).submit(badge, 1, CancelToken())
    till.cut_off()
    seen: list[JobStatus] = []
    with pytest.raises(StationError) as caught:
        follow(job, seen, limit=0.3)
    assert seen == [JobStatus(JobState.HELD, frozenset({JobReason.UNREACHABLE}))]
    assert caught.value.code is ErrorCode.PRINT_UNCERTAIN
    assert caught.value.maybe_done


def test_a_page_for_a_printer_that_was_cut_off_does_not_come_out_later_as_well(
    queues: TestScheduler,
    till: TestPrinter,
    badge: tuple[Page, ...],
    environment: Mapping[str, str],
    tmp_path: Path,
) -> None:
    queues.add_queue("till", till.uri)
    till.take_paper_out()
    printer = printers_of(queues).named("till")
    job = printer.submit(badge, 1, CancelToken())
    assert wait_until(lambda: JobReason.OUT_OF_PAPER in job.status().reasons)
    till.cut_off()
    # Taken back when the time is over, unless the queue has taken it for printed before.
    with contextlib.suppress(StationError):
        status = follow(job, [], limit=0.3)
        assert status == JobStatus(JobState.UNKNOWN, frozenset({JobReason.OUT_OF_PAPER}))
    assert documents_in(queues) == []
    folder = tmp_path / "again"
    folder.mkdir()
    with ipp_printer(folder, environment, port=till.port) as again:
        assert follow(printer.submit(badge, 1, CancelToken()), []).state is JobState.DONE
        assert [len(again.printed()), len(till.printed())] == [1, 0]


def test_a_job_that_somebody_else_cancels_ends_in_the_printer_too(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    till.take_paper_out()
    job = printers_of(queues).named("till").submit(badge, 1, CancelToken())
    assert wait_until(lambda: JobReason.OUT_OF_PAPER in job.status().reasons)
    queues.administer("cancel", f"till-{job.id}")
    status = follow(job, [])
    assert status == JobStatus(JobState.FAILED, frozenset({JobReason.CANCELLED}))
    assert wait_until(lambda: till.gave_up() == 1)
    till.put_paper_in()
    assert documents_in(queues) == []
    assert till.printed() == []


def test_leaving_the_page_takes_the_print_and_its_document_back(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    till.take_paper_out()
    job = printers_of(queues).named("till").submit(badge, 1, CancelToken())
    assert wait_until(lambda: JobReason.OUT_OF_PAPER in job.status().reasons)
    assert documents_in(queues) != []
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        follow_job(job, cancel, SystemClock(), lambda _: None)
    assert documents_in(queues) == []
    assert wait_until(lambda: till.gave_up() == 1)
    # Once more does no harm.
    job.cancel()


def test_a_cancelled_print_stops_waiting_at_once(
    till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    till.take_paper_out()
    job = nowhere().named(till.uri).submit(badge, 1, CancelToken())
    cancel = CancelToken()
    threading.Timer(0.2, cancel.cancel).start()
    started = time.monotonic()
    with pytest.raises(WorkCancelledError):
        follow_job(job, cancel, SystemClock(), lambda _: None)
    assert time.monotonic() - started < 5


def test_a_print_cancelled_before_it_was_sent_never_arrives(
    till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        print_pages(badge, nowhere().named(till.uri), 1, cancel)
    assert till.printed() == []


def test_a_printer_that_is_off_is_named_in_the_error(badge: tuple[Page, ...]) -> None:
    off = nowhere().named(f"ipp://localhost:{free_port()}/ipp/print")
    with pytest.raises(StationError) as caught:
        off.submit(badge, 1, CancelToken())
    assert caught.value.code is ErrorCode.PRINTER_MISSING
    assert caught.value.values["printer"] == "localhost"
    assert not caught.value.maybe_done


def test_without_a_scheduler_there_is_no_printer() -> None:
    assert nowhere().available() == ()
    for name in ("", "till"):
        with pytest.raises(StationError) as caught:
            nowhere().named(name)
        assert caught.value.code is ErrorCode.PRINTER_MISSING


def test_a_badge_goes_through_the_queue_and_nothing_stays_behind(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    printers = printers_of(queues)
    (info,) = printers.available()
    assert info.name == "till"
    assert not info.is_stopped
    assert any(media.is_near(210, 297) for media in info.sizes)
    job = printers.named("").submit(badge, 1, CancelToken())
    assert follow(job, []) == JobStatus(JobState.DONE)
    (printed,) = till.printed()
    assert codes_in_pdf(printed, 300) == [code_text(content())]
    assert documents_in(queues) == []
    assert job.status() == JobStatus(JobState.DONE)
    person = content().person
    told = (person.display_name, person.user_principal_name)
    for file in queues.spool.glob("*"):
        assert not any(word.encode() in file.read_bytes() for word in told), file.name


def test_the_default_queue_comes_first(queues: TestScheduler, till: TestPrinter) -> None:
    queues.add_queue("aisle", till.uri)
    queues.add_queue("till", till.uri)
    queues.administer("lpadmin", "-d", "till")
    infos = printers_of(queues).available()
    assert [(info.name, info.is_default) for info in infos] == [("till", True), ("aisle", False)]
    assert printers_of(queues).named("").name == "till"


def test_a_stopped_queue_holds_the_job_until_it_is_started(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    queues.administer("cupsdisable", "till")
    job = printers_of(queues).named("till").submit(badge, 1, CancelToken())
    status = job.status()
    assert status.state is JobState.HELD
    assert JobReason.STOPPED in status.reasons
    queues.administer("cupsenable", "till")
    assert follow(job, []).state is JobState.DONE
    assert len(till.printed()) == 1


def test_a_queue_that_rejects_jobs_is_refused_at_once(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    queues.administer("cupsreject", "till")
    with pytest.raises(StationError) as caught:
        printers_of(queues).named("till").submit(badge, 1, CancelToken())
    assert caught.value.code is ErrorCode.PRINTER_CLOSED


def test_a_deleted_queue_never_prints_on_another(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    queues.add_queue("office", till.uri)
    queues.administer("lpadmin", "-d", "office")
    chosen = printers_of(queues).named("till")
    queues.administer("lpadmin", "-x", "till")
    with pytest.raises(StationError) as caught:
        chosen.submit(badge, 1, CancelToken())
    assert caught.value.code is ErrorCode.PRINTER_MISSING
    with pytest.raises(StationError):
        printers_of(queues).named("till")
    assert till.printed() == []


def test_a_queue_deleted_during_the_job_is_a_failure(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    queues.administer("cupsdisable", "till")
    job = printers_of(queues).named("till").submit(badge, 1, CancelToken())
    queues.administer("lpadmin", "-x", "till")
    status = follow(job, [])
    assert status.state is JobState.FAILED
    assert failure_of(status, "till").code is ErrorCode.PRINTER_GONE
    assert documents_in(queues) == []
    assert till.printed() == []


def test_a_queue_that_forgets_its_jobs_does_not_call_a_printed_badge_a_failure(
    environment: Mapping[str, str], till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    with scheduler(environment, "PreserveJobHistory No\n") as queues:
        queues.add_queue("till", till.uri)
        job = printers_of(queues).named("till").submit(badge, 1, CancelToken())
        assert wait_until(lambda: len(till.printed()) == 1)
        ask = Operation.GET_JOB_ATTRIBUTES
        assert wait_until(lambda: job._send(ask).status == Status.NOT_FOUND)
        assert follow(job, []) == JobStatus(JobState.UNKNOWN)


def test_a_job_that_is_taken_back_leaves_no_document(
    queues: TestScheduler, till: TestPrinter, badge: tuple[Page, ...]
) -> None:
    queues.add_queue("till", till.uri)
    queues.administer("cupsdisable", "till")
    job = printers_of(queues).named("till").submit(badge, 1, CancelToken())
    assert documents_in(queues) != []
    with pytest.raises(StationError) as caught:
        follow(job, [], limit=0.2)
    assert caught.value.code is ErrorCode.PRINTER_STUCK
    assert documents_in(queues) == []
    queues.administer("cupsenable", "till")
    assert follow(printers_of(queues).named("till").submit(badge, 1, CancelToken()), []).state is (
        JobState.DONE
    )
    assert len(till.printed()) == 1


def test_copies_are_asked_for(till: TestPrinter, badge: tuple[Page, ...]) -> None:
    practice = layout_named("slip-a4").pages(replace(content(), practice=True), english())
    job = nowhere().named(till.uri).submit(practice, 2, CancelToken())
    assert follow(job, []).state is JobState.DONE
    assert len(till.printed()) == 1


# Qt's print support finds the scheduler once in a process, so it gets a process of its own.
_PRINT_BY_QT = """
import sys
from PySide6.QtGui import QGuiApplication
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import StationError
from kiosk.printing.layouts import layout_named
from kiosk.qt.fonts import load_fonts
from kiosk.qt.windows_printing import WindowsPrinters
from tests.support.pages import content, english
application = QGuiApplication([])
load_fonts()
try:
    WindowsPrinters().named("nowhere")
except StationError as error:
    print(error.code)
print([info.name for info in WindowsPrinters().available()])
pages = layout_named("a4").pages(content(), english())
print(WindowsPrinters().named("till").submit(pages, 1, CancelToken()).status().state.name)
"""


def test_the_way_for_windows_paints_the_same_page(queues: TestScheduler, till: TestPrinter) -> None:
    queues.add_queue("till", till.uri)
    done = subprocess.run(
        [sys.executable, "-c", _PRINT_BY_QT],
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "CUPS_SERVER": queues.address},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split("\n")[:3] == ["PK-501", "['till']", "UNKNOWN"], done.stderr
    assert wait_until(lambda: len(till.printed()) == 1)
    (printed,) = till.printed()
    assert codes_in_pdf(printed, 300) == [code_text(content())]
