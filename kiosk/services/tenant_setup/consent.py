"""An administrator's consent to the registration: the page to open, and the answer it sends.

Source: Microsoft identity platform, 'Admin consent on the Microsoft identity platform'.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.sign_in.browser_opening import BrowserOpening
from kiosk.services.sign_in.patience import Patience
from kiosk.services.sign_in.progress import SignInProgress
from kiosk.services.sign_in.receiver import AnswerKind, ExpectedAnswer, LoopbackReceiver
from kiosk.services.sign_in.refusals import refusal_details
from kiosk.services.tenant_setup.registration import REDIRECT

ALL_THAT_IS_REGISTERED = "https://graph.microsoft.com/.default"
"""Asks for every permission that the registration names."""


@dataclass(frozen=True)
class ConsentPage:
    """The page on which an administrator of a tenant consents to what an application may do.

    It is on the host of `sign_in_page`.
    """

    sign_in_page: str
    tenant_id: str
    client_id: str

    def address(self, redirect: str = REDIRECT, state: str = "") -> str:
        """Return its address, from which the browser goes on to `redirect`."""
        parts = urlsplit(self.sign_in_page)
        values = {
            "client_id": self.client_id,
            "scope": ALL_THAT_IS_REGISTERED,
            "redirect_uri": redirect,
        }
        if state:
            values["state"] = state
        path = f"/{quote(self.tenant_id, safe='')}/v2.0/adminconsent"
        return f"{parts.scheme}://{parts.netloc}{path}?{urlencode(values, quote_via=quote)}"


def wait_for_consent(
    page: ConsentPage,
    open_browser: Callable[[str], bool],
    report: Callable[[SignInProgress], None],
    patience: Patience,
) -> None:
    """Open the consent page in a browser on this computer, and return once consent was given.

    Raises StationError: CONSENT_REFUSED, CONSENT_NOT_GIVEN when nobody answered in time,
    SIGN_IN_ANSWER_UNTRUSTED; and WorkCancelledError.
    """
    state = secrets.token_urlsafe(24)
    with LoopbackReceiver() as receiver:
        address = page.address(receiver.redirect_uri, state)
        expected = ExpectedAnswer(state, kind=AnswerKind.ADMIN_CONSENT)
        opening = BrowserOpening(open_browser, address, report, patience.clock)
        try:
            answer = receiver.wait_for_answer(expected, patience, [opening.look]).parameters
        except StationError as error:
            if error.code is ErrorCode.SIGN_IN_TIMED_OUT:
                raise StationError(ErrorCode.CONSENT_NOT_GIVEN) from None
            raise
    if "error" in answer:
        raise StationError(ErrorCode.CONSENT_REFUSED, details=refusal_details(answer))
    if (
        answer["admin_consent"] != "True"
        or answer.get("tenant", "").lower() != page.tenant_id.lower()
    ):
        raise StationError(ErrorCode.SIGN_IN_ANSWER_UNTRUSTED)
