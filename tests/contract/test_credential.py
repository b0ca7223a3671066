"""What a tenant gives once, keeps to itself and refuses, about badges and PINs."""

from __future__ import annotations

import base64
import itertools
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest

from tests.support.bare_graph import Asker, GraphUnderTest, a_year, dates, method_of

NEVER = "0001-01-01T00:00:00Z"
QR_PIN = {"@odata.type": "#microsoft.graph.qrPin"}


def looks_like_a_pin(code: object) -> bool:
    if not isinstance(code, str) or not (code.isascii() and code.isdecimal()):
        return False
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(code)}
    return 8 <= len(code) <= 20 and steps not in ({1}, {9}, {0})


def unwrapped(document: dict[str, object]) -> dict[str, object]:
    value = document.get("value")
    return value if isinstance(value, dict) else document


def moment(text: object) -> datetime:
    assert isinstance(text, str)
    whole, _, fraction = text.removesuffix("Z").partition(".")
    return datetime.fromisoformat(f"{whole}.{fraction[:6]:0<6}+00:00")


def test_a_new_method_comes_with_badge_and_pin(supervisor: Asker, newcomer: str) -> None:
    made = supervisor.ask("PUT", method_of(newcomer), a_year())
    assert made.status == 201
    assert looks_like_a_pin(made.document["pin"]["code"])
    assert made.document["pin"]["forceChangePinNextSignIn"] is True
    image = made.document["standardQRCode"]["image"]
    picture = base64.b64decode(image["binaryValue"], validate=True)
    assert picture.lstrip().startswith((b"<svg", b"<?xml", b"\x89PNG"))
    assert image["errorCorrectionLevel"].lower()[:1] in "lmqh"
    content = base64.b64decode(image["rawContent"], validate=True).decode()
    start, name, code_id, key = content.split("|")
    assert start == "ms-qrpin:v1"
    assert code_id == made.document["standardQRCode"]["id"]
    assert key
    if "@" in newcomer:
        assert name.lower() == newcomer.lower()


def test_badge_and_pin_are_told_only_once(supervisor: Asker, newcomer: str) -> None:
    supervisor.ask("PUT", method_of(newcomer), a_year())
    state = supervisor.ask("GET", method_of(newcomer))
    assert state.status == 200
    assert state.document["pin"]["code"] is None
    assert state.document["standardQRCode"]["image"] is None
    assert state.document["standardQRCode"]["lastUsedDateTime"] == NEVER
    assert state.document["temporaryQRCode"] is None


def test_a_person_has_one_method_at_most(supervisor: Asker, newcomer: str) -> None:
    supervisor.ask("PUT", method_of(newcomer), a_year())
    again = supervisor.ask("PUT", method_of(newcomer), a_year())
    assert (again.status, again.code) == (400, "ActiveQRCodeExisted")


def test_a_pin_can_be_chosen_while_the_method_is_created(supervisor: Asker, newcomer: str) -> None:
    made = supervisor.ask("PUT", method_of(newcomer), {**a_year(), "pin": {"code": "73912846"}})
    assert made.status == 201
    assert made.document["pin"]["code"] == "73912846"


@pytest.mark.parametrize("pin", ["0123456789", "9876543210", "12121212", "123123123", "7391284"])
def test_a_pin_that_is_easy_to_guess_is_refused(supervisor: Asker, newcomer: str, pin: str) -> None:
    assert (
        supervisor.ask("PUT", method_of(newcomer), {**a_year(), "pin": {"code": pin}}).status == 400
    )
    assert supervisor.ask("GET", method_of(newcomer)).status == 404


@pytest.mark.parametrize("body", [{}, QR_PIN, {**QR_PIN, "code": "73912846"}])
def test_a_reset_makes_a_pin_whatever_the_body_says(
    supervisor: Asker, holder: str, body: dict[str, str]
) -> None:
    before = supervisor.ask("GET", method_of(holder)).document["pin"]["updatedDateTime"]
    reset = supervisor.ask("PATCH", f"{method_of(holder)}/pin", body)
    assert reset.status == 201
    assert looks_like_a_pin(reset.document["code"])
    assert reset.document["code"] != "73912846"
    assert reset.document["forceChangePinNextSignIn"] is True
    assert moment(reset.document["updatedDateTime"]) > moment(before)


def test_the_state_tells_which_reset_was_the_last(supervisor: Asker, holder: str) -> None:
    supervisor.ask("PATCH", f"{method_of(holder)}/pin", QR_PIN)
    last = supervisor.ask("PATCH", f"{method_of(holder)}/pin", QR_PIN).document
    state = supervisor.ask("GET", method_of(holder)).document["pin"]
    assert state["code"] is None
    assert moment(state["updatedDateTime"]) == moment(last["updatedDateTime"])


def test_somebody_without_a_method_is_not_found(supervisor: Asker, newcomer: str) -> None:
    path = method_of(newcomer)
    assert supervisor.ask("GET", path).status == 404
    assert supervisor.ask("PATCH", f"{path}/pin", QR_PIN).status == 404
    assert supervisor.ask("GET", f"{path}/standardQRCode").status == 404
    assert supervisor.ask("DELETE", path).status == 404


def test_removing_the_method_removes_codes_and_pin(supervisor: Asker, newcomer: str) -> None:
    path = method_of(newcomer)
    supervisor.ask("PUT", path, a_year())
    gone = supervisor.ask("DELETE", path)
    assert (gone.status, gone.content) == (204, b"")
    assert supervisor.ask("GET", path).status == 404
    assert supervisor.ask("GET", f"{path}/standardQRCode").status == 404
    assert supervisor.ask("PATCH", f"{path}/pin", QR_PIN).status == 404


def test_the_status_takes_no_query_options(supervisor: Asker, holder: str) -> None:
    assert supervisor.ask("GET", method_of(holder), select="pin").status == 400


@pytest.mark.parametrize(("days", "status"), [(0.5, 400), (1, 201), (395, 201), (396, 400)])
def test_a_badge_works_from_1_to_395_days(
    supervisor: Asker, newcomer: str, days: float, status: int
) -> None:
    body = {"standardQRCode": dates(timedelta(days=days))}
    made = supervisor.ask("PUT", method_of(newcomer), body)
    assert made.status == status
    if days > 395:
        assert made.code == "qrCodeLifeTimeExceedLimit"


def test_a_lost_badge_is_replaced_and_the_pin_stays(supervisor: Asker, newcomer: str) -> None:
    path = f"{method_of(newcomer)}/standardQRCode"
    first = supervisor.ask("PUT", method_of(newcomer), a_year()).document
    year = dates(timedelta(days=365))
    refused = supervisor.ask("PATCH", path, year)
    assert (refused.status, refused.code) == (400, "ActiveQRCodeExisted")
    assert supervisor.ask("DELETE", path).status == 204
    second = supervisor.ask("PATCH", path, year)
    assert second.status == 201
    assert unwrapped(second.document)["image"] is not None
    state = supervisor.ask("GET", method_of(newcomer)).document
    assert state["standardQRCode"]["id"] == unwrapped(second.document)["id"]
    assert state["standardQRCode"]["id"] != first["standardQRCode"]["id"]
    assert state["pin"]["updatedDateTime"] == first["pin"]["updatedDateTime"]


def test_an_expiry_is_moved_without_a_new_code(supervisor: Asker, newcomer: str) -> None:
    path = f"{method_of(newcomer)}/standardQRCode"
    supervisor.ask("PUT", method_of(newcomer), {"standardQRCode": dates(timedelta(days=30))})
    before = unwrapped(supervisor.ask("GET", path).document)
    later = dates(timedelta(days=90))["expireDateTime"]
    moved = supervisor.ask("PATCH", path, {"expireDateTime": later})
    assert moved.status in {200, 201}
    assert unwrapped(moved.document)["image"] is None
    after = unwrapped(supervisor.ask("GET", path).document)
    assert after["id"] == before["id"]
    assert moment(after["expireDateTime"]) == moment(later)
    too_late = dates(timedelta(days=396))["expireDateTime"]
    assert supervisor.ask("PATCH", path, {"expireDateTime": too_late}).status == 400


@pytest.mark.parametrize(("hours", "status"), [(0.5, 400), (1, 201), (12, 201), (13, 400)])
def test_a_temporary_code_works_from_1_to_12_hours(
    supervisor: Asker, newcomer: str, hours: float, status: int
) -> None:
    supervisor.ask("PUT", method_of(newcomer), a_year())
    path = f"{method_of(newcomer)}/temporaryQRCode"
    made = supervisor.ask("PATCH", path, dates(timedelta(hours=hours)))
    assert made.status == status
    if status == 201:
        assert unwrapped(made.document)["image"] is not None
        assert unwrapped(supervisor.ask("GET", path).document)["image"] is None


def test_a_temporary_code_starts_later_and_cannot_be_edited(
    supervisor: Asker, newcomer: str
) -> None:
    supervisor.ask("PUT", method_of(newcomer), a_year())
    path = f"{method_of(newcomer)}/temporaryQRCode"
    later = dates(timedelta(hours=8), start=timedelta(hours=10))
    assert supervisor.ask("PATCH", path, later).status == 201
    assert supervisor.ask("PATCH", path, later).code == "ActiveQRCodeExisted"
    assert supervisor.ask("PATCH", path, {"expireDateTime": later["expireDateTime"]}).status == 400
    assert supervisor.ask("DELETE", path).status == 204
    assert supervisor.ask("GET", path).status == 404


def test_ones_own_method_is_reached_as_me_and_by_ones_own_id(supervisor: Asker) -> None:
    me = supervisor.ask("GET", "/me").document["id"]
    by_me = supervisor.ask("GET", "/me/authentication/qrCodePinMethod")
    by_id = supervisor.ask("GET", method_of(me))
    assert by_me.status == by_id.status
    assert by_me.status in {200, 404}
    if by_me.status == 200:
        assert by_me.document["pin"] == by_id.document["pin"]


def test_a_guests_name_with_a_hash_is_found_when_it_is_encoded(
    graph: GraphUnderTest, supervisor: Asker
) -> None:
    guest = quote(graph.upn("lee_contoso.com#EXT#"), safe="")
    assert "%23EXT%23" in guest
    assert supervisor.ask("GET", f"/users/{guest}").status == 200
    assert supervisor.ask("GET", method_of(guest)).status == 200


def test_the_policy_is_told_or_kept_back(supervisor: Asker) -> None:
    policy = supervisor.ask(
        "GET",
        "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/qrCodePin",
    )
    assert policy.status in {200, 403}
    if policy.status == 200:
        assert policy.document["state"] in {"enabled", "disabled"}
        assert 8 <= policy.document["pinLength"] <= 20
        assert 1 <= policy.document["standardQRCodeLifetimeInDays"] <= 395
        assert isinstance(policy.document["includeTargets"], list)
