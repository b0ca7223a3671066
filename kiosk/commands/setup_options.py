"""The options of `pin-kiosk setup`."""

from __future__ import annotations

import argparse
from pathlib import Path
from uuid import UUID

from kiosk.models.settings import SignInMethod, WriteScope
from kiosk.services.tenant_setup.registration import DEFAULT_NAME
from kiosk.services.tenant_setup.visit import COMMAND_LINE_TOOLS

_NAME_LENGTH_MAX = 120
"""As the Entra admin center allows."""

_METHODS = (SignInMethod.BROWSER.value, SignInMethod.DEVICE_CODE.value)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    tenant = parser.add_argument_group("who and where")
    tenant.add_argument(
        "--tenant",
        type=_tenant,
        metavar="ID",
        help="the tenant's id or a domain name of it (the settings', else whoever signs in's)",
    )
    tenant.add_argument(
        "--sign-in", choices=_METHODS, help="how to sign in (the settings', else browser)"
    )
    tenant.add_argument(
        "--client-id",
        type=_guid,
        default=COMMAND_LINE_TOOLS,
        metavar="ID",
        help="the public client that setup itself signs in with (Microsoft Graph Command Line "
        "Tools, which every tenant knows)",
    )
    stations = parser.add_argument_group("the registration")
    stations.add_argument(
        "--name",
        type=_name,
        default=DEFAULT_NAME,
        help=f"the name of a new registration ({DEFAULT_NAME})",
    )
    stations.add_argument(
        "--app-id", type=_guid, metavar="ID", help="use the registration with this client id"
    )
    stations.add_argument(
        "--scope",
        choices=[scope.value for scope in WriteScope],
        help="the permission for badges and PINs (the settings', else "
        f"{WriteScope.QR_METHOD.value})",
    )
    stations.add_argument("--teams", action="store_true", help="let stations read groups as well")
    stations.add_argument(
        "--units", action="store_true", help="let stations read administrative units as well"
    )
    stations.add_argument(
        "--policy", action="store_true", help="let stations read the QR code method's policy"
    )
    outcome = parser.add_argument_group("what comes of it")
    outcome.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and change nothing"
    )
    outcome.add_argument(
        "--consent",
        action="store_true",
        help="open the consent page on this computer, and wait for an administrator's answer",
    )
    outcome.add_argument(
        "--reviewed",
        action="store_true",
        help="give the consent link, or go on to --consent, although others own the registration, "
        "or it has addresses elsewhere or secrets: somebody looked at them, and they are meant",
    )
    outcome.add_argument("--station", default="", metavar="NAME", help="the station's name")
    outcome.add_argument("--out", type=Path, metavar="FILE", help="write the settings file here")
    outcome.add_argument("--force", action="store_true", help="with --out: write over a file")
    outcome.add_argument("--json", action="store_true", help="print one JSON document to stdout")


def _guid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no id like 11111111-2222-3333-4444-555555555555"
        ) from None


def _tenant(text: str) -> str:
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    if not text or not set(text.lower()) <= allowed:
        raise argparse.ArgumentTypeError(f"{text!r} is no tenant id and no domain name")
    return text.lower()


def _name(text: str) -> str:
    if not text.strip() or len(text) > _NAME_LENGTH_MAX or not text.isprintable():
        raise argparse.ArgumentTypeError(f"a name has 1 to {_NAME_LENGTH_MAX} characters")
    return text.strip()
