"""Which operation follows from what was confirmed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.controllers.operation_choice import operation_for
from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.person_view import Action
from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Badge, BadgeKind, Method
from kiosk.models.person import Person

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SAM = Person("1", "Sam Rivera", "sam.rivera@example.com")
BADGE = Badge(BadgeKind.STANDARD, "a-badge", NOW, NOW)


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name.lower())
def test_every_action_has_its_operation(action: Action) -> None:
    view = ConfirmView(action, SAM, False, NOW, NOW, method=Method(BADGE, None, None))
    operation = operation_for(view, 365)
    assert operation.kind is AuditOperation[action.name]
    assert operation.target.person is SAM


@pytest.mark.parametrize("method", [None, Method(None, None, None)])
def test_to_extend_no_badge_is_a_mistake_of_the_station(method: Method | None) -> None:
    view = ConfirmView(Action.EXTEND_BADGE, SAM, False, NOW, NOW, method=method)
    with pytest.raises(AssertionError, match="only a badge can be extended"):
        operation_for(view, 365)
