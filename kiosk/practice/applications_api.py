"""Graph's applications and service principals: looked up, registered and changed.

Sources: Microsoft Graph, 'List applications', 'Create application', 'Get application', 'Update
application', 'List servicePrincipals', 'Create servicePrincipal'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kiosk.practice.application_forms import (
    application_document,
    bad,
    changed,
    principal_document,
)
from kiosk.practice.applications import Application, Applications
from kiosk.practice.filter_terms import Comparison, Value, evaluate_filter, holds
from kiosk.practice.graph_call import GraphCall, no_such_segment, not_found
from kiosk.practice.messages import Answer, GraphRefusalError
from kiosk.practice.odata import Query, read_query, unsupported
from kiosk.practice.owners_api import OwnersApi
from kiosk.practice.permissions import (
    READ_APPLICATIONS,
    WRITE_APPLICATIONS,
    require_manager,
    require_registrar,
    require_scope,
)
from kiosk.practice.rowset import first_rows, rowset

_TAGGED = re.compile(r"\s*tags/any\(\s*(\w+)\s*:\s*\1\s+eq\s+'((?:[^']|'')*)'\s*\)\s*")
_FILTERED = frozenset({"id", "appId", "displayName", "createdDateTime", "signInAudience"})


class ApplicationsApi:
    """Answers the calls on registrations and service principals."""

    def __init__(
        self, applications: Applications, owners: OwnersApi, *, members_may_register: bool
    ) -> None:
        self._applications = applications
        self._owners = owners
        self._members_may_register = members_may_register

    def applications(self, call: GraphCall, rest: Sequence[str]) -> Answer:
        """Everything under ``/applications``."""
        if not rest:
            call.require_method("GET", "POST")
            if call.request.method == "POST":
                return self._register(call)
            require_scope(call.grant, READ_APPLICATIONS)
            documents = [application_document(one) for one in self._applications.all()]
            return _listed(call, "applications", documents)
        if len(rest) > 1:
            if rest[1].lower() != "owners":
                raise no_such_segment(rest[1])
            return self._owners.answer(call, self._application(call, rest[0]), rest[2:])
        call.require_method("GET", "PATCH")
        patching = call.request.method == "PATCH"
        require_scope(call.grant, WRITE_APPLICATIONS if patching else READ_APPLICATIONS)
        application = self._application(call, rest[0])
        if not patching:
            return _one(call, "applications", application_document(application))
        require_manager(call.grant.person, application.owners)
        self._applications.keep(changed(application, call.body()))
        return call.nothing()

    def principals(self, call: GraphCall, rest: Sequence[str]) -> Answer:
        """Everything under ``/servicePrincipals``."""
        call.require_method("GET", *(() if rest else ("POST",)))
        if len(rest) > 2 or (len(rest) == 2 and rest[1].lower() != "owners"):
            raise no_such_segment(rest[-1])
        if call.request.method == "POST":
            return self._make_principal(call)
        require_scope(call.grant, READ_APPLICATIONS)
        documents = [self._principal(one.app_id) for one in self._applications.principals()]
        if not rest:
            return _listed(call, "servicePrincipals", documents)
        for document in documents:
            if document["id"] != rest[0].lower():
                continue
            if len(rest) == 1:
                return _one(call, "servicePrincipals", document)
            return self._owners.list(
                call, self._applications.require_principal(document["appId"]).owners
            )
        raise not_found(rest[0])

    def _application(self, call: GraphCall, identity: str) -> Application:
        """Return the registration of a path; only whoever may read is told that it is not there."""
        require_scope(call.grant, READ_APPLICATIONS)
        application = self._applications.find(identity)
        if application is None:
            raise not_found(identity)
        return application

    def _register(self, call: GraphCall) -> Answer:
        require_scope(call.grant, WRITE_APPLICATIONS)
        require_registrar(call.grant.person, members_may=self._members_may_register)
        body = call.body()
        if "displayName" not in body:
            raise bad("A value is required for property 'displayName' of resource 'Application'.")
        blank = Application("", "", "", self._applications.now())
        made = self._applications.register(changed(blank, body), call.grant.person)
        return _one(call, "applications", application_document(made), status=201)

    def _make_principal(self, call: GraphCall) -> Answer:
        require_scope(call.grant, WRITE_APPLICATIONS)
        app_id = call.body().get("appId")
        if not isinstance(app_id, str) or not app_id:
            raise bad("A value is required for property 'appId' of resource 'ServicePrincipal'.")
        application = self._applications.of_client(app_id)
        if application is None:
            raise bad(
                f"The appId '{app_id}' of the service principal does not reference a valid "
                "application object."
            )
        require_manager(call.grant.person, application.owners)
        if self._applications.principal_of(app_id) is not None:
            raise GraphRefusalError(
                409,
                "Request_MultipleObjectsWithSameKeyValue",
                f"The service principal cannot be created, updated, or restored because the "
                f"service principal name {app_id} is already in use.",
            )
        self._applications.require_principal(app_id, call.grant.person)
        return _one(call, "servicePrincipals", self._principal(app_id), status=201)

    def _principal(self, app_id: str) -> dict[str, Any]:
        principal = self._applications.principal_of(app_id)
        application = self._applications.of_client(app_id)
        if principal is None or application is None:
            raise not_found(app_id)
        return principal_document(principal, application)


def _one(call: GraphCall, what: str, document: dict[str, Any], *, status: int = 200) -> Answer:
    names = _selected(read_query(call.request), document)
    shown = {name: document[name] for name in names}
    return call.document(status, {"@odata.context": call.context(f"{what}/$entity")} | shown)


def _listed(call: GraphCall, what: str, documents: Sequence[dict[str, Any]]) -> Answer:
    query = read_query(call.request)
    if query.search is not None or query.option("$orderby") is not None:
        raise unsupported("Sorting and searching are not supported for this practice tenant.")
    found = _matching(query, documents)
    return call.page(
        what, query, found, lambda one: {name: one[name] for name in _selected(query, one)}
    )


def _matching(query: Query, documents: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    text = query.filter
    if text is None:
        return list(documents)
    tagged = _TAGGED.fullmatch(text)
    if tagged is not None:
        wanted = tagged[2].replace("''", "'")
        return [document for document in documents if wanted in document["tags"]]
    count = len(documents)
    rows = evaluate_filter(text, _comparer(documents), (1 << count) - 1, advanced=query.advanced)
    return [documents[row] for row in first_rows(rows, 0, count)]


def _comparer(documents: Sequence[Mapping[str, Any]]) -> Callable[[Comparison], int]:
    def compare(comparison: Comparison) -> int:
        def value_in(document: Mapping[str, Any]) -> Value:
            for name in _FILTERED & document.keys():
                if name.lower() == comparison.field.lower():
                    value: Value = document[name]
                    return value
            raise unsupported(
                f"Unsupported or invalid query filter clause on property '{comparison.field}'."
            )

        rows = (
            row for row, document in enumerate(documents) if holds(comparison, value_in(document))
        )
        return rowset(rows, len(documents))

    return compare


def _selected(query: Query, document: Mapping[str, Any]) -> list[str]:
    selected = query.selected()
    if selected is None:
        return list(document)
    known = {name.lower(): name for name in document}
    for name in selected:
        if name.lower() not in known:
            raise GraphRefusalError(
                400,
                "BadRequest",
                "Parsing OData Select and Expand failed: Could not find a property named "
                f"'{name}'.",
            )
    return [known[name.lower()] for name in selected]
