"""Whom a tenant lets do what: tokens, scopes, roles, and on whom."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest
import requests

from tests.support.bare_graph import (
    READ,
    WRITE,
    WRITE_ANY_METHOD,
    Asker,
    GraphUnderTest,
    method_of,
)

QR_PIN = {"@odata.type": "#microsoft.graph.qrPin"}


def may_read(asker: Asker, person: str) -> bool:
    status = asker.ask("GET", method_of(person)).status
    assert status in {200, 403}
    return status == 200


def may_reset(asker: Asker, person: str) -> bool:
    status = asker.ask("PATCH", f"{method_of(person)}/pin", QR_PIN).status
    assert status in {201, 403}
    return status == 201


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer not-a-token", "Basic YTpi"])
def test_without_a_good_token_there_is_no_answer(
    graph: GraphUnderTest, version: str, authorization: str
) -> None:
    reply = graph.session.get(
        f"{graph.root}/{version}/me", headers={"Authorization": authorization}, timeout=30
    )
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")
    assert reply.json()["error"]["code"] == "InvalidAuthenticationToken"


@pytest.mark.parametrize(("path", "status"), [("/me", 200), ("/users/nobody", 404)])
def test_every_answer_tells_its_ids_and_its_date(supervisor: Asker, path: str, status: int) -> None:
    asked = str(uuid.uuid4())
    answer = supervisor.ask("GET", path, headers={"client-request-id": asked})
    assert answer.status == status
    assert str(uuid.UUID(answer.headers["request-id"])) == answer.headers["request-id"]
    assert answer.headers["client-request-id"] == asked
    assert answer.headers["Date"].endswith("GMT")
    if status == 404:
        inner = answer.document["error"]["innerError"]
        assert inner["request-id"] == answer.headers["request-id"]
        assert datetime.fromisoformat(inner["date"]).year > 2000


@pytest.mark.parametrize("scope", [WRITE, WRITE_ANY_METHOD])
def test_either_write_scope_reads_and_resets(
    graph: GraphUnderTest, version: str, scope: str
) -> None:
    asker = graph.administrator(version, scope)
    assert may_read(asker, graph.holder)
    assert may_reset(asker, graph.holder)


def test_the_read_scope_only_reads(graph: GraphUnderTest, version: str) -> None:
    asker = graph.administrator(version, READ)
    assert may_read(asker, graph.holder)
    assert not may_reset(asker, graph.holder)
    assert asker.ask("DELETE", method_of(graph.holder)).status == 403
    assert may_read(asker, graph.holder)


def test_look_up_scopes_do_not_reach_the_method(graph: GraphUnderTest, version: str) -> None:
    asker = graph.administrator(version, "User.Read.All")
    assert not may_read(asker, graph.holder)


def test_the_method_scope_does_not_look_people_up(graph: GraphUnderTest, version: str) -> None:
    asker = graph.administrator(version, WRITE)
    assert asker.find(search='"displayName:Sam"').status == 403


def test_the_basic_profile_is_name_mail_and_photo(graph: GraphUnderTest, version: str) -> None:
    asker = graph.administrator(version, "User.ReadBasic.All")
    basic = asker.find(search='"displayName:Rivera"', select="id,displayName,mail")
    assert "Sam Rivera" in basic.people
    assert asker.find(search='"displayName:Rivera"', select="id,employeeId").status == 403
    assert asker.find(filter="employeeId eq '100042'", select="id").status == 403
    assert asker.ask("GET", f"/users/{graph.holder}/photo/$value").status == 200


def test_user_read_tells_who_is_signed_in_and_nobody_else(
    graph: GraphUnderTest, version: str
) -> None:
    asker = graph.administrator(version, "User.Read")
    assert asker.ask("GET", "/me").status == 200
    assert asker.find(search='"displayName:Rivera"').status == 403
    assert asker.ask("GET", f"/users/{graph.holder}").status == 403


def test_teams_need_their_own_scope(graph: GraphUnderTest, version: str) -> None:
    assert graph.administrator(version, "GroupMember.Read.All").ask("GET", "/groups").status == 200
    assert graph.administrator(version, "User.Read.All").ask("GET", "/groups").status == 403


def test_a_badge_administrator_need_not_see_the_policy(graph: GraphUnderTest, version: str) -> None:
    path = "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/qrCodePin"
    assert graph.administrator(version, WRITE).ask("GET", path).status == 403


def test_without_a_role_nobody_elses_method_is_reached(graph: GraphUnderTest, version: str) -> None:
    plain = graph.account(graph.tenant.account(None), version)
    assert not may_read(plain, graph.holder)
    assert not may_reset(plain, graph.holder)


@pytest.mark.parametrize("name", ["gwen.aldridge", "hal.petrov"])
def test_only_the_privileged_role_acts_on_administrators(
    graph: GraphUnderTest, version: str, name: str
) -> None:
    target = graph.upn(name)
    ordinary = graph.administrator(version)
    privileged = graph.account(
        graph.tenant.account("Privileged Authentication Administrator"), version
    )
    assert not may_reset(ordinary, target)
    assert may_reset(privileged, target)


@pytest.mark.parametrize("name", ["rita.solberg", "paul.winter"])
def test_the_ordinary_role_acts_on_a_few_lesser_roles(
    graph: GraphUnderTest, version: str, name: str
) -> None:
    assert may_reset(graph.administrator(version), graph.upn(name))


def test_a_role_for_one_unit_ends_at_its_border(graph: GraphUnderTest, version: str) -> None:
    scoped = graph.account(graph.tenant.scoped_administrator, version)
    assert may_reset(scoped, graph.upn("sam.rivera"))
    assert not may_reset(scoped, graph.upn("otto.ferrand"))


def test_a_refusal_changes_nothing(graph: GraphUnderTest, version: str) -> None:
    supervisor = graph.administrator(version)
    before = supervisor.ask("GET", method_of(graph.holder)).document["pin"]
    plain = graph.account(graph.tenant.account(None), version)
    refused = plain.ask("PATCH", f"{method_of(graph.holder)}/pin", QR_PIN)
    assert (refused.status, refused.code) == (403, "accessDenied")
    assert supervisor.ask("GET", method_of(graph.holder)).document["pin"] == before


def test_ones_own_method_needs_no_role(graph: GraphUnderTest, version: str) -> None:
    account = graph.tenant.account(None)
    plain = graph.account(account, version, "UserAuthMethod-QR.ReadWrite", "User.Read")
    assert plain.ask("GET", "/me/authentication/qrCodePinMethod").status in {200, 404}
    assert plain.ask("GET", method_of(account.id)).status in {200, 404}
    assert plain.ask("GET", method_of(graph.holder)).status == 403


def test_a_certificate_of_its_own_is_not_trusted_by_others(graph: GraphUnderTest) -> None:
    graph.upn("a certificate that nobody else knows")
    with requests.Session() as stranger:
        stranger.trust_env = False
        with pytest.raises(requests.exceptions.SSLError):
            stranger.get(f"{graph.root}/v1.0/me", timeout=30)
