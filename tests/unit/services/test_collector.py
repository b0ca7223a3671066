"""What is loaded for good is left alone by the collector, what comes later is not."""

from __future__ import annotations

import gc
import sys
from types import ModuleType

import pytest

from kiosk.services import collector
from kiosk.services.collector import leave_loaded_alone


@pytest.fixture(autouse=True)
def _as_in_a_station(
    monkeypatch: pytest.MonkeyPatch, _windows_of_earlier_tests_are_collected: None
) -> None:
    """Know all modules that are there, whatever tests before have loaded."""
    monkeypatch.setattr(collector, "_seen", len(sys.modules))


def test_what_new_modules_brought_is_looked_at_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = gc.get_freeze_count()
    monkeypatch.setitem(sys.modules, "loaded_just_now", ModuleType("loaded_just_now"))
    brought = [[number] for number in range(1000)]

    leave_loaded_alone()

    assert gc.get_freeze_count() >= frozen + len(brought)


def test_what_work_leaves_behind_is_still_collected() -> None:
    frozen = gc.get_freeze_count()
    left_behind = [[number] for number in range(1000)]

    leave_loaded_alone()

    assert gc.get_freeze_count() < frozen + len(left_behind)
