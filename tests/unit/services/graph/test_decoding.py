"""Whatever JSON arrives, a value of the station's comes out, or a StationError; nothing else."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.models.badge import BadgeKind, IssuedBadge, Method, NewPin, Policy
from kiosk.models.errors import NO_DETAILS, ErrorCode, StationError
from kiosk.models.run import TeamKind
from kiosk.models.secret import Secret
from kiosk.services.graph.batch import _result
from kiosk.services.graph.client import accepted
from kiosk.services.graph.decoding import (
    read_badge,
    read_issued_badge,
    read_method,
    read_moment,
    read_new_pin,
    read_person,
    read_pin_state,
    read_policy,
    read_team,
)
from kiosk.services.graph.refusals import claims_challenge, refusal
from kiosk.services.graph.wire import json_object
from kiosk.services.transport import HttpAnswer
from tests.support.badges import said_by

MOMENT = "2026-03-02T08:00:00.1234567Z"
CODE = {
    "id": "0b0b",
    "startDateTime": "2026-03-02T08:00:00Z",
    "expireDateTime": "2027-03-02T08:00:00Z",
    "createdDateTime": MOMENT,
    "lastUsedDateTime": "0001-01-01T00:00:00Z",
    "image": None,
}
# Nothing is kept on the disk, and a busy machine is no failure.
FEW = settings(max_examples=80, deadline=None, database=None)

# Times


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-02T08:00:00Z", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("2026-03-02T08:00:00.1234567Z", datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)),
        ("2026-03-02T08:00:00.1Z", datetime(2026, 3, 2, 8, 0, 0, 100000, tzinfo=UTC)),
        ("2026-03-02T08:00:00.1234567+01:00", datetime(2026, 3, 2, 7, 0, 0, 123456, tzinfo=UTC)),
        ("2026-03-02T08:00:00", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00.0000000Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("9999-12-31T23:59:59Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        (None, None),
        (1772438400, None),
    ],
)
def test_times_are_read_as_the_service_writes_them(text: object, moment: datetime | None) -> None:
    assert read_moment(text) == moment


@FEW
@given(st.integers(0, 10**17), st.integers(-12, 14))
def test_every_time_with_seven_digits_is_read_to_the_microsecond(
    microseconds: int, offset: int
) -> None:
    moment = datetime(1, 1, 3, tzinfo=UTC) + timedelta(microseconds=microseconds)
    local = moment.astimezone(timezone(timedelta(hours=offset)))
    text = f"{local.replace(tzinfo=None, microsecond=0).isoformat()}.{local.microsecond:06d}7"
    assert read_moment(f"{text}{offset:+03d}:00") == moment


# Documented forms


def test_a_badge_that_was_never_used_says_so() -> None:
    badge = read_badge(CODE, BadgeKind.STANDARD)
    assert badge is not None
    assert badge.last_used is None
    assert badge.created == datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize("wrap", [lambda data: data, lambda data: {"value": data}])
def test_a_wrapped_answer_is_the_same_answer(wrap: Callable[[object], Any]) -> None:
    pin = {"code": "71930264", "updatedDateTime": MOMENT}
    assert read_badge(wrap(CODE), BadgeKind.STANDARD) == read_badge(CODE, BadgeKind.STANDARD)
    assert read_new_pin(wrap(pin), NO_DETAILS) == read_new_pin(pin, NO_DETAILS)
    method = {"standardQRCode": wrap(CODE), "temporaryQRCode": None, "pin": None}
    found = read_method(wrap(method))
    assert found.standard == read_badge(CODE, BadgeKind.STANDARD)
    assert found.pin is None


@pytest.mark.parametrize(
    "data", [{}, {"standardQRCode": None, "temporaryQRCode": None, "pin": None}]
)
def test_a_method_of_which_nothing_is_told_is_a_method(data: dict[str, None]) -> None:
    assert read_method(data) == Method(None, None, None)


@pytest.mark.parametrize(
    ("level", "known"), [("l", "l"), ("Medium", "m"), ("H", "h"), ("?", "m"), (None, "m")]
)
def test_the_level_of_error_correction_is_one_that_there_is(level: object, known: str) -> None:
    image = {"rawContent": base64.b64encode(b"ms-qrpin:v1|a|b|c").decode()}
    data = {**CODE, "image": {**image, "errorCorrectionLevel": level}}
    found = read_issued_badge(data, BadgeKind.STANDARD, NO_DETAILS)
    assert found.error_correction == known
    assert said_by(found) == "ms-qrpin:v1|a|b|c"


CONTENT = b"ms-qrpin:v1|a|b|c\xff\xfe"
PICTURE = b"\x89PNG\r\n\x1a\n\xfb\xff\xbe"


def issued(image: object) -> IssuedBadge:
    return read_issued_badge({**CODE, "image": image}, BadgeKind.STANDARD, NO_DETAILS)


def in_base64(data: bytes) -> list[str]:
    plain = base64.b64encode(data).decode()
    return [
        plain,
        plain.rstrip("="),
        base64.urlsafe_b64encode(data).decode(),
        f" {plain[:10]}\r\n{plain[10:]}\n",
    ]


@pytest.mark.parametrize("form", range(4))
def test_content_and_picture_are_read_in_any_base64(form: int) -> None:
    image = {"rawContent": in_base64(CONTENT)[form], "binaryValue": in_base64(PICTURE)[form]}
    found = issued(image)
    assert found.content == Secret(CONTENT)
    assert found.picture == Secret(PICTURE)


def test_a_picture_that_is_not_in_base64_stands_for_itself() -> None:
    assert issued({"binaryValue": "<svg/>"}).picture == Secret("<svg/>")


BROKEN: list[object] = [None, "", "  ", "=", "!", "QUJDR", "é", "\ud800", 7, [], {"a": "QQ=="}]


@pytest.mark.parametrize("broken", BROKEN)
def test_content_and_picture_stand_for_each_other(broken: object) -> None:
    good = base64.b64encode(CONTENT).decode()
    alone = issued({"rawContent": broken, "binaryValue": good})
    assert alone.content is None
    assert alone.picture == Secret(CONTENT)
    alone = issued({"rawContent": good, "binaryValue": broken})
    assert alone.content == Secret(CONTENT)
    assert alone.picture is None


@pytest.mark.parametrize("raw", ["<svg\ud800", "ms-qrpin:\ud800", *BROKEN])
def test_an_answer_without_content_and_picture_is_unreadable(raw: object) -> None:
    for image in ({"rawContent": raw, "binaryValue": raw}, {"rawContent": raw}, {}, None, raw):
        with pytest.raises(StationError) as caught:
            issued(image)
        assert caught.value.code is ErrorCode.ANSWER_UNREADABLE
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("days", "known"),
    [(365, 365), (0, None), (-1, None), (True, None), ("365", None), (None, None)],
)
def test_a_policy_that_makes_no_sense_is_unknown(days: object, known: int | None) -> None:
    policy = read_policy({"state": "enabled", "standardQRCodeLifetimeInDays": days})
    assert policy.enabled is True
    assert policy.standard_days == known


# Anything at all

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([MOMENT, "0001-01-01T00:00:00+14:00", "71930264", "bXMtcXJwaW4=", "!"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.text(max_size=8)
        | st.sampled_from(
            [
                "id", "value", "pin", "code", "standardQRCode", "temporaryQRCode",
                "image", "rawContent", "binaryValue", "errorCorrectionLevel", "startDateTime",
                "expireDateTime", "createdDateTime", "updatedDateTime", "lastUsedDateTime",
                "displayName",
                "userPrincipalName", "accountEnabled", "state", "pinLength", "error", "details",
                "innerError", "message", "status", "headers", "body", "responses",
                "standardQRCodeLifetimeInDays", "forceChangePinNextSignIn",
            ]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=12,
)  # fmt: skip
OBJECTS = ANYTHING.filter(lambda value: isinstance(value, dict))
UNREADABLE = {None, ErrorCode.ANSWER_UNREADABLE}


def code_of(work: Callable[[], object]) -> ErrorCode | None:
    """Do it and return the code of its failure; anything but a StationError comes through."""
    try:
        work()
    except StationError as error:
        return error.code
    return None


def test_what_people_called_somebody_or_something_is_read_as_one_line() -> None:
    hostile = "Tom\u202e\n\nYes."
    names = ("displayName", "jobTitle", "department", "officeLocation", "employeeId")
    person = read_person({"id": "1", "userPrincipalName": "t@x", **dict.fromkeys(names, hostile)})
    read = (person.display_name, person.job_title, person.department, person.office_location)
    assert {*read, person.employee_id} == {"Tom Yes."}
    assert read_person({"id": "1", "displayName": "\u202e", "userPrincipalName": "t@x"}) == (
        read_person({"id": "1", "userPrincipalName": "t@x"})
    )
    group = {"id": "1", "displayName": hostile, "description": hostile}
    team = read_team(group, TeamKind.GROUP)
    assert (team.name, team.description) == ("Tom Yes.", "Tom Yes.")


READERS: list[Callable[[Any], object]] = [
    read_person,
    read_method,
    lambda data: read_badge(data, BadgeKind.STANDARD),
    read_pin_state,
    lambda data: read_new_pin(data, NO_DETAILS),
    lambda data: read_issued_badge(data, BadgeKind.STANDARD, NO_DETAILS),
    read_policy,
]


@FEW
@given(OBJECTS)
def test_any_object_is_a_value_or_an_unreadable_answer(data: dict[str, Any]) -> None:
    for reader in READERS:
        assert code_of(lambda reader=reader: reader(data)) in UNREADABLE  # type: ignore[misc]  # a default keeps the loop's value


@FEW
@given(ANYTHING)
def test_any_part_of_a_batch_is_a_value_or_an_error(data: Any) -> None:
    part = data if isinstance(data, dict) else {"status": 200, "headers": data, "body": data}
    _result(part, "an-id")


@FEW
@given(st.integers(0, 599), st.dictionaries(st.sampled_from(
    ["Retry-After", "Date", "WWW-Authenticate", "request-id"]
), st.text()), ANYTHING | st.binary())  # fmt: skip
def test_any_answer_is_a_success_or_an_error(
    status: int, headers: dict[str, str], body: Any
) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = HttpAnswer(status, headers, content)
    if 200 <= status < 300:
        assert accepted(answer, "an-id").status == status
        return
    error = refusal(status, headers, content, "an-id")
    assert error.details.http_status == status
    assert error.details.client_request_id == "an-id"
    assert error.retry_after is None or error.retry_after >= 0


@FEW
@given(st.binary())
def test_any_bytes_are_an_object_or_unreadable(body: bytes) -> None:
    assert code_of(lambda: json_object(body, NO_DETAILS)) in UNREADABLE


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"a":' * 200_000, b"9" * 10_000, b"\xff\xfe"])
def test_json_that_would_break_a_parser_is_only_unreadable(body: bytes) -> None:
    with pytest.raises(StationError) as caught:
        json_object(body, NO_DETAILS)
    assert caught.value.code is ErrorCode.ANSWER_UNREADABLE
    assert refusal(400, {}, body, "an-id").code is ErrorCode.REQUEST_REFUSED


# Headers


CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'


@pytest.mark.parametrize(
    ("encoded", "claims"),
    [
        (base64.b64encode(CLAIMS.encode()).decode(), CLAIMS),
        (base64.urlsafe_b64encode(CLAIMS.encode()).decode().rstrip("="), CLAIMS),
        (base64.b64encode(b"[1]").decode(), None),
        (base64.b64encode(b"[" * 100_000).decode(), None),
        ("not base64 at all", None),
        ("", None),
    ],
)
def test_a_claims_challenge_is_read_or_left_alone(encoded: str, claims: str | None) -> None:
    header = f'Bearer realm="", error="insufficient_claims", claims="{encoded}"'
    assert claims_challenge({"WWW-Authenticate": header}) == claims


@pytest.mark.parametrize(
    ("status", "code", "meaning"),
    [
        (400, "ActiveQRCodeExisted", ErrorCode.BADGE_STILL_ACTIVE),
        (400, "qrCodeLifeTimeExceedLimit", ErrorCode.LIFETIME_TOO_LONG),
        (400, "authenticationMethodNotEnabled", ErrorCode.METHOD_NOT_ENABLED),
        (400, "somethingElse", ErrorCode.REQUEST_REFUSED),
        (401, "InvalidAuthenticationToken", ErrorCode.SIGN_IN_NEEDED),
        (403, "accessDenied", ErrorCode.NOT_PERMITTED),
        (404, "Request_ResourceNotFound", ErrorCode.PERSON_NOT_FOUND),
        (407, "", ErrorCode.PROXY_REFUSED),
        (429, "TooManyRequests", ErrorCode.THROTTLED),
        (302, "", ErrorCode.ANSWER_UNREADABLE),
    ],
)
def test_each_refusal_has_its_code(status: int, code: str, meaning: ErrorCode) -> None:
    body = json.dumps({"error": {"code": code, "message": "No."}}).encode()
    error = refusal(status, {"request-id": "its-id"}, body, "our-id")
    assert error.code is meaning
    assert error.details.service_code == code
    assert error.details.request_id == "its-id"
    assert not error.maybe_done


def test_a_refusal_in_a_messages_words_is_understood_and_not_taken_for_its_code() -> None:
    error = {"code": "badRequest", "message": "Failed: ActiveQRCodeExisted for this user."}
    found = refusal(400, {}, json.dumps({"error": error}).encode(), "an-id")
    assert found.code is ErrorCode.BADGE_STILL_ACTIVE
    assert found.details.service_code == "badRequest"
    nameless = json.dumps({"error": {"message": "Somebody's name and nothing else"}}).encode()
    assert refusal(400, {}, nameless, "an-id").details.service_code == ""


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_that_fails_may_have_made_the_change(status: int) -> None:
    error = refusal(status, {"Retry-After": "3"}, b"", "an-id")
    assert error.code is ErrorCode.SERVICE_UNAVAILABLE
    assert error.maybe_done
    assert error.retry_after == 3.0


def test_no_secret_shows_in_what_was_read() -> None:
    pin = read_new_pin({"code": "71930264"}, NO_DETAILS)
    assert isinstance(pin, NewPin)
    assert "71930264" not in repr(pin)
    assert repr(Policy())
