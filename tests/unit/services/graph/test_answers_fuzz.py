"""Whatever Graph answers, each call ends in what it promises or in a StationError, and soon."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.models.badge import Badge, BadgeKind, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Listed
from kiosk.models.secret import Secret
from kiosk.models.settings import GraphVersion
from kiosk.models.target import Target
from kiosk.services.graph.batch import _result, responses_in
from kiosk.services.graph.client import GraphClient
from kiosk.services.graph.decoding import read_badge
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.people import PeopleService
from kiosk.services.graph.refusals import claims_challenge, details_of
from kiosk.services.graph.search_text import clause, literal, plain_text
from kiosk.services.graph.teams import TeamService
from kiosk.services.graph.wire import GraphRequest, person_path
from kiosk.services.operations.days import extended_end
from kiosk.services.transport import HttpAnswer, Transport
from tests.support.fuzzing import fuzz, within

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
ID = "9832aad8-e4fe-496b-a604-95c6ef01ae75"
SAM = Person(ID, "Sam Rivera", "sam@shop.example")
BADGE = Badge(BadgeKind.STANDARD, ID, NOW, NOW.replace(year=2027), NOW)

MOMENTS = (
    "2026-03-02T08:00:00.1234567Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:01Z", "yesterday",
    "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "2026-03-02", "1969-12-31T23:59:59Z", "",
)  # fmt: skip
TEXTS = (
    *MOMENTS, ID, "sam@shop.example", "\ud800", "\0", "x" * 5000, "71930264", "1" * 21, "٣٤", "=",
    "bXMtcXJwaW46djF8", "ms-qrpin:v1|a", "<svg/>", "enabled", "#microsoft.graph.user", "200",
    "#microsoft.graph.group", "#microsoft.graph.directoryRole", "ActiveQRCodeExisted",
    "https://graph.test/v1.0/users?next", "https://elsewhere.example/x", "https://[", "{x",
)  # fmt: skip
PLAIN = (None, True, False, 0, -1, 200, 404, 429, 503, 10**400, 1e400, 0.5)
KEYS = (
    "id", "value", "pin", "code", "standardQRCode", "temporaryQRCode", "image", "rawContent",
    "binaryValue", "errorCorrectionLevel", "startDateTime", "expireDateTime", "createdDateTime",
    "updatedDateTime", "lastUsedDateTime", "displayName", "userPrincipalName", "accountEnabled",
    "state", "pinLength", "error", "details", "innerError", "message", "status", "headers",
    "body", "responses", "standardQRCodeLifetimeInDays", "forceChangePinNextSignIn",
    "includeTargets", "verifiedDomains", "name", "@odata.nextLink", "@odata.type",
)  # fmt: skip
CODE = {
    "id": ID, "startDateTime": MOMENTS[0], "expireDateTime": "2027-03-02T08:00:00Z",
    "createdDateTime": MOMENTS[0], "lastUsedDateTime": None,
    "image": {"rawContent": "bXMtcXJwaW46djF8YQ==", "binaryValue": None, "version": 1},
}  # fmt: skip
GOOD: tuple[Any, ...] = (
    {"standardQRCode": CODE, "temporaryQRCode": CODE, "pin": {"code": "71930264"}},
    CODE,
    {"code": "71930264", "updatedDateTime": MOMENTS[0], "forceChangePinNextSignIn": True},
    {"value": [{"id": ID, "displayName": "Sam", "@odata.type": "#microsoft.graph.user"}]},
    {"id": ID, "displayName": "Sam", "accountEnabled": True},
    {"state": "enabled", "pinLength": 8, "includeTargets": [{"id": "all_users"}]},
    {"value": [{"id": ID, "verifiedDomains": [{"name": "shop.example"}]}]},
    {"error": {"code": "X", "message": "y", "details": [{"code": "z"}], "innerError": {}}},
    {
        "responses": [
            {"id": str(number), "status": 200, "headers": {}, "body": {"id": ID, "value": []}}
            for number in range(6)
        ]
    },
)
HEADERS: Mapping[str, tuple[str, ...]] = {
    "Retry-After": ("1", "0", "-1", "nan", "inf", "1e400", "x", "Fri, 31 Dec 9999 23:59:59 GMT"),
    "Date": (
        "Sun, 29 Nov 2026 08:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "x", "\ud800",
        "Mon, 01 Jan 0001 00:00:00 +1400",
    ),
    "WWW-Authenticate": (
        'claims="', 'claims="{x"', 'claims="e30="', 'claims="' + "W1t" * 9000 + '"',
    ),
    "request-id": (ID, "x" * 60_000, "\ud800", "ms-qrpin:v1|a|b|c"),
}  # fmt: skip
STATUSES = (200, 200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 407, 409, 418, 429, 500, 503)


class Made:
    """Makes answers that begin like good ones; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def answer(self) -> HttpAnswer:
        chance = self._chance
        headers = {
            name: chance.choice(values) for name, values in HEADERS.items() if chance.random() < 0.3
        }
        return HttpAnswer(chance.choice(STATUSES), headers, self._body())

    def _body(self) -> bytes:
        chance = self._chance
        kind = chance.random()
        if kind < 0.03:
            return chance.choice((b"", b"[" * 100_000, b"\xff\xfe", b"9" * 5000, b"null"))
        if kind < 0.1:
            return b"\xff\xd8\xff" + chance.randbytes(chance.randint(0, 40))
        body = json.dumps(self._changed(chance.choice(GOOD))).encode()
        if kind < 0.15:
            at = chance.randrange(len(body))
            return body[:at] + chance.randbytes(2) + body[at + chance.randint(0, 9) :]
        return body

    def _changed(self, value: Any) -> Any:
        chance = self._chance
        if chance.random() < 0.08:
            return self._anything(0)
        if isinstance(value, dict):
            changed = {key: self._changed(inner) for key, inner in value.items()}
            if chance.random() < 0.15:
                changed[chance.choice(KEYS)] = self._anything(0)
            return changed
        return [self._changed(inner) for inner in value] if isinstance(value, list) else value

    def _anything(self, depth: int) -> Any:
        chance = self._chance
        kind = chance.randint(0, 5 if depth < 3 else 3)
        if kind < 3:
            return chance.choice(TEXTS)
        if kind == 3:
            return chance.choice(PLAIN)
        if kind == 4:
            return [self._anything(depth + 1) for _ in range(chance.randint(0, 3))]
        return {chance.choice(KEYS): self._anything(depth + 1) for _ in range(chance.randint(0, 4))}


class FuzzedPost:
    """Brings an answer from nowhere, and fails what asks without an end."""

    MOST = 400

    def __init__(self, seed: int) -> None:
        self._made = Made(seed)
        self._asked = 0

    def send(
        self, request: GraphRequest, headers: Mapping[str, str], cancel: CancelToken
    ) -> HttpAnswer:
        self._asked += 1
        assert self._asked <= self.MOST, "it never stops asking"
        request.url("https://graph.test")
        return self._made.answer()


class Tokens:
    def access_token(
        self, cancel: CancelToken, rejected: Secret | None = None, claims: str | None = None
    ) -> Secret:
        assert claims is None or isinstance(json.loads(claims), dict)
        return Secret("a-token")


class Unhurried(CancelToken):
    """Does not really wait, but looks whether it could have."""

    def wait(self, seconds: float) -> None:
        assert 0 <= seconds < 86_400


Call = Callable[[GraphClient, CancelToken], object]


def _methods(client: GraphClient) -> MethodService:
    return MethodService(client, GraphVersion.BETA)


CALLS: dict[str, Call] = {
    "read": lambda client, cancel: _methods(client).read(Target(SAM), cancel),
    "which have one": lambda client, cancel: _methods(client).which_have_one([SAM] * 6, cancel),
    "reset": lambda client, cancel: _methods(client).reset_pin(Target(SAM), cancel),
    "create": lambda client, cancel: _methods(client).create(Target(SAM), NOW, NOW, cancel),
    "create a code": lambda client, cancel: _methods(client).create_code(
        Target(SAM), BadgeKind.TEMPORARY, NOW, NOW, cancel
    ),
    "extend": lambda client, cancel: _methods(client).move_expiry(Target(SAM), BADGE, NOW, cancel),
    "delete": lambda client, cancel: _methods(client).delete_code(
        Target(SAM), BadgeKind.STANDARD, cancel
    ),
    "policy": lambda client, cancel: _methods(client).policy(cancel),
    "search": lambda client, cancel: PeopleService(client).search("a&1", cancel),
    "me": lambda client, cancel: PeopleService(client).me(cancel),
    "photo": lambda client, cancel: PeopleService(client).photo(ID, cancel),
    "photos": lambda client, cancel: PeopleService(client).photos([SAM] * 6, cancel),
    "membership": lambda client, cancel: PeopleService(client).membership(ID, cancel),
    "domains": lambda client, cancel: PeopleService(client).domains(cancel),
    "teams": lambda client, cancel: TeamService(client).teams("x", cancel),
    "members": lambda client, cancel: list(TeamService(client).members(ID, cancel, nested=True)),
    "unit": lambda client, cancel: list(TeamService(client).unit_members(ID, cancel)),
    "everybody": lambda client, cancel: list(TeamService(client).everybody(cancel)),
    "a list": lambda client, cancel: TeamService(client).find(
        [Listed(1, "a", mail="sam@shop.example", employee_id="1")] * 6, cancel
    ),
}


def check_error(error: StationError) -> None:
    assert error.code.startswith(("PK-1", "PK-2", "PK-3", "PK-8"))
    assert error.code is not ErrorCode.UNEXPECTED
    details = error.details
    for text in (details.service_code, details.request_id, details.client_request_id, str(error)):
        text.encode()
        assert len(text) < 500


@pytest.mark.parametrize("call", CALLS)
@fuzz(60)
@given(st.integers(0, 2**40))
def test_any_answer_to_a_call_is_a_result_or_a_station_error(call: str, seed: int) -> None:
    client = GraphClient(
        "https://graph.test",
        Transport(SystemClock()),
        Tokens(),
        random.Random(seed),
        post=FuzzedPost(seed),
    )
    with within(5):
        try:
            found = CALLS[call](client, Unhurried())
        except StationError as error:
            check_error(error)
        else:
            if isinstance(found, Method):
                for badge in (found.standard, found.temporary):
                    assert badge is None or (extended_end(badge, NOW, 365) or NOW) >= NOW


@fuzz(300)
@given(st.integers(0, 2**40))
@example(1)
def test_any_body_of_a_batch_is_parts(seed: int) -> None:
    for part in responses_in(Made(seed).answer().body, 6) or ():
        found = _result(part, ID)
        if isinstance(found, StationError):
            check_error(found)


@fuzz(300)
@given(st.text("'\"\\&#?/ :aé\0\ud800", max_size=12))
def test_what_was_typed_or_scanned_stays_one_value_of_a_query(text: str) -> None:
    typed = plain_text(text)
    assert re.fullmatch(r"'(?:[^']|'')*'", literal(typed))
    assert re.fullmatch(r'"displayName:(?:[^"\\]|\\.)*"', clause("displayName", typed))
    path = person_path(typed)
    assert path.count("/") == 2
    assert not set("?#'\" ") & set(path)


def test_half_a_character_in_a_part_of_a_batch_is_some_body() -> None:
    parts = responses_in(b'{"responses":[{"id":"0","status":200,"body":"\\ud800"}]}', 1)
    (part,) = parts or [None]
    assert not isinstance(_result(part, ID), StationError)


def test_the_dates_of_a_badge_at_the_ends_of_the_calendar_do_no_harm() -> None:
    for starts in MOMENTS:
        data = {"startDateTime": starts, "expireDateTime": "9999-12-31T23:59:59Z"}
        badge = read_badge(data, BadgeKind.STANDARD)
        assert badge is not None
        assert extended_end(badge, NOW, 365) is None


@pytest.mark.parametrize(
    "date", ["Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "\ud800", "x"]
)
def test_a_date_at_the_ends_of_the_calendar_is_not_the_services_time(date: str) -> None:
    transport = Transport(SystemClock())
    transport._note_date(date, 0.0)
    assert abs(transport.clock_skew.total_seconds()) < 1


def test_what_support_is_told_of_an_answer_can_be_written_and_is_short() -> None:
    halves = "\ud800" * 90_000
    details = details_of(400, {"request-id": halves}, ID, halves)
    assert len((details.request_id + details.service_code).encode()) < 500


@pytest.mark.parametrize("encoded", ["{x", "{", "{}", "W10=", "e30", "\ud800"])
def test_claims_that_are_no_json_object_are_left_alone(encoded: str) -> None:
    found = claims_challenge({"WWW-Authenticate": f'Bearer claims="{encoded}"'})
    assert found in {None, "{}"}
