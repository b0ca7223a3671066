"""Tells in a window why the station did not open, where nobody reads what a program prints.

Opened from a menu or by a double click, the program has no console, or one that is hidden.
"""

from __future__ import annotations

import os
import sys

from kiosk.commands.words import words_of
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.sentences import sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

_SHOWN_MS = 120_000
"""How long the window waits to be closed: whoever starts the station again waits for its end."""

_MARGIN, _WIDTH = 24, 420
_UNSEEN_PLATFORMS = {"offscreen", "minimal"}
_WITHOUT_SCREEN = {ErrorCode.SCREEN_MISSING, ErrorCode.SCREEN_NOT_ANSWERING}
_TITLE = QT_TRANSLATE_NOOP("FailedStart", "The station cannot open")


def tell(error: StationError, language: str) -> None:
    """Show the sentence and the code of an error until the window is closed, two minutes at most.

    Does nothing where somebody reads stderr, and where there is no screen.
    """
    if is_read() or os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _UNSEEN_PLATFORMS:
        return
    if error.code in _WITHOUT_SCREEN:
        return
    try:
        from kiosk.qt.window_system import way_to_screen  # noqa: PLC0415 - Qt is loaded last

        with way_to_screen() as arguments:
            from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the same

            # Before the words, which would make an application without windows.
            application = QApplication.instance() or QApplication([sys.argv[0], *arguments])
    except (ImportError, StationError):
        return
    _show(error, language)
    del application


def _show(error: StationError, language: str) -> None:
    from PySide6.QtCore import Qt, QTimer  # noqa: PLC0415 - Qt is loaded last
    from PySide6.QtWidgets import (  # noqa: PLC0415 - the same
        QDialog,
        QDialogButtonBox,
        QVBoxLayout,
    )

    from kiosk.views.widgets.text import PlainLabel  # noqa: PLC0415 - the same

    translate, _ = words_of(language)
    window = QDialog()
    window.setObjectName("failedStart")
    window.setWindowTitle("PIN Kiosk")
    column = QVBoxLayout(window)
    column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    column.setSpacing(_MARGIN // 2)
    for text in (translate("FailedStart", _TITLE), sentence(error, translate), str(error)):
        label = PlainLabel()
        label.setMinimumWidth(_WIDTH)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setText(text)
        column.addWidget(label)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    buttons.accepted.connect(window.accept)
    column.addWidget(buttons)
    QTimer.singleShot(_SHOWN_MS, window, window.reject)
    window.exec()


def is_read() -> bool:
    """Whether what goes to stderr is read by somebody now."""
    if sys.stderr is None or not sys.stderr.isatty():
        return False
    return sys.platform != "win32" or not _has_console_of_its_own()


def _has_console_of_its_own() -> bool:
    """Whether Windows made the console for this program, which then hides it.

    A console that was there before has the shell in it as well (GetConsoleProcessList). The
    frozen program in one file has two processes of its own.
    """
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - on Windows only, where the start has failed

    processes = (ctypes.c_uint32 * 4)()
    count: int = ctypes.windll.kernel32.GetConsoleProcessList(processes, len(processes))
    return count <= (2 if getattr(sys, "frozen", False) else 1)
