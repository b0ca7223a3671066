"""Who owns a registration of the practice tenant, and what that lets them do."""

from __future__ import annotations

import pytest

from kiosk.practice.clients import COMMAND_LINE_TOOLS
from kiosk.practice.people import Person
from tests.unit.practice.tenant_bench import Bench, Reply

PLAIN, ADMINISTRATOR = 2, 6
WRITE, READ = "Application.ReadWrite.All", "Application.Read.All"


@pytest.fixture
def bench() -> Bench:
    return Bench()


def token_of(bench: Bench, place: int, *scopes: str) -> str:
    """A token of the command line tools, whose consent was given before."""
    bench.tenant._consents.give_for_all(COMMAND_LINE_TOOLS, frozenset(scopes))
    user, password = bench.account(place)
    reply = bench.token_request(
        client_id=COMMAND_LINE_TOOLS,
        grant_type="password",
        username=user,
        password=password,
        scope=" ".join(scopes),
    )
    assert reply.status == 200, reply.json
    return str(reply.json["access_token"])


def person(bench: Bench, place: int) -> Person:
    return bench.tenant.accounts.listed[place].person


def register(bench: Bench, place: int) -> str:
    """Have somebody register an application; returns the path of its owners."""
    token = token_of(bench, place, WRITE)
    made = bench.graph("POST", "/applications", {"displayName": "PIN Kiosk"}, token=token)
    assert made.status == 201
    return f"/applications/{made.json['id']}/owners"


def reference(bench: Bench, identity: str, kind: str = "directoryObjects") -> dict[str, str]:
    return {"@odata.id": f"https://graph.microsoft.com/v1.0/{kind}/{identity}"}


def owners(bench: Bench, path: str, *scopes: str, **query: str) -> Reply:
    token = token_of(bench, ADMINISTRATOR, *(scopes or (READ, "User.ReadBasic.All")))
    asked = {f"${name}": value for name, value in query.items()}
    return bench.graph("GET", path, token=token, query=asked)


def test_a_member_owns_what_they_register_and_an_administrator_does_not(bench: Bench) -> None:
    [owner] = owners(bench, register(bench, PLAIN)).json["value"]
    member = person(bench, PLAIN)
    assert owner["@odata.type"] == "#microsoft.graph.user"
    assert (owner["id"], owner["displayName"]) == (member.id, member.display_name)
    assert owner["userPrincipalName"] == member.user_principal_name
    assert owners(bench, register(bench, ADMINISTRATOR)).json["value"] == []


def test_who_may_not_read_people_is_told_their_ids_alone(bench: Bench) -> None:
    path = register(bench, PLAIN)
    [owner] = owners(bench, path, READ).json["value"]
    assert owner["id"] == person(bench, PLAIN).id
    assert owner["@odata.type"] == "#microsoft.graph.user"
    assert (owner["displayName"], owner["userPrincipalName"]) == (None, None)
    [selected] = owners(bench, path, READ, select="id,displayName").json["value"]
    assert set(selected) == {"@odata.type", "id", "displayName"}


def test_owners_may_be_services_and_come_in_pages(bench: Bench) -> None:
    path, token = register(bench, PLAIN), token_of(bench, PLAIN, WRITE, "Directory.Read.All")
    [own] = bench.tenant._applications.principals()
    for body in (
        reference(bench, own.id, "servicePrincipals"),
        reference(bench, person(bench, 0).id, "users"),
    ):
        assert bench.graph("POST", f"{path}/$ref", body, token=token).status == 204
    first = owners(bench, path, top="2").json
    assert [one["@odata.type"] for one in first["value"]] == [
        "#microsoft.graph.user",
        "#microsoft.graph.servicePrincipal",
    ]
    assert "@odata.nextLink" in first


def test_an_owner_is_added_once_and_removed(bench: Bench) -> None:
    path, other = register(bench, PLAIN), person(bench, 0)
    token = token_of(bench, ADMINISTRATOR, WRITE, "Directory.Read.All")
    body = reference(bench, other.id)
    assert bench.graph("POST", f"{path}/$ref", body, token=token).status == 204
    twice = bench.graph("POST", f"{path}/$ref", body, token=token)
    assert (twice.status, twice.code) == (400, "Request_BadRequest")
    assert "already exist" in twice.json["error"]["message"]
    # Whoever owns it now may change it.
    change, mine = {"displayName": "Mine"}, token_of(bench, 0, WRITE)
    application = path.removesuffix("/owners")
    assert bench.graph("PATCH", application, change, token=mine).status == 204
    # Without $ref it would be the person who is deleted.
    gone = f"{path}/{other.id}"
    assert bench.graph("DELETE", gone, token=token).status == 403
    assert bench.graph("DELETE", f"{gone}/$ref", token=token).status == 204
    assert bench.graph("DELETE", f"{gone}/$ref", token=token).status == 404
    assert bench.graph("PATCH", application, change, token=mine).status == 403
    assert [one["id"] for one in owners(bench, path).json["value"]] == [person(bench, PLAIN).id]


def test_who_may_not_changes_no_owner(bench: Bench) -> None:
    path, body = register(bench, PLAIN), reference(bench, person(bench, 0).id)
    stranger = token_of(bench, 0, WRITE, "Directory.Read.All")
    assert bench.graph("POST", f"{path}/$ref", body, token=stranger).status == 403
    unread = token_of(bench, ADMINISTRATOR, WRITE)
    assert bench.graph("POST", f"{path}/$ref", body, token=unread).status == 403
    gone = f"{path}/{person(bench, PLAIN).id}/$ref"
    assert bench.graph("DELETE", gone, token=stranger).status == 403
    looking = token_of(bench, ADMINISTRATOR, READ)
    assert bench.graph("DELETE", gone, token=looking).status == 403
    assert bench.graph("GET", path).status == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"@odata.id": 7}, 400),
        ({"@odata.id": "https://graph.microsoft.com/v1.0/groups/x"}, 400),
        ({"@odata.id": "https://graph.microsoft.com/v1.0/users/nobody"}, 404),
    ],
)
def test_what_can_own_nothing_is_refused(
    bench: Bench, body: dict[str, object], status: int
) -> None:
    path = register(bench, PLAIN)
    token = token_of(bench, ADMINISTRATOR, WRITE, "Directory.Read.All")
    assert bench.graph("POST", f"{path}/$ref", body, token=token).status == status


def test_other_paths_are_not_there(bench: Bench) -> None:
    path, token = register(bench, PLAIN), token_of(bench, ADMINISTRATOR, READ)
    assert bench.graph("GET", f"{path}/$ref/x/y", token=token).status == 400
    assert bench.graph("GET", f"{path}/x/manager", token=token).status == 400
    assert bench.graph("PUT", path, token=token).status == 405
    nowhere = "/applications/00000000-0000-0000-0000-000000000000/owners"
    assert bench.graph("GET", nowhere, token=token).status == 404


def test_who_has_gone_owns_nothing(bench: Bench) -> None:
    path = register(bench, PLAIN)
    bench.tenant.directory.change(person(bench, PLAIN), gone=True, enabled=None)
    assert owners(bench, path).json["value"] == []
