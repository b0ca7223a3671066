"""Waits until the person is done on the other device, whatever the service does meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.models.errors import PASSING, ErrorCode, StationError
from kiosk.services.sign_in.patience import Patience

if TYPE_CHECKING:
    from kiosk.services.sign_in.tenant_client import DeviceFlow, Grant, TenantClient

MAY_BE_OVER = PASSING | {ErrorCode.PROXY_REFUSED, ErrorCode.NETWORK_ANSWERED}
"""Faults that may be over the next time; they don't end a wait, nor a token that is good."""

_FAULTS_IN_A_ROW_MAX = 5


def wait_for_device(
    client: TenantClient, flow: DeviceFlow, claims: str | None, patience: Patience
) -> Grant:
    """Ask again and again whether the person is done; raises as Patience.check, StationError."""
    faults = 0
    while True:
        patience.wait(flow.interval)
        try:
            grant = client.ask_device(flow, claims, patience)
        except StationError as error:
            faults += 1
            if error.code not in MAY_BE_OVER or faults >= _FAULTS_IN_A_ROW_MAX:
                raise
            patience.wait(error.retry_after or 0.0)
            continue
        faults = 0
        if grant is not None:
            return grant
