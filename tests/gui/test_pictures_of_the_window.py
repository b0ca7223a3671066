"""No picture of the window shows a PIN: not on the task bar, and on Windows not anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.models.settings import Settings, StationSettings
from tests.support.counter import Counter, counter_on
from tests.support.station_services import StationServices, SufferingTenant


def a_new_pin(counter: Counter) -> None:
    counter.station.open_person("Sam Rivera")
    counter.station.do("resetPinButton")
    counter.station.wait(lambda: counter.station.result.may_print)


def test_a_window_that_is_put_away_covers_the_pin(counter: Counter) -> None:
    a_new_pin(counter)
    station = counter.station
    station.window.showMinimized()
    station.wait(lambda: not station.result.is_visible)
    assert not any(sign.isdigit() for sign in station.text("pinLabel"))
    assert not any(sign.isdigit() for sign in station.find(QLabel, "pinLabel").accessibleName())
    station.window.showNormal()
    assert not station.result.is_visible


def test_a_window_that_loses_the_keyboard_goes_on_showing_it(counter: Counter) -> None:
    a_new_pin(counter)
    counter.station.window.event(QEvent(QEvent.Type.WindowDeactivate))
    assert counter.station.result.is_visible


@pytest.mark.parametrize("allowed", [False, True])
def test_the_window_stays_out_of_pictures_unless_the_settings_allow_them(
    qtbot: QtBot,
    both: tuple[SufferingTenant, StationServices],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    allowed: bool,
) -> None:
    told: list[int] = []
    monkeypatch.setattr("kiosk.qt.screen_capture.exclude", told.append)
    settings = Settings(station=StationSettings(allow_screen_capture=allowed))
    with counter_on(qtbot, *both, tmp_path, settings) as counter:
        assert set(told) == (set() if allowed else {int(counter.station.window.winId())})
