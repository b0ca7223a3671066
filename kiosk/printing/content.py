"""What a badge or slip has to say, whatever the layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.models.badge import Badge, IssuedBadge
from kiosk.models.person import Person
from kiosk.models.secret import Secret


@dataclass(frozen=True)
class PrintContent:
    """Everything that a page may say about one person.

    `pin` and what `issued` holds stay secrets until they are painted, and whoever handed them
    in clears them. `held` is the badge that the person has already: its state is printed in
    words, because nobody can make its code again. `printed_at` is aware.
    """

    person: Person
    printed_at: datetime
    pin: Secret | None = None
    pin_must_change: bool = True
    issued: IssuedBadge | None = None
    held: Badge | None = None
    station_name: str = ""
    practice: bool = False
    right_to_left: bool = False
    photo: bytes | None = None
