"""Gathers calls that many threads make at the same time into batches of up to twenty.

Whoever calls knows nothing of it: each call gets its own answer, or its own error. So what an
operation does about a lost answer, and a client about 429, is the same for one person and for
five hundred.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.batch import (
    BATCH_PATH,
    PARTS_MAX,
    part_answer,
    part_of,
    responses_in,
)
from kiosk.services.graph.client import DirectPost
from kiosk.services.graph.wire import GraphRequest
from kiosk.services.transport import HttpAnswer, Transport

LINGER_SECONDS = 0.01
"""How long the first call waits for company; threads that go together come within a few ms."""

_OF_THE_WHOLE = "Authorization"


@dataclass
class _Call:
    """One call on its way, and what comes back for it."""

    request: GraphRequest
    headers: Mapping[str, str] = field(repr=False)
    answered: threading.Event = field(default_factory=threading.Event)
    answer: HttpAnswer | None = None
    error: StationError | None = None

    def result(self) -> HttpAnswer:
        if self.error is not None:
            # Each caller changes its error's details, so each has one of its own.
            raise replace(self.error)
        assert self.answer is not None, "a call that was answered has an answer or an error"
        return self.answer


class _Batch:
    """Calls that have gathered; `full` ends the wait for more."""

    def __init__(self) -> None:
        self.calls: list[_Call] = []
        self.full = threading.Event()


class GatheringPost:
    """Sends calls of the same moment together; safe on any thread.

    The first to come waits a moment for others and sends for all of them. One that stays alone
    goes as it is.
    """

    def __init__(self, root: str, transport: Transport) -> None:
        self._alone = DirectPost(root, transport)
        self._lock = threading.Lock()
        self._gathering: dict[str, _Batch] = {}

    def send(
        self, request: GraphRequest, headers: Mapping[str, str], cancel: CancelToken
    ) -> HttpAnswer:
        """Send a call and return its own answer, whatever its status.

        Raises StationError as Transport.send does, and WorkCancelledError when cancelled
        while waiting, which a commitment makes impossible.
        """
        cancel.raise_if_cancelled()
        call = _Call(request, headers)
        if request.whole_url or request.path == BATCH_PATH:
            # Neither can be a part of a batch.
            return self._alone.send(request, headers, CancelToken())
        batch, leads = self._join(call)
        if leads:
            batch.full.wait(LINGER_SECONDS)
            self._close(request.version, batch)
            self._send_all(batch.calls)
        else:
            with cancel.calling(call.answered.set):
                call.answered.wait()
            if call.answer is None and call.error is None:
                raise WorkCancelledError
        return call.result()

    def _join(self, call: _Call) -> tuple[_Batch, bool]:
        version = call.request.version
        with self._lock:
            batch = self._gathering.get(version)
            leads = batch is None
            if batch is None:
                batch = self._gathering[version] = _Batch()
            batch.calls.append(call)
            if len(batch.calls) == PARTS_MAX:
                del self._gathering[version]
                batch.full.set()
        return batch, leads

    def _close(self, version: str, batch: _Batch) -> None:
        with self._lock:
            if self._gathering.get(version) is batch:
                del self._gathering[version]

    def _send_all(self, calls: list[_Call]) -> None:
        try:
            if len(calls) == 1:
                calls[0].answer = self._alone.send(
                    calls[0].request, calls[0].headers, CancelToken()
                )
            else:
                self._send_together(calls)
        except StationError as error:
            for call in calls:
                call.error = error
        except BaseException:
            # A defect here must not leave the batch's other threads waiting for ever.
            for call in calls:
                call.error = StationError(ErrorCode.UNEXPECTED, maybe_done=True)
            raise
        finally:
            for call in calls:
                call.answered.set()

    def _send_together(self, calls: list[_Call]) -> None:
        first = calls[0]
        parts = [
            part_of(number, call.request, _of_a_part(call.headers))
            for number, call in enumerate(calls)
        ]
        whole = GraphRequest("POST", BATCH_PATH, first.request.version, body={"requests": parts})
        headers = {**first.headers, "Content-Type": "application/json"}
        answer = self._alone.send(whole, headers, CancelToken())
        if answer.status != 200:
            # What is said of the whole holds for each of its parts.
            for call in calls:
                call.answer = answer
            return
        responses = responses_in(answer.body, len(calls)) or [None] * len(calls)
        for call, response in zip(calls, responses, strict=True):
            call.answer = part_answer(response, answer)
            if call.answer is None:
                call.error = StationError(ErrorCode.ANSWER_UNREADABLE, maybe_done=True)


def _of_a_part(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in headers.items() if name != _OF_THE_WHOLE}
