"""One call to Graph under way: who asks, for what, and how its answer is dressed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from kiosk.practice.messages import Answer, GraphRefusalError, Request, graph_json, json_answer
from kiosk.practice.odata import Query, skip_token
from kiosk.practice.tokens import Grant

ODATA_VERSION = ("OData-Version", "4.0")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class GraphCall:
    """A call whose token is good; ``segments`` is the path after the version."""

    request: Request
    root: str
    version: str
    segments: tuple[str, ...]
    grant: Grant

    @property
    def base(self) -> str:
        """The address that paths follow, version included."""
        return f"{self.root}/{self.version}"

    def context(self, what: str) -> str:
        """Return the ``@odata.context`` of an answer."""
        return f"{self.base}/$metadata#{what}"

    def document(self, status: int, document: Mapping[str, Any]) -> Answer:
        """Return a JSON answer."""
        return json_answer(
            status, document, ODATA_VERSION, ("Cache-Control", "no-cache"), kind=graph_json
        )

    def nothing(self) -> Answer:
        """Return the answer to a change that has nothing to say."""
        return Answer(204, (("Cache-Control", "no-cache"),))

    def page(
        self, what: str, query: Query, found: Sequence[Item], shown: Callable[[Item], object]
    ) -> Answer:
        """Return the page of a list that the query asks for; ``shown`` makes an entry of an item.

        The count is that of the whole list. Source: Microsoft Graph, 'Paging Microsoft Graph data'.
        """
        start, size = query.start(), query.page_size()
        document: dict[str, Any] = {"@odata.context": self.context(what)}
        if query.advanced:
            document["@odata.count"] = len(found)
        if start + size < len(found):
            document["@odata.nextLink"] = self.next_link(query, start + size)
        document["value"] = [shown(item) for item in found[start : start + size]]
        return self.document(200, document)

    def next_link(self, query: Query, place: int) -> str:
        """Return the address of the page that starts at ``place``."""
        options = [(name, value) for name, value in query.options if name != "$skiptoken"]
        text = urlencode([*options, ("$skiptoken", skip_token(place))], safe="$")
        return f"{self.root}{self.request.path}?{text}"

    def body(self) -> dict[str, Any]:
        """Return the request's JSON object; refuses anything else."""
        request = self.request
        kind = request.header("content-type").partition(";")[0].strip().lower()
        if not request.body:
            raise _unreadable("Empty Payload. JSON content expected.")
        if not kind:
            raise _unreadable(
                "A missing or empty content type header was found when trying to read a message. "
                "The content type header is required."
            )
        if kind != "application/json":
            raise GraphRefusalError(
                415, "UnsupportedMediaType", f"The content type '{kind}' is not supported."
            )
        try:
            document = json.loads(request.body)
            # What cannot be written again is no JSON: a number without end, half a character.
            json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise _unreadable(
                "Unable to read JSON request payload. Please ensure Content-Type header is set "
                "and payload is of valid JSON format."
            )
        return document

    def require_method(self, *methods: str) -> None:
        """Refuse any other HTTP method with 405."""
        if self.request.method not in methods:
            raise GraphRefusalError(
                405,
                "Request_BadRequest",
                "Specified HTTP method is not allowed for the request target.",
                ("Allow", ", ".join(methods)),
            )


def not_found(identity: str) -> GraphRefusalError:
    """Return the directory's refusal of an id it does not know."""
    return GraphRefusalError(
        404,
        "Request_ResourceNotFound",
        f"Resource '{identity}' does not exist or one of its queried reference-property objects "
        "are not present.",
    )


def no_such_segment(segment: str) -> GraphRefusalError:
    """Return the refusal of a path that Graph does not have."""
    return GraphRefusalError(400, "BadRequest", f"Resource not found for the segment '{segment}'.")


def _unreadable(sentence: str) -> GraphRefusalError:
    return GraphRefusalError(400, "BadRequest", sentence)
