"""A run whose process is killed again and again: everybody gets one badge that works, on paper.

Each life is a process that dies by SIGKILL: before, after and half-way through every line that it
writes, before and after every page, call and answer, and at random moments. The tenant is in
another process, over real TLS.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.models.run import Row, RunAction
from kiosk.qt.run_paper import LIST_NAME
from kiosk.services.audit_verification import verify
from kiosk.services.operations.same_moment import is_same_moment
from kiosk.services.runs.desk import unfinished_in
from kiosk.services.runs.folder import RESULT_NAME, RunFolder
from kiosk.services.runs.journal import JOURNAL_NAME
from kiosk.services.runs.rows import ROWS_NAME, write_rows
from tests.support.practice import start_practice_tenant
from tests.support.run_child import DONE, STEP, Life, Station
from tests.support.run_shop import Pages, Shop, records_of, shop_on

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a life is a fork")

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 25
KILLS = 60
LONGEST_SECONDS = 0.5
SEED = int(os.environ.get("PIN_KIOSK_TEST_SEED", "20261124"))

LINES = [
    (f"{when} {what}", times)
    for when in ("before", "half-way through", "after")
    for what, times in (("the journal", 5), ("the audit file", 4))
]
"""How often a life gets to a moment before it dies there: more often than in one step."""

CALLS = [(moment, 5) for moment in ("before a call", "before an answer", "after a call")]
BADGES, SLIPS = (
    [(f"before the pages {name}", 2), (f"after the pages {name}", 2)]
    for name in ("badges", "slips")
)
MOMENTS = {
    RunAction.ISSUE: [*LINES, *CALLS, *BADGES, *SLIPS],
    RunAction.REPLACE: [*LINES, *CALLS, *BADGES],
    RunAction.RESET_PIN: [*LINES, *CALLS, *SLIPS],
    RunAction.EXTEND: [*LINES, *CALLS],
}


@dataclass
class Lives:
    """The server that lives, and what was killed so far."""

    process: subprocess.Popen[str]
    killed_at: Counter[str] = field(default_factory=Counter)

    def live(self, life: Life) -> bool:
        """Live once; return whether the run is through."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asdict(life)) + "\n")
        self.process.stdin.flush()
        end: dict[str, Any] = json.loads(self.process.stdout.readline())
        if end["killed"]:
            self.killed_at[end["said"] or "at random"] += 1
            return False
        assert end["said"] == DONE
        return True


@contextmanager
def lives_of(station: Station) -> Iterator[Lives]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.run_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asdict(station)) + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n"
        yield Lives(process)


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with (
        start_practice_tenant(people=200, write_quota=1_000_000) as practice,
        shop_on(practice, PEOPLE) as shop,
    ):
        yield shop


@pytest.fixture(scope="module")
def lives(shop: Shop) -> Iterator[Lives]:
    practice, account = shop.practice, shop.practice.administrator
    station = Station(
        practice.tenant_id,
        practice.client_id,
        practice.authority,
        practice.graph,
        str(practice.ca_file),
        account.username,
        account.password,
    )
    with lives_of(station) as lives:
        yield lives


@dataclass
class KilledRun:
    """A run for the whole shop, whose last person is left out by hand."""

    shop: Shop
    action: RunAction
    folder: Path
    rows: list[Row]
    rows_file: Path

    def __post_init__(self) -> None:
        self.pages = Pages(self.folder)
        self.audit_file = self.folder.with_suffix(".audit.jsonl")
        self.in_it = self.shop.workers[:-1]
        self.before = [row.badge_id for row in self.rows]

    def life(self, moment: str = "", nth: int = 1, seconds: float | None = None) -> Life:
        folder, rows, audit_file = map(str, (self.folder, self.rows_file, self.audit_file))
        return Life(self.action, folder, rows, audit_file, moment, nth, seconds)

    def check_bound(self) -> None:
        """No more than a step's worth of badges was issued and is on no paper."""
        assert not self.audit_file.exists() or verify(self.audit_file).is_sound
        on_paper = set(self.pages.badge_ids())
        made = [
            now
            for now, before in zip(self.shop.badge_ids(), self.before, strict=True)
            if now not in ("", before)
        ]
        unprinted = [badge_id for badge_id in made if badge_id not in on_paper]
        assert len(unprinted) <= STEP

    def check_end(self) -> None:
        """Everybody has one badge and one PIN that work, once on paper where they are new."""
        assert self.shop.badge_ids()[-1] == self.before[-1]
        papered = self._papered()
        numbers = [number for part in papered.values() for number in part]
        assert sorted(numbers) == [row.number for row in self.rows[:-1]]
        codes, pins = self._on_paper("badges", papered), self._on_paper("slips", papered)
        assert set(codes) == (set(numbers) if self.action.makes_code else set())
        has_pin = self.action in {RunAction.ISSUE, RunAction.RESET_PIN}
        assert set(pins) == (set(numbers) if has_pin else set())
        for number, now in enumerate(self.shop.badge_ids()[:-1], start=1):
            worker = self.in_it[number - 1]
            self.shop.check(worker, now, codes.get(number), pins.get(number))
        if self.action is RunAction.EXTEND:
            self._check_ends()
        self._check_result()
        self._check_no_secrets([*codes.values(), *pins.values()])

    def _papered(self) -> dict[int, list[int]]:
        """Return who is done, by the number of their part, from the journal."""
        state_parts = [one for one in records_of(self.folder / JOURNAL_NAME) if "paper" in one]
        found = {int(one["paper"]): [int(row) for row in one["rows"]] for one in state_parts}
        assert len(found) == len(state_parts)
        return found

    def _on_paper(self, kind: str, papered: dict[int, list[int]]) -> dict[int, str]:
        """Return what the pages say for each row; they lie in the order of the journal."""
        files = self.pages.codes() if kind == "badges" else self.pages.pins()
        if files:
            assert list(files) == [f"{kind}-{part:04}.pdf" for part in sorted(papered)]
        said: dict[int, str] = {}
        for part, (_, texts) in zip(sorted(papered), files.items(), strict=False):
            said |= zip(papered[part], texts, strict=True)
        return said

    def _check_ends(self) -> None:
        results = [result for _, result in RunFolder(self.folder).results()]
        for method, worker, result in zip(self.shop.look(), self.in_it, results, strict=False):
            assert method is not None
            assert method.standard is not None
            assert worker.badge is not None
            assert method.standard.expires > worker.badge.expires
            assert is_same_moment(result.expires, method.standard.expires)

    def _check_result(self) -> None:
        assert (self.folder / LIST_NAME).exists() is self.action.makes_paper
        lines = (self.folder / RESULT_NAME).read_text("utf-8-sig").splitlines()
        assert len(lines) == 1 + len(self.rows)
        cells = [line.split(",") for line in lines[1:]]
        assert [one[5] for one in cells] == ["done"] * len(self.in_it) + ["left-out"]
        assert [one[6] for one in cells[:-1]] == self.shop.badge_ids()[:-1]
        assert unfinished_in(RunFolder(self.folder)) is None

    def _check_no_secrets(self, texts: list[str]) -> None:
        names = (JOURNAL_NAME, ROWS_NAME, RESULT_NAME)
        written = "".join((self.folder / name).read_text("utf-8") for name in names)
        for text in texts:
            assert text.split("|")[-1] not in written
        # Half a page that a kill left behind says as much as a whole one.
        assert not [*self.folder.glob(".badges*"), *self.folder.glob(".slips*")]


@pytest.mark.parametrize("action", list(RunAction))
def test_everybody_has_one_badge_that_works_however_often_the_process_is_killed(
    shop: Shop, lives: Lives, action: RunAction, tmp_path: Path
) -> None:
    print(f"PIN_KIOSK_TEST_SEED={SEED}")  # noqa: T201 - shown where it fails
    lives.killed_at.clear()
    chance = random.Random(f"{SEED} {action}")
    moments = [(name, nth) for name, times in MOMENTS[action] for nth in range(1, times + 1)]
    chance.shuffle(moments)
    while lives.killed_at.total() < KILLS:
        run = begin_run(shop, action, tmp_path)
        is_through = False
        while not is_through and (killed := lives.killed_at.total()) < KILLS:
            is_through = lives.live(
                run.life(*moments[killed])
                if killed < len(moments)
                else run.life(seconds=chance.uniform(0.0, LONGEST_SECONDS))
            )
            run.check_bound()
        assert is_through or lives.live(run.life())
        run.check_end()
    assert lives.killed_at >= Counter(dict(MOMENTS[action]))


def begin_run(shop: Shop, action: RunAction, folder: Path) -> KilledRun:
    rows = shop.get_ready(action)
    number = len(list(folder.glob("rows-*")))
    rows_file = folder / f"rows-{number}.jsonl"
    write_rows(rows_file, rows).close()
    return KilledRun(shop, action, folder / f"run-{number}", rows, rows_file)
