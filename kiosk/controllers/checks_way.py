"""The way to the page that checks the station, and back to the page that was left for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.controllers.doctor import DoctorController
from kiosk.controllers.window_state import PageName

if TYPE_CHECKING:
    from kiosk.controllers.station import StationController


class ChecksWay(QObject):
    """Comes back to where somebody was, and forgets what was found as soon as they are elsewhere.

    Where nobody is signed in, the page that is left alone gives way to the first one.
    """

    def __init__(self, station: StationController, doctor: DoctorController) -> None:
        super().__init__()
        self._station = station
        self._doctor = doctor
        self._from = PageName.WELCOME
        doctor.notice.connect(station.show_notice)
        doctor.left.connect(self._go_back)
        station.page_changed.connect(self._page_changed)
        station.left_alone.connect(self._left_alone)

    def show(self) -> None:
        """Go there, if the page that is shown can be left for it, and begin to check."""
        if self._station.may_check:
            self._from = self._station.page
            self._station.go(PageName.DOCTOR, notice=None)
            header = self._station.header
            is_signed_in = header.account is not None
            # In kiosk mode whoever passes by can ask, and is told what a report tells anybody.
            self._doctor.open(
                is_signed_in=is_signed_in, tells_names=is_signed_in or not header.kiosk
            )

    def _go_back(self) -> None:
        self._station.go(self._from, notice=None)

    def _page_changed(self, page: PageName) -> None:
        if page is not PageName.DOCTOR:
            self._doctor.clear()

    def _left_alone(self) -> None:
        if self._station.page is PageName.DOCTOR and self._station.header.account is None:
            self._station.go(PageName.WELCOME, notice=None)
