"""Registers the stations' public client in a tenant, and writes the settings that go with it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from kiosk.commands.bulk_sign_in import sign_in
from kiosk.commands.outcome import ExitCode
from kiosk.commands.printable import printable_json
from kiosk.commands.setup_options import add_arguments
from kiosk.commands.setup_report import SetupReport, Stage
from kiosk.commands.words import words_of
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import Features, station_permissions
from kiosk.models.settings import SignInMethod, TenantSettings, WriteScope
from kiosk.models.settings_schema import CA_FILE
from kiosk.services.browser import SystemBrowser
from kiosk.services.memory_guard import guard_memory
from kiosk.services.settings_file import LoadedSettings, load_settings
from kiosk.services.tenant_setup.registrar import Plan
from kiosk.services.tenant_setup.registration import Registration, Wanted
from kiosk.services.tenant_setup.station_settings import (
    refuse_unless_writable,
    text_for,
    write_settings,
)
from kiosk.services.tenant_setup.visit import ANY_TENANT, TenantVisit

__all__ = ["add_arguments", "run"]


def run(arguments: argparse.Namespace) -> int:
    """Register, and say what comes next; raises StationError when that did not work."""
    guard_memory()
    document: dict[str, Any] = {"ok": False, "dry_run": arguments.dry_run}
    report = SetupReport(words_of(arguments.language or "")[0], document)
    try:
        loaded = load_settings(arguments.settings, os.environ, needs_tenant=False)
        report.translate, _ = words_of(arguments.language or loaded.settings.station.language)
        _Setup(arguments, loaded, report).run()
        document["ok"] = True
    except StationError as error:
        document["code"] = error.code
        raise
    except KeyboardInterrupt:
        report.interrupted()
        raise
    finally:
        if arguments.json:
            # A script reads one document, however the command ends.
            print(printable_json(document, indent=2), flush=True)
    return ExitCode.DONE


class _Setup:
    """One run of the command."""

    def __init__(
        self, arguments: argparse.Namespace, loaded: LoadedSettings, report: SetupReport
    ) -> None:
        self._arguments = arguments
        self._settings = loaded.settings
        self._ca_named_in = loaded.origin_of(CA_FILE.key).place
        self._report = report

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
            self._report.asks_to_sign_in()
            with _cancelled_by_ctrl_c() as cancel:
                account = visit.sign_in(
                    lambda session: sign_in(session, method, self._report.translate, cancel)
                )
            with _cancelled_by_ctrl_c() as cancel:
                plan = visit.registrar.look(wanted, arguments.app_id, account.person_id, cancel)
            self._report.note(account.tenant_id, wanted, plan)
            registration = self._registered(visit, wanted, plan)
            if registration is not None:
                ids = replace(tenant, tenant_id=account.tenant_id, scope=scope)
                station = replace(ids, client_id=registration.client_id)
                self._give(visit, station, wanted, plan)
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

    def _registered(self, visit: TenantVisit, wanted: Wanted, plan: Plan) -> Registration | None:
        """Do what the plan says and tell it, or with --dry-run only tell it.

        Raises StationError, REGISTRATION_UNREVIEWED too: before anything is changed.
        """
        if self._arguments.dry_run:
            self._report.would_do(plan, wanted)
            return plan.found
        if plan.found is not None and self._arguments.consent and self._is_in_doubt(plan):
            self._report.found(plan.found, plan)
            name = {"name": plan.found.name}
            raise StationError(ErrorCode.REGISTRATION_UNREVIEWED, name)
        if not plan.changes_nothing:
            self._report.stage = Stage.CHANGING
        with _cancelled_by_ctrl_c() as cancel:
            registration = visit.registrar.carry_out(plan, wanted, cancel)
        self._report.stage = Stage.REGISTERED
        self._report.done(plan, registration)
        return registration

    def _is_in_doubt(self, plan: Plan) -> bool:
        return bool(plan.to_review) and not self._arguments.reviewed

    def _give(
        self, visit: TenantVisit, station: TenantSettings, wanted: Wanted, plan: Plan
    ) -> None:
        """Tell the ids, how consent is given, and the settings; have consent given if asked to."""
        arguments, report = self._arguments, self._report
        is_in_doubt = self._is_in_doubt(plan)
        is_consenting = arguments.consent and not arguments.dry_run
        text = text_for(station, arguments.station or self._settings.station.name)
        report.ids(station, wanted)
        if is_in_doubt:
            report.review_first()
        else:
            link = visit.consent_link(station.tenant_id, station.client_id)
            report.consent_link(link, is_told=not arguments.consent)
        report.settings(text)
        if arguments.out is not None and not arguments.dry_run:
            write_settings(arguments.out, text, replacing=arguments.force)
            report.written(arguments.out)
        if is_consenting:
            self._have_consented(visit, station)
        report.next_step()

    def _have_consented(self, visit: TenantVisit, station: TenantSettings) -> None:
        report, browser = self._report, SystemBrowser()
        report.stage = Stage.CONSENTING
        try:
            with _cancelled_by_ctrl_c() as cancel:
                visit.wait_for_consent(
                    station.tenant_id, station.client_id, browser.open, report.progress, cancel
                )
        except StationError:
            report.tell_consent_link()
            raise
        report.stage = Stage.REGISTERED
        report.consented()


@contextmanager
def _cancelled_by_ctrl_c() -> Iterator[CancelToken]:
    """Give one piece of work what Ctrl+C cancels, so that what it has on threads ends too."""
    cancel = CancelToken()
    try:
        yield cancel
    except KeyboardInterrupt:
        cancel.cancel()
        raise
