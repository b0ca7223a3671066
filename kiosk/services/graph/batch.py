"""Up to twenty reading calls in one request; the whole's 200 says nothing about the parts."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Any

from requests.structures import CaseInsensitiveDict

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.client import BRIEF, GraphClient, Patience, accepted, may_repeat
from kiosk.services.graph.decoding import unreadable
from kiosk.services.graph.wire import GraphAnswer, GraphRequest, Repeat, parsed_json
from kiosk.services.transport import HttpAnswer

PARTS_MAX = 20
"""Most requests that one batch may hold (Graph: 'Combine multiple requests')."""

BATCH_PATH = "/$batch"


def read_in_batch(
    client: GraphClient,
    requests: Sequence[GraphRequest],
    cancel: CancelToken,
    patience: Patience | None = None,
) -> list[GraphAnswer | StationError]:
    """Send reading calls of one version together; the results are in the order of the calls.

    A part that was refused is a StationError in the list. With `patience`, parts that met a
    passing fault (429 and 5xx) are sent again in a further batch, after the longest time that
    any of them asks for, until patience ends; without, they are left as they came. Raises
    StationError when a batch itself failed.

    Source: 'Throttling and batching' (Graph): each part counts by itself against the limits,
    and parts that were throttled have to be sent again.
    """
    if len(requests) > PARTS_MAX or len({request.version for request in requests}) > 1:
        raise ValueError("a batch holds at most 20 requests of one version")
    if not requests:
        return []
    results = _read(client, requests, cancel)
    backoff = None if patience is None else client.backoff(patience)
    while backoff is not None:
        failed = _passing(requests, results)
        if not failed:
            break
        try:
            wait = backoff.next_wait(max(failed.values(), key=lambda it: it.retry_after or 0.0))
        except StationError:
            # Patience has ended; the errors stand in the list.
            break
        cancel.wait(wait)
        again = _read(client, [requests[place] for place in failed], cancel)
        for place, result in zip(failed, again, strict=True):
            results[place] = result
    return results


def _passing(
    requests: Sequence[GraphRequest], results: Sequence[GraphAnswer | StationError]
) -> dict[int, StationError]:
    """Return the errors that may be over the next time, by their places."""
    return {
        place: result
        for place, (request, result) in enumerate(zip(requests, results, strict=True))
        if isinstance(result, StationError) and may_repeat(request, result)
    }


def _read(
    client: GraphClient, requests: Sequence[GraphRequest], cancel: CancelToken
) -> list[GraphAnswer | StationError]:
    parts = [part_of(number, one, one.headers) for number, one in enumerate(requests)]
    batch = GraphRequest(
        "POST", BATCH_PATH, requests[0].version, body={"requests": parts}, repeat=Repeat.READING
    )
    answer = client.call(batch, cancel, BRIEF)
    responses = responses_in(answer.body, len(requests))
    if responses is None:
        raise unreadable(answer.details)
    request_id = answer.details.client_request_id
    return [_result(response, request_id) for response in responses]


def part_of(number: int, request: GraphRequest, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return a request as the part of a batch with that number."""
    part: dict[str, Any] = {
        "id": str(number),
        "method": request.method,
        "url": request.relative_url(),
    }
    if headers:
        part["headers"] = dict(headers)
    if request.body is not None:
        part["body"] = request.body
    return part


def responses_in(body: bytes, count: int) -> list[Mapping[str, Any] | None] | None:
    """Return what a batch's answer says of its parts, in the order of their numbers.

    None for a part of which it says nothing, and for an answer that is none of a batch.
    """
    found = parsed_json(body)
    responses = found.get("responses") if isinstance(found, dict) else None
    if not isinstance(responses, list):
        return None
    by_id = {str(one.get("id")): one for one in responses if isinstance(one, dict)}
    return [by_id.get(str(number)) for number in range(count)]


def _result(
    response: Mapping[str, Any] | None, client_request_id: str
) -> GraphAnswer | StationError:
    answer = part_answer(response)
    if answer is None:
        return StationError(ErrorCode.ANSWER_UNREADABLE)
    try:
        return accepted(answer, client_request_id)
    except StationError as error:
        return error


def part_answer(
    response: Mapping[str, Any] | None, whole: HttpAnswer | None = None
) -> HttpAnswer | None:
    """Return a part of a batch as the answer that it would have been alone; None for no answer.

    The moment of the whole is that of a part which names none.
    """
    if response is None or not isinstance(response.get("status"), int):
        return None
    sent = response.get("headers")
    headers: CaseInsensitiveDict[str] = CaseInsensitiveDict()
    for name in ("Date", "request-id"):
        if whole is not None and name in whole.headers:
            headers[name] = whole.headers[name]
    for name, value in (sent if isinstance(sent, dict) else {}).items():
        headers[name] = str(value)
    return HttpAnswer(response["status"], headers, _body(response.get("body")))


def _body(body: object) -> bytes:
    """Return a part's body as bytes; what is not JSON comes as base64 text."""
    if not isinstance(body, str):
        return b"" if body is None else json.dumps(body).encode()
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        # JSON can name half a character, which no bytes stand for.
        return body.encode("utf-8", "replace")
