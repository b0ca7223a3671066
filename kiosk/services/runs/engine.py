"""Carries a run out: step by step, each step's badges on paper before the next one is made."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from kiosk.models.badge import Credentials, Method
from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import Clock
from kiosk.models.errors import PASSING, ErrorCode, StationError
from kiosk.models.run import Row, RowOutcome, RowResult, RunAction, RunEnd, RunPhase
from kiosk.models.target import Target
from kiosk.services.freed_memory import overwrite_small_blocks
from kiosk.services.operations.creation import Dates, dates_from
from kiosk.services.operations.in_doubt import Doubt
from kiosk.services.operations.operation import Operation, Work
from kiosk.services.runs.control import RowToken, RunControl
from kiosk.services.runs.desk import OnProgress
from kiosk.services.runs.journal import Journal
from kiosk.services.runs.paper import STEP_MAX, Piece, RunPaper
from kiosk.services.runs.progress import Meter
from kiosk.services.runs.row_operations import operation_for
from kiosk.services.runs.run_state import Doubtful, RunState
from kiosk.services.runs.second_look import doubtful_of, look_again
from kiosk.services.runs.telling import Teller
from kiosk.services.runs.troubles import MAY_PASS, STOPS_THE_RUN, WITHOUT_A_WAIT
from kiosk.services.workplace import RunService

T = TypeVar("T")

_TRIES = 3
"""How often a row is taken up whose trouble may pass, before it counts as failed."""

_MANY = 3
"""From how many people in a step on it is no accident that it did not work for any of them."""


@dataclass
class _Job:
    """A row that is to be done, and its operation once it was begun."""

    row: Row
    lost: list[Dates]
    operation: Operation | None = None
    tries: int = 0
    ended: Credentials | StationError | None = None
    request_id: str = ""


@dataclass
class _Step:
    part: int
    jobs: list[_Job] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        return [job.row.number for job in self.jobs]


class Run:
    """One run from where its journal says it is to its end; used once, on one thread.

    Never more than a step's worth of badges is issued and not on paper. Whatever stops it in
    the middle is reported, and it stands still until `control` lets it go on or ends it.
    """

    def __init__(
        self,
        service: RunService,
        rows: Sequence[Row],
        journal: Journal,
        state: RunState,
        paper: RunPaper,
        control: RunControl,
        report: OnProgress,
        clock: Clock,
        results: Callable[[], Iterable[tuple[Row, RowResult]]],
    ) -> None:
        """`results` reads what became of every row, for the list to tick off at the end."""
        self._service = service
        self._rows = rows
        self._journal = journal
        self._state = state
        self._plan = state.plan
        self._paper = paper
        self._control = control
        self._results = results
        self._part = state.papered_part
        self._printer_is_stuck = False
        self._size = min(paper.at_once, STEP_MAX) if self._plan.action.makes_paper else STEP_MAX
        self._again: deque[_Job] = deque()
        self._unprinted = set(self._cut_off())
        self._doubtful = dict(state.doubtful)
        counts = state.counts()
        in_it = counts.total() - counts[RowOutcome.LEFT_OUT]
        self._meter = Meter(clock, counts[RowOutcome.DONE], in_it)
        self._teller = Teller(self._meter, service.pace, control, report, clock)

    def carry_out(self) -> RunEnd:
        """Do everything that is left; returns when it is done or was cancelled.

        Raises StationError RUN_NOT_WRITABLE and RUN_UNREADABLE only before anything is changed.
        """
        for part in range(self._state.papered_part + 1, self._state.last_part + 1):
            # What a cut off step has put there is on no list, and its codes are made anew.
            self._paper.withdraw(part)
        phase, on_no_paper = RunPhase.DONE, 0
        self._teller.tell()
        pool = ThreadPoolExecutor(STEP_MAX, thread_name_prefix="run")
        try:
            for step in self._steps():
                self._do(step, pool)
            self._look_again()
            self._teller.until_it_works(self._put_list)
            if not self._meter.failed:
                self._teller.until_it_works(self._journal.end)
        except WorkCancelledError:
            phase = RunPhase.CANCELLED
            self._count_half_done()
            on_no_paper = len(self._unprinted) if self._plan.action.makes_paper else 0
            if not self._printer_is_stuck:
                # Else it is made when the run goes on: nobody waits for that printer once more.
                with contextlib.suppress(StationError):
                    # Whoever ended the run has been told what is in the way.
                    self._put_list()
        finally:
            pool.shutdown(wait=True)
        return RunEnd(phase, self._meter.progress(), on_no_paper=on_no_paper)

    def _put_list(self) -> None:
        """Bring the list of those who are done to paper, behind their badges and slips."""
        if self._plan.action.makes_paper and self._meter.done:
            with self._minding_the_printer():
                self._paper.put_list(self._results())

    @contextlib.contextmanager
    def _minding_the_printer(self) -> Iterator[None]:
        """Remember whether paper worked the last time."""
        try:
            yield
        except StationError as error:
            self._printer_is_stuck = error.code not in WITHOUT_A_WAIT
            raise
        self._printer_is_stuck = False

    def _steps(self) -> Iterator[_Step]:
        jobs = self._jobs()
        while True:
            self._control.wait_while_paused()
            step = _Step(self._part + 1)
            while len(step.jobs) < self._size:
                job = self._again.popleft() if self._again else next(jobs, None)
                if job is None:
                    break
                step.jobs.append(job)
            if not step.jobs:
                return
            yield step

    def _jobs(self) -> Iterator[_Job]:
        """Yield what is left, first the step that was cut off: its codes are on no paper."""
        state = self._state
        left = {RowOutcome.WAITING, RowOutcome.FAILED}
        cut_off = self._cut_off()
        known = set(cut_off)
        rest = (
            number
            for number in range(1, len(self._rows) + 1)
            if number not in known and state.outcome_of(number) in left
        )
        for number in chain(cut_off, rest):
            yield _Job(self._rows[number - 1], state.pending.get(number, []))

    def _cut_off(self) -> list[int]:
        """Return who may hold a badge or PIN that an earlier process put on no paper."""
        state = self._state
        return sorted(
            number for number in state.pending if state.outcome_of(number) is RowOutcome.WAITING
        )

    def _do(self, step: _Step, pool: ThreadPoolExecutor) -> None:
        """Do one step: intent, change, outcome, paper, in this order."""
        self._part = step.part
        dates = dates_from(self._service.methods.server_now(), self._plan.days)
        self._teller.until_it_works(lambda: self._journal.intend(step.part, step.numbers, dates))
        for job in step.jobs:
            if job.operation is None:
                job.operation = self._operation(job, dates)
        people = [job.row.person for job in step.jobs if job.row.person is not None]
        service = self._service
        audit = service.audit
        attempts = self._teller.until_it_works(
            lambda: audit.attempts(self._plan.action.operation, service.account, people)
        )
        under_way = [pool.submit(self._run_one, job) for job in step.jobs]
        self._teller.wait_for(under_way)
        for job, ended in zip(step.jobs, under_way, strict=True):
            job.ended = ended.result()
        audit.ended(
            [
                (attempt, job.ended, job.request_id)
                for attempt, job in zip(attempts, step.jobs, strict=True)
            ]
        )
        try:
            results = self._put_on_paper(step)
        except WorkCancelledError:
            self._again += [job for job in step.jobs if isinstance(job.ended, StationError)]
            raise
        problem = self._sort_out(step, results)
        if problem is None:
            self._teller.tell(results)
        else:
            self._teller.stand_still(problem, results)

    def _operation(self, job: _Job, dates: Dates) -> Operation:
        plan, person = self._plan, job.row.person
        if job.lost and person is not None and plan.action is RunAction.RESET_PIN:
            # What the process that was cut off has asked for may finish late.
            self._service.in_doubt.begin(person, Doubt.RESET)
        return operation_for(job.row, plan.action, dates, plan.days, job.lost)

    def _run_one(self, job: _Job) -> Credentials | StationError | None:
        """Do one row; None where it only waited for its turn when the run was cancelled."""
        assert job.operation is not None, "an operation is made before its step begins"
        service = self._service
        token = RowToken(self._control.token)
        if job.operation.half_done is not None:
            token.commit()
        work = Work(service.methods, token, lambda _: None, service.in_doubt)
        job.tries += 1
        service.client.forget_last_change()
        try:
            return job.operation.run(work)
        except WorkCancelledError:
            return None
        except StationError as error:
            came_out = job.operation.came_out()
            return error if came_out is None else replace(came_out, missing=error)
        except Exception:  # noqa: BLE001 - one row's defect must not take the step's codes with it
            return StationError(ErrorCode.UNEXPECTED, maybe_done=True)
        finally:
            job.request_id = service.client.last_change_id

    def _put_on_paper(self, step: _Step) -> list[RowResult]:
        """Bring what came out to paper and write that down; only then it is done."""
        pieces = [
            Piece(job.row.number, job.row.person, job.ended)
            for job in step.jobs
            if isinstance(job.ended, Credentials) and job.row.person is not None
        ]
        self._unprinted |= {piece.number for piece in pieces}
        try:
            came_out = [_result_of(piece, None) for piece in pieces]
            self._teller.until_it_works(lambda: self._journal.came_out(came_out))
            refused = self._on_paper(step.part, pieces)
            for job in step.jobs:
                job.ended = refused.get(job.row.number, job.ended)
            done = [piece for piece in pieces if piece.number not in refused]
            results = [_result_of(piece, step.part) for piece in done]
            doubtful = [one for one in map(doubtful_of, done) if one is not None]
            if results:
                self._teller.until_it_works(
                    lambda: self._journal.on_paper(step.part, results, doubtful)
                )
            self._unprinted -= {piece.number for piece in done}
        finally:
            for piece in pieces:
                piece.credentials.clear()
            overwrite_small_blocks()
        self._doubtful |= {one.number: one for one in doubtful}
        self._meter.add_done(len(results))
        return results

    def _on_paper(self, part: int, pieces: list[Piece]) -> Mapping[int, StationError]:
        """Print or save; return the rows of which no page can be made, and why."""
        if not self._plan.action.makes_paper or not pieces:
            return {}
        refused: dict[int, StationError] = {}

        def put() -> None:
            fit = [piece for piece in pieces if piece.number not in refused]
            try:
                with self._minding_the_printer():
                    self._paper.put(part, fit, CancelToken())
            except StationError as error:
                if error.code is not ErrorCode.CODE_UNREADABLE or refused:
                    raise
                refused.update(self._paper.unfit(fit))
                if not refused:
                    raise
                put()

        self._teller.tell([RowResult(one.number, RowOutcome.WAITING, part=part) for one in pieces])
        self._teller.until_it_works(put)
        return refused

    def _sort_out(self, step: _Step, results: list[RowResult]) -> StationError | None:
        """Decide what is tried again, and return what the run has to stand still for."""
        failures = [(job, job.ended) for job in step.jobs if isinstance(job.ended, StationError)]
        stops = [error for _, error in failures if error.code in STOPS_THE_RUN]
        may_pass = [error for _, error in failures if error.code in MAY_PASS]
        problem = stops[0] if stops else None
        if len(may_pass) == len(step.jobs):
            is_general = len(may_pass) >= _MANY or may_pass[0].code in PASSING
            problem = problem or (may_pass[0] if is_general else None)
        failed: list[RowResult] = []
        for job, error in failures:
            passes = error.code in STOPS_THE_RUN or error.code in MAY_PASS
            if passes and (problem is not None or job.tries < _TRIES):
                self._again.append(job)
            else:
                failed.append(_failure(job.row.number, error))
        self._teller.until_it_works(lambda: self._journal.came_out(failed))
        self._meter.add_failed(len(failed))
        self._unprinted -= {result.number for result in failed}
        results += failed
        return problem

    def _count_half_done(self) -> None:
        """Tell of whoever may have been changed and was to be tried again that it failed.

        Without that a cancelled run would say that nothing was begun for them.
        """
        failed = [
            _failure(job.row.number, job.ended)
            for job in self._again
            if isinstance(job.ended, StationError) and job.ended.maybe_done
        ]
        self._meter.add_failed(len(failed))
        self._unprinted -= {result.number for result in failed}
        with contextlib.suppress(StationError):
            self._journal.came_out(failed)

    def _look_again(self) -> None:
        """Make sure of what follows a lost answer, whose request may have finished late.

        Where somebody cannot be read just now, the run stands still: it does not end before it
        knows of everybody.
        """
        sound: list[int] = []
        left = list(self._doubtful.values())
        while left:
            unread: list[Doubtful] = []
            problem: StationError | None = None
            for one, found in look_again(left, self._read):
                if isinstance(found, StationError):
                    unread.append(one)
                    problem = problem or found
                elif found is None:
                    sound.append(one.number)
                else:
                    self._undo(one.number, found)
            left = unread
            if problem is not None:
                self._teller.stand_still(problem)
        if sound:
            self._teller.until_it_works(lambda: self._journal.looked(sound))

    def _read(self, number: int) -> Method | None:
        person = self._rows[number - 1].person
        assert person is not None, "a row that was done is about somebody"
        read = self._service.methods.read
        return read(Target(person), self._control.token, self._teller.tell_of_hold)

    def _undo(self, number: int, code: ErrorCode) -> None:
        """Count somebody as failed who was done, and tell it."""
        result = _failure(number, StationError(code))
        self._teller.until_it_works(lambda: self._journal.came_out([result]))
        self._meter.undo_done()
        self._teller.tell([result])


def _result_of(piece: Piece, part: int | None) -> RowResult:
    made = piece.credentials
    badge = made.issued.badge if made.issued is not None else None
    if badge is None and made.method is not None:
        badge = made.method.standard
    return RowResult(
        piece.number,
        RowOutcome.DONE,
        badge_id="" if badge is None else badge.id,
        expires=None if badge is None else badge.expires,
        part=part,
    )


def _failure(number: int, error: StationError) -> RowResult:
    code, request_id = error.code.value, error.details.request_id
    return RowResult(number, RowOutcome.FAILED, code=code, request_id=request_id)
