"""Files in kiosk mode: nobody gets to see this computer's folders.

What is saved goes into one fixed folder without being asked for, and a list is chosen in that
folder only. An ordinary dialogue would show every file of the account, make and delete some, and
the system's own ones even open programs.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFileSystemModel,
    QLineEdit,
    QListView,
    QToolButton,
    QWidget,
)

from kiosk.qt.overrides import qt_override

_AWAY = ("lookInCombo", "sidebar", "backButton", "forwardButton", "toParentButton")
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_AWAY_TOO = ("newFolderButton", "lookInLabel", "fileNameLabel")


def fixed_file(folder: Path, name: str, now: datetime) -> str:
    """Return where a file goes; its name has the second in it, so that it replaces no other."""
    wanted = Path(name)
    return str(folder / f"{wanted.stem}-{now:%S}{wanted.suffix}")


class ShutInDialog(QFileDialog):
    """A dialogue that keeps to its folder: no other place, no menu, no typing, no renaming.

    Every way out that Qt's dialogue has is taken away. Should one be left, the dialogue comes
    back; and whatever it shows, its answer is a file of that folder or none.
    """

    def __init__(self, parent: QWidget, title: str, folder: str, name_filter: str) -> None:
        super().__init__(parent, title, folder, name_filter)
        self._folder = Path(folder)
        option = QFileDialog.Option
        self.setOptions(option.DontUseNativeDialog | option.ReadOnly | option.HideNameFilterDetails)
        # The mode sets the filter too, so it comes first. A link could lead to any file.
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setFilter(QDir.Filter.Files | QDir.Filter.NoSymLinks)
        self.setDirectory(folder)
        self._take_ways_out_away()
        self.directoryEntered.connect(self._come_back)
        model = self.findChild(QFileSystemModel)
        if model is not None:
            # Not every way tells of itself with `directoryEntered`. Qt shows the other folder
            # only after this signal, so coming back has to wait until that is done.
            model.rootPathChanged.connect(self._come_back, Qt.ConnectionType.QueuedConnection)

    @qt_override
    def accept(self) -> None:
        """Answer with what was chosen, if it lies in the folder."""
        chosen = self.selectedFiles()
        if chosen and all(self._is_inside(Path(file)) for file in chosen):
            super().accept()
        else:
            self._come_back(self.directory().path())

    @qt_override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep from lists and fields what leads elsewhere.

        A list goes up and back, to folders of earlier dialogues too, and a field that is only
        read-only takes what an input method writes.
        """
        if isinstance(event, QKeyEvent):
            is_with_others = bool(event.modifiers() & _HELD)
            if is_with_others or event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Back}:
                return True
        return event.type() == QEvent.Type.InputMethod or super().eventFilter(watched, event)

    def _is_inside(self, file: Path) -> bool:
        # Of a file that is gone Qt would tell in a window of its own, over the kiosk's.
        return file.is_file() and file.resolve().parent == self._folder.resolve()

    def _come_back(self, entered: str) -> None:
        if Path(entered).resolve() != self._folder.resolve():
            self.setDirectory(str(self._folder))

    def _take_ways_out_away(self) -> None:
        for name in (*_AWAY, *_AWAY_TOO):
            for kind in (QComboBox, QListView, QToolButton, QWidget):
                part = self.findChild(kind, name)
                if part is not None:
                    part.hide()
        for field in self.findChildren(QLineEdit):
            field.setReadOnly(True)
            field.installEventFilter(self)
        for files in self.findChildren(QAbstractItemView):
            files.installEventFilter(self)
        for widget in self.findChildren(QWidget):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            widget.setAcceptDrops(False)
        for action in self.findChildren(QAction):
            # Qt enables some of them again by itself; without keys that leads nowhere.
            action.setShortcuts([])
            action.setEnabled(False)
        for shortcut in self.findChildren(QShortcut):
            shortcut.setEnabled(False)
