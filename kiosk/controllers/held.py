"""What the service told once, and whose it is: the only copy."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.controllers.operation_views import ConfirmView
from kiosk.models.badge import Credentials


@dataclass(frozen=True)
class Held:
    """What came out of a question that was confirmed; `owner` is the id of whoever did that."""

    credentials: Credentials
    confirmed: ConfirmView
    owner: str

    def shares_badge_with(self, credentials: Credentials) -> bool:
        """Say whether the same badge is in both, because something came beside it."""
        issued = self.credentials.issued
        return issued is not None and issued is credentials.issued

    def overwrite(self, *, keep_badge: bool = False) -> None:
        """Overwrite PIN and code, but not a badge that is shown on beside what came later."""
        if keep_badge:
            replace(self.credentials, issued=None).clear()
        else:
            self.credentials.clear()
