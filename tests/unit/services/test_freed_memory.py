"""What was freed is overwritten, whatever size of a block a PIN had."""

from __future__ import annotations

import ctypes
import sys

import pytest

from kiosk.services.freed_memory import overwrite_small_blocks

MANY = 200


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="looks into CPython's memory")
@pytest.mark.parametrize("digits", [4, 6, 8, 12, 40])
@pytest.mark.parametrize("is_text", [True, False])
def test_no_pin_is_left_where_it_was(digits: int, is_text: bool) -> None:
    header = sys.getsizeof("") - 1 if is_text else sys.getsizeof(b"") - 1
    wanted = "73" * (digits // 2)
    pins: list[object] = [
        f"{'73' * (digits // 2 - 1)}{number % 10}{number % 7}" for number in range(MANY)
    ]
    if not is_text:
        pins = [str(pin).encode() for pin in pins]
    places = [id(pin) + header for pin in pins]
    assert ctypes.string_at(places[0], digits - 2) == wanted.encode()[: digits - 2]
    pins.clear()
    overwrite_small_blocks()
    left = sum(ctypes.string_at(at, digits - 2) == wanted.encode()[:-2] for at in places)
    # Single ones may be in space that comes into use later.
    assert left <= MANY // 20
