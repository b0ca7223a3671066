"""Signing in: the browser or a device code, with a way out at any moment."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.sign_in_view import SignInStage, SignInView
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.moments import minutes_and_seconds
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.code_view import CodeView
from kiosk.views.widgets.state_panel import StatePanel
from kiosk.views.widgets.text import Text, breakable
from kiosk.views.widgets.user_code import UserCode


class SignInPage(Page):
    """How far the sign-in has got, and what else can be done."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "signInPage", measure=860)
        self._sign_in = surroundings.conversations.sign_in
        look = self.look
        self._state = StatePanel(surroundings)
        self._state.retry.connect(self._sign_in.retry)
        self._code_text = Text("quiet")
        self._address = Text("strong", name="deviceAddressLabel")
        self._code = UserCode(name="deviceCodeLabel")
        self._picture = CodeView(look, 190, name="deviceCodePicture")
        self._picture_text = Text("small")
        self._open_here = Button(look, "secondary", "browser", name="openAddressHereButton")
        self._open_here.clicked.connect(self._sign_in.open_browser_again)
        self._time = Text("small", name="signInTimeLabel")
        self._help = Text("quiet")
        self._open_again = Button(look, "secondary", "browser", name="openBrowserAgainButton")
        self._open_again.clicked.connect(self._sign_in.open_browser_again)
        self._copy = Button(look, "secondary", "copy", name="copyAddressButton")
        self._copy.clicked.connect(self._copy_address)
        self._use_code = Button(look, "secondary", "phone", name="useDeviceCodeButton")
        self._use_code.clicked.connect(self._sign_in.use_device_code)
        self._use_browser = Button(look, "secondary", "browser", name="useBrowserButton")
        self._use_browser.clicked.connect(self._sign_in.use_browser)
        self._cancel = Button(look, "secondary", "close", name="cancelSignInButton")
        self._cancel.clicked.connect(self._sign_in.cancel)
        self._stage = self._sign_in.view.stage
        self._arrange()
        self._sign_in.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Let Enter and Escape cancel, or Enter try again what has failed."""
        if self._stage is not SignInStage.FAILED or not self._state.focus_retry():
            self._cancel.setFocus()

    def go_back(self) -> None:
        """Cancel."""
        self._sign_in.cancel()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._open_again.show_text(self.tr("Open the browser again"))
        self._copy.show_text(self.tr("Copy the address"))
        self._use_browser.show_text(self.tr("Use the browser instead"))
        self._cancel.show_text(self.tr("Cancel"))
        self._open_here.show_text(self.tr("Open the address here"))
        self._help.setText(self.tr("No browser window?"))
        self._picture_text.setText(self.tr("Or point the camera of your phone at the picture."))
        self._picture.setAccessibleName(self.tr("Address of the sign-in page as a QR code"))
        self.show_view(self._sign_in.view)

    def show_view(self, view: SignInView) -> None:
        """Show how far the sign-in has got."""
        stage = view.stage
        is_here = self._is_here(view)
        match stage:
            case SignInStage.STARTING:
                self._state.show_busy(self._title(view), self.tr("The sign-in is being prepared."))
            case SignInStage.BROWSER_OPEN if view.error is not None:
                self._state.show_words(
                    "warning",
                    self.tr("The browser did not open"),
                    failure_text(view.error),
                    "warn",
                )
            case SignInStage.BROWSER_OPEN:
                self._state.show_busy(
                    self.tr("Go on in the browser"),
                    self.tr(
                        "A sign-in page has opened in the browser. Sign in there with your own "
                        "account. This page goes on by itself."
                    ),
                )
            case SignInStage.DEVICE_CODE if is_here:
                self._state.show_busy(
                    self.tr("Sign in with a code"),
                    self.tr("Sign in with the code below. Then this page goes on by itself."),
                )
            case SignInStage.DEVICE_CODE:
                self._state.show_busy(
                    self.tr("Sign in with your phone"),
                    self.tr("Sign in with the code below. Then this page goes on by itself."),
                )
            case SignInStage.FINISHING:
                self._state.show_busy(
                    self.tr("Almost there"), self.tr("The station is getting ready for you.")
                )
            case SignInStage.FAILED if view.error is not None:
                self._state.show_failure(
                    self.tr("The sign-in did not work"), view.error, self.tr("Try again")
                )
            case SignInStage.FAILED:
                self._state.show_words("error", self.tr("The sign-in did not work"))
        self._code_card.setVisible(stage is SignInStage.DEVICE_CODE)
        self._code_text.setText(
            self.tr(
                "In practice this address opens on this computer only, not on a phone. Open it "
                "here and type the code:"
            )
            if is_here
            else self.tr("Open this address on your phone and type the code:")
        )
        self._address.setText(breakable(view.address))
        self._code.setText(view.user_code)
        spelled = self.tr("Code {code}").format(code=" ".join(view.user_code))
        self._code.setAccessibleName(spelled if view.user_code else "")
        is_code = stage is SignInStage.DEVICE_CODE
        picture = view.code if is_code and not is_here else None
        self._picture.show_code(picture)
        self._picture_text.setVisible(picture is not None)
        self._open_here.setVisible(is_here and not view.without_browser)
        waits_for_browser = stage is SignInStage.BROWSER_OPEN
        self._help_area.setVisible(waits_for_browser)
        self._help.setVisible(view.error is None)
        self._copy.setVisible(bool(view.address))
        self._use_code.show_text(
            self.tr("Use a code instead") if is_here else self.tr("Use a code on my phone instead")
        )
        self._use_code.setVisible(stage in (SignInStage.BROWSER_OPEN, SignInStage.FAILED))
        self._use_browser.setVisible(is_code and not view.without_browser)
        waits = stage in (SignInStage.BROWSER_OPEN, SignInStage.DEVICE_CODE)
        if view.seconds_left is not None and waits:
            left = minutes_and_seconds(view.seconds_left)
            self._time.show_text(self.tr("Time left: {time}").format(time=left))
        else:
            self._time.show_text("")
        was_failed = self._stage is SignInStage.FAILED
        self._stage = stage
        if was_failed is not (stage is SignInStage.FAILED) and not self.isHidden():
            self.arrive()

    def room_changed(self) -> None:
        """Put code and picture one under the other where it is narrow."""
        self._code_row.stack_when(narrow=self.is_narrow)

    def _is_here(self, view: SignInView) -> bool:
        """Say whether the sign-in goes to this very computer, which no phone can reach."""
        if not view.address:
            return self.station.header.practice
        host = urlsplit(view.address).hostname or ""
        return host in {"localhost", "::1"} or host.startswith("127.")

    def _title(self, view: SignInView) -> str:
        if view.again:
            return self.tr("Please sign in once more")
        return self.tr("Signing in")

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._sign_in.view.address)
        self._copy.show_text(self.tr("Address copied"))

    def _arrange(self) -> None:
        look = self.look
        self.body.addStretch(1)
        card = QFrame()
        card.setProperty("role", "card")
        column = Column(look, gap=16, margins=(28, 24, 28, 22), parent=card)
        column.addWidget(self._state)
        self._code_card = QWidget()
        self._code_row = Row(look, gap=32, parent=self._code_card)
        words = Column(look, gap=8)
        words.addStretch(1)
        words.addWidget(self._code_text)
        words.addWidget(self._address)
        words.addWidget(self._code)
        words.addWidget(self._picture_text)
        open_row = Row(look, gap=12)
        open_row.addWidget(self._open_here)
        open_row.addStretch(1)
        words.addLayout(open_row)
        words.addStretch(1)
        self._code_row.addLayout(words, 1)
        self._code_row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._code_card)
        self._help_area = QWidget()
        help_column = Column(look, gap=10, parent=self._help_area)
        help_column.addWidget(self._help)
        help_row = Row(look, gap=12)
        help_row.addWidget(self._open_again)
        help_row.addWidget(self._copy)
        help_row.addStretch(1)
        help_column.addLayout(help_row)
        column.addWidget(self._help_area)
        column.addWidget(self._time)
        self.body.addWidget(card)
        self.body.addStretch(2)
        self.foot.addWidget(self._cancel)
        self.foot.addStretch(1)
        self.foot.addWidget(self._use_browser)
        self.foot.addWidget(self._use_code)
