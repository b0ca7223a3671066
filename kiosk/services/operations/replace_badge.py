"""Replacing a lost or unreadable badge, with a new PIN beside it if that was asked for."""

from __future__ import annotations

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Badge, BadgeKind, Credentials, IssuedBadge, Method
from kiosk.models.errors import ErrorCode
from kiosk.models.target import Target
from kiosk.services.operations.code_replacement import CodeReplacement
from kiosk.services.operations.creation import Dates, InRun, dates_for_days
from kiosk.services.operations.operation import Operation, Work
from kiosk.services.operations.reset_pin import reset_pin


class ReplaceBadge(Operation):
    """Deletes the old badge, makes a new one and, if asked, resets the PIN, in this order.

    `old` is the badge that the supervisor saw, None where the person holds none. Recovery is
    that of `CodeReplacement` and `reset_pin`, beside it: a new badge is never given up
    because the PIN could not be reset (`came_out`).
    """

    kind = AuditOperation.REPLACE_BADGE

    def __init__(
        self,
        target: Target,
        old: Badge | None,
        days: int,
        *,
        also_reset_pin: bool,
        in_run: InRun | None = None,
    ) -> None:
        super().__init__(target)
        self._days = days
        self._also_reset_pin = also_reset_pin
        self._in_run = in_run
        lost = in_run.lost if in_run else ()
        self._replacement = CodeReplacement(target, BadgeKind.STANDARD, old, self._say, lost)

    def came_out(self) -> Credentials | None:
        """Return the new badge, once it was told, without a PIN."""
        return self._replacement.came_out()

    def _run(self, work: Work) -> Credentials:
        badge = self._replacement.complete(work, lambda: self._dates(work))
        if not self._also_reset_pin:
            return badge
        if self._half_done is not ErrorCode.PIN_UNCONFIRMED:
            self._say(ErrorCode.PIN_NOT_RESET)
        made = reset_pin(work, self.target, lambda: self._say(ErrorCode.PIN_UNCONFIRMED))
        # Between badge and PIN there may be minutes, in which somebody else may replace the badge.
        is_gone = made.method is not None and not _stands(badge.issued, made.method)
        lost = badge.follows_lost_answer or made.follows_lost_answer or is_gone
        return Credentials(made.pin, badge.issued, made.method, lost)

    def _dates(self, work: Work) -> Dates:
        return self._in_run.dates if self._in_run else dates_for_days(work, self._days)

    def _say(self, code: ErrorCode) -> None:
        self._half_done = code


def _stands(issued: IssuedBadge | None, method: Method) -> bool:
    if issued is None:
        return False
    standing = method.badge(issued.badge.kind)
    return standing is not None and standing.id == issued.badge.id
