"""Layouts and printers: what is printed how, and where; with a test page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.printing_view import LayoutStage, PrintingView
from kiosk.controllers.result_view import PrintStage
from kiosk.models.paper_choices import Kind
from kiosk.printing.layouts import Layout
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.badge_view import BadgeView
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.layout_list import LayoutList
from kiosk.views.widgets.print_status import PrintStatus
from kiosk.views.widgets.printer_options import PrinterOptions
from kiosk.views.widgets.state_panel import StatePanel
from kiosk.views.widgets.text import Text


class PrintingPage(Page):
    """A list of layouts, and beside it the one that is selected."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "printingPage", measure=1120)
        self._printing = surroundings.conversations.printing
        look = self.look
        self._title = Text("title", name="printingTitle")
        self._print_status = PrintStatus(surroundings)
        self._print_status.answered.connect(self._printing.print_came_out)
        self._list = LayoutList(look)
        self._list.chosen.connect(self._printing.select)
        self._wrong = Text("small", name="wrongLayoutsLabel")
        self._badge = BadgeView(look, name="layoutView")
        self._facts = Text("small", name="layoutFactsLabel")
        self._use = Button(look, "secondary", "check", name="useLayoutButton")
        self._use.clicked.connect(self._printing.use)
        self._options = PrinterOptions(surroundings, self._printing.printers)
        self._state = StatePanel(surroundings)
        self._state.retry.connect(self._printing.open)
        self._check = Button(look, "quiet", "pulse", name="checkStationButton")
        self._check.clicked.connect(self.station.show_doctor)
        self._back = Button(look, "secondary", "back", name="backButton")
        self._back.clicked.connect(self._printing.back)
        self._print = Button(look, "primary", "print", name="printTestPageButton")
        self._print.clicked.connect(self._printing.print_test_page)
        self._arrange()
        self._printing.changed.connect(self.show_view)

    def arrive(self) -> None:
        """Let the arrow keys go through the layouts."""
        self._list.setFocus()

    def go_back(self) -> None:
        """Leave for the search."""
        self._printing.back()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._title.setText(self.tr("Layouts and printers"))
        self._back.show_text(self.tr("Back"))
        self._check.show_text(self.tr("Check this station"))
        self._print.show_text(self.tr("Print a test page"))
        self._badge.setAccessibleName(self.tr("The layout with made-up data"))
        self._list.retranslate()
        self._options.retranslate()
        self.show_view(self._printing.view)

    def show_view(self, view: PrintingView) -> None:
        """Show the layouts and the selected one."""
        is_ready = view.stage is LayoutStage.READY and view.offer is not None
        self._content.setVisible(is_ready)
        self._state_card.setVisible(not is_ready)
        if view.stage is LayoutStage.FAILED and view.error is not None:
            self._state.show_failure(
                self.tr("The layouts cannot be read"), view.error, self.tr("Try again")
            )
        elif not is_ready:
            self._state.show_busy(self.tr("Reading the layouts …"))
        self._list.show_offer(view.offer, view.selected)
        self._print_status.show_print(view.printing)
        self._show_selected(view)
        self._show_wrong(view)
        is_busy = view.printing.stage.is_under_way
        self._list.setEnabled(not is_busy)
        self._options.setEnabled(not is_busy)
        self._options.leave_out(view.printing.error)
        self._print.setVisible(is_ready)
        self._print.setEnabled(view.page is not None and not is_busy)
        was_printed = view.printing.stage is PrintStage.PRINTED
        self._print.set_kind("secondary" if was_printed else "primary")

    def room_changed(self) -> None:
        """Put the selected layout under the list where it is narrow."""
        self._columns.stack_when(narrow=self.is_narrow)
        self._options.stack_when(narrow=self.is_narrow)
        self._badge.setMinimumHeight(self.look.px(260 if self.is_narrow else 96))

    def _show_selected(self, view: PrintingView) -> None:
        if view.page is not None:
            self._badge.show_page(view.page)
        elif view.error is not None:
            self._badge.show_page(None, failure_text(view.error))
        else:
            self._badge.show_page(None, self.tr("The page is being prepared …"))
        layout = None if view.offer is None else view.offer.named(view.selected)
        if layout is None or view.offer is None:
            self._facts.show_text("")
            self._use.setVisible(False)
            return
        is_badge = layout.kind is Kind.BADGE
        is_used = view.offer.is_used(layout)
        is_fixed = layout.kind in view.offer.fixed
        self._facts.show_text(self._facts_of(layout, is_used=is_used, is_fixed=is_fixed))
        self._use.setVisible(not is_used and not is_fixed)
        self._use.show_text(
            self.tr("Use for badges") if is_badge else self.tr("Use for PINs alone")
        )

    def _facts_of(self, layout: Layout, *, is_used: bool, is_fixed: bool) -> str:
        is_badge = layout.kind is Kind.BADGE
        if is_used:
            text = (
                self.tr("'{name}', used for badges.")
                if is_badge
                else self.tr("'{name}', used for PINs alone.")
            )
        elif is_fixed:
            text = (
                self.tr("'{name}'. The settings name another layout for badges.")
                if is_badge
                else self.tr("'{name}'. The settings name another layout for PINs alone.")
            )
        else:
            text = (
                self.tr("'{name}', for badges.")
                if is_badge
                else self.tr("'{name}', for PINs alone.")
            )
        return text.format(name=layout.name)

    def _show_wrong(self, view: PrintingView) -> None:
        """Say what is wrong with the files that are not in the list."""
        wrong = () if view.offer is None else view.offer.wrong
        self._wrong.show_text("\n".join(failure_text(error) for error in wrong))

    def _arrange(self) -> None:
        look = self.look
        self.body.set_margins((28, 12, 28, 12))
        self.body.set_gap(10)
        self.body.addWidget(self._title)
        self.body.addWidget(self._print_status)
        self._content = QWidget()
        self._columns = Row(look, gap=20, parent=self._content)
        side = Column(look, gap=8)
        side.addWidget(self._list, 1)
        side.addWidget(self._wrong)
        self._columns.addLayout(side, 4)
        card = QFrame()
        card.setProperty("role", "card")
        column = Column(look, gap=10, margins=(22, 16, 22, 16), parent=card)
        column.addWidget(self._badge, 1)
        facts = Row(look, gap=12)
        facts.addWidget(self._facts, 1)
        facts.addWidget(self._use, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(facts)
        column.addWidget(self._options)
        self._columns.addWidget(card, 5)
        self.body.addWidget(self._content, 1)
        self._state_card = QFrame()
        self._state_card.setProperty("role", "card")
        state_column = Column(look, margins=(28, 26, 28, 26), parent=self._state_card)
        state_column.addWidget(self._state)
        state_column.addStretch(1)
        self.body.addWidget(self._state_card, 1)
        self.foot.addWidget(self._back)
        self.foot.addWidget(self._check)
        self.foot.addStretch(1)
        self.foot.addWidget(self._print)
