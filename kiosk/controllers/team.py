"""The conversation about many people at once: whom, what would happen, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal

from kiosk.controllers.conversation import Conversation
from kiosk.controllers.press import RunPress
from kiosk.controllers.run_choice import RunChoice
from kiosk.controllers.run_desk import RunDesk
from kiosk.controllers.run_keeper import RunKeeper
from kiosk.controllers.run_look import RunLook
from kiosk.controllers.team_finder import TeamFinder
from kiosk.controllers.team_view import (
    NO_PAPER,
    ChoiceView,
    LookView,
    PaperView,
    RunQuestion,
    RunView,
    TeamStage,
    TeamView,
)
from kiosk.controllers.window_state import Notice, NoticeKind
from kiosk.models.clock import Clock
from kiosk.models.errors import StationError
from kiosk.models.run import UnfinishedRun
from kiosk.models.settings import BadgeSettings
from kiosk.qt.jobs import Job, JobRunner
from kiosk.services.loader import WorkplaceLoader
from kiosk.services.runs.paper import RunPaper

_FILE_SECONDS = 60.0

_KEPT = frozenset({TeamStage.RUNNING, TeamStage.ENDED})
"""What stays when the station locks: work that goes on, and what came of it."""


class TeamController(Conversation):
    """Leads from a choice over the look at everybody to a run, and to what came of it.

    `missed` carries a Notice that came when whoever had asked for it had left the station.
    """

    changed = Signal(object)
    notice = Signal(object)
    missed = Signal(object)
    left = Signal()

    def __init__(
        self,
        runner: JobRunner,
        loader: WorkplaceLoader,
        desk: RunDesk,
        press: RunPress,
        settings: BadgeSettings,
        clock: Clock,
    ) -> None:
        super().__init__(runner, loader)
        self._desk = desk
        self._press = press
        self._clock = clock
        self._may_save = settings.allow_save_pdf
        self.view = TeamView(paper=PaperView(may_save=self._may_save))
        self._only: frozenset[str] = frozenset()
        self._is_left = False
        self._retry: Callable[[], None] = self.open
        self._reading: Job[UnfinishedRun | None] | None = None
        finder = TeamFinder(runner, loader, desk)
        self.choice = RunChoice(finder)
        self.choice.changed.connect(self._take_choice)
        self.choice.list_chosen.connect(self.look)
        self.looking = RunLook(runner, loader, desk)
        self.looking.changed.connect(self._take_look)
        self.looking.done.connect(lambda: self._go(TeamStage.LOOKED))
        self.looking.failed.connect(self._fail)
        self.keeper = RunKeeper(runner, loader, desk)
        self.keeper.changed.connect(self._take_run)
        self.keeper.ended.connect(lambda: self._go(TeamStage.ENDED))
        self.keeper.failed.connect(self._run_failed)
        self.keeper.stopped.connect(self._run_stopped)
        for part in (finder, self.looking, self.keeper):
            part.service_answered.connect(self.service_answered)
            part.sign_in_needed.connect(self.sign_in_needed)

    @property
    def is_kept(self) -> bool:
        """Whether there is a run, under way or at its end, that somebody still has to see."""
        return self.view.stage in _KEPT

    def open(self) -> None:
        """Begin with the choice, and see whether a run was cut off; a run stays as it is."""
        self._is_left = False
        if self.view.stage not in {TeamStage.CHOOSING, TeamStage.FAILED}:
            return
        self._go(TeamStage.CHOOSING)
        if self._reading is not None:
            self._reading.abandon()
        self._reading = self._runner.start(
            lambda _: self._desk.unfinished(),
            done=self._take_unfinished,
            failed=lambda error: self._tell(Notice(error=error)),
            time_limit=_FILE_SECONDS,
        )

    def look(self) -> None:
        """See what would become of everybody, before anything does."""
        self._only = frozenset()
        self._look()

    def ask(self) -> None:
        """Put the question, with what will happen and what stops working."""
        if self.view.stage is TeamStage.LOOKED and self.view.look.taken:
            self._go(TeamStage.ASKING)

    def use_printer(self) -> None:
        """Have badges and slips come out of the printer."""
        self._use(replace(self.view.paper, folder=""))

    def use_folder(self, folder: str) -> None:
        """Save badges and slips as PDF files in a folder."""
        if self._may_save:
            self._use(replace(self.view.paper, folder=folder))

    def confirm(self) -> None:
        """Do it."""
        view, source = self.view, self.view.choice.source
        if view.stage is not TeamStage.ASKING or view.sets_aside or self.keeper.is_running:
            return
        # The stage first: the first report may be there at once.
        self._show(replace(view, stage=TeamStage.RUNNING, error=None))
        if view.goes_on and view.unfinished is not None:
            self.keeper.go_on_with(view.unfinished, self._paper())
        elif source is not None:
            rows = self.looking.table.taken_rows
            self.keeper.begin(view.choice.action, source, rows, self._paper())

    def ask_to_go_on(self) -> None:
        """Ask whether to go on with the run that was cut off."""
        if self.view.stage is TeamStage.CHOOSING and self.view.unfinished is not None:
            self._show(replace(self.view, stage=TeamStage.ASKING, goes_on=True))

    def ask_to_set_aside(self) -> None:
        """Ask whether to offer the run that was cut off no more: nothing brings it back."""
        if self.view.stage is TeamStage.CHOOSING and self.view.unfinished is not None:
            self._show(replace(self.view, stage=TeamStage.ASKING, sets_aside=True))

    def set_aside(self) -> None:
        """Offer to go on with the run that was cut off no more."""
        unfinished = self.view.unfinished
        if self.view.sets_aside and unfinished is not None:
            self._take_unfinished(None)
            self._go(TeamStage.CHOOSING)
            self._start_file_job(lambda: self._desk.set_aside(unfinished), lambda: None)

    def pause(self) -> None:
        """Have the run stand still after what is under way."""
        self.keeper.pause()

    def go_on(self) -> None:
        """Have a run go on that stands still."""
        self.stay()
        self.keeper.go_on()

    def cancel(self) -> None:
        """End the run after what is under way; where something made would be lost, ask first.

        Asking again is no answer: a finger that presses twice must not give it.
        """
        if self.view.run.has_paper_problem:
            self._show(replace(self.view, question=RunQuestion.CANCEL))
        else:
            self.cancel_anyway()

    def cancel_anyway(self) -> None:
        """End the run although something that was made is lost."""
        self.stay()
        self.keeper.cancel()

    def stay(self) -> None:
        """Answer a question with no."""
        self._show(replace(self.view, question=None))

    def leave_anyway(self) -> None:
        """Go elsewhere while the run goes on."""
        self.stay()
        self.left.emit()

    def save_result(self, file: str) -> None:
        """Save what became of everybody."""
        end = self.view.run.end
        if end is not None:
            self._start_file_job(
                lambda: self._desk.save_result(end, file), lambda: self._saved(file)
            )

    def suggested_file_name(self) -> str:
        """Return a name for the list that no other run has."""
        return f"{self.view.action}-{self._clock.now().astimezone():%Y-%m-%d-%H%M}.csv"

    def run_again(self) -> None:
        """Look anew at those whom the run failed for."""
        if self.view.run.may_run_again:
            self._only = self.keeper.failed_people()
            self.keeper.clear()
            self._look()

    def done(self) -> None:
        """Leave what came of a run."""
        if not self.keeper.is_running:
            self.clear()
            self.left.emit()

    def retry(self) -> None:
        """Try again what has failed."""
        self._retry()

    def back(self) -> None:
        """Go a step back; a run under way asks first."""
        match self.view.stage:
            case TeamStage.CHOOSING:
                self.left.emit()
            case TeamStage.RUNNING:
                question = None if self.view.question else RunQuestion.LEAVE
                self._show(replace(self.view, question=question))
            case TeamStage.ENDED:
                self.done()
            case TeamStage.ASKING if not (self.view.goes_on or self.view.sets_aside):
                self._go(TeamStage.LOOKED)
            case _:
                self.looking.clear()
                self._go(TeamStage.CHOOSING)

    def leave(self) -> None:
        """Forget everything because nobody is here any more, but not a run, nor its end.

        A run that turns out not to have begun is forgotten as well.
        """
        self._is_left = True
        self.stay()
        if not self.is_kept:
            self.clear()

    def clear(self) -> None:
        """Forget everything; a run under way is not stopped by that."""
        if self._reading is not None:
            self._reading.abandon()
            self._reading = None
        self._untold = None
        if self.keeper.is_running:
            return
        self.choice.clear()
        self.looking.clear()
        self.keeper.clear()
        self._show(TeamView(paper=PaperView(may_save=self._may_save)))

    def _look(self) -> None:
        source = self.view.choice.source
        if source is not None:
            self._retry = self._look
            self._go(TeamStage.LOOKING)
            self.looking.look(self.view.choice.action, source, self._only)

    def _fail(self, error: StationError) -> None:
        self._show(replace(self.view, stage=TeamStage.FAILED, error=error))

    def _run_failed(self, error: StationError) -> None:
        if self._is_left:
            self.clear()
            return
        if error.code in NO_PAPER:
            # Nobody was changed, so the question stands: mend the paper, or choose another one.
            self._show(replace(self.view, stage=TeamStage.ASKING, question=None, error=error))
            return
        # The states of the table may be old by now, so everybody is looked at again.
        self._retry = self.open if self.view.goes_on else self._look
        self._fail(error)

    def _run_stopped(self) -> None:
        if self._is_left:
            # Whoever comes next is not to find what somebody else has looked at.
            self.clear()
            return
        self._go(TeamStage.CHOOSING if self.view.goes_on else TeamStage.LOOKED)

    def _paper(self) -> Callable[[], RunPaper]:
        """Return what makes the paper, on the worker: it may have to find a printer first."""
        folder = self.view.paper.folder
        if not folder:
            return self._press.run_paper_to_printer
        return lambda: self._press.run_paper_to_folder(folder)

    def _use(self, paper: PaperView) -> None:
        self._show(replace(self.view, paper=paper, error=None))

    def _start_file_job(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self._runner.start(
            lambda _: work(),
            done=lambda _: then(),
            failed=lambda error: self._tell(Notice(error=error)),
            time_limit=_FILE_SECONDS,
        )

    def _saved(self, file: str) -> None:
        self._tell(Notice(NoticeKind.SAVED, value=file))

    def _tell(self, notice: Notice) -> None:
        """Say what became of a file: its path may name somebody, so not while nobody is here."""
        if self._is_left:
            self.missed.emit(notice)
        else:
            self.notice.emit(notice)

    def _take_unfinished(self, unfinished: UnfinishedRun | None) -> None:
        self._show(replace(self.view, unfinished=unfinished))

    def _take_choice(self, choice: ChoiceView) -> None:
        self._show(replace(self.view, choice=choice))

    def _take_look(self, look: LookView) -> None:
        self._show(replace(self.view, look=look))

    def _take_run(self, run: RunView) -> None:
        self._show(replace(self.view, run=run))

    def _go(self, stage: TeamStage) -> None:
        goes_on = self.view.goes_on and stage is TeamStage.ENDED
        self._show(
            replace(
                self.view,
                stage=stage,
                goes_on=goes_on,
                sets_aside=False,
                question=None,
                error=None,
            )
        )

    def _show(self, view: TeamView) -> None:
        self.view = view
        self.changed.emit(view)
