"""Graph's calls on the QR code method: ``…/authentication/qrCodePinMethod`` and what is under it.

Source: the pages 'Create qrCodePinAuthenticationMethod', 'Create or Update qrCode', 'Get qrCode',
'qrPin: resetPin' and their neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kiosk.practice.clock import NEVER, parse_moment, stamp
from kiosk.practice.credentials import Code, Image, Kind, Method, Pin
from kiosk.practice.directory import Directory
from kiosk.practice.graph_call import GraphCall, no_such_segment, not_found
from kiosk.practice.messages import Answer, GraphRefusalError
from kiosk.practice.methods import Methods
from kiosk.practice.odata import refuse_options
from kiosk.practice.people import Person
from kiosk.practice.permissions import require_method_role, require_method_scope

TYPE = "#microsoft.graph."
_KINDS = {kind.value.lower(): kind for kind in Kind}


class MethodsApi:
    """Answers the calls on a person's QR code method."""

    def __init__(self, directory: Directory, methods: Methods) -> None:
        self._directory = directory
        self._methods = methods

    def answer(self, call: GraphCall, key: str | None, rest: Sequence[str]) -> Answer:
        """Any call under the method; ``key`` is None for ``/me``."""
        write = call.request.method != "GET"
        person = self._target(call, key, write=write)
        if not rest:
            return self._method(call, person)
        if len(rest) == 1 and rest[0].lower() == "pin":
            return self._pin(call, person)
        if len(rest) == 1 and rest[0].lower() in _KINDS:
            return self._code(call, person, _KINDS[rest[0].lower()])
        raise no_such_segment(rest[-1])

    def listed(self, call: GraphCall, key: str | None) -> Answer:
        """``GET …/authentication/methods``: only what this tenant knows, password and QR code."""
        call.require_method("GET")
        person = self._target(call, key, write=False)
        refuse_options(call.request)
        methods: list[dict[str, Any]] = [
            {
                "@odata.type": f"{TYPE}passwordAuthenticationMethod",
                "id": "28c10230-6103-485e-b985-444c60001490",
                "password": None,
                "createdDateTime": None,
            }
        ]
        method = self._methods.of(person)
        if method is not None:
            methods.append(_method_document(method))
        context = call.context(f"users('{person.id}')/authentication/methods")
        return call.document(200, {"@odata.context": context, "value": methods})

    def _target(self, call: GraphCall, key: str | None, *, write: bool) -> Person:
        me = call.grant.person
        myself = key is None or key.lower() in {me.id, me.user_principal_name.lower()}
        require_method_scope(call.grant, myself=myself, write=write)
        if myself or key is None:
            return me
        person = self._directory.find(key)
        if person is None:
            raise not_found(key)
        require_method_role(me, person, write=write)
        return person

    # The method

    def _method(self, call: GraphCall, person: Person) -> Answer:
        call.require_method("GET", "PUT", "DELETE")
        refuse_options(call.request)
        what = f"users('{person.id}')/authentication/qrCodePinMethod/$entity"
        if call.request.method == "GET":
            document = {"@odata.context": call.context(what)}
            return call.document(200, document | _method_document(self._methods.held(person)))
        if call.request.method == "DELETE":
            self._methods.delete(person)
            return call.nothing()
        start, expire, digits = _read_creation(call.body())
        made = self._methods.create(person, start, expire, digits)
        document = {"@odata.context": call.context(what)}
        document |= _method_document(made.method, made.code.image, made.pin.digits)
        return call.document(201, document)

    # The PIN

    def _pin(self, call: GraphCall, person: Person) -> Answer:
        call.require_method("GET", "PATCH")
        refuse_options(call.request)
        what = f"users('{person.id}')/authentication/qrCodePinMethod/pin/$entity"
        document = {"@odata.context": call.context(what)}
        if call.request.method == "GET":
            return call.document(200, document | _pin_document(self._methods.held(person).pin))
        body = call.body()
        _check_type(body, "qrPin")
        _check_names(body, {"code", "forcechangepinnextsignin", "id"}, "qrPin")
        # The request's code is ignored: the service makes the PIN itself.
        if not isinstance(body.get("code"), str | None):
            raise _invalid("code", "qrPin")
        made = self._methods.reset_pin(person)
        return call.document(201, document | _pin_document(made.pin, made.digits))

    # The codes

    def _code(self, call: GraphCall, person: Person, kind: Kind) -> Answer:
        call.require_method("GET", "PATCH", "DELETE")
        refuse_options(call.request)
        what = f"users('{person.id}')/authentication/qrCodePinMethod/{kind.value}/$entity"
        document = {"@odata.context": call.context(what)}
        if call.request.method == "GET":
            code = self._methods.held_code(person, kind)
            return call.document(200, document | _code_document(code))
        if call.request.method == "DELETE":
            self._methods.delete_code(person, kind)
            return call.nothing()
        body = call.body()
        _check_type(body, "qrCode")
        _check_names(body, {"startdatetime", "expiredatetime"}, "qrCode")
        start = _moment(body, "startDateTime", "qrCode")
        expire = _moment(body, "expireDateTime", "qrCode")
        if expire is None:
            raise GraphRefusalError(400, "badRequest", "expireDateTime is required.")
        if start is not None:
            made = self._methods.create_code(person, kind, start, expire)
            return call.document(201, document | _code_document(made.code, made.image))
        if kind is Kind.TEMPORARY:
            self._methods.held(person)
            raise GraphRefusalError(
                400,
                "badRequest",
                "A temporaryQRCode can't be updated; startDateTime and expireDateTime are "
                "required to create one.",
            )
        moved = self._methods.move_expiry(person, expire)
        return call.document(200, document | _code_document(moved))


# What is sent


def _read_creation(body: Mapping[str, Any]) -> tuple[datetime, datetime, str | None]:
    kind = "qrCodePinAuthenticationMethod"
    _check_type(body, kind)
    _check_names(body, {"standardqrcode", "pin", "id", "temporaryqrcode"}, kind)
    code = body.get("standardQRCode")
    if not isinstance(code, dict):
        raise GraphRefusalError(400, "badRequest", "standardQRCode is required.")
    if body.get("temporaryQRCode") is not None:
        raise GraphRefusalError(
            400, "badRequest", "A temporaryQRCode can't be created together with the method."
        )
    _check_type(code, "qrCode")
    _check_names(code, {"startdatetime", "expiredatetime"}, "qrCode")
    start = _moment(code, "startDateTime", "qrCode")
    expire = _moment(code, "expireDateTime", "qrCode")
    if start is None or expire is None:
        raise GraphRefusalError(400, "badRequest", "startDateTime and expireDateTime are required.")
    pin = body.get("pin")
    if pin is None:
        return start, expire, None
    if not isinstance(pin, dict):
        raise _invalid("pin", kind)
    _check_type(pin, "qrPin")
    _check_names(pin, {"code", "forcechangepinnextsignin"}, "qrPin")
    digits = pin.get("code")
    if not isinstance(digits, str | None):
        raise _invalid("code", "qrPin")
    return start, expire, digits


def _check_type(body: Mapping[str, Any], name: str) -> None:
    given = body.get("@odata.type")
    if given is not None and (
        not isinstance(given, str) or given.lstrip("#").lower() != f"microsoft.graph.{name}".lower()
    ):
        raise GraphRefusalError(
            400, "BadRequest", f"The value of '@odata.type' must be '{TYPE}{name}'."
        )


def _check_names(body: Mapping[str, Any], allowed: set[str], kind: str) -> None:
    for name in body:
        if "@" not in name and name.lower() not in allowed:
            raise GraphRefusalError(
                400,
                "BadRequest",
                f"The property '{name}' does not exist on type 'microsoft.graph.{kind}' or can't "
                "be set.",
            )


def _moment(body: Mapping[str, Any], name: str, kind: str) -> datetime | None:
    text = body.get(name)
    if text is None:
        return None
    try:
        return parse_moment(text)
    except (TypeError, ValueError, OverflowError):
        raise _invalid(name, kind) from None


def _invalid(name: str, kind: str) -> GraphRefusalError:
    return GraphRefusalError(
        400,
        "BadRequest",
        f"Cannot convert the value of '{name}' on type 'microsoft.graph.{kind}'.",
    )


# What is answered


def _method_document(
    method: Method, image: Image | None = None, digits: str | None = None
) -> dict[str, Any]:
    return {
        "@odata.type": f"{TYPE}qrCodePinAuthenticationMethod",
        "id": method.id,
        "createdDateTime": stamp(method.created),
        "standardQRCode": None if method.standard is None else _code_document(
            method.standard, image
        ),
        "temporaryQRCode": None if method.temporary is None else _code_document(method.temporary),
        "pin": _pin_document(method.pin, digits),
    }  # fmt: skip


def _code_document(code: Code, image: Image | None = None) -> dict[str, Any]:
    return {
        "@odata.type": f"{TYPE}qrCode",
        "id": code.id,
        "expireDateTime": stamp(code.expire),
        "startDateTime": stamp(code.start),
        "createdDateTime": stamp(code.created),
        "lastUsedDateTime": NEVER if code.last_used is None else stamp(code.last_used),
        "image": None if image is None else _image_document(image),
    }


def _image_document(image: Image) -> dict[str, Any]:
    return {
        "@odata.type": f"{TYPE}qrCodeImageDetails",
        "binaryValue": image.binary_value,
        "version": 1,
        "errorCorrectionLevel": "l",
        "rawContent": image.raw_content,
    }


def _pin_document(pin: Pin, digits: str | None = None) -> dict[str, Any]:
    return {
        "@odata.type": f"{TYPE}qrPin",
        "id": pin.id,
        "code": digits,
        "forceChangePinNextSignIn": pin.must_change,
        "createdDateTime": stamp(pin.created),
        "updatedDateTime": stamp(pin.updated),
    }
