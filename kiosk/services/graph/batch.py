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
from kiosk.services.graph.wire import GraphAnswer, GraphRequest, Repeat
from kiosk.services.transport import HttpAnswer

PARTS_MAX = 20
"""Most requests that one batch may hold (Graph: 'Combine multiple requests')."""


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
    parts = [_part(number, request) for number, request in enumerate(requests)]
    batch = GraphRequest(
        "POST", "/$batch", requests[0].version, body={"requests": parts}, repeat=Repeat.READING
    )
    answer = client.call(batch, cancel, BRIEF)
    responses = answer.json().get("responses")
    if not isinstance(responses, list):
        raise unreadable(answer.details)
    by_id = {str(part.get("id")): part for part in responses if isinstance(part, dict)}
    request_id = answer.details.client_request_id
    return [_result(by_id.get(str(number)), request_id) for number in range(len(requests))]


def _part(number: int, request: GraphRequest) -> dict[str, Any]:
    part: dict[str, Any] = {
        "id": str(number),
        "method": request.method,
        "url": request.relative_url(),
    }
    if request.headers:
        part["headers"] = dict(request.headers)
    return part


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
        return body.encode()
