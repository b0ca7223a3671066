"""A station that carries out runs in this process, on a tenant that can suffer."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import FromCsv, Row, RowOutcome, RowResult, RunAction, RunEnd, RunProgress
from kiosk.models.settings import SignInSettings
from kiosk.practice.messages import Request
from kiosk.services.audit import AuditLog
from kiosk.services.audit_trail import AuditTrail
from kiosk.services.audit_verification import verify
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import RunDesk, unfinished_in
from kiosk.services.runs.folder import RESULT_NAME, RunFolder
from kiosk.services.runs.paper import Piece
from kiosk.services.workplace import Workplace
from tests.support.badges import said_by
from tests.support.run_shop import Shop
from tests.support.station_services import SufferingTenant, settings_of, sign_in

DAYS = 365


class KilledError(BaseException):
    """The process ends here, as far as the run can tell: nothing catches it."""


@dataclass
class OnPaper:
    """What the paper says of one row."""

    code: str = ""
    pin: str = ""


@dataclass
class RecordedPaper:
    """Paper that keeps what is put on it; `at_put` is called first, and may raise."""

    at_once: int = 3
    at_put: Callable[[int], object] = lambda _: None
    at_check: Callable[[], object] = lambda: None
    spoiled: frozenset[int] = frozenset()
    parts: dict[int, dict[int, OnPaper]] = field(default_factory=dict)
    withdrawn: list[int] = field(default_factory=list)
    listed: list[list[int]] = field(default_factory=list)
    checked: list[bool] = field(default_factory=list)
    run: str = ""

    def belong_to(self, run: str) -> None:
        self.run = run

    def check(self, *, badges: bool) -> None:
        self.checked.append(badges)
        self.at_check()

    def put(self, part: int, pieces: Sequence[Piece], cancel: CancelToken) -> None:
        cancel.raise_if_cancelled()
        self.at_put(part)
        if self.unfit(pieces):
            raise StationError(ErrorCode.CODE_UNREADABLE)
        self.parts[part] = {piece.number: _said(piece) for piece in pieces}

    def unfit(self, pieces: Sequence[Piece]) -> Mapping[int, StationError]:
        error = StationError(ErrorCode.CODE_UNREADABLE)
        return {piece.number: error for piece in pieces if piece.number in self.spoiled}

    def put_list(self, rows: Iterable[tuple[Row, RowResult]]) -> None:
        done = [row for row, result in rows if result.outcome is RowOutcome.DONE]
        self.listed.append([row.number for row in done])

    def withdraw(self, part: int) -> None:
        self.withdrawn.append(part)
        self.parts.pop(part, None)

    def place(self) -> str:
        return "/pages" if self.parts else ""

    def of(self, number: int) -> OnPaper:
        """Return what the paper that was made last says of somebody."""
        return [self.parts[part] for part in sorted(self.parts) if number in self.parts[part]][-1][
            number
        ]

    @property
    def numbers(self) -> list[int]:
        """Whoever is on paper, as often as they are."""
        return [number for part in self.parts.values() for number in part]


def _said(piece: Piece) -> OnPaper:
    made = piece.credentials
    return OnPaper(
        "" if made.issued is None else said_by(made.issued),
        "" if made.pin is None else made.pin.digits.reveal(),
    )


class _Heard(list[Request]):
    """What a tenant was asked; hears of the first request with a method."""

    def __init__(self, method: str, act: Callable[[], object]) -> None:
        super().__init__()
        self._method = method
        self._act = act

    def append(self, request: Request) -> None:
        super().append(request)
        if request.method == self._method:
            self._method = ""
            self._act()


@dataclass
class RunStation:
    """Desk, paper and levers of one run; `problems` are those that made it stand still.

    `mend` is called for each of them, and tells whether the run is to go on.
    """

    tenant: SufferingTenant
    shop: Shop
    folder: Path
    audit_file: Path
    clock: Clock
    paper: RecordedPaper = field(default_factory=RecordedPaper)
    control: RunControl = field(default_factory=RunControl)
    mend: Callable[[StationError], bool] = lambda _: False
    at_step: Callable[[RunProgress], object] = lambda _: None
    rows: list[Row] = field(default_factory=list)
    problems: list[ErrorCode] = field(default_factory=list)
    results: list[RowResult] = field(default_factory=list)
    progress: list[RunProgress] = field(default_factory=list)

    def start(self) -> None:
        """Start the program, and sign the administrator in."""
        practice = self.tenant.practice
        trail = AuditTrail(
            AuditLog(self.audit_file, self.clock), station="Back office", practice=True
        )
        self.workplace = Workplace(
            settings_of(practice), SignInSettings(), trail, self.clock, random.Random(1)
        )
        sign_in(self.workplace.session, practice.administrator)
        self.desk = RunDesk(
            lambda: self.workplace,
            self.folder.parent,
            self.clock,
            lambda _row, result: result.code,
            DAYS,
            None,
        )

    @property
    def where(self) -> RunFolder:
        return RunFolder(self.folder)

    def get_ready(self, action: RunAction) -> None:
        """Give everybody what the action is about."""
        self.rows = self.shop.get_ready(action)
        self.tenant.suffer()

    def begin(self, action: RunAction, left_out: frozenset[int] = frozenset()) -> RunEnd:
        """Begin a run for everybody."""
        end = self.desk.begin_in(
            self.folder,
            action,
            FromCsv("shop.csv"),
            self.rows,
            sorted(left_out),
            self.paper,
            self.control,
            self._hear,
        )
        return replace(end, results=self.desk.results_of(end))

    def go_on(self) -> RunEnd:
        """Take the run up again, in a program that was started anew and remembers nothing."""
        self.start()
        unfinished = unfinished_in(self.where)
        assert unfinished is not None
        self.control = RunControl()
        return self.desk.go_on(unfinished, self.paper, self.control, self._hear)

    def _hear(self, progress: RunProgress, results: Sequence[RowResult]) -> None:
        self.progress.append(progress)
        self.results += results
        if progress.problem is None:
            self.at_step(progress)
            return
        self.problems.append(progress.problem.code)
        if self.mend(progress.problem):
            self.control.go_on()
        else:
            self.control.cancel()

    def at_request(self, method: str, act: Callable[[], object]) -> None:
        """Do something when the tenant is first asked with this method."""
        self.tenant.asked = _Heard(method, act)

    def unprinted(self) -> list[str]:
        """Return the badges that the run has made and that are on no paper."""
        said = [one for part in self.paper.parts.values() for one in part.values()]
        known = {one.code.split("|")[2] for one in said} | {row.badge_id for row in self.rows}
        return [badge_id for badge_id in self.shop.badge_ids() if badge_id not in known | {""}]

    def sign_in(self, problem: StationError) -> bool:
        """Sign the administrator in anew, with the claims that are asked for."""
        sign_in(self.workplace.session, self.tenant.practice.administrator, problem.claims)
        return True

    def check(
        self, action: RunAction, numbers: Sequence[int] | None = None, twice: Sequence[int] = ()
    ) -> None:
        """Everybody has one badge and PIN that work, and what is new of them is on paper once.

        Only where `twice` says so there is paper of them that is no good any more.
        """
        self.tenant.suffer()
        wanted = [row.number for row in self.rows] if numbers is None else list(numbers)
        expected = sorted([*wanted, *twice]) if action.makes_paper else []
        assert sorted(self.paper.numbers) == expected
        ids = self.shop.badge_ids()
        for number in wanted:
            said = self.paper.of(number) if action.makes_paper else OnPaper()
            worker = self.shop.workers[number - 1]
            self.shop.check(worker, ids[number - 1], said.code or None, said.pin or None)
        # A PIN that nothing puts in doubt is good although its badge could not be read.
        may_be_unknown = {""} if action is RunAction.RESET_PIN else set()
        for number, result in self._check_files(wanted).items():
            assert result.badge_id in {ids[number - 1]} | may_be_unknown

    def _check_files(self, wanted: Sequence[int]) -> dict[int, RowResult]:
        assert verify(self.audit_file).is_sound
        results = {result.number: result for _, result in self.where.results()}
        found = {number: results[number] for number in wanted}
        assert {result.outcome for result in found.values()} == {RowOutcome.DONE}
        self.where.save_result(self.folder / RESULT_NAME, lambda _row, result: result.code)
        files = [self.audit_file, *self.folder.iterdir()]
        written = "".join(file.read_text("utf-8") for file in files)
        for said in (one for part in self.paper.parts.values() for one in part.values()):
            assert not said.code or said.code.rpartition("|")[2] not in written
            assert not said.pin or said.pin not in written
        return found


@contextmanager
def run_station(
    tenant: SufferingTenant, shop: Shop, folder: Path, clock: Clock
) -> Iterator[RunStation]:
    """Open a station at which an administrator is signed in."""
    station = RunStation(tenant, shop, folder / "run", folder / "audit.jsonl", clock)
    station.start()
    yield station
    station.workplace.session.sign_out()
