"""Who may do what, on whom: scopes times roles times administrative units."""

from __future__ import annotations

import base64
import json

import pytest

from kiosk.practice.policy import Policy, PolicyState
from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import EVENTUAL, Bench

ADMINISTRATOR, PRIVILEGED, PLAIN, SCOPED, SECOND_FACTOR, READER = range(6)
QR = "UserAuthMethod-QR.ReadWrite.All"


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def reset(bench: Bench, name: str, place: int, scope: str = QR) -> int:
    path = bench.method_path(name, "/pin")
    return bench.graph("PATCH", path, {}, token=bench.token(place, scope)).status


@pytest.mark.parametrize(
    ("name", "administrator", "privileged", "scoped"),
    [
        ("sam.rivera", 201, 201, 201),
        ("otto.ferrand", 201, 201, 403),
        ("gwen.aldridge", 403, 201, 403),
        ("hal.petrov", 403, 201, 403),
        ("rita.solberg", 201, 201, 201),
        ("paul.winter", 201, 201, 201),
        ("pia.hallberg", 403, 201, 403),
        ("gita.rao", 403, 201, 403),
    ],
)
def test_roles_decide_on_whom_one_may_act(
    bench: Bench, name: str, administrator: int, privileged: int, scoped: int
) -> None:
    assert reset(bench, name, ADMINISTRATOR) == administrator
    assert reset(bench, name, PRIVILEGED) == privileged
    assert reset(bench, name, SCOPED) == scoped
    assert reset(bench, name, PLAIN) == 403


def test_the_denial_is_the_services(bench: Bench) -> None:
    path = bench.method_path("sam.rivera")
    denied = bench.graph("GET", path, token=bench.token(PLAIN))
    assert (denied.status, denied.code) == (403, "accessDenied")
    inner = denied.json["error"]["innerError"]
    assert set(inner) == {"date", "request-id", "client-request-id"}


@pytest.mark.parametrize(
    ("scope", "read", "write"),
    [
        ("UserAuthMethod-QR.ReadWrite.All", 200, 201),
        ("UserAuthenticationMethod.ReadWrite.All", 200, 201),
        ("UserAuthMethod-QR.Read.All", 200, 403),
        ("UserAuthenticationMethod.Read.All", 200, 403),
        ("UserAuthMethod-QR.ReadWrite", 403, 403),
        ("User.Read.All", 403, 403),
    ],
)
def test_scopes_decide_what_one_may_do_to_others(
    bench: Bench, scope: str, read: int, write: int
) -> None:
    token = bench.token(ADMINISTRATOR, scope)
    assert bench.graph("GET", bench.method_path("sam.rivera"), token=token).status == read
    assert reset(bench, "sam.rivera", ADMINISTRATOR, scope) == write


@pytest.mark.parametrize("by_id", [False, True])
def test_oneself_needs_no_role_and_only_the_self_scopes(bench: Bench, by_id: bool) -> None:
    own = f"/users/{bench.person_id('nils.okafor')}" if by_id else "/me"
    path = f"{own}/authentication/qrCodePinMethod"
    token = bench.token(PLAIN, "UserAuthMethod-QR.ReadWrite")
    assert bench.graph("GET", path, token=token).status == 200
    assert bench.graph("PATCH", f"{path}/pin", {}, token=token).status == 201
    reader = bench.token(PLAIN, "UserAuthMethod-QR.Read")
    assert bench.graph("GET", path, token=reader).status == 200
    assert bench.graph("PATCH", f"{path}/pin", {}, token=reader).status == 403


def test_an_unknown_person_is_404_and_not_403(bench: Bench) -> None:
    path = "/users/nobody@practice.example/authentication/qrCodePinMethod"
    reply = bench.graph("GET", path)
    assert (reply.status, reply.code) == (404, "Request_ResourceNotFound")


def test_wids_hold_tenant_wide_roles_only(bench: Bench) -> None:
    def wids(place: int) -> list[str]:
        payload = bench.token(place).split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
        found: list[str] = claims["wids"]
        return found

    assert "c4e39bd9-1100-46d3-8c65-fb160da0071f" in wids(ADMINISTRATOR)
    assert "7be44c8a-adaf-4e2a-84d6-ab2649e08a13" in wids(PRIVILEGED)
    assert wids(SCOPED) == wids(PLAIN) == ["b79fbf4d-3ef9-4689-8143-76b194e85509"]


def test_basic_look_up_sees_basic_properties_only(bench: Bench) -> None:
    token = bench.token(ADMINISTRATOR, "User.ReadBasic.All")

    def look(path: str, **query: str) -> int:
        options = {f"${name}": value for name, value in query.items()}
        return bench.graph("GET", path, token=token, headers=EVENTUAL, query=options).status

    sam = f"/users/{bench.person_id('sam.rivera')}"
    assert bench.graph("GET", sam, token=token).json["jobTitle"] is None
    assert bench.graph("GET", sam, token=token).json["displayName"] == "Sam Rivera"
    assert look(sam, select="displayName,mail") == 200
    assert look(sam, select="employeeId") == 403
    assert look("/users", select="accountEnabled") == 403
    assert look("/users", filter="employeeId eq '100042'") == 403
    assert look("/users", search='"displayName:sam"') == 200
    assert look(f"{sam}/photo/$value") == 200


def test_user_read_sees_oneself_only(bench: Bench) -> None:
    token = bench.token(ADMINISTRATOR, "User.Read")
    me = bench.graph("GET", "/me", token=token, query={"$select": "employeeId"})
    assert me.json["employeeId"] == "900001"
    assert bench.graph("GET", "/me/photo/$value", token=token).status == 200
    assert bench.graph("GET", f"/users/{bench.person_id('ada.brandt')}", token=token).status == 200
    sam = f"/users/{bench.person_id('sam.rivera')}"
    denied = bench.graph("GET", sam, token=token)
    assert (denied.status, denied.code) == (403, "Authorization_RequestDenied")
    assert bench.graph("GET", "/users", token=token).status == 403
    assert bench.graph("GET", "/groups", token=token).status == 403


def test_without_any_user_scope_nobody_is_seen(bench: Bench) -> None:
    token = bench.token(ADMINISTRATOR, QR)
    assert bench.graph("GET", "/me", token=token).status == 403
    assert bench.graph("GET", f"/users/{bench.person_id('ada.brandt')}", token=token).status == 403


def test_the_policy_needs_its_scope_and_a_reader_role(bench: Bench) -> None:
    path = "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/qrCodePin"
    scope = "Policy.Read.AuthenticationMethod"
    policy = bench.graph("GET", path, token=bench.token(READER, scope))
    assert policy.status == 200
    assert policy.json["pinLength"] == 8
    assert policy.json["standardQRCodeLifetimeInDays"] == 365
    assert policy.json["state"] == "enabled"
    assert policy.json["excludeTargets"]
    assert bench.graph("GET", path, token=bench.token(READER, "User.Read")).status == 403
    assert bench.graph("GET", path, token=bench.token(ADMINISTRATOR, scope)).status == 403


def test_the_policy_says_what_the_options_say() -> None:
    policy = Policy(days=200, pin_length=10, state=PolicyState.DISABLED)
    bench = Bench(Options(people=60, seed=5, policy=policy))
    path = "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/qrCodePin"
    told = bench.graph("GET", path, token=bench.token(READER)).json
    assert told["standardQRCodeLifetimeInDays"] == 200
    assert told["pinLength"] == 10
    assert told["state"] == "disabled"


@pytest.mark.parametrize("header", ["", "Bearer ", "Basic abc", "Bearer abc", "Bearer a.b.c"])
def test_no_good_token_no_answer(bench: Bench, header: str) -> None:
    reply = bench.graph("GET", "/me", token="", headers={"authorization": header})
    assert (reply.status, reply.code) == (401, "InvalidAuthenticationToken")
    assert reply.header("WWW-Authenticate").startswith('Bearer realm=""')


def test_a_token_runs_out() -> None:
    bench = Bench()
    token = bench.token()
    bench.clock.pass_by(minutes=61)
    reply = bench.graph("GET", "/me", token=token)
    assert reply.status == 401
    assert "token is expired" in reply.json["error"]["message"]
