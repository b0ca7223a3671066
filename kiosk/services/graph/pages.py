"""Lists of the directory, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorDetails
from kiosk.services.graph.client import BRIEF, GraphClient, Patience
from kiosk.services.graph.decoding import unreadable
from kiosk.services.graph.wire import GraphAnswer, GraphRequest

PAGE_SIZE_MAX = 999
"""Most entries of a page ('Paging Microsoft Graph data in your app')."""

ADVANCED = {"ConsistencyLevel": "eventual"}
"""The header of advanced queries, which every page of theirs needs again."""


@dataclass(frozen=True)
class Page:
    """One page of a list; it may be empty without being the last."""

    entries: Sequence[object]
    more: bool
    details: ErrorDetails


def pages(
    client: GraphClient,
    request: GraphRequest,
    answer: GraphAnswer,
    cancel: CancelToken,
    patience: Patience = BRIEF,
) -> Iterator[Page]:
    """Walk through a list from the answer with its first page; each page is asked for when due.

    Raises StationError.
    """
    while True:
        found = answer.json()
        entries, link = found.get("value"), found.get("@odata.nextLink")
        if not isinstance(entries, list):
            raise unreadable(answer.details)
        yield Page(entries, isinstance(link, str), answer.details)
        if not isinstance(link, str):
            return
        # The link is opaque and goes back as it came; the headers are needed every time.
        answer = client.call(replace(request, whole_url=link), cancel, patience)
