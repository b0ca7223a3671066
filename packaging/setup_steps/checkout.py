"""Where things are in this checkout and in its ``.venv``, on every platform."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Purpose(Enum):
    """What the checkout is being set up for.

    Of the first three each needs everything that the one before needs; the documentation has an
    environment of its own.
    """

    STATION = "station"
    TEST = "test"
    OFFICIAL_CLIENTS = "official-clients"
    DOCS = "docs"

    def and_beyond(self) -> tuple[Purpose, ...]:
        """Return the purposes whose set-up serves this one too, itself first."""
        if self is Purpose.DOCS:
            return (self,)
        growing = (Purpose.STATION, Purpose.TEST, Purpose.OFFICIAL_CLIENTS)
        return growing[growing.index(self) :]


@dataclass(frozen=True)
class Checkout:
    """The project's folder and the paths in it that the set-up uses.

    `environment` is the virtual environment's folder in it.
    """

    root: Path
    windows: bool = os.name == "nt"
    environment: str = ".venv"

    @property
    def venv(self) -> Path:
        """The folder that holds everything installed; it can be deleted at any time."""
        return self.root / self.environment

    @property
    def python(self) -> Path:
        """The Python of the virtual environment."""
        return self.script("python")

    def script(self, name: str) -> Path:
        """Return the path of a console script of the virtual environment."""
        if self.windows:
            return self.venv / "Scripts" / f"{name}.exe"
        return self.venv / "bin" / name

    def lock(self, purpose: Purpose) -> Path:
        """Return the lock file that holds the exact packages for a purpose."""
        names = {
            Purpose.STATION: "requirements.lock",
            Purpose.TEST: "requirements-test.lock",
            Purpose.OFFICIAL_CLIENTS: "requirements-official-clients.lock",
            Purpose.DOCS: "requirements-docs.lock",
        }
        return self.root / names[purpose]

    @property
    def unpacked(self) -> Path:
        """System packages that were unpacked here because the account may not install them."""
        return self.venv / "system"

    @property
    def log(self) -> Path:
        """What the installers printed, for when one of them fails."""
        return self.venv / "setup.log"
