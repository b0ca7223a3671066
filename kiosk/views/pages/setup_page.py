"""Setting a station up that has no settings yet, a step at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.printing_view import PrintingView
from kiosk.controllers.setup_view import SetupStep, SetupView
from kiosk.views.layouts import Column
from kiosk.views.pages.page import Page
from kiosk.views.setup.ids_panel import IdsPanel
from kiosk.views.setup.paper_panel import PaperPanel
from kiosk.views.setup.save_panel import SavePanel
from kiosk.views.setup.station_panel import StationPanel
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.print_status import PrintStatus
from kiosk.views.widgets.step_bar import StepBar
from kiosk.views.widgets.text import Text


class SetupPage(Page):
    """Shows one step, whichever the controller is at."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "setupPage", measure=1000)
        setup = self._setup = surroundings.conversations.setup
        look = self.look
        self._bar = StepBar(look, len(SetupStep), name="setupSteps")
        self._title = Text("title", name="setupTitle")
        self._print_status = PrintStatus(surroundings)
        self._print_status.answered.connect(setup.printing.print_came_out)
        self._ids = IdsPanel(surroundings, setup)
        self._ids.entered.connect(setup.next)
        self._station = StationPanel(surroundings, setup)
        self._station.entered.connect(setup.next)
        self._paper = PaperPanel(surroundings, setup)
        self._save = SavePanel(surroundings)
        self._back = Button(look, "secondary", "back", name="backButton")
        self._back.clicked.connect(setup.back)
        self._next = Button(look, "primary", "forward", name="nextButton")
        self._next.clicked.connect(setup.next)
        self._save_button = Button(look, "primary", "save", name="saveSettingsButton")
        self._save_button.clicked.connect(setup.save)
        self._start = Button(look, "primary", "sign-in", name="startStationButton")
        self._start.clicked.connect(setup.start_station)
        self._shown = setup.view
        self._arrange()
        setup.changed.connect(self.show_view)
        setup.printing.changed.connect(self._show_print)

    def arrive(self) -> None:
        """Put the focus where the step wants it."""
        self._focus()

    def go_back(self) -> None:
        """Go a step back."""
        self._setup.back()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        for part in (self._ids, self._station, self._paper):
            part.retranslate()
        self._next.show_text(self.tr("Next"))
        self._save_button.show_text(self.tr("Save the settings"))
        self._start.show_text(self.tr("Start the station now"))
        self.show_view(self._setup.view)

    def show_view(self, view: SetupView) -> None:
        """Show the step, and what is known in it."""
        was, self._shown = self._shown, view
        titles = {
            SetupStep.IDS: self.tr("Which organisation does this station work for?"),
            SetupStep.STATION: self.tr("What is this station called?"),
            SetupStep.PAPER: self.tr("What are badges printed on?"),
            SetupStep.SAVE: self.tr("Is everything right?"),
        }
        is_saved = view.saved is not None
        # The badge takes what room there is; words and fields need no more than their own.
        is_paper = view.step is SetupStep.PAPER
        self.body.setStretchFactor(self._card, int(is_paper))
        self.body.setStretch(self.body.count() - 1, int(not is_paper))
        self._title.setText(self.tr("The station is set up") if is_saved else titles[view.step])
        of_all = self.tr("Step {number} of {count}")
        self._bar.show_step(view.step, of_all.format(number=view.step + 1, count=len(SetupStep)))
        for part in (self._ids, self._station, self._paper):
            part.show_view(view)
        self._save.show_view(view, self._paper.title_of(view.layout))
        for step, panel in self._parts.items():
            panel.setVisible(step is view.step)
        self._back.show_text(
            self.tr("Back to the start")
            if view.step is SetupStep.IDS or is_saved
            else self.tr("Back")
        )
        self._back.setEnabled(not view.is_saving)
        is_last = view.step is SetupStep.SAVE
        self._next.setVisible(not is_last)
        self._next.setEnabled(view.may_go_on)
        self._save_button.setVisible(is_last and not is_saved)
        self._save_button.setEnabled(not view.is_saving)
        self._start.setVisible(is_saved)
        if not is_paper:
            self._print_status.setVisible(False)
        has_moved = was.step is not view.step or (was.saved is None) is is_saved
        if has_moved and not self.isHidden():
            self._focus()

    def room_changed(self) -> None:
        """Put things one under the other where it is narrow."""
        self._ids.stack_when(narrow=self.is_narrow)
        self._paper.stack_when(narrow=self.is_narrow)

    def _show_print(self, view: PrintingView) -> None:
        self._print_status.show_print(view.printing)

    def _focus(self) -> None:
        view = self._shown
        match view.step:
            case SetupStep.IDS:
                self._ids.take_focus()
            case SetupStep.STATION:
                self._station.take_focus()
            case SetupStep.PAPER:
                self._paper.take_focus()
            case SetupStep.SAVE if view.saved is not None:
                self._start.setFocus()
            case SetupStep.SAVE:
                self._save_button.setFocus()

    def _arrange(self) -> None:
        look = self.look
        self.body.set_margins((28, 12, 28, 12))
        self.body.set_gap(10)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._title)
        self.body.addWidget(self._print_status)
        self._parts: dict[SetupStep, QWidget] = {
            SetupStep.IDS: self._ids,
            SetupStep.STATION: self._station,
            SetupStep.PAPER: self._paper,
            SetupStep.SAVE: self._save,
        }
        card = self._card = QFrame()
        card.setProperty("role", "card")
        column = Column(look, margins=(24, 14, 24, 14), parent=card)
        for panel in self._parts.values():
            column.addWidget(panel)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._next)
        self.foot.addWidget(self._save_button)
        self.foot.addWidget(self._start)
