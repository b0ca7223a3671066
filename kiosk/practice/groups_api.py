"""Graph's groups and administrative units: the lists and their members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.practice import user_properties
from kiosk.practice.directory import Directory
from kiosk.practice.filter_terms import Comparison, evaluate_filter, holds
from kiosk.practice.graph_call import GraphCall, no_such_segment, not_found
from kiosk.practice.group_properties import (
    GROUP_DEFAULT,
    UNIT_DEFAULT,
    filter_value,
    known_properties,
    properties,
    selected_properties,
)
from kiosk.practice.groups import Collection, CollectionKind, Groups, Units
from kiosk.practice.messages import Answer, GraphRefusalError
from kiosk.practice.odata import Query, read_query, require_advanced_cast, unsupported
from kiosk.practice.permissions import (
    READ_GROUPS,
    READ_PEOPLE,
    READ_PEOPLE_BASIC,
    READ_UNITS,
    require_scope,
)
from kiosk.practice.rowset import first_rows, rowset
from kiosk.practice.search_terms import evaluate_search
from kiosk.practice.users_api import UsersApi

_CASTS = frozenset({"microsoft.graph.user", "microsoft.graph.group"})


class GroupsApi:
    """Answers the calls on groups and administrative units; all of them only read."""

    def __init__(self, directory: Directory, groups: Groups, units: Units, users: UsersApi) -> None:
        self._directory = directory
        self._groups = groups
        self._units = units
        self._users = users

    # Groups

    def groups(self, call: GraphCall, rest: Sequence[str]) -> Answer:
        """Everything under ``/groups``."""
        call.require_method("GET")
        require_scope(call.grant, READ_GROUPS)
        if not rest:
            return self._list(call, self._groups.all, "groups", GROUP_DEFAULT)
        if rest[0].lower() == "$count":
            return self._count_of(call, self._groups.all, GROUP_DEFAULT)
        group = self._groups.find(rest[0])
        if group is None:
            raise not_found(rest[0])
        return self._one(call, group, "groups", GROUP_DEFAULT, rest[1:])

    def units(self, call: GraphCall, rest: Sequence[str]) -> Answer:
        """Everything under ``/directory/administrativeUnits``."""
        call.require_method("GET")
        require_scope(call.grant, READ_UNITS)
        what = "directory/administrativeUnits"
        if not rest:
            return self._list(call, self._units.all, what, UNIT_DEFAULT)
        unit = self._units.find(rest[0])
        if unit is None:
            raise not_found(rest[0])
        return self._one(call, unit, what, UNIT_DEFAULT, rest[1:])

    def _one(
        self,
        call: GraphCall,
        found: Collection,
        what: str,
        default: tuple[str, ...],
        rest: Sequence[str],
    ) -> Answer:
        if rest:
            return self._members(call, found, rest)
        names = selected_properties(read_query(call.request), default)
        document = {"@odata.context": call.context(f"{what}/$entity")}
        return call.document(200, document | properties(found, names))

    def _list(
        self, call: GraphCall, among: Sequence[Collection], what: str, default: tuple[str, ...]
    ) -> Answer:
        query = read_query(call.request)
        names = selected_properties(query, default)
        found = self._matching(query, among)
        return call.page(what, query, found, lambda item: properties(item, names))

    def _count_of(
        self, call: GraphCall, among: Sequence[Collection], default: tuple[str, ...]
    ) -> Answer:
        query = read_query(call.request)
        selected_properties(query, default)
        _require_eventual(query)
        return _number(len(self._matching(query, among)))

    def _matching(self, query: Query, among: Sequence[Collection]) -> list[Collection]:
        everything = (1 << len(among)) - 1
        chosen = everything
        if query.search is not None:
            if not query.eventual:
                raise unsupported(
                    "Request with $search query parameter only works through MSGraph with a "
                    "special request header: 'ConsistencyLevel: eventual'"
                )

            def clause(name: str, text: str) -> int:
                if name.lower() not in {"displayname", "description", "mail"}:
                    raise unsupported(f"Property '{name}' is not a supported search property.")
                return rowset(
                    (
                        place
                        for place, item in enumerate(among)
                        if (
                            bool(text) and (item.mail or "").startswith(text.lower())
                            if name.lower() == "mail"
                            else item.named(text)
                        )
                    ),
                    len(among),
                )

            chosen &= evaluate_search(query.search, clause)
        if query.filter is not None:

            def compare(comparison: Comparison) -> int:
                return rowset(
                    (
                        place
                        for place, item in enumerate(among)
                        if holds(comparison, filter_value(item, comparison.field))
                    ),
                    len(among),
                )

            chosen &= evaluate_filter(query.filter, compare, everything, advanced=query.advanced)
        found = [among[place] for place in first_rows(chosen, 0, len(among))]
        order = query.option("$orderby")
        if order is not None:
            if query.search is not None or not order.strip().lower().startswith("displayname"):
                raise unsupported("Sorting not supported for current query.")
            found.sort(key=lambda item: item.name.casefold(), reverse="desc" in order.lower())
        return found

    # Members

    def _members(self, call: GraphCall, found: Collection, rest: Sequence[str]) -> Answer:
        relation, cast = rest[0].lower(), [part.lower() for part in rest[1:]]
        is_group = found.kind is CollectionKind.GROUP
        if relation not in ({"members", "transitivemembers"} if is_group else {"members"}):
            raise no_such_segment(rest[0])
        counting = cast[-1:] == ["$count"]
        if counting:
            cast.pop()
        if len(cast) > 1 or not _CASTS.issuperset(cast):
            raise no_such_segment(rest[-1])
        children: list[Collection] = []
        if relation == "transitivemembers":
            rows, children = (
                self._groups.transitive_rows(found),
                self._groups.transitive_children(found),
            )
        else:
            rows = found.rows()
            children = [self._groups.all[child] for child in found.children]
        rows &= self._directory.everyone
        only_users = cast == ["microsoft.graph.user"]
        if cast == ["microsoft.graph.group"]:
            rows = 0
        query = read_query(call.request)
        if cast and relation == "transitivemembers" and not counting:
            require_advanced_cast(query, cast[0])
        if query.search is not None or query.filter is not None:
            if not query.advanced and query.search is None:
                raise unsupported(
                    "The specified filter to the reference property query is currently not "
                    "supported without the 'ConsistencyLevel:eventual' header and '$count=true'."
                )
            rows, children = self._users.matching(call, query, rows), []
        if counting:
            _require_eventual(query)
            return _number(rows.bit_count() + (0 if only_users else len(children)))
        return self._member_page(call, query, rows, children, only_users=only_users)

    def _member_page(
        self,
        call: GraphCall,
        query: Query,
        rows: int,
        children: Sequence[Collection],
        *,
        only_users: bool,
    ) -> Answer:
        """One page: the groups first, then the people.

        A cast to users leaves the groups' places empty, so that a page of it can be empty and
        still not be the last, as happens with the real service.
        """
        start, size = query.start(), query.page_size()
        selected = query.selected()
        count = len(children)
        value: list[dict[str, Any]] = []
        if start < count and not only_users:
            value += [
                {"@odata.type": "#microsoft.graph.group"}
                | properties(child, known_properties(selected, GROUP_DEFAULT))
                for child in children[start : start + size]
            ]
        taken = min(max(count - start, 0), size)
        place: int | None = None
        room = size - taken
        people = first_rows(rows, max(start - count, 0), room + 1)
        if len(people) > room:
            place = count + people[room] if room or start + taken >= count else start + taken
        elif start + taken < count:
            place = start + taken
        value += [self._member(call, row, selected) for row in people[:room]]
        document: dict[str, Any] = {"@odata.context": call.context("directoryObjects")}
        if query.advanced:
            document["@odata.count"] = rows.bit_count() + (0 if only_users else count)
        if place is not None:
            document["@odata.nextLink"] = call.next_link(query, place)
        document["value"] = value
        return call.document(200, document)

    def _member(
        self, call: GraphCall, row: int, selected: tuple[str, ...] | None
    ) -> dict[str, Any]:
        # Source: 'Get started with the groups API', limited information for members that the
        # caller may not read.
        shown: frozenset[str] | None = frozenset({"id"})
        if call.grant.scopes & READ_PEOPLE:
            shown = None
        elif call.grant.scopes & READ_PEOPLE_BASIC:
            shown = user_properties.BASIC
        names = tuple(user_properties.canonical(name) for name in selected or ())
        person = self._directory.person(row)
        return {"@odata.type": "#microsoft.graph.user"} | user_properties.values(
            person, names or user_properties.DEFAULT, shown=shown
        )


def _require_eventual(query: Query) -> None:
    if not query.eventual:
        raise GraphRefusalError(400, "Request_BadRequest", "$count is not currently supported.")


def _number(count: int) -> Answer:
    return Answer(200, (("Content-Type", "text/plain"),), str(count).encode())
