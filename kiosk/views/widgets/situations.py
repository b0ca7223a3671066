"""The situations that a supervisor chooses from: what happened, and what the station does then."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kiosk.controllers.person_view import Action, Hint, PersonView
from kiosk.models.badge import BadgeState
from kiosk.views.look import Look
from kiosk.views.moments import moments
from kiosk.views.widgets.action_card import ActionCard

_GAP = 10


class Situations(QWidget):
    """One card for each situation that the person's state allows; the most frequent one first.

    Removal is none of them: it stands apart, where no finger gets by accident.
    """

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._is_narrow = False
        self._cards = {
            Action.ISSUE_BADGE: ActionCard(
                look, "badge", "primary", name="issueBadgeButton", parent=self
            ),
            Action.RESET_PIN: ActionCard(
                look, "pin", "primary", name="resetPinButton", parent=self
            ),
            Action.REPLACE_BADGE: ActionCard(
                look, "badge-new", name="replaceBadgeButton", parent=self
            ),
            Action.ISSUE_TEMPORARY_BADGE: ActionCard(
                look, "clock", name="temporaryBadgeButton", parent=self
            ),
            Action.EXTEND_BADGE: ActionCard(
                look, "calendar", name="extendBadgeButton", parent=self
            ),
        }
        for action, card in self._cards.items():
            # Shown before it has its place in the grid, it would be a window for a moment.
            card.setParent(self)
            card.clicked.connect(lambda _=False, action=action: self.chosen.emit(action))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look.changed.connect(self._rescale)
        self._rescale()

    def take_focus(self) -> bool:
        """Put the focus on the first card; False where there is none."""
        for card in self._cards.values():
            if not card.isHidden():
                card.setFocus()
                return True
        return False

    def stack_when(self, *, narrow: bool) -> None:
        """Put the cards one under the other where there is no room side by side."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._place()

    def show_view(self, view: PersonView) -> None:
        """Offer what makes sense for the person now."""
        texts = self._own_texts(view) if view.is_self else self._texts(view)
        changed = False
        for action, card in self._cards.items():
            is_offered = action in view.actions
            changed = changed or is_offered is card.isHidden()
            card.setVisible(is_offered)
            if is_offered:
                card.show_texts(*texts[action])
        if changed:
            self._place()

    def _place(self) -> None:
        """Put two cards on each line; one that is left over has its own."""
        for card in self._cards.values():
            self._grid.removeWidget(card)
        shown = [card for card in self._cards.values() if not card.isHidden()]
        for number, card in enumerate(shown):
            row, column = (number, 0) if self._is_narrow else divmod(number, 2)
            is_alone = self._is_narrow or (column == 0 and number == len(shown) - 1)
            self._grid.addWidget(card, row, column, 1, 2 if is_alone else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def _rescale(self) -> None:
        self._grid.setSpacing(self._look.px(_GAP))

    def _texts(self, view: PersonView) -> dict[Action, tuple[str, str]]:
        return {
            Action.RESET_PIN: (
                self.tr("Forgot the PIN"),
                self.tr("Makes a new PIN for their badge."),
            ),
            Action.ISSUE_BADGE: (
                self.tr("New here"),
                self.tr("Makes the first badge, and a PIN with it."),
            ),
            Action.REPLACE_BADGE: (
                (self.tr("Lost the badge"), self.tr("Or it does not scan."))
                if _has_badge(view)
                else (self.tr("Has no valid badge"), self.tr("Makes a new badge."))
            ),
            Action.ISSUE_TEMPORARY_BADGE: (
                self.tr("Left the badge at home"),
                self.tr("Makes one for some hours."),
            ),
            Action.EXTEND_BADGE: (
                self.tr("The badge runs out soon")
                if Hint.ENDS_SOON in view.hints
                else self.tr("Needs the badge longer"),
                self._extension(view),
            ),
        }

    def _own_texts(self, view: PersonView) -> dict[Action, tuple[str, str]]:
        return {
            Action.RESET_PIN: (
                self.tr("I forgot my PIN"),
                self.tr("You get a new PIN for your badge."),
            ),
            Action.ISSUE_BADGE: (
                self.tr("I have no badge yet"),
                self.tr("You get your first badge and a PIN with it."),
            ),
            Action.REPLACE_BADGE: (
                (self.tr("I lost my badge"), self.tr("Or it does not scan."))
                if _has_badge(view)
                else (self.tr("I have no valid badge"), self.tr("You get a new badge."))
            ),
            Action.ISSUE_TEMPORARY_BADGE: (
                self.tr("I left my badge at home"),
                self.tr("You get one for some hours."),
            ),
            Action.EXTEND_BADGE: (
                self.tr("My badge runs out soon")
                if Hint.ENDS_SOON in view.hints
                else self.tr("I need my badge longer"),
                self._extension(view),
            ),
        }

    def _extension(self, view: PersonView) -> str:
        if view.new_end is None:
            return ""
        return self.tr("Lets it work until {date}.").format(date=moments().day(view.new_end))


def _has_badge(view: PersonView) -> bool:
    badge = None if view.method is None else view.method.standard
    if badge is None or view.now is None:
        return False
    return badge.state_at(view.now) is not BadgeState.EXPIRED
