"""Every page in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from kiosk.controllers.printer_choice import PrinterChoiceView, PrinterStage
from kiosk.controllers.result_view import PrintStage, PrintView
from kiosk.controllers.window_state import PageName
from kiosk.models.errors import ErrorCode, StationError
from tests.support.doctor_views import doctor_situations
from tests.support.gallery import Gallery, Scene
from tests.support.made_up import HEADER, LOCKED, NEW
from tests.support.paper_views import a_choice, a_printing_view
from tests.support.scenes.changes import change_scenes
from tests.support.scenes.lock import lock_scenes
from tests.support.scenes.people import people_scenes
from tests.support.scenes.printing import printing_scenes
from tests.support.scenes.result import print_scenes, result_scenes
from tests.support.scenes.sign_in import sign_in_scenes
from tests.support.scenes.welcome import kiosk_scenes, welcome_scenes
from tests.support.setup_views import setup_situations
from tests.support.stand_ins import StandInPrinting
from tests.support.team_views import team_situations


def _setup(name: str) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(replace(NEW, practice=True))
        printing = cast("StandInPrinting", gallery.setup.printing)
        printing.printers.show(a_choice(layout="cr80"))
        view = a_printing_view("cr80")
        if name == "setup-paper-unprinted":
            error = StationError(ErrorCode.PRINTER_MISSING)
            printing.printers.show(PrinterChoiceView(PrinterStage.FAILED, "cr80", error=error))
            view = replace(view, printing=PrintView(PrintStage.FAILED, error=error))
        printing.show(view)
        gallery.setup.show(setup_situations()[name])

    return arrange


def _doctor(name: str) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER if name == "doctor" else LOCKED)
        gallery.doctor.show(doctor_situations()[name])

    return arrange


def _team(name: str) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.team.show(*team_situations()[name])

    return arrange


def scenes() -> tuple[Scene, ...]:
    """Return every page in every state."""
    return (
        *welcome_scenes(),
        *kiosk_scenes(),
        *sign_in_scenes(),
        *people_scenes(),
        *change_scenes(),
        *result_scenes(),
        *print_scenes(),
        *printing_scenes(),
        *(Scene(name, PageName.SETUP, _setup(name)) for name in setup_situations()),
        *(Scene(name, PageName.TEAM, _team(name)) for name in team_situations()),
        *(Scene(name, PageName.DOCTOR, _doctor(name)) for name in doctor_situations()),
        *lock_scenes(),
    )
