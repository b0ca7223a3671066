"""A small number between two buttons that make it smaller and larger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.views.layouts import Row
from kiosk.views.look import Look
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.text import Text

_USUAL_WIDTH = 76


class Stepper(QWidget):
    """Asks for one less or one more; whoever made it says what then stands there."""

    stepped = Signal(int)

    def __init__(self, look: Look, *, less: str, label: str, more: str) -> None:
        super().__init__()
        self._less = Button(look, "secondary", name=less)
        self._less.show_text("−")
        self._less.clicked.connect(lambda: self.stepped.emit(-1))
        self._more = Button(look, "secondary", name=more)
        self._more.show_text("+")
        self._more.clicked.connect(lambda: self.stepped.emit(1))
        self._label = Text("strong", name=label)
        self._label.setWordWrap(False)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._look = look
        row = Row(look, gap=8, parent=self)
        row.addWidget(self._less)
        row.addWidget(self._label)
        row.addWidget(self._more)
        row.addStretch(1)
        look.changed.connect(self._give_room)
        self._give_room()

    def show_value(self, text: str, *, may_less: bool, may_more: bool) -> None:
        """Show the value in words, and whether it can go on either way."""
        self._label.setText(text)
        self._give_room()
        self._less.setEnabled(may_less)
        self._more.setEnabled(may_more)

    def name_buttons(self, less: str, more: str) -> None:
        """Say what the buttons do, for a screen reader; they show their signs only."""
        self._less.setAccessibleName(less)
        self._more.setAccessibleName(more)

    def _give_room(self) -> None:
        """Keep the value from being squeezed by what stands beside the buttons."""
        self._label.ensurePolished()
        words = self._label.fontMetrics().horizontalAdvance(self._label.text())
        self._label.setMinimumWidth(max(self._look.px(_USUAL_WIDTH), words + self._look.px(4)))
