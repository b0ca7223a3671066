"""What of a result goes on paper."""

from __future__ import annotations

from datetime import datetime

from kiosk.controllers.operation_views import ConfirmView
from kiosk.models.badge import BadgeState, Credentials
from kiosk.printing.content import PrintContent


def content_to_print(
    credentials: Credentials,
    confirmed: ConfirmView,
    times: tuple[datetime, datetime],
    station_name: str,
    *,
    practice: bool,
) -> PrintContent:
    """Return what is printed; `times` are now by the service's clock and by this computer's.

    A slip tells of the badge that the person holds, of one that works before any other.
    """
    pin, method = credentials.pin, credentials.method
    service_now, printed_at = times
    held = None
    if credentials.issued is None and method is not None:
        badges = (method.standard, method.temporary)
        known = [badge for badge in badges if badge is not None]
        working = [badge for badge in known if badge.state_at(service_now) is BadgeState.ACTIVE]
        held = next(iter([*working, *known]), None)
    return PrintContent(
        person=confirmed.person,
        printed_at=printed_at,
        pin=None if pin is None else pin.digits,
        pin_must_change=pin is None or pin.must_change,
        issued=credentials.issued,
        held=held,
        station_name=station_name,
        practice=practice,
        photo=confirmed.photo,
    )
