"""For whom the method is switched on, by the tenant's rules and a person's groups."""

from __future__ import annotations

import pytest

from kiosk.models.badge import EVERYBODY, Policy

EVERYONE = frozenset({EVERYBODY})
BAKERS, CONTRACTORS, NOBODY = frozenset({"bakers"}), frozenset({"contractors"}), frozenset[str]()


@pytest.mark.parametrize(
    ("included", "excluded", "groups", "is_for"),
    [
        (EVERYONE, NOBODY, NOBODY, True),
        (EVERYONE, CONTRACTORS, NOBODY, True),
        (EVERYONE, CONTRACTORS, BAKERS, True),
        (EVERYONE, CONTRACTORS, CONTRACTORS, False),
        (EVERYONE, CONTRACTORS, BAKERS | CONTRACTORS, False),
        (BAKERS, NOBODY, BAKERS, True),
        (BAKERS, NOBODY, CONTRACTORS, False),
        (BAKERS, NOBODY, NOBODY, False),
        (BAKERS, BAKERS, BAKERS, False),
        (BAKERS, EVERYONE, BAKERS, False),
        (NOBODY, NOBODY, BAKERS, False),
    ],
)
def test_the_method_is_for_whom_a_target_includes_and_none_excludes(
    included: frozenset[str], excluded: frozenset[str], groups: frozenset[str], is_for: bool
) -> None:
    policy = Policy(enabled=True, included=included, excluded=excluded)
    assert policy.is_for(groups) is is_for


@pytest.mark.parametrize(
    ("policy", "is_for"),
    [
        (Policy(), None),
        (Policy(enabled=None, included=EVERYONE, excluded=NOBODY), None),
        (Policy(enabled=False), False),
        (Policy(enabled=False, included=EVERYONE, excluded=NOBODY), False),
        # Targets that could not be read decide nothing.
        (Policy(enabled=True), True),
        (Policy(enabled=True, included=EVERYONE), True),
        (Policy(enabled=True, excluded=BAKERS), True),
    ],
)
def test_what_is_not_known_of_the_rules_decides_nothing(
    policy: Policy, is_for: bool | None
) -> None:
    assert policy.is_for(BAKERS) is is_for
