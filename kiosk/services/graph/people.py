"""Looking people up in the directory; always with Graph v1.0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Membership, Person
from kiosk.services.graph.batch import PARTS_MAX, read_in_batch
from kiosk.services.graph.client import BRIEF, GraphClient
from kiosk.services.graph.closeness import closest_first
from kiosk.services.graph.decoding import read_domains, read_membership, read_person
from kiosk.services.graph.pages import ADVANCED, pages
from kiosk.services.graph.profile import Profile
from kiosk.services.graph.search_text import EMPLOYEE_ID_MAX, clause, literal, plain_text
from kiosk.services.graph.wire import GraphAnswer, GraphRequest, person_path

VERSION = "v1.0"
FOUND_MAX = PARTS_MAX
"""How many people one look-up shows; more than a screenful means: type more."""

_PAGES_MAX = 5
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n")


@dataclass(frozen=True)
class Found:
    """What a look-up found; `more` when the directory holds more than is shown."""

    people: tuple[Person, ...]
    more: bool


class PeopleService:
    """Finds people by name, sign-in name, mail or employee number, with their photos."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._profile = Profile(client)

    def search(self, text: str, cancel: CancelToken) -> Found:
        """Find people whose name, sign-in name, mail or employee number matches the text.

        The closest come first. Raises StationError.
        """
        found: dict[str, Person] = {}
        more = False
        typed = plain_text(text)
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
        if self._profile.is_basic:
            return Found((), more=False)
        try:
            return self._list(query.options, cancel)
        except StationError as error:
            # User.ReadBasic.All may not filter by these; the other queries go on without.
            if error.code is not ErrorCode.NOT_PERMITTED:
                raise
            return Found((), more=False)

    def _person(self, path: str, cancel: CancelToken) -> Person:
        answer = self._profile.call(GraphRequest("GET", path, VERSION), cancel)
        return read_person(answer.json(), answer.details)

    def _list(self, query: dict[str, str], cancel: CancelToken) -> Found:
        request = GraphRequest(
            "GET",
            "/users",
            VERSION,
            query={**query, "$count": "true", "$top": str(FOUND_MAX)},
            headers=ADVANCED,
        )
        answer = self._profile.call(request, cancel)
        people: list[Person] = []
        more = False
        for page in islice(pages(self._client, request, answer, cancel), _PAGES_MAX):
            people += [read_person(entry, page.details) for entry in page.entries]
            more = page.more
            if len(people) >= FOUND_MAX:
                break
        return Found(tuple(people), more)


@dataclass(frozen=True)
class _Query:
    """One question to the directory."""

    options: dict[str, str]
    needs_full_profile: bool = False


def _is_picture(body: bytes) -> bool:
    return body.startswith(_PICTURE_STARTS)


def _queries(text: str) -> list[_Query]:
    """Return the `$search` and `$filter` queries for a text, the most exact first.

    Source: 'Use the $search query parameter' and 'Advanced query capabilities' (Graph): `&` is
    not reliably found by `$search`.
    """
    if not text:
        return []
    queries = []
    quoted = literal(text)
    if len(text) <= EMPLOYEE_ID_MAX and any(letter.isdigit() for letter in text):
        by_number = {"$filter": f"startsWith(employeeId,{quoted})"}
        queries.append(_Query(by_number, needs_full_profile=True))
    if "&" in text:
        starts = " or ".join(
            f"startsWith({name},{quoted})" for name in ("displayName", "userPrincipalName", "mail")
        )
        queries.append(_Query({"$filter": starts}))
        text = " ".join(text.replace("&", " ").split())
    if text:
        clauses = (clause(name, text) for name in ("displayName", "mail", "userPrincipalName"))
        queries.append(_Query({"$search": " OR ".join(clauses)}))
    return queries
