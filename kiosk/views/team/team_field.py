"""A field for the name of a team, and the teams that it finds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QWidget

from kiosk.controllers.team_finder import TeamFinder
from kiosk.controllers.team_view import TeamsStage, TeamsView
from kiosk.models.run import Team
from kiosk.qt.overrides import qt_override
from kiosk.views.layouts import Column, Row
from kiosk.views.plain_tip import plain_tip
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.asking import Asking
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text

_TEAM = Qt.ItemDataRole.UserRole
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Teams(QListView):
    """A list that takes what room there is, and asks for that of two rows."""

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of two rows."""
        return QSize(super().sizeHint().width(), 2 * self.sizeHintForRow(0) + 16)

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least height at which a team can be chosen."""
        return self.sizeHint()


class TeamField(QWidget):
    """Arrows and Enter work in the list while the fingers stay in the field."""

    def __init__(self, surroundings: Surroundings, finder: TeamFinder) -> None:
        super().__init__()
        self._finder = finder
        look = surroundings.look
        self._field = QLineEdit()
        self._field.setObjectName("groupSelector")
        self._field.setMaxLength(256)
        self._field.textEdited.connect(finder.set_text)
        self._field.installEventFilter(self)
        self._busy = Busy(look, 30)
        self._mark = Picture(look, "check", "primary", 26)
        self._found: tuple[Team, ...] = ()
        self._model = QStandardItemModel(self)
        self._list = _Teams()
        self._list.setObjectName("teamsList")
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.clicked.connect(self._choose)
        self._list.installEventFilter(self)
        self._nobody = Text("quiet", name="noTeamLabel")
        self._failed = Asking(surroundings, name="teamsFailed", first="findTeamsAgainButton")
        self._failed.answered.connect(finder.retry)
        self._failed.stack_when(narrow=True)
        inside = Row(look, margins=(16, 0, 16, 0), parent=self._field)
        inside.addStretch(1)
        inside.addWidget(self._busy)
        inside.addWidget(self._mark)
        column = Column(look, gap=8, parent=self)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        column.addWidget(self._nobody)
        column.addWidget(self._failed)
        column.addStretch(0)

    def take_focus(self) -> None:
        """Let the fingers type at once."""
        self._field.setFocus()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._field.setPlaceholderText(self.tr("Name of a team"))
        self._field.setAccessibleName(self.tr("Find a team"))
        self._list.setAccessibleName(self.tr("Teams found"))
        self._busy.setAccessibleName(self.tr("Searching"))

    def show_view(self, view: TeamsView) -> None:
        """Show what was typed, and what it finds."""
        if self._field.text() != view.text:
            self._field.setText(view.text)
        if view.found != self._found:
            self._found = view.found
            self._fill(view.found)
        self._busy.setVisible(view.stage is TeamsStage.LOADING)
        self._mark.setVisible(view.chosen is not None)
        is_list = bool(view.found) and view.stage in {TeamsStage.LOADING, TeamsStage.FOUND}
        self._list.setVisible(is_list)
        self._nobody.show_text(
            self.tr(
                "No team is called that. Check the spelling, or ask your IT team for the name of "
                "the group."
            )
            if view.stage is TeamsStage.NONE
            else ""
        )
        if view.stage is TeamsStage.FAILED and view.error is not None:
            self._failed.show_error(view.error, self.tr("Try again"))
        else:
            self._failed.hide_words()

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let arrows and Enter choose a team."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER or (watched is self._list and event.key() == Qt.Key.Key_Space):
                if not event.isAutoRepeat() and not self._list.isHidden():
                    self._choose(self._list.currentIndex())
                return True
            if watched is self._field and event.key() in _ARROWS:
                row = self._list.currentIndex().row() + _ARROWS[Qt.Key(event.key())]
                row = min(max(row, 0), self._model.rowCount() - 1)
                self._list.setCurrentIndex(self._model.index(row, 0))
                return True
        return super().eventFilter(watched, event)

    def _choose(self, index: QModelIndex) -> None:
        team = index.data(_TEAM)
        # While a newer text is being looked up, the row may not be the one that is meant.
        if isinstance(team, Team) and self._finder.view.stage is TeamsStage.FOUND:
            self._finder.choose(team)

    def _fill(self, teams: tuple[Team, ...]) -> None:
        self._model.clear()
        for team in teams:
            text = "  ·  ".join(part for part in (team.name, team.description) if part)
            item = QStandardItem(text)
            item.setToolTip(plain_tip(text))
            item.setData(team, _TEAM)
            self._model.appendRow(item)
        self._list.setCurrentIndex(self._model.index(0, 0))
