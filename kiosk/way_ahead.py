"""The second half of the composition root: what only the pages after the first one need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kiosk.controllers.doctor import DoctorController, MakeSubject
from kiosk.controllers.operation import OperationController
from kiosk.controllers.person import PersonController
from kiosk.controllers.printing import PrintingController
from kiosk.controllers.result import ResultController
from kiosk.controllers.search import SearchController
from kiosk.controllers.sign_in import Browser, SignInController
from kiosk.controllers.station import StationController
from kiosk.controllers.team import TeamController
from kiosk.controllers.way import Way
from kiosk.models.clock import Clock
from kiosk.models.run import Row, RowResult
from kiosk.models.run_words import reason_words
from kiosk.models.settings import Settings
from kiosk.qt.jobs import JobRunner
from kiosk.qt.press import StationPress
from kiosk.qt.run_press import StationRunPress
from kiosk.services.browser import NoBrowser
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.runs.desk import RunDesk

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
    runs_folder: Path,
    make_subject: MakeSubject,
    layout_folders: tuple[Path, ...] = (),
) -> Way:
    """Make the controllers of all pages after the first, and the way that joins them."""
    memory = PaperMemory(paper_file)
    press = StationPress(settings.badge, system_printers_later, clock, memory, layout_folders)
    desk, run_press = run_tools(
        loader,
        settings,
        clock,
        memory,
        practice=practice,
        runs_folder=runs_folder,
        layout_folders=layout_folders,
    )
    return Way(
        station,
        runner,
        loader,
        browser,
        SignInController(
            runner,
            loader,
            settings.sign_in,
            browser,
            without_browser=isinstance(browser, NoBrowser),
        ),
        SearchController(runner, loader),
        PersonController(runner, loader, settings),
        OperationController(runner, loader, settings, clock),
        ResultController(runner, loader, settings, press, clock, practice=practice),
        PrintingController(runner, press),
        TeamController(runner, loader, desk, run_press, settings.badge, clock),
        DoctorController(runner, make_subject, clock, practice=practice),
        clock,
    )


def run_tools(
    loader: WorkplaceLoader,
    settings: Settings,
    clock: Clock,
    memory: PaperMemory,
    *,
    practice: bool,
    runs_folder: Path,
    layout_folders: tuple[Path, ...],
) -> tuple[RunDesk, StationRunPress]:
    """Return what does runs, and what brings their badges to paper."""
    press = StationRunPress(
        settings.badge,
        system_printers_later,
        clock,
        memory,
        layout_folders,
        station_name=settings.station.name,
        practice=practice,
    )
    desk = RunDesk(loader.get, runs_folder, clock, _reason, settings.badge.standard_days)
    return desk, press


def _reason(row: Row, result: RowResult) -> str:
    return reason_words(row, result, QCoreApplication.translate)


def system_printers_later() -> Printers:
    """Return this machine's printers; loads what speaks to them, so it is called on workers."""
    from kiosk.qt.printers import system_printers  # noqa: PLC0415 - on the worker that prints

    return system_printers()
