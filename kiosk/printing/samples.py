"""Made-up content for sample pages, in the form of the real thing."""

from __future__ import annotations

import random
import string
from datetime import datetime, timedelta

from kiosk.models.badge import Badge, BadgeKind, IssuedBadge
from kiosk.models.person import Person
from kiosk.models.secret import Secret
from kiosk.printing.content import PrintContent

_KEY_CHARACTERS = string.ascii_letters + string.digits + "-_"


def sample_content(now: datetime, *, key_length: int = 256) -> PrintContent:
    """Return content about nobody: a badge and a PIN that open nothing."""
    person = Person(
        id="00000000-0000-0000-0000-000000000000",
        display_name="Sam Rivera",
        user_principal_name="sam.rivera@example.com",
        employee_id="100234",
        job_title="Sales associate",
        office_location="Harbour Street",
    )
    # Always the same made-up key, so that samples can be compared.
    chosen = random.Random(0)  # noqa: S311 - a key that opens nothing
    key = "".join(chosen.choices(_KEY_CHARACTERS, k=key_length))
    badge_id = "5a3e1c5e-0000-4000-8000-000000000000"
    content = Secret(f"ms-qrpin:v1|{person.user_principal_name}|{badge_id}|{key}")
    badge = Badge(BadgeKind.STANDARD, badge_id, now, now + timedelta(days=365), created=now)
    return PrintContent(
        person=person,
        printed_at=now,
        pin=Secret("83105274"),
        issued=IssuedBadge(badge, content, "m"),
        station_name="Sample station",
    )
