"""An administrator's consent to the registration: the page to open, and the answer it sends.

Source: Microsoft identity platform, 'Admin consent on the Microsoft identity platform'.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.setup.registration import REDIRECT
from kiosk.services.sign_in.browser_opening import BrowserOpening
from kiosk.services.sign_in.patience import Patience
from kiosk.services.sign_in.progress import SignInProgress
from kiosk.services.sign_in.receiver import AnswerKind, ExpectedAnswer, LoopbackReceiver
from kiosk.services.sign_in.refusals import refusal_details

ALL_THAT_IS_REGISTERED = "https://graph.microsoft.com/.default"
"""Asks for every permission that the registration names."""


def consent_address(
    sign_in_page: str, tenant_id: str, client_id: str, redirect: str = REDIRECT, state: str = ""
) -> str:
    """Return the address of the consent page, on the host that shows the sign-in page."""
    parts = urlsplit(sign_in_page)
    values = {"client_id": client_id, "scope": ALL_THAT_IS_REGISTERED, "redirect_uri": redirect}
    if state:
        values["state"] = state
    path = f"/{quote(tenant_id, safe='')}/v2.0/adminconsent"
    return f"{parts.scheme}://{parts.netloc}{path}?{urlencode(values, quote_via=quote)}"


def wait_for_consent(
    sign_in_page: str,
    tenant_id: str,
    client_id: str,
    open_browser: Callable[[str], bool],
    cancel: CancelToken,
    report: Callable[[SignInProgress], None],
    clock: Clock,
    timeout_seconds: float,
) -> None:
    """Open the consent page in a browser on this computer, and return once consent was given.

    Raises StationError: CONSENT_REFUSED, CONSENT_NOT_GIVEN when nobody answered in time,
    SIGN_IN_ANSWER_UNTRUSTED; and WorkCancelledError.
    """
    patience = Patience(cancel, clock, clock.monotonic() + timeout_seconds)
    state = secrets.token_urlsafe(24)
    with LoopbackReceiver() as receiver:
        address = consent_address(sign_in_page, tenant_id, client_id, receiver.redirect_uri, state)
        expected = ExpectedAnswer(state, kind=AnswerKind.ADMIN_CONSENT)
        opening = BrowserOpening(open_browser, address, report, clock)
        try:
            answer = receiver.wait_for_answer(expected, patience, [opening.look]).parameters
        except StationError as error:
            if error.code is ErrorCode.SIGN_IN_TIMED_OUT:
                raise StationError(ErrorCode.CONSENT_NOT_GIVEN) from None
            raise
    if "error" in answer:
        raise StationError(ErrorCode.CONSENT_REFUSED, details=refusal_details(answer))
    if answer["admin_consent"] != "True" or answer.get("tenant", "").lower() != tenant_id.lower():
        raise StationError(ErrorCode.SIGN_IN_ANSWER_UNTRUSTED)
