"""What an issued badge says, for tests that hold it against something."""

from __future__ import annotations

from kiosk.models.badge import IssuedBadge


def said_by(issued: IssuedBadge | None) -> str:
    """Return the content of a badge that was issued with one."""
    assert issued is not None
    assert issued.content is not None
    return issued.content.reveal()
