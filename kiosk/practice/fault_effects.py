"""What a fault does to Graph's answers: refuses instead, or spoils the answer to work that is done.

Sources of the odd shapes: the pages 'Get qrCode' (wrapped), 'Create or Update qrCode' (201 for a
moved expiry) and 'qrCodeImageDetails resource type' (PNG), which contradict their neighbours.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from kiosk.practice.credentials import Kind
from kiosk.practice.faults import FaultKind
from kiosk.practice.graph_call import not_found
from kiosk.practice.messages import (
    Answer,
    Delivery,
    GraphRefusalError,
    Request,
    graph_json,
    json_answer,
    type_json,
)
from kiosk.practice.odata import skip_token
from kiosk.practice.permissions import denied, method_denied
from kiosk.practice.qr_image import module_rows, raster
from kiosk.practice.quota import throttled
from kiosk.practice.tokens import expired_token

SLOW_SECONDS = 2.0
LATE_SECONDS = 1.0

_REFUSALS: dict[FaultKind, Callable[[str], GraphRefusalError]] = {
    FaultKind.THROTTLED: lambda _: throttled(1),
    FaultKind.THROTTLED_SILENTLY: lambda _: throttled(None),
    FaultKind.BROKEN: lambda _: GraphRefusalError(
        500, "generalException", "An internal server error occurred."
    ),
    FaultKind.UNAVAILABLE: lambda _: GraphRefusalError(
        503, "serviceNotAvailable", "The service is temporarily unavailable."
    ),
    FaultKind.GATEWAY_TIMEOUT: lambda _: _gateway_timeout(),
    FaultKind.LATE: lambda _: _gateway_timeout(),
    FaultKind.FORBIDDEN: lambda path: method_denied() if "/authentication/" in path else denied(),
    FaultKind.NOT_FOUND: lambda path: not_found(path.rpartition("/")[2]),
    FaultKind.EXPIRED_TOKEN: lambda _: expired_token(),
}


def refusal_of(fault: FaultKind | None, path: str) -> GraphRefusalError | None:
    """Return how a fault refuses a request to this path, or None when it does not."""
    make = None if fault is None else _REFUSALS.get(fault)
    return make(path) if make else None


def spoiled(fault: FaultKind | None, request: Request, answer: Answer, root: str) -> Answer:
    """Do to a finished answer what the fault does; the work itself is done."""
    if fault is FaultKind.EMPTY_PAGE:
        return _empty_page(request, root)
    spoil = None if fault is None else _SPOILERS.get(fault)
    return spoil(answer) if spoil else answer


def _empty_page(request: Request, root: str) -> Answer:
    link = f"{root}{request.path}?{request.query}"
    if "$skiptoken" not in unquote(request.query):
        link += ("&" if request.query else "") + f"$skiptoken={skip_token(0)}"
    return json_answer(200, {"@odata.nextLink": link, "value": []}, kind=graph_json)


def _wrapped(answer: Answer) -> Answer:
    return replace(answer, body=b'{"value":' + answer.body + b"}") if answer.body else answer


def _as_created(answer: Answer) -> Answer:
    return replace(answer, status=201) if answer.status == 200 else answer


def _broken(answer: Answer) -> Answer:
    body = b'{"@odata.context":"' + answer.body[20:40] + b"<html>"
    if answer.body:
        return replace(answer, body=body)
    # A 204 has no body that could be broken; a gateway in between puts a page of its own there.
    return Answer(200, (("Content-Type", type_json),), body)


_SPOILERS: dict[FaultKind, Callable[[Answer], Answer]] = {
    FaultKind.LOST_ANSWER: lambda answer: replace(answer, delivery=Delivery.CUT),
    FaultKind.SLOW: lambda answer: replace(answer, delay_seconds=SLOW_SECONDS),
    FaultKind.BAD_JSON: _broken,
    FaultKind.WRAPPED: _wrapped,
    FaultKind.CREATED: _as_created,
}


def has_image(answer: Answer) -> bool:
    """Whether an answer hands out the image of a new code."""
    return b'"binaryValue":' in answer.body


def with_odd_image(kinds: frozenset[FaultKind], answer: Answer) -> Answer:
    """Return an answer with an image as these faults make it."""
    document: dict[str, Any] = json.loads(answer.body)
    for code in (document, *(document.get(kind.value) for kind in Kind)):
        image = code.get("image") if isinstance(code, dict) else None
        if image is None:
            continue
        content = base64.b64decode(image["rawContent"]).decode()
        if FaultKind.PNG in kinds:
            image["binaryValue"] = base64.b64encode(raster(module_rows(content))).decode()
        if FaultKind.NO_RAW_CONTENT in kinds:
            del image["rawContent"]
    return replace(answer, body=json_answer(answer.status, document).body)


def _gateway_timeout() -> GraphRefusalError:
    return GraphRefusalError(504, "GatewayTimeout", "The back end did not answer in time.")
