"""App registrations and service principals of the tenant, and which of them people may sign in to.

Sources: Microsoft Graph, 'application resource type', 'servicePrincipal resource type' and
'publicClientApplication resource type'.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kiosk.practice.clock import Now
from kiosk.practice.people import Person
from kiosk.practice.permissions import may_manage_all

HOME_AUDIENCE = "AzureADMyOrg"


@dataclass(frozen=True, slots=True)
class Application:
    """One app registration; ``permissions`` are the ids of Graph's delegated scopes it needs.

    ``properties`` are what else was written and is only read back. ``owners`` are the ids of who
    may change it without any role.
    """

    id: str
    app_id: str
    display_name: str
    created: datetime
    audience: str = HOME_AUDIENCE
    is_fallback_public_client: bool | None = None
    public_redirects: tuple[str, ...] = ()
    web_redirects: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    required: tuple[dict[str, Any], ...] = ()
    tags: tuple[str, ...] = ()
    properties: dict[str, Any] = field(default_factory=dict)
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Principal:
    """An application as this tenant has it: the service principal.

    ``owners`` may change it as those of the registration may change that.
    """

    id: str
    app_id: str
    created: datetime
    owners: tuple[str, ...] = ()


class Applications:
    """The registrations, in the order in which they were made; safe from many threads."""

    def __init__(self, own: Application, now: Now) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._registered: dict[str, Application] = {own.id: own}
        self._principals: dict[str, Principal] = {}
        self.require_principal(own.app_id)

    def now(self) -> datetime:
        """Return the tenant's time."""
        return self._now()

    def all(self) -> Sequence[Application]:
        """Return every registration."""
        return tuple(self._registered.values())

    def principals(self) -> Sequence[Principal]:
        """Return every service principal of a registration."""
        return tuple(self._principals.values())

    def find(self, identity: str) -> Application | None:
        """Return the registration with this object id."""
        return self._registered.get(identity.lower())

    def of_client(self, client_id: str) -> Application | None:
        """Return the registration with this application (client) id."""
        wanted = client_id.lower()
        return next((one for one in self.all() if one.app_id == wanted), None)

    def principal_of(self, client_id: str) -> Principal | None:
        """Return the service principal of an application, if it has one yet."""
        return self._principals.get(client_id.lower())

    def register(self, draft: Application, maker: Person) -> Application:
        """Keep a new registration, with ids of its own."""
        made = replace(
            draft,
            id=str(uuid.uuid4()),
            app_id=str(uuid.uuid4()),
            created=self._now(),
            owners=_first_owners(maker),
        )
        self.keep(made)
        return made

    def keep(self, application: Application) -> None:
        """Keep a registration in place of what it was before."""
        with self._lock:
            self._registered[application.id] = application

    def own(self, application: Application, owners: tuple[str, ...]) -> None:
        """Keep who owns a registration from now on."""
        self.keep(replace(application, owners=owners))

    def require_principal(self, client_id: str, maker: Person | None = None) -> Principal:
        """Return the application's service principal, made now if there was none."""
        with self._lock:
            key = client_id.lower()
            if key not in self._principals:
                owners = () if maker is None else _first_owners(maker)
                made = Principal(str(uuid.uuid4()), key, self._now(), owners)
                self._principals[key] = made
            return self._principals[key]


def _first_owners(maker: Person) -> tuple[str, ...]:
    """Return who owns what somebody makes.

    Whoever has a role for all registrations does not become the owner ('Overview of enterprise
    application ownership'); an Application Developer does (that role's createAsOwner).
    """
    return () if may_manage_all(maker) else (maker.id,)
