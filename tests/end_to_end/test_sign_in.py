"""Signing in through a real browser: Chromium fills in the practice tenant's own pages."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.settings import SignInSettings, TenantSettings
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.sign_in.progress import SignInProgress
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.transport import Transport
from tests.support import practice
from tests.support.headless_browser import HeadlessBrowser, chromium, headless_browser

practice_tenant = practice.practice_tenant

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs a browser")

USER_NAME, PASSWORD, SUBMIT = "i0116", "i0118", "idSIButton9"
BACK_TO_THE_STATION = "document.body && document.body.innerText.includes('zurückkehren')"


@pytest.fixture
def session(practice_tenant: PracticeTenant) -> SignInSession:
    settings = TenantSettings(
        tenant_id=practice_tenant.tenant_id,
        client_id=practice_tenant.client_id,
        authority=practice_tenant.authority,
        graph_root=practice_tenant.graph,
        ca_file=str(practice_tenant.ca_file),
    )
    clock = SystemClock()
    transport = Transport(clock, settings.ca_file)
    return SignInSession(settings, SignInSettings(timeout_seconds=60), transport, clock)


def no_report(_: SignInProgress) -> None:
    pass


def sign_in(
    session: SignInSession, browser: HeadlessBrowser, tenant: PracticeTenant
) -> tuple[str, float]:
    """Sign the administrator in; return who the station says it is, and how long it took."""
    account = tenant.administrator
    cancel = CancelToken()
    opened = threading.Event()

    def open_browser(address: str) -> bool:
        browser.open(address)
        opened.set()
        return True

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(session.sign_in_by_browser, open_browser, cancel, no_report)
        try:
            assert opened.wait(20)
            browser.type_into(USER_NAME, account.username)
            browser.type_into(PASSWORD, account.password)
            pressed = time.monotonic()
            browser.press(SUBMIT)
            person_id = done.result(20).person_id
        finally:
            cancel.cancel()
    return person_id, time.monotonic() - pressed


def test_a_supervisor_signs_in_with_a_real_browser_and_out_again(
    session: SignInSession, practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    with headless_browser(tmp_path, "de") as browser:
        person_id, seconds = sign_in(session, browser, practice_tenant)
        assert person_id == practice_tenant.administrator.id
        assert seconds < 5
        browser.wait_for(BACK_TO_THE_STATION)
        logout = session.sign_out()
        assert logout is not None
        browser.open(logout)
        browser.wait_for("document.body && document.body.innerText.includes('abgemeldet')")
        # The same browser signs in once more: it has to ask for the password.
        person_id, _ = sign_in(session, browser, practice_tenant)
        assert person_id == practice_tenant.administrator.id
        session.sign_out()


def test_a_closed_browser_window_does_not_hold_the_station(
    session: SignInSession, tmp_path: Path
) -> None:
    cancel, closed = CancelToken(), threading.Event()

    def open_and_close(address: str) -> bool:
        with headless_browser(tmp_path) as browser:
            browser.open(address)
            browser.wait_for(f"!!document.getElementById('{USER_NAME}')")
        closed.set()
        return True

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(session.sign_in_by_browser, open_and_close, cancel, no_report)
        assert closed.wait(30)
        started = time.monotonic()
        cancel.cancel()
        with pytest.raises(WorkCancelledError):
            done.result(5)
        assert time.monotonic() - started < 0.5
