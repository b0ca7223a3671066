"""Runs the checks in their order; none of them stops the others, and none takes for ever.

What a check needs may be missing because an earlier one failed. Then it is not done, and says so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.checks.audit import check_audit_file, check_audit_forwarding
from kiosk.checks.finding import CheckId, Finding, Outcome, failed, unchecked
from kiosk.checks.layouts import (
    check_badge_layout,
    check_badge_paper,
    check_code_size,
    check_slip_layout,
    check_slip_paper,
)
from kiosk.checks.network import check_clock, check_names, check_proxy
from kiosk.checks.printer import check_printer, check_printer_state
from kiosk.checks.service import check_graph, check_registration, check_sign_in_endpoint
from kiosk.checks.settings import (
    check_kiosk_mode,
    check_settings,
    check_tenant,
    more_mistakes,
)
from kiosk.checks.sign_in import (
    check_graph_version,
    check_policy,
    check_role,
    check_scopes,
    check_sign_in,
)
from kiosk.checks.spooler import check_spooler
from kiosk.checks.subject import Subject
from kiosk.checks.tls import check_graph_tls, check_sign_in_tls
from kiosk.models.cancellation import WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings_schema import SIGN_IN_SECONDS_MAX
from kiosk.models.translatable import QT_TRANSLATE_NOOP

LIMIT_SECONDS = 20.0
"""Longer than a print service that does not answer takes to be given up."""

NETWORK_SECONDS = 30.0
"""Longer than a connection attempt and an answer may take together."""

_TICK_SECONDS = 0.2
"""On some systems Ctrl+C does not end a wait, but is seen between two."""

_MEND_FIRST = QT_TRANSLATE_NOOP("Doctor", "Mend that first, then check once more.")
_CHECK_AGAIN = QT_TRANSLATE_NOOP(
    "Doctor", "Check once more; if it stays so, send the report to whoever looks after the station."
)
_RESTART = QT_TRANSLATE_NOOP(
    "Doctor", "Restart the print service or the computer, then check once more."
)
_HELD_UP = QT_TRANSLATE_NOOP(
    "Doctor",
    "See what in the network holds the answer up, such as a firewall or a proxy, then check once "
    "more.",
)

_BECAUSE: Mapping[CheckId, str] = {
    CheckId.TENANT: QT_TRANSLATE_NOOP(
        "Doctor",
        "This could not be checked, because the settings do not say which tenant to work for.",
    ),
    CheckId.NAME_RESOLUTION: QT_TRANSLATE_NOOP(
        "Doctor", "This could not be checked, because the name of a server was not found."
    ),
    CheckId.PROXY: QT_TRANSLATE_NOOP(
        "Doctor", "This could not be checked, because the proxy gives no way to the service."
    ),
    CheckId.SIGN_IN_TLS: QT_TRANSLATE_NOOP(
        "Doctor",
        "This could not be checked, because there is no safe connection to the sign-in server.",
    ),
    CheckId.SIGN_IN_ENDPOINT: QT_TRANSLATE_NOOP(
        "Doctor", "This could not be checked, because the sign-in server does not answer rightly."
    ),
    CheckId.GRAPH_TLS: QT_TRANSLATE_NOOP(
        "Doctor",
        "This could not be checked, because there is no safe connection to Microsoft Graph.",
    ),
    CheckId.GRAPH: QT_TRANSLATE_NOOP(
        "Doctor", "This could not be checked, because Microsoft Graph does not answer."
    ),
    CheckId.SIGN_IN: QT_TRANSLATE_NOOP(
        "Doctor", "This could not be checked, because the sign-in did not work."
    ),
}


@dataclass(frozen=True)
class Check:
    """A check, by its name, what does it, and after how long it is given up.

    It is done only where what it `needs` has neither failed nor gone unchecked. `held_up` is the
    next step where it was given up.
    """

    name: CheckId
    look: Callable[[Subject], Finding]
    limit_seconds: float = LIMIT_SECONDS
    needs: tuple[CheckId, ...] = ()
    held_up: str = _RESTART


def _network(
    name: CheckId,
    look: Callable[[Subject], Finding],
    *needs: CheckId,
    limit_seconds: float = NETWORK_SECONDS,
) -> Check:
    return Check(name, look, limit_seconds, needs, _HELD_UP)


CHECKS = (
    Check(CheckId.SETTINGS, check_settings),
    Check(CheckId.TENANT, check_tenant),
    _network(CheckId.NAME_RESOLUTION, check_names, CheckId.TENANT),
    _network(CheckId.PROXY, check_proxy, CheckId.NAME_RESOLUTION),
    _network(CheckId.SIGN_IN_TLS, check_sign_in_tls, CheckId.PROXY),
    _network(CheckId.SIGN_IN_ENDPOINT, check_sign_in_endpoint, CheckId.SIGN_IN_TLS),
    _network(CheckId.GRAPH_TLS, check_graph_tls, CheckId.PROXY),
    _network(CheckId.GRAPH, check_graph, CheckId.GRAPH_TLS),
    _network(CheckId.CLOCK_SKEW, check_clock, CheckId.PROXY),
    _network(CheckId.REGISTRATION, check_registration, CheckId.SIGN_IN_ENDPOINT),
    # The sign-in has a limit of its own, as the settings say.
    _network(
        CheckId.SIGN_IN,
        check_sign_in,
        CheckId.SIGN_IN_ENDPOINT,
        limit_seconds=SIGN_IN_SECONDS_MAX + NETWORK_SECONDS,
    ),
    _network(CheckId.CONSENTED_SCOPES, check_scopes, CheckId.SIGN_IN),
    _network(CheckId.SIGNED_IN_ROLE, check_role, CheckId.SIGN_IN),
    _network(CheckId.METHOD_POLICY, check_policy, CheckId.SIGN_IN, CheckId.GRAPH),
    _network(CheckId.GRAPH_VERSION, check_graph_version, CheckId.SIGN_IN, CheckId.GRAPH),
    Check(CheckId.KIOSK_MODE, check_kiosk_mode),
    Check(CheckId.AUDIT_FILE, check_audit_file),
    Check(CheckId.AUDIT_FORWARDING, check_audit_forwarding),
    Check(CheckId.BADGE_LAYOUT, check_badge_layout),
    Check(CheckId.SLIP_LAYOUT, check_slip_layout),
    Check(CheckId.PRINTER, check_printer),
    Check(CheckId.PRINTER_STATE, check_printer_state),
    Check(CheckId.BADGE_PAPER, check_badge_paper),
    Check(CheckId.SLIP_PAPER, check_slip_paper),
    Check(CheckId.CODE_SIZE, check_code_size),
    Check(CheckId.SPOOLER, check_spooler),
)


def run_checks(
    subject: Subject,
    checks: Sequence[Check] = CHECKS,
    begins: Callable[[CheckId], None] = lambda _: None,
) -> Iterator[Finding]:
    """Give one finding for each check, as soon as it is there; `begins` hears of each before.

    Every mistake in the settings after the first one has a finding of its own.

    Raises WorkCancelledError once the subject's token is cancelled.
    """
    in_the_way: dict[CheckId, Finding] = {}
    for check in checks:
        subject.cancel.raise_if_cancelled()
        begins(check.name)
        first = next((in_the_way[need] for need in check.needs if need in in_the_way), None)
        finding = _in_time(check, subject) if first is None else replace(first, check=check.name)
        if first is not None:
            in_the_way[check.name] = first
        elif not finding.was_checked:
            in_the_way[check.name] = finding
        elif finding.outcome is Outcome.FAIL and check.name in _BECAUSE:
            in_the_way[check.name] = unchecked(check.name, _BECAUSE[check.name], _MEND_FIRST)
        yield finding
        if check.name is CheckId.SETTINGS:
            yield from more_mistakes(subject)


def _in_time(check: Check, subject: Subject) -> Finding:
    found: list[Finding] = []
    is_over = threading.Event()

    def work() -> None:
        try:
            found.append(_without_defects(check, subject))
        except WorkCancelledError:
            pass
        finally:
            is_over.set()

    # A check that hangs in a foreign library is left behind, and ends with the program.
    threading.Thread(target=work, name=f"check {check.name}", daemon=True).start()
    end = time.monotonic() + check.limit_seconds
    with subject.cancel.calling(is_over.set):
        while not is_over.is_set() and (left := end - time.monotonic()) > 0:
            is_over.wait(min(left, _TICK_SECONDS))
    subject.cancel.raise_if_cancelled()
    if found:
        return found[0]
    return failed(
        check.name,
        QT_TRANSLATE_NOOP("Doctor", "This check got no answer within {seconds} seconds."),
        check.held_up,
        seconds=f"{check.limit_seconds:g}",
    )


def _without_defects(check: Check, subject: Subject) -> Finding:
    try:
        return check.look(subject)
    except StationError as error:
        return Finding(check.name, Outcome.FAIL, next_step=_CHECK_AGAIN, error=error)
    except WorkCancelledError:
        raise
    except Exception:  # noqa: BLE001 - a defect of one check is that check's result
        defect = StationError(ErrorCode.UNEXPECTED)
        return Finding(check.name, Outcome.FAIL, next_step=_CHECK_AGAIN, error=defect)
