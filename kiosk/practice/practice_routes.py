"""What only the practice tenant has, on its plain HTTP entrance; like all of it, on loopback only.

- ``GET /practice/pocket?user=ID-OR-NAME``: what somebody carried when the tenant started.
  ``content`` and ``image`` are of the code they would show (a temporary one before the badge),
  ``standard`` and ``temporary`` the contents of either, ``pin`` their PIN.
- ``POST /practice/qr-sign-in {"content": TEXT, "pin": TEXT, "newPin": TEXT}``: does a scan with
  this PIN sign anybody in?
- ``POST /practice/clock {"ahead_seconds": N}``: dates, and the ``Date`` header, are N seconds
  ahead of the computer's clock from now on; 0 puts them back. Sign-ins and tokens go on by the
  computer's clock. The moments of changes never go back.
- ``POST /practice/person {"user": ID-OR-NAME, "gone": BOOL, "enabled": BOOL}``: whoever is gone is
  404 everywhere and found by no look-up; either may be left out, and then stays as it is.
- ``POST /practice/policy {"state": "enabled" or "disabled"}``: the QR code policy's state.
- ``POST /practice/faults {"faults": [SPEC, ...]}``: what goes wrong from now on, written as
  ``--fault`` has it, in place of every fault before; an empty list ends all of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.practice.clock import ShiftedClock, stamp
from kiosk.practice.directory import Directory
from kiosk.practice.faults import Faults, FaultSpecError, parse_fault
from kiosk.practice.messages import Answer, Request, json_answer
from kiosk.practice.methods import Methods
from kiosk.practice.policy import PolicyDesk, PolicyState

FARTHEST_SECONDS = 10 * 366 * 86_400
_SIGN_IN = 'Expected {"content": TEXT, "pin": TEXT} and, to choose a new PIN, "newPin".'
_CLOCK = f'Expected {{"ahead_seconds": N}}, N from -{FARTHEST_SECONDS} to {FARTHEST_SECONDS}.'
_PERSON = 'Expected {"user": ID-OR-NAME} and "gone": BOOL, "enabled": BOOL or both.'
_POLICY = 'Expected {"state": "enabled"} or {"state": "disabled"}.'
_FAULTS = 'Expected {"faults": [SPEC, ...]}, each SPEC a text.'
_NOBODY = "Nobody has this id or sign-in name."


class PracticeRoutes:
    """Answers everything under ``/practice/``."""

    def __init__(
        self,
        directory: Directory,
        methods: Methods,
        clock: ShiftedClock,
        policy: PolicyDesk,
        faults: Faults,
    ) -> None:
        self._directory = directory
        self._methods = methods
        self._clock = clock
        self._policy = policy
        self._faults = faults
        self._posts: dict[str, Callable[[Mapping[str, Any]], Answer]] = {
            "qr-sign-in": self._sign_in,
            "clock": self._set_clock,
            "person": self._change_person,
            "policy": self._set_policy,
            "faults": self._set_faults,
        }

    def answer(self, request: Request) -> Answer:
        """Any practice-only request."""
        name = request.path.removeprefix("/practice/")
        if name == "pocket" and request.method == "GET":
            return self._pocket(request)
        post = self._posts.get(name)
        if post is None or request.method != "POST":
            names = ", ".join(self._posts)
            return _trouble(404, f"The practice tenant has GET pocket and POST {names}.")
        try:
            document = json.loads(request.body)
        except (ValueError, RecursionError):
            document = None
        return post(document if isinstance(document, dict) else {})

    def _sign_in(self, document: Mapping[str, Any]) -> Answer:
        content, pin = document.get("content"), document.get("pin")
        new_pin = document.get("newPin")
        if not (isinstance(content, str) and isinstance(pin, str)) or not isinstance(
            new_pin, str | None
        ):
            return _trouble(400, _SIGN_IN)
        parts = content.split("|")
        person = self._directory.find(parts[1]) if len(parts) == 4 else None
        if person is None:
            return json_answer(
                200, {"signedIn": False, "mustChangePin": False, "reason": "unknownCode"}
            )
        outcome = self._methods.sign_in(person, content, pin, new_pin)
        return json_answer(
            200,
            {
                "signedIn": outcome.signed_in,
                "mustChangePin": outcome.must_change_pin,
                "reason": outcome.reason,
            },
        )

    def _pocket(self, request: Request) -> Answer:
        person = self._directory.find(request.query_values().get("user", ""))
        if person is None:
            return _trouble(404, _NOBODY)
        pocket = self._methods.pocket(person)
        shown = pocket.temporary or pocket.standard
        return json_answer(
            200,
            {
                "content": shown.content if shown else None,
                "image": shown.binary_value if shown else None,
                "pin": pocket.digits,
                "standard": pocket.standard.content if pocket.standard else None,
                "temporary": pocket.temporary.content if pocket.temporary else None,
            },
            ("Cache-Control", "no-store"),
        )

    def _set_clock(self, document: Mapping[str, Any]) -> Answer:
        ahead = document.get("ahead_seconds")
        if isinstance(ahead, bool) or not isinstance(ahead, int | float):
            return _trouble(400, _CLOCK)
        # A comparison also turns away what JSON lets through and no clock can show: NaN.
        if not -FARTHEST_SECONDS <= ahead <= FARTHEST_SECONDS:
            return _trouble(400, _CLOCK)
        self._clock.ahead_seconds = float(ahead)
        return json_answer(200, {"ahead_seconds": ahead, "now": stamp(self._clock())})

    def _change_person(self, document: Mapping[str, Any]) -> Answer:
        user, gone, enabled = (document.get(key) for key in ("user", "gone", "enabled"))
        is_asked = isinstance(gone, bool) or isinstance(enabled, bool)
        if not (isinstance(user, str) and is_asked) or not (
            isinstance(gone, bool | None) and isinstance(enabled, bool | None)
        ):
            return _trouble(400, _PERSON)
        person = self._directory.find_even_gone(user)
        if person is None:
            return _trouble(404, _NOBODY)
        change = self._directory.change(person, gone=gone, enabled=enabled)
        is_enabled = person.enabled if change.enabled is None else change.enabled
        return json_answer(200, {"user": person.id, "gone": change.gone, "enabled": is_enabled})

    def _set_policy(self, document: Mapping[str, Any]) -> Answer:
        states = {state.value: state for state in PolicyState}
        state = document.get("state")
        if not isinstance(state, str) or state not in states:
            return _trouble(400, _POLICY)
        self._policy.turn(states[state])
        return json_answer(200, {"state": state})

    def _set_faults(self, document: Mapping[str, Any]) -> Answer:
        specs = document.get("faults")
        if not isinstance(specs, list) or not all(isinstance(spec, str) for spec in specs):
            return _trouble(400, _FAULTS)
        try:
            faults = [parse_fault(spec) for spec in specs]
        except FaultSpecError as error:
            return _trouble(400, str(error))
        self._faults.replace(faults)
        return json_answer(200, {"faults": specs})


def _trouble(status: int, sentence: str) -> Answer:
    return json_answer(status, {"error": {"code": "practice", "message": sentence}})
