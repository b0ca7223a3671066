"""Who is in a team, who is in the whole directory, and whom a list names; with Graph v1.0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import NO_DETAILS, ErrorCode, ErrorDetails, StationError
from kiosk.models.person import Person
from kiosk.models.run import Listed, Team, TeamKind
from kiosk.services.graph.batch import PARTS_MAX, read_in_batch
from kiosk.services.graph.client import BRIEF, LASTING, GraphClient
from kiosk.services.graph.closeness import closest_teams
from kiosk.services.graph.decoding import is_person, read_person, read_team, unreadable
from kiosk.services.graph.pages import ADVANCED, PAGE_SIZE_MAX, pages
from kiosk.services.graph.people import VERSION
from kiosk.services.graph.profile import Profile
from kiosk.services.graph.questions import MATCHES_MAX, Question, is_object_id, questions_for
from kiosk.services.graph.search_text import clause, literal, plain_text
from kiosk.services.graph.wire import GraphAnswer, GraphRequest

TEAMS_MAX = 50
"""How many teams one look-up shows; more than a screenful means: type more."""

FOUND_AT_ONCE_MAX = PARTS_MAX
"""How many of a list are looked up together."""

_TEAM_PAGES_MAX = 5
_MATCH_PAGES_MAX = 5
_IDLE_PAGES_MAX = 50
"""So many pages in a row that bring nobody new are a list without an end."""

_UNITS = "/directory/administrativeUnits"


class TeamService:
    """Finds groups and administrative units, their people, and the people of a list.

    Usable from any thread. Its client must be one that sends each request by itself, because
    a batch can't be a part of another.
    """

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._profile = Profile(client)

    def teams(self, text: str, cancel: CancelToken) -> tuple[Team, ...]:
        """Find at most fifty groups and administrative units by name, the closest first.

        The first ones by name for an empty text. Units are left out where they may not be
        read. Raises StationError, NOT_PERMITTED where groups may not be read.
        """
        typed = plain_text(text)
        questions = _team_questions(typed)
        requests = [request for _, request in questions]
        answers = read_in_batch(self._client, requests, cancel, BRIEF)
        found: dict[str, Team] = {}
        for (kind, request), answer in zip(questions, answers, strict=True):
            if isinstance(answer, StationError):
                if kind is TeamKind.UNIT and answer.code is ErrorCode.NOT_PERMITTED:
                    continue
                raise answer
            for team in self._teams_from(kind, request, answer, cancel):
                found.setdefault(team.id, team)
        return tuple(closest_teams(found.values(), typed)[:TEAMS_MAX])

    def unit_members(self, unit_id: str, cancel: CancelToken) -> Iterator[Person]:
        """Yield the people of an administrative unit, for whoever may not read groups.

        Raises StationError on the way, GROUP_NOT_FOUND as `members`.
        """
        if not is_object_id(unit_id):
            raise _group_not_found(unit_id)
        yield from self._people(*self._unit(unit_id, cancel), cancel)

    def members(self, group_id: str, cancel: CancelToken, *, nested: bool) -> Iterator[Person]:
        """Yield the people of a group or an administrative unit, each once, page by page.

        With `nested` also those of groups inside the group. A unit has only its own people: of
        a group in it the unit covers the group, not the members ('Administrative units in
        Microsoft Entra ID').

        Raises StationError on the way, GROUP_NOT_FOUND where no group and no readable unit has
        this id.
        """
        request, answer = self._members(group_id, cancel, nested=nested)
        try:
            yield from self._people(request, answer, cancel)
        except StationError as error:
            # The group can be deleted while it is read.
            if error.details.http_status != 404:
                raise
            raise _group_not_found(group_id, error.details) from error

    def everybody(self, cancel: CancelToken) -> Iterator[Person]:
        """Yield all people of the directory, each once, page by page.

        Raises StationError on the way.
        """
        request = GraphRequest("GET", "/users", VERSION, query={"$top": str(PAGE_SIZE_MAX)})
        yield from self._people(request, self._profile.call(request, cancel), cancel)

    def find(
        self, listed: Sequence[Listed], cancel: CancelToken
    ) -> list[tuple[Person, ...] | StationError]:
        """Say for at most twenty entries of a list whom each means, in the order of the list.

        Nobody, one person, or two where more than one fits. The strongest key decides: object
        id, sign-in name, mail (which may be a sign-in name), employee number. A key that finds
        nobody leaves it to the next one, save an object id, which means this person or nobody.
        An employee number finds nobody where it may not be read. An entry that could not be
        read is its StationError.

        Raises StationError when none could be asked for.
        """
        if len(listed) > FOUND_AT_ONCE_MAX:
            raise ValueError("at most 20 entries are looked up together")
        results: list[tuple[Person, ...] | StationError] = [() for _ in listed]
        left = {place: questions_for(one) for place, one in enumerate(listed)}
        while True:
            left = {place: mine for place, mine in left.items() if self._next_of(mine)}
            if not left:
                return results
            asked = [mine.pop(0) for mine in left.values()]
            answers = self._profile.read_in_batch([one.request for one in asked], cancel)
            for place, question, answer in zip(list(left), asked, answers, strict=True):
                results[place] = self._matches(question, answer, cancel)
                if results[place] != ():
                    del left[place]

    def _teams_from(
        self, kind: TeamKind, request: GraphRequest, answer: GraphAnswer, cancel: CancelToken
    ) -> list[Team]:
        found: list[Team] = []
        for page in islice(pages(self._client, request, answer, cancel), _TEAM_PAGES_MAX):
            found += [read_team(entry, kind, page.details) for entry in page.entries]
            if len(found) >= TEAMS_MAX:
                break
        return found

    def _members(
        self, group_id: str, cancel: CancelToken, *, nested: bool
    ) -> tuple[GraphRequest, GraphAnswer]:
        """Return the question for the members of whatever has this id, and its first page.

        Sources: 'List group members', 'List group transitive members' and 'List members' (of an
        administrativeUnit): each can be cast to users; 'Advanced query capabilities': a cast of
        transitive members needs `ConsistencyLevel` and `$count`. Direct members go without, so
        that those count who were added a moment ago.
        """
        if not is_object_id(group_id):
            raise _group_not_found(group_id)
        if nested:
            request = _people_of(f"/groups/{group_id}/transitiveMembers", ADVANCED)
        else:
            request = _people_of(f"/groups/{group_id}/members")
        try:
            return request, self._profile.call(request, cancel)
        except StationError as error:
            if error.details.http_status != 404:
                raise
        return self._unit(group_id, cancel)

    def _unit(self, unit_id: str, cancel: CancelToken) -> tuple[GraphRequest, GraphAnswer]:
        request = _people_of(f"{_UNITS}/{unit_id}/members")
        try:
            return request, self._profile.call(request, cancel)
        except StationError as error:
            if error.details.http_status not in {403, 404}:
                raise
            raise _group_not_found(unit_id, error.details) from error

    def _people(
        self, request: GraphRequest, answer: GraphAnswer, cancel: CancelToken
    ) -> Iterator[Person]:
        known: set[str] = set()
        idle = 0
        # What was begun is worth more patience than the first page, which can be asked for anew.
        for page in pages(self._client, request, answer, cancel, LASTING):
            before = len(known)
            for entry in page.entries:
                if not is_person(entry):
                    continue
                person = read_person(entry, page.details)
                if person.id not in known:
                    known.add(person.id)
                    yield person
            idle = 0 if len(known) > before else idle + 1
            if idle >= _IDLE_PAGES_MAX and page.more:
                raise unreadable(page.details)

    def _next_of(self, questions: list[Question]) -> bool:
        """Whether there is a next question, once those are gone that cannot be asked."""
        while questions and questions[0].needs_full_profile and self._profile.is_basic:
            questions.pop(0)
        return bool(questions)

    def _matches(
        self, question: Question, answer: GraphAnswer | StationError, cancel: CancelToken
    ) -> tuple[Person, ...] | StationError:
        if isinstance(answer, StationError):
            nobody = not question.is_list and answer.details.http_status == 404
            # User.ReadBasic.All may not filter by what it may not read.
            unread = question.needs_full_profile and answer.code is ErrorCode.NOT_PERMITTED
            return () if nobody or unread else answer
        try:
            if question.is_list:
                return self._first_people(question.request, answer, cancel)
            return (read_person(answer.json(), answer.details),)
        except StationError as error:
            return error

    def _first_people(
        self, request: GraphRequest, answer: GraphAnswer, cancel: CancelToken
    ) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        for page in islice(pages(self._client, request, answer, cancel), _MATCH_PAGES_MAX):
            for entry in page.entries:
                person = read_person(entry, page.details)
                found.setdefault(person.id, person)
            if len(found) >= MATCHES_MAX:
                break
        return tuple(found.values())[:MATCHES_MAX]


def _team_questions(typed: str) -> list[tuple[TeamKind, GraphRequest]]:
    """Return the queries for a text: by the beginning of the name, and by each word's.

    The first bring a name that is exactly the text among the fifty, however many have its
    words, and find what `$search` does not, such as `&`. Filtering in an order needs an
    advanced query ('Advanced query capabilities').
    """
    options = [{"$orderby": "displayName"}]
    if typed:
        options[0]["$filter"] = f"startsWith(displayName,{literal(typed)})"
        words = " ".join(typed.replace("&", " ").split())
        options += [{"$search": clause("displayName", words)}] if words else []
    shape = {"$select": "id,displayName,description", "$count": "true", "$top": str(TEAMS_MAX)}
    return [
        (kind, GraphRequest("GET", path, VERSION, {**option, **shape}, ADVANCED))
        for kind, path in ((TeamKind.GROUP, "/groups"), (TeamKind.UNIT, _UNITS))
        for option in options
    ]


def _people_of(members: str, headers: Mapping[str, str] | None = None) -> GraphRequest:
    query = {"$top": str(PAGE_SIZE_MAX)}
    if headers:
        query["$count"] = "true"
    path = f"{members}/microsoft.graph.user"
    return GraphRequest("GET", path, VERSION, query, headers or {})


def _group_not_found(group_id: str, details: ErrorDetails = NO_DETAILS) -> StationError:
    return StationError(ErrorCode.GROUP_NOT_FOUND, {"group": group_id}, details)
