"""Faults on request: what goes wrong, where, and how often.

``KIND@ROUTE[:COUNT]``. ROUTE is a prefix of the path after the version (for sign-in: after the
tenant id); ``*`` or ``{id}`` in it stands for one segment, and a method may stand before it
(``lost-answer@PATCH /users/*/authentication:1``). COUNT is how many requests it hits: all, if left
out. One request suffers one fault, the first that meets it; only the kinds that change an image
(`IMAGE_KINDS`) come on top of each other, and hit only answers that have an image.
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
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    TIMEOUT = "timeout"
    RESET = "reset"
    LOST_ANSWER = "lost-answer"
    LATE = "late"
    BAD_JSON = "bad-json"
    SLOW = "slow"
    EXPIRED_TOKEN = "expired-token"  # noqa: S105 - a fault's name
    CLAIMS_CHALLENGE = "claims-challenge"
    EMPTY_PAGE = "empty-page"
    WRAPPED = "wrapped"
    CREATED = "201"
    NO_RAW_CONTENT = "no-raw-content"
    PNG = "png"


EXPLAINED = {
    FaultKind.THROTTLED: "refused, with Retry-After; nothing is done",
    FaultKind.THROTTLED_SILENTLY: "refused, without Retry-After; nothing is done",
    FaultKind.BROKEN: "an internal error; nothing is done",
    FaultKind.UNAVAILABLE: "not available; nothing is done",
    FaultKind.GATEWAY_TIMEOUT: "no answer in time, says a gateway; nothing is done",
    FaultKind.FORBIDDEN: "plainly refused; nothing is done",
    FaultKind.NOT_FOUND: "plainly not found; nothing is done",
    FaultKind.TIMEOUT: "never answered; nothing is done",
    FaultKind.RESET: "connection cut before the answer; nothing is done",
    FaultKind.LOST_ANSWER: "the change is made, the answer never arrives",
    FaultKind.LATE: "504 at once; the change is made about a second later",
    FaultKind.BAD_JSON: "the change is made, the answer's JSON is broken (200 where there is none)",
    FaultKind.SLOW: "answered two seconds late",
    FaultKind.EXPIRED_TOKEN: "401 as for a token that has run out",
    FaultKind.CLAIMS_CHALLENGE: "401 until the token meets the challenge's claims",
    FaultKind.EMPTY_PAGE: "an empty page that is not the last",
    FaultKind.WRAPPED: 'the answer inside {"value": ...}',
    FaultKind.CREATED: "a 200 comes as 201",
    FaultKind.NO_RAW_CONTENT: "a new code's image has no rawContent",
    FaultKind.PNG: "a new code's picture is a PNG instead of an SVG",
}
DOCUMENTED = tuple(kind.value for kind in FaultKind)
IMAGE_KINDS = frozenset({FaultKind.NO_RAW_CONTENT, FaultKind.PNG})
GRAPH_ONLY = IMAGE_KINDS | {
    FaultKind.LATE,
    FaultKind.EXPIRED_TOKEN,
    FaultKind.CLAIMS_CHALLENGE,
    FaultKind.EMPTY_PAGE,
    FaultKind.WRAPPED,
    FaultKind.CREATED,
}
_SIGN_IN_ROUTES = (
    "/oauth2", "/v2.0", "/.well-known", "/discovery", "/common", "/organizations", "/login",
    "/second-factor", "/pick", "/consent", "/device", "/userrealm",
)  # fmt: skip
_GRAPH_ROUTES = (
    "/me", "/users", "/groups", "/directory", "/policies", "/organization", "/$batch",
)  # fmt: skip
_SPEC = re.compile(
    r"(?P<kind>[^@]+)@(?:(?P<method>[A-Z]+)\s+)?(?P<route>/[^\s:]*)(?::(?P<count>[0-9]+))?"
)


class FaultSpecError(ValueError):
    """A fault that cannot be read, or would never hit; its text says what is expected."""


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
    kind = kinds[match["kind"]]
    if kind in GRAPH_ONLY and _is_of_sign_in(match["route"]):
        raise FaultSpecError(
            f"{spec!r} would never hit: {kind.value} happens only to Graph, and "
            f"{match['route']} is a route of sign-in"
        )
    count = int(match["count"]) if match["count"] else None
    return Fault(kind, match["route"], count, match["method"] or "")


def _is_of_sign_in(route: str) -> bool:
    """Whether a route can hit nothing but sign-in; the beginning of both, like ``/``, can."""

    def meets(known: str) -> bool:
        return known.startswith(route.lower()) or route.lower().startswith(known)

    return any(map(meets, _SIGN_IN_ROUTES)) and not any(map(meets, _GRAPH_ROUTES))


class Faults:
    """Deals out the faults that were asked for; safe from many threads."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self._faults = [(fault, [fault.count]) for fault in faults]
        self._lock = threading.Lock()

    def replace(self, faults: Sequence[Fault]) -> None:
        """Deal out these from now on, and none of those before."""
        with self._lock:
            self._faults = [(fault, [fault.count]) for fault in faults]

    def on_graph(
        self, method: str, path: str, passes_challenge: Callable[[], bool]
    ) -> FaultKind | None:
        """Return the fault that hits a Graph request, if one does."""

        def hits(fault: Fault) -> bool:
            challenged = fault.kind is FaultKind.CLAIMS_CHALLENGE
            return (
                fault.kind not in IMAGE_KINDS
                and fault.meets(method, path)
                and not (challenged and passes_challenge())
            )

        return next(iter(self._dealt(hits, 1)), None)

    def on_image(self, method: str, path: str) -> frozenset[FaultKind]:
        """Return the faults that hit the image in the answer to a Graph request."""
        found = self._dealt(
            lambda fault: fault.kind in IMAGE_KINDS and fault.meets(method, path), len(IMAGE_KINDS)
        )
        return frozenset(found)

    def on_sign_in(self, method: str, path: str) -> FaultKind | None:
        """Return the fault that hits a sign-in request, if one does; the route ``/`` never does."""
        found = self._dealt(
            lambda fault: (
                fault.route != "/" and fault.kind not in GRAPH_ONLY and fault.meets(method, path)
            ),
            1,
        )
        return next(iter(found), None)

    def _dealt(self, hits: Callable[[Fault], bool], most: int) -> list[FaultKind]:
        """Take from the counts of the first faults that hit, each kind once, and return them."""
        found: list[FaultKind] = []
        if not self._faults:
            return found
        with self._lock:
            for fault, left in self._faults:
                if len(found) == most:
                    break
                if left[0] == 0 or fault.kind in found or not hits(fault):
                    continue
                if left[0] is not None:
                    left[0] -= 1
                found.append(fault.kind)
        return found
