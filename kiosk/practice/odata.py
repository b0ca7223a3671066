"""OData query options as Graph's directory reads them, and what it refuses.

Source: Microsoft Graph, 'Advanced query capabilities on Microsoft Entra ID objects' and
'Use the $search query parameter'.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from kiosk.practice.messages import GraphRefusalError, Request

DEFAULT_PAGE = 100
LARGEST_PAGE = 999
KNOWN_OPTIONS = frozenset(
    {
        "$search", "$filter", "$select", "$top", "$count", "$orderby", "$skiptoken", "$expand",
        "$skip", "$format",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """The query options of one request."""

    options: tuple[tuple[str, str], ...]
    eventual: bool

    def option(self, name: str) -> str | None:
        """Return an option's text, or None when it is absent."""
        return next((value for key, value in self.options if key == name), None)

    @property
    def search(self) -> str | None:
        """The ``$search`` text."""
        return self.option("$search")

    @property
    def filter(self) -> str | None:
        """The ``$filter`` text."""
        return self.option("$filter")

    @property
    def counted(self) -> bool:
        """Whether ``$count=true`` was sent."""
        return (self.option("$count") or "").lower() == "true"

    @property
    def advanced(self) -> bool:
        """Whether the query may use what only advanced queries can."""
        return self.eventual and self.counted

    def page_size(self, default: int = DEFAULT_PAGE) -> int:
        """Return the page size; refuses what is not from 1 to 999."""
        text = self.option("$top")
        if text is None:
            return default
        if not (text.isascii() and text.isdigit()):
            raise bad_request(f"Invalid value '{text}' for $top query option found.")
        size = int(text)
        if not 1 <= size <= LARGEST_PAGE:
            raise unsupported(
                f"Invalid page size specified: '{size}'. Must be between 1 and 999 inclusive."
            )
        return size

    def selected(self) -> tuple[str, ...] | None:
        """Return the properties asked for, or None for the default ones."""
        text = self.option("$select")
        if text is None:
            return None
        names = tuple(name.strip() for name in text.split(",") if name.strip())
        if not names:
            raise bad_request("Parsing OData Select and Expand failed: the $select is empty.")
        return names

    def start(self) -> int:
        """Where the page starts, out of the ``$skiptoken`` that an earlier page gave."""
        text = self.option("$skiptoken")
        if text is None:
            return 0
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            place = json.loads(raw)["place"]
        except (ValueError, KeyError, TypeError, binascii.Error):
            place = None
        if not isinstance(place, int) or place < 0:
            raise GraphRefusalError(
                400, "Directory_ExpiredPageToken", "The specified page token value has expired."
            )
        return place


def read_query(request: Request) -> Query:
    """Read the options; their names may come without ``$`` and in any case."""
    options: list[tuple[str, str]] = []
    for raw, value in parse_qsl(request.query, keep_blank_values=True):
        name = raw.lower()
        if f"${name}" in KNOWN_OPTIONS:
            name = f"${name}"
        if name.startswith("$"):
            if name not in KNOWN_OPTIONS:
                raise bad_request(f"The query parameter '{raw}' is not supported.")
            if any(name == known for known, _ in options):
                raise bad_request(f"Query option '{raw}' was specified more than once.")
            if name == "$skip":
                raise bad_request("'$skip' is not supported by the service.")
            if name == "$expand":
                raise bad_request("Parsing OData Select and Expand failed: not supported here.")
            options.append((name, value))
    if any(name == "$count" and value.lower() not in {"true", "false"} for name, value in options):
        raise bad_request("Invalid value for $count query option found.")
    eventual = request.header("consistencylevel").strip().lower() == "eventual"
    return Query(tuple(options), eventual)


def refuse_options(request: Request) -> None:
    """Refuse any OData option, for the calls that take none."""
    for name, _ in parse_qsl(request.query, keep_blank_values=True):
        if name.startswith("$"):
            raise bad_request(f"Query option '{name}' is not supported by this method.")


def require_advanced_cast(query: Query, cast: str) -> None:
    """Refuse to cast a transitive list unless the query is an advanced one.

    Source: 'Advanced query capabilities on Microsoft Entra ID objects', the scenarios that need
    them.
    """
    if not query.advanced:
        raise unsupported(
            f"The cast to '{cast}' is not supported without the 'ConsistencyLevel:eventual' header "
            "and '$count=true'."
        )


def skip_token(place: int) -> str:
    """Return the token that makes the next page start at ``place``."""
    document: dict[str, Any] = {"place": place}
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


def bad_request(sentence: str) -> GraphRefusalError:
    """Return a query that makes no sense."""
    return GraphRefusalError(400, "Request_BadRequest", sentence)


def unsupported(sentence: str) -> GraphRefusalError:
    """Return a query that makes sense and is not supported."""
    return GraphRefusalError(400, "Request_UnsupportedQuery", sentence)
