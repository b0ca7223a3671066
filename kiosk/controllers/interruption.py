"""Work that a session which ended has interrupted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.models.errors import StationError


@dataclass(frozen=True)
class Interruption:
    """Work that waits for a new sign-in.

    `error` says why, `go_on` does the work after the sign-in, and `give_up` tells the page
    that nobody signed in.
    """

    error: StationError
    go_on: Callable[[], None]
    give_up: Callable[[], None]
