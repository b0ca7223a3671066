"""Graph's ``$batch``: up to 20 requests in one, each with its own answer.

Source: Microsoft Graph, 'Combine multiple HTTP requests using JSON batching'.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.practice.graph_call import GraphCall
from kiosk.practice.messages import Answer, Delivery, GraphRefusalError, Request

MOST_PARTS = 20
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_INHERITED = ("authorization", "client-request-id", "accept-language")


@dataclass(frozen=True, slots=True)
class _Part:
    id: str
    request: Request
    depends_on: tuple[str, ...]


def answer_batch(call: GraphCall, answer_one: Callable[[Request], Answer]) -> Answer:
    """Answer every part through ``answer_one`` and put the answers together."""
    call.require_method("POST")
    parts = _read(call)
    statuses: dict[str, int] = {}
    responses: list[dict[str, Any]] = []
    delay = 0.0
    for part in _in_order(parts):
        if any(statuses[name] >= 400 for name in part.depends_on):
            statuses[part.id] = 424
            responses.append(
                _refused(part.id, 424, "FailedDependency", "A request it depends on failed.")
            )
            continue
        answer = answer_one(part.request)
        if answer.delivery is not Delivery.SEND:
            # A batch hides the connection behind it: what is lost there is a 504 here.
            responses.append(_refused(part.id, 504, "GatewayTimeout", "No answer in time."))
            statuses[part.id] = 504
            continue
        delay = max(delay, answer.delay_seconds)
        statuses[part.id] = answer.status
        responses.append(_response(part.id, answer))
    # The service promises no order; this makes sure that nobody relies on one.
    turned = len(responses) // 2
    whole = call.document(200, {"responses": responses[turned:] + responses[:turned]})
    return Answer(whole.status, whole.headers, whole.body, delay_seconds=delay)


def _read(call: GraphCall) -> list[_Part]:
    requests = call.body().get("requests")
    if not isinstance(requests, list) or not requests:
        raise _bad("The batch needs a non-empty array 'requests'.")
    if len(requests) > MOST_PARTS:
        raise _bad(f"Number of requests in the batch exceeds the maximum of {MOST_PARTS}.")
    parts = [_read_part(call, document) for document in requests]
    names = [part.id for part in parts]
    if len(set(names)) != len(names):
        raise _bad("Request ids within a batch must be unique.")
    for part in parts:
        if not set(part.depends_on) <= set(names) - {part.id}:
            raise _bad(f"Request {part.id} depends on a request that isn't in the batch.")
    return parts


def _read_part(call: GraphCall, document: object) -> _Part:
    if not isinstance(document, dict):
        raise _bad("Each request of a batch is an object.")
    name, method, url = (document.get(key) for key in ("id", "method", "url"))
    if not isinstance(name, str) or not name:
        raise _bad("Each request of a batch needs a text 'id'.")
    if not isinstance(method, str) or method.upper() not in _METHODS:
        raise _bad(f"Request {name} needs a valid 'method'.")
    if not isinstance(url, str) or not url:
        raise _bad(f"Request {name} needs a relative 'url'.")
    url = _relative(call, name, url)
    headers = document.get("headers") or {}
    depends_on = document.get("dependsOn") or []
    if not isinstance(headers, dict) or not all(
        isinstance(value, str) for value in headers.values()
    ):
        raise _bad(f"The headers of request {name} must be texts.")
    if not isinstance(depends_on, list) or not all(isinstance(it, str) for it in depends_on):
        raise _bad(f"'dependsOn' of request {name} must be an array of ids.")
    sent = {key.lower(): value for key, value in headers.items()}
    body = b""
    if "body" in document and document["body"] is not None:
        if "content-type" not in sent:
            raise _bad(f"Write request id : {name} does not contain Content-Type header or body.")
        body = json.dumps(document["body"]).encode()
    inherited = {key: call.request.header(key) for key in _INHERITED if call.request.header(key)}
    path, _, query = url.lstrip("/").partition("?")
    request = Request(
        method.upper(),
        f"/{call.version}/{path}",
        query,
        inherited | sent,
        body,
        call.request.entrance,
    )
    return _Part(name, request, tuple(depends_on))


def _relative(call: GraphCall, name: str, url: str) -> str:
    """Take this service's own start off an address, as the Python Graph SDK leaves it on."""
    if "://" not in url.partition("?")[0]:
        return url
    for root in (call.root, "https://graph.microsoft.com"):
        start = f"{root}/{call.version}/"
        if url.lower().startswith(start.lower()):
            return url[len(start) :]
    raise _bad(f"The 'url' of request {name} is not of this service and version.")


def _in_order(parts: list[_Part]) -> list[_Part]:
    ordered: list[_Part] = []
    waiting = list(parts)
    while waiting:
        done = {part.id for part in ordered}
        ready = [part for part in waiting if done.issuperset(part.depends_on)]
        if not ready:
            raise _bad("The requests of the batch depend on each other in a circle.")
        ordered += ready
        waiting = [part for part in waiting if part not in ready]
    return ordered


def _response(name: str, answer: Answer) -> dict[str, Any]:
    headers = dict(answer.headers)
    response: dict[str, Any] = {"id": name, "status": answer.status, "headers": headers}
    if not answer.body:
        return response
    kind = headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        try:
            response["body"] = json.loads(answer.body)
        except ValueError:
            response["body"] = answer.body.decode(errors="replace")
    elif kind.startswith("text/"):
        response["body"] = answer.body.decode(errors="replace")
    else:
        response["body"] = base64.b64encode(answer.body).decode()
    return response


def _refused(name: str, status: int, code: str, message: str) -> dict[str, Any]:
    return {
        "id": name,
        "status": status,
        "headers": {"Content-Type": "application/json"},
        "body": {"error": {"code": code, "message": message}},
    }


def _bad(sentence: str) -> GraphRefusalError:
    return GraphRefusalError(400, "BadRequest", sentence)
