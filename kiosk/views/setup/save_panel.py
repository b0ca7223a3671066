"""The last step: everything once more, where it is saved, and that it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.controllers.setup_view import IdState, IdView, SetupView
from kiosk.qt.translator import language_name
from kiosk.views.announce import announce
from kiosk.views.layouts import Column, Row
from kiosk.views.surroundings import Surroundings
from kiosk.views.widgets.picture import Picture
from kiosk.views.widgets.text import Text, breakable

_ROWS = 5
_SERVERS = frozenset({"tenant.authority", "tenant.graph_root", "tenant.ca_file"})
"""What a pasted text may say of whom the station talks to; the banner says so after the start."""


class SavePanel(QWidget):
    """A table of what was typed and chosen; then one sentence in its place."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        look = surroundings.look
        self._look = look
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._rows = [(Text("quiet"), Text("strong")) for _ in range(_ROWS)]
        for number, (label, value) in enumerate(self._rows):
            label.setWordWrap(False)
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(value, number, 1)
        self._picture = Picture(look, "save", "text-quiet", 26)
        self._place = Text("", name="savePlaceLabel")
        self._next = Text("quiet", name="afterSavingLabel")
        words = Column(look, gap=8)
        words.addWidget(self._place)
        words.addWidget(self._next)
        place = Row(look, gap=14)
        side = Column(look)
        side.addWidget(self._picture)
        side.addStretch(1)
        place.addLayout(side)
        place.addLayout(words, 1)
        column = Column(look, gap=18, parent=self)
        column.addWidget(self._table)
        column.addLayout(place)
        look.changed.connect(self._rescale)
        self._rescale()

    def show_view(self, view: SetupView, layout: str) -> None:
        """Show it all, and where it goes or went; `layout` is the title of the chosen one."""
        for (label, value), (name, said) in zip(self._rows, self._said(view, layout), strict=True):
            label.setText(name)
            value.setText(breakable(said))
        self._table.setVisible(view.saved is None)
        was = self._place.text()
        self._place.set_role("good" if view.saved is not None else "")
        if view.saved is not None:
            self._next.set_role("quiet")
            self._picture.show_icon("check", "good")
            self._place.setText(
                self.tr("The settings are saved in {file}.").format(
                    file=breakable(str(view.saved.file))
                )
            )
            self._next.setText(
                self.tr(
                    "From the next start on the station works for your organisation: badges and "
                    "PINs are real then. Sign in with your own account to see that it works."
                )
                if view.saved.is_for_all
                else self.tr(
                    "From the next start on the station works for your organisation: badges and "
                    "PINs are real then. That holds for this account of the computer; other "
                    "accounts have to be set up for themselves."
                )
            )
            if was != self._place.text():
                announce(self._place, self._place.text())
            return
        self._picture.show_icon("save", "text-quiet")
        self._place.setText(self._place_words(view))
        elsewhere = [key for key in view.further if key in _SERVERS]
        self._next.set_role("warn" if elsewhere else "quiet")
        self._next.setText(
            self.tr(
                "The text that you pasted names other servers than Microsoft's ({keys}): people "
                "sign in there. Save it only if it came from your IT team."
            ).format(keys=", ".join(elsewhere))
            if elsewhere
            else self.tr("Nothing has been saved so far.")
        )

    def _place_words(self, view: SetupView) -> str:
        if view.place is None:
            return self.tr("Looking where the settings can be saved …")
        file = breakable(str(view.place.file))
        if view.place.is_for_all:
            return self.tr("They are saved for all accounts of this computer, in {file}.").format(
                file=file
            )
        return self.tr(
            "They are saved for this account only, in {file}, because it may not write for the "
            "others of this computer."
        ).format(file=file)

    def _said(self, view: SetupView, layout: str) -> Sequence[tuple[str, str]]:
        language = language_name(view.language) if view.language else ""
        return (
            (self.tr("Organisation"), self._with_doubt(view.tenant)),
            (self.tr("Registration"), self._with_doubt(view.client)),
            (self.tr("Name"), view.name.strip() or self.tr("none")),
            (self.tr("Language"), language or self.tr("as the computer is set")),
            (self.tr("Badges"), self._paper(view, layout)),
        )

    def _with_doubt(self, view: IdView) -> str:
        text = view.text.strip()
        if view.state is IdState.KNOWN:
            return text
        return self.tr("{id} (not checked)").format(id=text)

    def _paper(self, view: SetupView, layout: str) -> str:
        layout = layout or self.tr("the usual layout")
        printer = view.printer or self.tr("the usual printer")
        return self.tr("{layout}, {printer}").format(layout=layout, printer=printer)

    def _rescale(self) -> None:
        self._grid.setHorizontalSpacing(self._look.px(24))
        self._grid.setVerticalSpacing(self._look.px(10))
