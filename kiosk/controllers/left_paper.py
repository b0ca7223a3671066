"""Pages whose page was left while they were on their way to paper, or into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kiosk.controllers.held import Held
from kiosk.controllers.paper import Paper
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.errors import StationError
from kiosk.models.person import Person

_WORDS = {PrintStage.FAILED: NoticeKind.LEFT_UNPRINTED, PrintStage.ASK: NoticeKind.LEFT_UNSURE}


@dataclass(frozen=True)
class Left:
    """What was left: the pages, and what they say."""

    paper: Paper
    held: Held


def missed_print(printing: PrintView, person: Person) -> Notice | None:
    """Return what to say of a print that nobody has seen; None if there is nothing to say."""
    kind = _WORDS.get(printing.stage)
    if printing.error is not None and printing.error.maybe_done:
        # It may lie in the tray after all.
        kind = NoticeKind.LEFT_UNSURE
    return None if kind is None else Notice(kind, value=person.display_name)


class LeftPaper(QObject):
    """Lets pages come out that nobody looks at any more, and overwrites their secrets then.

    That takes no longer than a print may. `missed` carries the id of whoever had asked for it
    and a Notice, where something did not come out as it was meant to.
    """

    missed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._going: list[_Going] = []

    @property
    def is_under_way(self) -> bool:
        """Whether anything is still on its way."""
        return bool(self._going)

    def take(self, left: Left) -> None:
        """Let it come out; nobody else may use any of it from now on."""
        self._going.append(_Going(left, self.missed.emit, self._going.remove))

    def take_back(self) -> None:
        """Let nothing come out any more, because the window closes."""
        for going in list(self._going):
            going.end()


class _Going(QObject):
    """One person's pages on their way."""

    def __init__(
        self,
        left: Left,
        tell: Callable[[str, Notice], object],
        over: Callable[[_Going], object],
    ) -> None:
        super().__init__()
        self._left = left
        self._tell = tell
        self._over = over
        left.paper.printing.connect(self._take_printing)
        left.paper.saved.connect(self._look)
        left.paper.failed.connect(self._take_failure)

    def end(self) -> None:
        """Overwrite everything; what is still on its way is taken back."""
        self._left.paper.clear()
        self._left.held.overwrite()
        self._over(self)

    def _take_printing(self, printing: PrintView) -> None:
        missed = missed_print(printing, self._left.held.confirmed.person)
        if missed is not None:
            self._tell(self._left.held.owner, missed)
        self._look()

    def _take_failure(self, error: StationError) -> None:
        self._tell(self._left.held.owner, Notice(error=error))
        self._look()

    def _look(self) -> None:
        if not self._left.paper.is_under_way:
            self.end()
