"""What people have agreed to let the application do, beyond the administrator's consent."""

from __future__ import annotations

import threading

from kiosk.practice.messages import SignInRefusalError
from kiosk.practice.tokens import Proof


class Consents:
    """Remembers who agreed to which scopes; safe from many threads."""

    def __init__(self, client_id: str) -> None:
        self._client_id = client_id
        self._given: set[tuple[int, str]] = set()
        self._lock = threading.Lock()

    def give(self, scopes: frozenset[str], proof: Proof) -> None:
        """Note that somebody agreed to these scopes."""
        with self._lock:
            self._given |= {(proof.person.number, scope) for scope in scopes}

    def cover(self, scopes: frozenset[str], proof: Proof) -> bool:
        """Return whether somebody has agreed to all of these scopes."""
        return all((proof.person.number, scope) in self._given for scope in scopes)

    def require(self, scopes: frozenset[str], proof: Proof, error: str = "invalid_grant") -> None:
        """Refuse what somebody has not agreed to, where no page can ask."""
        if not self.cover(scopes, proof):
            raise SignInRefusalError(
                error,
                65001,
                "The user or administrator has not consented to use the application with ID "
                f"'{self._client_id}' named 'PIN Kiosk'. Send an interactive authorization "
                "request for this user and resource.",
                suberror="consent_required",
            )
