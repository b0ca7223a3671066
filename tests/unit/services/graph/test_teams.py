"""Teams are found by name, and their people come once each, however the pages fall."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Team, TeamKind
from kiosk.models.settings import GraphVersion
from kiosk.services.graph.teams import TEAMS_MAX, TeamService
from tests.support.own_token import OneToken, token_for
from tests.support.station_services import (
    HurriedToken,
    StationServices,
    SufferingTenant,
    services_for,
    suffering_tenant,
)
from tests.unit.services.graph.odd_graph import Answer, OddGraph, odd_graph_in

ODD_NAME = 'Coffee & "Tea" Corner #1 – O\'Hare \\ Zürich'
NOBODYS_ID = "00000000-0000-4000-8000-000000000000"
READ_GROUPS = ("User.Read", "User.Read.All", "GroupMember.Read.All")
READ_UNITS = (*READ_GROUPS, "AdministrativeUnit.Read.All")


def service(tenant: SufferingTenant, token: OneToken) -> TeamService:
    return TeamService(services_for(tenant.practice, GraphVersion.BETA, tokens=token).client)


@pytest.fixture(scope="module")
def tokens(_tenant: SufferingTenant) -> dict[str, OneToken]:
    practice = _tenant.practice
    return {
        "groups": token_for(practice, practice.administrator, *READ_GROUPS),
        "basic": token_for(
            practice,
            practice.administrator,
            "User.Read",
            "User.ReadBasic.All",
            "GroupMember.Read.All",
        ),
        "scoped": token_for(practice, practice.scoped_administrator, *READ_UNITS),
        "station": token_for(practice, practice.administrator, "User.Read", "User.Read.All"),
    }


@pytest.fixture
def teams(tenant: SufferingTenant, tokens: dict[str, OneToken]) -> TeamService:
    """For somebody who may read groups and no units."""
    return service(tenant, tokens["groups"])


@pytest.fixture
def scoped(tenant: SufferingTenant, tokens: dict[str, OneToken]) -> TeamService:
    """For the administrator of one unit, who may read groups and units."""
    return service(tenant, tokens["scoped"])


def named(teams: TeamService, name: str) -> Team:
    (found,) = [team for team in teams.teams(name, CancelToken()) if team.name == name]
    return found


def members(
    teams: TeamService, team: Team | str, *, nested: bool = True, cancel: CancelToken | None = None
) -> list[Person]:
    team_id = team if isinstance(team, str) else team.id
    return list(teams.members(team_id, cancel or CancelToken(), nested=nested))


def names(people: list[Person]) -> set[str]:
    return {person.display_name for person in people}


def code_of(work: Iterator[Person]) -> ErrorCode:
    with pytest.raises(StationError) as caught:
        list(work)
    return caught.value.code


# Finding teams


@pytest.mark.parametrize(
    "text",
    [
        "Night Shift",
        "night",
        " shift  night ",
        "NIGHT SHI",
    ],
)
def test_a_team_is_found_by_the_words_of_its_name(teams: TeamService, text: str) -> None:
    assert [team.name for team in teams.teams(text, CancelToken())] == ["Night Shift"]


@pytest.mark.parametrize(
    "text",
    [
        ODD_NAME,
        "coffee",
        'Coffee & "Tea"',
        "coffee & tea",
        '"Tea"',
        "O'Hare",
        "O'Hare \\",
        "#1",
        "zurich",
        "Coffee &",
    ],
)
def test_a_team_with_an_odd_name_is_found(teams: TeamService, text: str) -> None:
    assert ODD_NAME in [team.name for team in teams.teams(text, CancelToken())]


@pytest.mark.parametrize("text", ["\x00", '"', "\\", "'", "&", "& &", "#", "%", "OR", "x" * 5_000])
def test_odd_signs_find_no_team_and_do_no_harm(teams: TeamService, text: str) -> None:
    assert len(teams.teams(text, CancelToken())) <= TEAMS_MAX


def test_what_is_known_of_a_team_is_shown(teams: TeamService) -> None:
    team = named(teams, "Contractors")
    assert team.description == "Left out by the QR code policy"
    assert team.kind is TeamKind.GROUP


def test_without_a_text_the_first_by_name_come(teams: TeamService) -> None:
    found = [team.name for team in teams.teams("  ", CancelToken())]
    assert found[:3] == ["All Employees", "All Shops", ODD_NAME]
    assert found == sorted(found, key=str.casefold)


def test_the_closest_team_comes_first(teams: TeamService) -> None:
    found = [team.name for team in teams.teams("team", CancelToken())]
    assert found[:3] == ["Team Shop 001 Lisbon", "Team Shop 002 Zürich", "Team Shop 003 Göteborg"]
    assert "Region North Teams" in found[3:]


def test_units_come_where_they_may_be_read(teams: TeamService, scoped: TeamService) -> None:
    kinds = {team.name: team.kind for team in scoped.teams("region", CancelToken())}
    assert kinds["Region North"] is TeamKind.UNIT
    assert kinds["Region North Teams"] is TeamKind.GROUP
    assert {team.kind for team in teams.teams("region", CancelToken())} == {TeamKind.GROUP}


def test_where_groups_may_not_be_read_that_is_told(
    tenant: SufferingTenant, tokens: dict[str, OneToken]
) -> None:
    teams = service(tenant, tokens["station"])
    with pytest.raises(StationError) as caught:
        teams.teams("night", CancelToken())
    assert caught.value.code is ErrorCode.NOT_PERMITTED
    assert code_of(teams.members(NOBODYS_ID, CancelToken(), nested=True)) is ErrorCode.NOT_PERMITTED


@pytest.mark.parametrize(
    "fault",
    ["429@GET /groups:1", "503@GET /directory:1", "500@POST /$batch:1", "empty-page@GET /groups:2"],
)
def test_a_passing_fault_does_not_keep_a_team_away(
    scoped: TeamService, tenant: SufferingTenant, fault: str
) -> None:
    tenant.suffer(fault)
    assert "Night Shift" in [team.name for team in scoped.teams("night", HurriedToken())]


def test_units_that_cannot_be_reached_are_an_error(
    scoped: TeamService, tenant: SufferingTenant
) -> None:
    tenant.suffer("503@GET /directory")
    with pytest.raises(StationError) as caught:
        scoped.teams("night", HurriedToken())
    assert caught.value.code is ErrorCode.SERVICE_UNAVAILABLE


# Their people


@pytest.mark.parametrize("nested", [True, False])
def test_a_team_has_its_people(teams: TeamService, nested: bool) -> None:
    people = members(teams, named(teams, "Team Shop 001 Lisbon"), nested=nested)
    assert "Sam Rivera" in names(people)
    assert {person.office_location for person in people} == {"Shop 001 Lisbon"}
    (dirk,) = [person for person in people if person.display_name == "Dirk Abelsen"]
    assert dirk.account_enabled is False
    assert dirk.employee_id == "100050"


def test_groups_inside_a_group_bring_their_people_only_if_wanted(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    whole = named(teams, "All Shops")
    everybody = members(teams, whole)
    assert len(everybody) == len({person.id for person in everybody}) == 300
    direct = members(teams, whole, nested=False)
    assert {person.office_location for person in direct} == {"Head Office"}
    assert members(teams, named(teams, "Region North Teams"), nested=False) == []


@pytest.mark.parametrize("nested", [True, False])
def test_an_empty_group_has_nobody(teams: TeamService, nested: bool) -> None:
    assert members(teams, named(teams, "Empty Shelf"), nested=nested) == []


@pytest.mark.parametrize("nested", [True, False])
def test_a_group_with_an_odd_name_has_people(teams: TeamService, nested: bool) -> None:
    assert "Sam Rivera" in names(members(teams, named(teams, ODD_NAME), nested=nested))


@pytest.mark.parametrize("nested", [True, False])
def test_a_unit_has_the_people_of_its_region(scoped: TeamService, nested: bool) -> None:
    people = members(scoped, named(scoped, "Region North"), nested=nested)
    assert "Sam Rivera" in names(people)
    assert "Noa Lindqvist" not in names(people)


def test_who_may_not_read_a_unit_is_told_that_there_is_no_such_group(
    teams: TeamService, scoped: TeamService
) -> None:
    unit = named(scoped, "Region North")
    with pytest.raises(StationError) as caught:
        members(teams, unit)
    assert caught.value.code is ErrorCode.GROUP_NOT_FOUND
    assert caught.value.values == {"group": unit.id}
    assert caught.value.details.http_status == 403


@pytest.mark.parametrize("group_id", [NOBODYS_ID, "", "..", "Night Shift", "a/b?c#d", "\ud800"])
def test_a_group_that_does_not_exist_is_told(scoped: TeamService, group_id: str) -> None:
    with pytest.raises(StationError) as caught:
        members(scoped, group_id)
    assert caught.value.code is ErrorCode.GROUP_NOT_FOUND
    assert caught.value.values == {"group": group_id}


def test_a_lasting_fault_is_not_taken_for_a_missing_group(
    scoped: TeamService, tenant: SufferingTenant
) -> None:
    tenant.suffer("503@GET /directory")
    fault = code_of(scoped.members(NOBODYS_ID, HurriedToken(), nested=True))
    assert fault is ErrorCode.SERVICE_UNAVAILABLE


def test_with_the_basic_profile_people_come_without_the_rest(
    tenant: SufferingTenant, tokens: dict[str, OneToken]
) -> None:
    teams = service(tenant, tokens["basic"])
    people = members(teams, named(teams, "Team Shop 001 Lisbon"))
    (dirk,) = [person for person in people if person.display_name == "Dirk Abelsen"]
    assert (dirk.account_enabled, dirk.employee_id) == (None, "")
    assert len(list(teams.everybody(CancelToken()))) == 300


# Pages


def test_everybody_comes_once(teams: TeamService, tenant: SufferingTenant) -> None:
    people = list(teams.everybody(CancelToken()))
    assert len(people) == len({person.id for person in people}) == 300
    assert len(tenant.asked) == 1


def test_an_empty_page_is_not_the_last_page_of_a_group(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    night = named(teams, "Night Shift")
    expected = members(teams, night)
    tenant.suffer("empty-page@GET /groups/*/transitiveMembers:3")
    assert members(teams, night) == expected
    assert len(tenant.asked) == 4
    assert all(one.header("consistencylevel") == "eventual" for one in tenant.asked)


def test_pages_without_end_are_not_walked_without_end(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    tenant.suffer("empty-page@GET /users")
    assert code_of(teams.everybody(CancelToken())) is ErrorCode.ANSWER_UNREADABLE
    assert len(tenant.asked) < 60


@pytest.fixture(scope="module")
def _thousands() -> Iterator[SufferingTenant]:
    with suffering_tenant(people=5_000) as tenant:
        yield tenant


@pytest.fixture(scope="module")
def _thousands_token(_thousands: SufferingTenant) -> OneToken:
    return token_for(_thousands.practice, _thousands.practice.administrator, *READ_GROUPS)


@pytest.fixture
def thousands(_thousands: SufferingTenant) -> SufferingTenant:
    """A tenant whose lists have many pages."""
    _thousands.suffer()
    return _thousands


@pytest.fixture
def large(thousands: SufferingTenant, _thousands_token: OneToken) -> TeamService:
    return service(thousands, _thousands_token)


def test_a_page_is_asked_for_when_it_is_due(large: TeamService, thousands: SufferingTenant) -> None:
    whole = named(large, "All Shops")
    thousands.suffer()
    walk = large.members(whole.id, CancelToken(), nested=True)
    assert thousands.asked == []
    assert len(list(islice(walk, 500))) == 500
    assert len(thousands.asked) == 1
    list(walk)
    assert len(thousands.asked) == 6
    assert "$top=999&" in unquote(thousands.asked[0].query)
    assert all(one.header("consistencylevel") == "eventual" for one in thousands.asked)


@pytest.mark.parametrize(
    "fault",
    [
        *(f"{kind}@GET /groups:2" for kind in ("429", "503", "reset", "lost-answer")),
        "empty-page@GET /groups:3",
    ],
)
def test_a_group_of_thousands_comes_whole_whatever_passes(
    large: TeamService, thousands: SufferingTenant, fault: str
) -> None:
    whole = named(large, "All Shops")
    thousands.suffer(fault)
    people = members(large, whole, cancel=HurriedToken())
    assert len(people) == len({person.id for person in people}) == 5_000


def test_the_directory_comes_page_by_page(large: TeamService, thousands: SufferingTenant) -> None:
    assert len({person.id for person in large.everybody(CancelToken())}) == 5_000
    assert len(thousands.asked) == 6


def test_cancelling_ends_the_walk(large: TeamService, thousands: SufferingTenant) -> None:
    cancel = CancelToken()
    walk = large.everybody(cancel)
    next(walk)
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        list(walk)
    assert len(thousands.asked) == 1


def test_a_group_that_is_deleted_meanwhile_is_told(
    large: TeamService, thousands: SufferingTenant
) -> None:
    whole = named(large, "All Shops")
    walk = large.members(whole.id, CancelToken(), nested=True)
    next(walk)
    thousands.suffer("404@GET /groups")
    assert code_of(walk) is ErrorCode.GROUP_NOT_FOUND


def test_a_fault_in_the_middle_that_lasts_is_told(
    large: TeamService, thousands: SufferingTenant
) -> None:
    walk = large.everybody(HurriedToken())
    next(walk)
    thousands.suffer("500@GET /users")
    assert code_of(walk) is ErrorCode.SERVICE_UNAVAILABLE
    assert len(thousands.asked) == 6, "what was begun is tried longer"


def test_a_station_without_the_permission_works_as_ever(
    services: StationServices, tenant: SufferingTenant
) -> None:
    with pytest.raises(StationError) as caught:
        TeamService(services.client).teams("night", CancelToken())
    assert caught.value.code is ErrorCode.NOT_PERMITTED
    assert services.people.search("Rivera", CancelToken()).people


# Answers that the practice tenant never gives


USER, GROUP, DEVICE = (f"#microsoft.graph.{kind}" for kind in ("user", "group", "device"))


@pytest.fixture(scope="module")
def odd_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OddGraph]:
    with odd_graph_in(tmp_path_factory.mktemp("odd-graph")) as graph:
        yield graph


def odd_members(graph: OddGraph, *answers: dict[str, Any]) -> Iterator[Person]:
    left = list(answers)
    graph.script = lambda _: Answer.of(left.pop(0))
    return TeamService(graph.client()).members(NOBODYS_ID, CancelToken(), nested=True)


def test_who_is_reached_by_two_ways_comes_once_and_devices_do_not_come(
    odd_graph: OddGraph,
) -> None:
    first = {
        "@odata.nextLink": f"{odd_graph.root}/v1.0/opaque?x=%20y",
        "value": [
            {"@odata.type": USER, "id": "sam", "displayName": "Sam"},
            {"@odata.type": GROUP, "id": "night", "displayName": "Night Shift"},
            {"@odata.type": DEVICE, "id": "till", "displayName": "Till 3"},
            {"id": "eva", "displayName": None, "userPrincipalName": "eva@example.com"},
        ],
    }
    second = {"value": [{"id": "sam"}, {"@odata.type": USER.lower(), "id": "otto"}]}
    people = list(odd_members(odd_graph, first, second))
    assert [person.id for person in people] == ["sam", "eva", "otto"]
    assert people[1].display_name == "eva@example.com"
    assert odd_graph.asked[-1].path == "/v1.0/opaque?x=%20y", "the link goes back as it came"


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"value": None},
        {"value": [None]},
        {"value": [{"displayName": "Nobody"}]},
        {"value": [], "@odata.nextLink": "https://elsewhere.example/v1.0/groups"},
    ],
)
def test_what_is_no_list_of_people_is_not_taken_for_one(
    odd_graph: OddGraph, answer: dict[str, Any]
) -> None:
    assert code_of(odd_members(odd_graph, answer)) is ErrorCode.ANSWER_UNREADABLE
