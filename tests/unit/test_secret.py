"""A secret never gets out by accident, and can be cleared."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.badge import Badge, BadgeKind, Credentials, IssuedBadge, NewPin
from kiosk.models.secret import MASK, Secret

DIGITS = "73519462"


@dataclass(frozen=True)
class Holder:
    secret: Secret


def test_it_gives_out_what_it_holds_only_when_asked_by_name() -> None:
    secret = Secret(DIGITS)
    assert secret.reveal() == DIGITS
    assert secret.reveal_bytes() == DIGITS.encode()
    assert Secret(b"\xff\x00").reveal_bytes() == b"\xff\x00"


@pytest.mark.parametrize("spec", ["", "s", ">20", "x"])
def test_it_prints_as_dots_whatever_the_format(spec: str) -> None:
    secret = Secret(DIGITS)
    assert format(secret, spec) == MASK
    shown = [str(secret), repr(secret), f"{secret!r}", "%s %r" % (secret, secret)]  # noqa: UP031 - the old way leaks as well
    shown += [repr(Holder(secret)), str([secret]), str({"pin": secret}), ascii(secret)]
    assert not any(DIGITS in text for text in shown)


def raise_with(secret: Secret) -> None:
    raise ValueError(secret)


def test_it_does_not_reach_a_log_or_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret(DIGITS)
    with pytest.raises(ValueError, match=MASK) as caught:
        raise_with(secret)
    logging.getLogger("station").warning(
        "failed with %s and %r", secret, Holder(secret), exc_info=caught.value
    )
    assert MASK in caplog.text
    assert DIGITS not in caplog.text
    assert DIGITS not in "".join(traceback.format_exception(caught.value))
    caplog.clear()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_cannot_be_pickled(protocol: int) -> None:
    for held in (Secret(DIGITS), Holder(Secret(DIGITS)), [Secret(DIGITS)]):
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(held, protocol)


def test_it_cannot_be_copied_by_accident() -> None:
    for copied in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="copied"):
            copied(Secret(DIGITS))
    with pytest.raises(TypeError, match="copied"):
        asdict(Holder(Secret(DIGITS)))


def test_it_is_neither_json_nor_a_key_nor_a_sequence() -> None:
    secret = Secret(DIGITS)
    misuses: list[Callable[[Any], object]] = [json.dumps, hash, len, iter, bytes, vars]
    for misuse in misuses:
        with pytest.raises(TypeError) as caught:
            misuse(secret)
        assert DIGITS not in str(caught.value)


def test_it_takes_no_further_attributes() -> None:
    with pytest.raises(AttributeError):
        Secret(DIGITS).note = "x"  # type: ignore[attr-defined]  # the point


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS, TEXTS)
def test_two_are_equal_when_they_hold_the_same(first: str, second: str) -> None:
    assert (Secret(first) == Secret(second)) == (first == second)
    assert Secret(first) != first


def test_nothing_is_left_after_clearing() -> None:
    secret = Secret(DIGITS)
    held = secret._bytes
    secret.clear()
    secret.clear()
    assert secret.is_cleared
    assert secret.reveal() == ""
    assert held == b""


def test_what_came_out_of_an_operation_is_cleared_whole() -> None:
    start = datetime(2026, 1, 31, tzinfo=UTC)
    badge = Badge(BadgeKind.STANDARD, "id", start, start + timedelta(days=365))
    picture = Secret(b"<svg>KEY</svg>")
    content = Secret("ms-qrpin:v1|sam@contoso.com|id|KEY")
    issued = IssuedBadge(badge, content, picture=picture)
    credentials = Credentials(NewPin(Secret(DIGITS), None, must_change=True), issued)
    assert DIGITS not in repr(credentials)
    assert "KEY" not in repr(credentials)
    credentials.clear()
    assert credentials.pin is not None
    assert credentials.pin.digits.is_cleared
    assert content.is_cleared
    assert picture.is_cleared


def test_a_duplicate_lives_by_itself() -> None:
    secret = Secret(b"\x00\xffnot a text")
    other = secret.duplicate()
    assert other == secret
    assert other.reveal_bytes() == b"\x00\xffnot a text"
    secret.clear()
    assert secret.is_cleared
    assert other.reveal_bytes() == b"\x00\xffnot a text"
    third = other.duplicate()
    other.clear()
    assert not third.is_cleared
    assert third._bytes is not other._bytes


def test_a_duplicate_of_nothing_is_nothing() -> None:
    secret = Secret(DIGITS)
    secret.clear()
    assert secret.duplicate().is_cleared
