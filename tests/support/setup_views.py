"""What the page that sets a station up shows in tests, and a controller that stands still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from kiosk.controllers.setup_view import IdState, IdView, SetupStep, SetupView
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.settings_writing import SavePlace
from tests.support.team_views import StandInPart

TENANT = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
CLIENT = "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f"


class StandInSetup(StandInPart):
    """Shows what it is told to."""

    def __init__(self, printing: QObject) -> None:
        super().__init__()
        self.view = SetupView()
        self.printing = printing

    def show(self, view: SetupView) -> None:
        self.view = view
        self.changed.emit(view)


def setup_situations() -> Mapping[str, SetupView]:
    """Return the page in each of its states, by name."""
    known = IdView(TENANT, IdState.KNOWN)
    both = SetupView(tenant=known, client=IdView(CLIENT, IdState.KNOWN))
    unreached = StationError(ErrorCode.NETWORK_UNREACHABLE)
    station = replace(both, step=SetupStep.STATION, name="Harbour Street, back office")
    paper = replace(station, step=SetupStep.PAPER)
    own = Path("/home/supervisor-of-the-garden-market/.config/pin-kiosk/settings.toml")
    save = replace(
        paper,
        step=SetupStep.SAVE,
        language="de",
        layout="cr80-portrait",
        printer="Zebra ZD421 at the counter of the garden department",
        client=IdView(CLIENT, IdState.UNREACHED, unreached),
        place=SavePlace(own, is_for_all=False),
    )
    return {
        "setup": SetupView(),
        "setup-wrong": SetupView(
            tenant=IdView("3f2c1b1e-7a57", IdState.WRONG),
            client=IdView("office", IdState.WRONG),
            has_pasted_nothing=True,
        ),
        "setup-known": replace(
            both,
            tenant=IdView("harbour.example.com", IdState.KNOWN, known_as=TENANT),
            client=IdView(CLIENT, IdState.CHECKING),
            further=("sign_in.method", "station.full_screen", "audit.forward_to"),
        ),
        "setup-checked": both,
        "setup-unknown": replace(
            both,
            tenant=IdView(TENANT, IdState.UNKNOWN),
            client=IdView(CLIENT, IdState.WAITING),
        ),
        "setup-unknown-client": replace(both, client=IdView(CLIENT, IdState.UNKNOWN)),
        "setup-unreached": replace(
            both,
            tenant=IdView(TENANT, IdState.UNREACHED, unreached),
            client=IdView(CLIENT, IdState.UNREACHED, unreached),
        ),
        "setup-station": station,
        "setup-paper": replace(paper, gone=("their-card",)),
        "setup-paper-unprinted": paper,
        "setup-save": save,
        "setup-saved": replace(save, saved=save.place),
    }
