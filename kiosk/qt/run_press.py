"""The paper of the window's runs, by the station's settings and choices. Belongs on workers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kiosk.models.clock import Clock
from kiosk.models.settings import BadgeSettings
from kiosk.services.paper_memory import PaperMemory

if TYPE_CHECKING:
    from kiosk.printing.run_pages import RunLayouts, Surroundings
    from kiosk.qt.printers import Printer, Printers
    from kiosk.services.runs.paper import RunPaper


class StationRunPress:
    """Makes the paper that a run goes to; see `kiosk.controllers.press.RunPress`."""

    def __init__(
        self,
        settings: BadgeSettings,
        find_printers: Callable[[], Printers],
        clock: Clock,
        memory: PaperMemory,
        layout_folders: tuple[Path, ...] = (),
        *,
        station_name: str = "",
        practice: bool = False,
    ) -> None:
        self._settings = settings
        self._find_printers = find_printers
        self._clock = clock
        self._memory = memory
        self._layout_folders = layout_folders
        self._station_name = station_name
        self._practice = practice

    def run_paper_to_printer(self) -> RunPaper:
        """Return paper that comes out of the printer; raises StationError for a wrong layout."""
        from kiosk.qt.run_paper import PrinterPaper  # noqa: PLC0415 - when a run begins

        return PrinterPaper(self._layouts(), self._around, self._printer_for, self._clock)

    def run_paper_to_folder(self, folder: str) -> RunPaper:
        """Return paper that is saved as PDF files, in a folder of the run's own inside this one.

        Raises StationError for a wrong layout.
        """
        from kiosk.qt.run_paper import FolderPaper  # noqa: PLC0415 - when a run begins

        return FolderPaper(Path(folder), self._layouts(), self._around, apart=True)

    def _printer_for(self, layout: str) -> Printer:
        name = self._memory.choices.printer_for(layout) or self._settings.printer
        return self._find_printers().named(name)

    def _around(self) -> Surroundings:
        from kiosk.printing.run_pages import Surroundings  # noqa: PLC0415 - when a run begins

        return Surroundings(self._clock.now(), self._station_name, self._practice)

    def _layouts(self) -> RunLayouts:
        from kiosk.printing.layouts import LayoutShelf  # noqa: PLC0415 - when a run begins
        from kiosk.printing.run_pages import run_layouts  # noqa: PLC0415

        shelf, choices = LayoutShelf(self._layout_folders), self._memory.choices
        return run_layouts(shelf, self._settings, choices, QLocale.system().name())
