"""Many people at once: what and for whom, a look at everybody, the run, and what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.team_view import RunQuestion, TeamStage, TeamView
from kiosk.models.run import RunPhase
from kiosk.views.layouts import Column
from kiosk.views.moments import moments
from kiosk.views.pages.page import Page
from kiosk.views.run_words import action_title, button_words, number
from kiosk.views.surroundings import Surroundings
from kiosk.views.team.ask_panel import AskPanel
from kiosk.views.team.choose_panel import ChoosePanel
from kiosk.views.team.end_panel import EndPanel
from kiosk.views.team.run_panel import RunPanel
from kiosk.views.team.table_panel import TablePanel
from kiosk.views.widgets.asking import Asking
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.kiosk_files import fixed_file
from kiosk.views.widgets.save_dialogue import first_folder, save_dialogue
from kiosk.views.widgets.state_panel import StatePanel
from kiosk.views.widgets.text import Text

_SLIM_UNITS = 620
"""Below this width, in units of the look, there is no room for two things side by side."""


class TeamPage(Page):
    """Shows one thing at a time, whichever the controller is at."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "teamPage", measure=1120)
        team = self._team = surroundings.conversations.team
        look = self.look
        self._stage: TeamStage | None = None
        self._title = Text("title", name="teamTitle")
        self._unfinished = Asking(
            surroundings,
            name="unfinishedRun",
            first="goOnWithRunButton",
            second="setRunAsideButton",
        )
        self._unfinished.answered.connect(team.ask_to_go_on)
        self._unfinished.declined.connect(team.ask_to_set_aside)
        self._choose = ChoosePanel(surroundings, team.choice)
        self._table = TablePanel(surroundings, team.looking)
        self._ask = AskPanel(surroundings, team)
        self._run = RunPanel(surroundings, team)
        self._end = EndPanel(surroundings)
        self._state = StatePanel(surroundings)
        self._state.retry.connect(team.retry)
        self._state_card = QFrame()
        self._back = Button(look, "secondary", "back", name="backButton")
        self._back.clicked.connect(team.back)
        self._cancel = Button(look, "danger", "close", name="cancelRunButton")
        self._cancel.clicked.connect(team.cancel)
        self._print = Button(look, "secondary", "print", name="printRunButton")
        self._print.clicked.connect(team.go_on)
        self._pause = Button(look, "secondary", "pause", name="pauseRunButton")
        self._pause.clicked.connect(self._pause_or_go_on)
        self._save = Button(look, "secondary", "save", name="saveRunButton")
        self._save.clicked.connect(self._ask_where)
        self._again = Button(look, "secondary", "again", name="runFailedAgainButton")
        self._again.clicked.connect(team.run_again)
        self._done = Button(look, "primary", "check", name="runDoneButton")
        self._done.clicked.connect(team.done)
        self._look_at = Button(look, "primary", "search", name="lookButton")
        self._look_at.clicked.connect(team.look)
        self._start = Button(look, "primary", "forward", name="startRunButton")
        self._start.clicked.connect(team.ask)
        self._confirm = Button(look, "primary", name="confirmRunButton")
        self._confirm.clicked.connect(team.confirm)
        self._set_aside = Button(look, "danger", "close", name="setAsideForGoodButton")
        self._set_aside.clicked.connect(team.set_aside)
        self._arrange()
        team.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Put the focus where the stage wants it."""
        self._focus()

    def go_back(self) -> None:
        """Go a step back."""
        self._team.back()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        for part in (self._choose, self._table, self._ask, self._run, self._end):
            part.retranslate()
        self._cancel.show_text(self.tr("Cancel the run"))
        self._save.show_text(self.tr("Save the list"))
        self._again.show_text(self.tr("Run the failed ones again"))
        self._done.show_text(self.tr("Done"))
        self._set_aside.show_text(self.tr("Set the run aside"))
        self._look_at.show_text(self.tr("Look at the people"))
        self.show_view(self._team.view)

    def show_view(self, view: TeamView) -> None:
        """Show the stage that the controller is at."""
        stage = view.stage
        parts: dict[QWidget, bool] = {
            self._choose: stage is TeamStage.CHOOSING,
            self._table: stage is TeamStage.LOOKED and view.look.total > 0,
            self._ask: stage is TeamStage.ASKING,
            self._run: stage is TeamStage.RUNNING,
            self._end: stage is TeamStage.ENDED,
        }
        for part, is_shown in parts.items():
            part.setVisible(is_shown)
        self._state_card.setVisible(not any(parts.values()))
        self._title.show_text(self._title_words(view))
        self._show_unfinished(view)
        match stage:
            case TeamStage.CHOOSING:
                self._choose.show_view(view.choice)
            case TeamStage.LOOKED if view.look.total:
                self._table.show_view(view)
            case TeamStage.ASKING:
                self._ask.show_view(view)
            case TeamStage.RUNNING:
                self._run.show_view(view)
            case TeamStage.ENDED:
                self._end.show_view(view)
            case _:
                self._show_state(view)
        self._show_buttons(view)
        if stage is not self._stage:
            self._stage = stage
            if not self.isHidden():
                self._focus()

    def room_changed(self) -> None:
        """Put things one under the other where it is narrow."""
        slim = self.look.px(_SLIM_UNITS) * self.look.theme.text_scale
        self._choose.stack_when(narrow=self.is_narrow, is_slim=self.width() < slim)
        for part in (self._table, self._ask, self._run, self._unfinished):
            part.stack_when(narrow=self.is_narrow)
        self._show_buttons(self._team.view)

    def _title_words(self, view: TeamView) -> str:
        if view.stage is TeamStage.CHOOSING and view.unfinished is None:
            return self.tr("Many people at once")
        if view.stage in {TeamStage.LOOKING, TeamStage.LOOKED, TeamStage.FAILED}:
            return action_title(view.action)
        return ""

    def _show_unfinished(self, view: TeamView) -> None:
        unfinished = view.unfinished
        if view.stage is not TeamStage.CHOOSING or unfinished is None:
            self._unfinished.hide_words()
            return
        text = self.tr(
            "A run of {date} is not finished: {action}. Still to do: {left} of {total} people."
        ).format(
            date=moments().day_and_time(unfinished.started),
            action=action_title(unfinished.action),
            left=number(unfinished.left),
            total=number(unfinished.total),
        )
        self._unfinished.show_words("warn", text, self.tr("Go on"), self.tr("Set aside"))

    def _show_state(self, view: TeamView) -> None:
        look = view.look
        if view.stage is TeamStage.FAILED and view.error is not None:
            self._state.show_failure(self.tr("This did not work"), view.error, self.tr("Try again"))
        elif view.stage is TeamStage.LOOKED:
            self._state.show_words(
                "team",
                self.tr("There is nobody"),
                self.tr("Nobody belongs to what you have chosen. Choose somebody else."),
            )
        elif look.of is None:
            count = self.tr("{count} so far").format(count=number(look.looked))
            self._state.show_busy(self.tr("Looking at the people …"), count if look.looked else "")
        else:
            text = self.tr("{count} of {total}")
            text = text.format(count=number(look.looked), total=number(look.of))
            self._state.show_busy(self.tr("Looking at the people …"), text)

    def _show_buttons(self, view: TeamView) -> None:
        stage, run = view.stage, view.run
        is_running = stage is TeamStage.RUNNING
        is_end = stage is TeamStage.ENDED
        is_stop = stage in {TeamStage.LOOKING, TeamStage.ASKING}
        self._back.show_text(self.tr("Cancel") if is_stop else self.tr("Back"))
        self._back.setVisible(not is_end)
        self._look_at.setVisible(stage is TeamStage.CHOOSING)
        self._look_at.setEnabled(view.choice.source is not None)
        self._start.setVisible(stage is TeamStage.LOOKED and view.look.total > 0)
        self._start.setEnabled(view.look.taken > 0)
        self._start.show_text(button_words(view))
        self._confirm.setVisible(stage is TeamStage.ASKING and not view.sets_aside)
        self._set_aside.setVisible(stage is TeamStage.ASKING and view.sets_aside)
        self._confirm.show_text(button_words(view))
        self._cancel.setVisible(is_running)
        is_asked = view.question is RunQuestion.CANCEL
        self._cancel.setEnabled(not run.is_cancelling and not is_asked)
        is_paused = run.phase is RunPhase.PAUSED
        may_print, may_pause = run.has_paper_problem, run.problem is None and not run.is_cancelling
        # One under the other, buttons that cannot be pressed would take the room of the rest.
        is_roomy = not self.is_narrow
        makes_paper = view.action.makes_paper
        self._print.setVisible(is_running and makes_paper and (may_print or is_roomy))
        self._print.setEnabled(may_print)
        is_saved = bool(view.paper.folder)
        self._print.show_text(
            self.tr("Save this part again") if is_saved else self.tr("Print this part again")
        )
        self._print.set_icon_name("save" if is_saved else "print")
        self._pause.setVisible(is_running and (may_pause or is_roomy))
        self._pause.setEnabled(may_pause)
        self._pause.show_text(self.tr("Go on") if is_paused else self.tr("Pause"))
        self._pause.set_icon_name("forward" if is_paused else "pause")
        self._save.setVisible(is_end)
        self._again.setVisible(is_end and run.may_run_again)
        self._done.setVisible(is_end)

    def _focus(self) -> None:
        match self._team.view.stage:
            case TeamStage.CHOOSING:
                self._choose.field.take_focus()
            case TeamStage.LOOKED if self._team.view.look.total:
                self._table.take_focus()
            case TeamStage.RUNNING:
                self._pause.setFocus()
            case TeamStage.ENDED:
                self._done.setFocus()
            case TeamStage.ASKING if self._team.view.error is not None:
                self._ask.problem.take_focus()
            case TeamStage.FAILED if self._state.focus_retry():
                pass
            case _:
                # Making it a press of its own, not the echo of the last one.
                self._back.setFocus()

    def _pause_or_go_on(self) -> None:
        if self._team.view.run.phase is RunPhase.PAUSED:
            self._team.go_on()
        else:
            self._team.pause()

    def _ask_where(self) -> None:
        name = self._team.suggested_file_name()
        if self.station.header.kiosk:
            now = self.surroundings.clock.now()
            self._team.save_result(fixed_file(first_folder(), name, now))
            return
        dialogue = save_dialogue(
            self,
            self.look,
            title=self.tr("Save the list"),
            name_filter=self.tr("Lists (*.csv)"),
            name=name,
            suffix="csv",
        )
        self.surroundings.dialogues.ask(dialogue, self._team.save_result)

    def _arrange(self) -> None:
        look = self.look
        self.body.set_margins((28, 12, 28, 12))
        self.body.set_gap(10)
        self.body.addWidget(self._title)
        self.body.addWidget(self._unfinished)
        self._state_card.setProperty("role", "card")
        column = Column(look, margins=(28, 26, 28, 26), parent=self._state_card)
        column.addWidget(self._state)
        column.addStretch(1)
        parts = (self._choose, self._table, self._ask, self._run, self._end, self._state_card)
        for part in parts:
            self.body.addWidget(part, 1)
        self.body.addStretch(0)
        self.foot.addWidget(self._back)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._save)
        self.foot.addStretch(1)
        for button in (self._print, self._pause, self._again, self._done):
            self.foot.addWidget(button)
        for button in (self._look_at, self._start, self._confirm, self._set_aside):
            self.foot.addWidget(button)
