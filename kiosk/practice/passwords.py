"""Checks passwords, and locks whoever is wrong too often."""

from __future__ import annotations

import secrets
import threading

from kiosk.practice.accounts import Account, Accounts, same_secret
from kiosk.practice.clock import Now
from kiosk.practice.messages import SignInRefusalError
from kiosk.practice.people import Person
from kiosk.practice.scopes import missing_parameter
from kiosk.practice.tokens import Proof

WRONG_PASSWORDS_ALLOWED = 10
LOCKED_SECONDS = 60.0
_PASSWORD_PROBLEMS = {
    "unknown": (50034, "The user account does not exist in the directory."),
    "wrong": (50126, "Error validating credentials due to invalid username or password."),
    "disabled": (50057, "The user account is disabled."),
    "locked": (50053, "The account is locked, you've tried to sign in too many times."),
}


class Passwords:
    """Knows who typed what wrong; safe from many threads."""

    def __init__(self, accounts: Accounts, now: Now) -> None:
        self._accounts = accounts
        self._now = now
        self._wrong: dict[int, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def problem(self, account: Account | None, password: str) -> str:
        """Return the name of the text that says what is wrong; empty when nothing is."""
        if account is None:
            return "unknown"
        number = account.person.number
        with self._lock:
            moment = self._now().timestamp()
            wrong, last = self._wrong.get(number, (0, 0.0))
            if wrong >= WRONG_PASSWORDS_ALLOWED and moment < last + LOCKED_SECONDS:
                return "locked"
            if not same_secret(password, account.password):
                self._wrong[number] = (wrong + 1, moment)
                return "wrong"
            self._wrong.pop(number, None)
        return "" if account.person.enabled else "disabled"

    def require_enabled(self, person: Person) -> None:
        """Refuse to go on for somebody who has been disabled, or removed, since they signed in."""
        if not self._accounts.may_sign_in(person):
            number, sentence = _PASSWORD_PROBLEMS["disabled"]
            raise SignInRefusalError("invalid_grant", number, sentence)

    def sign_in(self, user_name: str, password: str) -> Proof:
        """Sign in without a page; refuses whatever a page would have shown."""
        if not user_name:
            raise missing_parameter("username")
        account = self._accounts.find(user_name)
        problem = self.problem(account, password)
        if problem or account is None:
            number, sentence = _PASSWORD_PROBLEMS[problem]
            raise SignInRefusalError("invalid_grant", number, sentence)
        if account.second_factor_code:
            raise SignInRefusalError(
                "interaction_required",
                50076,
                "Due to a configuration change made by your administrator, or because you moved "
                "to a new location, you must use multi-factor authentication.",
                suberror="basic_action",
            )
        return Proof(account.person, secrets.token_hex(16), self._now().timestamp())
