"""Finding a person: one field, and the people it finds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView

from kiosk.controllers.search_view import SearchStage, SearchView
from kiosk.models.errors import ErrorCode
from kiosk.qt.overrides import qt_override
from kiosk.views.layouts import Column, Row
from kiosk.views.pages.page import Page
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.busy import Busy
from kiosk.views.widgets.buttons import Button
from kiosk.views.widgets.people_model import PeopleModel
from kiosk.views.widgets.person_row import PersonRow
from kiosk.views.widgets.state_panel import StatePanel
from kiosk.views.widgets.text import Text
from kiosk.views.widgets.typed_badge import TypedBadge

_SCANS = frozenset(
    {
        ErrorCode.SCAN_INCOMPLETE,
        ErrorCode.SCAN_DOUBLED,
        ErrorCode.SCAN_OTHER_FORMAT,
        ErrorCode.SCAN_NO_BADGE,
        ErrorCode.SCAN_OTHER_ORGANISATION,
        ErrorCode.SCAN_PERSON_GONE,
    }
)
"""What is wrong with a scan itself, or with whom it names."""

_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class _Results(QListView):
    """A list that takes what room there is, and asks the page to scroll for one row only."""

    @qt_override
    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of a row."""
        edges = 2 * self.frameWidth() + 8
        return QSize(super().sizeHint().width(), self.sizeHintForRow(0) + edges)

    @qt_override
    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least height at which somebody can be chosen."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class SearchPage(Page):
    """The page that every task begins on and comes back to."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings, "searchPage", measure=1040)
        self._search = surroundings.conversations.search
        self._title = Text("title", name="searchTitle")
        self._field = QLineEdit()
        self._field.setObjectName("searchField")
        self._field.setMaxLength(256)
        self._field.setClearButtonEnabled(False)
        self._field.textEdited.connect(self._search.set_text)
        self._field.textEdited.connect(self.scroll_past_notice)
        self._field.installEventFilter(self)
        self._busy = Busy(self.look, 30)
        self._model = PeopleModel(self._search)
        self._list = _Results()
        self._list.setObjectName("resultsList")
        self._row = PersonRow(self.look)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._row)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._choose)
        self._list.installEventFilter(self)
        self._state = StatePanel(surroundings)
        self._state.retry.connect(self._search.retry)
        self._more = Text("small", name="moreLabel")
        self._own_pin = Button(self.look, "quiet", "pin", name="ownPinButton")
        self._own_pin.clicked.connect(self.station.show_own_pin)
        self._printing = Button(self.look, "quiet", "print", name="printingButton")
        self._printing.clicked.connect(self.station.show_printing)
        self._team = Button(self.look, "quiet", "team", name="teamButton")
        self._team.clicked.connect(self.station.show_team)
        self._sign_out = Button(self.look, "secondary", "sign-out", name="signOutButton")
        self._sign_out.clicked.connect(self.station.sign_out)
        self._arrange()
        self._search.changed.connect(self.show_view)
        self._typed_badge = TypedBadge(self)
        self._search.badge_typed.connect(self._typed_badge.begin)
        self._typed_badge.found.connect(self._search.take_badge_id)

    def arrive(self) -> None:
        """Let the fingers type at once."""
        self._field.setFocus()
        self._field.selectAll()

    def go_back(self) -> None:
        """Empty the field."""
        self._field.clear()
        self._search.set_text("")
        self._field.setFocus()

    def retranslate(self) -> None:
        """Say every text in the language of now."""
        self._title.setText(self.tr("Who is it for?"))
        self._field.setPlaceholderText(
            self.tr("Name, sign-in name, employee number, or scan a badge")
        )
        self._field.setAccessibleName(self.tr("Find a person"))
        self._list.setAccessibleName(self.tr("People found"))
        self._own_pin.show_text(self.tr("My own PIN"))
        self._printing.show_text(self.tr("Printing"))
        self._team.show_text(self.tr("Team"))
        self._sign_out.show_text(self.tr("Sign out"))
        self._busy.setAccessibleName(self.tr("Searching"))
        self.show_view(self._search.view)

    def show_view(self, view: SearchView) -> None:
        """Show what was found."""
        if self._field.text() != view.text:
            self._field.setText(view.text)
        self._busy.setVisible(view.stage is SearchStage.LOADING)
        self._model.show_people(view.people)
        shows_people = bool(view.people) and view.stage is not SearchStage.FAILED
        self._list.setVisible(shows_people)
        self._state_card.setVisible(not shows_people)
        if shows_people and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0))
        self._more.show_text(
            self.tr("There are more people. Type more of the name.")
            if view.more and shows_people
            else ""
        )
        match view.stage:
            case SearchStage.IDLE:
                self._state.show_words(
                    "search",
                    self.tr("Find the person first"),
                    self.tr(
                        "Type the beginning of a name, a sign-in name or an employee number, or "
                        "scan a badge."
                    ),
                )
            case SearchStage.LOADING if not view.people:
                self._state.show_busy(self.tr("Searching …"))
            case SearchStage.NOBODY:
                self._state.show_words(
                    "person",
                    self.tr("Nobody found"),
                    self.tr("Check the spelling, or try the family name or the employee number."),
                )
            case SearchStage.FAILED if view.error is not None and view.error.code in _SCANS:
                # The same scan would fail again.
                self._state.show_failure(self.tr("This scan leads to nobody"), view.error)
            case SearchStage.FAILED if view.error is not None:
                self._state.show_failure(
                    self.tr("The search did not work"), view.error, self.tr("Try again")
                )
            case _:
                pass

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let arrows and Enter work in the list while the fingers stay in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._typed_badge.takes(event):
                return True
            if watched is self._field and self._take_field_key(event):
                return True
            if watched is self._list and self._take_list_key(event):
                return True
        return super().eventFilter(watched, event)

    def _take_field_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._choose_current()
            return True
        if event.key() in _LIST_KEYS:
            self._move(event.key())
            return True
        return False

    def _take_list_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self._choose_current()
            return True
        if event.text().isprintable() and event.text():
            self._field.setFocus()
            self._field.insert(event.text())
            return True
        return False

    def _move(self, key: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        page = max(1, self._list.viewport().height() // max(1, self._list.sizeHintForRow(0)) - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        row = self._list.currentIndex().row() + steps[Qt.Key(key)]
        self._list.setCurrentIndex(self._model.index(min(max(row, 0), count - 1)))

    def _choose_current(self) -> None:
        # While a newer text is being looked up, the row may not be the one that is meant.
        if self._search.view.stage is SearchStage.FOUND:
            self._choose(self._list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        person = self._model.person(index)
        if person is not None:
            self._search.choose(person)

    def _arrange(self) -> None:
        look = self.look
        self.header.add_button(self._own_pin)
        self.header.add_button(self._sign_out)
        self.body.set_margins((28, 16, 28, 16))
        top = Row(look, gap=12)
        top.addWidget(self._title, 1)
        top.addWidget(self._team)
        top.addWidget(self._printing)
        self.body.addLayout(top)
        inside = Row(look, margins=(16, 0, 16, 0), parent=self._field)
        inside.addStretch(1)
        inside.addWidget(self._busy)
        self.body.addWidget(self._field)
        self._state_card = QFrame()
        self._state_card.setProperty("role", "card")
        state_column = Column(look, margins=(28, 26, 28, 26), parent=self._state_card)
        state_column.addWidget(self._state)
        state_column.addStretch(1)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._state_card, 1)
        self.body.addWidget(self._more)
