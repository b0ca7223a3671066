"""Signing in, in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.controllers.sign_in_view import SignInStage, SignInView
from kiosk.controllers.window_state import Header, Notice, NoticeKind, PageName
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.codes import make_code
from tests.support.gallery import Gallery, Scene
from tests.support.made_up import LOCKED, an_error


def sign_in_with(
    view: SignInView, notice: Notice | None = None, header: Header | None = None
) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(header or LOCKED)
        gallery.sign_in.show(view)
        gallery.station.show_notice(notice)

    return arrange


def sign_in_scenes() -> tuple[Scene, ...]:
    """Return what there is to see while somebody signs in."""
    device = SignInView(
        SignInStage.DEVICE_CODE,
        "https://login.example.com/device",
        "FJX9KQ2LM",
        281,
        code=make_code(Secret("https://login.example.com/device?otc=FJX9KQ2LM"), "m"),
    )
    return (
        Scene("sign-in-starting", PageName.SIGN_IN, sign_in_with(SignInView())),
        Scene(
            "sign-in-browser",
            PageName.SIGN_IN,
            sign_in_with(
                SignInView(
                    SignInStage.BROWSER_OPEN,
                    "https://login.example.com/authorize",
                    seconds_left=272,
                    again=True,
                ),
                Notice(NoticeKind.SESSION_ENDED),
            ),
        ),
        Scene(
            "sign-in-no-browser",
            PageName.SIGN_IN,
            sign_in_with(
                SignInView(
                    SignInStage.BROWSER_OPEN,
                    "https://login.example.com/authorize",
                    seconds_left=272,
                    error=StationError(ErrorCode.BROWSER_NOT_OPENED),
                )
            ),
        ),
        Scene(
            "sign-in-many-changes",
            PageName.SIGN_IN,
            sign_in_with(
                SignInView(
                    SignInStage.BROWSER_OPEN,
                    "https://login.example.com/authorize",
                    seconds_left=272,
                    again=True,
                ),
                Notice(NoticeKind.MANY_CHANGES),
            ),
        ),
        Scene("sign-in-code", PageName.SIGN_IN, sign_in_with(device)),
        Scene(
            "sign-in-code-practice",
            PageName.SIGN_IN,
            sign_in_with(
                replace(device, address="https://localhost:40123/common/oauth2/deviceauth")
            ),
        ),
        Scene(
            "sign-in-failed",
            PageName.SIGN_IN,
            sign_in_with(SignInView(SignInStage.FAILED, error=an_error(ErrorCode.CONSENT_MISSING))),
        ),
    )
