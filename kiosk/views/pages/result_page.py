"""What came out: the PIN beside the badge, to be seen and printed now or never."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame

from kiosk.controllers.person_view import Action
from kiosk.controllers.result_view import PrintStage, ResultView
from kiosk.views.layouts import Column, Row
from kiosk.views.moments import minutes_and_seconds, moments
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.badge_view import BadgeView
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.pin_label import PinLabel
from kiosk.views.widgets.print_status import PrintStatus
from kiosk.views.widgets.text import LONG_NAME, Text, breakable
from kiosk.views.words import badge_sentences, named

_PRINTING = (PrintStage.PREPARING, PrintStage.QUEUED, PrintStage.PRINTING)


class ResultPage(Page):
    """Shows what the controller holds, and forgets it the moment the controller does."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "resultPage", measure=1120)
        self._result = surroundings.conversations.result
        self._dialogue: QFileDialog | None = None
        self._is_fresh = False
        look = self.look
        self._title = Text("title", name="resultTitleLabel")
        self._pin_title = Text("quiet")
        self._pin = PinLabel(look)
        self._show_pin = Button(look, "secondary", "eye", name="showPinButton")
        self._show_pin.clicked.connect(self._toggle_pin)
        self._countdown = Text("small", name="countdownLabel")
        self._pin_note = Text("small", name="pinNoteLabel")
        self._badge_title = Text("quiet")
        self._badge = BadgeView(look)
        self._badge_note = Text("small", name="resultBadgeLabel")
        self._print_status = PrintStatus(surroundings)
        self._print_status.answered.connect(self._result.print_came_out)
        self._question = QFrame()
        self._question.setObjectName("leaveQuestion")
        self._question.setProperty("tone", "warn")
        self._question_text = Text("", name="leaveQuestionLabel")
        self._stay = Button(look, "secondary", name="stayButton")
        self._stay.clicked.connect(self._result.stay)
        self._leave = Button(look, "secondary", name="leaveAnywayButton")
        self._leave.clicked.connect(self._result.leave_anyway)
        self._done = Button(look, "secondary", "check", name="doneButton")
        self._done.clicked.connect(self._result.done)
        self._save = Button(look, "secondary", "save", name="savePdfButton")
        self._save.clicked.connect(self._ask_where)
        self._print = Button(look, "primary", "print", name="printButton")
        self._print.clicked.connect(self._result.print_page)
        self._arrange()
        self._result.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Let Enter print, as soon as there is something to print."""
        self._is_fresh = not self._print.isEnabled()
        self._print.setFocus()

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
        self._stay.show_text(self.tr("Stay and print"))
        self._leave.show_text(self.tr("Leave without the badge"))
        self._question_text.setText(
            self.tr(
                "The new badge was neither printed nor saved. Once you leave, nobody can print it "
                "any more."
            )
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
        if view.action is Action.RESET_PIN:
            self._title.setText(self.tr("{name}'s new PIN").format(name=name))
        else:
            self._title.setText(self.tr("Badge and PIN for {name}").format(name=name))
        self._show_digits(view)
        self._show_badge(view)
        self._print_status.show_print(view.printing)
        asked = self._question.isVisible()
        self._question.setVisible(view.leave_question)
        if view.leave_question and not asked:
            self._stay.setFocus()
        self._show_buttons(view)

    def room_changed(self) -> None:
        """Put the badge under the PIN where it is narrow."""
        self._columns.stack_when(narrow=self.is_narrow)
        self._question_row.stack_when(narrow=self.is_narrow)
        self._badge.setMinimumHeight(self.look.px(220 if self.is_narrow else 96))

    def _show_digits(self, view: ResultView) -> None:
        self._pin_card.setVisible(view.pin is not None)
        if view.pin is None:
            self._pin.forget()
            self._countdown.show_text("")
            return
        if view.pin_visible:
            self._pin.show_pin(view.pin, self.tr("PIN {digits}"))
            left = minutes_and_seconds(view.seconds_left)
            self._countdown.setText(self.tr("The PIN is covered again in {time}").format(time=left))
            self._show_pin.show_text(self.tr("Cover the PIN"))
            self._show_pin.set_icon_name("eye-off")
        else:
            self._pin.cover(self.tr("The PIN is covered"))
            self._countdown.setText(self.tr("The PIN is covered"))
            self._show_pin.show_text(self.tr("Show the PIN"))
            self._show_pin.set_icon_name("eye")
        must_change = view.method is None or view.method.pin is None or view.method.pin.must_change
        self._pin_note.show_text(
            self.tr("It works once: they choose their own PIN at the next sign-in.")
            if must_change
            else ""
        )

    def _show_badge(self, view: ResultView) -> None:
        issued = view.issued_kind is not None
        self._badge_title.setText(
            self.tr("Badge, as it will be printed")
            if issued
            else self.tr("Slip, as it will be printed")
        )
        if view.page is not None:
            self._badge.show_page(view.page)
        elif view.pin is None:
            self._badge.show_page(None, self.tr("There is nothing left to print."))
        elif view.pin_visible:
            self._badge.show_page(None, self.tr("The page is being prepared …"))
        else:
            self._badge.show_page(None, self.tr("Covered together with the PIN"))
        if issued:
            self._badge_note.setText(
                self.tr(
                    "It can be printed only while this page is open. Should the first scan say "
                    "'Incorrect QR code', sign in once in another way first."
                )
            )
        else:
            now = self.surroundings.clock.now()
            sentences = badge_sentences(view.method, now, moments()) if view.method else []
            self._badge_note.setText(" ".join(sentences))
        self._badge_note.setVisible(bool(self._badge_note.text()))

    def _show_buttons(self, view: ResultView) -> None:
        stage = view.printing.stage
        was_printed = stage is PrintStage.PRINTED
        is_over = was_printed or view.pin is None
        self._print.show_text(self.tr("Print again") if was_printed else self.tr("Print"))
        self._print.set_kind("secondary" if is_over else "primary")
        self._done.set_kind("primary" if is_over else "secondary")
        could_print = self._print.isEnabled()
        self._print.setEnabled(stage not in _PRINTING and view.may_print)
        if self._print.isEnabled() and not could_print and self._is_fresh:
            # The page was still being made when the hands arrived.
            self._is_fresh = False
            self._print.setFocus()
        self._save.setVisible(view.may_save_pdf)
        self._save.setEnabled(view.may_print)

    def _forget(self) -> None:
        """Leave nothing of the last person in any widget."""
        self._pin.forget()
        self._badge.show_page(None)
        for label in (self._title, self._countdown, self._pin_note, self._badge_note):
            label.clear()
        self._question.setVisible(False)
        if self._dialogue is not None:
            self._dialogue.reject()

    def _toggle_pin(self) -> None:
        view = self._result.view
        if view is not None and view.pin_visible:
            self._result.hide_pin()
        else:
            self._result.show_pin()

    def _ask_where(self) -> None:
        dialogue = QFileDialog(self, self.tr("Save as PDF"))
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setNameFilter(self.tr("PDF files (*.pdf)"))
        dialogue.setDefaultSuffix("pdf")
        dialogue.selectFile(self._result.suggested_file_name())
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(self._result.save_pdf)
        dialogue.finished.connect(self._dialogue_closed)
        self._dialogue = dialogue
        dialogue.open()

    def _dialogue_closed(self) -> None:
        self._dialogue = None

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
        self._columns = Row(look, gap=20)
        self._pin_card = QFrame()
        self._pin_card.setProperty("role", "card")
        pin = Column(look, gap=6, margins=(22, 16, 22, 18), parent=self._pin_card)
        pin.addWidget(self._pin_title)
        pin.addWidget(self._pin, 1)
        cover_row = Row(look, gap=12)
        cover_row.addWidget(self._countdown, 1)
        cover_row.addWidget(self._show_pin)
        pin.addLayout(cover_row)
        pin.addWidget(self._pin_note)
        self._columns.addWidget(self._pin_card, 1)
        badge_card = QFrame()
        badge_card.setProperty("role", "card")
        badge = Column(look, gap=8, margins=(22, 16, 22, 18), parent=badge_card)
        badge.addWidget(self._badge_title)
        badge.addWidget(self._badge, 1)
        badge.addWidget(self._badge_note)
        self._columns.addWidget(badge_card, 1)
        self.body.addLayout(self._columns, 1)
        self.foot.addWidget(self._done)
        self.foot.addStretch(1)
        self.foot.addWidget(self._save)
        self.foot.addWidget(self._print)
