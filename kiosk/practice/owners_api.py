"""Graph's ``owners`` of a registration: who may change it without any role.

Sources: Microsoft Graph, 'List owners of an application' and 'of a service principal', 'Add owner',
'Remove application owner'; 'Limited information returned for inaccessible member objects', by which
whoever may not read a kind of object gets its type and id, and null for the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kiosk.practice import user_properties
from kiosk.practice.application_forms import bad, principal_document
from kiosk.practice.applications import Application, Applications
from kiosk.practice.directory import Directory
from kiosk.practice.graph_call import GraphCall, no_such_segment, not_found
from kiosk.practice.messages import Answer
from kiosk.practice.odata import read_query, unsupported
from kiosk.practice.permissions import (
    READ_APPLICATIONS,
    READ_DIRECTORY,
    READ_PEOPLE,
    READ_PEOPLE_BASIC,
    WRITE_APPLICATIONS,
    denied,
    require_manager,
    require_scope,
)

_NAMED_BY = ("directoryobjects", "users", "serviceprincipals")


class OwnersApi:
    """Answers the calls on the owners of one registration."""

    def __init__(self, applications: Applications, directory: Directory) -> None:
        self._applications = applications
        self._directory = directory

    def answer(self, call: GraphCall, application: Application, rest: Sequence[str]) -> Answer:
        """Everything under ``/applications/{id}/owners``."""
        if not rest:
            call.require_method("GET")
            return self.list(call, application.owners)
        if [one.lower() for one in rest] == ["$ref"]:
            call.require_method("POST")
            return self._add(call, application)
        if len(rest) > 2 or (len(rest) == 2 and rest[1].lower() != "$ref"):
            raise no_such_segment(rest[-1])
        call.require_method("DELETE")
        return self._remove(call, application, rest)

    def list(self, call: GraphCall, owners: Sequence[str]) -> Answer:
        """Return these owners, as far as the caller may see them."""
        require_scope(call.grant, READ_APPLICATIONS)
        query = read_query(call.request)
        if query.search is not None or query.filter is not None:
            raise unsupported("Filtering owners is not supported for this practice tenant.")
        shown = [one for one in (self._shown(call, owner) for owner in owners) if one]
        selected = query.selected()

        def as_selected(owner: dict[str, Any]) -> dict[str, Any]:
            if selected is None:
                return owner
            return {name: owner[name] for name in owner if name in {"@odata.type", *selected}}

        return call.page("directoryObjects", query, shown, as_selected)

    def _shown(self, call: GraphCall, owner: str) -> dict[str, Any] | None:
        """Return an owner as the caller may see it; None where it is no more."""
        person = self._directory.find(owner)
        if person is not None:
            shown: frozenset[str] | None = frozenset({"id"})
            if call.grant.scopes & (READ_PEOPLE | READ_DIRECTORY):
                shown = None
            elif call.grant.scopes & READ_PEOPLE_BASIC:
                shown = user_properties.BASIC
            return {"@odata.type": "#microsoft.graph.user"} | user_properties.values(
                person, user_properties.DEFAULT, shown=shown
            )
        for principal in self._applications.principals():
            application = self._applications.of_client(principal.app_id)
            if principal.id == owner and application is not None:
                kind = {"@odata.type": "#microsoft.graph.servicePrincipal"}
                return kind | principal_document(principal, application)
        return None

    def _add(self, call: GraphCall, application: Application) -> Answer:
        require_scope(call.grant, WRITE_APPLICATIONS)
        require_scope(call.grant, READ_DIRECTORY)
        require_manager(call.grant.person, application.owners)
        reference = call.body().get("@odata.id")
        kind, _, identity = reference.rpartition("/") if isinstance(reference, str) else ("",) * 3
        if not kind.lower().endswith(_NAMED_BY) or not identity:
            raise bad("Invalid URL format specified in @odata.id. Supported URL format: id.")
        identity = identity.lower()
        if self._shown(call, identity) is None:
            raise not_found(identity)
        if identity in application.owners:
            raise bad(
                "One or more added object references already exist for the following modified "
                "properties: 'owners'."
            )
        self._applications.own(application, (*application.owners, identity))
        return call.nothing()

    def _remove(self, call: GraphCall, application: Application, rest: Sequence[str]) -> Answer:
        require_scope(call.grant, WRITE_APPLICATIONS)
        require_manager(call.grant.person, application.owners)
        identity = rest[0].lower()
        if identity not in application.owners:
            raise not_found(identity)
        if len(rest) == 1:
            # Without $ref it would be the owner itself who is deleted, which nobody may here.
            raise denied()
        left = tuple(one for one in application.owners if one != identity)
        self._applications.own(application, left)
        return call.nothing()
