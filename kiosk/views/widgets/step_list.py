"""The steps of an operation: done ones ticked, the one under way turning."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from kiosk.views.layouts import Column, Row
from kiosk.views.look import Look
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text


class StepList(QWidget):
    """One line a step."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: list[_StepLine] = []
        self._column = Column(look, gap=12, parent=self)

    def show_steps(self, done: list[str], current: str) -> None:
        """Show the steps by their words."""
        texts = [*done, current]
        while len(self._lines) < len(texts):
            line = _StepLine(self._look)
            self._lines.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(texts))
            if number < len(texts):
                line.show_step(texts[number], is_done=number < len(done))


class _StepLine(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._mark = QStackedWidget()
        self._mark.addWidget(Picture(look, "check", "good", 26))
        self._mark.addWidget(Busy(look, 26))
        self._look = look
        look.changed.connect(self._fit_mark)
        self._fit_mark()
        self._text = Text()
        row = Row(look, gap=14, parent=self)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)

    def show_step(self, text: str, *, is_done: bool) -> None:
        self._text.setText(text)
        self._text.set_role("quiet" if is_done else "strong")
        self._mark.setCurrentIndex(0 if is_done else 1)

    def _fit_mark(self) -> None:
        side = self._look.icon_px(28)
        self._mark.setFixedSize(side, side)
