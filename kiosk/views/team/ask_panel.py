"""The question before a run begins: what will happen, what stops working, where the paper goes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.team import TeamController
from kiosk.controllers.team_view import TeamView
from kiosk.views.layouts import Column, Row
from kiosk.views.run_words import paper_question, question_sentences, question_title
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.asking import Asking
from kiosk.views.widgets.big_choice import BigChoice
from kiosk.views.widgets.save_dialogue import first_folder, folder_dialogue
from kiosk.views.widgets.text import Text, breakable


class AskPanel(QWidget):
    """Printer or folder are chosen here, because what to say depends on it."""

    def __init__(self, surroundings: Surroundings, team: TeamController) -> None:
        super().__init__()
        card = QFrame()
        card.setProperty("role", "card")
        look = surroundings.look
        self._look = look
        self._dialogues = surroundings.dialogues
        self._station = surroundings.conversations.station
        self._team = team
        self._title = Text("title", name="runQuestionTitle")
        self._text = Text("", name="runQuestionLabel")
        self._where = Text("quiet")
        self._printer = BigChoice(look, "print", name="runPrinterButton")
        self._printer.clicked.connect(team.use_printer)
        self._folder = BigChoice(look, "folder", name="runFolderButton")
        self._folder.clicked.connect(self._ask_where)
        self.problem = Asking(surroundings, name="paperProblem", first="tryPaperAgainButton")
        self.problem.answered.connect(team.confirm)
        column = Column(look, gap=12, margins=(28, 20, 28, 20), parent=card)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self._where)
        self._row = Row(look, gap=12)
        self._row.addWidget(self._printer, 1)
        self._row.addWidget(self._folder, 1)
        column.addLayout(self._row)
        whole = Column(look, gap=12, parent=self)
        whole.addWidget(self.problem)
        whole.addWidget(card)
        whole.addStretch(1)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._printer.show_texts(
            self.tr("To the printer"), self.tr("The one that is chosen under 'Printing'")
        )

    def show_view(self, view: TeamView) -> None:
        """Put the question."""
        self._title.setText(question_title(view))
        self._text.setText("\n".join(question_sentences(view)))
        folder = view.paper.folder
        makes_paper = view.action.makes_paper and not view.sets_aside
        self._where.setText(paper_question(view.action))
        for widget in (self._where, self._printer):
            widget.setVisible(makes_paper and view.paper.may_save)
        self._folder.setVisible(makes_paper and view.paper.may_save)
        self._printer.setChecked(not folder)
        self._folder.setChecked(bool(folder))
        self._folder.show_texts(
            self.tr("To PDF files"), breakable(folder) if folder else self.tr("In a folder")
        )
        if view.error is None:
            self.problem.hide_words()
        else:
            self.problem.show_error(view.error, self.tr("Try again"))

    def stack_when(self, *, narrow: bool) -> None:
        """Put the folder under the printer where there is no room beside it."""
        self._row.stack_when(narrow=narrow)
        self.problem.stack_when(narrow=narrow)

    def _ask_where(self) -> None:
        if self._station.header.kiosk:
            self._team.use_folder(str(first_folder()))
            return
        dialogue = folder_dialogue(
            self, self._look, title=self.tr("Choose a folder for the PDF files")
        )
        self._dialogues.ask(dialogue, self._team.use_folder)
