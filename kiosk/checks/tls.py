"""Checks that the connections to the service's servers are safe; if not, says whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.checks.finding import CheckId, Finding, Outcome, failed_as, passed
from kiosk.checks.network import Server, graph_server, proxy_to, sign_in_server
from kiosk.checks.subject import CONNECT_SECONDS, Subject
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from kiosk.services.probing.certificates import Presented

_OPEN_WAY = QT_TRANSLATE_NOOP(
    "Doctor",
    "Have the firewall let this computer through to {host}, port {port}, without looking into "
    "the connection.",
)
LOG_IN = QT_TRANSLATE_NOOP(
    "Doctor",
    "Log in to the network in a browser, or have the firewall or proxy let {host} through as it "
    "is.",
)


def check_sign_in_tls(subject: Subject) -> Finding:
    """Say whether the connection to the sign-in server is a safe one."""
    return _check_tls(subject, CheckId.SIGN_IN_TLS, sign_in_server(subject))


def check_graph_tls(subject: Subject) -> Finding:
    """Say whether the connection to Microsoft Graph is a safe one."""
    return _check_tls(subject, CheckId.GRAPH_TLS, graph_server(subject))


def _check_tls(subject: Subject, check: CheckId, server: Server) -> Finding:
    from kiosk.services.probing.certificates import presented_by  # noqa: PLC0415 - cryptography
    from kiosk.services.transport import HttpRequest  # noqa: PLC0415 - loads requests

    error: StationError | None = None
    try:
        subject.transport.send(HttpRequest("GET", server.url), subject.cancel)
    except StationError as failure:
        error = failure
    values = {"host": server.host, "port": str(server.port)}
    if error is not None and error.code is ErrorCode.SETTING_WRONG:
        raise error
    if error is not None and error.code is ErrorCode.PROXY_REFUSED:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP("Doctor", "The proxy gives no way to {host}, port {port}."),
            _OPEN_WAY,
            error,
            **values,
        )
    if error is not None and error.code is ErrorCode.NETWORK_UNREACHABLE and not error.maybe_done:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor", "Nobody answers at {host}, port {port}, although its name is known."
            ),
            _OPEN_WAY,
            error,
            **values,
        )
    shown = presented_by(server.host, server.port, proxy_to(subject, server), CONNECT_SECONDS)
    if error is not None and error.code in {ErrorCode.CERTIFICATE_UNTRUSTED, ErrorCode.CLOCK_WRONG}:
        return _not_trusted(subject, check, server, error, shown)
    values["issuer"] = "" if shown is None else shown.issuer
    if shown is None:
        text = QT_TRANSLATE_NOOP("Doctor", "The connection to {host} is safe.")
    elif subject.tenant.ca_file is not None:
        text = QT_TRANSLATE_NOOP(
            "Doctor",
            "The connection to {host} is safe: its certificate comes from {issuer}, which the "
            "CA file in the settings trusts.",
        )
    else:
        text = QT_TRANSLATE_NOOP(
            "Doctor",
            "The connection to {host} is safe: its certificate comes from {issuer}, which this "
            "computer trusts.",
        )
    return passed(check, text, **values)


def _not_trusted(
    subject: Subject,
    check: CheckId,
    server: Server,
    error: StationError,
    shown: Presented | None,
) -> Finding:
    """Say what is wrong with a certificate, by what it says itself."""
    values = {"host": server.host, "port": str(server.port)}
    if shown is None:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor", "What answers at {host}, port {port}, does not speak HTTPS."
            ),
            LOG_IN,
            error,
            **values,
        )
    now = subject.clock.now()
    values |= {"issuer": shown.issuer, "names": shown.shown_names}
    if not shown.begins <= now <= shown.ends:
        is_early = now < shown.begins
        text = (
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The certificate of {host}, issued by {issuer}, begins on {limit}, and this "
                "computer's clock says {now}.",
            )
            if is_early
            else QT_TRANSLATE_NOOP(
                "Doctor",
                "The certificate of {host}, issued by {issuer}, ended on {limit}, and this "
                "computer's clock says {now}.",
            )
        )
        return Finding(
            check,
            Outcome.FAIL,
            text,
            values,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Set the clock if it is wrong; if it is right, whoever issued the certificate has "
                "to renew it.",
            ),
            StationError(ErrorCode.CLOCK_WRONG),
            {"limit": shown.begins if is_early else shown.ends, "now": now},
        )
    if not shown.is_for(server.host):
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "What answers at {host} shows a certificate for another name ({names}), issued by "
                "{issuer}.",
            ),
            LOG_IN,
            error,
            **values,
        )
    if subject.tenant.ca_file is not None:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The certificate of {host} comes from {issuer}, which the CA file in the settings "
                "does not trust.",
            ),
            QT_TRANSLATE_NOOP("Doctor", "Put the certificate of that issuer into {key}."),
            error,
            **values,
            key="tenant.ca_file",
        )
    return failed_as(
        check,
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The certificate of {host} comes from {issuer}, which this computer does not trust: a "
            "proxy or a firewall looks into the connection, or somebody else answers.",
        ),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "If {issuer} is your own organisation's, add its certificate to those that this "
            "computer trusts, or exempt {host}; if nobody knows it, stop here.",
        ),
        error,
        **values,
    )
