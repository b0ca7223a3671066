"""What the page that checks the station shows, for the window on stand-in controllers.

Each sentence is one of the real checks', found by its first words, so that it has a translation.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from kiosk.checks.finding import CheckId, Finding, Outcome, unchecked
from kiosk.controllers.doctor_view import DoctorStage, DoctorView
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.resources import resource

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LONG_NAME = "Verwaltungsgebäude-Nord-Erdgeschoss-Etikettendrucker-Kassenbereich-links-17"

VALUES = {
    "file": "/etc/pin-kiosk/settings.toml",
    "tenant": "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11",
    "client": "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f",
    "hosts": "login.microsoftonline.com, graph.microsoft.com",
    "host": "graph.microsoft.com",
    "port": "443",
    "issuer": "Microsoft Azure RSA TLS Issuing CA 03, Microsoft Corporation",
    "printer": "Label-1",
    "layout": "cr80",
    "size": "54 × 85.6 mm",
    "dpi": "300",
    "module_mm": "0.51",
    "version": "beta",
    "other": "v1.0",
    "scopes": "UserAuthMethod-QR.ReadWrite.All, User.Read, User.Read.All",
}

_WELL = {
    CheckId.SETTINGS: "The settings file {file} is right.",
    CheckId.TENANT: "The settings name the tenant {tenant}",
    CheckId.NAME_RESOLUTION: "The name server (DNS) knows {hosts}.",
    CheckId.PROXY: "No proxy is in force.",
    CheckId.SIGN_IN_TLS: "The connection to {host} is safe: its certificate comes from {issuer}, "
    "which this",
    CheckId.SIGN_IN_ENDPOINT: "People can sign in at {host}",
    CheckId.GRAPH_TLS: "The connection to {host} is safe: its certificate comes from {issuer}, "
    "which this",
    CheckId.GRAPH: "Microsoft Graph answers at",
    CheckId.CLOCK_SKEW: "This computer's clock agrees",
    CheckId.REGISTRATION: "The tenant knows the app registration",
    CheckId.SIGN_IN: "Signing in works",
    CheckId.CONSENTED_SCOPES: "The tenant has consented to all",
    CheckId.SIGNED_IN_ROLE: "Whoever signed in has a role",
    CheckId.METHOD_POLICY: "Signing in with a badge is switched on in the tenant.",
    CheckId.GRAPH_VERSION: "Microsoft Graph has the calls for badges in {version}, which the "
    "station uses, and not",
    CheckId.KIOSK_MODE: "The station covers the screen, and no browser",
    CheckId.AUDIT_FILE: "The audit file {file} can be written.",
    CheckId.AUDIT_FORWARDING: "Audit records are kept in the file",
    CheckId.BADGE_LAYOUT: "The layout {layout} ({size}) is right and goes",
    CheckId.SLIP_LAYOUT: "The layout {layout} ({size}) is right and goes",
    CheckId.PRINTER: "The printer {printer} is there.",
    CheckId.PRINTER_STATE: "The printer {printer} takes pages",
    CheckId.BADGE_PAPER: "The printer {printer} has paper of {size}",
    CheckId.SLIP_PAPER: "The printer {printer} has paper of {size}",
    CheckId.CODE_SIZE: "At {dpi} dots an inch the smallest squares of a code of usual length on "
    "the layout {layout} are {module_mm} mm wide.",
    CheckId.SPOOLER: "The print spooler does not keep",
}


@cache
def _texts() -> tuple[str, ...]:
    root = ElementTree.parse(resource("translations", "kiosk_de.ts")).getroot()
    context = next(one for one in root if one.findtext("name") == "Doctor")
    return tuple(message.findtext("source", "") for message in context.iter("message"))


def text(start: str) -> str:
    """Return the one sentence of the checks that begins like this."""
    (found,) = [one for one in _texts() if one.startswith(start)]
    return found


def well() -> tuple[Finding, ...]:
    """Return what is found where all is well and somebody is signed in."""
    return tuple(Finding(check, Outcome.PASS, text(_WELL[check]), VALUES) for check in CheckId)


def without_sign_in() -> tuple[Finding, ...]:
    """Return the same where nobody is signed in."""
    first = unchecked(
        CheckId.SIGN_IN, text("This was not checked, because"), text("Sign in at the station")
    )
    waiting = {
        CheckId.SIGN_IN,
        CheckId.CONSENTED_SCOPES,
        CheckId.SIGNED_IN_ROLE,
        CheckId.METHOD_POLICY,
        CheckId.GRAPH_VERSION,
    }
    return tuple(replace(first, check=one.check) if one.check in waiting else one for one in well())


def cut_off() -> tuple[Finding, ...]:
    """Return what is found where somebody looks into the connection, and the paper is out."""
    values = {**VALUES, "issuer": "Contoso Inspection CA", "printer": LONG_NAME}
    intercepted = Finding(
        CheckId.GRAPH_TLS,
        Outcome.FAIL,
        text("The certificate of {host} comes from {issuer}, which this computer does not"),
        values,
        text("If {issuer} is your own"),
        StationError(ErrorCode.CERTIFICATE_UNTRUSTED),
    )
    clock = Finding(
        CheckId.CLOCK_SKEW,
        Outcome.WARN,
        text("This computer's clock is {amount} (hours:minutes) slow"),
        {"amount": "2:05"},
        text("Set the clock and the time zone"),
        StationError(ErrorCode.CLOCK_WRONG),
        {"service_time": NOW},
    )
    paper = Finding(
        CheckId.PRINTER_STATE,
        Outcome.FAIL,
        text("The printer {printer} is out of paper."),
        values,
        text("Put paper in."),
    )
    graph = unchecked(
        CheckId.GRAPH,
        text("This could not be checked, because there is no safe connection to Microsoft Graph."),
        text("Mend that first"),
    )
    other = {one.check: one for one in (intercepted, clock, paper, graph)}
    return tuple(other.get(one.check, one) for one in without_sign_in())


def running(count: int = 9) -> DoctorView:
    """Return the page in the middle of its checks."""
    return DoctorView(
        DoctorStage.RUNNING,
        cut_off()[:count],
        list(CheckId)[count],
        count + 1,
        len(CheckId),
    )


def doctor_situations() -> dict[str, DoctorView]:
    """Return the page in all that can be found, by the name of the scene."""
    total = len(CheckId)
    return {
        "doctor": DoctorView(DoctorStage.DONE, well(), total=total),
        "doctor-running": running(),
        "doctor-in-trouble": DoctorView(DoctorStage.DONE, cut_off(), total=total),
        "doctor-stopped": DoctorView(DoctorStage.STOPPED, cut_off()[:8], total=total),
        "doctor-failed": DoctorView(
            DoctorStage.FAILED, error=StationError(ErrorCode.PRACTICE_NOT_STARTED)
        ),
    }
