"""Whatever happens in a run: everybody ends with one badge and PIN that work and are on paper."""

from __future__ import annotations

import pytest

from kiosk.models.run import RunAction, RunPhase
from tests.support.run_station import RunStation
from tests.support.run_troubles import BATCH, METHOD, READING

CALLS = {
    RunAction.ISSUE: [f"PUT {METHOD}", BATCH],
    RunAction.REPLACE: [f"DELETE {METHOD}", f"PATCH {METHOD}", READING, BATCH],
    RunAction.RESET_PIN: [f"PATCH {METHOD}/pin", READING, BATCH],
    RunAction.EXTEND: [f"PATCH {METHOD}", READING, BATCH],
}
KINDS = (
    "429", "429-no-retry-after", "500", "503", "504", "timeout", "reset", "lost-answer",
    "bad-json", "slow", "expired-token", "claims-challenge",
)  # fmt: skip
SUFFERED = [
    pytest.param(action, f"{kind}@{route}", id=f"{kind} at {route} of {action}")
    for action, routes in CALLS.items()
    for route in routes
    for kind in KINDS
]


@pytest.mark.parametrize("action", list(RunAction))
def test_a_run_without_any_trouble(station: RunStation, action: RunAction) -> None:
    station.get_ready(action)
    end = station.begin(action)
    assert end.phase is RunPhase.DONE
    assert (end.progress.done, end.progress.failed, end.progress.left) == (5, 0, 0)
    assert not station.problems
    assert station.paper.listed == ([[1, 2, 3, 4, 5]] if action.makes_paper else [])
    station.check(action)


@pytest.mark.parametrize(("action", "fault"), SUFFERED)
def test_some_calls_of_a_run_suffer(station: RunStation, action: RunAction, fault: str) -> None:
    lasts = fault.startswith("claims-challenge")
    station.get_ready(action)
    station.tenant.suffer(fault if lasts else f"{fault}:2")
    station.mend = station.sign_in
    end = station.begin(action)
    assert end.phase is RunPhase.DONE
    assert end.progress.failed == 0
    station.check(action)
