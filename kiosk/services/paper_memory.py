"""Remembers what was chosen about paper, in a small file of this station."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import PaperChoices
from kiosk.services.files import make_private_folder, open_regular, write_whole

_LARGEST_FILE = 100_000


class PaperMemory:
    """The choices about paper. Reads and writes a file, so it belongs on workers.

    What cannot be read counts as nothing chosen: the station then prints as its settings say.
    Without a file the choices hold for this run of the program only.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._choices: PaperChoices | None = None

    @property
    def choices(self) -> PaperChoices:
        """What was chosen so far."""
        with self._lock:
            return self._read()

    def change(self, change: Callable[[PaperChoices], PaperChoices]) -> PaperChoices:
        """Choose something else from now on, and return it all.

        Raises StationError PAPER_CHOICE_NOT_KEPT when it will be forgotten with this run of the
        program; until then it holds all the same.
        """
        with self._lock:
            choices = self._choices = change(self._read())
            if self._file is not None:
                _write(self._file, choices)
        return choices

    def _read(self) -> PaperChoices:
        if self._choices is None:
            self._choices = PaperChoices() if self._file is None else _choices_in(self._file)
        return self._choices


def _write(file: Path, choices: PaperChoices) -> None:
    said = {
        "layouts": dict(sorted(choices.layouts.items())),
        "printers": dict(sorted(choices.printers.items())),
    }
    try:
        make_private_folder(file.parent)
        write_whole(file, json.dumps(said, indent=1).encode())
    except (OSError, StationError):
        # No other folder can be chosen for it, which is what the writer of files would say.
        raise StationError(ErrorCode.PAPER_CHOICE_NOT_KEPT, {"file": str(file)}) from None


def _choices_in(file: Path) -> PaperChoices:
    try:
        with open_regular(file) as opened:
            said = json.loads(opened.read(_LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return PaperChoices()
    if not isinstance(said, dict):
        return PaperChoices()
    return PaperChoices(_names(said.get("layouts")), _names(said.get("printers")))


def _names(said: object) -> Mapping[str, str]:
    if not isinstance(said, dict):
        return MappingProxyType({})
    return MappingProxyType({key: name for key, name in said.items() if isinstance(name, str)})
