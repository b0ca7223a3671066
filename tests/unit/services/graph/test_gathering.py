"""Calls of many threads in one batch, as each of them sees it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from requests.structures import CaseInsensitiveDict

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph import gathering
from kiosk.services.graph.batch import PARTS_MAX
from kiosk.services.graph.gathering import GatheringPost
from kiosk.services.graph.wire import GraphRequest, Repeat
from kiosk.services.transport import HttpAnswer, HttpRequest, Transport

ROOT = "https://graph.example"
HEADERS = {"Authorization": "Bearer token", "client-request-id": "1"}
Part = dict[str, Any]
Result = HttpAnswer | BaseException


def echo(part: Part) -> Part:
    """Answer a part with its own address."""
    headers = {"Content-Type": "application/json"}
    return {"id": part["id"], "status": 200, "headers": headers, "body": {"url": part["url"]}}


def whole_of(parts: Sequence[Part | None], status: int = 200) -> HttpAnswer:
    body = {"responses": [part for part in parts if part is not None]}
    return HttpAnswer(status, CaseInsensitiveDict(), json.dumps(body).encode())


@dataclass
class Service:
    """Stands where the transport does; `answer` says what comes back for a batch."""

    answer: Callable[[list[Part]], HttpAnswer] = lambda parts: whole_of([echo(it) for it in parts])
    batches: list[list[Part]] = field(default_factory=list)
    alone: list[HttpRequest] = field(default_factory=list)

    def send(self, request: HttpRequest, cancel: CancelToken) -> HttpAnswer:
        if not request.url.endswith("/$batch"):
            self.alone.append(request)
            return HttpAnswer(200, CaseInsensitiveDict(), b"{}")
        parts = json.loads(request.body or b"")["requests"]
        self.batches.append(parts)
        return self.answer(parts)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def post(service: Service) -> GatheringPost:
    return GatheringPost(ROOT, cast("Transport", service))


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first call wait until its batch is full, however slow this machine is."""
    monkeypatch.setattr(gathering, "LINGER_SECONDS", 60.0)


def reading(number: int, version: str = "beta") -> GraphRequest:
    return GraphRequest("GET", f"/users/{number}", version)


def send_all(post: GatheringPost, requests: Sequence[GraphRequest]) -> list[Result]:
    """Send calls at the same moment, and return for each its answer or what it raised."""

    def one(request: GraphRequest) -> Result:
        try:
            return post.send(request, HEADERS, CancelToken())
        except Exception as error:  # noqa: BLE001 - that is what is looked at
            return error

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(one, requests))


def body_of(result: Result) -> Any:
    assert isinstance(result, HttpAnswer), result
    return json.loads(result.body)


def errors_of(results: Sequence[Result]) -> list[StationError]:
    return [result for result in results if isinstance(result, StationError)]


@pytest.mark.usefixtures("patient")
def test_calls_of_one_moment_share_batches(service: Service, post: GatheringPost) -> None:
    results = send_all(post, [reading(number) for number in range(3 * PARTS_MAX)])
    assert [len(parts) for parts in service.batches] == [PARTS_MAX] * 3
    assert [body_of(it)["url"] for it in results] == [f"/users/{n}" for n in range(3 * PARTS_MAX)]


def test_a_call_that_stays_alone_goes_by_itself(service: Service, post: GatheringPost) -> None:
    post.send(reading(7), HEADERS, CancelToken())
    assert [request.url for request in service.alone] == [f"{ROOT}/beta/users/7"]
    assert service.alone[0].headers["Authorization"] == "Bearer token"
    assert not service.batches


@pytest.mark.usefixtures("patient")
def test_what_cannot_be_a_part_goes_at_once(service: Service, post: GatheringPost) -> None:
    page = GraphRequest("GET", "/users", "beta", whole_url=f"{ROOT}/beta/users?$skiptoken=x")
    post.send(page, HEADERS, CancelToken())
    assert service.alone[0].url == page.whole_url


@pytest.mark.usefixtures("patient")
def test_a_batch_is_of_one_version(service: Service, post: GatheringPost) -> None:
    versions = ["beta", "v1.0"] * PARTS_MAX
    results = send_all(post, [reading(number, it) for number, it in enumerate(versions)])
    assert not errors_of(results)
    for parts in service.batches:
        assert len({int(part["url"].rpartition("/")[2]) % 2 for part in parts}) == 1


@pytest.mark.usefixtures("patient")
def test_the_token_stands_outside_the_parts(service: Service, post: GatheringPost) -> None:
    change = GraphRequest("PATCH", "/users/1", "beta", body={"a": 1}, repeat=Repeat.UNTIL_SENT)
    send_all(post, [change] * PARTS_MAX)
    for part in service.batches[0]:
        assert part["body"] == {"a": 1}
        assert part["headers"] == {"client-request-id": "1"}


@pytest.mark.usefixtures("patient")
def test_answers_may_come_in_any_order(service: Service, post: GatheringPost) -> None:
    service.answer = lambda parts: whole_of([echo(part) for part in reversed(parts)])
    results = send_all(post, [reading(number) for number in range(PARTS_MAX)])
    assert [body_of(it)["url"] for it in results] == [f"/users/{n}" for n in range(PARTS_MAX)]


@pytest.mark.usefixtures("patient")
def test_a_refused_part_is_its_own_callers_affair(service: Service, post: GatheringPost) -> None:
    def answer(parts: list[Part]) -> HttpAnswer:
        answers = [echo(part) for part in parts]
        for part, one in zip(parts, answers, strict=True):
            number = int(part["url"].rpartition("/")[2])
            if number % 2:
                one["status"], one["headers"] = 429, {"Retry-After": str(number)}
        return whole_of(answers)

    service.answer = answer
    for number, result in enumerate(send_all(post, [reading(it) for it in range(PARTS_MAX)])):
        assert isinstance(result, HttpAnswer)
        assert result.status == (429 if number % 2 else 200)
        assert result.headers.get("Retry-After") == (str(number) if number % 2 else None)


@pytest.mark.usefixtures("patient")
def test_a_part_without_an_answer_may_be_done(service: Service, post: GatheringPost) -> None:
    def answer(parts: list[Part]) -> HttpAnswer:
        return whole_of([None if part["url"] == "/users/3" else echo(part) for part in parts])

    service.answer = answer
    results = send_all(post, [reading(number) for number in range(PARTS_MAX)])
    (lost,) = errors_of(results)
    assert results[3] is lost
    assert lost.code is ErrorCode.ANSWER_UNREADABLE
    assert lost.maybe_done


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    "body", [b"", b"not JSON", b"[]", b"{}", b'{"responses": 1}', b"[" * 9_000]
)
def test_nobody_knows_what_an_unreadable_batch_has_done(
    service: Service, post: GatheringPost, body: bytes
) -> None:
    service.answer = lambda _: HttpAnswer(200, CaseInsensitiveDict(), body)
    errors = errors_of(send_all(post, [reading(number) for number in range(PARTS_MAX)]))
    assert len(errors) == PARTS_MAX
    assert all(it.code is ErrorCode.ANSWER_UNREADABLE and it.maybe_done for it in errors)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("status", [401, 429, 503])
def test_what_is_said_of_the_whole_holds_for_each(
    service: Service, post: GatheringPost, status: int
) -> None:
    service.answer = lambda _: HttpAnswer(status, CaseInsensitiveDict({"Retry-After": "9"}), b"")
    for result in send_all(post, [reading(number) for number in range(PARTS_MAX)]):
        assert isinstance(result, HttpAnswer)
        assert (result.status, result.headers["retry-after"]) == (status, "9")


@pytest.mark.usefixtures("patient")
def test_a_lost_connection_is_told_to_each_by_an_error_of_its_own(
    service: Service, post: GatheringPost
) -> None:
    def answer(_: list[Part]) -> HttpAnswer:
        raise StationError(ErrorCode.NETWORK_UNREACHABLE, maybe_done=True)

    service.answer = answer
    errors = errors_of(send_all(post, [reading(number) for number in range(PARTS_MAX)]))
    assert len({id(error) for error in errors}) == PARTS_MAX
    assert all(it.code is ErrorCode.NETWORK_UNREACHABLE and it.maybe_done for it in errors)


@pytest.mark.usefixtures("patient")
def test_a_defect_leaves_nobody_waiting(service: Service, post: GatheringPost) -> None:
    def answer(_: list[Part]) -> HttpAnswer:
        raise RuntimeError

    service.answer = answer
    results = send_all(post, [reading(number) for number in range(PARTS_MAX)])
    assert sum(isinstance(result, RuntimeError) for result in results) == 1
    errors = errors_of(results)
    assert len(errors) == PARTS_MAX - 1
    assert all(it.code is ErrorCode.UNEXPECTED and it.maybe_done for it in errors)


@pytest.mark.usefixtures("patient")
def test_a_reading_that_waits_for_company_can_be_cancelled(
    service: Service, post: GatheringPost
) -> None:
    cancel = CancelToken()
    joined = threading.Event()
    join = post._join

    def note(call: Any) -> Any:
        found = join(call)
        if not found[1]:
            joined.set()
        return found

    post._join = note  # type: ignore[method-assign]  # to know when somebody waits
    with ThreadPoolExecutor(PARTS_MAX) as pool:
        first = pool.submit(post.send, reading(0), HEADERS, CancelToken())
        while not post._gathering:
            assert not first.done()
        second = pool.submit(post.send, reading(1), HEADERS, cancel)
        assert joined.wait(60)
        cancel.cancel()
        with pytest.raises(WorkCancelledError):
            second.result(60)
        # What had gathered goes all the same.
        rest = [
            pool.submit(post.send, reading(number), HEADERS, CancelToken())
            for number in range(2, PARTS_MAX)
        ]
        assert all(one.result(60).status == 200 for one in (first, *rest))
    assert len(service.batches[0]) == PARTS_MAX


def test_a_call_that_was_cancelled_before_is_not_sent(
    service: Service, post: GatheringPost
) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        post.send(reading(1), HEADERS, cancel)
    assert not service.alone
