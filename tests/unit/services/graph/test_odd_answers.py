"""Every form in which Graph is documented to answer is understood, and lies are not believed."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk.models.badge import Credentials
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.operations import reset_pin as reset_pin_module
from kiosk.services.operations.in_doubt import Doubt
from kiosk.services.operations.issue_badge import IssueBadge
from kiosk.services.operations.reset_pin import reset_pin
from tests.support.badges import said_by
from tests.support.methods import work_with
from tests.unit.services.graph.odd_graph import CUT, Answer, Asked, OddGraph, odd_graph_in

SAM = Target(Person("sam", "Sam Rivera", "sam.rivera@example.com"))
CONTENT = "ms-qrpin:v1|sam.rivera@example.com|0b0b|a-key-that-is-long"
RAW = base64.b64encode(CONTENT.encode()).decode()
MOMENT = "2026-03-02T08:00:00.1234567Z"


@pytest.fixture(scope="module")
def _odd_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OddGraph]:
    with odd_graph_in(tmp_path_factory.mktemp("odd-graph")) as graph:
        yield graph


@pytest.fixture
def graph(_odd_graph: OddGraph) -> OddGraph:
    _odd_graph.asked = []
    return _odd_graph


def state(updated: object = MOMENT) -> dict[str, Any]:
    return {
        "standardQRCode": None,
        "temporaryQRCode": None,
        "pin": {"code": None, "updatedDateTime": updated},
    }


def reset(graph: OddGraph, *, lost: bool = False) -> Credentials:
    work = work_with(graph.methods())
    if lost:
        work.in_doubt.begin(SAM.person, Doubt.RESET)
    return reset_pin(work, SAM)


def reset_with(graph: OddGraph, *answers: Answer, state_now: Answer | None = None) -> Credentials:
    left = list(answers)

    def script(asked: Asked) -> Answer:
        if asked.method == "PATCH":
            return left.pop(0) if len(left) > 1 else left[0]
        return state_now or Answer.of(state())

    graph.script = script
    return reset(graph)


def pin_of(credentials: Credentials) -> str:
    assert credentials.pin is not None
    return credentials.pin.digits.reveal()


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize("wrapped", [True, False])
def test_a_pin_is_read_in_every_documented_form(
    graph: OddGraph, status: int, wrapped: bool
) -> None:
    pin = {"code": "71930264", "updatedDateTime": MOMENT, "@OData.Type": "x", "extra": None}
    answer = Answer.of({"value": pin} if wrapped else pin, status)
    assert pin_of(reset_with(graph, answer)) == "71930264"


def test_a_pin_whose_answer_tells_no_time_is_shown(graph: OddGraph) -> None:
    assert pin_of(reset_with(graph, Answer.of({"code": "71930264"}, 201))) == "71930264"


@pytest.mark.parametrize(
    "code", [None, "", "abc", 71930264, "7193 0264", "٧١٩٣٠٢٦٤", "1" * 21, "7193\n0264"]
)
def test_what_is_no_pin_is_never_shown(
    graph: OddGraph, monkeypatch: pytest.MonkeyPatch, code: object
) -> None:
    monkeypatch.setattr(reset_pin_module, "SETTLING_SECONDS", 0.0)
    good = Answer.of({"code": "71930264", "updatedDateTime": MOMENT}, 201)
    bad = Answer.of({"code": code, "updatedDateTime": MOMENT}, 201)
    assert pin_of(reset_with(graph, bad, good)) == "71930264"


def test_a_reading_that_hangs_does_not_keep_the_pin_from_the_screen(graph: OddGraph) -> None:
    over = threading.Event()
    pin = Answer.of({"code": "71930264", "updatedDateTime": MOMENT}, 201)
    began = time.monotonic()
    try:
        hanging = Answer(200, b"{}", wait_for=over)
        credentials = reset_with(graph, pin, state_now=hanging)
    finally:
        over.set()
    assert pin_of(credentials) == "71930264"
    assert credentials.method is None
    assert time.monotonic() - began < 8


def test_a_refusal_after_an_overtaken_reset_does_not_say_that_nothing_changed(
    graph: OddGraph,
) -> None:
    later = "2026-03-02T08:00:05Z"
    overtaken = Answer.of({"code": "71930264", "updatedDateTime": MOMENT}, 201)
    with pytest.raises(StationError) as caught:
        reset_with(graph, overtaken, Answer(403), state_now=Answer.of(state(later)))
    assert caught.value.maybe_done
    assert caught.value.code is ErrorCode.PIN_UNCONFIRMED


def test_after_503_a_change_is_tried_on_a_new_connection(
    graph: OddGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reset_pin_module, "SETTLING_SECONDS", 0.0)
    good = Answer.of({"code": "71930264", "updatedDateTime": MOMENT}, 201)
    reset_with(graph, Answer(503), good)
    refused, then = graph.asked[0], graph.asked[1:]
    assert refused.method == "PATCH"
    assert then
    assert all(asked.connection != refused.connection for asked in then)


def created(**code: object) -> Answer:
    now = datetime.now(UTC)
    image = {"rawContent": RAW, "binaryValue": "iVBORw0KGgo=", "errorCorrectionLevel": "l"}
    standard = {
        "id": "0b0b",
        "startDateTime": now.isoformat(),
        "expireDateTime": (now + timedelta(365)).isoformat(),
        "image": image,
        **code,
    }
    return Answer.of({"standardQRCode": standard, "pin": {"code": "71930264"}}, 201)


def issue_with(graph: OddGraph, answer: Answer) -> Credentials:
    def script(asked: Asked) -> Answer:
        if asked.method == "PUT":
            return answer
        return Answer(404) if "qrCodePinMethod" in asked.path else Answer.of({"id": "sam"})

    graph.script = script
    return IssueBadge(SAM, 365).run(work_with(graph.methods()))


@pytest.mark.parametrize(
    "raw",
    [
        RAW,
        RAW.rstrip("="),
        RAW.replace("+", "-").replace("/", "_"),
        "\r\n".join([RAW[:20], RAW[20:]]),
        CONTENT,
    ],
)
def test_a_code_is_read_however_its_content_is_written(graph: OddGraph, raw: str) -> None:
    issued = issue_with(graph, created(image={"rawContent": raw})).issued
    assert said_by(issued) == CONTENT


def test_a_badge_whose_answer_tells_no_dates_has_those_that_were_asked_for(
    graph: OddGraph,
) -> None:
    answer = created(startDateTime=None, expireDateTime=None)
    badge = issue_with(graph, answer).issued
    asked = json.loads(next(one.body for one in graph.asked if one.method == "PUT"))
    assert badge is not None
    wanted = datetime.fromisoformat(asked["standardQRCode"]["expireDateTime"])
    assert badge.badge.expires == wanted
    assert sum(asked.method == "PUT" for asked in graph.asked) == 1


def test_a_next_page_may_write_the_host_in_its_own_way(graph: OddGraph) -> None:
    def script(asked: Asked) -> Answer:
        if "next" in asked.path:
            return Answer.of({"value": [{"id": "2", "displayName": "Two"}]})
        link = f"https://localhost:{graph.port}/v1.0/users?next=1"
        return Answer.of({"value": [], "@odata.nextLink": link})

    graph.script = script
    people = graph.people(f"https://LOCALHOST:{graph.port}").search("two", CancelToken()).people
    assert [person.id for person in people] == ["2"]


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/v1.0/users",
        "https://localhost.elsewhere.example/v1.0/users",
        "http://localhost:{port}/v1.0/users",
        "https://localhost:{port}@elsewhere.example/v1.0/users",
        "https://elsewhere.example\\@localhost:{port}/v1.0/users",
        "https://localhost:{port}1/users",
        "https://[",
        "//localhost:{port}/v1.0/users",
    ],
)
def test_a_next_page_elsewhere_does_not_get_the_token(graph: OddGraph, link: str) -> None:
    graph.script = lambda _: Answer.of(
        {"value": [], "@odata.nextLink": link.replace("{port}", str(graph.port))}
    )
    with pytest.raises(StationError) as caught:
        graph.people().search("two", CancelToken())
    assert caught.value.code is ErrorCode.ANSWER_UNREADABLE
    assert len(graph.asked) == 1


def test_a_scanned_badge_is_looked_up_by_its_holder_and_its_key_goes_nowhere(
    graph: OddGraph,
) -> None:
    graph.script = lambda _: Answer.of({"value": []})
    graph.people().search(CONTENT, CancelToken())
    assert graph.asked
    assert all("a-key" not in asked.path and "0b0b" not in asked.path for asked in graph.asked)
    assert any("sam.rivera" in asked.path for asked in graph.asked)


def test_half_characters_in_a_name_do_no_harm(graph: OddGraph) -> None:
    graph.script = lambda _: Answer.of({"value": [{"id": "1", "displayName": "Sam \ud800"}]})
    (person,) = graph.people().search("sam", CancelToken()).people
    person.display_name.encode()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(201, b""),
        Answer(201, b"<html>sign in to the guest network</html>"),
        Answer(201, b"[" * 100_000),
        Answer(302, b"", {"Location": "http://localhost/elsewhere"}),
        Answer(307, b"", {"Location": "https://localhost/elsewhere"}),
        Answer(201, b"{}", {"Content-Encoding": "gzip"}),
        Answer(503, b"", {"Retry-After": "nan"}),
        Answer(503, b"", {"Retry-After": "999999999999"}),
        CUT,
    ],
)
def test_no_answer_to_a_look_up_is_more_than_a_plain_error(graph: OddGraph, answer: Answer) -> None:
    graph.script = lambda _: answer
    with pytest.raises(StationError):
        graph.people().search("sam", CancelToken())
