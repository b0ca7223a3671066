"""Is this station fit for work? What the checks find, as they find it, and a report to send."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from kiosk.checks.finding import Outcome
from kiosk.controllers.doctor_view import DoctorStage, DoctorView
from kiosk.qt.overrides import qt_override
from kiosk.views.announce import announce
from kiosk.views.check_words import check_name
from kiosk.views.layouts import Column, Row
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.check_list import CheckList
from kiosk.views.widgets.kiosk_files import fixed_file
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.save_dialogue import first_folder, save_dialogue
from kiosk.views.widgets.state_panel import StatePanel
from kiosk.views.widgets.text import Text


class DoctorPage(Page):
    """One sentence about the whole, and under it a list of what was found."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "doctorPage", measure=980)
        self._doctor = surroundings.conversations.doctor
        look = self.look
        self._title = Text("title", name="doctorTitle")
        self._busy = Busy(look, 28)
        self._mark = Picture(look, "check", "good", 28)
        self._summary = Text("heading", name="doctorSummary")
        self._list = CheckList(look)
        self._state = StatePanel(surroundings)
        self._back = Button(look, "secondary", "back", name="backButton")
        self._back.clicked.connect(self._doctor.back)
        self._save = Button(look, "secondary", "save", name="saveReportButton")
        self._save.clicked.connect(self._ask_where)
        self._run = Button(look, "primary", "again", name="runChecksButton")
        self._run.clicked.connect(self._doctor.check)
        self._stop = Button(look, "secondary", "close", name="stopChecksButton")
        self._stop.clicked.connect(self._doctor.stop)
        self._stage = DoctorStage.IDLE
        self._arrange()
        self._doctor.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Let Enter do what is next: stop, or check again."""
        self._focus_next()

    def go_back(self) -> None:
        """Leave for where one came from."""
        self._doctor.back()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._title.setText(self.tr("Is this station fit for work?"))
        self._back.show_text(self.tr("Back"))
        self._save.show_text(self.tr("Save report"))
        self._run.show_text(self.tr("Check again"))
        self._stop.show_text(self.tr("Stop"))
        self._list.setAccessibleName(self.tr("What was found"))
        self._list.retranslate()
        self.show_view(self._doctor.view)

    def show_view(self, view: DoctorView) -> None:
        """Show what was found so far."""
        is_running = view.stage is DoctorStage.RUNNING
        has_nothing = not view.findings
        self._state_card.setVisible(has_nothing)
        self._summary_card.setVisible(not has_nothing)
        if has_nothing and view.error is not None:
            self._state.show_failure(self.tr("The station cannot be checked"), view.error)
        elif has_nothing and view.stage is DoctorStage.STOPPED:
            self._state.show_words("pause", self.tr("Stopped before anything was found"))
        elif has_nothing:
            self._state.show_busy(
                self.tr("Checking the station …"), self.tr("This usually takes less than a minute.")
            )
        self._list.show_findings(view.findings)
        self._show_summary(view)
        self._run.setVisible(not is_running)
        self._stop.setVisible(is_running)
        self._save.setVisible(not has_nothing)
        self._save.setEnabled(view.may_save)
        if view.stage is not self._stage:
            self._stage = view.stage
            self._focus_next()
            if not is_running:
                announce(self, self._summary.text())

    @qt_override
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let the keys that move through a list move through this one, wherever the focus is."""
        bar = self._area.verticalScrollBar()
        keys = QtCore.Qt.Key
        moves = {
            keys.Key_Down: bar.singleStep() * 3,
            keys.Key_Up: -bar.singleStep() * 3,
            keys.Key_PageDown: bar.pageStep(),
            keys.Key_PageUp: -bar.pageStep(),
            keys.Key_Home: -bar.maximum(),
            keys.Key_End: bar.maximum(),
        }
        if event.key() in moves:
            bar.setValue(bar.value() + moves[keys(event.key())])
            return
        super().keyPressEvent(event)

    def _focus_next(self) -> None:
        if self.isVisible():
            (self._run if self._stop.isHidden() else self._stop).setFocus()

    def _show_summary(self, view: DoctorView) -> None:
        is_running = view.stage is DoctorStage.RUNNING
        failed = sum(finding.outcome is Outcome.FAIL for finding in view.findings)
        self._busy.setVisible(is_running)
        self._mark.setVisible(not is_running)
        if is_running:
            name = "" if view.current is None else check_name(view.current)
            self._summary.setText(
                self.tr("{number} of {total}: {name} …").format(
                    number=view.number, total=view.total, name=name
                )
            )
            return
        if view.stage is DoctorStage.FAILED:
            mark, text = ("warning", "warn"), self.tr("The checks took too long and were ended.")
        elif view.stage is DoctorStage.STOPPED:
            mark, text = ("pause", "text-quiet"), self.tr("Stopped. Not everything was checked.")
        elif failed == 1:
            mark = "error", "bad"
            text = self.tr("This station is not fit for work yet: one thing is not in order.")
        elif failed:
            mark = "error", "bad"
            text = self.tr(
                "This station is not fit for work yet: {count} things are not in order."
            ).format(count=failed)
        else:
            mark, text = ("check", "good"), self.tr("This station is fit for work.")
        self._mark.show_icon(*mark)
        self._summary.setText(text)

    def _ask_where(self) -> None:
        name = self._doctor.suggested_file_name()
        if self.station.header.kiosk:
            now = self.surroundings.clock.now()
            self._doctor.save_report(fixed_file(first_folder(), name, now))
            return
        dialogue = save_dialogue(
            self,
            self.look,
            title=self.tr("Save report"),
            name_filter=self.tr("Text files (*.txt)"),
            name=name,
            suffix="txt",
        )
        self.surroundings.dialogues.ask(dialogue, self._doctor.save_report)

    def _arrange(self) -> None:
        look = self.look
        self.body.set_margins((28, 12, 28, 12))
        self.body.set_gap(10)
        self.body.addWidget(self._title)
        self._summary_card = QFrame()
        self._summary_card.setProperty("role", "card")
        row = Row(look, gap=14, margins=(16, 12, 16, 12), parent=self._summary_card)
        row.addWidget(self._busy)
        row.addWidget(self._mark)
        row.addWidget(self._summary, 1)
        self.body.addWidget(self._summary_card)
        self.body.addWidget(self._list)
        self._state_card = QFrame()
        self._state_card.setProperty("role", "card")
        column = Column(look, margins=(28, 26, 28, 26), parent=self._state_card)
        column.addWidget(self._state)
        column.addStretch(1)
        self.body.addWidget(self._state_card, 1)
        self.body.addStretch(1)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._save)
        self.foot.addWidget(self._run)
        self.foot.addWidget(self._stop)
