"""What every operation is: a change to one person's credentials, gone on with where it stopped."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Credentials, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.graph.client import Backoff, OnWait
from kiosk.services.graph.methods import MethodService
from kiosk.services.operations.in_doubt import InDoubt
from kiosk.services.operations.progress import Progress, Report, Step

_SAYS_MORE = frozenset(
    {
        ErrorCode.SIGN_IN_NEEDED,
        ErrorCode.METHOD_MISSING,
        ErrorCode.METHOD_EXISTS,
        ErrorCode.PERSON_NOT_FOUND,
        ErrorCode.PERSON_CHANGED,
        ErrorCode.PIN_SUPERSEDED,
    }
)
"""What says more than that an operation stopped half-way."""

_LEFT_WITHOUT = frozenset({ErrorCode.BADGE_GONE, ErrorCode.TEMPORARY_BADGE_GONE})
"""What says that the old badge is gone and no new one has taken its place."""


@dataclass(frozen=True)
class Work:
    """What an operation works with, for one run."""

    methods: MethodService
    cancel: CancelToken
    report: Report
    in_doubt: InDoubt

    def reach(self, step: Step) -> None:
        """Tell that the operation has got to a step."""
        self.report(Progress(step))

    def waiting_at(self, step: Step) -> OnWait:
        """Return what tells that the service makes a step wait."""
        return lambda seconds, fault: self.report(Progress(step, seconds, fault))

    def wait(self, step: Step, backoff: Backoff, error: StationError) -> None:
        """Wait before something is tried again; raises `error` when patience ends."""
        seconds = backoff.next_wait(error)
        self.report(Progress(step, seconds, error.code))
        self.cancel.wait(seconds)

    def read(self, target: Target, step: Step) -> Method | None:
        """Read the state of somebody's method at a step. Raises StationError."""
        self.reach(step)
        return self.methods.read(target, self.cancel, self.waiting_at(step))


class Operation(ABC):
    """A change that may take several calls, each of whose answers may get lost.

    `run` may be called again after a failure, and then goes on where it stopped: it remembers
    what is done, and what was asked for without an answer. A second thread waits for the first.
    """

    kind: ClassVar[AuditOperation]

    def __init__(self, target: Target) -> None:
        self.target = target
        self._running = threading.Lock()
        self._half_done: ErrorCode | None = None

    @property
    def half_done(self) -> ErrorCode | None:
        """What to say if it went no further; None while nothing was changed that counts."""
        return self._half_done

    def run(self, work: Work) -> Credentials:
        """Do what is left to do, and return what came out.

        Raises StationError: what the service refused where nothing was changed, else
        `half_done` with `maybe_done`, and SIGN_IN_NEEDED where a new sign-in lets it go on.
        """
        # A second sign-in may start the rest while a worker that was given up is still unwinding:
        # what that one remembers last must be known before anything is asked for again.
        with self._running:
            try:
                return self._run(work)
            except StationError as error:
                raise self._told(error) from None

    def came_out(self) -> Credentials | None:
        """Return what the service has told once already, although the operation stopped."""
        return None

    @abstractmethod
    def _run(self, work: Work) -> Credentials: ...

    def _told(self, error: StationError) -> StationError:
        code = error.code if error.code in _SAYS_MORE else self._half_done
        if error.code is ErrorCode.METHOD_NOT_ENABLED and code in _LEFT_WITHOUT:
            # Waiting for the service would finish nothing.
            code = ErrorCode.BADGE_GONE_NOT_ENABLED
        if code is None:
            return error
        maybe_done = error.maybe_done or self._half_done is not None
        return StationError(
            code, error.values, error.details, maybe_done=maybe_done, claims=error.claims
        )
