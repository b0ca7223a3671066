"""Does the same change for many people at once, without the window."""

from __future__ import annotations

import argparse
import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from kiosk.commands.bulk_forwarding import forwarded
from kiosk.commands.bulk_paper import LayoutNames, folder_paper
from kiosk.commands.bulk_run import BulkOrder, BulkRun
from kiosk.commands.bulk_sign_in import sign_in
from kiosk.commands.outcome import ExitCode
from kiosk.commands.station import audit_file
from kiosk.commands.words import words_of
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import TEAM_SCOPE, UNIT_SCOPE
from kiosk.models.person import Account
from kiosk.models.run import (
    Expiring,
    FromCsv,
    FromGroup,
    FromUnit,
    RowOrder,
    RunAction,
    Source,
)
from kiosk.models.run_words import reason_words
from kiosk.models.settings_schema import CA_FILE
from kiosk.services.assembly import build_workplace
from kiosk.services.graph.pace import TENANT_WRITES
from kiosk.services.memory_guard import guard_memory
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import RunDesk
from kiosk.services.settings_file import load_settings

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SCOPES = {FromGroup: frozenset({TEAM_SCOPE}), FromUnit: frozenset({UNIT_SCOPE})}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("action", choices=[action.value for action in RunAction])
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--group", metavar="ID", help="the members of this group")
    who.add_argument("--unit", metavar="ID", help="the people of this administrative unit")
    who.add_argument("--csv", metavar="FILE", help="the people whom this list names")
    who.add_argument(
        "--expiring",
        type=_days,
        metavar="DAYS",
        help="everybody whose badge ends within so many days",
    )
    parser.add_argument(
        "--direct", action="store_true", help="with --group: leave out the groups inside it"
    )
    parser.add_argument(
        "--sort",
        choices=[order.value for order in RowOrder],
        default=RowOrder.SHOP.value,
        help="how the sheets are sorted (shop, and in it by name)",
    )
    parser.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="NAME",
        help="leave out whoever has this sign-in name when the run begins; may be given several "
        "times",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="the folder for pages, result and record"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--resume", action="store_true", help="go on with the run in --out")
    how.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and change nothing"
    )
    parser.add_argument("--layout", metavar="NAME", help="make the badges with this layout")
    parser.add_argument("--slip-layout", metavar="NAME", help="make the slips with this layout")
    parser.add_argument(
        "--write-quota",
        type=_quota,
        default=TENANT_WRITES,
        metavar="N",
        help=f"writes that the tenant takes in 150 seconds ({TENANT_WRITES}); 0 for any number",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document to stdout")
    parser.set_defaults(usage_error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Do the run; return 0 when everybody is done, 1 when somebody is not, 3 without a tenant."""
    guard_memory()
    try:
        return _run(arguments)
    except (StationError, WorkCancelledError) as error:
        if arguments.json:
            # A script reads one document, however the command ends.
            code = error.code if isinstance(error, StationError) else ""
            print(json.dumps({"ok": False, "action": arguments.action, "code": code}), flush=True)
        raise


def _run(arguments: argparse.Namespace) -> int:
    if arguments.out is None and not arguments.dry_run:
        arguments.usage_error("--out is needed (or --dry-run alone)")
    loaded = load_settings(arguments.settings, os.environ)
    if not loaded.is_set_up:
        raise StationError(ErrorCode.SETTINGS_INCOMPLETE)
    settings = loaded.settings
    language = arguments.language or settings.station.language
    clock = SystemClock()
    order = BulkOrder(
        RunAction(arguments.action),
        _source(arguments),
        arguments.out,
        tuple(arguments.leave_out),
        resume=arguments.resume,
        as_json=arguments.json,
        sort=RowOrder(arguments.sort),
    )
    # Before anybody signs in: a wrong layout is told at once.
    paper = None
    if not arguments.dry_run:
        names = LayoutNames(arguments.layout or "", arguments.slip_layout or "")
        paper = folder_paper(loaded, arguments.out, names, language, clock)
    translate, _ = words_of(language)
    file = audit_file(settings, practice=False)
    workplace = build_workplace(
        settings,
        file,
        clock,
        practice=False,
        ca_named_in=loaded.origin_of(CA_FILE.key).place,
    )
    workplace.session.wanted_scopes = _SCOPES.get(type(order.source), frozenset())
    control = RunControl()

    def ask_for_units() -> None:
        workplace.session.wanted_scopes |= {UNIT_SCOPE}

    def sign_in_now(claims: str | None, expected: Account | None) -> Account:
        # A token of its own: a sign-in that has worked makes its token too late to cancel.
        token = CancelToken()
        with control.token.calling(lambda: _cancel(token)):
            method = settings.sign_in.method
            return sign_in(workplace.session, method, translate, token, claims, expected)

    bulk = BulkRun(
        order,
        RunDesk(
            lambda: workplace,
            arguments.out or Path(),
            clock,
            lambda row, result: reason_words(row, result, translate),
            settings.badge.standard_days,
            arguments.write_quota,
        ),
        sign_in_now,
        control,
        translate,
        ask_for_units,
    )
    with _cancelled_by_signals(control):
        if paper is None:
            return bulk.dry_run()
        with forwarded(settings.audit, file, clock, translate):
            return bulk.carry_out(paper)


def _cancel(token: CancelToken) -> None:
    token.cancel()


def _source(arguments: argparse.Namespace) -> Source:
    if arguments.group is not None:
        return FromGroup(arguments.group, nested=not arguments.direct)
    if arguments.unit is not None:
        return FromUnit(arguments.unit)
    if arguments.csv is not None:
        return FromCsv(arguments.csv)
    return Expiring(arguments.expiring)


@contextmanager
def _cancelled_by_signals(control: RunControl) -> Iterator[None]:
    """Let what is under way finish at the first Ctrl-C, and end at once at the second."""

    def leave(number: int, _: FrameType | None) -> None:
        del number
        for one in _SIGNALS:
            signal.signal(one, _end_at_once)
        # Not in the handler: it may hold the very lock that cancelling needs.
        threading.Thread(target=control.cancel, daemon=True).start()

    before = {number: signal.signal(number, leave) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end_at_once(_number: int, _frame: FrameType | None) -> NoReturn:
    # In good order it would wait for threads that the service makes wait. The record is enough.
    os._exit(ExitCode.INTERRUPTED)


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= 395:
        raise ValueError
    return days


def _quota(text: str) -> int | None:
    writes = int(text)
    if writes < 0:
        raise ValueError
    return writes or None
