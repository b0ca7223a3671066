"""An id token says who signed in, and only one that is meant for this station counts."""

from __future__ import annotations

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.services.sign_in.identity import account_from_claims

CLIENT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
TENANT = "11111111-2222-3333-4444-555555555555"
CLAIMS: dict[str, object] = {
    "aud": CLIENT,
    "tid": TENANT,
    "oid": "person",
    "name": "Sam Rivera",
    "preferred_username": "sam@example.com",
}


def test_the_claims_name_the_person() -> None:
    assert account_from_claims(CLAIMS, CLIENT, TENANT) == Account(
        "person", "Sam Rivera", "sam@example.com", None
    )


def test_roles_are_taken_over_when_the_token_says_them() -> None:
    assert account_from_claims(CLAIMS | {"wids": ["A"]}, CLIENT, TENANT).roles == frozenset({"a"})
    assert account_from_claims(CLAIMS | {"wids": "A"}, CLIENT, TENANT).roles is None


def test_a_person_without_a_name_is_called_by_the_sign_in_name() -> None:
    nameless = {name: value for name, value in CLAIMS.items() if name != "name"}
    assert account_from_claims(nameless, CLIENT, TENANT).display_name == "sam@example.com"


def test_what_steers_in_a_name_is_not_shown_over_the_page() -> None:
    steering = CLAIMS | {"name": "Sam\u202e\nRivera"}
    assert account_from_claims(steering, CLIENT, TENANT).display_name == "Sam Rivera"


def test_a_tenant_that_is_set_by_its_domain_is_not_compared() -> None:
    account = account_from_claims(CLAIMS, CLIENT.upper(), "contoso.onmicrosoft.com")
    assert account.person_id == "person"


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another-application"},
        {"aud": None},
        {"aud": ["another-application"]},
        {"tid": "99999999-2222-3333-4444-555555555555"},
        {"tid": None},
        {"oid": None},
        {"oid": 7},
    ],
)
def test_a_token_for_others_is_not_trusted(wrong: dict[str, object]) -> None:
    with pytest.raises(StationError) as failure:
        account_from_claims(CLAIMS | wrong, CLIENT, TENANT)
    assert failure.value.code is ErrorCode.SIGN_IN_ANSWER_UNTRUSTED
