"""The window asks Windows to leave it out of pictures of the screen."""

from __future__ import annotations

import sys

import pytest

from kiosk.qt.screen_capture import exclude


class User32:
    """Windows' function, which knows some affinities."""

    def __init__(self, *known: int) -> None:
        self.told: list[tuple[int, int]] = []
        self._known = known

    def SetWindowDisplayAffinity(self, window: int, affinity: int) -> int:  # noqa: N802 - Windows'
        self.told.append((window, affinity))
        return int(affinity in self._known)


def test_the_window_is_left_out_of_pictures() -> None:
    library = User32(0x11, 0x01)
    assert exclude(0x1_0000_0042, library)
    assert library.told == [(0x1_0000_0042, 0x11)]


def test_an_older_windows_shows_it_black() -> None:
    library = User32(0x01)
    assert exclude(7, library)
    assert library.told == [(7, 0x11), (7, 0x01)]


def test_a_windows_that_can_do_neither_says_so() -> None:
    assert not exclude(7, User32())


@pytest.mark.skipif(sys.platform == "win32", reason="about machines without that function")
def test_elsewhere_nothing_is_asked() -> None:
    assert not exclude(7)
