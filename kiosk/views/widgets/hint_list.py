"""What is worth knowing about a person before anything is done for them, one line each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.controllers.person_view import Hint, PersonView, ScannedBadge, ScanStanding
from kiosk.models.badge import BadgeState
from kiosk.views.layouts import Column, Row
from kiosk.views.look import Look
from kiosk.views.moments import moments
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

_WARNINGS = frozenset({Hint.ACCOUNT_DISABLED, Hint.METHOD_OFF, Hint.NOT_FOR_PERSON, Hint.HAS_ROLE})


class HintList(QWidget):
    """Warnings first, then the scanned badge, then what is only good to know."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.setObjectName("hintList")
        self._look = surroundings.look
        self._lines: list[_Line] = []
        self._column = Column(self._look, gap=6, parent=self)

    def show_view(self, view: PersonView) -> None:
        """Show what there is to say; nothing takes no room."""
        said = [("warn", self._hint(one)) for one in view.hints if one in _WARNINGS]
        if view.scanned is not None:
            said.append(self._scanned(view.scanned))
        said += [("info", self._hint(one)) for one in view.hints if one not in _WARNINGS]
        while len(self._lines) < len(said):
            line = _Line(self._look, f"hint{len(self._lines)}")
            self._lines.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(said))
            if number < len(said):
                line.show_line(*said[number])
        self.setVisible(bool(said))

    def _hint(self, hint: Hint) -> str:
        words = {
            Hint.ACCOUNT_DISABLED: self.tr(
                "This account is disabled. Badge and PIN let nobody in until your IT team "
                "enables it again."
            ),
            Hint.METHOD_OFF: self.tr(
                "Signing in with a badge is switched off in your organisation. Ask your IT team."
            ),
            Hint.NOT_FOR_PERSON: self.tr(
                "Signing in with a badge is not switched on for this person. Ask your IT team "
                "before you print anything."
            ),
            Hint.HAS_ROLE: self.tr(
                "This person has an administrative role, so your account may not be allowed to "
                "change their badge or PIN."
            ),
            Hint.ENDS_SOON: self.tr("The badge runs out within 30 days. You can extend it now."),
            Hint.ENDS_SOON_FOR_GOOD: self.tr(
                "The badge runs out within 30 days and cannot be extended. Replace it before."
            ),
            Hint.NEVER_USED: self.tr(
                "Should the first scan say 'Incorrect QR code', they sign in once in another "
                "way first."
            ),
        }
        return words[hint]

    def _scanned(self, scanned: ScannedBadge) -> tuple[str, str]:
        match scanned.standing:
            case ScanStanding.STANDARD:
                return _tone(scanned), self._scanned_standard(scanned)
            case ScanStanding.TEMPORARY:
                return _tone(scanned), self._scanned_temporary(scanned.state)
            case ScanStanding.REPLACED if scanned.replaced_at is not None:
                return "warn", self.tr(
                    "The scanned badge works no more. It was replaced on {date}, or was a "
                    "temporary one."
                ).format(date=moments().day(scanned.replaced_at))
            case _:
                return "warn", self.tr("The scanned badge was deleted and opens nothing any more.")

    def _scanned_standard(self, scanned: ScannedBadge) -> str:
        match scanned.state:
            case BadgeState.EXPIRED:
                return self.tr("The scanned badge is the one they hold, but it has ended.")
            case BadgeState.NOT_YET:
                return self.tr("The scanned badge is the one they hold, but it is not valid yet.")
            case BadgeState.ACTIVE if scanned.may_reprint:
                return self.tr(
                    "The scanned badge is the one they hold. It is printed afresh beside a new PIN."
                )
            case BadgeState.ACTIVE:
                return self.tr("The scanned badge is the one they hold.")

    def _scanned_temporary(self, state: BadgeState) -> str:
        match state:
            case BadgeState.EXPIRED:
                return self.tr("The scanned badge is their temporary badge, but it has ended.")
            case BadgeState.NOT_YET:
                return self.tr(
                    "The scanned badge is their temporary badge, but it is not valid yet."
                )
            case BadgeState.ACTIVE:
                return self.tr("The scanned badge is their temporary badge.")


def _tone(scanned: ScannedBadge) -> str:
    return "good" if scanned.state is BadgeState.ACTIVE else "warn"


class _Line(QFrame):
    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._picture = Picture(look, "info", "info", 22)
        self._text = Text("", name=name)
        row = Row(look, gap=12, margins=(14, 5, 14, 5), parent=self)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def show_line(self, tone: str, text: str) -> None:
        icon = {"warn": "warning", "good": "check"}.get(tone, "info")
        self._picture.show_icon(icon, tone)
        self._text.setText(text)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            for widget in (self, self._text):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
