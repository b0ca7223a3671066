"""Pages are there before the printer was asked, and a doubt about them never outlives them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.controllers.paper import Paper
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import BadgeSettings
from kiosk.printing.content import PrintContent
from kiosk.printing.doubts import PaperDoubts
from kiosk.printing.jobs import JobReason, JobState, JobStatus, PrinterInfo, PrintJob
from kiosk.printing.layouts import layout_named
from kiosk.printing.page import Page
from kiosk.printing.printout import Printout
from kiosk.qt.fonts import load_fonts
from kiosk.qt.jobs import JobRunner
from kiosk.qt.press import StationPress
from kiosk.qt.printers import Printer
from kiosk.services.paper_memory import PaperMemory
from tests.support.pages import content, english
from tests.support.presses import IdlePress

DOUBTS = PaperDoubts(0.42, is_code_small=True)


class SlowPress(IdlePress):
    """Has two blank pages at once; the printer answers when the test lets it."""

    def __init__(
        self,
        answer: PaperDoubts | StationError = DOUBTS,
        fate: JobStatus | StationError | None = None,
    ) -> None:
        self.may_answer = threading.Event()
        self.answered = threading.Event()
        self._answer = answer
        self._fate = fate

    def make_pages(self, content: PrintContent) -> Printout:
        return Printout("twins", content, (Page(100, 100, ()), Page(100, 100, ())))

    def doubts_about(self, printout: Printout, printer: str | None) -> PaperDoubts:
        assert len(printout.pages) == 2
        self.may_answer.wait(10)
        self.answered.set()
        if isinstance(self._answer, StationError):
            raise self._answer
        return self._answer

    def print_pages(
        self,
        printout: Printout,
        printer: str | None,
        copies: int,
        cancel: CancelToken,
        report: Callable[[str, JobStatus], None],
    ) -> tuple[str, JobStatus]:
        assert self._fate is not None
        if isinstance(self._fate, StationError):
            raise self._fate
        return "Zebra", self._fate


def made(qtbot: QtBot, press: SlowPress) -> tuple[Paper, JobRunner, list[PaperDoubts]]:
    runner = JobRunner()
    paper = Paper(runner, press)
    told: list[PaperDoubts] = []
    paper.doubted.connect(told.append)
    paper.made.connect(lambda: paper.doubt(None))
    with qtbot.waitSignal(paper.made):
        paper.make(content())
    return paper, runner, told


def test_pages_do_not_wait_for_what_a_printer_says_of_itself(qtbot: QtBot) -> None:
    press = SlowPress()
    paper, runner, told = made(qtbot, press)
    assert paper.first_page is not None
    assert len(paper.further_pages) == 1
    assert told == []
    with qtbot.waitSignal(paper.doubted):
        press.may_answer.set()
    assert told == [DOUBTS]
    assert runner.close(5)


def test_a_doubt_about_pages_that_are_gone_is_dropped(qtbot: QtBot) -> None:
    press = SlowPress()
    paper, runner, told = made(qtbot, press)
    paper.clear()
    assert paper.further_pages == ()
    press.may_answer.set()
    assert runner.close(5)
    assert press.answered.is_set()
    qtbot.wait(0)
    assert told == []


class TwoPrinters(SlowPress):
    """The usual printer answers when the test lets it, the other one at once."""

    def doubts_about(self, printout: Printout, printer: str | None) -> PaperDoubts:
        if printer == "Zebra":
            return PaperDoubts(0.6)
        return super().doubts_about(printout, printer)


def test_a_late_doubt_about_another_printer_is_dropped(qtbot: QtBot) -> None:
    press = TwoPrinters()
    paper, runner, told = made(qtbot, press)
    with qtbot.waitSignal(paper.doubted):
        paper.doubt("Zebra")
    press.may_answer.set()
    assert press.answered.wait(5)
    qtbot.waitUntil(lambda: runner.running == 0)
    qtbot.wait(50)
    assert told == [PaperDoubts(0.6)]
    assert runner.close(5)


class LatePress(IdlePress):
    """Makes its pages when the test lets it."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.may_end = threading.Event()
        self._pages = pages

    def make_pages(self, content: PrintContent) -> Printout:
        self.may_end.wait(10)
        return Printout("late", content, self._pages)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("is_before", [True, False])
def test_a_code_that_is_made_when_its_page_was_left_is_overwritten(
    qtbot: QtBot,
    is_before: bool,
) -> None:
    load_fonts()
    pages = layout_named("insert-2x2").pages(content(), english())
    press, runner = LatePress(pages), JobRunner()
    paper = Paper(runner, press)
    told: list[None] = []
    paper.made.connect(lambda: told.append(None))
    paper.make(content())
    if is_before:
        paper.clear()
    press.may_end.set()
    # Nothing is delivered before the loop of events runs again.
    threads = [thread for thread in threading.enumerate() if thread.name.startswith("job ")]
    for thread in threads:
        thread.join(5)
    paper.clear()
    assert runner.close(5)
    qtbot.wait(10)
    assert told == []
    assert not any(any(code.matrix.modules) for page in pages for code in page.codes)


def test_a_printer_that_the_code_is_too_small_for_says_so_when_it_prints(qtbot: QtBot) -> None:
    press = SlowPress(StationError(ErrorCode.CODE_TOO_SMALL))
    paper, runner, told = made(qtbot, press)
    failures: list[StationError] = []
    paper.failed.connect(failures.append)
    press.may_answer.set()
    qtbot.waitUntil(lambda: runner.running == 0)
    qtbot.wait(0)
    assert (told, failures) == ([], [])


def failed(*reasons: JobReason) -> JobStatus:
    return JobStatus(JobState.FAILED, frozenset(reasons))


@pytest.mark.parametrize(
    ("fate", "stage", "code"),
    [
        (failed(JobReason.QUEUE_GONE), PrintStage.FAILED, ErrorCode.PRINTER_GONE),
        (failed(JobReason.CANCELLED), PrintStage.FAILED, ErrorCode.PRINT_CANCELLED),
        (failed(JobReason.REFUSED), PrintStage.FAILED, ErrorCode.PRINTER_REFUSED),
        (
            StationError(ErrorCode.PRINTER_STUCK, {"printer": "Zebra"}),
            PrintStage.FAILED,
            ErrorCode.PRINTER_STUCK,
        ),
        (
            StationError(ErrorCode.PRINT_UNCERTAIN, {"printer": "Zebra"}, maybe_done=True),
            PrintStage.FAILED,
            ErrorCode.PRINT_UNCERTAIN,
        ),
        (JobStatus(JobState.UNKNOWN), PrintStage.ASK, None),
        (JobStatus(JobState.DONE), PrintStage.PRINTED, None),
    ],
)
def test_each_end_of_a_print_has_its_own_words(
    qtbot: QtBot, fate: JobStatus | StationError, stage: PrintStage, code: ErrorCode | None
) -> None:
    press = SlowPress(fate=fate)
    press.may_answer.set()
    paper, runner, _ = made(qtbot, press)
    seen: list[PrintView] = []
    paper.printing.connect(seen.append)
    paper.print_pages(None, 1)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert [view.stage for view in seen] == [PrintStage.PREPARING, stage]
    assert seen[1].printer == "Zebra"
    assert (None if seen[1].error is None else seen[1].error.code) is code
    assert runner.close(5)


class Counter:
    """One printer with so many dots an inch, or none."""

    name = "Zebra"

    def __init__(self, dpi: float | None) -> None:
        self._dpi = dpi

    def available(self) -> tuple[PrinterInfo, ...]:
        return ()

    def named(self, name: str) -> Printer:
        if self._dpi is None:
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": name})
        return self

    def info(self) -> PrinterInfo:
        assert self._dpi is not None
        return PrinterInfo(self.name, dpi=self._dpi)

    def submit(self, pages: Sequence[Page], copies: int, cancel: CancelToken) -> PrintJob:
        raise NotImplementedError


@pytest.mark.usefixtures("qapp")
def test_doubts_go_by_the_chosen_printers_dots_or_by_the_usual_ones(tmp_path: Path) -> None:
    load_fonts()
    sample = content(key_length=256)
    pages = layout_named("insert-2x2").pages(sample, english())
    printout = Printout("insert-2x2", sample, pages)
    memory = PaperMemory(tmp_path / "paper.json")

    def module_at(dpi: float | None) -> float:
        press = StationPress(BadgeSettings(), lambda: Counter(dpi), SystemClock(), memory)
        module = press.doubts_about(printout, None).smallest_module_mm
        assert module is not None
        return module

    assert module_at(203) == pytest.approx(25.4 / 203 * round(module_at(203) * 203 / 25.4))
    assert module_at(600) != module_at(203)
    assert module_at(None) == module_at(300)
