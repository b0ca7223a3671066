"""The third step: what badges are printed on, and where; with a test badge."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.printing_view import LayoutStage, PrintingView
from kiosk.controllers.setup import SetupController
from kiosk.controllers.setup_view import SetupView
from kiosk.models.paper_choices import Kind
from kiosk.views.failures import failure_text
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.badge_view import BadgeView
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.choice import ShrinkingChoice
from kiosk.views.widgets.layout_list import layout_title
from kiosk.views.widgets.printer_options import PrinterOptions
from kiosk.views.widgets.text import Text


class PaperPanel(QWidget):
    """The choices on one side, and how it will look on the other."""

    def __init__(self, surroundings: Surroundings, setup: SetupController) -> None:
        super().__init__()
        look = surroundings.look
        self._look = look
        self._setup = setup
        self._printing = setup.printing
        self._label = Text("quiet")
        self._layout = ShrinkingChoice(look, name="layoutSelector")
        self._layout.activated.connect(self._choose)
        self._label.setBuddy(self._layout)
        self._gone = Text("warn", name="goneLayoutsLabel")
        self._options = PrinterOptions(surroundings, self._printing.printers, with_copies=False)
        self._options.stack_when(narrow=True)
        self._test = Button(look, "secondary", "print", name="testBadgeButton")
        self._test.clicked.connect(setup.print_test_badge)
        self._hint = Text("quiet", name="testBadgeHint")
        self._badge = BadgeView(look, name="layoutView")
        self._names: list[tuple[str, str]] = []
        self._titles: dict[str, str] = {}
        self._columns = Row(look, gap=28, parent=self)
        side = Column(look, gap=8)
        side.addWidget(self._label)
        side.addWidget(self._layout)
        side.addWidget(self._gone)
        side.addWidget(self._options)
        side.addWidget(self._test)
        side.addWidget(self._hint)
        side.addStretch(1)
        self._columns.addLayout(side, 1)
        paper = QFrame()
        inside = Column(look, parent=paper)
        inside.addWidget(self._badge, 1)
        self._columns.addWidget(paper, 1)
        self._printing.changed.connect(self.show_printing)

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._label.setText(self.tr("Badges"))
        self._layout.setAccessibleName(self.tr("Badges"))
        self._test.show_text(self.tr("Print a test badge"))
        self._hint.setText(self.tr("It has made-up data and opens nothing."))
        self._badge.setAccessibleName(self.tr("The badge with made-up data"))
        self._options.retranslate()
        self._names = []
        self.show_printing(self._printing.view)

    def title_of(self, layout: str) -> str:
        """Return what a layout is called; empty for none, and its name for one never seen."""
        return self._titles.get(layout, layout)

    def show_view(self, view: SetupView) -> None:
        """Say which layouts of a pasted text are not there."""
        self._gone.show_text(
            self.tr("This computer has no layout '{names}'. Choose another one.").format(
                names="', '".join(view.gone)
            )
            if view.gone
            else ""
        )
        self._show_hint()

    def show_printing(self, view: PrintingView) -> None:
        """Show the layouts, and the one that is chosen."""
        layouts = () if view.offer is None else view.offer.layouts
        names = [(layout_title(it), it.name) for it in layouts if it.kind is Kind.BADGE]
        self._titles.update({name: title for title, name in names})
        if names != self._names:
            self._names = names
            with QSignalBlocker(self._layout):
                self._layout.clear()
                for title, name in names:
                    self._layout.addItem(title, name)
        self._layout.select(view.selected)
        is_busy = view.printing.stage.is_under_way
        # Also while the layouts are read: the focus is on its way here, and would end on 'Back'.
        self._layout.setEnabled(not is_busy)
        self._options.setEnabled(not is_busy)
        self._options.leave_out(view.printing.error)
        self._show_hint()
        self._test.setEnabled(view.page is not None and not is_busy)
        if view.page is not None:
            self._badge.show_page(view.page)
        elif view.error is not None:
            self._badge.show_page(None, failure_text(view.error))
        elif view.stage is LayoutStage.LOADING:
            self._badge.show_page(None, self.tr("Reading the layouts …"))
        else:
            self._badge.show_page(None, self.tr("The page is being prepared …"))

    def stack_when(self, *, narrow: bool) -> None:
        """Put the badge under the choices where there is no room beside them."""
        self._columns.stack_when(narrow=narrow)
        # The badge follows what it shows; what room is left lies below it.
        self._columns.setStretch(0, 0 if narrow else 1)
        self._badge.show_at_top(is_at_top=narrow)
        self._badge.setMinimumHeight(self._look.px(260 if narrow else 96))

    def take_focus(self) -> None:
        """Let the arrow keys go through the layouts."""
        self._layout.setFocus()

    def _show_hint(self) -> None:
        """Say what the test badge is where nothing more urgent needs the room."""
        has_failed = self._printing.view.printing.error is not None
        self._hint.setVisible(not self._setup.view.gone and not has_failed)

    def _choose(self, index: int) -> None:
        self._setup.choose_layout(str(self._layout.itemData(index)))
