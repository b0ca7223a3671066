"""Looking after PIN and code that follow a lost answer, while they are on the screen."""

from __future__ import annotations

from kiosk.models.badge import Credentials, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.graph.methods import MethodService
from kiosk.services.operations.same_moment import is_later

WATCH_SECONDS = 3.0
"""How often it is looked."""


def watch(
    methods: MethodService, target: Target, credentials: Credentials, cancel: CancelToken
) -> frozenset[ErrorCode]:
    """Wait until PIN or code works no more, and say which: PIN_SUPERSEDED, BADGE_SUPERSEDED.

    Until then only cancelling ends it. A request whose answer was lost may finish late on the
    service's side and undo what came after it, and so may a colleague. A reading that fails is
    tried again later.
    """
    while True:
        cancel.wait(WATCH_SECONDS)
        try:
            method = methods.read(target, cancel)
        except StationError:
            continue
        if overtaken := _overtaken(method, credentials):
            return overtaken


def _overtaken(method: Method | None, credentials: Credentials) -> frozenset[ErrorCode]:
    issued, pin = credentials.issued, credentials.pin
    overtaken = set()
    if issued is not None:
        standing = None if method is None else method.badge(issued.badge.kind)
        if standing is None or standing.id != issued.badge.id:
            overtaken.add(ErrorCode.BADGE_SUPERSEDED)
    if pin is not None and (
        method is None or method.pin is None or is_later(method.pin.updated, pin.updated)
    ):
        overtaken.add(ErrorCode.PIN_SUPERSEDED)
    return frozenset(overtaken)
