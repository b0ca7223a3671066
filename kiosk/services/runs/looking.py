"""The look before a run: who each row is, and what would happen to them. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import islice

from kiosk.models.badge import Method, Policy
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import Expiring, Row, RowOrder, RowState, RunAction, Source
from kiosk.models.target import Target
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.people import PeopleService
from kiosk.services.operations.days import badge_days
from kiosk.services.runs.people import Sought
from kiosk.services.runs.row_operations import state_for

_LOOKS_AT_ONCE = 80
"""Four batches of twenty under way: more would wait for each other at the service."""

_AHEAD = 4 * _LOOKS_AT_ONCE


Report = Callable[[int, int | None], None]
"""Hears how many were looked at so far, of how many if that is known."""


class Look:
    """Looks at everybody of a source for one action; `days` is the setting of new badges."""

    def __init__(
        self,
        methods: MethodService,
        people: PeopleService,
        action: RunAction,
        source: Source,
        days: int | None,
    ) -> None:
        self._methods = methods
        self._people = people
        self._action = action
        self._source = source
        self._days_set = days

    def rows(
        self,
        sought: Iterable[Sought],
        cancel: CancelToken,
        report: Report,
        sort: RowOrder = RowOrder.SHOP,
    ) -> tuple[Row, ...]:
        """Return the table, sorted. Raises StationError and WorkCancelledError."""
        policy = self._methods.policy(cancel)
        days = badge_days(self._days_set, policy)
        found: list[Row] = []
        seen: set[str] = set()
        with ThreadPoolExecutor(_LOOKS_AT_ONCE, thread_name_prefix="look") as pool:
            looks = (
                pool.submit(self._row, one, policy, days, cancel)
                if self._is_new(one, seen)
                else pool.submit(_named_twice, one)
                for one in sought
            )
            for count, row in enumerate(_in_order(looks, cancel), start=1):
                if row is not None:
                    found.append(row)
                report(count, None)
        found.sort(key=partial(_order, sort))
        return tuple(replace(row, number=number) for number, row in enumerate(found, start=1))

    def _is_new(self, sought: Sought, seen: set[str]) -> bool:
        if len(sought.people) != 1:
            return True
        person_id = sought.people[0].id
        is_new = person_id not in seen
        seen.add(person_id)
        return is_new

    def _row(self, sought: Sought, policy: Policy, days: int, cancel: CancelToken) -> Row | None:
        cancel.raise_if_cancelled()
        said, line = sought.said, sought.line
        if len(sought.people) != 1:
            state = RowState.SEVERAL_MATCH if sought.people else RowState.NOT_FOUND
            if sought.error is not None:
                state = _state_of(sought.error)
            return Row(0, None, state, said, line)
        person = sought.people[0]
        try:
            method = self._methods.read(Target(person), cancel, is_looked_for=True)
        except StationError as error:
            if error.code is ErrorCode.SIGN_IN_NEEDED:
                raise
            return Row(0, person, _state_of(error), said, line)
        now = self._methods.server_now()
        if isinstance(self._source, Expiring) and not self._ends_soon(method, self._source):
            return None
        state = state_for(self._action, person, method, now, days)
        if state is RowState.READY and not self._is_enabled(person, policy, cancel):
            state = RowState.NOT_ENABLED
        badge = None if method is None else method.standard
        return Row(
            0,
            person,
            state,
            said,
            line,
            has_method=method is not None,
            badge_id="" if badge is None else badge.id,
            starts=None if badge is None else badge.starts,
            expires=None if badge is None else badge.expires,
        )

    def _ends_soon(self, method: Method | None, source: Expiring) -> bool:
        badge = None if method is None else method.standard
        if badge is None:
            return False
        now = self._methods.server_now()
        return now < badge.expires <= now + timedelta(days=source.days)

    def _is_enabled(self, person: Person, policy: Policy, cancel: CancelToken) -> bool:
        """Say whether the policy lets the person have a badge; a hint, so doubt means yes."""
        if policy.is_for(frozenset()) is not False and not policy.excluded:
            return True
        try:
            membership = self._people.membership(person.id, cancel)
        except StationError:
            return True
        if membership is None:
            return policy.enabled is not False
        return policy.is_for(membership.group_ids) is not False


def _named_twice(sought: Sought) -> Row | None:
    return Row(0, sought.people[0], RowState.NAMED_TWICE, sought.said, sought.line)


def _state_of(error: StationError) -> RowState:
    if error.code is ErrorCode.NOT_PERMITTED:
        return RowState.NOT_PERMITTED
    if error.code is ErrorCode.PERSON_NOT_FOUND:
        return RowState.NOT_FOUND
    return RowState.NOT_READ


def _order(sort: RowOrder, row: Row) -> tuple[str, ...]:
    """Return the key of a row; whoever was not found comes last."""
    person = row.person
    if person is None:
        return ("\U0010ffff", row.said.casefold())
    return (
        person.office_location.casefold() if sort is RowOrder.SHOP else "",
        person.display_name.casefold(),
        person.user_principal_name.casefold(),
        person.id,
    )


def _in_order(looks: Iterator[Future[Row | None]], cancel: CancelToken) -> Iterator[Row | None]:
    """Yield results in the order of the looks, with only so many ahead of the one yielded."""
    waiting = list(islice(looks, _AHEAD))
    try:
        while waiting:
            yield waiting.pop(0).result()
            waiting += islice(looks, 1)
    except BaseException:
        # The pool waits for those that run; the others need not begin.
        for look in waiting:
            look.cancel()
        raise
    finally:
        cancel.raise_if_cancelled()
