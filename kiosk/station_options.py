"""How a station is opened: what its settings, its account and its command line say together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.models.settings import Settings, SignInMethod
from kiosk.services.browser import NoBrowser, SystemBrowser
from kiosk.services.places import Places

if TYPE_CHECKING:
    from kiosk.controllers.setup_ids import LookUp
    from kiosk.controllers.sign_in import Browser
    from kiosk.services.settings_file import LoadedSettings


@dataclass(frozen=True)
class SetupPlan:
    """What the assistant of a station without settings works with.

    Settings are written into one of `places`; `start_again` has the program start anew once it
    has ended. `look_up` asks the sign-in service; None: the global cloud's.
    """

    places: Places
    start_again: Callable[[], None]
    look_up: LookUp | None = None


@dataclass(frozen=True)
class StationOptions:
    """How to open the station; an empty language is the setting's or the system's.

    `paper_file` keeps which layouts and printers were chosen at the station; `ca_named_in` is
    the settings file or policy that names the CA file, if one does; `layout_folders` hold the
    site's own layouts. `setup` is there for a station that has no settings yet. `loaded` tells
    where each setting came from.
    """

    settings: Settings
    practice: bool
    audit_file: Path
    paper_file: Path
    windowed: bool = False
    language: str = ""
    ca_named_in: str = ""
    layout_folders: tuple[Path, ...] = ()
    setup: SetupPlan | None = None
    loaded: LoadedSettings | None = None

    @property
    def runs_folder(self) -> Path:
        """Where the records of runs are kept, beside; practice has runs of its own."""
        return self.paper_file.with_name("practice-runs" if self.practice else "runs")

    @property
    def lock_file(self) -> Path:
        """Held by the one station of its kind that runs for this account."""
        return self.paper_file.with_name("practice.lock" if self.practice else "station.lock")

    @property
    def mark_file(self) -> Path:
        """There while that station runs."""
        return self.lock_file.with_suffix(".running")

    @property
    def kiosk(self) -> bool:
        """Whether the window fills the screen and is left by a sign-in only."""
        return self.settings.station.full_screen and not self.windowed

    def browser(self) -> Browser:
        """Return what opens sign-in pages.

        No browser opens over a kiosk where people sign in with a code; practice is the exception,
        because no phone reaches its pages.
        """
        by_code = self.settings.sign_in.method is SignInMethod.DEVICE_CODE
        return NoBrowser() if self.kiosk and by_code and not self.practice else SystemBrowser()
