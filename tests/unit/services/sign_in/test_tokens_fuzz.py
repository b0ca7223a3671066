"""Whatever the sign-in service answers, somebody is signed in or a StationError says why not."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator, Mapping
from typing import Any, Self, cast

import pytest
import requests
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.services.sign_in.identity import account_from_claims
from kiosk.services.sign_in.refusals import refusal
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.sign_in.sign_in_http import _exchange
from kiosk.services.sign_in.tenant_client import _device_flow, _grant
from tests.support.fuzzing import fuzz, outcome, within
from tests.unit.services.sign_in.conftest import MakeSession
from tests.unit.services.sign_in.odd_tenant import (
    CLIENT_ID,
    DISCOVERY,
    PERSON_ID,
    TENANT_ID,
    TOKEN,
    Answer,
    OddTenant,
)
from tests.unit.services.sign_in.waiting import no_report

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, 1e400, float("nan"), "", "x", "\ud800", "\0", [], {}, [None], [{}],
    CLIENT_ID, PERSON_ID, TENANT_ID, [CLIENT_ID], {"a": [1]}, "9" * 400, "nan", "inf", "https://[",
    "https://login.example/x", "http://localhost/x", "javascript:alert(1)", "x" * 5000, "1" * 5000,
    "AADSTS65001: x", "AADSTS" + "9" * 7, "2026-11-29 08:00:00Z", "9999-12-31T23:59:59-14:00",
)  # fmt: skip
KEYS = (
    "aud", "tid", "oid", "name", "preferred_username", "upn", "wids", "access_token", "expires_in",
    "refresh_on", "refresh_in", "scope", "id_token_claims", "error", "error_codes", "suberror",
    "error_description", "correlation_id", "timestamp", "claims", "user_code", "device_code",
    "verification_uri", "verification_uri_complete", "interval", "id_token", "client_info",
    "token_type", "refresh_token", "foci",
)  # fmt: skip


def anything(chance: random.Random, begin: Mapping[str, Any]) -> dict[str, Any]:
    """Something like `begin`, with a few values by chance."""
    found = dict(begin)
    for _ in range(chance.randint(0, 4)):
        found[chance.choice(KEYS)] = chance.choice(VALUES)
    return found


CLAIMS = {"aud": CLIENT_ID, "tid": TENANT_ID, "oid": PERSON_ID, "name": "Sam", "wids": ["a"]}
TOKENS = {"access_token": "x", "expires_in": 3600, "scope": "a b", "id_token_claims": CLAIMS}
FLOW = {
    "user_code": "ABC", "verification_uri": "https://login.example/d", "expires_in": 900,
    "interval": 5, "device_code": "x",
}  # fmt: skip
SEEDS = st.integers(0, 2**40)


@fuzz(300)
@given(SEEDS)
def test_any_claims_are_somebody_of_this_tenant_or_not_trusted(seed: int) -> None:
    claims = anything(random.Random(seed), CLAIMS)
    found = outcome(lambda: account_from_claims(claims, CLIENT_ID, TENANT_ID))
    if isinstance(found, StationError):
        assert found.code is ErrorCode.SIGN_IN_ANSWER_UNTRUSTED
        return
    assert found.person_id == claims["oid"].encode("utf-8", "replace").decode()
    f"{found.display_name} {found.username}".encode()
    assert claims["tid"] == TENANT_ID
    assert claims["aud"] in (CLIENT_ID, [CLIENT_ID])


@fuzz(300)
@given(SEEDS)
@example(3333)
def test_any_answer_with_tokens_is_a_grant_or_a_refusal(seed: int) -> None:
    chance = random.Random(seed)
    for found in (
        outcome(lambda: _grant(anything(chance, TOKENS))),
        outcome(lambda: _device_flow(anything(chance, FLOW))),
        refusal(anything(chance, {"error": "invalid_grant"}), 400),
    ):
        if isinstance(found, StationError):
            assert found.code.startswith(("PK-1", "PK-2"))
            for text in (found.details.service_code, found.details.request_id):
                assert len(text.encode()) < 500


class Raw:
    """An answer as `requests` gives it."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status_code, self.headers, self._body = status, headers, body

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def iter_content(self, size: int) -> Iterator[bytes]:
        for start in range(0, len(self._body), size):
            yield self._body[start : start + size]


class RawSession:
    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    def request(self, *_: object, **__: object) -> Raw:
        return self._raw


def exchange(raw: Raw) -> dict[str, Any]:
    session = cast("requests.Session", RawSession(raw))
    return _exchange(session, "GET", "https://login.example", None, None, None)[1]


BODIES = (b"", b"null", b"{}", b"[]", b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000, b"\xff\xfe")
WAITS = ("", "1", "-1", "nan", "inf", "1e400", "x", "Sun, 29 Nov 2026 08:00:00 GMT", "٣")


@pytest.mark.parametrize("body", range(len(BODIES)))
@pytest.mark.parametrize("status", [200, 302, 400, 404, 407, 429, 500, 503])
def test_any_body_is_a_document_or_a_station_error(status: int, body: int) -> None:
    for wait in WAITS:
        raw = Raw(status, {"Retry-After": wait}, BODIES[body])
        found = outcome(lambda raw=raw: exchange(raw))  # type: ignore[misc]  # a default keeps the loop's value
        if isinstance(found, StationError):
            assert found.code.startswith(("PK-1", "PK-2"))
            assert found.retry_after is None or 0 <= found.retry_after < 86_400
        else:
            assert found == {}


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    raw = Raw(200, {}, b" " * (8 * 1024 * 1024))
    with pytest.raises(StationError) as caught:
        exchange(raw)
    assert caught.value.code is ErrorCode.ANSWER_UNREADABLE


def sign_in(session: SignInSession, tenant: OddTenant) -> Account:
    return session.sign_in_by_browser(tenant.visit, CancelToken(), no_report)


@fuzz(25)
@given(SEEDS)
def test_any_tenant_lets_somebody_in_or_says_why_not(
    make_session: MakeSession, odd_tenant: OddTenant, seed: int
) -> None:
    odd_tenant.behave()
    chance = random.Random(seed)
    odd_tenant.id_token_claims = {
        key: value for key, value in anything(chance, {}).items() if value is not None
    }
    kind = chance.random()
    if kind < 0.3:
        odd_tenant.token_fields = anything(chance, {})
    elif kind < 0.5:
        inside = base64.urlsafe_b64encode(chance.choice(BODIES[:4])).decode().rstrip("=")
        odd_tenant.raw_id_token = f"{inside}.{inside}.{inside}"
    elif kind < 0.7:
        body = chance.choice(BODIES)
        odd_tenant.next_answers[chance.choice([TOKEN, DISCOVERY])] = [Answer(200, body)]
    elif kind < 0.8:
        odd_tenant.next_answers[DISCOVERY] = [
            Answer(200, json.dumps(anything(chance, odd_tenant.discovery)).encode())
        ]
    session = make_session(timeout_seconds=20)
    with within(30):
        found = outcome(lambda: sign_in(session, odd_tenant))
    if isinstance(found, StationError):
        assert found.code.startswith(("PK-1", "PK-2"))
        assert found.code is not ErrorCode.SIGN_IN_TIMED_OUT
        assert session.account is None
    else:
        assert found.person_id
        assert session.access_token(CancelToken()).reveal()
    session.sign_out()
