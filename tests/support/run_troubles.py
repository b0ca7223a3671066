"""What happens to runs in tests: refusals, ends, and what is counted afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RunAction
from tests.support.run_station import KilledError, RunStation

METHOD = "/users/*/authentication/qrCodePinMethod"
READING = f"GET {METHOD}"
BATCH = "POST /$batch"


def refusing(code: ErrorCode, times: int = 1) -> Callable[[int], None]:
    """Have the paper refuse that often."""
    left = [times]

    def at_put(_: int) -> None:
        if left[0]:
            left[0] -= 1
            raise StationError(code)

    return at_put


def raising(code: ErrorCode) -> Callable[[], NoReturn]:
    """Refuse each time."""

    def act() -> NoReturn:
        raise StationError(code)

    return act


def at_part(part: int, act: Callable[[], object]) -> Callable[[int], None]:
    """Do something when the pages of a part are about to be made."""

    def at_put(now: int) -> None:
        if now == part:
            act()

    return at_put


def die(*_: object) -> NoReturn:
    raise KilledError


def issued(station: RunStation) -> int:
    """Return how often the tenant was asked for a first badge."""
    return len(station.tenant.writes("PUT"))


def begin_and_die(station: RunStation, action: RunAction, part: int) -> None:
    """Begin a run, and end before the pages of a part are made."""
    station.paper.at_put = at_part(part, die)
    with pytest.raises(KilledError):
        station.begin(action)
    station.paper.at_put = lambda _: None
