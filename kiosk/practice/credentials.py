"""What the service keeps of a QR code method, and what it hands out once when it makes one.

Source: Microsoft Graph, 'qrCodePinAuthenticationMethod resource type'.
"""

from __future__ import annotations

import base64
import enum
import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.practice.qr_image import module_rows, svg


class Kind(enum.Enum):
    """The two codes a method can hold; the value is the name Graph gives it."""

    STANDARD = "standardQRCode"
    TEMPORARY = "temporaryQRCode"

    @property
    def limits(self) -> tuple[timedelta, timedelta]:
        """The shortest and the longest life of such a code."""
        if self is Kind.STANDARD:
            return timedelta(days=1), timedelta(days=395)
        return timedelta(hours=1), timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Code:
    """A code as the service keeps it."""

    id: str
    start: datetime
    expire: datetime
    created: datetime
    digest: bytes = field(repr=False)
    last_used: datetime | None = None

    def active(self, now: datetime) -> bool:
        """Whether it still counts as the person's one code of its kind."""
        return self.expire > now


@dataclass(frozen=True, slots=True)
class Pin:
    """A PIN as the service keeps it."""

    id: str
    created: datetime
    updated: datetime
    must_change: bool
    digest: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Method:
    """A person's method, whole."""

    id: str
    created: datetime
    pin: Pin
    standard: Code | None = None
    temporary: Code | None = None
    wrong_pins: int = 0

    def code(self, kind: Kind) -> Code | None:
        """Return the code of this kind, expired or not."""
        return self.standard if kind is Kind.STANDARD else self.temporary

    def with_code(self, kind: Kind, code: Code | None) -> Method:
        """Return the method with another code of this kind, or none."""
        if kind is Kind.STANDARD:
            return replace(self, standard=code)
        return replace(self, temporary=code)


@dataclass(frozen=True, slots=True)
class Image:
    """What the service hands out once for a new code."""

    content: str = field(repr=False)

    @property
    def raw_content(self) -> str:
        """The content, base64."""
        return base64.b64encode(self.content.encode()).decode()

    @property
    def binary_value(self) -> str:
        """The picture, an SVG, base64."""
        return base64.b64encode(svg(module_rows(self.content))).decode()


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code just made, with its picture."""

    code: Code
    image: Image


@dataclass(frozen=True, slots=True)
class NewPin:
    """A PIN just made, with its digits."""

    pin: Pin
    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewMethod:
    """A method just made, with everything that is shown once."""

    method: Method
    code: NewCode
    pin: NewPin


@dataclass(frozen=True, slots=True)
class Pocket:
    """What somebody carries: their codes' pictures, and the PIN in their head."""

    standard: Image | None = None
    temporary: Image | None = None
    digits: str | None = field(default=None, repr=False)


def digest_of(secret: str, salt: str) -> bytes:
    """Return what is kept of a secret instead of the secret."""
    return hashlib.blake2b(secret.encode(), key=salt.encode()[:64], digest_size=16).digest()
