"""What came out: the PIN beside the badge, to be seen and printed now or never."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.result_view import PrintStage, ResultView
from kiosk.views.layouts import Column, Row, StackingRow
from kiosk.views.moments import minutes_and_seconds
from kiosk.views.pages.page import Page
from kiosk.views.result_words import (
    badge_note,
    doubt_words,
    outcome_words,
    paper_words,
    pin_note,
    title_words,
)
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.badge_view import BadgeView
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.kiosk_files import fixed_file
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.pin_label import PinLabel
from kiosk.views.widgets.print_status import PrintStatus
from kiosk.views.widgets.printer_options import PrinterOptions
from kiosk.views.widgets.save_dialogue import first_folder, save_dialogue
from kiosk.views.widgets.text import LONG_NAME, Text, breakable
from kiosk.views.widgets.unfinished import Unfinished
from kiosk.views.words import named


class ResultPage(Page):
    """Shows what the controller holds, and forgets it the moment the controller does."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "resultPage", measure=1120)
        self._result = surroundings.conversations.result
        self._is_wanted = False
        look = self.look
        self._title = Text("title", name="resultTitleLabel")
        self._pin_title = Text("quiet")
        self._pin = PinLabel(look)
        self._show_pin = Button(look, "secondary", "eye", name="showPinButton")
        self._show_pin.clicked.connect(self._toggle_pin)
        self._copy = Button(look, "quiet", "copy", name="copyPinButton")
        self._copy.clicked.connect(self._result.copy_pin)
        self._countdown = Text("small", name="countdownLabel")
        self._pin_note = Text("small", name="pinNoteLabel")
        self._badge_title = Text("quiet")
        self._badge = BadgeView(look)
        self._badge_note = Text("small", name="resultBadgeLabel")
        self._doubts = Text("small", name="paperDoubtsLabel")
        self._print_status = PrintStatus(surroundings)
        self._print_status.answered.connect(self._result.print_came_out)
        self._question = QFrame()
        self._question.setObjectName("leaveQuestion")
        self._question.setProperty("tone", "warn")
        self._question_text = Text("", name="leaveQuestionLabel")
        self._stay = Button(look, "secondary", name="stayButton")
        self._stay.clicked.connect(self._result.print_after_all)
        self._leave = Button(look, "secondary", name="leaveAnywayButton")
        self._leave.clicked.connect(self._result.leave_anyway)
        self._missing = Unfinished(look, name="missingCard")
        self._missing.finish.connect(self._result.finish)
        self._outcome_card = QFrame()
        self._outcome_card.setProperty("role", "card")
        self._outcome = Text("", name="outcomeLabel")
        self._done = Button(look, "secondary", "check", name="doneButton")
        self._done.clicked.connect(self._result.done)
        self._choose = Button(look, "quiet", "print", name="printerButton")
        self._choose.setCheckable(True)
        self._choose.toggled.connect(self._show_options)
        self._options = QFrame()
        self._options.setObjectName("printerOptions")
        self._options.setProperty("role", "card")
        self._options.setVisible(False)
        self._printers = PrinterOptions(surroundings, self._result.printers)
        self._save = Button(look, "secondary", "save", name="savePdfButton")
        self._save.clicked.connect(self._ask_where)
        self._print = Button(look, "primary", "print", name="printButton")
        self._print.clicked.connect(self._result.print_page)
        self._arrange()
        self._result.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Let Enter print, as soon as there is something to print, or else be done."""
        view = self._result.view
        has_paper = view is not None and view.has_paper
        self._is_wanted = has_paper and not self._print.isEnabled()
        (self._print if has_paper else self._done).setFocus()

    def go_back(self) -> None:
        """Leave, or stay if that was the question."""
        view = self._result.view
        if view is not None and view.leave_question:
            self._result.stay()
        else:
            self._result.done()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._pin_title.setText(self.tr("PIN"))
        self._done.show_text(self.tr("Done"))
        self._save.show_text(self.tr("Save as PDF"))
        self._choose.show_text(self.tr("Choose printer"))
        self._printers.retranslate()
        self._stay.show_text(self.tr("Stay and print"))
        self._leave.show_text(self.tr("Leave without the badge"))
        self._question_text.setText(
            self.tr(
                "The new badge was neither printed nor saved. Once you leave, nobody can print it "
                "any more."
            )
        )
        self._missing.show_words(
            self.tr("The badge is there, but the new PIN that was asked for is not."),
            self.tr("Reset the PIN now"),
        )
        self._badge.setAccessibleName(self.tr("What will be printed"))
        self.show_view(self._result.view)

    def show_view(self, view: ResultView | None) -> None:
        """Show what came out; None empties the page at once."""
        if view is None:
            self._forget()
            return
        name = named(breakable(view.person.display_name))
        self._title.set_role("title" if len(view.person.display_name) <= LONG_NAME else "heading")
        self._title.setText(title_words(view, name))
        has_paper = view.has_paper or view.is_superseded
        self._paper.setVisible(has_paper)
        self._outcome_card.setVisible(not has_paper)
        if not has_paper:
            self._outcome.setText(outcome_words(view, name))
        self._show_digits(view)
        self._show_cover(view)
        self._give_badge_room()
        self._show_badge(view)
        self._print_status.show_print(view.printing)
        self._missing.setVisible(view.missing is not None and view.pin is None)
        asked = self._question.isVisible()
        self._question.setVisible(view.leave_question)
        if view.leave_question and not asked:
            self._stay.setFocus()
        self._show_buttons(view)
        if asked and not view.leave_question:
            was_printed = view.printing.stage is PrintStage.PRINTED
            may_print = self._print.isEnabled() and not was_printed
            (self._print if may_print else self._done).setFocus()

    def room_changed(self) -> None:
        """Put the badge under the PIN where it is narrow."""
        self._columns.stack_when(narrow=self.is_narrow)
        self._printers.stack_when(narrow=self.is_narrow)
        self._question_row.stack_when(narrow=self.is_narrow)
        self._place_tools()
        self._give_badge_room()
        self._badge.setMinimumHeight(self.look.px(220 if self.is_narrow else 96))

    def _place_tools(self) -> None:
        row, place = (self._tools, 1) if self.is_narrow else (self._answers, 2)
        if row.indexOf(self._choose) < 0:
            for number, button in enumerate((self._choose, self._save)):
                row.insertWidget(place + number, button)

    def _give_badge_room(self) -> None:
        """Put words beside a badge that stands alone: it is scanned from the screen, too."""
        is_beside = self._pin_card.isHidden() and not self.is_narrow
        self._badge_row.stack_when(narrow=not is_beside)
        self._badge_row.setStretch(1, 2 if is_beside else 0)
        self._cover_row.stack_when(narrow=is_beside)

    def _show_digits(self, view: ResultView) -> None:
        self._pin_card.setVisible(view.pin is not None)
        if view.pin is None:
            self._pin.forget()
        elif view.is_visible:
            self._pin.show_pin(view.pin, self.tr("PIN {digits}"))
        else:
            self._pin.cover(self.tr("The PIN is covered"))
        self._pin_note.show_text("" if view.pin is None else pin_note(view))

    def _show_cover(self, view: ResultView) -> None:
        """Show how long PIN and badge can still be seen, in the card that matters most."""
        column, place = self._pin_column, 2
        if view.pin is None:
            column, place = self._badge_words, 1
        if self._cover.parentWidget() is not column.parentWidget():
            column.insertWidget(place, self._cover)
        self._cover.setVisible(view.has_paper)
        self._copy.setVisible(view.may_copy and view.pin is not None)
        self._copy.setEnabled(view.is_visible and not view.is_copied)
        copied = self.tr("The PIN is on the clipboard")
        self._copy.show_text(copied if view.is_copied else self.tr("Copy the PIN"))
        left = minutes_and_seconds(view.seconds_left)
        has_pin = view.pin is not None
        if view.is_visible:
            text = (
                self.tr("The PIN is covered again in {time}")
                if has_pin
                else self.tr("The badge is covered again in {time}")
            )
            cover = self.tr("Cover the PIN") if has_pin else self.tr("Cover the badge")
            self._countdown.setText(text.format(time=left))
            self._show_pin.show_text(cover)
            self._show_pin.set_icon_name("eye-off")
        else:
            self._countdown.setText(
                self.tr("The PIN is covered") if has_pin else self.tr("The badge is covered")
            )
            show = self.tr("Show the PIN") if has_pin else self.tr("Show the badge")
            self._show_pin.show_text(show)
            self._show_pin.set_icon_name("eye")

    def _show_badge(self, view: ResultView) -> None:
        self._badge_title.setText(paper_words(view))
        if view.page is not None:
            self._badge.show_pages(view.pages)
        elif not view.has_paper:
            self._badge.show_page(None, self.tr("There is nothing left to print."))
        elif view.is_visible:
            self._badge.show_page(None, self.tr("The page is being prepared …"))
        elif view.pin is not None:
            self._badge.show_page(None, self.tr("Covered together with the PIN"))
        else:
            self._badge.show_page(None, self.tr("The badge is covered"))
        self._badge_note.show_text("" if view.is_superseded else badge_note(view))
        self._doubts.show_text(doubt_words(view))

    def _show_buttons(self, view: ResultView) -> None:
        stage = view.printing.stage
        was_printed = stage is PrintStage.PRINTED
        is_over = was_printed or not view.has_paper
        self._print.show_text(self.tr("Print again") if was_printed else self.tr("Print"))
        self._print.set_kind("secondary" if is_over else "primary")
        self._done.set_kind("primary" if is_over else "secondary")
        self._print.setVisible(view.has_paper or view.is_superseded)
        could_print, may_print = self._print.isEnabled(), not stage.is_under_way and view.may_print
        if could_print and not may_print and self._print.hasFocus():
            # The hands stay where they are, whatever Qt does with the focus of a grey button.
            self._is_wanted = True
        self._print.setEnabled(may_print)
        if may_print and not could_print and self._is_wanted:
            self._is_wanted = False
            (self._done if was_printed else self._print).setFocus()
        self._choose.setVisible(self._print.isVisibleTo(self))
        self._choose.setEnabled(view.may_print)
        self._printers.setEnabled(not stage.is_under_way)
        # After a failure the next step is often another printer.
        self._choose.set_kind("secondary" if stage is PrintStage.FAILED else "quiet")
        self._save.setVisible(view.may_save_pdf and self._print.isVisibleTo(self))
        self._save.setEnabled(view.may_print)

    def _forget(self) -> None:
        """Leave nothing of the last person in any widget."""
        self._pin.forget()
        self._badge.show_page(None)
        for label in (
            self._title,
            self._countdown,
            self._pin_note,
            self._badge_note,
            self._doubts,
            self._outcome,
        ):
            label.clear()
        self._question.setVisible(False)
        self._choose.setChecked(False)

    def _show_options(self, is_shown: bool) -> None:  # noqa: FBT001 - the button's own answer
        self._options.setVisible(is_shown)

    def _toggle_pin(self) -> None:
        view = self._result.view
        if view is not None and view.is_visible:
            self._result.hide_pin()
        else:
            self._result.show_pin()

    def _ask_where(self) -> None:
        name = self._result.suggested_file_name()
        if self.station.header.kiosk:
            self._result.save_pdf(fixed_file(first_folder(), name, self.surroundings.clock.now()))
            return
        dialogue = save_dialogue(
            self,
            self.look,
            title=self.tr("Save as PDF"),
            name_filter=self.tr("PDF files (*.pdf)"),
            name=name,
        )
        self.surroundings.dialogues.ask(dialogue, self._result.save_pdf)

    def _arrange(self) -> None:
        look = self.look
        self.body.set_margins((28, 12, 28, 12))
        self.body.set_gap(10)
        self.body.addWidget(self._title)
        self._question_row = Row(look, gap=12, margins=(16, 10, 12, 10), parent=self._question)
        words = Row(look, gap=12)
        words.addWidget(Picture(look, "warning", "warn", 24))
        words.addWidget(self._question_text, 1)
        self._question_row.addLayout(words, 1)
        answers = Row(look, gap=12)
        answers.addStretch(1)
        answers.addWidget(self._stay)
        answers.addWidget(self._leave)
        self._question_row.addLayout(answers)
        self.body.addWidget(self._question)
        self.body.addWidget(self._print_status)
        options_column = Column(look, margins=(16, 10, 16, 10), parent=self._options)
        options_column.addWidget(self._printers)
        self.body.addWidget(self._options)
        self.body.addWidget(self._missing)
        outcome_row = Row(look, gap=18, margins=(28, 26, 28, 26), parent=self._outcome_card)
        outcome_row.addWidget(Picture(look, "check", "good", 48), 0, Qt.AlignmentFlag.AlignTop)
        outcome_row.addWidget(self._outcome, 1)
        self.body.addWidget(self._outcome_card)
        self._arrange_paper()
        self.body.addWidget(self._paper, 1)
        self.body.addStretch(0)
        # Where four buttons find no room side by side, the two that are seldom needed stand above
        # the others, which stay where they are on every page: left and right.
        self._tools = StackingRow(look)
        self._answers = StackingRow(look)
        lines = Column(look)
        self.foot.addLayout(lines, 1)
        # Filled last: what is in a row when it comes into another one, Python holds on to, and
        # these buttons move (see `StackingRow`).
        lines.addLayout(self._tools)
        lines.addLayout(self._answers)
        self._tools.addStretch(1)
        self._answers.addWidget(self._done)
        self._answers.addStretch(1)
        self._answers.addWidget(self._choose)
        self._answers.addWidget(self._save)
        self._answers.addWidget(self._print)

    def _arrange_paper(self) -> None:
        look = self.look
        self._paper = QWidget()
        self._columns = Row(look, gap=20, parent=self._paper)
        self._pin_card = QFrame()
        self._pin_card.setProperty("role", "card")
        self._pin_column = Column(look, gap=6, margins=(22, 16, 22, 18), parent=self._pin_card)
        title_row = Row(look, gap=12)
        title_row.addWidget(self._pin_title, 1)
        title_row.addWidget(self._copy)
        self._pin_column.addLayout(title_row)
        self._pin_column.addWidget(self._pin, 1)
        self._cover = QWidget()
        self._cover_row = Row(look, gap=12, parent=self._cover)
        self._cover_row.addWidget(self._countdown, 1)
        self._cover_row.addWidget(self._show_pin)
        self._pin_column.addWidget(self._cover)
        self._pin_column.addWidget(self._pin_note)
        self._columns.addWidget(self._pin_card, 1)
        badge_card = QFrame()
        badge_card.setProperty("role", "card")
        self._badge_column = Column(look, gap=8, margins=(22, 16, 22, 18), parent=badge_card)
        self._badge_column.addWidget(self._badge_title)
        self._badge_row = Row(look, gap=20)
        self._badge_row.addWidget(self._badge, 3)
        self._badge_words = Column(look, gap=8)
        self._badge_words.addStretch(1)
        self._badge_words.addWidget(self._badge_note)
        self._badge_words.addWidget(self._doubts)
        self._badge_words.addStretch(1)
        self._badge_row.addLayout(self._badge_words)
        self._badge_column.addLayout(self._badge_row, 1)
        self._columns.addWidget(badge_card, 1)
