"""The calls of the QR code method, for `/users/{id}` and for `/me`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from kiosk.models.badge import (
    Badge,
    BadgeKind,
    Credentials,
    IssuedBadge,
    Method,
    NewPin,
    Policy,
)
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.settings import GraphVersion
from kiosk.models.target import Target
from kiosk.services.graph.batch import read_in_batch
from kiosk.services.graph.client import (
    BRIEF,
    LASTING,
    Backoff,
    GraphClient,
    OnWait,
    Patience,
)
from kiosk.services.graph.decoding import (
    read_issued_badge,
    read_method,
    read_new_pin,
    read_policy,
    unwrapped,
)
from kiosk.services.graph.people import VERSION as PEOPLE_VERSION
from kiosk.services.graph.wire import GraphAnswer, GraphRequest, Repeat, person_path

_CODE_TYPE = "#microsoft.graph.qrCode"
_CODE_NAMES = {BadgeKind.STANDARD: "standardQRCode", BadgeKind.TEMPORARY: "temporaryQRCode"}
_METHOD = "/authentication/qrCodePinMethod"
_OWN_PATH = f"/me{_METHOD}"
_POLICY = "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/qrCodePin"


class MethodService:
    """Reads and changes QR code methods; each call is one request, without recovery."""

    def __init__(
        self, client: GraphClient, version: GraphVersion, lasting: Patience = LASTING
    ) -> None:
        """`lasting` is the patience with changes, and with what has to be read for them."""
        self._client = client
        self._version = version.value
        self._lasting = lasting

    def server_now(self) -> datetime:
        """Return the time by the service's clock."""
        return self._client.transport.server_now()

    def backoff(self) -> Backoff:
        """Return a new count of tries for a recovery."""
        return self._client.backoff(self._lasting)

    def read(
        self,
        target: Target,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
        patience: Patience | None = None,
        *,
        is_looked_for: bool = False,
    ) -> Method | None:
        """Return the state of the person's method, None when they have none.

        Source: 'Get qrCodePinAuthenticationMethod'; that a missing method answers 404 is an
        observation, so the person is looked for before a 404 is believed, unless the caller
        does that at the same time (`is_looked_for`). Raises StationError, PERSON_NOT_FOUND
        when they are gone.
        """
        request = GraphRequest("GET", _path(target), self._version)
        try:
            return read_method(
                self._client.call(request, cancel, patience or self._lasting, on_wait).json()
            )
        except StationError as error:
            if error.details.http_status != 404:
                raise
        if is_looked_for:
            return None
        person = "/me" if target.is_self else person_path(target.person.id)
        self._client.call(
            GraphRequest("GET", person, PEOPLE_VERSION, query={"$select": "id"}), cancel, BRIEF
        )
        return None

    def is_served(self, cancel: CancelToken) -> bool:
        """Say whether Graph has these calls in this version, by asking for one's own method.

        A part of a path that a version lacks is a bad request ('Resource not found for the
        segment'); whoever has no method, or may not read it, gets another answer. Raises
        StationError where there is no telling.
        """
        request = GraphRequest("GET", _OWN_PATH, self._version)
        try:
            self._client.call(request, cancel, BRIEF)
        except StationError as error:
            if error.details.http_status in {403, 404}:
                return True
            if error.details.http_status == 400:
                return False
            raise
        return True

    def which_have_one(self, people: Sequence[Person], cancel: CancelToken) -> dict[str, bool]:
        """Say by id, for at most twenty people, who has a method, where that is known."""
        requests = [GraphRequest("GET", _path(Target(person)), self._version) for person in people]
        known: dict[str, bool] = {}
        answers = read_in_batch(self._client, requests, cancel)
        for person, answer in zip(people, answers, strict=True):
            if isinstance(answer, GraphAnswer):
                known[person.id] = True
            elif answer.details.http_status == 404:
                known[person.id] = False
        return known

    def reset_pin(
        self, target: Target, cancel: CancelToken, on_wait: OnWait | None = None
    ) -> NewPin:
        """Have the service make a new PIN, which it tells in this answer only.

        Source: 'Update qrPin'. The type alone is sent, because the service makes the PIN
        itself. Raises StationError; with `maybe_done` the old PIN may be dead already.
        """
        body = {"@odata.type": "#microsoft.graph.qrPin"}
        request = GraphRequest(
            "PATCH", f"{_path(target)}/pin", self._version, body=body, repeat=Repeat.UNTIL_SENT
        )
        try:
            answer = self._client.call(request, cancel, self._lasting, on_wait)
        except StationError as error:
            raise self._method_missing(error, target, cancel) from None
        return read_new_pin(answer.json(), answer.details)

    def create(
        self,
        target: Target,
        starts: datetime,
        expires: datetime,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> Credentials:
        """Create the method with a standard code and a PIN, both told in this answer only.

        Source: 'Create qrCodePinAuthenticationMethod'. Raises StationError; with
        `maybe_done` there may be a method whose code nobody can print.
        """
        request = GraphRequest(
            "PUT",
            _path(target),
            self._version,
            body={
                "@odata.type": "#microsoft.graph.qrCodePinAuthenticationMethod",
                "standardQRCode": _code_from(starts, expires),
            },
            repeat=Repeat.UNTIL_SENT,
        )
        try:
            answer = self._client.call(request, cancel, self._lasting, on_wait)
        except StationError as error:
            if error.details.http_status == 409:
                error.code = ErrorCode.METHOD_EXISTS
            raise
        data = unwrapped(answer.json())
        return Credentials(
            pin=read_new_pin(data.get("pin"), answer.details),
            issued=read_issued_badge(
                data.get("standardQRCode"), BadgeKind.STANDARD, answer.details, (starts, expires)
            ),
            method=read_method(data),
        )

    def remove(self, target: Target, cancel: CancelToken, on_wait: OnWait | None = None) -> None:
        """Remove the method, both codes and the PIN; that there is none is no error."""
        self._delete(_path(target), cancel, on_wait)

    def create_code(
        self,
        target: Target,
        kind: BadgeKind,
        starts: datetime,
        expires: datetime,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> IssuedBadge:
        """Create a code of a kind of which none is active; it is told in this answer only.

        Source: 'Create or update qrCode'. Raises StationError, BADGE_STILL_ACTIVE while one
        is active; with `maybe_done` there may be a code that nobody can print.
        """
        request = GraphRequest(
            "PATCH",
            _code_path(target, kind),
            self._version,
            body=_code_from(starts, expires),
            repeat=Repeat.UNTIL_SENT,
        )
        try:
            answer = self._client.call(request, cancel, self._lasting, on_wait)
        except StationError as error:
            raise self._method_missing(error, target, cancel) from None
        return read_issued_badge(answer.json(), kind, answer.details, (starts, expires))

    def move_expiry(
        self,
        target: Target,
        badge: Badge,
        expires: datetime,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> Badge:
        """Let the standard code work until another moment; the code itself stays.

        Source: 'Create or update qrCode', which shows both 200 and 201 for it. Raises
        StationError, LIFETIME_TOO_LONG beyond 395 days from its start.
        """
        request = GraphRequest(
            "PATCH",
            _code_path(target, badge.kind),
            self._version,
            body={"@odata.type": _CODE_TYPE, "expireDateTime": _iso(expires)},
            repeat=Repeat.UNTIL_SENT,
        )
        try:
            self._client.call(request, cancel, self._lasting, on_wait)
        except StationError as error:
            raise self._method_missing(error, target, cancel) from None
        return replace(badge, expires=expires)

    def delete_code(
        self,
        target: Target,
        kind: BadgeKind,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> None:
        """Delete the code of a kind, whichever it is; that there is none is no error.

        Source: 'Delete qrCode'. Raises StationError; with `maybe_done` it may be gone already.
        """
        self._delete(_code_path(target, kind), cancel, on_wait)

    def _delete(self, path: str, cancel: CancelToken, on_wait: OnWait | None) -> None:
        request = GraphRequest("DELETE", path, self._version, repeat=Repeat.UNTIL_SENT)
        try:
            self._client.call(request, cancel, self._lasting, on_wait)
        except StationError as error:
            if error.details.http_status != 404:
                raise

    def policy(self, cancel: CancelToken) -> Policy:
        """Return the tenant's rules; unknown where the station may not read them."""
        request = GraphRequest("GET", _POLICY, self._version)
        try:
            return read_policy(self._client.call(request, cancel, BRIEF).json())
        except StationError as error:
            if error.details.http_status in {400, 403, 404}:
                return Policy()
            raise

    def _method_missing(
        self, error: StationError, target: Target, cancel: CancelToken
    ) -> StationError:
        """Tell a missing method from a missing person, which the service's 404 does not."""
        if error.details.http_status != 404:
            return error
        try:
            if self.read(target, cancel) is None:
                return StationError(ErrorCode.METHOD_MISSING, details=error.details)
        except StationError as reading:
            return reading
        return error


def _path(target: Target) -> str:
    return _OWN_PATH if target.is_self else f"{person_path(target.person.id)}{_METHOD}"


def _code_path(target: Target, kind: BadgeKind) -> str:
    return f"{_path(target)}/{_CODE_NAMES[kind]}"


def _code_from(starts: datetime, expires: datetime) -> dict[str, Any]:
    return {
        "@odata.type": _CODE_TYPE,
        "startDateTime": _iso(starts),
        "expireDateTime": _iso(expires),
    }


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
