"""All controllers together, as the window needs them."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.controllers.operation import OperationController
from kiosk.controllers.person import PersonController
from kiosk.controllers.result import ResultController
from kiosk.controllers.search import SearchController
from kiosk.controllers.sign_in import SignInController
from kiosk.controllers.station import StationController


@dataclass(frozen=True)
class Conversations:
    """One controller for each conversation with the user."""

    station: StationController
    sign_in: SignInController
    search: SearchController
    person: PersonController
    operation: OperationController
    result: ResultController
