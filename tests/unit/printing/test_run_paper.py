"""The pages of runs in a folder: nobody's are lost over somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from kiosk.models.badge import Credentials, NewPin
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Row, RowOutcome, RowResult, RowState
from kiosk.models.secret import Secret
from kiosk.models.settings import BadgeSettings
from kiosk.printing.jobs import PrinterInfo, PrintJob
from kiosk.printing.media import Media
from kiosk.printing.page import Page
from kiosk.qt.printers import Printer
from kiosk.qt.run_press import StationRunPress
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.runs.paper import Piece, RunPaper


def piece(name: str) -> Piece:
    person = Person(id=name, display_name=name, user_principal_name=f"{name}@shop.example")
    pin = NewPin(Secret("48291736"), updated=datetime(2026, 5, 4, tzinfo=UTC), must_change=True)
    return Piece(1, person, Credentials(pin=pin))


@pytest.fixture
def paper_for(type_family: str, tmp_path: Path) -> Callable[[str], RunPaper]:
    """Return what makes a run's paper, as the window does, always in the same folder."""

    def no_printers() -> None:
        raise AssertionError("nothing is printed")

    memory = PaperMemory(tmp_path / "paper.json")
    press = StationRunPress(BadgeSettings(), no_printers, SystemClock(), memory)  # type: ignore[arg-type]
    folder = tmp_path / "pages"
    folder.mkdir()

    def paper(run: str) -> RunPaper:
        made = press.run_paper_to_folder(str(folder))
        made.belong_to(run)
        return made

    return paper


def pages(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.pdf"))


def test_two_runs_that_are_saved_in_one_folder_keep_their_pages(
    paper_for: Callable[[str], RunPaper], tmp_path: Path
) -> None:
    paper_for("monday").put(1, [piece("sam")], CancelToken())
    paper_for("friday").put(1, [piece("alex")], CancelToken())
    saved = [f"{run}/slips-0001.pdf" for run in ("friday", "monday")]
    assert pages(tmp_path / "pages") == saved
    # A run that was cut off takes back its own pages only.
    paper_for("friday").withdraw(1)
    assert pages(tmp_path / "pages") == saved[1:]


@pytest.mark.parametrize(
    "act",
    [
        lambda paper: paper.put(1, [piece("sam")], CancelToken()),
        lambda paper: paper.withdraw(1),
        lambda paper: paper.check(badges=True),
    ],
)
def test_a_folder_that_is_none_any_more_is_said(
    paper_for: Callable[[str], RunPaper], tmp_path: Path, act: Callable[[RunPaper], None]
) -> None:
    paper = paper_for("monday")
    (tmp_path / "pages").rmdir()
    (tmp_path / "pages").write_text("a stick that was pulled out, and a file in its place")
    with pytest.raises(StationError) as caught:
        act(paper)
    assert caught.value.code is ErrorCode.FILE_NOT_WRITTEN


def test_a_folder_is_tried_before_the_run_and_nothing_is_left_there(
    paper_for: Callable[[str], RunPaper], tmp_path: Path
) -> None:
    paper_for("monday").check(badges=True)
    assert list((tmp_path / "pages").iterdir()) == []


def test_the_list_says_what_stands_in_each_column(
    paper_for: Callable[[str], RunPaper], tmp_path: Path
) -> None:
    sam = piece("sam").person
    until = datetime(2027, 5, 4, tzinfo=UTC)
    result = RowResult(1, RowOutcome.DONE, "3f2a91c7-0000", until, part=12)
    paper_for("monday").put_list([(Row(1, sam, RowState.READY), result)])
    document = pypdfium2.PdfDocument(tmp_path / "pages" / "monday" / "list.pdf")
    try:
        page = document[0].get_textpage()
        said = [" ".join(line.split()) for line in page.get_text_range().splitlines()]
        names = page.search("sam").get_next(), page.search("Name").get_next()
        lefts = [page.get_charbox(found[0])[0] for found in names if found is not None]
    finally:
        document.close()
    assert "Badges and PINs" not in " ".join(said)
    for heading in ("Name", "Badge valid until", "Code", "Part"):
        assert heading in " ".join(said)
    # A heading stands above its column.
    assert len(lefts) == 2
    assert abs(lefts[0] - lefts[1]) < 3


class OnePrinter:
    """A printer that says of itself what a test says; the machine has no other."""

    def __init__(self, info: PrinterInfo) -> None:
        self._info = info
        self.name = info.name

    def available(self) -> tuple[PrinterInfo, ...]:
        return (self._info,)

    def named(self, name: str) -> Printer:
        if name not in {"", self.name}:
            raise StationError(ErrorCode.PRINTER_MISSING, {"printer": name})
        return self

    def info(self) -> PrinterInfo:
        return self._info

    def submit(self, pages: Sequence[Page], copies: int, cancel: CancelToken) -> PrintJob:
        raise AssertionError("nothing is printed before a run begins")


def check_printer(info: PrinterInfo, tmp_path: Path, *, named: str = "", badges: bool) -> str:
    """Return the code that paper has before a run begins, empty where nothing is wrong."""
    settings = BadgeSettings(printer=named)
    memory = PaperMemory(tmp_path / "paper.json")
    press = StationRunPress(settings, lambda: OnePrinter(info), SystemClock(), memory)
    try:
        press.run_paper_to_printer().check(badges=badges)
    except StationError as error:
        return f"{error.code.value} {error.values['printer']}"
    return ""


@pytest.mark.parametrize(
    ("info", "code"),
    [
        (PrinterInfo("Office"), ""),
        (PrinterInfo("Office", is_accepting=False), "PK-510 Office"),
        (PrinterInfo("Office", is_stopped=True), "PK-502 Office"),
        (PrinterInfo("Office", sizes=(Media(50.8, 50.8),)), "PK-514 Office"),
    ],
)
def test_a_printer_is_asked_before_the_run(
    type_family: str, tmp_path: Path, info: PrinterInfo, code: str
) -> None:
    assert check_printer(info, tmp_path, badges=True) == code


def test_a_printer_that_is_not_there_is_missed_before_the_run(
    type_family: str, tmp_path: Path
) -> None:
    info = PrinterInfo("Office")
    assert check_printer(info, tmp_path, named="Zebra", badges=False) == "PK-501 Zebra"
