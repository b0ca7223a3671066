"""What the sign-in page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.models.errors import StationError

if TYPE_CHECKING:
    from kiosk.printing.codes import CodeMatrix


class SignInStage(Enum):
    """How far a sign-in has got."""

    STARTING = auto()
    BROWSER_OPEN = auto()
    DEVICE_CODE = auto()
    FINISHING = auto()
    FAILED = auto()


@dataclass(frozen=True)
class SignInView:
    """The sign-in page. `again` says that work waits for this sign-in.

    `code` is the address as a QR code, for the camera of a phone; `without_browser` says that
    this station opens none.
    """

    stage: SignInStage = SignInStage.STARTING
    address: str = ""
    user_code: str = ""
    seconds_left: int | None = None
    error: StationError | None = None
    again: bool = False
    without_browser: bool = False
    code: CodeMatrix | None = field(default=None, repr=False)
