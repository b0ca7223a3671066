"""What only the practice tenant has: trying a badge and a PIN, and looking into a pocket."""

from __future__ import annotations

import json

from kiosk.practice.directory import Directory
from kiosk.practice.messages import Answer, Request, json_answer
from kiosk.practice.methods import Methods

_SHAPE = 'Expected {"content": TEXT, "pin": TEXT} and, to choose a new PIN, "newPin".'


class PracticeRoutes:
    """Answers everything under ``/practice/``."""

    def __init__(self, directory: Directory, methods: Methods) -> None:
        self._directory = directory
        self._methods = methods

    def answer(self, request: Request) -> Answer:
        """Any practice-only request."""
        name = request.path.removeprefix("/practice/")
        if name == "qr-sign-in" and request.method == "POST":
            return self._sign_in(request)
        if name == "pocket" and request.method == "GET":
            return self._pocket(request)
        return _trouble(404, "The practice tenant has POST qr-sign-in and GET pocket.")

    def _sign_in(self, request: Request) -> Answer:
        try:
            document = json.loads(request.body)
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            return _trouble(400, _SHAPE)
        content, pin = document.get("content"), document.get("pin")
        new_pin = document.get("newPin")
        if not (isinstance(content, str) and isinstance(pin, str)) or not isinstance(
            new_pin, str | None
        ):
            return _trouble(400, _SHAPE)
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
            return _trouble(404, "Nobody has this id or sign-in name.")
        image, pin = self._methods.pocket(person)
        return json_answer(
            200,
            {
                "content": image.content if image else None,
                "image": image.binary_value if image else None,
                "pin": pin,
            },
            ("Cache-Control", "no-store"),
        )


def _trouble(status: int, sentence: str) -> Answer:
    return json_answer(status, {"error": {"code": "practice", "message": sentence}})
