"""What becomes of the old code is said truly, and an ended one is in nobody's way."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kiosk.models.badge import Badge, BadgeKind, IssuedBadge, Method
from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.graph.client import OnWait
from kiosk.services.operations.issue_temporary_badge import IssueTemporaryBadge
from kiosk.services.operations.operation import Operation
from kiosk.services.operations.replace_badge import ReplaceBadge
from tests.support.methods import (
    LOST,
    REFUSED,
    START,
    Happening,
    ScriptedMethods,
    work_with,
)

SAM = Target(Person("1", "Sam Rivera", "sam.rivera@example.com"))
DENIED = Happening(made=False, answer=REFUSED)
NOT_DELETABLE = Happening(made=False, answer=StationError(ErrorCode.REQUEST_REFUSED))
GONE = {
    BadgeKind.STANDARD: ErrorCode.BADGE_GONE,
    BadgeKind.TEMPORARY: ErrorCode.TEMPORARY_BADGE_GONE,
}


class EndedAside(ScriptedMethods):
    """A service that makes a new code in the place of one that has ended."""

    def create_code(
        self,
        target: Target,
        kind: BadgeKind,
        starts: datetime,
        expires: datetime,
        cancel: CancelToken,
        on_wait: OnWait | None = None,
    ) -> IssuedBadge:
        before = self.method
        standing = None if before is None else before.badge(kind)
        if before is not None and standing is not None and standing.expires < START:
            self.method = before.with_badge(kind, None)
        try:
            return super().create_code(target, kind, starts, expires, cancel, on_wait)
        finally:
            if self.method is not None and self.method.badge(kind) is None:
                self.method = before


def old_one(kind: BadgeKind, *, ended: bool = False) -> Badge:
    left = timedelta(hours=-1) if ended else timedelta(hours=8)
    return Badge(kind, "old", START - timedelta(days=1), START + left)


def holder_of(old: Badge, *script: Happening) -> ScriptedMethods:
    method = Method(None, None, None).with_badge(old.kind, old)
    return EndedAside(script=list(script), method=method)


def replacement_of(old: Badge) -> Operation:
    if old.kind is BadgeKind.TEMPORARY:
        return IssueTemporaryBadge(SAM, old, 8)
    return ReplaceBadge(SAM, old, 365, also_reset_pin=False)


def refused(operation: Operation, methods: ScriptedMethods) -> ErrorCode:
    with pytest.raises(StationError) as caught:
        operation.run(work_with(methods))
    return caught.value.code


@pytest.mark.parametrize("kind", list(BadgeKind))
@pytest.mark.parametrize("ended", [False, True])
def test_a_lost_deletion_that_is_seen_to_be_made_later_is_no_longer_called_unconfirmed(
    kind: BadgeKind, ended: bool
) -> None:
    old = old_one(kind, ended=ended)
    methods = holder_of(old, Happening(answer=LOST), DENIED)
    methods.read_fails = lambda reading: reading == 2
    operation = replacement_of(old)
    assert refused(operation, methods) is ErrorCode.DELETION_UNCONFIRMED
    assert refused(operation, methods) is GONE[kind]
    assert operation.half_done is GONE[kind]


@pytest.mark.parametrize("kind", list(BadgeKind))
def test_a_lost_deletion_of_an_ended_code_that_is_seen_to_be_made_is_not_called_unconfirmed(
    kind: BadgeKind,
) -> None:
    old = old_one(kind, ended=True)
    methods = holder_of(old, Happening(answer=LOST), DENIED)
    assert refused(replacement_of(old), methods) is GONE[kind]


@pytest.mark.parametrize("kind", list(BadgeKind))
@pytest.mark.parametrize("made", [True, False])
def test_an_ended_code_that_cannot_be_deleted_is_not_taken_for_somebody_elses_work(
    kind: BadgeKind, made: bool
) -> None:
    old = old_one(kind, ended=True)
    methods = holder_of(old, NOT_DELETABLE, Happening(made=made, answer=LOST))
    credentials = replacement_of(old).run(work_with(methods))
    assert credentials.issued is not None
    assert methods.method is not None
    assert credentials.issued.badge == methods.method.badge(kind)
    assert methods.creations == 2


def test_another_code_beside_an_ended_one_that_was_passed_over_is_left_alone() -> None:
    old = old_one(BadgeKind.STANDARD, ended=True)
    methods = holder_of(old, NOT_DELETABLE, Happening(made=False, answer=LOST))
    theirs = Badge(BadgeKind.STANDARD, "theirs", START, START + timedelta(days=3))

    def arrives_with_the_second_read(reads: int) -> bool:
        if reads == 2:
            methods.method = Method(theirs, None, None)
        return False

    methods.read_fails = arrives_with_the_second_read
    assert refused(replacement_of(old), methods) is ErrorCode.PERSON_CHANGED
    assert methods.method == Method(theirs, None, None)
