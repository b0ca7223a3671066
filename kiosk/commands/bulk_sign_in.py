"""Signs somebody in for a command: in the system's browser, or by a code for another device."""

from __future__ import annotations

import sys

from kiosk.commands.printable import printable
from kiosk.models.cancellation import CancelToken
from kiosk.models.person import Account
from kiosk.models.sentences import Translate
from kiosk.models.settings import SignInMethod
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.browser import SystemBrowser
from kiosk.services.sign_in.progress import (
    BrowserNotOpened,
    BrowserOpened,
    DeviceCodeShown,
    SignInProgress,
)
from kiosk.services.sign_in.session import SignInSession

_CONTEXT = "Bulk"
_BROWSER = QT_TRANSLATE_NOOP("Bulk", "Sign in in the browser that has just opened.")
_ADDRESS = QT_TRANSLATE_NOOP(
    "Bulk", "No browser opened. Open this address on this computer and sign in there: {address}"
)
_CODE = QT_TRANSLATE_NOOP("Bulk", "On another device, open {address} and type this code: {code}")
_SIGNED_IN = QT_TRANSLATE_NOOP("Bulk", "Signed in as {name}.")


def sign_in(
    session: SignInSession,
    method: SignInMethod,
    translate: Translate,
    cancel: CancelToken,
    claims: str | None = None,
    expected: Account | None = None,
) -> Account:
    """Wait until somebody has signed in, and say on stderr how.

    Raises StationError and WorkCancelledError as SignInSession does.
    """

    def tell(progress: SignInProgress) -> None:
        match progress:
            case BrowserOpened():
                _say(translate(_CONTEXT, _BROWSER))
            case BrowserNotOpened(address):
                _say(translate(_CONTEXT, _ADDRESS).format(address=address))
            case DeviceCodeShown():
                words = translate(_CONTEXT, _CODE)
                _say(words.format(address=progress.address, code=progress.user_code))
            case _:
                pass

    if method is SignInMethod.BROWSER:
        browser = SystemBrowser()
        account = session.sign_in_by_browser(browser.open, cancel, tell, claims, expected)
    elif method is SignInMethod.DEVICE_CODE:
        account = session.sign_in_by_device_code(cancel, tell, claims, expected)
    else:
        account = session.sign_in_by_broker(cancel, tell, claims, expected)
    _say(translate(_CONTEXT, _SIGNED_IN).format(name=account.display_name))
    return account


def _say(line: str) -> None:
    print(printable(line), file=sys.stderr, flush=True)
