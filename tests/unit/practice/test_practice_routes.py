"""What drivers change while a tenant runs: its clock, people, policy and faults."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from kiosk.practice import messages
from kiosk.practice.messages import Entrance
from kiosk.practice.server import TenantServer
from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import EVENTUAL, Bench, Reply, when
from tests.unit.practice.test_groups import group_id
from tests.unit.practice.test_sign_in import (
    SCOPE,
    authorize,
    cookie_of,
    log_in,
    sign_in,
    submit,
)

SAM = "sam.rivera@practice.example"


@pytest.fixture
def bench() -> Bench:
    return Bench()


def post(bench: Bench, name: str, body: object) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = messages.Request("POST", f"/practice/{name}", body=raw, entrance=Entrance.BROWSER)
    return Reply(bench.tenant.answer(request))


def pocket(bench: Bench, name: str) -> dict[str, Any]:
    query = f"user={name}@practice.example"
    request = messages.Request("GET", "/practice/pocket", query, entrance=Entrance.BROWSER)
    return Reply(bench.tenant.answer(request)).json


# The clock


def test_badges_run_out_when_the_clock_is_set_ahead_and_nobody_is_signed_out(
    bench: Bench,
) -> None:
    tokens = sign_in(bench)
    token = bench.token()
    carried = pocket(bench, "eva.sundberg")
    scan = {"content": carried["content"], "pin": carried["pin"]}
    assert post(bench, "qr-sign-in", scan).json["signedIn"] is True
    assert post(bench, "clock", {"ahead_seconds": 11 * 86_400}).status == 200
    assert post(bench, "qr-sign-in", scan).json["reason"] == "codeExpired"
    path = bench.method_path("eva.sundberg")
    assert bench.graph("GET", path, token=token).status == 200
    today = bench.clock() + timedelta(days=11)
    dates = {"startDateTime": when(today), "expireDateTime": when(today + timedelta(days=30))}
    made = bench.graph("PATCH", f"{path}/standardQRCode", dates, token=token)
    assert made.status == 201
    assert datetime.fromisoformat(made.json["createdDateTime"]) >= today
    renewed = bench.token_request(
        grant_type="refresh_token", refresh_token=tokens["refresh_token"], scope=SCOPE
    )
    assert renewed.status == 200
    post(bench, "clock", {"ahead_seconds": 0})
    later = bench.graph("PATCH", f"{path}/pin", {}, token=token)
    assert later.json["updatedDateTime"] > made.json["createdDateTime"], "changes keep their order"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", {}, {"ahead_seconds": "5"}, {"ahead_seconds": True},
             {"ahead_seconds": 1e12}, b'{"ahead_seconds": NaN}'],
)  # fmt: skip
def test_a_clock_that_makes_no_sense_is_refused(bench: Bench, body: object) -> None:
    assert post(bench, "clock", body).status == 400
    assert bench.tenant.clock() == bench.clock()


def test_the_date_header_follows_the_tenants_clock() -> None:
    with TenantServer(Options(people=60, seed=5)) as server:
        opener = build_opener(ProxyHandler({}))
        pages = server.description["pages"]
        body = json.dumps({"ahead_seconds": 86_400}).encode()
        with opener.open(Request(f"{pages}/practice/clock", body), timeout=10) as reply:
            assert reply.status == 200
        with opener.open(f"{pages}/devicelogin", timeout=10) as reply:
            told = parsedate_to_datetime(reply.headers["Date"])
        assert urlsplit(pages).hostname == "localhost"
    ahead = told - datetime.now(UTC)
    assert timedelta(hours=23) < ahead < timedelta(hours=25)


# People


def test_somebody_who_is_gone_is_nowhere_until_they_come_back(bench: Bench) -> None:
    sam = bench.person_id("sam.rivera")
    team = group_id(bench, "Team Shop 001")
    carried = pocket(bench, "sam.rivera")
    paths = (f"/users/{sam}", f"/users/{SAM}", f"/users/{sam}/photo/$value",
             f"/users/{sam}/memberOf", f"/users/{sam}/authentication/qrCodePinMethod",
             f"/users/{SAM}/authentication/qrCodePinMethod/pin")  # fmt: skip

    def seen() -> set[str]:
        told = set()
        for name, options in {
            "search": {"search": '"displayName:sam"'},
            "number": {"filter": "employeeId eq '100042'"},
            "id": {"filter": f"id eq '{sam}'"},
            "all": {"top": "999"},
        }.items():
            if "Sam Rivera" in bench.get("/users", count="true", **options).names:
                told.add(name)
        for relation in ("members", "transitiveMembers"):
            if "Sam Rivera" in bench.get(f"/groups/{team}/{relation}", top="999").names:
                told.add(relation)
        return told

    everywhere = {"search", "number", "id", "all", "members", "transitiveMembers"}
    number = int(bench.get("/users/$count").answer.body)
    assert seen() == everywhere
    assert post(bench, "person", {"user": SAM, "gone": True}).json["gone"] is True
    assert seen() == set()
    assert {bench.graph("GET", path).status for path in paths} == {404}
    assert int(bench.get("/users/$count").answer.body) == number - 1
    scan = {"content": carried["content"], "pin": carried["pin"]}
    assert post(bench, "qr-sign-in", scan).json["reason"] == "unknownCode"
    post(bench, "person", {"user": sam, "gone": False})
    assert seen() == everywhere
    assert {bench.graph("GET", path).status for path in paths} == {200}


def test_a_disabled_account_says_so_and_cannot_go_on(bench: Bench) -> None:
    bench.token()
    tokens = sign_in(bench)
    cookie = cookie_of(log_in(bench, authorize(bench)))
    ada = "ada.brandt@practice.example"
    query = {"$filter": "accountEnabled eq false", "$top": "999", "$count": "true"}
    post(bench, "person", {"user": ada, "enabled": False})
    me = bench.graph("GET", "/me", query={"$select": "accountEnabled"})
    assert me.json["accountEnabled"] is False
    assert "Ada Brandt" in bench.graph("GET", "/users", query=query, headers=EVENTUAL).names
    refused = bench.token_request(
        grant_type="refresh_token", refresh_token=tokens["refresh_token"], scope=SCOPE
    )
    assert refused.json["error_codes"] == [50057]
    page = authorize(bench, cookie)
    assert b'name="passwd"' in page.answer.body
    name, password = bench.account(0)
    told = submit(bench, page, loginfmt=name, passwd=password)
    assert 'role="alert"' in told.answer.body.decode()
    post(bench, "person", {"user": ada, "enabled": True})
    assert sign_in(bench)["access_token"]


def test_a_signed_in_person_who_is_gone_is_not_found(bench: Bench) -> None:
    token = bench.token()
    post(bench, "person", {"user": "ada.brandt@practice.example", "gone": True})
    assert bench.graph("GET", "/me", token=token).status == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"user": SAM}, 400),
        ({"user": SAM, "gone": "yes"}, 400),
        ({"user": SAM, "gone": True, "enabled": 1}, 400),
        ({"user": 5, "gone": True}, 400),
        ({"user": "nobody", "gone": True}, 404),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(bench: Bench, body: object, status: int) -> None:
    assert post(bench, "person", body).status == status
    assert bench.graph("GET", f"/users/{SAM}").status == 200


# The policy


def test_the_policy_can_be_turned_off_and_on(bench: Bench) -> None:
    path = bench.method_path("noa.lindqvist")
    begin = bench.clock()
    code = {"startDateTime": when(begin), "expireDateTime": when(begin + timedelta(days=30))}
    assert post(bench, "policy", {"state": "disabled"}).status == 200
    refused = bench.graph("PUT", path, {"standardQRCode": code})
    assert refused.code == "authenticationMethodNotEnabled"
    assert post(bench, "policy", {"state": "enabled"}).status == 200
    assert bench.graph("PUT", path, {"standardQRCode": code}).status == 201
    for body in ({}, {"state": "off"}, {"state": None}, {"state": ["enabled"]}):
        assert post(bench, "policy", body).status == 400


# The pocket


def test_a_pocket_shows_both_codes(bench: Bench) -> None:
    both = pocket(bench, "tara.whitlock")
    assert both["standard"] != both["temporary"]
    assert both["content"] == both["temporary"]
    assert both["image"]
    badge = pocket(bench, "sam.rivera")
    assert (badge["content"], badge["temporary"]) == (badge["standard"], None)
    nothing = pocket(bench, "noa.lindqvist")
    assert set(nothing.values()) == {None}
    for content in (both["standard"], both["temporary"]):
        told = post(bench, "qr-sign-in", {"content": content, "pin": both["pin"]})
        assert told.json["signedIn"] is True


@pytest.mark.parametrize(
    ("method", "name"), [("GET", "clock"), ("POST", "pocket"), ("PUT", "person"), ("POST", "x")]
)
def test_other_practice_routes_are_not_there(bench: Bench, method: str, name: str) -> None:
    request = messages.Request(method, f"/practice/{name}", entrance=Entrance.BROWSER)
    reply = Reply(bench.tenant.answer(request))
    assert reply.status == 404
    assert "clock" in reply.json["error"]["message"]


@pytest.mark.parametrize("name", ["clock", "person", "policy", "faults"])
def test_the_practice_routes_are_not_on_the_entrance_of_graph(bench: Bench, name: str) -> None:
    request = messages.Request("POST", f"/practice/{name}", body=b"{}", entrance=Entrance.SECURE)
    assert bench.tenant.answer(request).status in {400, 404}


# Faults


def test_faults_begin_and_end_while_the_tenant_runs(bench: Bench) -> None:
    assert bench.get("/users").status == 200
    assert post(bench, "faults", {"faults": ["503@/users:1", "500@/users"]}).status == 200
    assert [bench.get("/users").status for _ in range(3)] == [503, 500, 500]
    assert post(bench, "faults", {"faults": []}).status == 200
    assert bench.get("/users").status == 200


@pytest.mark.parametrize("body", [{}, {"faults": "503@/me"}, {"faults": [1]}, {"faults": ["x"]}])
def test_faults_that_make_no_sense_are_refused_and_change_nothing(
    bench: Bench, body: object
) -> None:
    post(bench, "faults", {"faults": ["503@/users"]})
    assert post(bench, "faults", body).status == 400
    assert bench.get("/users").status == 503
