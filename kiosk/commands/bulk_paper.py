"""Gets Qt ready to make the pages of a run in a folder; no screen is needed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.models.clock import Clock
from kiosk.models.paper_choices import Kind
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.places import places_of_this_machine
from kiosk.services.settings_file import LoadedSettings

if TYPE_CHECKING:
    from kiosk.qt.run_paper import FolderPaper


@dataclass(frozen=True)
class LayoutNames:
    """The layouts that were asked for by name; empty for those of the station."""

    badge: str = ""
    slip: str = ""


def folder_paper(
    loaded: LoadedSettings, folder: Path, names: LayoutNames, language: str, clock: Clock
) -> FolderPaper:
    """Return what saves pages in a folder; raises StationError for a wrong layout."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.qt.first_import import import_qt  # noqa: PLC0415 - only where pages are made

    import_qt()
    from PySide6.QtCore import QCoreApplication, QLocale  # noqa: PLC0415
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from kiosk.printing.layouts import LayoutShelf  # noqa: PLC0415
    from kiosk.printing.run_pages import Surroundings, run_layouts  # noqa: PLC0415
    from kiosk.qt.fonts import load_fonts  # noqa: PLC0415
    from kiosk.qt.run_paper import FolderPaper  # noqa: PLC0415
    from kiosk.qt.translator import Translator  # noqa: PLC0415

    global _kept  # noqa: PLW0603 - Qt wants both to live as long as pages are made
    application = QCoreApplication.instance() or QGuiApplication([])
    load_fonts()
    translator = Translator()
    translator.use(language)
    _kept = (application, translator)
    layouts = run_layouts(
        LayoutShelf(loaded.layout_folders),
        loaded.settings.badge,
        PaperMemory(places_of_this_machine().paper_file).choices,
        QLocale.system().name(),
        {Kind.BADGE: names.badge, Kind.SLIP: names.slip},
    )
    station = loaded.settings.station.name
    return FolderPaper(folder, layouts, lambda: Surroundings(clock.now(), station))


_kept: tuple[object, ...] = ()
