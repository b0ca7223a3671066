"""The record of a run: only ever appended, without anything secret, true wherever it ends."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import RowOutcome, RowResult, RunAction
from kiosk.services.operations.creation import dates_from
from kiosk.services.runs.journal import Journal, is_begun
from kiosk.services.runs.journal_reading import read_journal, results_of
from kiosk.services.runs.run_state import Doubtful, RunPlan, RunState
from tests.support.many_rows import STARTS, peak_of

PLAN = RunPlan(RunAction.ISSUE, "6b1c-tenant", STARTS, 365, "FromCsv")
DATES = dates_from(STARTS, 365)
LATER = dates_from(STARTS + timedelta(hours=3), 365)
ROWS = 6


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "run.jsonl"


def write(file: Path, *steps: Callable[[Journal], None], left_out: tuple[int, ...] = ()) -> None:
    """Write a journal, each step by a process of its own."""
    for step in (lambda journal: journal.begin(PLAN, left_out), *steps):
        journal = Journal(file)
        step(journal)
        journal.close()


def state_of(file: Path, rows: int = ROWS) -> RunState:
    state = read_journal(file, rows)
    assert state is not None
    return state


def outcomes(state: RunState) -> list[RowOutcome]:
    return [state.outcome_of(number) for number in range(1, len(state.outcomes) + 1)]


def done(number: int, part: int | None = None) -> RowResult:
    return RowResult(number, RowOutcome.DONE, f"badge-{number}", DATES.expires, part=part)


FAILED = RowResult(2, RowOutcome.FAILED, code="PK-301", request_id="a-request")


def test_what_a_run_is_comes_back(file: Path) -> None:
    write(file, left_out=(2, 6))
    state = state_of(file)
    assert state.plan == PLAN
    left_out = [one is RowOutcome.LEFT_OUT for one in outcomes(state)]
    assert left_out == [False, True, False, False, False, True]
    assert (state.last_part, state.papered_part, state.is_ended) == (0, 0, False)
    assert list(results_of(file, state))[1] == RowResult(2, RowOutcome.LEFT_OUT)


def test_whoever_may_hold_a_badge_that_nobody_has_printed_is_known(file: Path) -> None:
    write(file, lambda journal: journal.intend(1, [1, 2, 3], DATES))
    state = state_of(file)
    assert state.pending == {1: [DATES], 2: [DATES], 3: [DATES]}
    assert (state.last_part, state.papered_part) == (1, 0)
    assert set(outcomes(state)) == {RowOutcome.WAITING}


def test_what_came_out_counts_only_on_paper(file: Path) -> None:
    write(
        file,
        lambda journal: journal.intend(1, [1, 2, 3], DATES),
        lambda journal: journal.came_out([done(1), done(3)]),
    )
    assert outcomes(state_of(file))[:3] == [RowOutcome.WAITING] * 3
    assert set(state_of(file).pending) == {1, 2, 3}


def test_whoever_is_on_paper_is_done(file: Path) -> None:
    write(
        file,
        lambda journal: journal.intend(1, [1, 2, 3], DATES),
        lambda journal: journal.came_out([done(1), done(3)]),
        lambda journal: journal.on_paper(1, [done(1, 1), done(3, 1)]),
        lambda journal: journal.came_out([FAILED]),
    )
    state = state_of(file)
    assert list(results_of(file, state))[:3] == [done(1, 1), FAILED, done(3, 1)]
    assert state.counts() == Counter(outcomes(state))
    assert set(state.pending) == {2}
    assert state.papered_part == 1


def test_whoever_failed_is_tried_again_by_all_dates_that_were_asked_for(file: Path) -> None:
    write(
        file,
        lambda journal: journal.intend(1, [2], DATES),
        lambda journal: journal.came_out([FAILED]),
        lambda journal: journal.intend(2, [2], LATER),
    )
    state = state_of(file)
    assert state.pending == {2: [DATES, LATER]}
    assert state.outcome_of(2) is RowOutcome.WAITING


def test_what_is_doubtful_is_known_until_it_was_looked_at(file: Path) -> None:
    badge = Doubtful(1, badge_id="badge-1")
    pin = Doubtful(3, pin_updated=STARTS)
    failing = Doubtful(4, badge_id="badge-4")
    again = Doubtful(5, badge_id="badge-5")
    numbers = [1, 3, 4, 5]
    write(
        file,
        lambda journal: journal.intend(1, numbers, DATES),
        lambda journal: journal.on_paper(
            1, [done(number, 1) for number in numbers], [badge, pin, failing, again]
        ),
    )
    assert state_of(file).doubtful == {1: badge, 3: pin, 4: failing, 5: again}
    journal = Journal(file)
    journal.looked([1])
    journal.came_out([RowResult(4, RowOutcome.FAILED, code="PK-410")])
    journal.intend(2, [5], LATER)
    journal.close()
    assert state_of(file).doubtful == {3: pin}


def test_a_run_that_is_over_says_so(file: Path) -> None:
    write(file, lambda journal: journal.end())
    assert state_of(file).is_ended


def test_a_journal_is_only_ever_appended_to(file: Path) -> None:
    before = b""
    steps: list[Callable[[Journal], None]] = [
        lambda journal: journal.begin(PLAN, []),
        lambda journal: journal.intend(1, [1], DATES),
        lambda journal: journal.came_out([done(1)]),
        lambda journal: journal.on_paper(1, [done(1, 1)]),
        lambda journal: journal.looked([1]),
        lambda journal: journal.end(),
    ]
    for step in steps:
        journal = Journal(file)
        step(journal)
        journal.close()
        content = file.read_bytes()
        assert content.startswith(before)
        assert len(content) > len(before)
        assert content.endswith(b"\n")
        before = content


def test_what_is_relied_on_is_on_the_disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    write(file, lambda journal: journal.intend(1, [1], DATES))
    assert len(synced) == 2
    write_more = Journal(file)
    write_more.on_paper(1, [done(1, 1)])
    write_more.end()
    write_more.close()
    assert len(synced) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="there it is the folder that decides")
def test_nobody_else_may_read_a_journal(file: Path) -> None:
    write(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


# Wherever it was cut off


def a_whole_journal(file: Path) -> bytes:
    write(
        file,
        lambda journal: journal.intend(1, [1, 2], DATES),
        lambda journal: journal.came_out([done(1)]),
        lambda journal: journal.on_paper(1, [done(1, 1)]),
        lambda journal: journal.end(),
        left_out=(5, 6),
    )
    return file.read_bytes()


def test_wherever_a_journal_was_cut_off_it_can_be_read_and_gone_on_with(file: Path) -> None:
    content = a_whole_journal(file)
    first = content.index(b"\n") + 1
    for length in range(len(content) + 1):
        file.write_bytes(content[:length])
        assert is_begun(file) is (length >= first)
        state = read_journal(file, ROWS)
        assert (state is not None) is (length >= first)
        if state is None:
            continue
        # Whom to leave out is known from the first.
        assert [number for number, one in enumerate(outcomes(state), 1) if one == "left-out"] == [
            5,
            6,
        ]
        journal = Journal(file)
        journal.intend(9, [3], LATER)
        journal.close()
        gone_on = state_of(file)
        assert gone_on.pending[3] == [LATER]
        assert gone_on.last_part == 9


def test_a_journal_that_was_cut_off_before_it_says_anything_is_begun_anew(file: Path) -> None:
    content = a_whole_journal(file)
    file.write_bytes(content[:20])
    write(file)
    assert state_of(file).plan == PLAN
    assert file.read_bytes().count(b"\n") == 1


def test_a_long_torn_line_is_dropped(file: Path) -> None:
    write(file)
    whole = file.read_bytes()
    file.write_bytes(whole + b'{"intent":1,"rows":[' + b"1," * 10_000)
    Journal(file).close()
    assert file.read_bytes() == whole


def test_nothing_was_begun_where_there_is_no_journal(file: Path) -> None:
    assert read_journal(file, ROWS) is None
    assert not is_begun(file)


DAMAGES: dict[str, Any] = {
    "no JSON": b"{",
    "no object": b"[1]",
    "no text": b"\xff\xfe",
    "of another version": b'{"wonder":1}',
    "a row that is not in the table": b'{"intent":1,"rows":[7],"starts":"x","expires":"x"}',
    "a moment that is none": b'{"intent":1,"rows":[1],"starts":"noon","expires":"noon"}',
    "a row before the first": b'{"looked":[0]}',
    "more than a number can be": b'{"looked":[1e999]}',
    "deeper than anybody writes": b"[" * 100_000,
    "a row that is no number": b'{"row":"one","outcome":"done"}',
    "a paper without rows": b'{"paper":1}',
    "an empty line": b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_line_that_is_damaged_is_told(file: Path, damage: str) -> None:
    write(file)
    file.write_bytes(file.read_bytes() + DAMAGES[damage] + b"\n")
    with pytest.raises(StationError) as caught:
        read_journal(file, ROWS)
    assert caught.value.code is ErrorCode.RUN_UNREADABLE
    assert caught.value.values == {"file": str(file)}


@pytest.mark.parametrize(
    ("key", "value"),
    [("run", 0), ("action", "dance"), ("days", "long"), ("started", "noon"), ("left_out", [7])],
)
def test_a_first_line_of_another_version_is_told(file: Path, key: str, value: object) -> None:
    write(file)
    first = json.loads(file.read_bytes())
    file.write_text(json.dumps({**first, key: value}) + "\n")
    with pytest.raises(StationError) as caught:
        read_journal(file, ROWS)
    assert caught.value.code is ErrorCode.RUN_UNREADABLE


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["done", "failed"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("row"), inner),
    max_leaves=5,
)
RECORDS = st.dictionaries(
    st.sampled_from(
        ["intent", "rows", "starts", "row", "outcome", "paper", "doubtful", "looked", "end"]
    ),
    VALUES | st.just(STARTS.isoformat()),
    max_size=4,
)


@given(st.lists(RECORDS.map(json.dumps) | st.text(max_size=20), max_size=3))
def test_whatever_stands_in_a_journal_it_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.jsonl"
    file.unlink(missing_ok=True)
    write(file)
    file.write_bytes(file.read_bytes() + "\n".join([*lines, ""]).encode())
    code = None
    try:
        read_journal(file, ROWS)
    except StationError as error:
        code = error.code
    assert code in {None, ErrorCode.RUN_UNREADABLE}


# Who may write


def test_one_at_a_time_writes(file: Path) -> None:
    holder = Journal(file)
    with pytest.raises(StationError) as caught:
        Journal(file)
    assert caught.value.code is ErrorCode.RUN_BUSY
    holder.close()
    holder.close()
    Journal(file).close()


def test_whoever_only_reads_need_not_wait(file: Path) -> None:
    write(file)
    holder = Journal(file)
    assert state_of(file).plan == PLAN
    holder.close()


def test_a_journal_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StationError) as caught:
        Journal(tmp_path / "gone" / "run.jsonl")
    assert caught.value.code is ErrorCode.RUN_NOT_WRITABLE


# A long one


def long_journal(file: Path, rows: int) -> Path:
    """Write the journal of a run in which everybody is done."""
    journal = Journal(file)
    journal.begin(PLAN, [])
    for part, first in enumerate(range(1, rows + 1, 20), start=1):
        numbers = range(first, first + 20)
        journal.intend(part, numbers, DATES)
        journal.came_out([done(number) for number in numbers])
        journal.on_paper(part, [done(number, part) for number in numbers])
    journal.close()
    return file


@pytest.fixture
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.mark.usefixtures("_no_waiting_for_the_disk")
def test_a_journal_of_a_hundred_thousand_people_is_quick(file: Path) -> None:
    rows = 100_000
    long_journal(file, rows)
    started = datetime.now(UTC)
    state = state_of(file, rows)
    # It takes about one; a slow machine may be busy.
    assert datetime.now(UTC) - started < timedelta(seconds=20)
    assert outcomes(state).count(RowOutcome.DONE) == rows
    assert not state.pending
    assert state.papered_part == rows // 20
    assert next(results_of(file, state)) == done(1, 1)


@pytest.mark.usefixtures("_no_waiting_for_the_disk")
def test_a_long_journal_takes_little_memory(tmp_path: Path) -> None:
    few, many = 1_000, 20_000
    short = long_journal(tmp_path / "short.jsonl", few)
    long = long_journal(tmp_path / "long.jsonl", many)
    # A hundred thousand people are 3 MB; their results themselves would be 30.
    more = peak_of(lambda: state_of(long, many)) - peak_of(lambda: state_of(short, few))
    assert more / (many - few) < 32
