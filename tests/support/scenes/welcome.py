"""The welcome page, and what is there in kiosk mode only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton

from kiosk.controllers.sign_in_view import SignInStage, SignInView
from kiosk.controllers.window_state import Connection, Header, Notice, NoticeKind, PageName
from kiosk.models.errors import ErrorCode
from kiosk.models.secret import Secret
from kiosk.printing.codes import make_code
from tests.support.gallery import Gallery, Scene
from tests.support.made_up import LOCKED, NEW, an_error
from tests.support.scenes.sign_in import sign_in_with


def welcome_with(header: Header, notice: Notice | None = None) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(header)
        gallery.station.show_notice(notice)

    return arrange


def _ask_to_leave(gallery: Gallery) -> None:
    """Press the button; before the page is shown that would be taken back."""
    page = gallery.window.page(PageName.WELCOME)
    button = page.findChild(QAbstractButton, "leaveStationButton")
    assert button is not None
    button.click()


def welcome_scenes() -> tuple[Scene, ...]:
    """Return what there is to see before somebody signs in."""
    unnamed = Header(station_name="", connection=Connection.OFFLINE, test_environment=True)
    return (
        Scene("welcome", PageName.WELCOME, welcome_with(LOCKED)),
        Scene("welcome-locked", PageName.WELCOME, welcome_with(LOCKED, Notice(NoticeKind.LOCKED))),
        Scene(
            "welcome-failed",
            PageName.WELCOME,
            welcome_with(
                unnamed,
                Notice(error=an_error(ErrorCode.CLOCK_WRONG, minutes="47")),
            ),
        ),
        Scene("welcome-new", PageName.WELCOME, welcome_with(NEW)),
    )


def kiosk_scenes() -> tuple[Scene, ...]:
    """Return what is there in kiosk mode only."""
    kiosk = replace(LOCKED, kiosk=True)
    device = SignInView(
        SignInStage.DEVICE_CODE,
        "https://login.example.com/device",
        "FJX9KQ2LM",
        281,
        without_browser=True,
        code=make_code(Secret("https://login.example.com/device?otc=FJX9KQ2LM"), "m"),
    )
    said = {
        "welcome-started-again": Notice(NoticeKind.STARTED_AGAIN),
        "welcome-other-screen": Notice(NoticeKind.SCREEN_NOT_FOUND, value="HDMI-A-2"),
        "welcome-started-again-elsewhere": Notice(
            NoticeKind.STARTED_AGAIN_ELSEWHERE, value="HDMI-A-2"
        ),
        "welcome-run-before-leaving": Notice(NoticeKind.RUN_BEFORE_LEAVING),
        "welcome-waits-before-leaving": Notice(NoticeKind.WAITS_BEFORE_LEAVING),
        "welcome-not-left": Notice(NoticeKind.NOT_LEFT),
        "welcome-other-version": Notice(NoticeKind.OTHER_VERSION, value="1.10.2"),
    }
    return (
        Scene("welcome-kiosk", PageName.WELCOME, welcome_with(kiosk)),
        *(Scene(name, PageName.WELCOME, welcome_with(kiosk, it)) for name, it in said.items()),
        Scene("welcome-leaving", PageName.WELCOME, welcome_with(kiosk), _ask_to_leave),
        Scene(
            "sign-in-leaving",
            PageName.SIGN_IN,
            # In practice a browser opens even there.
            sign_in_with(
                device, Notice(NoticeKind.SIGN_IN_TO_LEAVE), replace(kiosk, practice=False)
            ),
        ),
    )
