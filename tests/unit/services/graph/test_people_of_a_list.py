"""Whom the entries of a list mean: one person, nobody, or more than one."""

from __future__ import annotations

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Listed
from kiosk.models.settings import GraphVersion
from kiosk.services.graph.teams import FOUND_AT_ONCE_MAX, TeamService
from tests.support.own_token import OneToken, token_for
from tests.support.station_services import (
    HurriedToken,
    StationServices,
    SufferingTenant,
    WaitingToken,
    services_for,
)

NOBODYS_ID = "00000000-0000-4000-8000-000000000000"
SHARED = "700"
GUEST = "lee_contoso.com#EXT#@practice.example"


@pytest.fixture
def teams(services: StationServices, tenant: SufferingTenant) -> TeamService:
    tenant.suffer()
    return TeamService(services.client)


def entry(line: int = 1, /, **keys: str) -> Listed:
    return Listed(line, " ".join(keys.values()), **keys)


def find(
    teams: TeamService, *entries: Listed, cancel: CancelToken | None = None
) -> list[list[str] | ErrorCode]:
    return [
        one.code if isinstance(one, StationError) else [person.display_name for person in one]
        for one in teams.find(entries, cancel or CancelToken())
    ]


def batches(tenant: SufferingTenant) -> int:
    return sum("$batch" in one.path for one in tenant.asked)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ({"sign_in_name": "sam.rivera@practice.example"}, "Sam Rivera"),
        ({"sign_in_name": " SAM.Rivera@practice.example\t"}, "Sam Rivera"),
        ({"mail": "sam.rivera@practice.example"}, "Sam Rivera"),
        ({"employee_id": "100042"}, "Sam Rivera"),
        ({"employee_id": "emp-0000-0000-16"}, "Siobhán O'Neil-McCarthy"),
        ({"sign_in_name": GUEST}, "Lee (Guest)"),
        ({"mail": GUEST}, "Lee (Guest)"),
        ({"mail": "lee@contoso.example"}, "Lee (Guest)"),
        ({"mail": "noor.vandenberghe@practice.example"}, "Noor Vandenberghe"),
        ({"sign_in_name": "ms-qrpin:v1|sam.rivera@practice.example|id|key"}, "Sam Rivera"),
    ],
)
def test_each_key_finds_its_person(teams: TeamService, keys: dict[str, str], name: str) -> None:
    assert find(teams, entry(**keys)) == [[name]]


def test_an_object_id_finds_its_person_with_all_that_is_known(
    teams: TeamService, services: StationServices, tenant: SufferingTenant
) -> None:
    sam = services.people.person(tenant.person("sam.rivera").id, CancelToken())
    assert teams.find([entry(object_id=sam.id)], CancelToken()) == [(sam,)]
    assert teams.find([entry(sign_in_name=sam.id)], CancelToken()) == [(sam,)]


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"sign_in_name": "nobody@practice.example"},
        {"sign_in_name": ".."},
        {"sign_in_name": "a/b?c"},
        {"mail": "o'nobody@practice.example"},
        {"mail": "x' or startsWith(displayName,'"},
        {"mail": "\ud800"},
        {"employee_id": "10004"},
        {"employee_id": "1" * 17},
        {"object_id": NOBODYS_ID},
        {"object_id": "sam.rivera@practice.example"},
        {"sign_in_name": "@" * 500, "mail": "@" * 5_000},
    ],
)
def test_what_fits_nobody_finds_nobody(teams: TeamService, keys: dict[str, str]) -> None:
    assert find(teams, entry(**keys)) == [[]]


def test_an_entry_without_keys_is_not_asked_for(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    assert find(teams, entry(), entry()) == [[], []]
    assert find(teams) == []
    assert tenant.asked == []


# Several keys


def test_the_strongest_key_decides(teams: TeamService, tenant: SufferingTenant) -> None:
    eva = tenant.person("eva.sundberg").id
    sam_and_eva = {"sign_in_name": tenant.upn("sam.rivera"), "employee_id": "100044"}
    assert find(teams, entry(**sam_and_eva), entry(object_id=eva, **sam_and_eva)) == [
        ["Sam Rivera"],
        ["Eva Sundberg"],
    ]
    assert find(teams, entry(mail=tenant.upn("sam.rivera"), employee_id="100044")) == [
        ["Sam Rivera"]
    ]


def test_what_finds_nobody_leaves_it_to_the_next_key(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    gone = tenant.upn("nobody.at.all")
    assert find(
        teams,
        entry(1, sign_in_name=gone, mail=tenant.upn("sam.rivera"), employee_id="100044"),
        entry(2, sign_in_name=gone, mail=gone, employee_id="100044"),
        entry(3, sign_in_name=gone, mail=gone, employee_id="999999"),
        entry(4, sign_in_name="sam", employee_id="100042"),
    ) == [["Sam Rivera"], ["Eva Sundberg"], [], ["Sam Rivera"]]
    assert batches(tenant) == 3


def test_an_object_id_means_that_person_or_nobody(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    sam = tenant.upn("sam.rivera")
    assert find(teams, entry(object_id=NOBODYS_ID, sign_in_name=sam, mail=sam)) == [[]]


def test_twenty_go_together(teams: TeamService, tenant: SufferingTenant) -> None:
    directory = tenant.server.tenant.directory
    people = [directory.person(row) for row in range(FOUND_AT_ONCE_MAX)]
    entries = [
        entry(line, sign_in_name=person.user_principal_name) for line, person in enumerate(people)
    ]
    assert find(teams, *entries) == [[person.display_name] for person in people]
    assert batches(tenant) == 1
    with pytest.raises(ValueError, match="20"):
        find(teams, *entries, entry())


# More than one person


@pytest.fixture
def shared(tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """Three people who share a number and a mail address, which a directory does not prevent."""
    directory = tenant.server.tenant.directory
    people = [tenant.person(name) for name in ("sam.rivera", "eva.sundberg", "otto.ferrand")]
    rows = 0
    for person in people:
        found = directory.find(person.id)
        assert found is not None
        rows |= 1 << found.row
    quick = tenant.server.tenant._graph._rooms.users._quick
    for key in ("employeeId", "mail"):
        monkeypatch.setitem(quick, (key, "eq"), lambda text: rows if text == SHARED else 0)
    return people


@pytest.mark.parametrize("keys", [{"mail": SHARED}, {"employee_id": SHARED}])
def test_a_key_that_fits_several_people_tells_that_it_does(
    teams: TeamService, shared: list[Person], keys: dict[str, str]
) -> None:
    (found,) = teams.find([entry(**keys)], CancelToken())
    assert isinstance(found, tuple)
    assert len(found) == 2
    assert {person.id for person in found} <= {person.id for person in shared}


def test_several_by_mail_are_not_sorted_out_by_number(
    teams: TeamService, shared: list[Person]
) -> None:
    (found,) = find(teams, entry(mail=SHARED, employee_id="100042"))
    assert isinstance(found, list)
    assert len(found) == 2


# Faults


@pytest.mark.parametrize("kind", ["429", "429-no-retry-after", "500", "503", "504", "empty-page"])
def test_a_passing_fault_of_one_part_is_not_noticed(
    teams: TeamService, tenant: SufferingTenant, kind: str
) -> None:
    sam, eva = tenant.upn("sam.rivera"), tenant.person("eva.sundberg")
    tenant.suffer(f"{kind}@GET /users:1")
    found = find(teams, entry(1, mail=sam), entry(2, sign_in_name=eva.id), cancel=HurriedToken())
    assert found == [["Sam Rivera"], ["Eva Sundberg"]]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("429", ErrorCode.THROTTLED),
        ("503", ErrorCode.SERVICE_UNAVAILABLE),
        ("bad-json", ErrorCode.ANSWER_UNREADABLE),
        ("403", ErrorCode.NOT_PERMITTED),
    ],
)
def test_a_part_that_stays_unread_is_its_own_error(
    teams: TeamService, tenant: SufferingTenant, kind: str, code: ErrorCode
) -> None:
    sam, eva = tenant.person("sam.rivera"), tenant.person("eva.sundberg")
    tenant.suffer(f"{kind}@GET /users/{sam.id}")
    found = find(
        teams,
        entry(1, sign_in_name=sam.id, mail=sam.user_principal_name),
        entry(2, sign_in_name=eva.id),
        cancel=HurriedToken(),
    )
    assert found == [code, ["Eva Sundberg"]]


def test_a_list_that_cannot_be_read_is_not_taken_for_nobody(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    tenant.suffer("404@GET /users")
    assert find(teams, entry(employee_id="100042")) == [ErrorCode.PERSON_NOT_FOUND]


def test_a_batch_that_fails_as_a_whole_is_an_error(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    tenant.suffer("503@POST /$batch")
    with pytest.raises(StationError) as caught:
        find(teams, entry(employee_id="100042"), cancel=HurriedToken())
    assert caught.value.code is ErrorCode.SERVICE_UNAVAILABLE


def test_cancelling_ends_the_look_up(teams: TeamService, tenant: SufferingTenant) -> None:
    tenant.suffer("429@GET /users")
    with pytest.raises(WorkCancelledError):
        find(teams, entry(employee_id="100042"), cancel=WaitingToken())


# Where only the basic profile may be read


@pytest.fixture(scope="module")
def _basic_token(_tenant: SufferingTenant) -> OneToken:
    practice = _tenant.practice
    return token_for(practice, practice.administrator, "User.Read", "User.ReadBasic.All")


@pytest.fixture
def basic(tenant: SufferingTenant, version: GraphVersion, _basic_token: OneToken) -> TeamService:
    tenant.suffer()
    return TeamService(services_for(tenant.practice, version, tokens=_basic_token).client)


def test_an_employee_number_finds_nobody_where_it_may_not_be_read(
    basic: TeamService, tenant: SufferingTenant
) -> None:
    sam, gone = tenant.upn("sam.rivera"), tenant.upn("nobody.at.all")
    entries = (
        entry(1, sign_in_name=sam),
        entry(2, mail=sam),
        entry(3, employee_id="100042"),
        entry(4, sign_in_name=gone, employee_id="100042"),
    )
    expected = [["Sam Rivera"], ["Sam Rivera"], [], []]
    assert find(basic, *entries) == expected
    assert batches(tenant) == 2
    tenant.suffer()
    assert find(basic, *entries) == expected
    assert batches(tenant) == 1, "what was refused once is asked for no more"
    tenant.suffer()
    assert find(basic, entries[2]) == [[]]
    assert tenant.asked == []
