"""What the printing page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.controllers.result_view import PrintView
from kiosk.models.errors import StationError

if TYPE_CHECKING:
    from kiosk.printing.offers import LayoutOffer
    from kiosk.printing.page import Page


class LayoutStage(Enum):
    """Whether it is known which layouts there are."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class PrintingView:
    """The printing page. `selected` is the name of the layout that is shown.

    `page` is its first page with made-up data, None while that is made; `error` says why it
    cannot be, or with FAILED why the layouts are not known.
    """

    stage: LayoutStage = LayoutStage.LOADING
    offer: LayoutOffer | None = None
    selected: str = ""
    page: Page | None = field(default=None, repr=False)
    error: StationError | None = None
    printing: PrintView = field(default_factory=PrintView)
