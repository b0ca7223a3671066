"""The steps of an operation that are done, each with a tick."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kiosk.views.layouts import Column, Row
from kiosk.views.look import Look
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text


class StepList(QWidget):
    """One line a step; takes no room while nothing is done."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: list[tuple[QWidget, Text]] = []
        self._column = Column(look, gap=12, parent=self)

    def show_done(self, texts: list[str]) -> None:
        """Show the steps by their words."""
        while len(self._lines) < len(texts):
            self._add_line()
        for number, (line, text) in enumerate(self._lines):
            line.setVisible(number < len(texts))
            if number < len(texts):
                text.setText(texts[number])
        self.setVisible(bool(texts))

    def _add_line(self) -> None:
        line, text = QWidget(), Text("quiet")
        row = Row(self._look, gap=14, parent=line)
        row.addWidget(Picture(self._look, "check", "good", 26))
        row.addWidget(text, 1)
        self._lines.append((line, text))
        self._column.addWidget(line)
