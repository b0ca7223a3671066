"""Who is sought for a run: the people of a group, of a list, or of the whole directory."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import PASSING, ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.models.run import FromCsv, FromGroup, FromUnit, Listed, Source
from kiosk.services.graph.teams import FOUND_AT_ONCE_MAX, TeamService

LOOK_UPS_MAX = 4
"""How many look-ups are under way at the same time."""

T = TypeVar("T")
R = TypeVar("R")
ReadList: TypeAlias = Callable[[Path, CancelToken], Iterable[Listed]]
Found: TypeAlias = tuple[Person, ...] | StationError


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody for a run: `said` is what the list says in `line`, or else the person's name.

    `people` is empty where nobody was found, and holds two where more than one fits. `error` is
    why an entry of a list could not be looked up.
    """

    said: str
    line: int | None
    people: tuple[Person, ...]
    error: StationError | None = None


def sought(
    source: Source, teams: TeamService, cancel: CancelToken, read_list: ReadList | None = None
) -> Iterator[Sought]:
    """Yield who is sought, one after the other, while the rest is still being read.

    Of a list everybody, in its order; of a group its people; for badges that end soon everybody
    in the directory, because only the badges tell. `read_list` reads a list in place of
    `csv_list.read_list`.

    Raises StationError and WorkCancelledError on the way: what `read_list` raises,
    GROUP_NOT_FOUND, and whatever keeps the directory from being read at all. A passing fault in
    the look-up of some entries is theirs alone.
    """
    if isinstance(source, FromCsv):
        yield from _listed((read_list or _read_list)(Path(source.file), cancel), teams, cancel)
        return
    if isinstance(source, FromGroup):
        people = teams.members(source.id, cancel, nested=source.nested)
    elif isinstance(source, FromUnit):
        people = teams.unit_members(source.id, cancel)
    else:
        people = teams.everybody(cancel)
    for person in people:
        yield Sought(person.display_name, None, (person,))


def _read_list(file: Path, cancel: CancelToken) -> Iterable[Listed]:
    # Only a run from a list needs it.
    from kiosk.services.runs import csv_list  # noqa: PLC0415

    entries: Iterable[Listed] = csv_list.read_list(file, cancel)
    return entries


def _listed(entries: Iterable[Listed], teams: TeamService, cancel: CancelToken) -> Iterator[Sought]:
    def look_up(batch: list[Listed], cancel: CancelToken) -> list[Sought]:
        found: Iterable[Found]
        try:
            found = teams.find(batch, cancel)
        except StationError as error:
            if error.code not in PASSING:
                raise
            found = [error] * len(batch)
        return [_sought(one, people) for one, people in zip(batch, found, strict=True)]

    for together in _side_by_side(look_up, _batches(entries), cancel):
        yield from together


def _sought(entry: Listed, found: Found) -> Sought:
    if isinstance(found, StationError):
        if found.code is ErrorCode.SIGN_IN_NEEDED:
            # It takes a person, and then all goes on.
            raise found
        return Sought(entry.said, entry.line, (), found)
    return Sought(entry.said, entry.line, found)


def _batches(entries: Iterable[Listed]) -> Iterator[list[Listed]]:
    left = iter(entries)
    while batch := list(islice(left, FOUND_AT_ONCE_MAX)):
        yield batch


def _side_by_side(
    work: Callable[[T, CancelToken], R], loads: Iterable[T], cancel: CancelToken
) -> Iterator[R]:
    """Yield the results of some work in the order of its loads, with a few under way at once.

    A load is taken when there is room for it, so that neither loads nor results pile up. Raises
    what the work raises. When nobody wants more, the work that is under way is cancelled.
    """
    ours = CancelToken()
    under_way: deque[_Work[R]] = deque()

    def stop() -> None:
        ours.cancel()

    with cancel.calling(stop):
        try:
            for load in loads:
                under_way.append(_Work(work, load, ours))
                if len(under_way) == LOOK_UPS_MAX:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            stop()


class _Work(Generic[R]):
    """Some work on a thread of its own, which nobody has to wait for once it is cancelled."""

    def __init__(self, work: Callable[[T, CancelToken], R], load: T, cancel: CancelToken) -> None:
        self._cancel = cancel
        self._done = threading.Event()
        self._results: list[R] = []
        self._error: BaseException | None = None
        threading.Thread(
            target=self._run, args=(work, load), name="people of a list", daemon=True
        ).start()

    def result(self) -> R:
        """Wait for the result; raises what the work raised, and WorkCancelledError."""
        with self._cancel.calling(self._done.set):
            self._done.wait()
        self._cancel.raise_if_cancelled()
        if self._error is not None:
            raise self._error
        return self._results[0]

    def _run(self, work: Callable[[T, CancelToken], R], load: T) -> None:
        try:
            self._results.append(work(load, self._cancel))
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is wanted
            self._error = error
        finally:
            self._done.set()
