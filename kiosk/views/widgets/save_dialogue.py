"""Asks for files and folders, in dialogues that fingers can use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHeaderView,
    QListView,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)

from kiosk.views.look import Look
from kiosk.views.widgets.kiosk_files import ShutInDialog

_USUAL = (900, 560)
_SMALLEST = (600, 400)
_SIDEBAR = 190
_ICON = 22
_MARGIN = 16
_GAP = 12
_BUTTON_ICONS = {"backButton": "back", "forwardButton": "forward", "toParentButton": "up"}
_HIDDEN = ("fileTypeLabel", "fileTypeCombo", "listModeButton", "detailModeButton")
"""A choice of one, and two ways to look at the same."""

_NAME_COLUMN, _SIZE_COLUMN, _TYPE_COLUMN, _DATE_COLUMN = range(4)


def save_dialogue(
    parent: QWidget, look: Look, *, title: str, name_filter: str, name: str, suffix: str = "pdf"
) -> QFileDialog:
    """Return a dialogue that asks where to save a file; `Dialogues` opens it.

    It begins in the user's documents, with `name` as the name of the file, and deletes itself
    once it is closed. Where the system has a dialogue of its own, that one is shown.
    """
    dialogue = _dialogue(parent, title, name_filter)
    dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialogue.setDefaultSuffix(suffix)
    dialogue.selectFile(name)
    _make_roomy(dialogue, look, parent.window().size())
    return dialogue


def open_dialogue(
    parent: QWidget, look: Look, *, title: str, name_filter: str, kiosk: bool = False
) -> QFileDialog:
    """Return a dialogue that asks for a file that is there; otherwise as `save_dialogue`.

    In kiosk mode it shows the first folder and no other.
    """
    dialogue = _dialogue(parent, title, name_filter, ShutInDialog if kiosk else QFileDialog)
    if not kiosk:
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
    _make_roomy(dialogue, look, parent.window().size())
    return dialogue


def folder_dialogue(parent: QWidget, look: Look, *, title: str) -> QFileDialog:
    """Return a dialogue that asks for a folder; otherwise as `save_dialogue`."""
    dialogue = _dialogue(parent, title, "")
    dialogue.setFileMode(QFileDialog.FileMode.Directory)
    dialogue.setOption(QFileDialog.Option.ShowDirsOnly)
    _make_roomy(dialogue, look, parent.window().size())
    return dialogue


def _dialogue(
    parent: QWidget, title: str, name_filter: str, kind: type[QFileDialog] = QFileDialog
) -> QFileDialog:
    dialogue = kind(parent, title, str(first_folder()), name_filter)
    dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialogue


def first_folder() -> Path:
    """Return the folder of the user's documents, or their home where they have none."""
    places = QStandardPaths.StandardLocation
    documents = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
    if documents.is_dir():
        return documents
    return Path(QStandardPaths.writableLocation(places.HomeLocation))


def _make_roomy(dialogue: QFileDialog, look: Look, room: QSize) -> None:
    """Give Qt's own dialogue the station's sizes; one of the system has no such parts."""
    px = look.px
    dialogue.setPalette(look.palette())
    dialogue.setFont(look.font())
    dialogue.setMinimumSize(QSize(*map(px, _SMALLEST)).boundedTo(room))
    # The width grows with the text, as icons do.
    dialogue.resize(QSize(look.icon_px(_USUAL[0]), px(_USUAL[1])).boundedTo(room))
    layout = dialogue.layout()
    if layout is not None:
        layout.setContentsMargins(*(px(_MARGIN) for _ in range(4)))
        layout.setSpacing(px(_GAP))
    for name, icon in _BUTTON_ICONS.items():
        button = dialogue.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(QIcon(look.picture(icon, "text", _ICON, dialogue.devicePixelRatio())))
    for button in dialogue.findChildren(QToolButton):
        button.setIconSize(QSize(look.icon_px(_ICON), look.icon_px(_ICON)))
    for push in dialogue.findChildren(QPushButton):
        push.setIcon(QIcon())
    for choice in dialogue.findChildren(QComboBox):
        # Painted by Qt's style with its arrow; the style sheet keeps the palette from it.
        choice.setPalette(look.palette())
    for name in _HIDDEN:
        part = dialogue.findChild(QWidget, name)
        if part is not None:
            part.hide()
    sidebar = dialogue.findChild(QListView, "sidebar")
    if sidebar is not None:
        sidebar.setMinimumWidth(px(_SIDEBAR))
    files = dialogue.findChild(QTreeView, "treeView")
    if files is not None:
        dialogue.setViewMode(QFileDialog.ViewMode.Detail)
        files.hideColumn(_SIZE_COLUMN)
        files.hideColumn(_TYPE_COLUMN)
        header = files.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_DATE_COLUMN, QHeaderView.ResizeMode.ResizeToContents)
