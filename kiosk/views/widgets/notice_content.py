"""What stands in the status banner: a sentence, the details of an error, and two buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk import __version__
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.errors import StationError
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.error_details import ErrorDetails
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text, breakable
from kiosk.views.words import named

_TONES = {
    NoticeKind.SIGNED_OUT: ("info", "info"),
    NoticeKind.SESSION_ENDED: ("warn", "clock"),
    NoticeKind.MANY_CHANGES: ("warn", "clock"),
    NoticeKind.SIGN_IN_CANCELLED: ("info", "info"),
    NoticeKind.NOTHING_CHANGED: ("info", "info"),
    NoticeKind.TOO_LATE_TO_CANCEL: ("warn", "warning"),
    NoticeKind.ROLE_MISSING: ("warn", "info"),
    NoticeKind.LOCKED: ("info", "clock"),
    NoticeKind.LOCKED_BY_SYSTEM: ("info", "clock"),
    NoticeKind.LOCKED_BUSY: ("warn", "clock"),
    NoticeKind.LOCKED_UNPRINTED: ("warn", "warning"),
    NoticeKind.SCAN_AFTER_SIGN_IN: ("info", "info"),
    NoticeKind.SAVED: ("good", "check"),
    NoticeKind.LOCKED_RUN: ("info", "clock"),
    NoticeKind.RUN_ENDED: ("info", "team"),
    NoticeKind.RUN_BEFORE_SIGN_OUT: ("warn", "warning"),
    NoticeKind.RUN_BEFORE_CLOSING: ("warn", "warning"),
    NoticeKind.RUN_BEFORE_LEAVING: ("warn", "warning"),
    NoticeKind.WAITS_BEFORE_LEAVING: ("warn", "warning"),
    NoticeKind.SIGN_IN_TO_LEAVE: ("info", "info"),
    NoticeKind.NOT_LEFT: ("info", "info"),
    NoticeKind.STARTED_AGAIN: ("warn", "warning"),
    NoticeKind.SCREEN_NOT_FOUND: ("warn", "warning"),
    NoticeKind.STARTED_AGAIN_ELSEWHERE: ("warn", "warning"),
    NoticeKind.WAITS_BEFORE_CLOSING: ("warn", "warning"),
    NoticeKind.PIN_AT_LOCK: ("warn", "warning"),
    NoticeKind.LOST_PIN: ("warn", "warning"),
    NoticeKind.LOST_BADGE: ("warn", "warning"),
    NoticeKind.LOST_BADGE_AND_PIN: ("warn", "warning"),
    NoticeKind.LOST_TRACK: ("warn", "warning"),
    NoticeKind.LEFT_UNPRINTED: ("warn", "warning"),
    NoticeKind.LEFT_UNSURE: ("warn", "warning"),
    NoticeKind.PRINT_BEFORE_CLOSING: ("warn", "warning"),
    NoticeKind.PRINT_BEFORE_LEAVING: ("warn", "warning"),
    NoticeKind.OTHER_VERSION: ("warn", "info"),
}


class NoticeContent(QWidget):
    """One notice in words; `tone` is how the banner around it looks."""

    def __init__(self, surroundings: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = ""
        self._surroundings = surroundings
        self._notice: Notice | None = None
        look = surroundings.look
        self._picture = Picture(look, "info", "info", 24)
        self._text = Text(name="statusText")
        self._more = Button(look, "quiet", name="statusDetailsButton")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._toggle)
        self._close = Button(look, "quiet", "close", name="dismissButton")
        self._close.clicked.connect(surroundings.conversations.station.dismiss_notice)
        self._details: ErrorDetails | None = None
        words = Row(look, gap=12)
        words.addWidget(self._picture)
        words.addWidget(self._text, 1)
        self._sentence = words
        buttons = Row(look, gap=12)
        buttons.addStretch(1)
        buttons.addWidget(self._more)
        buttons.addWidget(self._close)
        self._row = Row(look, gap=12)
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        self._is_narrow = self._is_slim = False
        self._column = Column(look, gap=8, parent=self)
        self._column.addLayout(self._row)

    def clear(self) -> None:
        """Forget the notice."""
        self._notice = None
        self._text.clear()
        self._show_details(None)

    def show_notice(self, notice: Notice) -> tuple[bool, str]:
        """Show a notice; return whether it is another one than before, and its sentence."""
        is_new = notice != self._notice
        self._notice = notice
        self.tone, icon = ("bad", "error") if notice.error else _TONES[self._kind(notice)]
        self._picture.show_icon(icon, self.tone)
        text = failure_text(notice.error) if notice.error else self._words(notice)
        self._text.setText(text)
        if is_new:
            self._more.setChecked(False)
        self._more.setVisible(notice.error is not None)
        self._more.show_text(self.tr("Details"))
        self._close.show_text(self.tr("Close"))
        self._stack()
        self._show_details(notice.error)
        return is_new, text

    def stack_when(self, *, narrow: bool, is_slim: bool) -> None:
        """Put the buttons under the sentence where there is no room beside it.

        One button finds room there until it is slim; two of them leave too little of a line.
        """
        self._is_narrow, self._is_slim = narrow, is_slim
        self._stack()

    def _stack(self) -> None:
        has_details = self._notice is not None and self._notice.error is not None
        stacked = self._is_slim or (self._is_narrow and has_details)
        self._row.stack_when(narrow=stacked)
        self._row.set_gap(0 if stacked else 12)
        # A sentence beside a button has its room above and below it from the button's height.
        self._sentence.set_margins((0, 10, 8, 0) if stacked else (0, 4, 0, 4))

    def _kind(self, notice: Notice) -> NoticeKind:
        return notice.kind or NoticeKind.NOTHING_CHANGED

    def _words(self, notice: Notice) -> str:
        name = named(breakable(notice.value))
        words = {
            NoticeKind.SIGNED_OUT: self.tr("You are signed out."),
            NoticeKind.SESSION_ENDED: self.tr(
                "Your sign-in has ended. Sign in again to go on where you were."
            ),
            NoticeKind.MANY_CHANGES: self.tr(
                "Many changes in a short time: to be safe, sign in again. Then it goes on."
            ),
            NoticeKind.SIGN_IN_CANCELLED: self.tr(
                "The sign-in was cancelled. Nobody is signed in."
            ),
            NoticeKind.NOTHING_CHANGED: self.tr("Cancelled. Nothing was changed."),
            NoticeKind.TOO_LATE_TO_CANCEL: self.tr(
                "It is too late to cancel: the change is already being made."
            ),
            NoticeKind.ROLE_MISSING: self.tr(
                "Your account may not be allowed to reset PINs. You can try; if it does not "
                "work, ask your IT team for the role Authentication Administrator."
            ),
            NoticeKind.LOCKED: self.tr("The station locked itself because nobody used it."),
            NoticeKind.LOCKED_BY_SYSTEM: self.tr(
                "The station locked itself because this computer was locked or went to sleep."
            ),
            NoticeKind.LOCKED_BUSY: self.tr(
                "The station locked itself. The change that was under way goes on; sign in again "
                "within 15 minutes to see what came out of it."
            ),
            NoticeKind.LOCKED_UNPRINTED: self.tr(
                "The station locked itself. A new badge waits to be printed; sign in again within "
                "15 minutes, or it is lost."
            ),
            NoticeKind.SCAN_AFTER_SIGN_IN: self.tr("Sign in first, then scan the badge again."),
            NoticeKind.SAVED: self.tr("Saved: {file}").format(file=notice.value),
            NoticeKind.LOCKED_RUN: self.tr(
                "The station locked itself. The run goes on; sign in to see it."
            ),
            NoticeKind.RUN_ENDED: self.tr("The run has ended. Press 'Team' to see how."),
            NoticeKind.RUN_BEFORE_SIGN_OUT: self.tr(
                "A run is under way. Wait until it has ended, or cancel it; then sign out."
            ),
            NoticeKind.RUN_BEFORE_CLOSING: self.tr(
                "A run is under way. Wait until it has ended, or cancel it. If you close the "
                "window once more, it ends now."
            ),
            NoticeKind.RUN_BEFORE_LEAVING: self.tr(
                "A run is under way. Wait until it has ended, or sign in and cancel it; then "
                "leave the station."
            ),
            NoticeKind.WAITS_BEFORE_LEAVING: self.tr(
                "Something still waits for whoever was signed in. Let them sign in and see it; "
                "then leave the station."
            ),
            NoticeKind.SIGN_IN_TO_LEAVE: self.tr(
                "Sign in to leave the station. It closes as soon as you have signed in."
            ),
            NoticeKind.NOT_LEFT: self.tr("The station stays open. Nobody is signed in."),
            NoticeKind.STARTED_AGAIN: self.tr(
                "The station stopped unexpectedly and has started again. If you were helping "
                "somebody, search for that person again and check badge and PIN."
            ),
            NoticeKind.SCREEN_NOT_FOUND: self.tr(
                "The screen {name} is not connected, so the station is on the main screen."
            ).format(name=notice.value),
            NoticeKind.STARTED_AGAIN_ELSEWHERE: self.tr(
                "The station stopped unexpectedly and has started again on the main screen, "
                "because the screen {name} is not connected. If you were helping somebody, search "
                "for that person again and check badge and PIN."
            ).format(name=notice.value),
            NoticeKind.WAITS_BEFORE_CLOSING: self.tr(
                "Something still waits for whoever was signed in. If you close the window once "
                "more, it is lost."
            ),
            NoticeKind.PIN_AT_LOCK: self.tr(
                "The station locked while the new PIN of {name} was there, neither printed nor "
                "saved. If {name} does not have it, reset it again."
            ).format(name=name),
            NoticeKind.LOST_PIN: self.tr(
                "The PIN of {name} was reset while the station was locked, and nobody saw it in "
                "time. Reset it again."
            ).format(name=name),
            NoticeKind.LOST_BADGE: self.tr(
                "The new badge of {name} was not printed in time and is lost. Replace it."
            ).format(name=name),
            NoticeKind.LOST_BADGE_AND_PIN: self.tr(
                "The new badge and PIN of {name} came while the station was locked, and nobody "
                "saw them in time. Replace the badge, with a new PIN."
            ).format(name=name),
            NoticeKind.LOST_TRACK: self.tr(
                "A change for {name} was under way when the station locked, and nobody saw how it "
                "ended. Look the person up to see what they hold now."
            ).format(name=name),
            NoticeKind.LEFT_UNPRINTED: self.tr(
                "The last print for {name} did not come out. Reset the PIN again if it was a slip; "
                "a badge that was saved can be printed from its file."
            ).format(name=name),
            NoticeKind.LEFT_UNSURE: self.tr(
                "The printer does not say whether the last print for {name} came out. Look there; "
                "if there is nothing, reset the PIN again or print the file that was saved."
            ).format(name=name),
            NoticeKind.PRINT_BEFORE_CLOSING: self.tr(
                "Something is still on its way to the printer or into a file. Wait until it is "
                "there. If you close the window once more, it is taken back."
            ),
            NoticeKind.PRINT_BEFORE_LEAVING: self.tr(
                "Something is still on its way to the printer or into a file. Wait until it is "
                "there; then leave the station."
            ),
            NoticeKind.OTHER_VERSION: self.tr(
                "PIN Kiosk {other} was opened, but this is PIN Kiosk {own}, and only one can be "
                "open. To work with the other one, close this window first and open it again."
            ).format(other=notice.value, own=__version__),
        }
        return words[self._kind(notice)]

    def _toggle(self) -> None:
        self._show_details(self._notice.error if self._notice is not None else None)

    def _show_details(self, error: StationError | None) -> None:
        if error is not None and self._more.isChecked() and self._details is None:
            self._details = ErrorDetails(self._surroundings)
            self._column.addWidget(self._details)
        if self._details is not None:
            self._details.show_error(error)
            self._details.setVisible(self._more.isChecked() and error is not None)
