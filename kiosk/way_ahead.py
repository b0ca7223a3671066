"""The second half of the composition root: what only the pages after the first one need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kiosk.controllers.operation import OperationController
from kiosk.controllers.person import PersonController
from kiosk.controllers.press import RunPress
from kiosk.controllers.printing import PrintingController
from kiosk.controllers.result import ResultController
from kiosk.controllers.run_desk import RunDesk
from kiosk.controllers.search import SearchController
from kiosk.controllers.sign_in import Browser, SignInController
from kiosk.controllers.station import StationController
from kiosk.controllers.team import TeamController
from kiosk.controllers.way import Way
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import Settings
from kiosk.qt.jobs import JobRunner
from kiosk.qt.press import StationPress
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.paper_memory import PaperMemory

if TYPE_CHECKING:
    from kiosk.qt.printers import Printers


def build_way(
    station: StationController,
    runner: JobRunner,
    loader: WorkplaceLoader,
    settings: Settings,
    browser: Browser,
    clock: Clock,
    *,
    practice: bool,
    paper_file: Path,
    layout_folders: tuple[Path, ...] = (),
) -> Way:
    """Make the controllers of all pages after the first, and the way that joins them."""
    memory = PaperMemory(paper_file)
    press = StationPress(settings.badge, _system_printers, clock, memory, layout_folders)
    desk, run_press = run_tools()
    return Way(
        station,
        runner,
        loader,
        browser,
        SignInController(runner, loader, settings.sign_in, browser),
        SearchController(runner, loader),
        PersonController(runner, loader, settings),
        OperationController(runner, loader, settings, clock),
        ResultController(runner, loader, settings, press, clock, practice=practice),
        PrintingController(runner, press),
        TeamController(runner, loader, desk, run_press, settings.badge, clock),
    )


def _system_printers() -> Printers:
    from kiosk.qt.printers import system_printers  # noqa: PLC0415 - on the worker that prints

    return system_printers()


class _NoRuns:
    """Stands where runs are not connected yet: nothing is found, and nothing can be done."""

    def unfinished(self) -> None:
        """Return None: no run was ever begun."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise StationError(ErrorCode.UNEXPECTED)

    teams = look = begin = go_on = set_aside = save_result = _refuse
    run_paper_to_printer = run_paper_to_folder = _refuse


def run_tools() -> tuple[RunDesk, RunPress]:
    """Return what does runs, and what brings their badges to paper."""
    nothing = _NoRuns()
    return nothing, nothing
