"""Faults on request: how they are written, where they hit, and what they leave behind."""

from __future__ import annotations

import base64
import json
import re
import struct
import time
import zlib
from datetime import timedelta

import pytest
import zxingcpp

from kiosk.practice.fault_effects import LATE_SECONDS
from kiosk.practice.faults import FaultKind, Faults, FaultSpecError, parse_fault
from kiosk.practice.messages import Delivery
from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import Bench, when
from tests.unit.practice.test_sign_in import sign_in


def bench_with(*specs: str) -> Bench:
    return Bench(Options(people=60, seed=5, faults=tuple(map(parse_fault, specs))))


@pytest.mark.parametrize(
    "spec",
    ["", "429", "429@users", "418@/users", "429@/users:0", "429@/users:x", "429@", "@/users",
     "429@/users:1:2x", "slow@ /users", "201", "png@"],
)  # fmt: skip
def test_a_fault_that_cannot_be_read_says_what_is_expected(spec: str) -> None:
    with pytest.raises(FaultSpecError, match=re.escape("expected KIND@ROUTE[:COUNT]")):
        parse_fault(spec)


@pytest.mark.parametrize("kind", [kind.value for kind in FaultKind])
def test_every_kind_can_be_asked_for(kind: str) -> None:
    fault = parse_fault(f"{kind}@/users/{{id}}/photo:3")
    assert (fault.kind.value, fault.route, fault.count) == (kind, "/users/{id}/photo", 3)


def test_a_route_is_a_prefix_and_a_star_is_one_segment() -> None:
    faults = Faults([parse_fault("500@PATCH /users/*/authentication:1")])

    def hit(method: str, path: str) -> FaultKind | None:
        return faults.on_graph(method, path, lambda: False)

    assert hit("GET", "/users/a/authentication") is None
    assert hit("PATCH", "/users/a/b/authentication") is None
    assert hit("PATCH", "/users/a/authentication/qrCodePinMethod/pin") is FaultKind.BROKEN
    assert hit("PATCH", "/users/a/authentication/qrCodePinMethod/pin") is None


@pytest.mark.parametrize(
    ("kind", "status", "retry"),
    [("429", 429, "1"), ("429-no-retry-after", 429, ""), ("500", 500, ""), ("503", 503, ""),
     ("504", 504, "")],
)  # fmt: skip
def test_refusals_change_nothing(kind: str, status: int, retry: str) -> None:
    bench = bench_with(f"{kind}@PATCH /users:1")
    path = bench.method_path("sam.rivera", "/pin")
    before = bench.graph("GET", path).json
    refused = bench.graph("PATCH", path, {})
    assert (refused.status, refused.header("Retry-After")) == (status, retry)
    assert refused.json["error"]["code"]
    assert bench.graph("GET", path).json == before
    assert bench.graph("PATCH", path, {}).status == 201


@pytest.mark.parametrize(
    ("kind", "delivery", "changes"),
    [
        ("timeout", Delivery.HOLD, False),
        ("reset", Delivery.CUT, False),
        ("lost-answer", Delivery.CUT, True),
        ("slow", Delivery.SEND, True),
        ("bad-json", Delivery.SEND, True),
    ],
)
def test_broken_answers(kind: str, delivery: Delivery, changes: bool) -> None:
    bench = bench_with(f"{kind}@/users/*/authentication/qrCodePinMethod/pin:1")
    path = bench.method_path("sam.rivera", "/pin")
    answer = bench.graph("PATCH", path, {}).answer
    assert answer.delivery is delivery
    assert (answer.delay_seconds > 0) is (kind == "slow")
    if kind == "bad-json":
        with pytest.raises(json.JSONDecodeError):
            json.loads(answer.body)
    after = bench.graph("GET", path).json
    assert after["forceChangePinNextSignIn"] is changes


@pytest.mark.parametrize("kind", ["bad-json", "wrapped"])
def test_an_answer_without_a_body_keeps_its_framing(kind: str) -> None:
    bench = bench_with(f"{kind}@DELETE /users:1")
    path = bench.method_path("sam.rivera")
    answer = bench.graph("DELETE", path).answer
    assert bench.graph("GET", path).status == 404, "the change is made"
    if kind == "wrapped":
        assert (answer.status, answer.body) == (204, b"")
    else:
        assert answer.status == 200
        with pytest.raises(json.JSONDecodeError):
            json.loads(answer.body)


def test_a_late_change_lands_after_the_caller_was_told_504() -> None:
    bench = bench_with("late@PATCH /users:1")
    path = bench.method_path("sam.rivera", "/pin")
    before = bench.graph("GET", path).json
    began = time.monotonic()
    told = bench.graph("PATCH", path, {})
    assert (told.status, told.code) == (504, "GatewayTimeout")
    assert bench.graph("GET", path).json == before
    assert time.monotonic() - began < LATE_SECONDS, "the caller is told at once"
    while bench.graph("GET", path).json == before:
        assert time.monotonic() - began < LATE_SECONDS + 10
        time.sleep(0.02)
    assert time.monotonic() - began >= LATE_SECONDS
    assert bench.graph("GET", path).json["forceChangePinNextSignIn"] is True


@pytest.mark.parametrize(
    ("kind", "path", "code"),
    [
        ("403", "/users/sam.rivera@practice.example", "Authorization_RequestDenied"),
        ("403", "/me/authentication/qrCodePinMethod", "accessDenied"),
        ("404", "/users/sam.rivera@practice.example", "Request_ResourceNotFound"),
    ],
)
def test_plain_refusals(kind: str, path: str, code: str) -> None:
    bench = bench_with(f"{kind}@{path}:1")
    refused = bench.graph("GET", path)
    assert (str(refused.status), refused.code) == (kind, code)
    assert bench.graph("GET", path).status == 200


def test_a_moved_expiry_can_come_as_201() -> None:
    bench = bench_with("201@PATCH /users")
    path = bench.method_path("sam.rivera", "/standardQRCode")
    expire = when(bench.clock() + timedelta(days=20))
    moved = bench.graph("PATCH", path, {"expireDateTime": expire})
    assert (moved.status, moved.json["expireDateTime"]) == (201, expire)
    assert bench.graph("PATCH", path, {}).status == 400


@pytest.mark.parametrize("kinds", [["png"], ["no-raw-content"], ["png", "no-raw-content"]])
@pytest.mark.parametrize("name", ["noa.lindqvist", "sam.rivera"])
def test_images_can_be_odd(kinds: list[str], name: str) -> None:
    bench = bench_with("429@/users/*/photo", *(f"{kind}@/users:1" for kind in kinds))
    path = bench.method_path(name)
    begin = bench.clock()
    code = {"startDateTime": when(begin), "expireDateTime": when(begin + timedelta(hours=12))}
    bench.graph("GET", path)
    if name == "sam.rivera":
        made = bench.graph("PATCH", f"{path}/temporaryQRCode", code).json
    else:
        code["expireDateTime"] = when(begin + timedelta(days=30))
        made = bench.graph("PUT", path, {"standardQRCode": code}).json["standardQRCode"]
    image = made["image"]
    assert ("rawContent" in image) is ("no-raw-content" not in kinds)
    picture = base64.b64decode(image["binaryValue"])
    assert picture.startswith(b"\x89PNG" if "png" in kinds else b"<svg")
    if "png" in kinds:
        assert read_png(picture).split("|")[2] == made["id"]
    bench.graph("DELETE", path)
    code["expireDateTime"] = when(begin + timedelta(days=30))
    remade = bench.graph("PUT", path, {"standardQRCode": code}).json
    again = remade["standardQRCode"]["image"]
    assert again["rawContent"], "the count is used up by the one image"
    assert base64.b64decode(again["binaryValue"]).startswith(b"<svg")


def read_png(picture: bytes) -> str:
    """What a scanner reads off a PNG of one byte a pixel, black where that byte is 1."""
    side = struct.unpack(">II", picture[16:24])[0]
    start = picture.index(b"IDAT")
    length = struct.unpack(">I", picture[start - 4 : start])[0]
    lines = zlib.decompress(picture[start + 4 : start + 4 + length])
    rows = [lines[at + 1 : at + 1 + side] for at in range(0, len(lines), side + 1)]
    grey = b"".join(rows).translate(bytes([255, 0]) + bytes(254))
    return zxingcpp.read_barcodes(memoryview(grey).cast("B", (side, side)))[0].text


@pytest.mark.parametrize(
    "kind",
    ["expired-token", "claims-challenge", "empty-page", "wrapped", "late", "201", "png",
     "no-raw-content"],
)  # fmt: skip
@pytest.mark.parametrize(
    "route",
    ["/oauth2", "/oauth2/v2.0/token", "/OAuth2/", "/v2.0", "/discovery/v2.0/keys", "/login",
     "/common", "/devicelogin", "/dev", "/.well-known/openid-configuration", "POST /consent"],
)  # fmt: skip
def test_a_fault_that_would_never_hit_is_refused(kind: str, route: str) -> None:
    with pytest.raises(FaultSpecError, match="would never hit"):
        parse_fault(f"{kind}@{route}:2")


@pytest.mark.parametrize("route", ["/", "/users", "/d", "/o", "/organization", "/$batch", "/x"])
def test_a_fault_that_may_hit_graph_is_not(route: str) -> None:
    assert parse_fault(f"claims-challenge@{route}").route == route


@pytest.mark.parametrize(
    ("kind", "status"), [("403", 403), ("404", 404), ("500", 500), ("429", 429)]
)
def test_sign_in_can_be_refused(kind: str, status: int) -> None:
    bench = bench_with(f"{kind}@/oauth2/v2.0/token:1")
    name, password = bench.account(0)
    values = {"grant_type": "password", "username": name, "password": password}
    refused = bench.token_request(scope="User.Read", **values)
    assert refused.status == status
    if kind == "403":
        assert (refused.code, refused.json["error_codes"]) == ("access_denied", [53003])
    assert bench.token_request(scope="User.Read", **values).status == 200


def test_an_expired_token_looks_like_one() -> None:
    bench = bench_with("expired-token@/me:1")
    assert bench.graph("GET", "/me").code == "InvalidAuthenticationToken"
    assert bench.graph("GET", "/me").status == 200


@pytest.mark.parametrize("count", ["", ":5"])
def test_a_claims_challenge_ends_with_a_token_for_those_claims(count: str) -> None:
    bench = bench_with(f"claims-challenge@/users{count}")
    challenged = bench.graph("GET", "/users")
    assert challenged.status == 401
    header = challenged.header("WWW-Authenticate")
    assert header.startswith('Bearer realm="", authorization_uri="http://localhost:2/')
    assert 'error="insufficient_claims"' in header
    packed = re.findall(r'claims="([^"]+)"', header)[0]
    claims = base64.b64decode(packed).decode()
    assert json.loads(claims)["access_token"]

    name, password = bench.account(0)
    old = bench.token_request(
        grant_type="password", username=name, password=password,
        scope="User.Read.All offline_access",
    ).json  # fmt: skip
    silent = bench.token_request(
        grant_type="refresh_token", refresh_token=old["refresh_token"], claims=claims,
        scope="User.Read.All offline_access",
    )  # fmt: skip
    assert silent.code == "interaction_required"
    assert silent.json["claims"] == claims

    tokens = sign_in(bench, scope="User.Read.All offline_access", claims=claims)
    assert bench.graph("GET", "/users", token=tokens["access_token"]).status == 200
    assert bench.graph("GET", "/users", token=old["access_token"]).status == 401
    renewed = bench.token_request(
        grant_type="refresh_token", refresh_token=tokens["refresh_token"], claims=claims,
        scope="User.Read.All offline_access",
    )  # fmt: skip
    assert renewed.status == 200


def test_sign_in_can_fail_too_and_the_root_never_means_it() -> None:
    bench = bench_with("503@/oauth2/v2.0/token:1", "500@/")
    name, password = bench.account(0)
    values = {"grant_type": "password", "username": name, "password": password}
    refused = bench.token_request(scope="User.Read", **values)
    assert (refused.status, refused.code) == (503, "temporarily_unavailable")
    assert bench.token_request(scope="User.Read", **values).status == 200
    assert bench.graph("GET", "/me").status == 500


def test_an_empty_page_that_is_not_the_last_and_a_wrapped_code() -> None:
    bench = bench_with("empty-page@/users:1", "wrapped@/me/authentication:1")
    page = bench.graph("GET", "/users", query={"$top": "5"})
    assert page.json["value"] == []
    assert "$top=5" in page.json["@odata.nextLink"].replace("%24", "$")
    code = bench.graph("GET", "/me/authentication/qrCodePinMethod/standardQRCode")
    assert code.json["value"]["expireDateTime"]
