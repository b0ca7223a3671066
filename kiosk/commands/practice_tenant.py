"""``pin-kiosk practice-tenant``: serves a practice tenant to other programs until it is stopped."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from kiosk.models.errors import ErrorCode, StationError
from kiosk.practice.faults import EXPLAINED, Fault, FaultSpecError, parse_fault
from kiosk.practice.people import KNOWN_PEOPLE
from kiosk.practice.pin_rules import LONGEST, SHORTEST
from kiosk.practice.policy import LONGEST_DAYS, STANDARD_DAYS, Policy, PolicyState

EXIT_INTERRUPTED = 130
MOST_PEOPLE = 1_000_000

_MORE = """
ROUTE is the beginning of a path after the version (for sign-in: after the tenant id), such as
/users or /oauth2/v2.0/token; * in it stands for one segment, and a method may stand before it:
--fault "lost-answer@PATCH /users/*/authentication:1". Without COUNT, every request is hit.

while it runs, over plain HTTP at the ready line's 'pages' address:
  GET  /practice/pocket?user=WHO  the codes and the PIN that somebody brought along
  POST /practice/qr-sign-in       {"content": ..., "pin": ...}: does this scan sign in?
  POST /practice/clock            {"ahead_seconds": N}: dates are so far ahead; tokens are not
  POST /practice/person           {"user": WHO, "gone": true, "enabled": false}: either or both
  POST /practice/policy           {"state": "disabled"} or {"state": "enabled"}
  POST /practice/faults           {"faults": ["503@/users:2", ...]}: these and no others from now on
WHO is an object id or a sign-in name.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument(
        "--port", type=_whole(0, 65_535), default=0, metavar="N",
        help="HTTPS port on loopback (default: a free one)",
    )  # fmt: skip
    parser.add_argument(
        "--people", type=_whole(1, MOST_PEOPLE), default=2_000, metavar="N",
        help="how many people the tenant has (default: 2000); the "
        f"{len(KNOWN_PEOPLE)} who have a part to play are always there, so fewer makes that many",
    )  # fmt: skip
    parser.add_argument(
        "--latency-ms", type=_whole(0, 60_000), default=0, metavar="N",
        help="wait so long before each answer",
    )  # fmt: skip
    parser.add_argument(
        "--write-quota", type=_whole(0, 1_000_000), default=3_000, metavar="N",
        help="writes per 150 seconds before 429 (default: the service's 3000)",
    )  # fmt: skip
    parser.add_argument(
        "--policy-days", type=_whole(1, LONGEST_DAYS), default=STANDARD_DAYS, metavar="N",
        help="how many days the QR code policy gives a badge (default: 365)",
    )  # fmt: skip
    parser.add_argument(
        "--pin-length", type=_whole(SHORTEST, LONGEST), default=SHORTEST, metavar="N",
        help="how many digits the policy demands, and a generated PIN has (default: 8)",
    )  # fmt: skip
    parser.add_argument(
        "--policy-state", choices=[state.value for state in PolicyState],
        default=PolicyState.ENABLED.value,
        help="disabled: no method and no code can be made; reading and deleting still work",
    )  # fmt: skip
    parser.add_argument(
        "--members-register-nothing", action="store_true",
        help="registering applications takes a role; usually every member may",
    )  # fmt: skip
    parser.add_argument(
        "--fault", type=_fault, action="append", default=[], metavar="KIND@ROUTE[:COUNT]",
        help="what goes wrong, where and how often; may be repeated; see below",
    )  # fmt: skip
    parser.add_argument(
        "--seed", type=_whole(0, 2**62), default=None, metavar="N",
        help="makes people, ids and secrets the same every time",
    )  # fmt: skip
    parser.add_argument("--stop-with-stdin", action="store_true", help=argparse.SUPPRESS)
    width = max(len(kind.value) for kind in EXPLAINED)
    kinds = (f"  {kind.value:<{width}}  {text}" for kind, text in EXPLAINED.items())
    parser.epilog = "\n".join(["kinds of faults:", *kinds, _MORE])


def run(arguments: argparse.Namespace) -> int:
    """Print the ready line, then serve until SIGTERM, SIGINT or, if asked, the end of stdin.

    Raises StationError PRACTICE_PORT_TAKEN.
    """
    # Loading the server costs more than reading the options, and --help must not wait for it.
    from kiosk.practice.server import TenantServer  # noqa: PLC0415 - as above
    from kiosk.practice.tenant import Options  # noqa: PLC0415 - as above

    stop = _Stop()
    stop.listen()
    options = Options(
        people=arguments.people,
        seed=arguments.seed,
        write_quota=arguments.write_quota,
        faults=tuple(arguments.fault),
        latency_ms=arguments.latency_ms,
        policy=Policy(
            arguments.policy_days, arguments.pin_length, PolicyState(arguments.policy_state)
        ),
        members_may_register=not arguments.members_register_nothing,
    )
    try:
        server = TenantServer(options, arguments.port)
    except OSError as error:
        values = {"port": str(arguments.port or "")}
        raise StationError(ErrorCode.PRACTICE_PORT_TAKEN, values) from error
    with server:
        print(json.dumps(server.description, ensure_ascii=True), flush=True)
        if arguments.stop_with_stdin:
            threading.Thread(target=stop.at_end_of_stdin, daemon=True).start()
        stop.wait()
    return stop.exit_code


class _Stop:
    """Waits for whatever ends the command."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.exit_code = 0

    def listen(self) -> None:
        """Take over the signals that end a program."""
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del frame
        if number == signal.SIGINT:
            self.exit_code = EXIT_INTERRUPTED
        self._event.set()

    def at_end_of_stdin(self) -> None:
        """Stop when the other end of stdin is closed, as happens when a parent dies."""
        while sys.stdin.buffer.read(1024):
            pass
        self._event.set()

    def wait(self) -> None:
        """Wait; in slices, because on Windows a signal cannot end a longer wait."""
        while not self._event.wait(0.5):
            pass


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(
                f"{text!r} is not a whole number from {least} to {most}"
            )
        return value

    return read


def _fault(text: str) -> Fault:
    try:
        return parse_fault(text)
    except FaultSpecError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
