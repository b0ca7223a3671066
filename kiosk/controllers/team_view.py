"""What the team page shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import (
    Expiring,
    FromCsv,
    FromGroup,
    FromUnit,
    RowCounts,
    RowState,
    RunAction,
    RunEnd,
    RunPhase,
    RunProgress,
    Source,
    Team,
    TeamKind,
    UnfinishedRun,
)

DAYS_MIN, DAYS_MAX, DAYS_STEP = 5, 180, 5
"""Within how many days badges may be asked to end; the buttons go in these steps."""


PAPER_PROBLEMS = frozenset(
    {
        ErrorCode.PRINTER_MISSING,
        ErrorCode.PRINTER_REFUSED,
        ErrorCode.PRINTER_STUCK,
        ErrorCode.CODE_UNREADABLE,
        ErrorCode.CODE_TOO_SMALL,
        ErrorCode.FILE_NOT_WRITTEN,
        ErrorCode.RUN_NOT_WRITABLE,
        ErrorCode.PRINTER_CLOSED,
        ErrorCode.PRINTER_GONE,
        ErrorCode.PRINT_CANCELLED,
        ErrorCode.PRINT_UNCERTAIN,
        ErrorCode.PAPER_UNAVAILABLE,
    }
)
"""After these the badges of a part may be made, but not on paper yet."""


NO_PAPER = PAPER_PROBLEMS | {
    ErrorCode.LAYOUT_UNKNOWN,
    ErrorCode.LAYOUT_WRONG,
    ErrorCode.LAYOUT_NOT_TOML,
}
"""Where a run does not begin with these, there is no paper for it: nobody was changed."""


class TeamStage(Enum):
    """Where the conversation about a run is."""

    CHOOSING = auto()
    LOOKING = auto()
    LOOKED = auto()
    ASKING = auto()
    RUNNING = auto()
    ENDED = auto()
    FAILED = auto()


class Who(Enum):
    """By what the people of a run are named."""

    TEAM = auto()
    LIST = auto()
    EXPIRING = auto()


class RunQuestion(Enum):
    """What is asked while a run is under way."""

    LEAVE = auto()
    CANCEL = auto()


class TeamsStage(Enum):
    """What is known about teams of the name in the field."""

    IDLE = auto()
    LOADING = auto()
    FOUND = auto()
    NONE = auto()
    FAILED = auto()


@dataclass(frozen=True)
class TeamsView:
    """The field for a team: what was typed, what it finds, and which one was chosen."""

    text: str = ""
    stage: TeamsStage = TeamsStage.IDLE
    found: tuple[Team, ...] = ()
    chosen: Team | None = None
    error: StationError | None = None


@dataclass(frozen=True)
class ChoiceView:
    """What a run does, and for whom; `who` is None until that was chosen."""

    action: RunAction = RunAction.ISSUE
    who: Who | None = None
    teams: TeamsView = TeamsView()
    nested: bool = True
    file: str = ""
    days: int = 30

    @property
    def may_be_expiring(self) -> bool:
        """Whether badges that end soon have anything to do with it."""
        return self.action is not RunAction.ISSUE

    @property
    def source(self) -> Source | None:
        """Whom to look at; None as long as that is not known."""
        match self.who:
            case Who.TEAM if self.teams.chosen is not None:
                team = self.teams.chosen
                if team.kind is TeamKind.UNIT:
                    return FromUnit(team.id)
                return FromGroup(team.id, nested=self.nested)
            case Who.LIST if self.file:
                return FromCsv(self.file)
            case Who.EXPIRING:
                return Expiring(self.days)
            case _:
                return None


@dataclass(frozen=True)
class LookView:
    """How far the look is, and what it found.

    `looked` people of `of` (None while nobody knows) were looked at; `taken` of `total` rows
    are in the run, and `shown` are in the table with this `filter`. `keep_pin` of those taken have
    a PIN already, and `ready_keep_pin` of those who are ready. `is_again` says that only
    those are there whom an earlier run failed for.
    """

    looked: int = 0
    of: int | None = None
    counts: RowCounts = field(default_factory=RowCounts)
    total: int = 0
    taken: int = 0
    left_out: int = 0
    keep_pin: int = 0
    ready_keep_pin: int = 0
    shown: int = 0
    filter: RowState | None = None
    may_take_shown: bool = False
    may_leave_shown: bool = False
    is_again: bool = False


@dataclass(frozen=True)
class PaperView:
    """Where badges and slips go: an empty folder is the printer."""

    folder: str = ""
    may_save: bool = True


@dataclass(frozen=True)
class Failure:
    """Somebody a run failed for; the name is empty where it is not known."""

    number: int
    name: str
    code: str


@dataclass(frozen=True)
class RunView:
    """A run under way or at its end.

    `part` is the number of the sheet that was on its way to paper last, and `is_part_waiting`
    says whether it still is. `is_cancelling` says that what is under way is let finish. At the
    end, `keep_pin` of those who are done kept the PIN that they had, `on_no_paper` of those who
    are left need another badge or PIN, and `pages` is the folder with the saved pages.
    """

    progress: RunProgress = field(default_factory=lambda: RunProgress(0, 0, 0))
    phase: RunPhase = RunPhase.RUNNING
    part: int | None = None
    is_part_waiting: bool = False
    is_cancelling: bool = False
    end: RunEnd | None = field(default=None, repr=False)
    failures: tuple[Failure, ...] = ()
    may_run_again: bool = False
    keep_pin: int = 0
    on_no_paper: int = 0
    pages: str = ""

    @property
    def problem(self) -> StationError | None:
        """Why the run stands still, if it does not because somebody wants it to."""
        return None if self.is_cancelling else self.progress.problem

    @property
    def has_paper_problem(self) -> bool:
        """Whether it stands still because of paper, so that what was made may be lost."""
        return self.problem is not None and self.problem.code in PAPER_PROBLEMS

    @property
    def stands_still(self) -> bool:
        """Whether the run waits for somebody."""
        return self.phase is RunPhase.PAUSED or self.problem is not None


@dataclass(frozen=True)
class TeamView:
    """The team page. `error` says with FAILED what did not work, with ASKING why no run began.

    `unfinished` is a run that was cut off, which is offered first; with ASKING the question is
    whether to go on with it if `goes_on`, or to offer it no more if `sets_aside`. `question` is
    asked before a run is left or cancelled.
    """

    stage: TeamStage = TeamStage.CHOOSING
    choice: ChoiceView = ChoiceView()
    look: LookView = LookView()
    paper: PaperView = PaperView()
    run: RunView = RunView()
    unfinished: UnfinishedRun | None = None
    goes_on: bool = False
    sets_aside: bool = False
    error: StationError | None = None
    question: RunQuestion | None = None

    @property
    def action(self) -> RunAction:
        """What is done in the run."""
        unfinished = self._asked_about
        if unfinished is not None:
            return unfinished.action
        return self.choice.action

    @property
    def people(self) -> int:
        """For how many people the run would be."""
        unfinished = self._asked_about
        return self.look.taken if unfinished is None else unfinished.left

    @property
    def _asked_about(self) -> UnfinishedRun | None:
        return self.unfinished if self.goes_on or self.sets_aside else None
