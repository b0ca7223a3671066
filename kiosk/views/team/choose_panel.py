"""Choosing what a run does, and for whom."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kiosk.controllers.run_choice import RunChoice
from kiosk.controllers.team_view import DAYS_MAX, DAYS_MIN, ChoiceView, TeamsStage, Who
from kiosk.models.run import RunAction, TeamKind
from kiosk.views.layouts import Column, Row
from kiosk.views.run_words import action_explanation, action_title, number
from kiosk.views.surroundings import Surroundings
from kiosk.views.team.team_field import TeamField
from kiosk.views.widgets.big_choice import BigChoice
from kiosk.views.widgets.check import Check
from kiosk.views.widgets.save_dialogue import open_dialogue
from kiosk.views.widgets.stepper import Stepper
from kiosk.views.widgets.text import Text

_ACTIONS = {
    RunAction.ISSUE: ("badge-new", "issueRunButton"),
    RunAction.RESET_PIN: ("pin", "resetPinRunButton"),
    RunAction.REPLACE: ("again", "replaceRunButton"),
    RunAction.EXTEND: ("calendar", "extendRunButton"),
}


class ChoosePanel(QWidget):
    """Four things to do on one side, three ways to say for whom on the other."""

    def __init__(self, surroundings: Surroundings, choice: RunChoice) -> None:
        super().__init__()
        self._choice = choice
        self._look = surroundings.look
        self._dialogues = surroundings.dialogues
        self._station = surroundings.conversations.station
        look = surroundings.look
        self._what = Text("quiet")
        self._actions = {
            action: BigChoice(look, icon, name=name) for action, (icon, name) in _ACTIONS.items()
        }
        for action, card in self._actions.items():
            card.clicked.connect(lambda _=False, action=action: choice.choose_action(action))
        self._whom = Text("quiet")
        self.field = TeamField(surroundings, choice.finder)
        self._nested = Check(look, name="nestedCheck")
        self._nested.clicked.connect(lambda: choice.set_nested(self._nested.isChecked()))
        self._csv = BigChoice(look, "list", name="csvButton")
        self._csv.clicked.connect(self._ask_for_list)
        self._expiring = BigChoice(look, "clock", name="expiringButton")
        self._expiring.clicked.connect(choice.choose_expiring)
        self._days = Stepper(look, less="lessDaysButton", label="daysLabel", more="moreDaysButton")
        self._days.stepped.connect(choice.step_days)
        self._others = QWidget()
        self._arrange()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._what.setText(self.tr("What is to be done?"))
        self._whom.setText(self.tr("For whom?"))
        for action, card in self._actions.items():
            card.show_texts(action_title(action), action_explanation(action))
        self._nested.show_text(self.tr("With the teams inside it"))
        self._days.name_buttons(self.tr("Five days less"), self.tr("Five days more"))
        self.field.retranslate()
        self.show_view(self._choice.view)

    def show_view(self, view: ChoiceView) -> None:
        """Show what is chosen; while a team is looked for, nothing else is in its way."""
        for action, card in self._actions.items():
            card.setChecked(action is view.action)
        self.field.show_view(view.teams)
        team = view.teams.chosen
        self._nested.setVisible(team is not None and team.kind is TeamKind.GROUP)
        self._nested.setChecked(view.nested)
        is_list = view.who is Who.LIST
        self._csv.setChecked(is_list)
        self._csv.show_texts(
            self.tr("A list of people"),
            PurePath(view.file).name if is_list else self.tr("A table, saved as a CSV file"),
        )
        self._expiring.setChecked(view.who is Who.EXPIRING)
        self._expiring.setEnabled(view.may_be_expiring)
        self._expiring.show_texts(self.tr("Badge ends soon"), self.tr("Within these days"))
        days = self.tr("{days} days").format(days=number(view.days))
        self._days.show_value(
            days,
            may_less=view.may_be_expiring and view.days > DAYS_MIN,
            may_more=view.may_be_expiring and view.days < DAYS_MAX,
        )
        is_sought = view.teams.stage is not TeamsStage.IDLE
        self._others.setVisible(not is_sought)
        self._inside.setStretchFactor(self.field, int(is_sought))
        self._inside.setStretch(self._inside.count() - 1, int(not is_sought))

    def stack_when(self, *, narrow: bool, is_slim: bool) -> None:
        """Put whom under what where there is no room beside it; slim, all stands in one column."""
        self._columns.stack_when(narrow=narrow)
        self._columns.setStretch(0, 0 if narrow else 4)
        for place, card in enumerate(self._actions.values()):
            self._grid.removeWidget(card)
            self._grid.addWidget(
                card, *(divmod(place, 2) if narrow and not is_slim else (place, 0))
            )

    def _ask_for_list(self) -> None:
        dialogue = open_dialogue(
            self,
            self._look,
            title=self.tr("Choose a list of people"),
            name_filter=self.tr("Lists (*.csv *.txt);;All files (*)"),
            kiosk=self._station.header.kiosk,
        )
        self._dialogues.ask(dialogue, self._choice.choose_list)

    def _arrange(self) -> None:
        look = self._look
        self._columns = Row(look, gap=20, parent=self)
        what = Column(look, gap=8)
        what.addWidget(self._what)
        self._grid = QGridLayout()
        for place, action in enumerate(self._actions.values()):
            self._grid.addWidget(action, place, 0)
        what.addLayout(self._grid)
        what.addStretch(1)
        self._columns.addLayout(what, 4)
        whom = Column(look, gap=8)
        whom.addWidget(self._whom)
        card = QFrame()
        card.setProperty("role", "card")
        inside = self._inside = Column(look, gap=8, margins=(16, 14, 16, 14), parent=card)
        inside.addWidget(self.field, 1)
        inside.addWidget(self._nested)
        others = Column(look, gap=8, parent=self._others)
        others.addWidget(self._csv)
        expiring = Row(look, gap=12)
        expiring.addWidget(self._expiring, 1)
        expiring.addWidget(self._days)
        others.addLayout(expiring)
        inside.addWidget(self._others)
        inside.addStretch(0)
        whom.addWidget(card, 1)
        self._columns.addLayout(whom, 5)
        look.changed.connect(self._rescale)
        self._rescale()

    def _rescale(self) -> None:
        self._grid.setSpacing(self._look.px(6))
