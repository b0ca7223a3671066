"""Microsoft Graph as the tenant answers it: token, faults, quota, then the right room."""

from __future__ import annotations

import base64
import contextlib
import re
import threading
import uuid
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from kiosk.practice.addresses import Addresses
from kiosk.practice.applications_api import ApplicationsApi
from kiosk.practice.batch import answer_batch
from kiosk.practice.clock import Now
from kiosk.practice.fault_effects import (
    LATE_SECONDS,
    has_image,
    refusal_of,
    spoiled,
    with_odd_image,
)
from kiosk.practice.faults import FaultKind, Faults
from kiosk.practice.graph_call import GraphCall, no_such_segment
from kiosk.practice.groups_api import GroupsApi
from kiosk.practice.memberships_api import MembershipsApi
from kiosk.practice.messages import (
    Answer,
    Delivery,
    GraphRefusalError,
    Request,
    graph_json,
    json_answer,
)
from kiosk.practice.methods_api import MethodsApi
from kiosk.practice.odata import refuse_options
from kiosk.practice.people import DOMAIN
from kiosk.practice.permissions import (
    READ_MYSELF,
    READ_POLICY,
    denied,
    require_policy_reader,
    require_scope,
)
from kiosk.practice.photos_api import answer_photo
from kiosk.practice.policy import PolicyDesk
from kiosk.practice.quota import WriteQuota
from kiosk.practice.token_endpoint import claims_for
from kiosk.practice.tokens import Grant, Tokens
from kiosk.practice.users_api import UsersApi

VERSIONS = frozenset({"v1.0", "beta"})
WRITES = frozenset({"PUT", "PATCH", "POST", "DELETE"})
CHALLENGED_CONTEXT = "c1"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEYED = re.compile(r"([A-Za-z]+)\('(.*)'\)")
_REQUEST_ID = re.compile(r"[A-Za-z0-9\-]{1,64}")
_UNITS = "administrativeunits"
_POLICY = (
    "policies", "authenticationmethodspolicy", "authenticationmethodconfigurations", "qrcodepin",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rooms:
    """The parts of Graph that answer for their own paths."""

    users: UsersApi
    groups: GroupsApi
    memberships: MembershipsApi
    methods: MethodsApi
    applications: ApplicationsApi


class Graph:
    """Answers every Graph request, single or inside a batch."""

    def __init__(
        self,
        addresses: Addresses,
        tokens: Tokens,
        rooms: Rooms,
        faults: Faults,
        quota: WriteQuota,
        policy: PolicyDesk,
        excluded_group: str,
        now: Now,
    ) -> None:
        self._addresses = addresses
        self._tokens = tokens
        self._rooms = rooms
        self._faults = faults
        self._quota = quota
        self._policy = policy
        self._excluded_group = excluded_group
        self._now = now

    def answer(self, request: Request) -> Answer:
        """Answer one request, with the headers that every Graph answer has."""
        request_id = str(uuid.uuid4())
        client_id = request.header("client-request-id")
        if not _REQUEST_ID.fullmatch(client_id):
            client_id = request_id
        fault = self._fault(request)
        if fault in {FaultKind.TIMEOUT, FaultKind.RESET}:
            return Answer(
                504, delivery=Delivery.HOLD if fault is FaultKind.TIMEOUT else Delivery.CUT
            )
        if fault is FaultKind.LATE:
            self._serve_later(request)
        try:
            refusal = self._fault_refusal(fault, request)
            if refusal is not None:
                raise refusal
            answer = self._with_image(request, self._serve(request))
        except GraphRefusalError as refusal:
            answer = self._refusal(refusal, request_id, client_id)
        return spoiled(fault, request, answer, self._addresses.secure).with_headers(
            ("request-id", request_id),
            ("client-request-id", client_id),
            ("x-ms-ags-diagnostic", '{"ServerInfo":{"DataCenter":"Practice","Ring":"0"}}'),
        )

    def _refusal(self, refusal: GraphRefusalError, request_id: str, client_id: str) -> Answer:
        inner = {
            "date": self._now().strftime("%Y-%m-%dT%H:%M:%S"),
            "request-id": request_id,
            "client-request-id": client_id,
        }
        error = {"code": refusal.code, "message": refusal.message, "innerError": inner}
        headers = refusal.headers
        if refusal.status == 401 and not headers:
            headers = (("WWW-Authenticate", self._challenge('error="invalid_token"')),)
        return json_answer(refusal.status, {"error": error}, *headers, kind=graph_json)

    def _challenge(self, rest: str) -> str:
        uri = f"{self._addresses.pages}/oauth2/v2.0/authorize"
        return (
            f'Bearer realm="", authorization_uri="{uri}", '
            f'client_id="00000003-0000-0000-c000-000000000000", {rest}'
        )

    # Faults

    def _fault(self, request: Request) -> FaultKind | None:
        return self._faults.on_graph(
            request.method, _route_of(request), lambda: self._passes_challenge(request)
        )

    def _fault_refusal(self, fault: FaultKind | None, request: Request) -> GraphRefusalError | None:
        if fault is not FaultKind.CLAIMS_CHALLENGE:
            return refusal_of(fault, _route_of(request))
        claims = claims_for(frozenset({CHALLENGED_CONTEXT}))
        packed = base64.b64encode(claims.encode()).decode()
        rest = f'error="insufficient_claims", claims="{packed}"'
        return GraphRefusalError(
            401,
            "InvalidAuthenticationToken",
            "Continuous access evaluation resulted in challenge with result: InteractionRequired.",
            ("WWW-Authenticate", self._challenge(rest)),
        )

    def _serve_later(self, request: Request) -> None:
        """Do what was asked for after the caller has been told that it took too long."""

        def serve() -> None:
            with contextlib.suppress(GraphRefusalError):
                self._serve(request)

        timer = threading.Timer(LATE_SECONDS, serve)
        timer.daemon = True
        timer.start()

    def _with_image(self, request: Request, answer: Answer) -> Answer:
        if not has_image(answer):
            return answer
        kinds = self._faults.on_image(request.method, _route_of(request))
        return with_odd_image(kinds, answer) if kinds else answer

    def _passes_challenge(self, request: Request) -> bool:
        try:
            return CHALLENGED_CONTEXT in self._grant(request).contexts
        except GraphRefusalError:
            return False

    # The call itself

    def _grant(self, request: Request) -> Grant:
        return self._tokens.of_header(request.header("authorization"))

    def _serve(self, request: Request) -> Answer:
        grant = self._grant(request)
        grant = replace(grant, person=self._rooms.users.still_there(grant.person))
        version, segments = _read_path(request.path)
        call = GraphCall(request, self._addresses.secure, version, segments, grant)
        if segments[:1] == ("$batch",):
            return answer_batch(call, self._answer_part)
        if request.method in WRITES:
            self._quota.spend()
        return self._route(call)

    def _answer_part(self, request: Request) -> Answer:
        if request.path.lower().endswith("/$batch"):
            return json_answer(400, {"error": {"code": "BadRequest", "message": "No nesting."}})
        return self.answer(request)

    def _route(self, call: GraphCall) -> Answer:
        segments = call.segments
        head = segments[0].lower() if segments else ""
        if head == "me":
            return self._person(call, None, segments[1:])
        if head == "directory" and segments[1:2] and segments[1].lower() == _UNITS:
            return self._rooms.groups.units(call, segments[2:])
        serve = {
            "users": self._users,
            "groups": lambda call: self._rooms.groups.groups(call, segments[1:]),
            "applications": lambda call: self._rooms.applications.applications(call, segments[1:]),
            "serviceprincipals": lambda call: self._rooms.applications.principals(
                call, segments[1:]
            ),
            "policies": self._policy_document,
            "organization": self._organization,
        }.get(head)
        if serve is None:
            raise no_such_segment(segments[0] if segments else "")
        return serve(call)

    def _users(self, call: GraphCall) -> Answer:
        rest = call.segments[1:]
        if not rest or rest[0].lower() == "$count":
            if call.request.method in WRITES:
                raise denied()
            return self._rooms.users.count(call) if rest else self._rooms.users.list_all(call)
        return self._person(call, rest[0], rest[1:])

    def _person(self, call: GraphCall, key: str | None, rest: tuple[str, ...]) -> Answer:
        head = rest[0].lower() if rest else ""
        if head == "authentication" and len(rest) > 1:
            if rest[1].lower() == "qrcodepinmethod":
                return self._rooms.methods.answer(call, key, rest[2:])
            if rest[1].lower() == "methods" and len(rest) == 2:
                return self._rooms.methods.listed(call, key)
        if not head:
            if call.request.method in WRITES:
                raise denied()
            return self._rooms.users.read(call, key)
        if head == "revokesigninsessions" and key is None:
            call.require_method("POST")
            require_scope(call.grant, frozenset({"User.Read"}))
            self._tokens.revoke(call.grant.person)
            context = call.context("Edm.Boolean")
            return call.document(200, {"@odata.context": context, "value": True})
        if head in {"memberof", "transitivememberof"}:
            transitive = head.startswith("transitive")
            return self._rooms.memberships.answer(call, key, rest[1:], transitive=transitive)
        require_scope(call.grant, READ_MYSELF) if key is None else None
        person = call.grant.person if key is None else self._rooms.users.person(call, key)
        if head in {"photo", "photos"}:
            return answer_photo(call, person, rest)
        raise no_such_segment(rest[-1])

    def _policy_document(self, call: GraphCall) -> Answer:
        if tuple(segment.lower() for segment in call.segments) != _POLICY:
            raise no_such_segment(call.segments[-1])
        if call.request.method in WRITES:
            raise denied()
        call.require_method("GET")
        refuse_options(call.request)
        require_scope(call.grant, READ_POLICY)
        require_policy_reader(call.grant.person)
        root = (
            "policies/authenticationMethodsPolicy/authenticationMethodConfigurations"
            "('qrCodePin')/microsoft.graph.qrCodePinAuthenticationMethodConfiguration"
        )
        policy = self._policy.current
        everyone = {"targetType": "group", "id": "all_users", "isRegistrationRequired": False}
        document: dict[str, Any] = {
            "@odata.context": call.context(
                "authenticationMethodConfigurations/"
                "microsoft.graph.qrCodePinAuthenticationMethodConfiguration/$entity"
            ),
            "@odata.type": "#microsoft.graph.qrCodePinAuthenticationMethodConfiguration",
            "id": "qrCodePin",
            "state": policy.state.value,
            "standardQRCodeLifetimeInDays": policy.days,
            "pinLength": policy.pin_length,
            "excludeTargets": [{"targetType": "group", "id": self._excluded_group}],
            "includeTargets@odata.context": call.context(f"{root}/includeTargets"),
            "includeTargets": [everyone],
        }
        return call.document(200, document)

    def _organization(self, call: GraphCall) -> Answer:
        if len(call.segments) > 1:
            raise no_such_segment(call.segments[0])
        call.require_method("GET")
        require_scope(call.grant, READ_MYSELF)
        tenant = {
            "id": self._addresses.tenant_id,
            "displayName": "Practice Stores",
            "verifiedDomains": [{"name": DOMAIN, "isDefault": True, "isInitial": True}],
        }
        return call.document(
            200, {"@odata.context": call.context("organization"), "value": [tenant]}
        )


def _route_of(request: Request) -> str:
    """Return the path after the version, decoded."""
    return unquote("/" + request.path.lstrip("/").partition("/")[2])


def _read_path(path: str) -> tuple[str, tuple[str, ...]]:
    if _BAD_PERCENT.search(path):
        raise GraphRefusalError(400, "BadRequest", "The path has a bad percent-encoding.")
    segments: list[str] = []
    for part in path.split("/"):
        if not part:
            continue
        try:
            text = unquote(part, errors="strict")
        except UnicodeDecodeError:
            raise GraphRefusalError(400, "BadRequest", "The path isn't UTF-8.") from None
        keyed = _KEYED.fullmatch(text)
        if keyed is None:
            segments.append(text)
        else:
            segments += [keyed[1], keyed[2].replace("''", "'")]
    version = segments[0] if segments else ""
    if version not in VERSIONS:
        raise GraphRefusalError(400, "BadRequest", f"Invalid version: {version}")
    return version, tuple(segments[1:])
