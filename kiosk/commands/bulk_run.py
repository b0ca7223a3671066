"""Carries out what `pin-kiosk bulk` was asked for, and tells on stderr how far it is."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.commands.outcome import ExitCode, exit_code_for
from kiosk.commands.printable import printable, printable_json
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Account
from kiosk.models.run import (
    FromCsv,
    FromGroup,
    FromUnit,
    Row,
    RowOrder,
    RowOutcome,
    RowResult,
    RunAction,
    RunEnd,
    RunPhase,
    RunProgress,
    Source,
)
from kiosk.models.run_words import state_words
from kiosk.models.sentences import Translate, sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.csv_list import read_list
from kiosk.services.runs.desk import RunDesk, end_of, ready_rows
from kiosk.services.runs.folder import RESULT_NAME, RunFolder
from kiosk.services.runs.paper import RunPaper

FAILED_NAME = "failed.csv"

_CONTEXT = "Bulk"
_LOOKED = QT_TRANSLATE_NOOP("Bulk", "{count} looked at")
_COUNT = QT_TRANSLATE_NOOP("Bulk", "{count}: {state}")
_PROGRESS = QT_TRANSLATE_NOOP("Bulk", "{done} done, {failed} failed, {left} left, {rate} a minute")
_TO_GO = QT_TRANSLATE_NOOP(
    "Bulk", "{done} done, {failed} failed, {left} left, {rate} a minute, {seconds} s to go"
)
_WAITS = QT_TRANSLATE_NOOP("Bulk", "The service asks to wait for {seconds} s.")
_GO_ON = QT_TRANSLATE_NOOP("Bulk", "Go on later with the same command and --resume.")
_ALL_DONE = QT_TRANSLATE_NOOP("Bulk", "Everybody is done. The pages are in {folder}.")
_SOME_FAILED = QT_TRANSLATE_NOOP("Bulk", "{failed} are not done; {file} says why.")
_TRY_AGAIN = QT_TRANSLATE_NOOP(
    "Bulk",
    "To try them again, give the same command with --resume. A new run from that list does not "
    "know whose badge was made and never came out, and may leave them out.",
)
_NOBODY = QT_TRANSLATE_NOOP("Bulk", "There is nobody for whom anything would be done.")
_LOOK_EVERY = 100
_NEW_SIGN_INS_MAX = 3

SignIn = Callable[[str | None, Account | None], Account]
"""Signs somebody in, with claims, or the one who is expected."""


@dataclass(frozen=True)
class BulkOrder:
    """What was asked for; `left_out` are sign-in names."""

    action: RunAction
    source: Source
    folder: Path | None
    left_out: tuple[str, ...] = ()
    resume: bool = False
    as_json: bool = False
    sort: RowOrder = RowOrder.SHOP


class BulkRun:
    """One run of the command."""

    def __init__(
        self,
        order: BulkOrder,
        desk: RunDesk,
        sign_in: SignIn,
        control: RunControl,
        translate: Translate,
        ask_for_units: Callable[[], None],
    ) -> None:
        """`ask_for_units` has the next sign-in ask for administrative units as well."""
        self._order = order
        self._desk = desk
        self._sign_in = sign_in
        self._control = control
        self._translate = translate
        self._ask_for_units = ask_for_units
        self._account: Account | None = None
        self._new_sign_ins = 0
        self._problem: StationError | None = None

    def dry_run(self) -> int:
        """Look, and print what would be done; return the exit code."""
        self._check_list()
        self._account = self._sign_in(None, None)
        rows = self._look()
        taken = self._taken(rows)
        for row in rows:
            self._tell_row(row)
        self._tell_counts(rows)
        self._print(
            {
                "ok": True,
                "action": self._order.action,
                "dry_run": True,
                "total": len(rows),
                "ready": len(taken),
                "rows": [self._row_as_json(row) for row in rows],
            }
        )
        return ExitCode.DONE

    def carry_out(self, paper: RunPaper) -> int:
        """Do the run, or go on with it; return the exit code. Raises StationError."""
        folder = self._order.folder
        assert folder is not None, "a run that changes anything has a folder"
        where = RunFolder(folder)
        if where.has_run and not self._order.resume:
            raise StationError(ErrorCode.RUN_EXISTS, {"file": str(folder)})
        if self._order.resume and not where.is_marked:
            # A mistyped name must not begin a run that nobody has asked for.
            raise StationError(ErrorCode.RUN_MISSING, {"file": str(folder)})
        end = self._go_on(where, paper) if where.has_run else self._begin(where, paper)
        return self._close(where, end)

    def _go_on(self, where: RunFolder, paper: RunPaper) -> RunEnd:
        state = where.state()
        if state.plan.action is not self._order.action:
            raise StationError(ErrorCode.RUN_OF_OTHERS, {"file": str(where.path)})
        self._check_left_out(where)
        self._account = self._sign_in(None, None)
        end = end_of(where, state)
        # Where everybody is done, the list and the second look may still be missing.
        if state.is_ended and not end.progress.left + end.progress.failed:
            return end
        return self._desk.go_on_in(where.path, paper, self._control, self._tell)

    def _begin(self, where: RunFolder, paper: RunPaper) -> RunEnd:
        self._check_list()
        where.mark()
        self._account = self._sign_in(None, None)
        rows = self._look()
        self._tell_counts(rows)
        taken = {row.number for row in self._taken(rows)}
        if not taken:
            self._say(self._words(_NOBODY))
        left_out = [row.number for row in rows if row.number not in taken]
        order = self._order
        return self._desk.begin_in(
            where.path,
            order.action,
            order.source,
            rows,
            left_out,
            paper,
            self._control,
            self._tell,
        )

    def _check_list(self) -> None:
        """Read a list once to its end before anybody signs in; raises StationError LIST_…."""
        source = self._order.source
        if isinstance(source, FromCsv):
            for _ in read_list(Path(source.file), self._control.token):
                pass

    def _close(self, where: RunFolder, end: RunEnd) -> int:
        result, failed = where.path / RESULT_NAME, where.path / FAILED_NAME
        self._desk.save_result(end, str(result))
        if end.progress.failed:
            self._desk.save_result(end, str(failed), only_failed=True)
            words = self._words(_SOME_FAILED)
            self._say(words.format(failed=end.progress.failed, file=failed))
        else:
            failed.unlink(missing_ok=True)
        if end.phase is RunPhase.DONE and not end.progress.failed:
            self._say(self._words(_ALL_DONE).format(folder=where.path))
        code = self._exit_code(end)
        self._print(
            {
                "ok": code == ExitCode.DONE,
                "action": self._order.action,
                "phase": end.phase,
                "total": end.progress.total,
                "done": end.progress.done,
                "failed": end.progress.failed,
                "left": end.progress.left,
                "code": "" if self._problem is None else self._problem.code,
                "folder": str(where.path),
                "result": str(result),
            }
        )
        return code

    def _exit_code(self, end: RunEnd) -> ExitCode:
        if self._problem is not None:
            self._say(self._words(_GO_ON))
            return exit_code_for(self._problem.code)
        if end.phase is RunPhase.CANCELLED:
            self._say(self._words(_GO_ON))
            return ExitCode.INTERRUPTED
        if end.progress.failed:
            self._say(self._words(_TRY_AGAIN))
            return ExitCode.FAILED
        return ExitCode.DONE

    def _look(self) -> tuple[Row, ...]:
        def tell(count: int, _: int | None) -> None:
            if count % _LOOK_EVERY == 0:
                self._say(self._words(_LOOKED).format(count=count))

        def look(source: Source) -> tuple[Row, ...]:
            token, sort = self._control.token, self._order.sort
            return self._desk.look(self._order.action, source, token, tell, sort=sort)

        source = self._order.source
        try:
            return look(source)
        except StationError as error:
            if error.code is not ErrorCode.GROUP_NOT_FOUND or not isinstance(source, FromGroup):
                raise
        # It may be an administrative unit, which takes a consent that not everybody gave.
        self._ask_for_units()
        self._account = self._sign_in(None, self._account)
        return look(FromUnit(source.id))

    def _taken(self, rows: Sequence[Row]) -> list[Row]:
        """Return who is in the run; raises LEFT_OUT_UNKNOWN for a name that fits nobody."""
        left_out = {row.number for row in self._named_to_leave_out(rows)}
        return [row for row in ready_rows(rows) if row.number not in left_out]

    def _named_to_leave_out(self, rows: Iterable[Row]) -> list[Row]:
        """Return whom --leave-out names; raises LEFT_OUT_UNKNOWN for a name that fits nobody."""
        said = {name.casefold(): name for name in self._order.left_out}
        found = [row for row in rows if _sign_in_name(row) in said]
        known = {_sign_in_name(row) for row in found}
        unknown = [name for key, name in said.items() if key not in known]
        if unknown:
            raise StationError(ErrorCode.LEFT_OUT_UNKNOWN, {"names": ", ".join(unknown)})
        return found

    def _check_left_out(self, where: RunFolder) -> None:
        """Refuse to go on with somebody who is in the run and is now to be left out.

        The very command that began the run, with the same names, is as good as without them.
        """
        if not self._order.left_out:
            return
        in_run: set[int] = set()

        def rows() -> Iterator[Row]:
            for row, result in where.results():
                if result.outcome is not RowOutcome.LEFT_OUT:
                    in_run.add(row.number)
                yield row

        named = [row for row in self._named_to_leave_out(rows()) if row.number in in_run]
        if named:
            names = ", ".join(row.person.user_principal_name for row in named if row.person)
            raise StationError(ErrorCode.LEFT_OUT_TOO_LATE, {"names": names})

    def _tell(self, progress: RunProgress, results: Sequence[RowResult]) -> None:
        """Tell how far it is; what stops the run is mended by a new sign-in, or ends it."""
        if any(result.outcome is RowOutcome.WAITING for result in results):
            # On its way to paper; the next report tells that it is there.
            return
        for result in results:
            if result.outcome is RowOutcome.FAILED:
                code = ErrorCode(result.code)
                self._say(f"{result.number}: {sentence(StationError(code), self._translate)}")
        places = {
            "done": progress.done,
            "failed": progress.failed,
            "left": progress.left,
            "rate": round(progress.rate),
        }
        if progress.seconds_left is None:
            self._say(self._words(_PROGRESS).format(**places))
        else:
            seconds = round(progress.seconds_left)
            self._say(self._words(_TO_GO).format(**places, seconds=seconds))
        if progress.waiting_seconds is not None:
            self._say(self._words(_WAITS).format(seconds=round(progress.waiting_seconds)))
        if progress.problem is not None:
            self._mend(progress.problem)

    def _mend(self, problem: StationError) -> None:
        self._say(sentence(problem, self._translate))
        if problem.code is ErrorCode.SIGN_IN_NEEDED and self._new_sign_ins < _NEW_SIGN_INS_MAX:
            self._new_sign_ins += 1
            try:
                self._sign_in(problem.claims, self._account)
            except StationError as error:
                self._say(sentence(error, self._translate))
                problem = error
            else:
                self._control.go_on()
                return
        self._problem = problem
        self._control.cancel()

    def _tell_row(self, row: Row) -> None:
        person = row.person
        name = row.name if person is None else f"{row.name} <{person.user_principal_name}>"
        self._say(f"{row.number:>6}  {name}  {self._state(row)}")

    def _tell_counts(self, rows: Iterable[Row]) -> None:
        counts = Counter(self._state(row) for row in rows)
        for state, count in counts.most_common():
            self._say(self._words(_COUNT).format(count=count, state=state))

    def _state(self, row: Row) -> str:
        return state_words(row, self._order.action, self._translate)

    def _row_as_json(self, row: Row) -> dict[str, Any]:
        person = row.person
        return {
            "number": row.number,
            "name": row.name,
            "sign_in_name": "" if person is None else person.user_principal_name,
            "person_id": "" if person is None else person.id,
            "line": row.line,
            "said": row.said,
            "state": row.state,
            "words": self._state(row),
        }

    def _print(self, document: dict[str, Any]) -> None:
        if self._order.as_json:
            print(printable_json(document), flush=True)

    def _words(self, text: str) -> str:
        return self._translate(_CONTEXT, text)

    def _say(self, line: str) -> None:
        print(printable(line), file=sys.stderr, flush=True)


def _sign_in_name(row: Row) -> str | None:
    """Return the sign-in name of a row as names are compared; None for nobody."""
    return None if row.person is None else row.person.user_principal_name.casefold()
