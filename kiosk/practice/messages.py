"""A request and its answer as plain values, and the two shapes a refusal takes."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, unquote

type_json = "application/json; charset=utf-8"
graph_json = (
    "application/json;odata.metadata=minimal;odata.streaming=true;"
    "IEEE754Compatible=false;charset=utf-8"
)


class Entrance(enum.Enum):
    """Which of the tenant's two ports a request came in by."""

    SECURE = "https"
    BROWSER = "http"


class Delivery(enum.Enum):
    """What becomes of an answer once it is ready."""

    SEND = "send"
    CUT = "cut"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Request:
    """One request; header names are lower case, path and query are still percent-encoded."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    entrance: Entrance = Entrance.SECURE

    def header(self, name: str) -> str:
        """Return the header's value, or an empty text."""
        return self.headers.get(name, "")

    def query_values(self) -> dict[str, str]:
        """Return the query's values by name; the first of a repeated name wins."""
        return first_of_each(self.query)

    def form(self) -> dict[str, str]:
        """Return the values of a posted form; the first of a repeated name wins."""
        return first_of_each(self.body.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and how it is to be delivered."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    delivery: Delivery = Delivery.SEND
    delay_seconds: float = 0.0

    def with_headers(self, *headers: tuple[str, str]) -> Answer:
        """Return the same answer with more headers."""
        return replace(self, headers=self.headers + headers)


def first_of_each(encoded: str) -> dict[str, str]:
    """Decode ``a=1&b=2``; the first of a repeated name wins and blank values are kept."""
    values: dict[str, str] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True, max_num_fields=None):
        values.setdefault(name, value)
    return values


def decoded_segments(path: str) -> tuple[str, ...]:
    """Split a path into decoded segments; an encoded slash stays inside its segment."""
    return tuple(unquote(part) for part in path.split("/") if part)


def json_answer(
    status: int, document: Mapping[str, Any], *headers: tuple[str, str], kind: str = type_json
) -> Answer:
    """Return an answer that carries one JSON document."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, (("Content-Type", kind), *headers), body)


class GraphRefusalError(Exception):
    """Graph says no: an HTTP status, a stable code and a sentence."""

    def __init__(self, status: int, code: str, message: str, *headers: tuple[str, str]) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


class SignInRefusalError(Exception):
    """The sign-in service says no, with an OAuth error and an AADSTS number."""

    def __init__(
        self,
        error: str,
        number: int,
        sentence: str,
        *,
        status: int = 400,
        suberror: str = "",
        claims: str = "",
    ) -> None:
        super().__init__(f"AADSTS{number}")
        self.error = error
        self.number = number
        self.sentence = sentence
        self.status = status
        self.suberror = suberror
        self.claims = claims
