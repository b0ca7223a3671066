"""Where the paper of a run goes: PDF files in a folder, or a printer. Belongs on workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import Row, RowResult
from kiosk.printing.content import PrintContent
from kiosk.printing.doubts import readable
from kiosk.printing.jobs import JobState, failure_of, follow_job
from kiosk.printing.layouts import Layout
from kiosk.printing.media import place_on_media
from kiosk.printing.page import Page
from kiosk.printing.pdf import pages_to_pdf
from kiosk.printing.proof import check_page
from kiosk.printing.run_pages import (
    RunLayouts,
    Surroundings,
    badge_contents,
    list_pages,
    slip_contents,
    stack,
)
from kiosk.printing.texts import Wording
from kiosk.qt.press import HELD_SECONDS
from kiosk.qt.printers import Printer, print_pages
from kiosk.qt.worker_words import words_for
from kiosk.services.files import remove_partials, write_whole
from kiosk.services.runs.paper import Piece

LIST_NAME = "list.pdf"

_TRIAL = bytes(64 * 1024)
"""About as long as a sheet: a full disk may take a shorter one yet."""

_LANGUAGES = 16

Around = Callable[[], Surroundings]
"""Says when and where a page is made, at the moment it is."""


class _Stacks:
    """Makes the two stacks of a step; each person reads their own language."""

    def __init__(self, layouts: RunLayouts, around: Around) -> None:
        self.layouts = layouts
        self.around = around
        self._words = lru_cache(maxsize=_LANGUAGES)(words_for)

    def badges(self, pieces: Sequence[Piece]) -> list[Page]:
        return self._stack(self.layouts.badge, badge_contents(pieces, self.around()))

    def slips(self, pieces: Sequence[Piece]) -> list[Page]:
        return self._stack(self.layouts.for_slips, slip_contents(pieces, self.around()))

    def unfit(self, pieces: Sequence[Piece]) -> dict[int, StationError]:
        found = {}
        for piece in pieces:
            try:
                for page in (*self.badges([piece]), *self.slips([piece])):
                    check_page(page)
            except StationError as error:
                found[piece.number] = error
        return found

    def list_of(self, rows: Iterable[tuple[Row, RowResult]]) -> Iterable[Page]:
        badge = self.layouts.badge
        # A list belongs on a sheet that an office printer has.
        is_sheet = badge.width_mm >= 200 and badge.height_mm >= 250
        size = (badge.width_mm, badge.height_mm) if is_sheet else (210.0, 297.0)
        return list_pages(rows, words_for(""), self.around(), *size)

    def _stack(self, layout: Layout, contents: Iterable[PrintContent]) -> list[Page]:
        return stack(layout, (readable(content) for content in contents), self._words_of)

    def _words_of(self, content: PrintContent) -> Wording:
        return self._words(content.person.preferred_language)


class FolderPaper:
    """Saves each step as two PDF files, which are there whole or not at all.

    `badges-0001.pdf` and `slips-0001.pdf` hold the same people in the same order.
    """

    def __init__(
        self, folder: Path, layouts: RunLayouts, around: Around, *, apart: bool = False
    ) -> None:
        """Where several runs may be saved in `folder`, each has to be kept `apart` in its own."""
        self._chosen = folder
        self._folder = folder
        self._is_apart = apart
        self._stacks = _Stacks(layouts, around)

    @property
    def at_once(self) -> int:
        """How many people fill a step."""
        return self._stacks.layouts.at_once

    def belong_to(self, run: str) -> None:
        """Save in a folder named after the run, if it is kept apart from others."""
        if self._is_apart:
            self._folder = self._folder / run

    def check(self, *, badges: bool) -> None:
        """Write a file and remove it again; raises StationError FILE_NOT_WRITTEN."""
        del badges
        if not self._is_apart and not self._chosen.exists():
            # It comes with the run's record, which tells whether it can be written.
            return
        file = self._chosen / f".{uuid4().hex}"
        try:
            write_whole(file, _TRIAL)
            file.unlink()
        except (StationError, OSError):
            raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(self._chosen)}) from None

    def put(self, part: int, pieces: Sequence[Piece], cancel: CancelToken) -> None:
        """Save a step's stacks. Raises StationError FILE_NOT_WRITTEN or CODE_UNREADABLE."""
        cancel.raise_if_cancelled()
        for name, pages in (
            ("badges", self._stacks.badges(pieces)),
            ("slips", self._stacks.slips(pieces)),
        ):
            file = self._file(name, part)
            if pages:
                self._save(file, pages)
            else:
                _remove(file)

    def unfit(self, pieces: Sequence[Piece]) -> Mapping[int, StationError]:
        """Say of which rows no page can be made, and why."""
        return self._stacks.unfit(pieces)

    def withdraw(self, part: int) -> None:
        """Remove the files of a part that was cut off; raises StationError FILE_NOT_WRITTEN."""
        for name in ("badges", "slips"):
            _remove(self._file(name, part))

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        """Save the list to tick off; raises StationError FILE_NOT_WRITTEN."""
        self._save(self._folder / LIST_NAME, self._stacks.list_of(rows))

    def place(self) -> str:
        """Return the folder, if it has pages in it."""
        return str(self._folder) if any(self._folder.glob("*.pdf")) else ""

    def _save(self, file: Path, pages: Iterable[Page]) -> None:
        if self._is_apart:
            with _telling_of(file):
                file.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(file, pages_to_pdf(pages))

    def _file(self, name: str, part: int) -> Path:
        return self._folder / f"{name}-{part:04}.pdf"


def _remove(file: Path) -> None:
    """Remove a file and what is left of its making; raises StationError FILE_NOT_WRITTEN."""
    with _telling_of(file):
        file.unlink(missing_ok=True)
        remove_partials(file)


@contextmanager
def _telling_of(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": str(file)}) from None


class PrinterPaper:
    """Prints each step and waits until it has come out; badges first, then the slips."""

    def __init__(
        self,
        layouts: RunLayouts,
        around: Around,
        printer_for: Callable[[str], Printer],
        clock: Clock,
    ) -> None:
        """`printer_for` finds the printer of a layout by its name; it may raise StationError."""
        self._stacks = _Stacks(layouts, around)
        self._printer_for = printer_for
        self._clock = clock

    @property
    def at_once(self) -> int:
        """How many people fill a step."""
        return self._stacks.layouts.at_once

    def belong_to(self, run: str) -> None:
        """Nothing: sheets in a tray tell by themselves what they are."""
        del run

    def check(self, *, badges: bool) -> None:
        """Ask the printers of both stacks whether pages would come out now.

        Raises StationError PRINTER_MISSING, PRINTER_CLOSED, PRINTER_REFUSED for one that stands
        still, or PAPER_UNAVAILABLE.
        """
        layouts = self._stacks.layouts
        # The list goes where badges go, so that printer is needed for slips alone as well.
        self._check(layouts.badge, is_needed_whole=badges)
        self._check(layouts.for_slips, is_needed_whole=True)

    def put(self, part: int, pieces: Sequence[Piece], cancel: CancelToken) -> None:
        """Print a step; raises StationError with a PK-5xx code when it did not come out."""
        del part
        layouts = self._stacks.layouts
        self._print(layouts.badge.name, self._stacks.badges(pieces), cancel)
        self._print(layouts.for_slips.name, self._stacks.slips(pieces), cancel)

    def unfit(self, pieces: Sequence[Piece]) -> Mapping[int, StationError]:
        """Say of which rows no page can be made, and why."""
        return self._stacks.unfit(pieces)

    def withdraw(self, part: int) -> None:
        """Nothing: paper that is out cannot be called back, and its codes are made anew."""
        del part

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        """Print the list to tick off; raises as `put`."""
        self._print(
            self._stacks.layouts.badge.name, list(self._stacks.list_of(rows)), CancelToken()
        )

    def place(self) -> str:
        """Nothing: the pages are in somebody's hands."""
        return ""

    def _check(self, layout: Layout, *, is_needed_whole: bool) -> None:
        printer = self._printer_for(layout.name)
        info = printer.info()
        places = {"printer": printer.name}
        if not info.is_accepting:
            raise StationError(ErrorCode.PRINTER_CLOSED, places)
        if info.is_stopped:
            raise StationError(ErrorCode.PRINTER_REFUSED, places)
        if is_needed_whole:
            try:
                place_on_media(Page(layout.width_mm, layout.height_mm, ()), info.sizes, None)
            except StationError as error:
                error.values = {**error.values, **places}
                raise

    def _print(self, layout: str, pages: Sequence[Page], cancel: CancelToken) -> None:
        if not pages:
            return
        printer = self._printer_for(layout)
        job = print_pages(pages, printer, 1, cancel)
        status = follow_job(job, cancel, self._clock, lambda _: None, HELD_SECONDS)
        if status.state is JobState.FAILED:
            raise failure_of(status, job.printer_name)
        if status.reasons:
            # It ended while something was in its way, so nobody knows whether it came out.
            raise StationError(
                ErrorCode.PRINT_UNCERTAIN, {"printer": job.printer_name}, maybe_done=True
            )
