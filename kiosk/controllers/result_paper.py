"""The paper of one result after the other, and what of it was left on its way."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, SignalInstance

from kiosk.controllers.left_paper import Left, LeftPaper
from kiosk.controllers.paper import Paper
from kiosk.controllers.press import Press
from kiosk.qt.jobs import JobRunner


class ResultPaper(QObject):
    """`now` is the paper of the result that is held; the signals are those of `Paper`, of `now`.

    `left` lets come out what nobody looks at any more.
    """

    made = Signal()
    doubted = Signal(object)
    printing = Signal(object)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, runner: JobRunner, press: Press) -> None:
        super().__init__()
        self._runner = runner
        self._press = press
        self.left = LeftPaper()
        self.now = self._new()

    def leave(self, left: Left) -> None:
        """Let the paper of now come out by itself, and begin with another one."""
        for theirs, ours in self._signals(left.paper):
            theirs.disconnect(ours)
        self.now = self._new()
        self.left.take(left)

    def _new(self) -> Paper:
        paper = Paper(self._runner, self._press)
        for theirs, ours in self._signals(paper):
            theirs.connect(ours)
        return paper

    def _signals(self, paper: Paper) -> tuple[tuple[SignalInstance, SignalInstance], ...]:
        return (
            (paper.made, self.made),
            (paper.doubted, self.doubted),
            (paper.printing, self.printing),
            (paper.saved, self.saved),
            (paper.failed, self.failed),
        )
