"""What the checks of the station are called, and how each of them ended, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.checks.finding import CheckId, Finding, Outcome

translate = QCoreApplication.translate


def check_name(check: CheckId) -> str:
    """Return what a check looks at."""
    names = {
        CheckId.SETTINGS: translate("CheckWords", "Settings"),
        CheckId.TENANT: translate("CheckWords", "Tenant"),
        CheckId.NAME_RESOLUTION: translate("CheckWords", "Names of the servers"),
        CheckId.PROXY: translate("CheckWords", "Proxy"),
        CheckId.SIGN_IN_TLS: translate("CheckWords", "Safe connection for signing in"),
        CheckId.SIGN_IN_ENDPOINT: translate("CheckWords", "Sign-in server"),
        CheckId.GRAPH_TLS: translate("CheckWords", "Safe connection to Microsoft Graph"),
        CheckId.GRAPH: translate("CheckWords", "Microsoft Graph"),
        CheckId.CLOCK_SKEW: translate("CheckWords", "Clock"),
        CheckId.REGISTRATION: translate("CheckWords", "App registration"),
        CheckId.SIGN_IN: translate("CheckWords", "Signing in"),
        CheckId.CONSENTED_SCOPES: translate("CheckWords", "Consent"),
        CheckId.SIGNED_IN_ROLE: translate("CheckWords", "Role"),
        CheckId.METHOD_POLICY: translate("CheckWords", "Policy for badges"),
        CheckId.GRAPH_VERSION: translate("CheckWords", "Version of Microsoft Graph"),
        CheckId.KIOSK_MODE: translate("CheckWords", "Kiosk mode"),
        CheckId.AUDIT_FILE: translate("CheckWords", "Audit file"),
        CheckId.AUDIT_FORWARDING: translate("CheckWords", "Forwarding of audit records"),
        CheckId.BADGE_LAYOUT: translate("CheckWords", "Layout of badges"),
        CheckId.SLIP_LAYOUT: translate("CheckWords", "Layout of slips"),
        CheckId.PRINTER: translate("CheckWords", "Printer"),
        CheckId.PRINTER_STATE: translate("CheckWords", "State of the printer"),
        CheckId.BADGE_PAPER: translate("CheckWords", "Paper for badges"),
        CheckId.SLIP_PAPER: translate("CheckWords", "Paper for slips"),
        CheckId.CODE_SIZE: translate("CheckWords", "Size of the code"),
        CheckId.SPOOLER: translate("CheckWords", "Print spooler"),
    }
    return names[check]


def outcome_words(finding: Finding) -> str:
    """Return how a check ended."""
    if not finding.was_checked:
        return translate("CheckWords", "Not checked")
    words = {
        Outcome.PASS: translate("CheckWords", "In order"),
        Outcome.WARN: translate("CheckWords", "Worth a look"),
        Outcome.FAIL: translate("CheckWords", "Not in order"),
    }
    return words[finding.outcome]
