"""Puts a PIN on the clipboard for a short time, marked so that no history of clipboards keeps it.

Nothing else in the program may put anything secret there. macOS has such a mark as well
(org.nspasteboard.ConcealedType), but Qt lets no program in Python set it.
"""

from __future__ import annotations

import secrets

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from kiosk.models.secret import Secret

SECONDS = 20
"""How long a PIN stays on the clipboard."""

_OURS = "application/x-pin-kiosk-copy"
_ON_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = bytes(4)
_MARKS = {
    # Windows, 'Clipboard Formats': Cloud Clipboard and Clipboard History Formats.
    _ON_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    _ON_WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _ON_WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    # KDE's Klipper, and others that follow it.
    "x-kde-passwordManagerHint": b"secret",
}


class SecretClipboard(QObject):
    """The clipboard, for one secret at a time; `changed` says that one went there or left it."""

    changed = Signal()

    def __init__(self, clipboard: QClipboard | None = None, seconds: float = SECONDS) -> None:
        """Use the system's clipboard, unless another one is given."""
        super().__init__()
        self._clipboard = clipboard
        self._mark = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(seconds * 1000))
        self._timer.timeout.connect(self.clear)

    @property
    def holds_something(self) -> bool:
        """Whether a secret was put there that has not been taken away since."""
        return bool(self._mark)

    def put(self, secret: Secret) -> None:
        """Put a secret there, for SECONDS at most."""
        data = QMimeData()
        data.setText(secret.reveal())
        for name, value in _MARKS.items():
            data.setData(name, value)
        # What is there later is known by this, so that nobody has to look at the secret again.
        self._mark = secrets.token_bytes(16)
        data.setData(_OURS, self._mark)
        self._board.setMimeData(data)
        self._timer.start()
        self.changed.emit()

    def clear(self) -> None:
        """Take the secret away, unless somebody has copied something else. May be called twice."""
        self._timer.stop()
        mark, self._mark = self._mark, b""
        if not mark:
            return
        # Qt's types do not say that an empty clipboard has no data at all.
        data: QMimeData | None = self._board.mimeData()
        if data is not None and bytes(data.data(_OURS).data()) == mark:
            self._board.clear()
        self.changed.emit()

    @property
    def _board(self) -> QClipboard:
        return self._clipboard or QGuiApplication.clipboard()
