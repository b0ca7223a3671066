"""The QR code method: what it gives once, what it keeps to itself and what it refuses."""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime, timedelta

import pytest
import zxingcpp

from kiosk.practice.messages import Entrance, Request
from kiosk.practice.policy import Policy, PolicyState
from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import Bench, Reply, when

NEVER = "0001-01-01T00:00:00Z"


@pytest.fixture
def bench() -> Bench:
    return Bench()


def dates(bench: Bench, start: timedelta, life: timedelta) -> dict[str, str]:
    begin = bench.clock() + start
    return {"startDateTime": when(begin), "expireDateTime": when(begin + life)}


def create(bench: Bench, name: str = "noa.lindqvist", days: float = 365, **pin: str) -> Reply:
    body: dict[str, object] = {"standardQRCode": dates(bench, timedelta(), timedelta(days=days))}
    if pin:
        body["pin"] = pin
    return bench.graph("PUT", bench.method_path(name), body, version="beta")


def decoded(svg: bytes) -> str:
    """What a scanner reads off the picture; the picture is drawn from its own rectangles."""
    side = int(re.findall(rb'<svg[^>]* width="(\d+)"', svg)[0])
    rows = [bytearray(b"\xff" * side) for _ in range(side)]
    for left, top, wide, high, colour in re.findall(
        rb'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" fill="#(\w+)"', svg
    ):
        if colour == b"000000":
            for row in rows[int(top) : int(top) + int(high)]:
                row[int(left) : int(left) + int(wide)] = b"\0" * int(wide)
    picture = memoryview(b"".join(rows)).cast("B", (side, side))
    return zxingcpp.read_barcodes(picture)[0].text


def sign_in(bench: Bench, content: str, pin: str, **more: str) -> dict[str, object]:
    body = json.dumps({"content": content, "pin": pin, **more}).encode()
    request = Request("POST", "/practice/qr-sign-in", body=body, entrance=Entrance.BROWSER)
    document: dict[str, object] = json.loads(bench.tenant.answer(request).body)
    return document


def carried(bench: Bench, name: str) -> dict[str, str]:
    query = f"user={name}@practice.example"
    request = Request("GET", "/practice/pocket", query, entrance=Entrance.BROWSER)
    document: dict[str, str] = Reply(bench.tenant.answer(request)).json
    return document


def content_of(image: dict[str, str]) -> str:
    return base64.b64decode(image["rawContent"]).decode()


# Creating


def test_create_returns_image_and_pin_once(bench: Bench) -> None:
    made = create(bench)
    assert made.status == 201
    image = made.json["standardQRCode"]["image"]
    assert image["errorCorrectionLevel"] == "l"
    assert image["version"] == 1
    assert re.fullmatch(r"\d{8}", made.json["pin"]["code"])
    assert made.json["pin"]["forceChangePinNextSignIn"] is True
    assert made.json["standardQRCode"]["lastUsedDateTime"] == NEVER
    again = bench.graph("GET", bench.method_path("noa.lindqvist"))
    assert again.status == 200
    assert again.json["standardQRCode"]["image"] is None
    assert again.json["pin"]["code"] is None
    assert again.json["standardQRCode"]["id"] == made.json["standardQRCode"]["id"]


def test_the_picture_decodes_to_the_content(bench: Bench) -> None:
    made = create(bench).json["standardQRCode"]
    content = content_of(made["image"])
    prefix, name, code_id, key = content.split("|")
    assert (prefix, name, code_id) == (
        "ms-qrpin:v1", "noa.lindqvist@practice.example", made["id"],
    )  # fmt: skip
    assert len(key) == 256
    assert 300 < len(content) < 400
    assert decoded(base64.b64decode(made["image"]["binaryValue"])) == content


def test_a_second_create_is_refused(bench: Bench) -> None:
    assert create(bench, "sam.rivera").code == "ActiveQRCodeExisted"
    assert create(bench, "otto.ferrand").status == 201, "an expired method can be replaced"


def test_a_chosen_pin_is_taken_at_creation_only(bench: Bench) -> None:
    assert create(bench, code="58204917").json["pin"]["code"] == "58204917"
    reset = bench.graph("PATCH", bench.method_path("noa.lindqvist", "/pin"), {"code": "58204917"})
    assert reset.status == 201
    assert reset.json["code"] != "58204917"


@pytest.mark.parametrize("pin", ["12345678", "1234567", "58204917x"])
def test_a_weak_pin_makes_nothing(bench: Bench, pin: str) -> None:
    assert create(bench, code=pin).status == 400
    assert bench.graph("GET", bench.method_path("noa.lindqvist")).status == 404


@pytest.mark.parametrize(("days", "status"), [(0.5, 400), (1, 201), (395, 201), (396, 400)])
def test_a_badge_lives_1_to_395_days(bench: Bench, days: float, status: int) -> None:
    reply = create(bench, days=days)
    assert reply.status == status
    if status == 400:
        assert reply.code == "qrCodeLifeTimeExceedLimit"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"standardQRCode": None},
        {"standardQRCode": {"expireDateTime": "2027-01-01T00:00:00Z"}},
        {"standardQRCode": {"startDateTime": "x", "expireDateTime": "2027-01-01T00:00:00Z"}},
        {"standardQRCode": {"startDateTime": 5, "expireDateTime": 6}},
        {"standardQRCode": {"startDateTime": "2026-12-01", "expireDateTime": "2027-01-01"}},
        {"surprise": 1},
        {"@odata.type": "#microsoft.graph.qrPin"},
    ],
)
def test_a_creation_that_makes_no_sense_is_refused(bench: Bench, body: object) -> None:
    assert bench.graph("PUT", bench.method_path("noa.lindqvist"), body).status == 400


def test_a_person_outside_the_policy_gets_no_method(bench: Bench) -> None:
    assert create(bench, "cora.whitmore").code == "authenticationMethodNotEnabled"


def test_a_disabled_policy_makes_nothing_and_still_reads_and_deletes() -> None:
    bench = Bench(Options(people=60, seed=5, policy=Policy(state=PolicyState.DISABLED)))
    assert create(bench).code == "authenticationMethodNotEnabled"
    sam = bench.method_path("sam.rivera")
    badge = dates(bench, timedelta(), timedelta(days=30))
    temporary = dates(bench, timedelta(), timedelta(hours=8))
    made = bench.graph("PATCH", f"{sam}/temporaryQRCode", temporary)
    assert (made.status, made.code) == (400, "authenticationMethodNotEnabled")
    assert bench.graph("GET", sam).status == 200
    assert bench.graph("DELETE", f"{sam}/standardQRCode").status == 204
    assert bench.graph("PATCH", f"{sam}/standardQRCode", badge).status == 400
    assert bench.graph("DELETE", sam).status == 204


def test_a_longer_pin_is_demanded_and_generated() -> None:
    bench = Bench(Options(people=60, seed=5, policy=Policy(pin_length=12)))
    assert create(bench, code="58204917").status == 400
    made = create(bench, code="582049176302")
    assert made.json["pin"]["code"] == "582049176302"
    reset = bench.graph("PATCH", bench.method_path("sam.rivera", "/pin"), {}).json["code"]
    assert re.fullmatch(r"\d{12}", reset)
    content = content_of(made.json["standardQRCode"]["image"])
    short = sign_in(bench, content, "582049176302", newPin="74920581")
    assert short["reason"] == "weakPin"


# Codes


def test_replacing_a_badge_kills_the_old_one(bench: Bench) -> None:
    path = bench.method_path("noa.lindqvist")
    made = create(bench).json
    pin = made["pin"]["code"]
    old = content_of(made["standardQRCode"]["image"])
    code = dates(bench, timedelta(), timedelta(days=365))
    refused = bench.graph("PATCH", f"{path}/standardQRCode", code)
    assert refused.code == "ActiveQRCodeExisted"
    assert bench.graph("DELETE", f"{path}/standardQRCode").status == 204
    assert bench.graph("GET", f"{path}/standardQRCode").status == 404
    assert bench.graph("DELETE", f"{path}/standardQRCode").status == 404
    fresh = bench.graph("PATCH", f"{path}/standardQRCode", code)
    assert fresh.status == 201
    new = content_of(fresh.json["image"])
    assert sign_in(bench, old, pin)["reason"] == "unknownCode"
    assert sign_in(bench, new, pin) == {"signedIn": True, "mustChangePin": True, "reason": ""}


def test_the_expiry_moves_up_to_395_days_from_the_start(bench: Bench) -> None:
    path = bench.method_path("sam.rivera", "/standardQRCode")
    code = bench.graph("GET", path).json
    start = datetime.fromisoformat(code["startDateTime"])
    moved = bench.graph("PATCH", path, {"expireDateTime": when(start + timedelta(days=395))})
    assert moved.status == 200
    assert moved.json["image"] is None
    assert moved.json["startDateTime"] == code["startDateTime"]
    too_far = bench.graph("PATCH", path, {"expireDateTime": when(start + timedelta(days=396))})
    assert too_far.code == "qrCodeLifeTimeExceedLimit"
    past = when(bench.clock() - timedelta(hours=1))
    assert bench.graph("PATCH", path, {"expireDateTime": past}).status == 400


def test_an_expired_badge_is_not_extended_but_made_anew(bench: Bench) -> None:
    path = bench.method_path("otto.ferrand", "/standardQRCode")
    later = when(bench.clock() + timedelta(days=20))
    assert bench.graph("PATCH", path, {"expireDateTime": later}).status == 400
    code = dates(bench, timedelta(), timedelta(days=30))
    assert bench.graph("PATCH", path, code).status == 201


@pytest.mark.parametrize(("hours", "status"), [(0.5, 400), (1, 201), (12, 201), (12.1, 400)])
def test_a_temporary_code_lives_1_to_12_hours(bench: Bench, hours: float, status: int) -> None:
    path = bench.method_path("sam.rivera", "/temporaryQRCode")
    for start in (timedelta(), timedelta(hours=5)):
        made = bench.graph("PATCH", path, dates(bench, start, timedelta(hours=hours)))
        assert made.status == status
        if status == 201:
            assert made.json["image"]["rawContent"]
            assert bench.graph("DELETE", path).status == 204
        else:
            assert made.code == "qrCodeLifeTimeExceedLimit"


def test_a_temporary_code_stands_beside_an_expired_badge(bench: Bench) -> None:
    path = bench.method_path("otto.ferrand")
    body = dates(bench, timedelta(), timedelta(hours=8))
    assert bench.graph("PATCH", f"{path}/temporaryQRCode", body).status == 201
    state = bench.graph("GET", path).json
    assert datetime.fromisoformat(state["standardQRCode"]["expireDateTime"]) < bench.clock()
    assert state["temporaryQRCode"]["image"] is None


def test_a_temporary_code_cannot_be_edited(bench: Bench) -> None:
    path = bench.method_path("tara.whitlock", "/temporaryQRCode")
    later = when(bench.clock() + timedelta(hours=3))
    assert bench.graph("PATCH", path, {"expireDateTime": later}).status == 400
    body = dates(bench, timedelta(), timedelta(hours=2))
    assert bench.graph("PATCH", path, body).code == "ActiveQRCodeExisted"
    bench.clock.pass_by(hours=9)
    body = dates(bench, timedelta(), timedelta(hours=2))
    assert bench.graph("PATCH", path, body).code == "InvalidAuthenticationToken"
    bench.tokens.clear()
    assert bench.graph("PATCH", path, body).status == 201


# The PIN


def test_only_the_latest_pin_signs_in(bench: Bench) -> None:
    made = create(bench).json
    content = content_of(made["standardQRCode"]["image"])
    path = bench.method_path("noa.lindqvist", "/pin")
    first = bench.graph("PATCH", path, {"@odata.type": "#microsoft.graph.qrPin"}).json
    second = bench.graph("PATCH", path, {}).json
    assert first["updatedDateTime"] < second["updatedDateTime"]
    assert re.fullmatch(r"[\d-]+T[\d:]+\.\d{7}Z", second["updatedDateTime"])
    assert sign_in(bench, content, first["code"])["reason"] == "wrongPin"
    assert sign_in(bench, content, second["code"])["signedIn"] is True
    state = bench.graph("GET", path).json
    assert state["updatedDateTime"] == second["updatedDateTime"]
    assert state["code"] is None


def test_a_new_pin_has_to_be_changed_at_the_first_sign_in(bench: Bench) -> None:
    made = create(bench).json
    content, pin = content_of(made["standardQRCode"]["image"]), made["pin"]["code"]
    assert sign_in(bench, content, pin, newPin="12345678")["reason"] == "weakPin"
    outcome = sign_in(bench, content, pin, newPin="74920581")
    assert outcome == {"signedIn": True, "mustChangePin": False, "reason": ""}
    state = bench.graph("GET", bench.method_path("noa.lindqvist")).json
    assert state["pin"]["forceChangePinNextSignIn"] is False
    assert state["standardQRCode"]["lastUsedDateTime"] != NEVER
    assert sign_in(bench, content, "74920581")["signedIn"] is True


def test_guessing_locks_out_and_a_reset_unlocks(bench: Bench) -> None:
    made = create(bench).json
    content = content_of(made["standardQRCode"]["image"])
    for _ in range(10):
        sign_in(bench, content, "00000000")
    assert sign_in(bench, content, made["pin"]["code"])["reason"] == "lockedOut"
    pin = bench.graph("PATCH", bench.method_path("noa.lindqvist", "/pin"), {}).json["code"]
    assert sign_in(bench, content, pin)["signedIn"] is True


def test_what_a_worker_carries_signs_in(bench: Bench) -> None:
    for name, reason in (
        ("sam.rivera", ""),
        ("otto.ferrand", "codeExpired"),
        ("lia.morgenstern", "codeNotYetActive"),
        ("dirk.abelsen", "accountDisabled"),
    ):
        pocket = carried(bench, name)
        assert sign_in(bench, pocket["content"], pocket["pin"])["reason"] == reason


# People with a part to play


def test_an_expired_badge_beside_an_active_temporary_code(bench: Bench) -> None:
    held = bench.graph("GET", bench.method_path("milo.hartigan")).json
    now = bench.clock()
    assert datetime.fromisoformat(held["standardQRCode"]["expireDateTime"]) < now
    assert datetime.fromisoformat(held["temporaryQRCode"]["startDateTime"]) < now
    assert datetime.fromisoformat(held["temporaryQRCode"]["expireDateTime"]) > now
    pocket = carried(bench, "milo.hartigan")
    reasons = [
        sign_in(bench, pocket[code], pocket["pin"])["reason"] for code in ("standard", "temporary")
    ]
    assert reasons == ["codeExpired", ""]


def test_a_badge_at_the_limit_cannot_be_extended_by_a_second(bench: Bench) -> None:
    path = bench.method_path("vera.kimball", "/standardQRCode")
    badge = bench.graph("GET", path).json
    end = datetime.fromisoformat(badge["expireDateTime"])
    assert timedelta() < end - bench.clock() < timedelta(days=10)
    assert end - datetime.fromisoformat(badge["startDateTime"]) == timedelta(days=395)
    further = {"expireDateTime": when(end + timedelta(seconds=1))}
    assert bench.graph("PATCH", path, further).code == "qrCodeLifeTimeExceedLimit"


def test_a_disabled_person_without_a_method(bench: Bench) -> None:
    path = f"/users/{bench.person_id('theo.marchbank')}"
    told = bench.graph("GET", path, query={"$select": "accountEnabled"})
    assert told.json["accountEnabled"] is False
    assert bench.graph("GET", bench.method_path("theo.marchbank")).status == 404


def test_a_contractor_who_still_holds_a_badge_gets_no_other(bench: Bench) -> None:
    path = bench.method_path("rosa.delacroix")
    assert bench.graph("GET", path).json["standardQRCode"]["id"]
    body = dates(bench, timedelta(), timedelta(hours=8))
    made = bench.graph("PATCH", f"{path}/temporaryQRCode", body)
    assert made.code == "authenticationMethodNotEnabled"
    assert bench.graph("DELETE", path).status == 204
    assert create(bench, "rosa.delacroix").code == "authenticationMethodNotEnabled"


def test_a_right_to_left_name_on_a_badge_that_ends_soon(bench: Bench) -> None:
    person = bench.graph("GET", f"/users/{bench.person_id('yasmin.alqasem')}").json
    assert person["displayName"] == "ياسمين القاسم"
    badge = bench.graph("GET", bench.method_path("yasmin.alqasem", "/standardQRCode")).json
    left = datetime.fromisoformat(badge["expireDateTime"]) - bench.clock()
    assert timedelta() < left < timedelta(days=30)


# Refusals


def test_a_person_without_a_method_gets_404_everywhere(bench: Bench) -> None:
    path = bench.method_path("noa.lindqvist")
    body = dates(bench, timedelta(), timedelta(hours=5))
    assert bench.graph("GET", path).status == 404
    assert bench.graph("DELETE", path).status == 404
    assert bench.graph("PATCH", f"{path}/pin", {}).status == 404
    assert bench.graph("PATCH", f"{path}/temporaryQRCode", body).status == 404


def test_removing_the_method_removes_everything(bench: Bench) -> None:
    path = bench.method_path("tara.whitlock")
    assert bench.graph("DELETE", path).status == 204
    for rest in ("", "/pin", "/standardQRCode", "/temporaryQRCode"):
        assert bench.graph("GET", path + rest).status == 404


def test_no_query_options_on_the_method(bench: Bench) -> None:
    path = bench.method_path("sam.rivera")
    reply = bench.graph("GET", path, query={"$select": "id"})
    assert reply.status == 400


@pytest.mark.parametrize("version", ["v1.0", "beta"])
def test_me_and_a_percent_encoded_guest_name_work(bench: Bench, version: str) -> None:
    for path in (
        "/me",
        "/users/ada.brandt@practice.example",
        "/users/lee_contoso.com%23EXT%23@practice.example",
        "/users/lee_contoso.com%23ext%23%40practice.example",
    ):
        reply = bench.graph("GET", f"{path}/authentication/qrCodePinMethod", version=version)
        assert reply.status == 200, path
    mine = bench.graph("PATCH", "/me/authentication/qrCodePinMethod/pin", {}, version=version)
    assert mine.status == 201


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[1]", {}, 400),
        (b'{"code":"09599786",}', {}, 400),
        (b"[" * 100_000, {}, 400),
        (b"{}", {"content-type": "text/plain"}, 415),
        (b"", {}, 400),
        ({"surprise": 1}, {}, 400),
        ({"code": 7}, {}, 400),
    ],
)
def test_a_malformed_reset_changes_nothing(
    bench: Bench, body: object, headers: dict[str, str], status: int
) -> None:
    path = bench.method_path("sam.rivera", "/pin")
    before = bench.graph("GET", path).json
    assert bench.graph("PATCH", path, body, headers=headers).status == status
    assert bench.graph("GET", path).json == before


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_the_pin_takes_only_get_and_patch(bench: Bench, method: str) -> None:
    assert bench.graph(method, bench.method_path("sam.rivera", "/pin"), {}).status == 405


def test_the_seed_makes_secrets_reproducible() -> None:
    first, second = create(Bench()).json, create(Bench()).json
    assert first == second
