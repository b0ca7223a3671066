"""Puts the services of one tenant together."""

from __future__ import annotations

import random
from pathlib import Path

from kiosk.models.clock import Clock
from kiosk.models.settings import Settings
from kiosk.services.audit import AuditLog
from kiosk.services.audit_trail import AuditTrail
from kiosk.services.workplace import Workplace


def build_workplace(
    settings: Settings,
    audit_file: Path,
    clock: Clock,
    *,
    practice: bool,
    ca_named_in: str = "",
) -> Workplace:
    """Return the workplace that these settings describe; no network is used yet.

    `ca_named_in` is the settings file or policy that names the CA file, if one does.
    """
    log = AuditLog(audit_file, clock, settings.audit.rotate_bytes)
    trail = AuditTrail(log, station=settings.station.name, practice=practice)
    return Workplace(
        settings.tenant,
        settings.sign_in,
        trail,
        clock,
        random.SystemRandom(),
        ca_named_in=ca_named_in,
    )
