"""Graph's users: one person, the list with search, filter and pages, and whose member one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.practice import user_properties
from kiosk.practice.directory import Directory
from kiosk.practice.filter_terms import Comparison, evaluate_filter, holds
from kiosk.practice.graph_call import GraphCall, not_found
from kiosk.practice.messages import Answer, GraphRefusalError
from kiosk.practice.name_table import NameField
from kiosk.practice.odata import Query, read_query, unsupported
from kiosk.practice.people import DOMAIN, Person
from kiosk.practice.permissions import (
    READ_MYSELF,
    READ_PEOPLE,
    READ_PEOPLE_BASIC,
    denied,
    require_scope,
)
from kiosk.practice.rowset import first_rows
from kiosk.practice.search_terms import evaluate_search

_NAME_FIELDS = {
    "displayName": NameField.DISPLAY,
    "givenName": NameField.GIVEN,
    "surname": NameField.SURNAME,
}
_SEARCHABLE = frozenset({"displayName", "givenName", "surname", "mail", "userPrincipalName"})
_FILTERABLE = frozenset(
    {
        "accountEnabled", "city", "companyName", "department", "displayName", "employeeId",
        "givenName", "id", "jobTitle", "mail", "mailNickname", "officeLocation", "surname",
        "userPrincipalName", "userType", "country", "state", "usageLocation",
    }
)  # fmt: skip
_ADVANCED_ONLY = frozenset({"officeLocation", "companyName"})
_SORTABLE = frozenset({"displayName", "userPrincipalName"})


class UsersApi:
    """Answers the calls on users; all of them only read."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        # The comparisons that an index answers, however many people there are.
        self._quick: dict[tuple[str, str], Callable[[str], int]] = {
            ("employeeId", "eq"): directory.employees.exactly,
            ("employeeId", "startsWith"): directory.employees.starting,
            ("userPrincipalName", "startsWith"): directory.sign_in_name_starts,
            ("userPrincipalName", "eq"): self._by_sign_in_name,
            ("id", "eq"): self._by_id,
            ("mail", "startsWith"): directory.mail_starts,
            ("mail", "eq"): self._by_mail,
            ("mailNickname", "eq"): lambda text: self._by_sign_in_name(f"{text}@{DOMAIN}"),
        }

    # One person

    def person(self, call: GraphCall, key: str) -> Person:
        """Return the person that a path names; refuses the unknown, and what is not allowed."""
        return self.allowed(call, key, READ_MYSELF | READ_PEOPLE_BASIC, READ_PEOPLE_BASIC)

    def allowed(
        self, call: GraphCall, key: str | None, own: frozenset[str], others: frozenset[str]
    ) -> Person:
        """Return the person of a path, None for ``/me``; needs one of these scopes for whom it is.

        Refuses the unknown too.
        """
        me = call.grant.person
        if key is None or key.lower() in {me.id, me.user_principal_name.lower()}:
            require_scope(call.grant, own)
            return me
        require_scope(call.grant, others)
        person = self._directory.find(key)
        if person is None:
            raise not_found(key)
        return person

    def still_there(self, person: Person) -> Person:
        """Return a signed-in person as they are now; refuses whoever has gone since."""
        if self._directory.is_gone(person):
            raise not_found(person.id)
        return self._directory.person(person.row)

    def read(self, call: GraphCall, key: str | None) -> Answer:
        """``GET /me`` or ``GET /users/{id}``."""
        call.require_method("GET")
        query = read_query(call.request)
        for option in ("$search", "$filter", "$top", "$orderby", "$skiptoken"):
            if query.option(option) is not None:
                raise GraphRefusalError(
                    400, "Request_BadRequest", f"{option} is not supported on a single user."
                )
        if key is None:
            person = call.grant.person
            require_scope(call.grant, READ_MYSELF)
        else:
            person = self.person(call, key)
        names, shown = self._shape(call, query, person)
        what = "users" + (f"({','.join(names)})" if query.selected() else "")
        document = {"@odata.context": call.context(f"{what}/$entity")}
        document |= user_properties.values(person, names, shown=shown)
        return call.document(200, document)

    def _shape(
        self, call: GraphCall, query: Query, person: Person | None
    ) -> tuple[tuple[str, ...], frozenset[str] | None]:
        """Which properties are given, and which of them the caller may see."""
        selected = query.selected()
        full = READ_PEOPLE
        if person is not None and person.number == call.grant.person.number:
            full = READ_MYSELF
        names: tuple[str, ...] = user_properties.DEFAULT
        if selected is not None:
            names = tuple(dict.fromkeys(user_properties.canonical(name) for name in selected))
        if call.grant.scopes & full:
            return names, None
        if selected is not None and not user_properties.BASIC.issuperset(names):
            raise denied()
        return names, user_properties.BASIC

    # Many

    def list_all(self, call: GraphCall) -> Answer:
        """``GET /users`` with everything it can be asked."""
        call.require_method("GET")
        require_scope(call.grant, READ_PEOPLE_BASIC)
        query = read_query(call.request)
        names, shown = self._shape(call, query, None)
        rows = self.matching(call, query, self._directory.everyone)
        what = "users" + (f"({','.join(names)})" if query.selected() else "")
        document: dict[str, Any] = {"@odata.context": call.context(what)}
        if query.advanced:
            document["@odata.count"] = rows.bit_count()
        order = query.option("$orderby")
        if order is not None:
            people, place = self._sorted_page(call, query, rows, order)
        else:
            people, place = self._page(query, rows)
        if place is not None:
            document["@odata.nextLink"] = call.next_link(query, place)
        document["value"] = [
            user_properties.values(person, names, shown=shown) for person in people
        ]
        return call.document(200, document)

    def count(self, call: GraphCall) -> Answer:
        """``GET /users/$count``."""
        call.require_method("GET")
        require_scope(call.grant, READ_PEOPLE_BASIC)
        query = read_query(call.request)
        if not query.eventual:
            raise GraphRefusalError(400, "Request_BadRequest", "$count is not currently supported.")
        counting = Query((*query.options, ("$count", "true")), eventual=True)
        rows = self.matching(call, counting, self._directory.everyone)
        return Answer(200, (("Content-Type", "text/plain"),), str(rows.bit_count()).encode())

    def _page(self, query: Query, rows: int) -> tuple[list[Person], int | None]:
        size = query.page_size()
        found = first_rows(rows, query.start(), size + 1)
        place = found[size] if len(found) > size else None
        return [self._directory.person(row) for row in found[:size]], place

    def _sorted_page(
        self, call: GraphCall, query: Query, rows: int, order: str
    ) -> tuple[list[Person], int | None]:
        if query.search is not None:
            raise unsupported("Sorting not supported for current query.")
        field, _, direction = order.strip().partition(" ")
        name = user_properties.canonical(field, option="OrderBy")
        if name not in _SORTABLE or direction.strip().lower() not in {"", "asc", "desc"}:
            raise unsupported("Sorting not supported for current query.")
        if query.filter is not None and not query.advanced:
            raise unsupported("Sorting not supported for current query.")
        self._require_visible(call, [name])
        start, size = query.start(), query.page_size()
        ordered = self._directory.ordered(rows, by_display_name=name == "displayName")
        if direction.strip().lower() == "desc":
            ordered.reverse()
        people = [self._directory.person(row) for row in ordered[start : start + size]]
        return people, start + size if start + size < len(ordered) else None

    # Which people

    def matching(self, call: GraphCall, query: Query, among: int) -> int:
        """Return the people among some whom ``$search`` and ``$filter`` leave."""
        rows = among
        if query.search is not None:
            if not query.eventual:
                raise unsupported(
                    "Request with $search query parameter only works through MSGraph with a "
                    "special request header: 'ConsistencyLevel: eventual'"
                )
            rows &= evaluate_search(query.search, lambda name, text: self._clause(call, name, text))
        if query.filter is not None:
            rows &= evaluate_filter(
                query.filter,
                lambda comparison: self._comparison(call, query, comparison),
                self._directory.everyone,
                advanced=query.advanced,
            )
        return rows

    def _require_visible(self, call: GraphCall, names: list[str]) -> None:
        if not call.grant.scopes & READ_PEOPLE and not user_properties.BASIC.issuperset(names):
            raise denied()

    def _clause(self, call: GraphCall, field: str, text: str) -> int:
        name = user_properties.canonical(field, option="Search")
        if name not in _SEARCHABLE:
            raise unsupported(f"Property '{field}' is not a supported search property.")
        self._require_visible(call, [name])
        if name == "displayName":
            return self._directory.named(text)
        if not text:
            return 0
        if name == "userPrincipalName":
            return self._directory.sign_in_name_starts(text)
        if name == "mail":
            return self._directory.mail_starts(text)
        return self._directory.name_starts(_NAME_FIELDS[name], text)

    def _comparison(self, call: GraphCall, query: Query, comparison: Comparison) -> int:
        name = user_properties.canonical(comparison.field, option="Filter")
        if name not in _FILTERABLE:
            raise unsupported(f"Unsupported or invalid query filter clause on property '{name}'.")
        self._require_visible(call, [name])
        if name in _ADVANCED_ONLY and not query.advanced:
            raise unsupported(
                f"Unsupported Query: filtering on '{name}' needs the 'ConsistencyLevel:eventual' "
                "header and '$count=true'."
            )
        return self._indexed(name, comparison)

    def _indexed(self, name: str, comparison: Comparison) -> int:
        directory, wanted = self._directory, comparison.value
        if name == "accountEnabled":
            if not isinstance(wanted, bool) or comparison.operator != "eq":
                raise unsupported("Invalid filter clause on property 'accountEnabled'.")
            return directory.enabled if wanted else directory.everyone & ~directory.enabled
        if name in _NAME_FIELDS:
            return directory.by_name(_NAME_FIELDS[name], lambda actual: holds(comparison, actual))
        shared: dict[str, Callable[[], int]] = {
            "jobTitle": lambda: directory.by_job(lambda job, _: holds(comparison, job)),
            "department": lambda: directory.by_job(lambda _, part: holds(comparison, part)),
            "officeLocation": lambda: directory.by_office(lambda it: holds(comparison, it)),
            "city": lambda: directory.by_office(
                lambda it: holds(comparison, user_properties.city_of(it))
            ),
            "userType": lambda: self._by_type(comparison),
            "mail": lambda: directory.by_mail(lambda it: holds(comparison, it)),
            "employeeId": lambda: directory.employees.accepted_by(lambda it: holds(comparison, it)),
            "userPrincipalName": lambda: directory.by_sign_in_name(
                lambda it: holds(comparison, it)
            ),
            "mailNickname": lambda: directory.by_sign_in_name(
                lambda it: holds(comparison, (it or "").partition("@")[0])
            ),
        }
        quick = self._quick.get((name, comparison.operator))
        if quick is not None and isinstance(wanted, str):
            return quick(wanted)
        if name in shared:
            return shared[name]()
        if name in user_properties.SAME_FOR_ALL:
            same = holds(comparison, user_properties.SAME_FOR_ALL[name])
            return directory.everyone if same else 0
        return directory.those(
            directory.everyone,
            lambda person: holds(comparison, user_properties.value(person, name)),
        )

    def _by_type(self, comparison: Comparison) -> int:
        members = self._directory.everyone & ~self._directory.guests
        found = self._directory.guests if holds(comparison, "Guest") else 0
        return found | members if holds(comparison, "Member") else found

    def _only(self, person: Person | None, *, right: bool) -> int:
        return 1 << person.row if person is not None and right else 0

    def _by_id(self, wanted: str) -> int:
        person = self._directory.find(wanted)
        return self._only(person, right=person is not None and person.id == wanted.lower())

    def _by_sign_in_name(self, wanted: str) -> int:
        person = self._directory.find(wanted)
        right = person is not None and person.user_principal_name.lower() == wanted.lower()
        return self._only(person, right=right)

    def _by_mail(self, wanted: str) -> int:
        return self._directory.those(
            self._directory.mail_starts(wanted),
            lambda person: (person.mail or "").lower() == wanted.lower(),
        )
