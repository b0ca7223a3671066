"""Registers the stations' public client in a tenant, and writes the settings that go with it."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from kiosk.commands import setup_words as words
from kiosk.commands.bulk_sign_in import sign_in
from kiosk.commands.outcome import ExitCode, exit_code_for, print_error
from kiosk.commands.printable import printable, printable_json
from kiosk.commands.words import words_of
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import StationError
from kiosk.models.permissions import Features, station_permissions
from kiosk.models.sentences import Translate
from kiosk.models.settings import SignInMethod, TenantSettings, WriteScope
from kiosk.models.settings_schema import CA_FILE
from kiosk.services.browser import SystemBrowser
from kiosk.services.memory_guard import guard_memory
from kiosk.services.places import places_of_this_machine
from kiosk.services.settings_file import LoadedSettings, load_settings
from kiosk.services.sign_in.progress import BrowserNotOpened, BrowserOpened, SignInProgress
from kiosk.services.tenant_setup.registrar import Plan
from kiosk.services.tenant_setup.registration import DEFAULT_NAME, Registration, Wanted
from kiosk.services.tenant_setup.station_settings import (
    refuse_unless_writable,
    text_for,
    write_settings,
)
from kiosk.services.tenant_setup.visit import ANY_TENANT, COMMAND_LINE_TOOLS, TenantVisit

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
    outcome.add_argument("--station", default="", metavar="NAME", help="the station's name")
    outcome.add_argument("--out", type=Path, metavar="FILE", help="write the settings file here")
    outcome.add_argument("--force", action="store_true", help="with --out: write over a file")
    outcome.add_argument("--json", action="store_true", help="print one JSON document to stdout")


def run(arguments: argparse.Namespace) -> int:
    """Register, and say what comes next; return 0, or the exit code of what went wrong."""
    guard_memory()
    translate, _ = words_of(arguments.language or "")
    document: dict[str, Any] = {"ok": False, "dry_run": arguments.dry_run}
    try:
        loaded = load_settings(arguments.settings, os.environ, needs_tenant=False)
        translate, _ = words_of(arguments.language or loaded.settings.station.language)
        _Setup(arguments, loaded, translate, document).run()
        document["ok"] = True
        code = ExitCode.DONE
    except StationError as error:
        print_error(error, translate=translate)
        document["code"] = error.code
        code = exit_code_for(error.code)
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    if arguments.json:
        # A script reads one document, however the command ends.
        print(printable_json(document, indent=2), flush=True)
    return code


class _Setup:
    """One run of the command; what comes out is also written to `document` as it is known."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        loaded: LoadedSettings,
        translate: Translate,
        document: dict[str, Any],
    ) -> None:
        self._arguments = arguments
        self._settings = loaded.settings
        self._ca_named_in = loaded.origin_of(CA_FILE.key).place
        self._translate = translate
        self._document = document

    def run(self) -> None:
        """Do it; raises StationError."""
        arguments, tenant = self._arguments, self._settings.tenant
        if arguments.out is not None and not arguments.dry_run:
            # Before anybody signs in, and long before anything is changed.
            refuse_unless_writable(arguments.out, replacing=arguments.force)
        scope = WriteScope(arguments.scope) if arguments.scope else tenant.scope
        features = Features(arguments.teams, arguments.units, arguments.policy)
        wanted = Wanted(arguments.name, station_permissions(scope, features))
        options = self._settings.sign_in
        method = SignInMethod(arguments.sign_in) if arguments.sign_in else options.method
        visit = TenantVisit(
            self._tool(),
            options,
            SystemClock(),
            changes=not arguments.dry_run,
            ca_named_in=self._ca_named_in,
        )
        try:
            self._say(words.SIGN_IN)
            tenant_id = visit.sign_in(
                lambda session: sign_in(session, method, self._translate, CancelToken())
            )
            plan = visit.registrar.look(wanted, arguments.app_id, CancelToken())
            self._note(tenant_id, wanted, plan)
            if arguments.dry_run:
                self._tell_plan(plan, wanted)
                registration = plan.found
            else:
                registration = visit.registrar.carry_out(plan, wanted, CancelToken())
                self._tell_done(plan, registration)
            if registration is not None:
                station = replace(tenant, client_id=registration.client_id, scope=scope)
                self._tell_values(visit, replace(station, tenant_id=tenant_id), wanted)
                if arguments.consent and not arguments.dry_run:
                    self._have_consented(visit, tenant_id, registration.client_id)
        finally:
            visit.end()

    def _tool(self) -> TenantSettings:
        """Return where to sign in, and as what."""
        tenant = self._settings.tenant
        asked = self._arguments.tenant
        authority = tenant.authority
        if authority is not None and asked is not None:
            authority = f"{authority.rpartition('/')[0]}/{asked}"
        return replace(
            tenant,
            tenant_id=asked or tenant.tenant_id or ANY_TENANT,
            client_id=self._arguments.client_id,
            authority=authority,
        )

    def _note(self, tenant_id: str, wanted: Wanted, plan: Plan) -> None:
        found = plan.found
        self._document |= {
            "tenant_id": tenant_id,
            "client_id": None if found is None else found.client_id,
            "name": wanted.name if found is None else found.name,
            "permissions": list(wanted.permissions),
            "was_there": found is not None,
            "changes": list(plan.changes),
            "makes_service_principal": plan.needs_principal,
            "left_alone": list(plan.oddities),
            "consented": None,
        }

    def _tell_plan(self, plan: Plan, wanted: Wanted) -> None:
        if plan.found is None:
            self._say(words.WOULD_CREATE, name=wanted.name)
            return
        self._say(words.FOUND, name=plan.found.name)
        for change in plan.changes:
            self._say(words.WOULD_ADD[change])
        if plan.needs_principal:
            self._say(words.WOULD_MAKE_PRINCIPAL)
        self._tell_rest(plan)

    def _tell_done(self, plan: Plan, registration: Registration) -> None:
        self._document["client_id"] = registration.client_id
        if plan.found is None:
            self._say(words.CREATED, name=registration.name)
            return
        self._say(words.FOUND, name=registration.name)
        for change in plan.changes:
            self._say(words.ADDED[change])
        if plan.needs_principal:
            self._say(words.PRINCIPAL_MADE)
        self._tell_rest(plan)

    def _tell_rest(self, plan: Plan) -> None:
        if plan.changes_nothing:
            self._say(words.NOTHING)
        for oddity in plan.oddities:
            self._say(words.LEFT_ALONE[oddity])

    def _tell_values(self, visit: TenantVisit, station: TenantSettings, wanted: Wanted) -> None:
        arguments = self._arguments
        link = visit.consent_link(station.tenant_id, station.client_id)
        text = text_for(station, arguments.station or self._settings.station.name)
        self._document |= {"consent_url": link, "settings": text, "settings_file": None}
        self._say(words.TENANT, id=station.tenant_id)
        self._say(words.CLIENT, id=station.client_id)
        self._say(words.PERMISSIONS, names=", ".join(wanted.permissions))
        if not arguments.consent:
            self._say_line("")
            self._say(words.CONSENT_LINK)
            self._say_line(link)
            self._say(words.NOBODY_LISTENS)
        self._say_line("")
        self._say(words.SETTINGS)
        for line in text.splitlines():
            self._say_line(f"    {line}" if line else "")
        if arguments.out is not None and not arguments.dry_run:
            write_settings(arguments.out, text, replacing=arguments.force)
            self._document["settings_file"] = str(arguments.out)
            self._say(words.WRITTEN, file=str(arguments.out))
        self._say(words.NEXT, file=str(places_of_this_machine().machine_settings))

    def _have_consented(self, visit: TenantVisit, tenant_id: str, client_id: str) -> None:
        def tell(progress: SignInProgress) -> None:
            match progress:
                case BrowserOpened():
                    self._say(words.CONSENT_BROWSER)
                case BrowserNotOpened(address):
                    self._say(words.CONSENT_ADDRESS, address=address)
                case _:
                    pass

        try:
            visit.wait_for_consent(tenant_id, client_id, SystemBrowser().open, tell)
        except StationError:
            self._say(words.CONSENT_LINK)
            self._say_line(self._document["consent_url"])
            raise
        self._document["consented"] = True
        self._say(words.CONSENTED)

    def _say(self, text: str, **places: str) -> None:
        self._say_line(self._translate(words.CONTEXT, text).format(**places))

    def _say_line(self, line: str) -> None:
        print(printable(line), file=sys.stderr, flush=True)


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
