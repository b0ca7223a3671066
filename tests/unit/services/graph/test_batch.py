"""Parts of a batch that meet a passing fault are asked again, and the others are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.models.cancellation import WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.batch import read_in_batch
from kiosk.services.graph.client import BRIEF, Patience
from kiosk.services.graph.wire import GraphAnswer, GraphRequest
from tests.support.station_services import (
    HurriedToken,
    StationServices,
    SufferingTenant,
    WaitingToken,
)
from tests.unit.services.graph.odd_graph import Answer, Asked, odd_graph_in

NAMES = ("sam.rivera", "eva.sundberg", "otto.ferrand")


@pytest.fixture
def requests(tenant: SufferingTenant) -> list[GraphRequest]:
    return [
        GraphRequest("GET", f"/users/{tenant.person(name).id}", "v1.0", {"$select": "displayName"})
        for name in NAMES
    ]


def names(results: list[GraphAnswer | StationError]) -> list[object]:
    return [
        one.json()["displayName"] if isinstance(one, GraphAnswer) else one.code for one in results
    ]


def parts_asked(tenant: SufferingTenant) -> list[str]:
    return [one.path.rpartition("/")[2] for one in tenant.asked if "$batch" not in one.path]


@pytest.mark.parametrize("kind", ["429", "429-no-retry-after", "500", "503", "504", "timeout"])
def test_only_the_part_that_failed_is_asked_again(
    services: StationServices, tenant: SufferingTenant, requests: list[GraphRequest], kind: str
) -> None:
    eva = tenant.person("eva.sundberg").id
    tenant.suffer(f"{kind}@GET /users/{eva}:1")
    cancel = HurriedToken()
    results = read_in_batch(services.client, requests, cancel, BRIEF)
    assert names(results) == ["Sam Rivera", "Eva Sundberg", "Otto Ferrand"]
    assert parts_asked(tenant).count(eva) == 2
    assert len(parts_asked(tenant)) == 4
    (wait,) = cancel.waits
    assert wait == 1.0 if kind == "429" else 0.25 <= wait <= 0.5


def test_without_patience_a_part_is_left_as_it_came(
    services: StationServices, tenant: SufferingTenant, requests: list[GraphRequest]
) -> None:
    tenant.suffer(f"429@GET {requests[1].path}:1")
    cancel = HurriedToken()
    results = read_in_batch(services.client, requests, cancel)
    assert names(results) == ["Sam Rivera", ErrorCode.THROTTLED, "Otto Ferrand"]
    assert cancel.waits == []


def test_a_refusal_is_not_asked_again(
    services: StationServices, tenant: SufferingTenant, requests: list[GraphRequest]
) -> None:
    tenant.suffer(f"403@GET {requests[0].path}", f"404@GET {requests[2].path}")
    results = read_in_batch(services.client, requests, HurriedToken(), BRIEF)
    assert names(results) == [
        ErrorCode.NOT_PERMITTED,
        "Eva Sundberg",
        ErrorCode.PERSON_NOT_FOUND,
    ]
    assert len(parts_asked(tenant)) == 3


def test_a_part_that_is_throttled_for_ever_ends_with_its_error(
    services: StationServices, tenant: SufferingTenant, requests: list[GraphRequest]
) -> None:
    tenant.suffer(f"429@GET {requests[1].path}")
    cancel = HurriedToken()
    results = read_in_batch(services.client, requests, cancel, BRIEF)
    assert names(results) == ["Sam Rivera", ErrorCode.THROTTLED, "Otto Ferrand"]
    assert sum(cancel.waits) <= BRIEF.waiting_seconds
    assert len(cancel.waits) > BRIEF.tries


def test_a_part_that_is_unavailable_for_ever_ends_after_a_few_tries(
    services: StationServices, tenant: SufferingTenant, requests: list[GraphRequest]
) -> None:
    tenant.suffer(f"503@GET {requests[1].path}")
    cancel = HurriedToken()
    results = read_in_batch(services.client, requests, cancel, BRIEF)
    assert names(results) == ["Sam Rivera", ErrorCode.SERVICE_UNAVAILABLE, "Otto Ferrand"]
    assert len(cancel.waits) == BRIEF.tries - 1


def test_cancelling_ends_the_wait_for_a_part(
    services: StationServices, tenant: SufferingTenant, requests: list[GraphRequest]
) -> None:
    tenant.suffer(f"429@GET {requests[1].path}")
    with pytest.raises(WorkCancelledError):
        read_in_batch(services.client, requests, WaitingToken(), BRIEF)
    assert len(parts_asked(tenant)) == 3


def test_the_longest_time_that_a_part_asks_for_is_kept(tmp_path: Path) -> None:
    def batch(*statuses: tuple[int, str]) -> Answer:
        return Answer.of(
            {
                "responses": [
                    {"id": str(place), "status": status, "headers": {"Retry-After": after}}
                    for place, (status, after) in enumerate(statuses)
                ]
            }
        )

    rounds = [batch((429, "3"), (429, "7"), (200, "")), batch((200, ""), (200, ""))]
    with odd_graph_in(tmp_path) as graph:

        def script(_: Asked) -> Answer:
            return rounds.pop(0)

        graph.script = script
        cancel = HurriedToken()
        requests = [GraphRequest("GET", f"/users/{name}", "v1.0") for name in "abc"]
        results = read_in_batch(graph.client(), requests, cancel, Patience(waiting_seconds=7.0))
    assert cancel.waits == [7.0]
    assert all(isinstance(one, GraphAnswer) for one in results)
