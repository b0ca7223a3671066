"""Files in kiosk mode: nobody gets to see this computer's folders.

What is saved goes into one fixed folder without being asked for, and a list is chosen in that
folder only. An ordinary dialogue would show every file of the account, make and delete some, and
the system's own ones even open programs.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QListView, QToolButton, QWidget

_AWAY = ("lookInCombo", "sidebar", "backButton", "forwardButton", "toParentButton")
_AWAY_TOO = ("newFolderButton", "lookInLabel", "fileNameLabel")


def fixed_file(folder: Path, name: str, now: datetime) -> str:
    """Return where a file goes; its name has the second in it, so that it replaces no other."""
    wanted = Path(name)
    return str(folder / f"{wanted.stem}-{now:%S}{wanted.suffix}")


def shut_in(dialogue: QFileDialog, folder: Path) -> None:
    """Keep a dialogue in its folder: no other place, no menu, no typing, no renaming."""
    option = QFileDialog.Option
    dialogue.setOptions(option.DontUseNativeDialog | option.ReadOnly | option.HideNameFilterDetails)
    dialogue.setFilter(QDir.Filter.Files)
    dialogue.setDirectory(str(folder))
    for name in (*_AWAY, *_AWAY_TOO):
        for kind in (QComboBox, QListView, QToolButton, QWidget):
            part = dialogue.findChild(kind, name)
            if part is not None:
                part.hide()
    for field in dialogue.findChildren(QLineEdit):
        field.setReadOnly(True)
    for widget in dialogue.findChildren(QWidget):
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    root = folder.absolute()

    def come_back(entered: str) -> None:
        if Path(entered).absolute() != root:
            dialogue.setDirectory(str(root))

    dialogue.directoryEntered.connect(come_back)
