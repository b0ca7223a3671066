"""The one place that opens a window over the station's, and closes it with the page it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from kiosk.controllers.window_state import Header

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from kiosk.controllers.station import StationController

Answer = Callable[[str], object]


class Dialogues(QObject):
    """Has one dialogue open at most.

    A dialogue is a window of its own: it does not go with its page, it keeps hands from every
    other one, and it shows file names to whoever stands there. So it is closed whenever the page
    changes and when nobody is signed in any more, and what it says after that reaches nobody.
    """

    def __init__(self, station: StationController) -> None:
        super().__init__()
        self._open: QFileDialog | None = None
        self._answer: Answer | None = None
        self._spent: QFileDialog | None = None
        self._was_signed_in = False
        station.page_changed.connect(self._page_changed)
        station.header_changed.connect(self._header_changed)

    def ask(self, dialogue: QFileDialog, answer: Answer) -> None:
        """Open a dialogue; `answer` gets the file or folder that is chosen in it."""
        self.close()
        if self._spent is not None:
            self._spent.deleteLater()
            self._spent = None
        self._open, self._answer = dialogue, answer
        dialogue.fileSelected.connect(self._take)
        dialogue.finished.connect(self._finished)
        dialogue.open()

    def close(self) -> None:
        """Close whatever lies over the station, unanswered: menus and lists that drop down too."""
        has_more = _close_popups()
        dialogue, self._open, self._answer = self._open, None, None
        if dialogue is None:
            return
        dialogue.fileSelected.disconnect(self._take)
        dialogue.finished.disconnect(self._finished)
        for inner in dialogue.findChildren(QtWidgets.QDialog):
            has_more = has_more or inner.isVisible()
            inner.reject()
        if has_more:
            # Below here the dialogue still waits for its own question ('replace the file?') or
            # menu, and must not be deleted before it has returned from there.
            dialogue.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
            self._spent = dialogue
        dialogue.reject()

    def _take(self, chosen: str) -> None:
        if self._answer is not None:
            self._answer(chosen)

    def _finished(self) -> None:
        self._open = self._answer = None

    def _page_changed(self, _: object) -> None:
        self.close()

    def _header_changed(self, header: Header) -> None:
        # Not with every change of the header: the check of the station needs nobody signed in.
        was_signed_in, self._was_signed_in = self._was_signed_in, header.account is not None
        if was_signed_in and header.account is None:
            self.close()


def _close_popups() -> bool:
    """Close menus and lists that drop down; say whether there were any."""
    before: object = None
    popup = QApplication.activePopupWidget()
    while popup is not None and popup is not before:
        popup.close()
        before, popup = popup, QApplication.activePopupWidget()
    return before is not None
