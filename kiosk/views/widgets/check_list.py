"""What was found at the station, one card each: a mark, what it is about, and the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.checks.finding import Finding, Outcome
from kiosk.checks.privacy import without_account
from kiosk.checks.report import by_urgency
from kiosk.views.check_words import check_name, outcome_words
from kiosk.views.layouts import Column, Row
from kiosk.views.look import Look
from kiosk.views.moments import moments
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text, breakable

_MARKS = {
    Outcome.PASS: ("good", "check"),
    Outcome.WARN: ("warn", "warning"),
    Outcome.FAIL: ("bad", "error"),
}
_UNCHECKED = ("", "pause")


class CheckList(QWidget):
    """What is wrong stands first, then what is worth a look; what is in order comes last."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("checkList")
        self._look = look
        self._lines: list[CheckLine] = []
        self._findings: Sequence[Finding] = ()
        self._column = Column(look, gap=8, parent=self)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show them; nothing takes no room.

        A finding keeps its line, which moves where others come before it.
        """
        if findings is self._findings and findings:
            return
        self._findings = findings
        while len(self._lines) < len(findings):
            self._lines.append(CheckLine(self._look, f"check{len(self._lines)}"))
        for line in self._lines[len(findings) :]:
            line.setVisible(False)
        lines = dict(zip(map(id, findings), self._lines, strict=False))
        before: Finding | None = None
        for place, finding in enumerate(by_urgency(findings)):
            line = lines[id(finding)]
            line.show_finding(finding)
            line.show_next_step(is_wanted=not _has_same_reason(before, finding))
            if self._column.indexOf(line) != place:
                self._column.insertWidget(place, line)
            line.setVisible(True)
            before = finding
        self.setVisible(bool(findings))

    def retranslate(self) -> None:
        """Say every finding in the language of now."""
        findings, self._findings = self._findings, ()
        for line in self._lines:
            line.forget()
        self.show_findings(findings)


def _has_same_reason(before: Finding | None, finding: Finding) -> bool:
    """Whether one thing kept both from being checked, so that its next step stands there once."""
    if before is None or before.was_checked or finding.was_checked:
        return False
    return before.text == finding.text


class CheckLine(QFrame):
    """One finding; its ground says how it ended to whoever sees colours, its words to all."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._finding: Finding | None = None
        self._picture = Picture(look, "check", "good", 24)
        self._title = Text("strong", name=f"{name}Title")
        self._outcome = Text("strong", name=f"{name}Outcome")
        self._outcome.setWordWrap(False)
        self._text = Text("finding", name=f"{name}Text")
        self._next = QWidget()
        self._next_text = Text("strong", name=f"{name}NextStep")
        self._arrow = Picture(look, "forward", "text", 18)
        heads = Row(look, gap=12)
        heads.addWidget(self._title, 1)
        heads.addWidget(self._outcome, 0, Qt.AlignmentFlag.AlignTop)
        steps = Row(look, gap=8, parent=self._next)
        steps.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignTop)
        steps.addWidget(self._next_text, 1)
        words = Column(look, gap=4)
        words.addLayout(heads)
        words.addWidget(self._text)
        words.addWidget(self._next)
        row = Row(look, gap=14, margins=(16, 10, 16, 10), parent=self)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_finding(self, finding: Finding) -> None:
        """Show a finding in the language of now, unless it is the one that is shown."""
        if finding is self._finding:
            return
        self._finding = finding
        tone, icon = _MARKS[finding.outcome] if finding.was_checked else _UNCHECKED
        colour = tone or "text-quiet"
        self._picture.show_icon(icon, colour)
        self._arrow.show_icon("forward", colour)
        self._title.setText(check_name(finding.check))
        self._outcome.setText(outcome_words(finding))
        translate, write = QCoreApplication.translate, moments().day_and_time
        sentence = without_account(finding.sentence(translate, write))
        advice = without_account(finding.advice(translate, write))
        self._text.setText(breakable(sentence))
        self._next_text.setText(breakable(advice))
        self.setAccessibleName(
            " ".join((self._title.text(), self._outcome.text(), sentence, advice)).strip()
        )
        # Only what is wrong has a ground of its own, or everything would call for the eye.
        ground = tone if finding.outcome is not Outcome.PASS else ""
        if (self.property("tone") or "") != ground:
            self.setProperty("tone", ground)
            for widget in (self, *self.findChildren(Text)):
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    def show_next_step(self, *, is_wanted: bool) -> None:
        """Show what to do, if there is anything, or leave it out."""
        self._next.setVisible(is_wanted and bool(self._next_text.text()))

    def forget(self) -> None:
        """Say the finding anew the next time that it is shown."""
        self._finding = None
