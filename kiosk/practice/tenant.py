"""The practice tenant as one function from a request to its answer."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.practice import pages
from kiosk.practice.accounts import Accounts
from kiosk.practice.addresses import Addresses
from kiosk.practice.admin_consent import AdminConsent
from kiosk.practice.applications import Application, Applications
from kiosk.practice.applications_api import ApplicationsApi
from kiosk.practice.clients import Clients
from kiosk.practice.clock import ChangeClock, Now, ShiftedClock, utc_now
from kiosk.practice.consents import Consents
from kiosk.practice.device_codes import DeviceCodes
from kiosk.practice.directory import Directory
from kiosk.practice.fault_effects import SLOW_SECONDS
from kiosk.practice.faults import Fault, FaultKind, Faults
from kiosk.practice.graph import VERSIONS, Graph, Rooms
from kiosk.practice.groups import Groups, Units
from kiosk.practice.groups_api import GroupsApi
from kiosk.practice.memberships_api import MembershipsApi
from kiosk.practice.messages import (
    Answer,
    Delivery,
    Entrance,
    Request,
    SignInRefusalError,
)
from kiosk.practice.methods import Methods
from kiosk.practice.methods_api import MethodsApi
from kiosk.practice.owners_api import OwnersApi
from kiosk.practice.passwords import Passwords
from kiosk.practice.people import DOMAIN
from kiosk.practice.policy import Policy, PolicyDesk
from kiosk.practice.practice_routes import PracticeRoutes
from kiosk.practice.quota import SERVICE_LIMIT, WriteQuota
from kiosk.practice.scopes import OWN_NAME
from kiosk.practice.seeds import Seed
from kiosk.practice.sign_in import SignIn
from kiosk.practice.sign_in_errors import describe, refusal_answer
from kiosk.practice.token_endpoint import TokenEndpoint
from kiosk.practice.tokens import Issuer, SigningKey, Tokens
from kiosk.practice.userinfo import answer_userinfo
from kiosk.practice.users_api import UsersApi

DEFAULT_PEOPLE = 2_000
MOST_PEOPLE = 1_000_000
_COMMON = frozenset({"common", "organizations"})


@dataclass(frozen=True, slots=True)
class Options:
    """What a tenant can be asked to be."""

    people: int = DEFAULT_PEOPLE
    seed: int | None = None
    write_quota: int = SERVICE_LIMIT
    faults: Sequence[Fault] = ()
    latency_ms: int = 0
    policy: Policy = field(default_factory=Policy)
    members_may_register: bool = True


class Tenant:
    """Everything the service knows and does, without a server; safe from many threads."""

    def __init__(
        self,
        options: Options,
        addresses: Callable[[Seed], Addresses],
        key: SigningKey,
        now: Now = utc_now,
    ) -> None:
        number = secrets.randbits(62) if options.seed is None else options.seed
        seed = Seed(number)
        self.addresses = addresses(seed)
        self.directory = Directory(seed, options.people)
        self.accounts = Accounts(seed, self.directory)
        self._units = Units(seed, self.directory)
        self._now = now
        self._delay = options.latency_ms / 1000
        self._faults = Faults(options.faults)
        groups = Groups(seed, self.directory)
        self.clock = ShiftedClock(now)
        policy = PolicyDesk(options.policy)
        self.methods = Methods(seed, policy, self.clock, ChangeClock(self.clock))
        issuer = Issuer(self.addresses.tenant_id, self.addresses.issuer)
        self._tokens = tokens = Tokens(issuer, key, now)
        self._devices = devices = DeviceCodes(self.addresses, now)
        passwords = Passwords(self.accounts, now)
        self._consents = consents = Consents()
        own = _own_registration(self.addresses, seed, now)
        self._applications = applications = Applications(own, now)
        self._clients = clients = Clients(self.addresses, applications, consents)
        admin_consent = AdminConsent(self.addresses.tenant_id, clients, consents, applications, now)
        self._sign_in = SignIn(
            self.addresses,
            self.accounts,
            passwords,
            clients,
            consents,
            admin_consent,
            tokens,
            devices,
            now,
        )
        self._endpoint = TokenEndpoint(
            self.addresses, key, tokens, self._sign_in, passwords, clients, consents, devices, now
        )
        users = UsersApi(self.directory)
        rooms = Rooms(
            users,
            GroupsApi(self.directory, groups, self._units, users),
            MembershipsApi(seed, groups, self._units, users),
            MethodsApi(self.directory, self.methods),
            ApplicationsApi(
                applications,
                OwnersApi(applications, self.directory),
                members_may_register=options.members_may_register,
            ),
        )
        contractors = next(group for group in groups.all if group.name == "Contractors")
        self._graph = Graph(
            self.addresses,
            tokens,
            rooms,
            self._faults,
            WriteQuota(options.write_quota, time.monotonic),
            policy,
            contractors.id,
            self.clock,
        )
        self._practice = PracticeRoutes(
            self.directory, self.methods, self.clock, policy, self._faults
        )
        self._programs: dict[tuple[str, str], Callable[[Request], Answer]] = {
            ("POST", "oauth2/v2.0/token"): self._endpoint.token,
            ("POST", "oauth2/v2.0/devicecode"): self._endpoint.device_code,
            ("GET", "discovery/v2.0/keys"): lambda _: self._endpoint.keys(),
            ("GET", "discovery/instance"): lambda _: self._endpoint.instances(),
        }
        self._pages: dict[tuple[str, str], Callable[[Request], Answer]] = {
            ("GET", "oauth2/v2.0/authorize"): self._sign_in.authorize,
            ("POST", "oauth2/v2.0/authorize"): self._sign_in.authorize,
            ("GET", "oauth2/v2.0/logout"): self._sign_in.log_out,
            ("POST", "oauth2/v2.0/logout"): self._sign_in.log_out,
            ("GET", "oauth2/deviceauth"): self._sign_in.device,
            ("POST", "oauth2/deviceauth"): self._sign_in.device,
            ("GET", "adminconsent"): lambda request: self._sign_in.admin_consent(
                request, is_second_version=False
            ),
            ("GET", "v2.0/adminconsent"): lambda request: self._sign_in.admin_consent(
                request, is_second_version=True
            ),
            ("POST", "login"): self._sign_in.login,
            ("POST", "second-factor"): self._sign_in.second_factor,
            ("POST", "pick"): self._sign_in.pick,
            ("POST", "consent"): self._sign_in.consent,
            ("POST", "device-confirm"): self._sign_in.device_confirm,
        }

    def description(self, ca_file: str) -> dict[str, Any]:
        """Return what the ready line says."""
        addresses = self.addresses
        return {
            "authority": addresses.authority,
            "graph": addresses.secure,
            "ca_file": ca_file,
            "client_id": addresses.client_id,
            "tenant_id": addresses.tenant_id,
            "people": self.directory.size,
            "accounts": [self._account(place) for place in range(len(self.accounts.listed))],
            "pages": addresses.browser,
            "domain": DOMAIN,
        }

    def _account(self, place: int) -> dict[str, Any]:
        account = self.accounts.listed[place]
        person = account.person
        document: dict[str, Any] = {
            "username": person.user_principal_name,
            "password": account.password,
            "roles": [role.value for role in person.roles],
            "id": person.id,
            "name": person.display_name,
            "second_factor": account.second_factor_code is not None,
            "administrative_unit": None,
        }
        if account.second_factor_code:
            document["second_factor_code"] = account.second_factor_code
        if person.unit_of_role is not None:
            unit = self._units.all[person.unit_of_role]
            document["administrative_unit"] = unit.id
            document["administrative_unit_name"] = unit.name
        return document

    def answer(self, request: Request) -> Answer:
        """Answer a request; never raises for anything that a client can send."""
        answer = self._answer(request)
        if self._delay:
            answer = replace(answer, delay_seconds=answer.delay_seconds + self._delay)
        if request.method == "HEAD":
            answer = replace(answer, body=b"")
        return answer

    def _answer(self, request: Request) -> Answer:
        head, _, rest = request.path.lstrip("/").partition("/")
        secure = request.entrance is Entrance.SECURE
        if secure and head.lower() in VERSIONS:
            return self._graph.answer(replace(request, path=f"/{head.lower()}/{rest}"))
        if secure and (head, rest) == ("oidc", "userinfo"):
            return answer_userinfo(request, self._tokens)
        if head == "practice" and not secure:
            return self._practice.answer(request)
        if not rest:
            return self._of_nobody(request, head)
        return self._of_tenant(request, head.lower(), rest.rstrip("/"))

    def _of_nobody(self, request: Request, name: str) -> Answer:
        if name == "devicelogin":
            return self._unless_faulty(request, "devicelogin", self._sign_in.device)
        if not name:
            return pages.page(
                pages.voice_for(request),
                "PIN Kiosk",
                f"<p><code>{self.addresses.authority}</code></p>",
            )
        return _nothing_here()

    def _of_tenant(self, request: Request, tenant: str, rest: str) -> Answer:
        addresses = self.addresses
        secure = request.entrance is Entrance.SECURE
        if tenant not in {addresses.tenant_id, DOMAIN, *_COMMON}:
            refusal = SignInRefusalError(
                "invalid_tenant",
                90002,
                f"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID "
                "and are signing into the correct cloud.",
            )
            if secure and not rest.endswith(("authorize", "logout")):
                correlation_id = request.header("client-request-id")
                return refusal_answer(refusal, self._now(), correlation_id)
            voice = pages.voice_for(request)
            return pages.error_page(voice, describe(refusal, self._now()).description)
        method = "GET" if request.method == "HEAD" else request.method
        route = rest.lower()
        serve = self._pages.get((method, route))
        if serve is None and secure:
            serve = self._programs.get((method, route))
            if serve is None and method == "GET":
                serve = self._discovery(tenant, route)
        if serve is None:
            known = {path for _, path in self._pages}
            known |= {path for _, path in self._programs} if secure else set()
            return _wrong_method(request) if route in known else _nothing_here()
        return self._unless_faulty(request, rest, serve)

    def _discovery(self, tenant: str, route: str) -> Callable[[Request], Answer] | None:
        if route in {
            "v2.0/.well-known/openid-configuration",
            ".well-known/openid-configuration",
        }:
            return lambda _: self._endpoint.discovery(common=tenant in _COMMON)
        if route.startswith("userrealm/") and tenant == "common":
            return lambda _: self._endpoint.user_realm()
        return None

    def _unless_faulty(
        self, request: Request, rest: str, serve: Callable[[Request], Answer]
    ) -> Answer:
        fault = self._faults.on_sign_in(request.method, f"/{rest}")
        if fault is None:
            return serve(request)
        if fault in {FaultKind.TIMEOUT, FaultKind.RESET}:
            return Answer(
                504, delivery=Delivery.HOLD if fault is FaultKind.TIMEOUT else Delivery.CUT
            )
        refused = self._refused_by_fault(fault, request)
        if refused is not None:
            return refused
        answer = serve(request)
        if fault is FaultKind.LOST_ANSWER:
            return replace(answer, delivery=Delivery.CUT)
        if fault is FaultKind.SLOW:
            return replace(answer, delay_seconds=SLOW_SECONDS)
        return replace(answer, body=b'{"token_type":"Bea<html>')

    def _refused_by_fault(self, fault: FaultKind, request: Request) -> Answer | None:
        """Return how a fault refuses a sign-in request, or None when it does not."""
        if fault is FaultKind.NOT_FOUND:
            return _nothing_here()
        if fault is FaultKind.FORBIDDEN:
            refusal = SignInRefusalError(
                "access_denied",
                53003,
                "Access has been blocked by Conditional Access policies.",
                status=403,
            )
        elif fault.value[:3].isdigit():
            refusal = SignInRefusalError(
                "temporarily_unavailable",
                90033,
                "A transient error has occurred. Please try again.",
                status=int(fault.value[:3]),
            )
        else:
            return None
        after = (("Retry-After", "1"),) if fault is FaultKind.THROTTLED else ()
        correlation_id = request.header("client-request-id")
        return refusal_answer(refusal, self._now(), correlation_id).with_headers(*after)


def make_addresses(secure: str, browser: str) -> Callable[[Seed], Addresses]:
    """Return the tenant's addresses, its ids made from the seed."""
    return lambda seed: Addresses(secure, browser, seed.guid("tenant"), seed.guid("client"))


def _own_registration(addresses: Addresses, seed: Seed, now: Now) -> Application:
    """Return the registration that the tenant starts with, as reading it shows it."""
    return Application(
        seed.guid("own registration"),
        addresses.client_id,
        f"{OWN_NAME} (practice)",
        now(),
        is_fallback_public_client=True,
        public_redirects=("http://localhost",),
    )


def _nothing_here() -> Answer:
    return Answer(404, (("Content-Type", "text/plain; charset=utf-8"),), b"Nothing here.")


def _wrong_method(request: Request) -> Answer:
    text = f"{request.method} is not possible here."
    return Answer(405, (("Content-Type", "text/plain; charset=utf-8"),), text.encode())
