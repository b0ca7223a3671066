"""Whether there is a screen, and by which way Qt gets to it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.qt import window_system

X11, WAYLAND = {"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}


def arguments(
    monkeypatch: pytest.MonkeyPatch,
    session: dict[str, str],
    *,
    speaks_wayland: bool,
    answering: tuple[str, ...] = ("xcb", "wayland"),
) -> list[str]:
    closed: list[str] = []

    def connection(way: str) -> Callable[[], object] | None:
        return (lambda: closed.append(way)) if way in answering else None

    monkeypatch.setattr(window_system, "_connection", connection)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(window_system, "_speaks_wayland", lambda: speaks_wayland)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in session.items():
        monkeypatch.setenv(name, value)
    with window_system.way_to_screen() as found:
        assert closed == []
    assert len(closed) == (0 if session.get("QT_QPA_PLATFORM") == "offscreen" else 1)
    return found


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


def test_where_wayland_does_not_answer_qt_is_led_to_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    led = arguments(monkeypatch, X11 | WAYLAND, speaks_wayland=True, answering=("xcb",))
    assert led == ["-platform", "xcb"]


@pytest.mark.parametrize("session", [X11, X11 | WAYLAND, X11 | {"QT_QPA_PLATFORM": "xcb"}])
def test_a_screen_that_does_not_answer_is_named(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, str]
) -> None:
    with pytest.raises(StationError) as raised:
        arguments(monkeypatch, session, speaks_wayland=True, answering=())
    assert raised.value.code is ErrorCode.SCREEN_NOT_ANSWERING
    assert raised.value.values == {"display": ":0"}


def test_whoever_chose_a_way_that_answers_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("xcb", "wayland;xcb"):
        session = X11 | WAYLAND | {"QT_QPA_PLATFORM": way}
        assert arguments(monkeypatch, session, speaks_wayland=False) == []
