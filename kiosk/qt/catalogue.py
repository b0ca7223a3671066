"""The station's texts in a language, for commands that open no window."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QGuiApplication

from kiosk.qt.translator import Translator, catalogue_of, system_language


class Catalogue:
    """Translates for as long as it is there: Qt forgets what nobody holds."""

    def __init__(self, language: str) -> None:
        """Speak this language; the system's where it is empty."""
        self._application = QCoreApplication.instance() or _new_application()
        self._translator = Translator()
        self._translator.use(language)

    def translate(self, context: str, text: str) -> str:
        """Return the text of a context in the language."""
        return self._application.translate(context, text)


def texts_in(language: str) -> Callable[[str, str], str]:
    """Return what translates the station's own texts without an application; empty: the system's.

    Dates and numbers, and Qt's own texts, stay as they are.
    """
    texts = QTranslator()
    texts.load(*catalogue_of(language or system_language()))
    return lambda context, text: texts.translate(context, text) or text


def _new_application() -> QCoreApplication:
    # The printers of Windows need the platform behind an application; elsewhere it may be missing.
    return QGuiApplication([]) if sys.platform == "win32" else QCoreApplication([])
