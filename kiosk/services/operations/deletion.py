"""Deleting one code or the whole method, and knowing afterwards that it is gone."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.models.badge import Badge, Method
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.target import Target
from kiosk.services.graph.client import OnWait
from kiosk.services.operations.in_doubt import Doubt
from kiosk.services.operations.operation import Work
from kiosk.services.operations.progress import Step


def delete_code(
    work: Work,
    target: Target,
    badge: Badge,
    step: Step,
    on_lost: Callable[[], None] = lambda: None,
) -> None:
    """Delete this very code, and no other that may have taken its place.

    The service deletes whichever code of the kind there is. So after a lost answer the state
    is read, and the deletion repeated only while the code is still the same. Raises
    StationError: PERSON_CHANGED when another one stands there, and what was refused.
    """

    def is_gone(method: Method | None) -> bool:
        standing = None if method is None else method.badge(badge.kind)
        if standing is not None and standing.id != badge.id:
            raise StationError(ErrorCode.PERSON_CHANGED)
        return standing is None

    def delete(waiting: OnWait) -> None:
        work.methods.delete_code(target, badge.kind, work.cancel, waiting)

    _until_gone(work, target, step, delete, is_gone, on_lost)


def remove_method(
    work: Work, target: Target, step: Step, on_lost: Callable[[], None] = lambda: None
) -> None:
    """Remove the method with both codes and the PIN; raises StationError."""

    def remove(waiting: OnWait) -> None:
        work.methods.remove(target, work.cancel, waiting)

    _until_gone(work, target, step, remove, lambda method: method is None, on_lost)


def _until_gone(
    work: Work,
    target: Target,
    step: Step,
    delete: Callable[[OnWait], None],
    is_gone: Callable[[Method | None], bool],
    on_lost: Callable[[], None],
) -> None:
    backoff = work.methods.backoff()
    work.reach(step)
    while True:
        try:
            delete(work.waiting_at(step))
        except StationError as error:
            if not error.maybe_done:
                raise
            # It may finish late, and then take away whatever has been made meanwhile.
            work.in_doubt.begin(target.person, Doubt.DELETION)
            on_lost()
            work.wait(step, backoff, error)
            if is_gone(work.read(target, step)):
                return
        else:
            return
