"""Whether there is a screen, and by which way Qt gets to it."""

from __future__ import annotations

import sys

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.qt import window_system

X11, WAYLAND = {"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}


def arguments(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, str], *, speaks_wayland: bool
) -> list[str]:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(window_system, "_speaks_wayland", lambda: speaks_wayland)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in session.items():
        monkeypatch.setenv(name, value)
    return window_system.arguments_for_qt()


@pytest.mark.parametrize("session", [X11, WAYLAND, X11 | WAYLAND])
def test_qt_finds_its_own_way_where_it_has_both(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, str]
) -> None:
    assert arguments(monkeypatch, session, speaks_wayland=True) == []


@pytest.mark.parametrize("session", [X11, X11 | WAYLAND])
def test_without_its_part_for_wayland_it_is_told_to_take_x11(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, str]
) -> None:
    assert arguments(monkeypatch, session, speaks_wayland=False) == ["-platform", "xcb"]


@pytest.mark.parametrize(("session", "speaks_wayland"), [({}, True), ({}, False), (WAYLAND, False)])
def test_where_there_is_no_way_there_is_no_screen(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, str], speaks_wayland: bool
) -> None:
    with pytest.raises(StationError) as raised:
        arguments(monkeypatch, session, speaks_wayland=speaks_wayland)
    assert raised.value.code is ErrorCode.SCREEN_MISSING


def test_whoever_chose_a_platform_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    session = {"QT_QPA_PLATFORM": "offscreen"}
    assert arguments(monkeypatch, session, speaks_wayland=False) == []
