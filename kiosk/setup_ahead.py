"""Builds what sets a station up, for the one time that it has no settings."""

from __future__ import annotations

from pathlib import Path

from kiosk.controllers.setup import SetupController
from kiosk.controllers.station import StationController
from kiosk.models.clock import Clock
from kiosk.models.settings import Settings
from kiosk.qt.jobs import JobRunner
from kiosk.qt.press import StationPress
from kiosk.qt.translator import system_language
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.sign_in.setup_look_up import SetupLookUp
from kiosk.station_options import SetupPlan
from kiosk.way_ahead import system_printers_later


def build_setup(
    station: StationController,
    runner: JobRunner,
    plan: SetupPlan,
    clock: Clock,
    layout_folders: tuple[Path, ...],
) -> SetupController:
    """Make the assistant's controller; what is chosen about paper is kept nowhere but in it."""
    press = StationPress(
        Settings().badge, system_printers_later, clock, PaperMemory(None), layout_folders
    )
    usual = system_language()
    setup = SetupController(
        runner,
        plan.look_up or SetupLookUp(clock),
        press,
        plan.places,
        # Whoever has chosen another language on the welcome page means it.
        "" if station.language == usual else station.language,
    )
    setup.language_chosen.connect(lambda code: station.set_language(code or system_language()))
    return setup
