"""Who is sought for a run comes in order, a few look-ups at once, and never all in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Expiring, FromCsv, FromGroup, Listed
from kiosk.services.graph.client import GraphClient
from kiosk.services.graph.teams import FOUND_AT_ONCE_MAX, TeamService
from kiosk.services.runs.people import LOOK_UPS_MAX, ReadList, Sought, sought
from tests.support.own_token import OneToken, token_for
from tests.support.station_services import (
    StationServices,
    SufferingTenant,
    cancel_soon,
    services_for,
    suffering_tenant,
)

LIST = FromCsv("/lists/north.csv")


@pytest.fixture(scope="module")
def _tenant() -> Iterator[SufferingTenant]:
    with suffering_tenant() as tenant:
        yield tenant


@pytest.fixture
def tenant(_tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch) -> SufferingTenant:
    monkeypatch.setattr("kiosk.practice.fault_effects.SLOW_SECONDS", 0.1)
    _tenant.suffer()
    return _tenant


@pytest.fixture(scope="module")
def _token(_tenant: SufferingTenant) -> OneToken:
    scopes = ("User.Read", "User.Read.All", "GroupMember.Read.All")
    return token_for(_tenant.practice, _tenant.practice.administrator, *scopes)


@pytest.fixture
def station(tenant: SufferingTenant, _token: OneToken) -> StationServices:
    return services_for(tenant.practice, tokens=_token, read_seconds=20)


@pytest.fixture
def teams(station: StationServices) -> TeamService:
    return TeamService(station.client)


def people_of(tenant: SufferingTenant, how_many: int) -> list[Person]:
    directory = tenant.server.tenant.directory
    found = [directory.person(row) for row in range(how_many)]
    return [Person(one.id, one.display_name, one.user_principal_name) for one in found]


def entries_for(people: Sequence[Person]) -> list[Listed]:
    return [
        Listed(line, person.user_principal_name, sign_in_name=person.user_principal_name)
        for line, person in enumerate(people, 2)
    ]


def reading(entries: Iterable[Listed]) -> ReadList:
    def read(file: Path, cancel: CancelToken) -> Iterable[Listed]:
        assert file == Path(LIST.file)
        assert not cancel.is_cancelled
        return entries

    return read


def seek(
    teams: TeamService, entries: Iterable[Listed], cancel: CancelToken | None = None
) -> Iterator[Sought]:
    return sought(LIST, teams, cancel or CancelToken(), reading(entries))


def ids(found: Iterable[Sought]) -> list[list[str]]:
    return [[person.id for person in one.people] for one in found]


# Groups, and everybody


def test_a_group_brings_its_people(teams: TeamService) -> None:
    (team,) = teams.teams("All Shops", CancelToken())
    nested = list(sought(FromGroup(team.id), teams, CancelToken()))
    assert len(nested) == 300
    direct = list(sought(FromGroup(team.id, nested=False), teams, CancelToken()))
    assert {one.people[0].office_location for one in direct} == {"Head Office"}
    (ada,) = [one for one in direct if one.said == "Ada Brandt"]
    assert ada == Sought("Ada Brandt", None, ada.people)
    assert ada.people[0].display_name == "Ada Brandt"


def test_a_group_that_is_gone_is_told(teams: TeamService) -> None:
    with pytest.raises(StationError) as caught:
        list(sought(FromGroup("00000000-0000-4000-8000-000000000000"), teams, CancelToken()))
    assert caught.value.code is ErrorCode.GROUP_NOT_FOUND


def test_for_badges_that_end_soon_everybody_comes(teams: TeamService) -> None:
    found = list(sought(Expiring(30), teams, CancelToken()))
    assert len({one.people[0].id for one in found}) == 300
    assert all(one.line is None and one.error is None for one in found)


# Lists


@pytest.mark.parametrize("how_many", [0, 1, 19, 20, 21, 137])
def test_a_list_comes_in_its_order(
    teams: TeamService, tenant: SufferingTenant, how_many: int
) -> None:
    people = people_of(tenant, how_many)
    entries = entries_for(people)
    # What was asked for first is answered last.
    tenant.suffer("slow@POST /$batch:1")
    found = list(seek(teams, entries))
    assert ids(found) == [[person.id] for person in people]
    assert [(one.said, one.line) for one in found] == [(one.said, one.line) for one in entries]


def test_who_is_not_found_or_not_clear_has_a_line_too(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    sam, eva = tenant.person("sam.rivera"), tenant.person("eva.sundberg")
    tenant.suffer(f"403@GET /users/{eva.id}")
    found = list(
        seek(
            teams,
            [
                Listed(2, "100042", employee_id="100042"),
                Listed(3, "nobody", mail="nobody@practice.example"),
                Listed(5, ""),
                Listed(6, "Eva", object_id=eva.id),
            ],
        )
    )
    assert ids(found) == [[sam.id], [], [], []]
    assert [one.line for one in found] == [2, 3, 5, 6]
    assert [one.error.code if one.error else None for one in found] == [
        None,
        None,
        None,
        ErrorCode.NOT_PERMITTED,
    ]


def test_a_fault_of_one_look_up_is_told_for_its_lines_only(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    tenant.suffer("bad-json@POST /$batch:1")
    found = list(seek(teams, entries_for(people_of(tenant, 60))))
    failed = [one for one in found if one.error is not None]
    assert len(found) == 60
    assert len(failed) == FOUND_AT_ONCE_MAX
    assert {one.error.code for one in failed if one.error} == {ErrorCode.ANSWER_UNREADABLE}
    assert all(one.people for one in found if one.error is None)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("expired-token@POST /$batch", ErrorCode.SIGN_IN_NEEDED),
        ("claims-challenge@GET /users", ErrorCode.SIGN_IN_NEEDED),
        ("403@POST /$batch", ErrorCode.NOT_PERMITTED),
    ],
)
def test_what_keeps_everybody_from_being_found_ends_it(
    teams: TeamService, tenant: SufferingTenant, fault: str, code: ErrorCode
) -> None:
    tenant.suffer(fault)
    with pytest.raises(StationError) as caught:
        list(seek(teams, entries_for(people_of(tenant, 60))))
    assert caught.value.code is code


def test_a_list_that_breaks_off_is_told(teams: TeamService, tenant: SufferingTenant) -> None:
    def broken() -> Iterator[Listed]:
        yield from entries_for(people_of(tenant, 30))
        raise StationError(ErrorCode.LIST_NOT_TEXT)

    with pytest.raises(StationError) as caught:
        list(seek(teams, broken()))
    assert caught.value.code is ErrorCode.LIST_NOT_TEXT


# Many at once, and no more than that


class SlowTeams(TeamService):
    """Looks people up as a test says, and counts how many look-ups are under way."""

    def __init__(
        self, client: GraphClient, work: Callable[[Sequence[Listed], CancelToken], object]
    ) -> None:
        super().__init__(client)
        self._work = work
        self._lock = threading.Lock()
        self.under_way = 0
        self.most = 0

    def find(
        self, listed: Sequence[Listed], cancel: CancelToken
    ) -> list[tuple[Person, ...] | StationError]:
        with self._lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        try:
            self._work(listed, cancel)
        finally:
            with self._lock:
                self.under_way -= 1
        return [(Person(one.said, one.said, one.said),) for one in listed]


def endless(taken: list[int]) -> Iterator[Listed]:
    for number in count(1):
        taken.append(number)
        yield Listed(number, str(number), employee_id=str(number))


def look_up_threads() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "people of a list"]


def test_four_look_ups_go_at_once_and_no_more(station: StationServices) -> None:
    together = threading.Barrier(LOOK_UPS_MAX)
    teams = SlowTeams(station.client, lambda *_: together.wait(10))
    entries = islice(endless([]), FOUND_AT_ONCE_MAX * LOOK_UPS_MAX * 2)
    found = [one.said for one in seek(teams, entries)]
    assert found == [str(number) for number in range(1, 161)]
    assert teams.most == LOOK_UPS_MAX


def test_a_list_is_read_no_further_than_it_is_wanted(station: StationServices) -> None:
    taken: list[int] = []
    found = seek(SlowTeams(station.client, lambda *_: None), endless(taken))
    assert taken == []
    assert [one.said for one in islice(found, 500)][-1] == "500"
    assert len(taken) <= 500 + FOUND_AT_ONCE_MAX * LOOK_UPS_MAX


def test_whoever_stops_early_leaves_nothing_running(station: StationServices) -> None:
    def work(listed: Sequence[Listed], cancel: CancelToken) -> None:
        if listed[0].line > 1:
            cancel.wait(60)

    found = seek(SlowTeams(station.client, work), endless([]))
    assert next(found).said == "1"
    found.close()  # type: ignore[attr-defined]
    for thread in look_up_threads():
        thread.join(10)
    assert look_up_threads() == []


def test_cancelling_does_not_wait_for_a_service_that_hangs(
    teams: TeamService, tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant.suffer("timeout@POST /$batch")
    remember = tenant.server.tenant._graph.answer
    cancel, arrived = CancelToken(), threading.Event()

    def tell(request: Any) -> Any:
        arrived.set()
        return remember(request)

    monkeypatch.setattr(tenant.server.tenant._graph, "answer", tell)
    canceller = cancel_soon(cancel, arrived)
    with pytest.raises(WorkCancelledError):
        list(seek(teams, entries_for(people_of(tenant, 100)), cancel))
    canceller.join()


def test_what_was_cancelled_before_asks_for_nothing(
    teams: TeamService, tenant: SufferingTenant
) -> None:
    cancel = CancelToken()
    cancel.cancel()
    for source in (FromGroup("00000000-0000-4000-8000-000000000000"), Expiring(3)):
        with pytest.raises(WorkCancelledError):
            list(sought(source, teams, cancel))
    assert tenant.asked == []
