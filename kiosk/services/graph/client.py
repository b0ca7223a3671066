"""One call to Graph: token, headers, repeating, and errors with their request ids."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.services.graph.refusals import details_of, refusal
from kiosk.services.graph.wire import GraphAnswer, GraphRequest, Repeat
from kiosk.services.transport import HttpAnswer, HttpRequest, Transport

FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 32.0

_PASSING_STATUS = frozenset({500, 502, 503, 504})
_PASSING_CODES = frozenset(
    {ErrorCode.NETWORK_UNREACHABLE, ErrorCode.ANSWER_TIMED_OUT, ErrorCode.SERVICE_UNAVAILABLE}
)


class TokenSource(Protocol):
    """Gives out access tokens without asking anybody."""

    def access_token(
        self, cancel: CancelToken, rejected: Secret | None = None, claims: str | None = None
    ) -> Secret:
        """Return a token; raises StationError (SIGN_IN_NEEDED) when a person is needed."""
        ...


@dataclass(frozen=True)
class Patience:
    """How long a call may go on: tries at passing faults, and seconds of waiting in all."""

    tries: int = 4
    waiting_seconds: float = 60.0


BRIEF = Patience(tries=3, waiting_seconds=15.0)
"""For what a person watches while typing."""

LASTING = Patience(tries=6, waiting_seconds=150.0)
"""For a change that somebody waits for."""

ENDLESS = Patience(tries=6, waiting_seconds=86_400.0)
"""For a run, which may have to wait for the tenant's quota again and again."""

SHORT = Patience(tries=2, waiting_seconds=2.0)
"""For what would be nice to know beside something that is more urgent."""

OnWait = Callable[[float, ErrorCode], None]
"""Hears of a wait before it begins: its seconds, and the fault that it is for."""


class Backoff:
    """Exponential waiting with full jitter, unless the service says how long."""

    def __init__(self, patience: Patience, chance: random.Random) -> None:
        self._patience = patience
        self._chance = chance
        self._waited = 0.0
        self.tries = 1

    def next_wait(self, error: StationError) -> float:
        """Return the seconds to wait before the next try; raises `error` when none is left.

        For THROTTLED only the waiting is limited, because the service has said when to come
        back, and a limit on tries would give up early when it says one second.
        """
        if error.code is not ErrorCode.THROTTLED and self.tries >= self._patience.tries:
            raise error
        ceiling = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (self.tries - 1))
        if error.retry_after is None:
            wait = self._chance.uniform(ceiling / 2, ceiling)
        else:
            # Never at once: a service that says zero seconds for ever must not be hammered.
            wait = max(error.retry_after, FIRST_WAIT_SECONDS)
        if self._waited + wait > self._patience.waiting_seconds:
            raise error
        self._waited += wait
        self.tries += 1
        return wait


class Post(Protocol):
    """Brings requests to the service and answers back."""

    def send(
        self, request: GraphRequest, headers: Mapping[str, str], cancel: CancelToken
    ) -> HttpAnswer:
        """Send a request and return the answer, whatever its status.

        Raises what Transport.send does.
        """
        ...


class Turns(Protocol):
    """Says when a change may be sent, so that the tenant's write quota is kept."""

    def take(self, cancel: CancelToken) -> None:
        """Wait for a turn; raises WorkCancelledError when cancelled meanwhile."""
        ...

    def throttled(self, retry_after: float | None) -> None:
        """Hear that the turn was refused with 429, and for how many seconds if that was said."""
        ...


class DirectPost:
    """Sends each request by itself."""

    def __init__(self, root: str, transport: Transport) -> None:
        self._root = root
        self._transport = transport

    def send(
        self, request: GraphRequest, headers: Mapping[str, str], cancel: CancelToken
    ) -> HttpAnswer:
        """Send a request; raises what Transport.send does."""
        whole = HttpRequest(request.method, request.url(self._root), headers, request.body_bytes())
        return self._transport.send(whole, cancel)


class _OfThread(threading.local):
    change_id: str = ""


class GraphClient:
    """Sends requests for whoever is signed in; used from any worker thread."""

    def __init__(
        self,
        root: str,
        transport: Transport,
        tokens: TokenSource,
        chance: random.Random,
        post: Post | None = None,
        turns: Turns | None = None,
    ) -> None:
        """Send by `post`, each request by itself if none is given; ask `turns` before changes."""
        self._transport = transport
        self._tokens = tokens
        self._chance = chance
        self._post = post or DirectPost(root, transport)
        self._turns = turns
        self._of_thread = _OfThread()

    @property
    def transport(self) -> Transport:
        """The transport below, for the service's time."""
        return self._transport

    @property
    def last_change_id(self) -> str:
        """The service's id of the last request of this thread that changed something."""
        return self._of_thread.change_id

    def forget_last_change(self) -> None:
        """Begin something new on this thread."""
        self._of_thread.change_id = ""

    def backoff(self, patience: Patience) -> Backoff:
        """Return a new count of tries, for a recovery that spans several calls."""
        return Backoff(patience, self._chance)

    def call(
        self,
        request: GraphRequest,
        cancel: CancelToken,
        patience: Patience = BRIEF,
        on_wait: OnWait | None = None,
    ) -> GraphAnswer:
        """Send a request until it is answered, refused for good, or patience ends.

        A request that changes something passes the point of no return with each sending,
        and steps back from it when the service plainly refused. `on_wait` hears of each wait
        before it begins. Raises StationError.
        """
        backoff = self.backoff(patience)
        renewed = False
        while True:
            if self._turns is not None and request.repeat is Repeat.UNTIL_SENT:
                self._turns.take(cancel)
            # Asked for each time: while this call waited, somebody may have signed out.
            token = self._tokens.access_token(cancel)
            try:
                return self._send(request, token, cancel)
            except StationError as error:
                if self._turns is not None and error.code is ErrorCode.THROTTLED:
                    self._turns.throttled(error.retry_after)
                if error.code is ErrorCode.SIGN_IN_NEEDED and not renewed:
                    # One fresh token is worth a try; a second refusal needs a person.
                    renewed = True
                    self._tokens.access_token(cancel, token, error.claims)
                    continue
                if error.details.http_status == 503:
                    # Whoever answers on this connection is the one that is unwell.
                    self._transport.drop_connections()
                if not may_repeat(request, error):
                    raise
                wait = backoff.next_wait(error)
                if on_wait is not None:
                    on_wait(wait, error.code)
                cancel.wait(wait)

    def _send(self, request: GraphRequest, token: Secret, cancel: CancelToken) -> GraphAnswer:
        client_request_id = str(uuid.uuid4())
        headers = {
            "Authorization": f"Bearer {token.reveal()}",
            "Accept": "application/json",
            "client-request-id": client_request_id,
            "return-client-request-id": "true",
            **request.headers,
        }
        if request.body is not None:
            headers["Content-Type"] = "application/json"
        changes = request.repeat is Repeat.UNTIL_SENT
        # After an earlier lost answer it stays too late, whatever becomes of this sending.
        was_too_late = cancel.is_committed
        if changes:
            cancel.commit()
        try:
            answer = self._post.send(request, headers, cancel)
            found = accepted(answer, client_request_id)
        except StationError as error:
            if changes and not error.maybe_done and not was_too_late:
                cancel.release()
            if not error.details.client_request_id:
                # Nothing came back, so this id is all that support can look for.
                error.details = replace(error.details, client_request_id=client_request_id)
            raise
        if changes:
            self._of_thread.change_id = found.details.request_id
        return found


def accepted(answer: HttpAnswer, client_request_id: str) -> GraphAnswer:
    """Return a success; raises StationError for any other answer."""
    if 200 <= answer.status < 300:
        details = details_of(answer.status, answer.headers, client_request_id)
        return GraphAnswer(answer.status, answer.body, details)
    raise refusal(answer.status, answer.headers, answer.body, client_request_id)


def may_repeat(request: GraphRequest, error: StationError) -> bool:
    """Whether a request that met this error may be sent again without asking anybody."""
    if error.code is ErrorCode.THROTTLED:
        return True
    if request.repeat is Repeat.UNTIL_SENT:
        return error.code is ErrorCode.NETWORK_UNREACHABLE and not error.maybe_done
    return error.code in _PASSING_CODES or error.details.http_status in _PASSING_STATUS
