"""What is known of a run: its plan, how far it is, and who may yet lose what is on paper."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from kiosk.models.run import RowOutcome, RunAction
from kiosk.services.operations.creation import Dates

_OUTCOMES = (RowOutcome.WAITING, RowOutcome.DONE, RowOutcome.FAILED, RowOutcome.LEFT_OUT)
_PLACES: Mapping[RowOutcome, int] = MappingProxyType(
    {outcome: place for place, outcome in enumerate(_OUTCOMES)}
)


@dataclass(frozen=True)
class RunPlan:
    """What a run is: `days` is how long new badges last, `source` who is in it, in words."""

    action: RunAction
    tenant_id: str
    started: datetime
    days: int
    source: str = ""


@dataclass(frozen=True)
class Doubtful:
    """What is on paper for a row, and may yet be undone by a request whose answer was lost.

    `badge_id` is the badge's, empty where only a PIN was made, which is known by `pin_updated`.
    """

    number: int
    badge_id: str = ""
    pin_updated: datetime | None = None


@dataclass
class RunState:
    """What a journal tells: how far the run was when its last line was written.

    `results` says for each row where its last outcome stands in the file, 0 for none. `pending`
    are rows that may hold a badge which is on no paper, with the dates that were asked for;
    `doubtful` those to be looked at again. `outcomes` has a byte for each row.
    """

    plan: RunPlan
    results: array[int]
    pending: dict[int, list[Dates]] = field(default_factory=dict)
    doubtful: dict[int, Doubtful] = field(default_factory=dict)
    outcomes: bytearray = field(default_factory=bytearray)
    last_part: int = 0
    papered_part: int = 0
    is_ended: bool = False

    def outcome_of(self, number: int) -> RowOutcome:
        """Return what became of a row."""
        return _OUTCOMES[self.outcomes[number - 1]]

    def note(self, number: int, outcome: RowOutcome) -> None:
        """Keep what became of a row."""
        self.outcomes[number - 1] = _PLACES[outcome]

    def counts(self) -> Counter[RowOutcome]:
        """Return how many rows there are of each outcome."""
        return Counter({one: self.outcomes.count(place) for one, place in _PLACES.items()})
