"""Which PINs the service accepts, and how it makes one of its own.

Source: Microsoft Entra, 'Authentication methods - QR code': 8 to 20 digits, no run of digits up
or down, no short sequence repeated. Where that leaves room, this is the stricter reading.
"""

from __future__ import annotations

from itertools import pairwise

from kiosk.practice.seeds import Seed

SHORTEST = 8
LONGEST = 20


def objection(pin: str, least: int = SHORTEST) -> str:
    """Why the service refuses this PIN, in a sentence; empty when it does not."""
    if not (pin.isascii() and pin.isdigit()):
        return "The PIN may contain only digits."
    if not max(least, SHORTEST) <= len(pin) <= LONGEST:
        return f"The PIN must have between {max(least, SHORTEST)} and {LONGEST} digits."
    if is_weak(pin):
        return "The PIN is too easy to guess: it is a run or a repeated sequence of digits."
    return ""


def is_weak(pin: str) -> bool:
    """Whether the PIN is a run like 12345678 or 98765432, or 1 to 3 digits over and over."""
    digits = [int(character) for character in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    if steps in ({1}, {9}):
        return True
    return any(
        all(digits[place] == digits[place - period] for place in range(period, len(digits)))
        for period in (1, 2, 3)
    )


def make_pin(seed: Seed, length: int, *purpose: str | int) -> str:
    """Return a PIN as the service makes one: random digits that its own rules accept."""
    attempt = 0
    while True:
        number = int.from_bytes(seed.octets(16, "pin", attempt, *purpose))
        pin = str(number % 10**length).zfill(length)
        if not is_weak(pin):
            return pin
        attempt += 1
