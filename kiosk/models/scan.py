"""What a hand scanner has read: a badge, or a plain bar code such as an employee number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.models.secret import Secret

if TYPE_CHECKING:  # the first page knows scans, and no badges yet
    from kiosk.models.badge import Badge


@dataclass(frozen=True)
class BadgeScan:
    """A badge (`ms-qrpin:v1|sign-in name|code id|key`); who holds it and which code it is.

    `content` is all that the code says, and is None unless the settings allow to print a
    scanned badge afresh: the key is a secret, and is dropped where the scan is read.
    """

    user_principal_name: str
    badge_id: str
    content: Secret | None = field(default=None, repr=False)

    def is_of(self, badge: Badge) -> bool:
        """Say whether it is this very code; ids are the same in either case."""
        return badge.id.lower() == self.badge_id.lower()

    def clear(self) -> None:
        """Overwrite the content. May be called twice."""
        if self.content is not None:
            self.content.clear()


@dataclass(frozen=True)
class PlainScan:
    """A plain bar code: an employee number, or whatever else people may be found by."""

    text: str


Scan = BadgeScan | PlainScan
