"""Faults on request: what goes wrong, where, and how often.

``KIND@ROUTE[:COUNT]``. ROUTE is a prefix of the path after the version (for sign-in: after the
tenant id); ``*`` or ``{id}`` in it stands for one segment, and a method may stand before it
(``lost-answer@PATCH /users/*/authentication:1``).
"""

from __future__ import annotations

import enum
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass


class FaultKind(enum.Enum):
    """What goes wrong."""

    THROTTLED = "429"
    THROTTLED_SILENTLY = "429-no-retry-after"
    BROKEN = "500"
    UNAVAILABLE = "503"
    GATEWAY_TIMEOUT = "504"
    TIMEOUT = "timeout"
    RESET = "reset"
    LOST_ANSWER = "lost-answer"
    BAD_JSON = "bad-json"
    SLOW = "slow"
    EXPIRED_TOKEN = "expired-token"  # noqa: S105 - a fault's name
    CLAIMS_CHALLENGE = "claims-challenge"
    EMPTY_PAGE = "empty-page"
    WRAPPED = "wrapped"


DOCUMENTED = tuple(kind.value for kind in FaultKind)
GRAPH_ONLY = frozenset(
    {
        FaultKind.EXPIRED_TOKEN,
        FaultKind.CLAIMS_CHALLENGE,
        FaultKind.EMPTY_PAGE,
        FaultKind.WRAPPED,
    }
)
_SPEC = re.compile(
    r"(?P<kind>[^@]+)@(?:(?P<method>[A-Z]+)\s+)?(?P<route>/[^\s:]*)(?::(?P<count>[0-9]+))?"
)


class FaultSpecError(ValueError):
    """A fault that cannot be read; its text says what is expected."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault as it was asked for; ``count`` is None for every request."""

    kind: FaultKind
    route: str
    count: int | None = None
    method: str = ""

    def meets(self, method: str, path: str) -> bool:
        """Whether a request to this path is on the fault's route."""
        if self.method and self.method != method:
            return False
        pattern = "".join(
            "[^/]+" if part in {"*", "{id}"} else re.escape(part)
            for part in re.split(r"(\*|\{id\})", self.route)
        )
        return re.match(pattern, path, re.IGNORECASE) is not None


def parse_fault(spec: str) -> Fault:
    """Read ``KIND@ROUTE[:COUNT]``; raises FaultSpecError that says what is expected."""
    match = _SPEC.fullmatch(spec)
    kinds = {kind.value: kind for kind in FaultKind}
    if match is None or match["kind"] not in kinds or match["count"] == "0":
        raise FaultSpecError(
            f"{spec!r} is no fault: expected KIND@ROUTE[:COUNT], where KIND is one of "
            f"{', '.join(DOCUMENTED)}; ROUTE starts with '/' and is the beginning of a path "
            "after the version, like /users; COUNT is a whole number from 1"
        )
    count = int(match["count"]) if match["count"] else None
    return Fault(kinds[match["kind"]], match["route"], count, match["method"] or "")


class Faults:
    """Deals out the faults that were asked for; safe from many threads."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self._faults = [(fault, [fault.count]) for fault in faults]
        self._lock = threading.Lock()

    def on_graph(
        self, method: str, path: str, passes_challenge: Callable[[], bool]
    ) -> FaultKind | None:
        """Return the fault that hits a Graph request, if one does."""

        def hits(fault: Fault) -> bool:
            challenged = fault.kind is FaultKind.CLAIMS_CHALLENGE
            return fault.meets(method, path) and not (challenged and passes_challenge())

        return self._next(hits)

    def on_sign_in(self, method: str, path: str) -> FaultKind | None:
        """Return the fault that hits a sign-in request, if one does; the route ``/`` never does."""
        return self._next(
            lambda fault: (
                fault.route != "/" and fault.kind not in GRAPH_ONLY and fault.meets(method, path)
            )
        )

    def _next(self, hits: Callable[[Fault], bool]) -> FaultKind | None:
        if not self._faults:
            return None
        with self._lock:
            for fault, left in self._faults:
                if left[0] == 0 or not hits(fault):
                    continue
                if left[0] is not None:
                    left[0] -= 1
                return fault.kind
        return None
