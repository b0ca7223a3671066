"""Which PINs are accepted, and that the tenant's own always are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.practice.pin_rules import is_weak, make_pin, objection
from kiosk.practice.seeds import Seed


@pytest.mark.parametrize(
    "pin",
    ["01234567", "12345678", "87654321", "9876543210", "78901234", "32109876", "11111111",
     "12121212", "123123123", "12312312", "0123456789012345"],
)  # fmt: skip
def test_runs_and_repeats_are_refused(pin: str) -> None:
    assert objection(pin)


@pytest.mark.parametrize("pin", ["1234567", "123456789012345678901", "1234567a", "", "٣٤٥٦١٢٧٨"])
def test_wrong_length_and_other_characters_are_refused(pin: str) -> None:
    assert objection(pin)


def test_the_policy_length_is_a_minimum() -> None:
    assert not objection("58204917", 8)
    assert objection("58204917", 10)
    assert not objection("5820491736", 10)


@given(st.integers(0, 2**60), st.integers(8, 20))
def test_a_pin_of_the_service_satisfies_its_own_rules(number: int, length: int) -> None:
    pin = make_pin(Seed(number), length, "somebody")
    assert len(pin) == length
    assert not objection(pin)
    assert not is_weak(pin)
