"""Tables of runs with as many rows as one likes, which take no memory themselves."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import overload

from kiosk.models.person import Person
from kiosk.models.run import Row, RowState

STARTS = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class ManyRows(Sequence[Row]):
    """So many rows, each made when it is asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [row_number(one + 1) for one in range(*index.indices(self._count))]
        return row_number(index + 1)

    def __iter__(self) -> Iterator[Row]:
        for number in range(1, self._count + 1):
            yield row_number(number)


def row_number(number: int) -> Row:
    """Return the row with this number; everybody in it has another name."""
    person = Person(
        f"{number:08x}-0000-4000-8000-000000000000",
        f"Sam Rivera {number}",
        f"sam.rivera{number}@example.com",
        office_location=f"Shop {number // 25}",
        employee_id=str(100_000 + number),
    )
    return Row(
        number,
        person,
        RowState.READY,
        has_method=True,
        badge_id=f"{number:08x}-1111-4000-8000-000000000000",
        starts=STARTS,
        expires=STARTS + timedelta(days=365),
    )


def peak_of(work: Callable[[], object]) -> int:
    """Return the most bytes that some work holds at a time, besides what was held before."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
