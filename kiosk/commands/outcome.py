"""How a command ends: its exit code, and the one line that says why it did not work."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.models.cancellation import WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError

if TYPE_CHECKING:
    from kiosk.models.sentences import Translate

_PACKAGE_FOLDER = Path(__file__).resolve().parent.parent


_NO_SIGN_IN = frozenset(
    {
        ErrorCode.SETUP_NOT_APPROVED,
        ErrorCode.SETUP_CLIENT_UNKNOWN,
        ErrorCode.SETUP_TENANT_UNKNOWN,
    }
)
_NOT_REGISTERED = frozenset(
    {
        ErrorCode.REGISTRATION_NOT_PERMITTED,
        ErrorCode.REGISTRATION_REFUSED,
        ErrorCode.REGISTRATIONS_SEVERAL,
        ErrorCode.REGISTRATION_UNCONFIRMED,
        ErrorCode.REGISTRATION_UNREVIEWED,
        ErrorCode.CONSENT_REFUSED,
        ErrorCode.CONSENT_NOT_GIVEN,
    }
)
_BAD_ARGUMENTS = frozenset(
    {
        ErrorCode.REGISTRATION_MISSING,
        ErrorCode.SETTINGS_EXIST,
        ErrorCode.SETTINGS_NOWHERE,
        ErrorCode.LIST_UNREADABLE,
        ErrorCode.LIST_NOT_TEXT,
        ErrorCode.LIST_WITHOUT_PEOPLE,
        ErrorCode.LIST_TOO_LARGE,
        ErrorCode.LEFT_OUT_UNKNOWN,
        ErrorCode.LEFT_OUT_TOO_LATE,
        ErrorCode.RUN_MISSING,
    }
)


class ExitCode(IntEnum):
    """What a script that started the program may rely on."""

    DONE = 0
    FAILED = 1
    BAD_USAGE = 2
    NOT_REACHED = 3
    INTERRUPTED = 130


def exit_code_for(code: ErrorCode) -> ExitCode:
    """Return the exit code of a failure.

    1xx and 2xx did not reach the tenant; 6xx are settings, unless they are of setting a tenant up,
    and a list of people that cannot be used, a name to leave out that fits nobody, or a folder
    without the run to go on with, is as much the caller's mistake.
    """
    if code in _BAD_ARGUMENTS:
        return ExitCode.BAD_USAGE
    if code in _NO_SIGN_IN:
        return ExitCode.NOT_REACHED
    if code in _NOT_REGISTERED:
        return ExitCode.FAILED
    match code.value.removeprefix("PK-")[0]:
        case "1" | "2":
            return ExitCode.NOT_REACHED
        case "6":
            return ExitCode.BAD_USAGE
        case _:
            return ExitCode.FAILED


def run_to_exit_code(work: Callable[[], int], language: Callable[[], str]) -> int:
    """Run a command to its end and turn every way of failing into one line and an exit code.

    `language` is asked only where there is an error to tell; see `print_error`.
    """
    try:
        result = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except (KeyboardInterrupt, WorkCancelledError):
        result = ExitCode.INTERRUPTED
    except StationError as error:
        print_error(error, language)
        result = exit_code_for(error.code)
    except Exception as error:  # noqa: BLE001 - the last border: nobody may see a traceback
        if isinstance(error, OSError) and _is_closed_pipe(error):
            _forget_stdout()
        else:
            print_error(StationError(ErrorCode.UNEXPECTED), language, _place_of(error))
        result = ExitCode.FAILED
    return result


def print_error(error: StationError, language: Callable[[], str], where: str = "") -> None:
    """Write the sentence of an error and its code to stderr, as one line.

    `language` finds the user's language; empty is the system's.
    """
    from kiosk.commands.printable import printable  # noqa: PLC0415 - most commands end well
    from kiosk.models.sentences import sentence  # noqa: PLC0415

    text = " ".join(sentence(error, _translation(language)).split())
    details = ", ".join(part for part in (str(error), where) if part)
    print(printable(f"{text} ({details})"), file=sys.stderr, flush=True)


def _translation(language: Callable[[], str]) -> Translate:
    from kiosk.commands.words import sentences_of  # noqa: PLC0415 - loads Qt

    try:
        return sentences_of(language())
    except Exception:  # noqa: BLE001 - told in English rather than not at all
        return lambda _context, text: text


def _place_of(error: Exception) -> str:
    """Name the kind of a defect and its place; its text may hold anything, so it is left out."""
    kind = type(error).__name__
    frame = error.__traceback__
    place = ""
    while frame is not None:
        file = Path(frame.tb_frame.f_code.co_filename)
        if file.is_relative_to(_PACKAGE_FOLDER):
            place = f" at {file.relative_to(_PACKAGE_FOLDER.parent).as_posix()}:{frame.tb_lineno}"
        frame = frame.tb_next
    return f"{kind}{place}"


def _is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of stdout went away; Windows reports that as an invalid argument."""
    if isinstance(error, BrokenPipeError):
        return True
    return sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None


def _forget_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's own flush at exit stays quiet."""
    try:
        stdout_descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, stdout_descriptor)
    finally:
        os.close(nothing)
