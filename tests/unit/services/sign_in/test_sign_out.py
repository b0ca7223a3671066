"""After signing out nothing of the person is left, in memory or in the browser."""

from __future__ import annotations

import gc

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.models.secret import Secret
from kiosk.services.sign_in.session import SignInSession
from tests.unit.services.sign_in.odd_tenant import DISCOVERY, TENANT_ID, Answer, OddTenant
from tests.unit.services.sign_in.waiting import no_report, wait_until


@pytest.fixture
def signed_in(session: SignInSession, odd_tenant: OddTenant) -> SignInSession:
    session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
    return session


def test_the_person_and_the_tokens_are_forgotten_at_once(
    signed_in: SignInSession, odd_tenant: OddTenant
) -> None:
    token = signed_in.access_token(CancelToken())
    asked = len(odd_tenant.asked)
    address = signed_in.sign_out()
    assert address == f"{odd_tenant.root}/{TENANT_ID}/oauth2/v2.0/logout"
    assert token.is_cleared
    assert signed_in.account is None
    assert signed_in.signed_in_at is None
    assert not signed_in.granted_scopes
    assert len(odd_tenant.asked) == asked, "signing out asked the network"
    with pytest.raises(StationError) as failure:
        signed_in.access_token(CancelToken())
    assert failure.value.code is ErrorCode.SIGN_IN_NEEDED


def test_signing_out_twice_does_no_harm(signed_in: SignInSession) -> None:
    signed_in.sign_out()
    assert signed_in.sign_out() is None


@pytest.mark.parametrize(
    "page", [None, 7, "http://evil.example/logout", "javascript:alert(1)", "https://["]
)
def test_a_tenant_without_a_page_that_can_be_trusted_has_none(
    session: SignInSession, odd_tenant: OddTenant, page: object
) -> None:
    odd_tenant.next_answers[DISCOVERY] = [
        Answer.of(odd_tenant.discovery | {"end_session_endpoint": page})
    ]
    session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
    assert session.sign_out() is None


def test_no_token_is_left_in_memory(signed_in: SignInSession, odd_tenant: OddTenant) -> None:
    signed_in.access_token(CancelToken(), signed_in.access_token(CancelToken()))
    odd_tenant.asked.clear()
    assert holders_of(odd_tenant.drawn), "the search finds nothing, even where it should"
    signed_in.sign_out()
    wait_until(lambda: not holders_of(odd_tenant.drawn), seconds=5)


def test_a_sign_in_of_another_person_leaves_no_token_in_memory(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    odd_tenant.id_token_claims = {"oid": "somebody-else"}
    sam = Account("sam", "Sam Rivera", "sam@example.com")
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report, None, sam)
    odd_tenant.asked.clear()
    assert failure.value.code is ErrorCode.SIGN_IN_OTHER_PERSON
    wait_until(lambda: not holders_of(odd_tenant.drawn), seconds=5)


def test_an_answer_that_is_not_trusted_leaves_no_token_in_memory(
    session: SignInSession, odd_tenant: OddTenant
) -> None:
    odd_tenant.id_token_claims = {"nonce": "another"}
    with pytest.raises(StationError) as failure:
        session.sign_in_by_browser(odd_tenant.visit, CancelToken(), no_report)
    odd_tenant.asked.clear()
    assert failure.value.code is ErrorCode.SIGN_IN_ANSWER_UNTRUSTED
    wait_until(lambda: not holders_of(odd_tenant.drawn), seconds=5)


def holders_of(backwards: str) -> list[str]:
    """Name the kinds of what holds a text with this one, read backwards, in it."""
    gc.collect()
    text = backwards[::-1]
    found: list[str] = []
    for holder in gc.get_objects():
        for value in gc.get_referents(holder):
            if isinstance(value, Secret):
                value = value.reveal()  # noqa: PLW2901 - looked into
            if isinstance(value, bytes | bytearray):
                value = value.decode("latin-1")  # noqa: PLW2901 - looked into
            if isinstance(value, str) and text in value:
                found.append(type(holder).__name__)
    return found
