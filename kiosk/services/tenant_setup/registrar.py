"""Looks for the stations' registration in a tenant, makes it, and adds what it lacks.

Sources: Microsoft Graph, 'List applications', 'List servicePrincipals', 'List owners of
an application' and 'of a service principal', which take the delegated permission
Application.Read.All; 'Create application', 'Update application', 'Create servicePrincipal', which
take Application.ReadWrite.All. There is no lesser one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.client import LASTING, GraphClient
from kiosk.services.graph.decoding import unreadable
from kiosk.services.graph.pages import pages
from kiosk.services.graph.wire import GraphAnswer, GraphRequest, Json, Repeat
from kiosk.services.tenant_setup.owners import Owner, read_owner
from kiosk.services.tenant_setup.registration import (
    PRINCIPAL_PROPERTIES,
    READ_PROPERTIES,
    REVIEWED_FIRST,
    TAG,
    Change,
    Oddity,
    Registration,
    Wanted,
    read_registration,
)

LOOK_SCOPE = "Application.Read.All"
CHANGE_SCOPE = "Application.ReadWrite.All"
NAMES_SCOPE = "User.ReadBasic.All"
"""Without it owners come as ids alone ('List owners', limited information), by which nobody knows
whom to ask. It takes no administrator ('Microsoft Graph permissions reference')."""

# The directory's parts learn of a new registration one after the other.
_WAITS_SECONDS = (1.0, 2.0, 4.0, 8.0, 15.0)
_VERSION = "v1.0"
_PAGES_MAX = 100
"""More than any tenant has of what is asked for; a list that leads round in circles ends here."""


@dataclass(frozen=True)
class Plan:
    """What would be done: to the registration that was found, or a new one where none was."""

    found: Registration | None
    changes: tuple[Change, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    needs_principal: bool = True
    other_owners: tuple[Owner, ...] = ()

    @property
    def to_review(self) -> tuple[Oddity, ...]:
        """What somebody has to look at before an administrator consents."""
        return tuple(oddity for oddity in self.oddities if oddity in REVIEWED_FIRST)

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is there."""
        return self.found is not None and not self.changes and not self.needs_principal


class Registrar:
    """Works in the name of whoever is signed in; every call blocks and may fail."""

    def __init__(
        self, client: GraphClient, waits_seconds: tuple[float, ...] = _WAITS_SECONDS
    ) -> None:
        self._client = client
        self._waits_seconds = waits_seconds

    def look(
        self, wanted: Wanted, client_id: str | None, person_id: str, cancel: CancelToken
    ) -> Plan:
        """Say what would be done; nothing is changed. `person_id` is who is signed in.

        The registration is the one with `client_id`, else the one that bears our tag, else the
        one of that name. Raises StationError: REGISTRATIONS_SEVERAL, REGISTRATION_MISSING (for
        `client_id`), REGISTRATION_NOT_PERMITTED, ANSWER_UNREADABLE where an owner could be
        overlooked, and the errors of the network.
        """
        with _told_for_setup():
            found = self._find(wanted.name, client_id, cancel)
            if found is None:
                return Plan(None)
            principals = list(self._principals(found.client_id, cancel))
            owned = [("applications", found.object_id)]
            whole = found
            for entry in principals:
                whole = whole.with_principal(entry)
                owned.append(("servicePrincipals", _id_of(entry)))
            others = self._owners_but(person_id, owned, cancel)
        oddities = whole.oddities(wanted, has_other_owners=bool(others))
        return Plan(found, found.changes(wanted), oddities, not principals, others)

    def carry_out(self, plan: Plan, wanted: Wanted, cancel: CancelToken) -> Registration:
        """Do what a plan says, and return the registration.

        Raises StationError as `look` does, REGISTRATION_REFUSED, and REGISTRATION_UNCONFIRMED
        when nobody can tell whether a change was made.
        """
        with _told_for_setup():
            registration = plan.found or self._create(wanted, cancel)
            if plan.changes:
                path = f"/applications/{quote(registration.object_id, safe='')}"
                self._change("PATCH", path, registration.body(plan.changes, wanted), cancel)
            if plan.needs_principal:
                self._make_principal(registration.client_id, cancel)
        return registration

    def _find(self, name: str, client_id: str | None, cancel: CancelToken) -> Registration | None:
        if client_id is not None:
            found = self._listed(f"appId eq {_quoted(client_id)}", cancel)
            if not found:
                raise StationError(ErrorCode.REGISTRATION_MISSING, {"client_id": client_id})
            return found[0]
        tagged = self._listed(f"tags/any(t:t eq {_quoted(TAG)})", cancel)
        found = tagged or self._listed(f"displayName eq {_quoted(name)}", cancel)
        if len(found) > 1:
            names = ", ".join(sorted(one.client_id for one in found))
            raise StationError(ErrorCode.REGISTRATIONS_SEVERAL, {"client_ids": names})
        return found[0] if found else None

    def _listed(self, chosen_by: str, cancel: CancelToken) -> list[Registration]:
        query = {"$filter": chosen_by, "$select": ",".join(READ_PROPERTIES)}
        found: list[Registration] = []
        for entry in self._entries("/applications", query, cancel):
            registration = read_registration(entry)
            if registration is not None:
                found.append(registration)
        return found

    def _owners_but(
        self, person_id: str, owned: Sequence[tuple[str, str]], cancel: CancelToken
    ) -> tuple[Owner, ...]:
        others: dict[str, Owner] = {}
        for kind, object_id in owned:
            path = f"/{kind}/{quote(object_id, safe='')}/owners"
            for entry in self._entries(path, {}, cancel):
                owner = read_owner(entry)
                if owner is None:
                    # An owner that is left out would be one that nobody is told of.
                    raise StationError(ErrorCode.ANSWER_UNREADABLE)
                if owner.id != person_id.lower():
                    others[owner.id] = owner
        return tuple(others.values())

    def _principals(self, client_id: str, cancel: CancelToken) -> Iterator[object]:
        query = {
            "$filter": f"appId eq {_quoted(client_id)}",
            "$select": ",".join(PRINCIPAL_PROPERTIES),
        }
        return self._entries("/servicePrincipals", query, cancel)

    def _entries(
        self, path: str, query: Mapping[str, str], cancel: CancelToken
    ) -> Iterator[object]:
        request = GraphRequest("GET", path, _VERSION, query)
        first = self._client.call(request, cancel)
        for number, page in enumerate(pages(self._client, request, first, cancel), start=1):
            if number > _PAGES_MAX:
                raise unreadable(page.details)
            yield from page.entries

    def _create(self, wanted: Wanted, cancel: CancelToken) -> Registration:
        try:
            answer = self._change("POST", "/applications", wanted.body(), cancel)
        except StationError as error:
            if not error.maybe_done:
                raise
            return self._made_unheard(wanted, cancel, error)
        registration = read_registration(answer.json())
        if registration is None:
            raise unreadable(answer.details)
        return registration

    def _made_unheard(
        self, wanted: Wanted, cancel: CancelToken, lost: StationError
    ) -> Registration:
        """Look whether a registration was made although its answer was lost."""
        for wait in self._waits_seconds:
            cancel.wait(wait)
            try:
                found = self._find(wanted.name, None, cancel)
            except StationError:
                break
            if found is not None:
                return found
        raise lost

    def _make_principal(self, client_id: str, cancel: CancelToken) -> None:
        """Make the service principal, once the directory knows the registration everywhere."""
        for wait in (*self._waits_seconds, None):
            try:
                self._change("POST", "/servicePrincipals", {"appId": client_id}, cancel)
            except StationError as error:
                if error.details.http_status == 409:
                    # Somebody else has just made it, or it is the one whose answer was lost.
                    return
                if wait is None or not (error.maybe_done or _is_early(error)):
                    raise
            else:
                return
            cancel.wait(wait)
            if any(True for _ in self._principals(client_id, cancel)):
                return

    def _change(self, method: str, path: str, body: Json, cancel: CancelToken) -> GraphAnswer:
        request = GraphRequest(method, path, _VERSION, body=body, repeat=Repeat.UNTIL_SENT)
        try:
            return self._client.call(request, cancel, LASTING)
        except StationError as error:
            if error.maybe_done:
                error.code = ErrorCode.REGISTRATION_UNCONFIRMED
            raise


def _is_early(error: StationError) -> bool:
    """Whether a refusal may mean that the registration is not known everywhere yet."""
    return error.code is ErrorCode.REQUEST_REFUSED and error.details.http_status == 400


def _id_of(entry: object) -> str:
    identity = entry.get("id") if isinstance(entry, dict) else None
    if not isinstance(identity, str) or not identity:
        raise StationError(ErrorCode.ANSWER_UNREADABLE)
    return identity


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


_FOR_SETUP = {
    ErrorCode.NOT_PERMITTED: ErrorCode.REGISTRATION_NOT_PERMITTED,
    ErrorCode.REQUEST_REFUSED: ErrorCode.REGISTRATION_REFUSED,
    ErrorCode.PERSON_NOT_FOUND: ErrorCode.REGISTRATION_REFUSED,
}


@contextmanager
def _told_for_setup() -> Iterator[None]:
    """Turn what a call on a person would mean into what it means for a registration."""
    try:
        yield
    except StationError as error:
        error.code = _FOR_SETUP.get(error.code, error.code)
        raise
