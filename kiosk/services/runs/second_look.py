"""Looking again, at the end of a run, at those whose PIN or badge follows a lost answer.

A request that nobody has an answer to may finish after the pages were made, and undo what is on
them. Whoever that has happened to is told as failed, and gets another one when the run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kiosk.models.badge import Method
from kiosk.models.errors import PASSING, ErrorCode, StationError
from kiosk.services.operations.same_moment import is_later
from kiosk.services.runs.paper import Piece
from kiosk.services.runs.run_state import Doubtful
from kiosk.services.runs.troubles import NEVER_READ, STOPS_THE_RUN


def doubtful_of(piece: Piece) -> Doubtful | None:
    """Return what has to be looked at again of what came out; None where nothing has to."""
    made = piece.credentials
    if not made.follows_lost_answer:
        return None
    if made.issued is not None:
        return Doubtful(piece.number, badge_id=made.issued.badge.id)
    if made.pin is not None:
        return Doubtful(piece.number, pin_updated=made.pin.updated)
    return None


def overtaken(doubtful: Doubtful, method: Method | None) -> ErrorCode | None:
    """Say what works no more of what is on paper, in the state that was read just now."""
    if doubtful.badge_id:
        badge = None if method is None else method.standard
        stands = badge is not None and badge.id == doubtful.badge_id
        return None if stands else ErrorCode.BADGE_SUPERSEDED
    pin = None if method is None else method.pin
    if pin is None:
        return ErrorCode.PIN_SUPERSEDED
    # One that need not be changed is the person's own, chosen with the PIN on the slip.
    is_replaced = pin.must_change and is_later(pin.updated, doubtful.pin_updated)
    return ErrorCode.PIN_SUPERSEDED if is_replaced else None


def look_again(
    doubtful: Sequence[Doubtful], read: Callable[[int], Method | None]
) -> Iterator[tuple[Doubtful, ErrorCode | StationError | None]]:
    """Read the state of each, by the row's number, and yield what is found out.

    None for who is as the paper says, the code of what works no more, or the error for which
    they could not be read. Where that would meet the next one as well, they are not even tried.
    Who can never be read is left out: nothing is known against what they have on paper.
    """
    stopped_by: StationError | None = None
    for one in doubtful:
        if stopped_by is not None:
            yield one, stopped_by
            continue
        try:
            method = read(one.number)
        except StationError as error:
            if error.code in NEVER_READ:
                continue
            if error.code in STOPS_THE_RUN | PASSING:
                stopped_by = error
            yield one, error
        else:
            yield one, overtaken(one, method)
