"""Teams, groups inside groups, administrative units, and whose member one is."""

from __future__ import annotations

import pytest

from kiosk.practice.directory import Directory
from kiosk.practice.groups import Groups
from kiosk.practice.seeds import Seed
from tests.unit.practice.tenant_bench import EVENTUAL, Bench
from tests.unit.practice.test_look_up import follow


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def group_id(bench: Bench, name: str) -> str:
    found = bench.get("/groups", search=f'"displayName:{name}"')
    assert len(found.json["value"]) == 1, found.names
    return str(found.json["value"][0]["id"])


def test_a_team_has_the_people_of_its_shop(bench: Bench) -> None:
    team = group_id(bench, "Team Shop 001")
    pages = follow(bench, bench.get(f"/groups/{team}/members", top="25"))
    people = [item for page in pages for item in page.json["value"]]
    assert "Sam Rivera" in [person["displayName"] for person in people]
    assert {person["@odata.type"] for person in people} == {"#microsoft.graph.user"}
    assert {person["officeLocation"] for person in people} == {"Shop 001 Lisbon"}
    counted = bench.get(f"/groups/{team}/members/$count")
    assert int(counted.answer.body) == len(people)


def test_a_nested_group_shows_groups_first_and_people_through_them(bench: Bench) -> None:
    whole = group_id(bench, "All Shops")
    direct = bench.get(f"/groups/{whole}/members", top="2")
    assert {item["@odata.type"] for item in direct.json["value"]} == {"#microsoft.graph.group"}
    people = [
        item
        for page in follow(
            bench,
            bench.get(
                f"/groups/{whole}/transitiveMembers/microsoft.graph.user", top="50", count="true"
            ),
        )
        for item in page.json["value"]
    ]
    assert len(people) == len({person["id"] for person in people}) == 300


def test_an_empty_page_need_not_be_the_last(bench: Bench) -> None:
    whole = group_id(bench, "All Shops")
    pages = follow(bench, bench.get(f"/groups/{whole}/members/microsoft.graph.user", top="4"))
    assert pages[0].json["value"] == []
    assert any(page.json["value"] for page in pages[1:])


def test_an_empty_group_is_empty(bench: Bench) -> None:
    empty = group_id(bench, "Empty Shelf")
    assert bench.get(f"/groups/{empty}/members").json["value"] == []


def test_members_can_be_searched(bench: Bench) -> None:
    team = group_id(bench, "Team Shop 001")
    found = bench.get(f"/groups/{team}/members", search='"displayName:sam"', count="true")
    assert found.names == ["Sam Rivera"]


def test_without_a_user_scope_members_are_only_ids(bench: Bench) -> None:
    team = group_id(bench, "Team Shop 001")
    token = bench.token(0, "GroupMember.Read.All")
    member = bench.graph("GET", f"/groups/{team}/members", token=token).json["value"][0]
    assert member["id"]
    assert member["displayName"] is None


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({"filter": "startsWith(displayName,'Team Shop')"}, 3),
        ({"filter": "displayName eq 'Night Shift'"}, 1),
        ({"search": '"displayName:coffee tea"'}, 1),
        ({"search": '"displayName:O\'Hare"'}, 1),
    ],
)
def test_groups_are_found(bench: Bench, options: dict[str, str], count: int) -> None:
    assert len(bench.get("/groups", **options).json["value"]) == count


def test_group_search_needs_the_header_too(bench: Bench) -> None:
    reply = bench.graph("GET", "/groups", query={"$search": '"displayName:team"'})
    assert reply.code == "Request_UnsupportedQuery"
    assert bench.graph("GET", "/groups/nobody/members").status == 404


def test_units_hold_whole_regions(bench: Bench) -> None:
    units = bench.get("/directory/administrativeUnits")
    assert units.names == ["Region North", "Region East", "Region South", "Region West"]
    north = units.json["value"][0]["id"]
    members = bench.get(f"/directory/administrativeUnits/{north}/members", top="999")
    assert "Sam Rivera" in members.names
    assert "Noa Lindqvist" not in members.names
    assert "Ada Brandt" not in members.names


def test_one_sees_ones_own_groups_and_roles(bench: Bench) -> None:
    mine = bench.graph("GET", "/me/memberOf", headers=EVENTUAL).json["value"]
    roles = [item for item in mine if item["@odata.type"] == "#microsoft.graph.directoryRole"]
    assert len(roles) == 1
    sam = f"/users/{bench.person_id('sam.rivera')}"
    assert "Team Shop 001 Lisbon" in bench.graph("GET", f"{sam}/memberOf").names
    deep = bench.get(f"{sam}/transitiveMemberOf/microsoft.graph.group", count="true").names
    assert {"Team Shop 001 Lisbon", "Region North Teams", "All Shops"} <= set(deep)


@pytest.mark.parametrize("path", ["/groups/{id}/transitiveMembers", "/me/transitiveMemberOf"])
def test_a_deep_list_of_one_kind_needs_an_advanced_query(bench: Bench, path: str) -> None:
    path = path.format(id=group_id(bench, "All Shops")) + "/microsoft.graph.group"
    assert bench.graph("GET", path).code == "Request_UnsupportedQuery"
    assert bench.get(path).code == "Request_UnsupportedQuery", "the header alone is not enough"
    assert bench.get(path, count="true").status == 200
    assert bench.graph("GET", path.replace("transitiveM", "m")).status == 200


@pytest.mark.parametrize("who", ["/me", "/users/{id}"])
@pytest.mark.parametrize(
    ("scope", "readable"),
    [
        ("GroupMember.Read.All", {"group"}),
        ("User.Read.All", set()),
        ("GroupMember.Read.All AdministrativeUnit.Read.All", {"group", "administrativeUnit"}),
        ("User.Read.All RoleManagement.Read.Directory", {"directoryRole"}),
    ],
)
def test_what_may_not_be_read_is_a_type_and_an_id(
    bench: Bench, who: str, scope: str, readable: set[str]
) -> None:
    # Rita has groups, a unit and a role; the scoped administrator has no tenant-wide role.
    path = who.format(id=bench.person_id("rita.solberg"))
    seen: set[str] = set()
    kinds: set[str] = set()
    for relation in ("memberOf", "transitiveMemberOf"):
        token = bench.token(0, scope)
        reply = bench.graph("GET", f"{path}/{relation}", token=token)
        assert reply.status == 200
        for item in reply.json["value"]:
            kind = item.pop("@odata.type").removeprefix("#microsoft.graph.")
            kinds.add(kind)
            assert item.pop("id")
            assert "displayName" in item
            if any(value is not None for value in item.values()):
                assert item["displayName"]
                seen.add(kind)
    assert {"group", "directoryRole"} <= kinds
    assert seen == readable & kinds


def test_ones_own_memberships_need_only_user_read_and_others_do_not(bench: Bench) -> None:
    token = bench.token(0, "User.Read")
    mine = bench.graph("GET", "/me/memberOf", token=token)
    assert mine.status == 200
    assert {item["displayName"] for item in mine.json["value"]} == {None}
    rita = f"/users/{bench.person_id('rita.solberg')}/memberOf"
    assert bench.graph("GET", rita, token=token).status == 403
    assert bench.graph("GET", "/users/nobody/memberOf", token=token).status == 403
    assert bench.graph("GET", "/users/nobody/memberOf").status == 404


def test_everybody_is_a_member_of_what_lists_them() -> None:
    seed = Seed(5)
    directory = Directory(seed, 300)
    groups = Groups(seed, directory)
    for transitive in (False, True):
        members = [
            (groups.transitive_rows(group) if transitive else group.rows()) for group in groups.all
        ]
        for row in range(directory.size):
            found = groups.of(directory.person(row), transitive=transitive)
            listed = [
                group for group, rows in zip(groups.all, members, strict=True) if rows >> row & 1
            ]
            assert found == listed
