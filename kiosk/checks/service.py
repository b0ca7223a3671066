"""Checks that the two servers of the service are the right ones, and know tenant and station."""

from __future__ import annotations

import json
from urllib.parse import urlsplit
from uuid import UUID

from kiosk.checks.finding import CheckId, Finding, Outcome, failed_as, passed, unchecked
from kiosk.checks.network import graph_server, sign_in_server
from kiosk.checks.subject import CONNECT_SECONDS, Subject
from kiosk.checks.tls import LOG_IN
from kiosk.models.errors import UNWELL, ErrorCode, StationError
from kiosk.models.one_line import one_line
from kiosk.models.translatable import QT_TRANSLATE_NOOP

_ISSUER_MAX = 200

_WAIT = QT_TRANSLATE_NOOP("Doctor", "Wait a few minutes, then check once more.")
_IN_PLACE = QT_TRANSLATE_NOOP(
    "Doctor",
    "Something in the network answers in place of {host}, as where somebody has to log in first "
    "or a page is blocked.",
)
NOBODY_CONSENTED = QT_TRANSLATE_NOOP(
    "Doctor", "No administrator has consented yet to what the station asks for."
)
CONSENT = QT_TRANSLATE_NOOP(
    "Doctor",
    "Have an administrator open {link} and consent, which means to allow it for everybody.",
)


def check_sign_in_endpoint(subject: Subject) -> Finding:
    """Say whether the sign-in server knows the tenant, and is the one that it says it is."""
    check, server = CheckId.SIGN_IN_ENDPOINT, sign_in_server(subject)
    values = {"host": server.host, "tenant": subject.tenant.tenant_id}
    try:
        client = subject.tenant_client()
    except StationError as error:
        return _endpoint_failed(check, error, values)
    issuer = client.issuer
    client.forget()
    if not _fits(issuer, subject.tenant.tenant_id):
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor", "{host} speaks for another tenant than {tenant}: it signs as {issuer}."
            ),
            QT_TRANSLATE_NOOP("Doctor", "Correct tenant.tenant_id or tenant.authority."),
            StationError(ErrorCode.TENANT_UNKNOWN),
            **values,
            issuer=one_line(issuer[:_ISSUER_MAX]),
        )
    return passed(
        check,
        QT_TRANSLATE_NOOP("Doctor", "People can sign in at {host}, which knows the tenant."),
        **values,
    )


def _fits(issuer: str, tenant_id: str) -> bool:
    """Say whether an issuer names a tenant; a tenant that is set by a domain may have any id."""
    try:
        wanted = UUID(tenant_id)
    except ValueError:
        return bool(issuer)
    return str(wanted) in urlsplit(issuer).path.lower().split("/")


def _endpoint_failed(check: CheckId, error: StationError, values: dict[str, str]) -> Finding:
    if error.code is ErrorCode.TENANT_UNKNOWN:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP("Doctor", "{host} knows no tenant {tenant}."),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Copy the directory (tenant) id from the overview of Microsoft Entra into "
                "tenant.tenant_id.",
            ),
            error,
            **values,
        )
    return _no_good_answer(check, error, values)


def _no_good_answer(check: CheckId, error: StationError, values: dict[str, str]) -> Finding:
    if error.code is ErrorCode.NETWORK_ANSWERED:
        return failed_as(check, _IN_PLACE, LOG_IN, error, **values)
    if error.code in UNWELL:
        return _warned(
            check,
            QT_TRANSLATE_NOOP("Doctor", "{host} is there, but has trouble or too much to do."),
            _WAIT,
            error,
            values,
        )
    return failed_as(
        check,
        QT_TRANSLATE_NOOP("Doctor", "{host} gives no answer that the station can use."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Check once more; if it stays so, see which proxy or firewall changes or holds up "
            "what {host} answers.",
        ),
        error,
        **values,
    )


def _warned(
    check: CheckId, text: str, next_step: str, error: StationError, values: dict[str, str]
) -> Finding:
    """Return a warning that has a code."""
    return Finding(check, Outcome.WARN, text, values, next_step, error)


def check_graph(subject: Subject) -> Finding:
    """Say whether it is Graph that answers, by its refusal of somebody who brings no token."""
    from kiosk.services.transport import HttpRequest  # noqa: PLC0415 - loads requests

    check, server = CheckId.GRAPH, graph_server(subject)
    values = {"host": server.host}
    try:
        answer = subject.transport.send(HttpRequest("GET", server.url), subject.cancel)
    except StationError as error:
        return _no_good_answer(check, error, values)
    if answer.status == 401 and _is_refusal_of_graph(answer.body):
        return passed(
            check, QT_TRANSLATE_NOOP("Doctor", "Microsoft Graph answers at {host}."), **values
        )
    if answer.status == 429 or answer.status >= 500:
        is_throttled = answer.status == 429
        code = ErrorCode.THROTTLED if is_throttled else ErrorCode.SERVICE_UNAVAILABLE
        return _no_good_answer(check, StationError(code), values)
    return failed_as(
        check,
        QT_TRANSLATE_NOOP(
            "Doctor",
            "What answers at {host} is not Microsoft Graph (status {status}).",
        ),
        LOG_IN,
        StationError(ErrorCode.NETWORK_ANSWERED),
        **values,
        status=str(answer.status),
    )


def _is_refusal_of_graph(body: bytes) -> bool:
    """Whether a body is an OData error ('Microsoft Graph error responses')."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return False
    error = document.get("error") if isinstance(document, dict) else None
    return isinstance(error, dict) and isinstance(error.get("code"), str)


def check_registration(subject: Subject) -> Finding:
    """Say whether the tenant knows the station's app registration."""
    check, values = CheckId.REGISTRATION, {"client": subject.tenant.client_id}
    try:
        _look_up(subject)
    except StationError as error:
        return _not_registered(subject, check, error, values)
    return passed(
        check,
        QT_TRANSLATE_NOOP("Doctor", "The tenant knows the app registration {client}."),
        **values,
    )


def _look_up(subject: Subject) -> None:
    from kiosk.services.sign_in.patience import Patience  # noqa: PLC0415 - with msal

    client = subject.tenant_client()
    try:
        patience = Patience(subject.cancel, subject.clock).at_most(CONNECT_SECONDS)
        client.look_up_registration(patience)
    finally:
        client.forget()


def _not_registered(
    subject: Subject, check: CheckId, error: StationError, values: dict[str, str]
) -> Finding:
    if error.code is ErrorCode.CLIENT_UNKNOWN:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP("Doctor", "The tenant knows no app registration {client}."),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Copy the application (client) id of the station's app registration into "
                "tenant.client_id, or register it.",
            ),
            error,
            **values,
        )
    if error.code is ErrorCode.CONSENT_MISSING:
        return failed_as(check, NOBODY_CONSENTED, CONSENT, error, **consent_values(subject))
    return unchecked(
        check,
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Whether the tenant knows the app registration {client} could not be checked, because "
            "it gives out no code to sign in with ({code}).",
        ),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Check once more; if it stays so, see that the app registration is a public client.",
        ),
        **values,
        code=str(error),
    )


def consent_values(subject: Subject) -> dict[str, str]:
    """Return the address at which an administrator consents for the whole tenant."""
    from kiosk.services.tenant_setup.consent import ConsentPage  # noqa: PLC0415 - with its services

    tenant = subject.tenant
    page = ConsentPage(tenant.authority_url, tenant.tenant_id, tenant.client_id)
    return {"link": page.address()}
