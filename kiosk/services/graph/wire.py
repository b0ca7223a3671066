"""Requests to Graph and their answers, before they mean anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError

Json: TypeAlias = Mapping[str, Any]


class Repeat(Enum):
    """When a request may be sent again without asking anybody."""

    READING = auto()
    """It changes nothing: after any passing fault."""

    UNTIL_SENT = auto()
    """It changes something: only when it surely did not (429, 401, never connected)."""


@dataclass(frozen=True)
class GraphRequest:
    """One call; `path` starts after the version and is percent-encoded where needed.

    `whole_url` is used as it is (`@odata.nextLink`); then `path` only names the call.
    """

    method: str
    path: str
    version: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json | None = field(default=None, repr=False)
    repeat: Repeat = Repeat.READING
    whole_url: str = ""

    def relative_url(self) -> str:
        """Return path and query, as a part of a batch names its call."""
        if not self.query:
            return self.path
        return f"{self.path}?{urlencode(self.query, quote_via=quote, safe='$')}"

    def body_bytes(self) -> bytes | None:
        """Return the body as it is sent by itself; None where there is none."""
        if self.body is None:
            return None
        return json.dumps(self.body, separators=(",", ":")).encode()

    def url(self, root: str) -> str:
        """Return the whole address below `root`.

        Raises StationError (ANSWER_UNREADABLE) for a `whole_url` that leads elsewhere, where
        the token must not go.
        """
        if self.whole_url and not _is_below(self.whole_url, root):
            raise StationError(ErrorCode.ANSWER_UNREADABLE)
        return self.whole_url or f"{root}/{self.version}{self.relative_url()}"


@dataclass(frozen=True)
class GraphAnswer:
    """An answer with a status of 2xx; `body` is JSON text or a picture."""

    status: int
    body: bytes = field(repr=False)
    details: ErrorDetails

    def json(self) -> Json:
        """Return the JSON object in the body; raises StationError (ANSWER_UNREADABLE)."""
        return json_object(self.body, self.details)


def json_object(body: bytes, details: ErrorDetails) -> Json:
    """Read a JSON object; raises StationError (ANSWER_UNREADABLE) when it is not one."""
    found = parsed_json(body)
    if not isinstance(found, dict):
        raise StationError(ErrorCode.ANSWER_UNREADABLE, details=details, maybe_done=True)
    return found


def parsed_json(body: bytes) -> object:
    """Read JSON; None when it is none, or nested beyond anything that Graph sends."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _is_below(address: str, root: str) -> bool:
    """Whether an address is one of the service's own, however it writes host and port."""
    if set("@\\ \t\r\n") & set(address):
        return False
    try:
        return _service(address) == _service(root) and address.count("/") > 2
    except ValueError:
        return False


def _service(address: str) -> tuple[str, str | None, int]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or 443


def person_path(person_id: str) -> str:
    """Return the path of one person; an id or a sign-in name, where `#` must be encoded."""
    return f"/users/{quote(person_id, safe='')}"
