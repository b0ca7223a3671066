"""All controllers together, as the window needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.controllers.station import StationController

if TYPE_CHECKING:
    from kiosk.controllers.doctor import DoctorController
    from kiosk.controllers.operation import OperationController
    from kiosk.controllers.person import PersonController
    from kiosk.controllers.printing import PrintingController
    from kiosk.controllers.result import ResultController
    from kiosk.controllers.search import SearchController
    from kiosk.controllers.setup import SetupController
    from kiosk.controllers.sign_in import SignInController
    from kiosk.controllers.team import TeamController


class Conversations:
    """One controller for each conversation with the user.

    All but the station's are made when the first page that needs one is.
    """

    def __init__(self, station: StationController) -> None:
        self.station = station

    @property
    def setup(self) -> SetupController:
        """Setting the station up, where it has no settings yet."""
        return self.station.setup

    @property
    def sign_in(self) -> SignInController:
        """Signing in."""
        return self.station.way.sign_in

    @property
    def search(self) -> SearchController:
        """Finding a person."""
        return self.station.way.search

    @property
    def person(self) -> PersonController:
        """What a person holds."""
        return self.station.way.person

    @property
    def operation(self) -> OperationController:
        """Asking, and doing it."""
        return self.station.way.operation

    @property
    def result(self) -> ResultController:
        """What came out."""
        return self.station.way.result

    @property
    def printing(self) -> PrintingController:
        """Layouts and printers."""
        return self.station.way.printing

    @property
    def team(self) -> TeamController:
        """Many people at once."""
        return self.station.way.team

    @property
    def doctor(self) -> DoctorController:
        """Whether the station is fit for work."""
        return self.station.way.doctor
