"""Opens the station window."""

from __future__ import annotations

import argparse
import gc
import os
from dataclasses import replace
from pathlib import Path

from kiosk.commands.only_once import run_only_once
from kiosk.commands.start_again import StartAgain
from kiosk.models.errors import StationError
from kiosk.models.settings import Settings
from kiosk.models.settings_schema import CA_FILE
from kiosk.qt.first_import import import_qt
from kiosk.services.places import places_of_this_machine
from kiosk.services.settings_file import LoadedSettings, load_settings

PRACTICE_AUDIT_FILE = "practice-audit.jsonl"
_PRACTICE_PAPER_FILE = "practice-paper.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument(
        "--practice",
        action="store_true",
        help="work on a practice tenant that the station starts itself",
    )
    parser.add_argument("--windowed", action="store_true", help="never full screen")


def run(arguments: argparse.Namespace) -> int:
    """Open the window; a station that was never set up opens on a practice tenant.

    Where it is open already that one comes to the front. Raises StationError for wrong
    settings, a missing screen, and a station that is open and does not answer.
    """
    # Next to nothing that is loaded on the way to the first page is garbage, and looking for it
    # takes a twentieth of that time. From then on the station itself collects.
    gc.disable()
    try:
        return _open(arguments)
    except StationError as error:
        from kiosk.commands import failed_start  # noqa: PLC0415 - most stations open
        from kiosk.commands.words import language_of  # noqa: PLC0415 - the same

        failed_start.tell(error, language_of(arguments))
        raise
    finally:
        gc.enable()


def _open(arguments: argparse.Namespace) -> int:
    places = places_of_this_machine()
    loaded = load_settings(
        arguments.settings, os.environ, places, needs_tenant=not arguments.practice
    )
    _check_layouts(loaded)
    practice = arguments.practice or not loaded.is_set_up
    import_qt()
    from kiosk.app import open_station  # noqa: PLC0415 - Qt is loaded last
    from kiosk.station_options import SetupPlan, StationOptions  # noqa: PLC0415 - the same

    start_again = StartAgain()
    options = StationOptions(
        settings=_for_practice(loaded.settings) if practice else loaded.settings,
        practice=practice,
        audit_file=audit_file(loaded.settings, practice=practice),
        paper_file=_paper_file(practice=practice),
        windowed=arguments.windowed,
        language=arguments.language or "",
        ca_named_in="" if practice else loaded.origin_of(CA_FILE.key).place,
        layout_folders=loaded.layout_folders,
        setup=None if loaded.is_set_up else SetupPlan(places, start_again.ask),
        loaded=loaded,
    )
    language = options.language or options.settings.station.language
    code = run_only_once(options.lock_file, lambda holder: open_station(options, holder), language)
    start_again.run_if_asked(language)
    return code


def _check_layouts(loaded: LoadedSettings) -> None:
    badge = loaded.settings.badge
    has_own = any(folder.is_dir() for folder in loaded.layout_folders)
    if has_own or badge.layout or badge.slip_layout:
        from kiosk.printing.layouts import (  # noqa: PLC0415 - most stations take what there is
            check_layout_settings,
        )

        check_layout_settings(loaded)


def audit_file(settings: Settings, *, practice: bool) -> Path:
    """Return the audit file of this station; practice never writes into the real one."""
    usual = places_of_this_machine().audit_file
    if practice:
        return usual.with_name(PRACTICE_AUDIT_FILE)
    return Path(settings.audit.file) if settings.audit.file else usual


def _paper_file(*, practice: bool) -> Path:
    """Return where chosen layouts and printers are kept; practice has choices of its own."""
    usual = places_of_this_machine().paper_file
    return usual.with_name(_PRACTICE_PAPER_FILE) if practice else usual


def _for_practice(settings: Settings) -> Settings:
    """Leave out what belongs to a real tenant."""
    return replace(settings, tenant=Settings().tenant)
