"""What is loaded with the first touch, and fails: nothing of it is missing for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk import app
from kiosk.models.errors import ErrorCode
from kiosk.practice.launcher import PracticeTenant
from tests.support import practice
from tests.support.station import OpenStation, open_station

practice_tenant = practice.practice_tenant

LINKS = ("import_scan_reader", "import_session_lock", "import_pages")


def touch(station: OpenStation) -> None:
    """Touch the window where nothing is, as hands at a station do all the time."""
    handle = station.window.windowHandle()
    QTest.mouseClick(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2)
    )


def loaded(station: OpenStation) -> dict[str, bool]:
    """Say which parts of the station are there, by the name of what imports them."""
    parts = (
        station.station._reader is not None,
        station.station._session_lock is not None,
        station.window.findChild(QWidget, "lockCountdown") is not None,
    )
    return dict(zip(LINKS, parts, strict=True))


@pytest.mark.parametrize("link", LINKS)
def test_what_cannot_be_loaded_takes_nothing_else_away_and_is_there_after_another_touch(
    qtbot: QtBot,
    practice_tenant: PracticeTenant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    link: str,
) -> None:
    monkeypatch.setattr("kiosk.qt.later.PAUSE_SECONDS", 0.05)
    load = getattr(app, link)
    tries: list[None] = []

    def fail_once() -> None:
        tries.append(None)
        if len(tries) == 1:
            raise ImportError("the disk is gone for a moment")
        load()

    monkeypatch.setattr(app, link, fail_once)
    with open_station(qtbot, practice_tenant, tmp_path) as station:
        # Touches are heard by the window that has the focus.
        station.window.activateWindow()
        QTest.qWaitForWindowActive(station.window)
        touch(station)
        others = {other: other != link for other in LINKS}
        # The last of them fails a moment after the others are there.
        station.wait(lambda: loaded(station) == others and station.controller.notice is not None)
        assert station.controller.notice is not None
        assert station.controller.notice.error is not None
        assert station.controller.notice.error.code is ErrorCode.UNEXPECTED

        def is_there_after_a_touch() -> bool:
            touch(station)
            return all(loaded(station).values())

        station.wait(is_there_after_a_touch)
        assert len(tries) == 2
    caplog.clear()
