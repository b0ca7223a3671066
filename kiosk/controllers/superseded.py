"""What is left of a result when something of it works no more."""

from __future__ import annotations

from dataclasses import replace

from kiosk.controllers.result_view import ResultView
from kiosk.models.badge import Credentials
from kiosk.models.errors import ErrorCode


def what_still_works(
    credentials: Credentials, view: ResultView, codes: frozenset[ErrorCode]
) -> tuple[Credentials, ResultView]:
    """Overwrite the PIN or the code that works no more, and return what is left to show."""
    pin, issued = credentials.pin, credentials.issued
    if pin is not None and ErrorCode.PIN_SUPERSEDED in codes:
        pin.digits.clear()
        pin = None
    # A badge is printed afresh only beside a new PIN.
    is_alone = pin is None and credentials.is_reprint
    if issued is not None and (is_alone or ErrorCode.BADGE_SUPERSEDED in codes):
        issued.clear()
        issued = None
    # What was read before knows nothing of who came between.
    left = replace(credentials, pin=pin, issued=issued, method=None)
    view = replace(
        view,
        pin=None if pin is None else pin.digits,
        issued=None if issued is None else issued.badge,
        is_reprint=view.is_reprint and issued is not None,
        method=None,
    )
    if pin is None and issued is None:
        view = replace(
            view,
            is_visible=False,
            seconds_left=0,
            page=None,
            further_pages=(),
            may_print=False,
            doubts=None,
            is_superseded=True,
        )
    return left, view
