"""A file that is there while the station runs, so that the next start knows how this one ended.

It holds nothing: no time, no name, no secret. That it is there is all that it says.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kiosk.services.files import make_private_folder


class RunningMark:
    """Made at start and removed at a clean end; a crash or a power cut leaves it behind."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def begin(self) -> bool:
        """Put the mark there; True when the run before this one has left its own.

        Where nothing can be written nobody is told afterwards, and that keeps no station from
        starting.
        """
        with suppress(OSError):
            make_private_folder(self._file.parent)
            if self._file.exists():
                return True
            self._file.touch(mode=0o600)
        return False

    def end(self) -> None:
        """Take the mark away; may be called twice.

        One that stays has the next start say that this one had stopped, which does no harm.
        """
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
