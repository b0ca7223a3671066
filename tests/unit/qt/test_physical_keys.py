"""What a key means on a US keyboard."""

from __future__ import annotations

import pytest

from kiosk.qt.physical_keys import us_character

BADGE_SIGNS = {
    "m": (50, False),
    "s": (31, False),
    "-": (12, False),
    "q": (16, False),
    "y": (21, False),
    "z": (44, False),
    ":": (39, True),
    "|": (43, True),
    "@": (3, True),
    "1": (2, False),
    "0": (11, False),
    "A": (30, True),
    "_": (12, True),
    ".": (52, False),
    "/": (53, False),
}


@pytest.mark.parametrize("sign", BADGE_SIGNS)
@pytest.mark.parametrize(("platform", "offset"), [("xcb", 8), ("wayland", 8), ("windows", 0)])
def test_a_badges_signs_are_known_by_their_keys(sign: str, platform: str, offset: int) -> None:
    number, is_shifted = BADGE_SIGNS[sign]
    assert us_character(platform, number + offset, is_shifted=is_shifted) == sign


@pytest.mark.parametrize("number", [1, 14, 15, 28, 42, 54, 58, 71, 82, 86, 300, -8, 0])
def test_other_keys_are_not_known(number: int) -> None:
    assert us_character("xcb", number + 8, is_shifted=False) == ""


@pytest.mark.parametrize("platform", ["cocoa", "offscreen", "", "vnc"])
def test_nothing_is_known_elsewhere(platform: str) -> None:
    assert us_character(platform, 24, is_shifted=False) == ""
