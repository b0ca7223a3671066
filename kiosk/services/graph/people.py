"""Looking people up in the directory; always with Graph v1.0."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.models.badge_limits import BADGE_CONTENT_START
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Membership, Person
from kiosk.services.graph.batch import PARTS_MAX, read_in_batch
from kiosk.services.graph.client import BRIEF, GraphClient
from kiosk.services.graph.closeness import closest_first
from kiosk.services.graph.decoding import (
    read_domains,
    read_membership,
    read_person,
    unreadable,
)
from kiosk.services.graph.wire import GraphAnswer, GraphRequest, person_path

VERSION = "v1.0"
FOUND_MAX = PARTS_MAX
"""How many people one look-up shows; more than a screenful means: type more."""

_PAGES_MAX = 5
_EMPLOYEE_ID_MAX = 16
_TEXT_MAX = 128
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF", b"BM")
_ADVANCED = {"ConsistencyLevel": "eventual"}
_BASIC = "id,displayName,userPrincipalName,mail"
_FULL = f"{_BASIC},employeeId,jobTitle,department,officeLocation,preferredLanguage,accountEnabled"


@dataclass(frozen=True)
class Found:
    """What a look-up found; `more` when the directory holds more than is shown."""

    people: tuple[Person, ...]
    more: bool


class PeopleService:
    """Finds people by name, sign-in name, mail or employee number, with their photos."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._select = _FULL

    def search(self, text: str, cancel: CancelToken) -> Found:
        """Find people whose name, sign-in name, mail or employee number matches the text.

        The closest come first. Raises StationError.
        """
        found: dict[str, Person] = {}
        more = False
        typed = _typed(text)
        for query in _queries(typed):
            part = self._answers_to(query, cancel)
            more = more or part.more
            for person in part.people:
                found.setdefault(person.id, person)
        people = closest_first(found.values(), typed)
        return Found(tuple(people[:FOUND_MAX]), more or len(people) > FOUND_MAX)

    def me(self, cancel: CancelToken) -> Person:
        """Return the signed-in person. Raises StationError."""
        return self._person("/me", cancel)

    def person(self, person_id: str, cancel: CancelToken) -> Person:
        """Return one person; raises StationError, PERSON_NOT_FOUND when they are gone."""
        return self._person(person_path(person_id), cancel)

    def photo(self, person_id: str, cancel: CancelToken) -> bytes | None:
        """Return the portrait as picture bytes, or None where there is none."""
        for path in ("photos/240x240/$value", "photo/$value"):
            request = GraphRequest("GET", f"{person_path(person_id)}/{path}", VERSION)
            try:
                body = self._client.call(request, cancel, BRIEF).body
            except StationError as error:
                if error.details.http_status not in {400, 403, 404}:
                    raise
            else:
                return body if _is_picture(body) else None
        return None

    def membership(self, person_id: str, cancel: CancelToken) -> Membership | None:
        """Return what a person belongs to, or None where that may not be read."""
        request = GraphRequest(
            "GET",
            f"{person_path(person_id)}/transitiveMemberOf",
            VERSION,
            query={"$select": "id", "$top": "999"},
        )
        try:
            page = self._client.call(request, cancel, BRIEF).json()
        except StationError as error:
            if error.details.http_status not in {400, 403, 404}:
                raise
            return None
        entries = page.get("value")
        return read_membership(entries) if isinstance(entries, list) else None

    def domains(self, cancel: CancelToken) -> frozenset[str] | None:
        """Return the domain names of this organisation, or None where that may not be read."""
        request = GraphRequest(
            "GET", "/organization", VERSION, query={"$select": "id,verifiedDomains"}
        )
        try:
            found = self._client.call(request, cancel, BRIEF).json().get("value")
        except StationError as error:
            if error.details.http_status not in {400, 403, 404}:
                raise
            return None
        return read_domains(found)

    def photos(self, people: Sequence[Person], cancel: CancelToken) -> dict[str, bytes]:
        """Return the small portraits of at most twenty people, by id, where there are any."""
        requests = [
            GraphRequest("GET", f"{person_path(person.id)}/photos/96x96/$value", VERSION)
            for person in people
        ]
        answers = read_in_batch(self._client, requests, cancel)
        return {
            person.id: answer.body
            for person, answer in zip(people, answers, strict=True)
            if isinstance(answer, GraphAnswer) and _is_picture(answer.body)
        }

    def _answers_to(self, query: _Query, cancel: CancelToken) -> Found:
        if not query.needs_full_profile:
            return self._list(query.options, cancel)
        if self._select == _BASIC:
            return Found((), more=False)
        try:
            return self._list(query.options, cancel)
        except StationError as error:
            # User.ReadBasic.All may not filter by these; the other queries go on without.
            if error.code is not ErrorCode.NOT_PERMITTED:
                raise
            return Found((), more=False)

    def _person(self, path: str, cancel: CancelToken) -> Person:
        answer = self._selected(GraphRequest("GET", path, VERSION), cancel)
        return read_person(answer.json(), answer.details)

    def _list(self, query: dict[str, str], cancel: CancelToken) -> Found:
        request = GraphRequest(
            "GET",
            "/users",
            VERSION,
            query={**query, "$count": "true", "$top": str(FOUND_MAX)},
            headers=_ADVANCED,
        )
        answer = self._selected(request, cancel)
        people: list[Person] = []
        next_link: object = None
        for _ in range(_PAGES_MAX):
            page = answer.json()
            entries, next_link = page.get("value"), page.get("@odata.nextLink")
            if not isinstance(entries, list):
                raise unreadable(answer.details)
            people += [read_person(entry, answer.details) for entry in entries]
            if not isinstance(next_link, str) or len(people) >= FOUND_MAX:
                break
            # The link is opaque and goes back as it came; the header is needed every time.
            answer = self._client.call(replace(request, whole_url=next_link), cancel, BRIEF)
        return Found(tuple(people), isinstance(next_link, str))

    def _selected(self, request: GraphRequest, cancel: CancelToken) -> GraphAnswer:
        """Ask for all the details, or for the basic ones where only those may be read.

        User.ReadBasic.All answers 403 to a `$select` of more than the basic profile.
        """
        select = self._select
        try:
            return self._client.call(_with_select(request, select), cancel, BRIEF)
        except StationError as error:
            if error.code is not ErrorCode.NOT_PERMITTED or select == _BASIC:
                raise
        answer = self._client.call(_with_select(request, _BASIC), cancel, BRIEF)
        self._select = _BASIC
        return answer


def _with_select(request: GraphRequest, select: str) -> GraphRequest:
    return replace(request, query={**request.query, "$select": select})


@dataclass(frozen=True)
class _Query:
    """One question to the directory."""

    options: dict[str, str]
    needs_full_profile: bool = False


def _typed(text: str) -> str:
    """Return a text without what no name holds: controls, half characters, endless length."""
    text = text.encode("utf-8", "ignore").decode()
    if text.lstrip().lower().startswith(BADGE_CONTENT_START):
        # A scanned badge: who holds it is no secret, what follows must go nowhere.
        text = "".join(text.split("|")[1:2])
    text = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    return " ".join(text.split())[:_TEXT_MAX].rstrip()


def _is_picture(body: bytes) -> bool:
    return body.startswith(_PICTURE_STARTS)


def _queries(text: str) -> list[_Query]:
    r"""Return the `$search` and `$filter` queries for a text, the most exact first.

    Source: 'Use the $search query parameter' and 'Advanced query capabilities' (Graph):
    inside a clause `"` and `\` take a backslash, in a filter `'` is doubled, and `&` is not
    reliably found by `$search`.
    """
    if not text:
        return []
    queries = []
    literal = text.replace("'", "''")
    if len(text) <= _EMPLOYEE_ID_MAX and any(letter.isdigit() for letter in text):
        by_number = {"$filter": f"startsWith(employeeId,'{literal}')"}
        queries.append(_Query(by_number, needs_full_profile=True))
    if "&" in text:
        starts = " or ".join(
            f"startsWith({name},'{literal}')"
            for name in ("displayName", "userPrincipalName", "mail")
        )
        queries.append(_Query({"$filter": starts}))
        text = " ".join(text.replace("&", " ").split())
    if text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        clauses = (f'"{name}:{escaped}"' for name in ("displayName", "mail", "userPrincipalName"))
        queries.append(_Query({"$search": " OR ".join(clauses)}))
    return queries
