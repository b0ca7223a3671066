"""Makes the forwarder that the settings ask for; its thread loads the way to the receiver."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from kiosk.models.clock import Clock
from kiosk.models.errors import StationError
from kiosk.models.receiver import Receiver, receiver_at
from kiosk.models.settings import AuditForward, AuditSettings
from kiosk.models.settings_schema import FORWARD_CA_FILE
from kiosk.services.forwarding.forwarder import Forwarder, Pauses, Sender


def make_forwarder(
    audit: AuditSettings,
    audit_file: Path,
    clock: Clock,
    behind: Callable[[StationError | None], None],
    pauses: Pauses | None = None,
) -> Forwarder | None:
    """Return the forwarder, not yet started; None where records are kept in the file only."""
    receiver = receiver_at(audit.forward_to, audit.forward)
    if receiver is None:
        return None
    return Forwarder(
        audit_file,
        audit.forward_to,
        lambda: _sender(audit, receiver, clock),
        clock,
        random.SystemRandom(),
        behind,
        pauses,
    )


def _sender(audit: AuditSettings, receiver: Receiver, clock: Clock) -> Sender:
    if audit.forward is AuditForward.SYSLOG:
        from kiosk.services.connections import tls_context  # noqa: PLC0415 - loads requests
        from kiosk.services.forwarding.syslog import SyslogSender  # noqa: PLC0415

        return SyslogSender(receiver, tls_context(audit.forward_ca_file, FORWARD_CA_FILE.key))
    from kiosk.services.forwarding.otlp import OtlpSender  # noqa: PLC0415 - loads protobuf
    from kiosk.services.transport import Transport  # noqa: PLC0415 - loads requests

    transport = Transport(clock, audit.forward_ca_file, ca_named_in=FORWARD_CA_FILE.key)
    return OtlpSender(receiver.url, transport, clock)
