"""Who consented to what an application may do: administrators for all, people for themselves."""

from __future__ import annotations

import threading

from kiosk.practice.messages import SignInRefusalError
from kiosk.practice.permissions import may_consent_for_all
from kiosk.practice.scopes import RequestedScopes, approval_needed
from kiosk.practice.tokens import Proof


class Consents:
    """Remembers who consented to which scopes of which application; safe from many threads."""

    def __init__(self) -> None:
        self._given: set[tuple[str, int, str]] = set()
        self._of_administrator: dict[str, frozenset[str]] = {}
        self._lock = threading.Lock()

    def give(self, client_id: str, scopes: frozenset[str], proof: Proof) -> None:
        """Note that somebody consented to these scopes for themselves."""
        with self._lock:
            self._given |= {(client_id, proof.person.number, scope) for scope in scopes}

    def give_for_all(self, client_id: str, scopes: frozenset[str]) -> None:
        """Note that an administrator consented to these scopes on behalf of everybody."""
        with self._lock:
            before = self._of_administrator.get(client_id, frozenset())
            self._of_administrator[client_id] = before | scopes

    def of_administrator(self, client_id: str) -> frozenset[str]:
        """Return what an administrator has consented to on behalf of everybody."""
        return self._of_administrator.get(client_id, frozenset())

    def cover(self, client_id: str, scopes: RequestedScopes, proof: Proof) -> bool:
        """Return whether nobody has to be asked.

        Refuses where an administrator has to be asked, and somebody else has signed in.
        """
        missing = {
            scope
            for scope in scopes.to_consent | scopes.to_approve
            if (client_id, proof.person.number, scope) not in self._given
        }
        if missing & scopes.to_approve and not may_consent_for_all(proof.person):
            raise approval_needed(frozenset(missing & scopes.to_approve))
        return not missing

    def require(
        self, client_id: str, scopes: RequestedScopes, proof: Proof, error: str = "invalid_grant"
    ) -> None:
        """Refuse what somebody has not consented to, where no page can ask."""
        if not self.cover(client_id, scopes, proof):
            raise SignInRefusalError(
                error,
                65001,
                "The user or administrator has not consented to use the application with ID "
                f"'{client_id}' named '{scopes.client_name}'. Send an interactive authorization "
                "request for this user and resource.",
                suberror="consent_required",
            )
