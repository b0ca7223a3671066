"""The languages that the station speaks, and changing between them while it runs."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from kiosk.services.resources import resource

SOURCE_LANGUAGE = "en"
"""The language that the texts are written in; it needs no catalogue."""

_CATALOGUE = "kiosk"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ug", "ur", "yi"})
_NAMES = {"en": "English", "de": "Deutsch"}


def available_languages() -> tuple[str, ...]:
    """Return the languages that there is a catalogue for, the one of the texts first."""
    found = sorted(
        path.stem.removeprefix(f"{_CATALOGUE}_")
        for path in resource("translations").glob(f"{_CATALOGUE}_*.qm")
    )
    return (SOURCE_LANGUAGE, *(code for code in found if code != SOURCE_LANGUAGE))


def catalogue_of(code: str) -> tuple[str, str]:
    """Return file name and folder of a language's texts, as QTranslator loads them."""
    return f"{_CATALOGUE}_{code}", str(resource("translations"))


def system_language() -> str:
    """Return the first of the system's languages that the station speaks, else English."""
    available = available_languages()
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0].lower()
        if code in available:
            return code
    return SOURCE_LANGUAGE


def language_name(code: str) -> str:
    """Return a language's name in that language."""
    if code in _NAMES:
        return _NAMES[code]
    native = QLocale(code).nativeLanguageName()
    return native[:1].upper() + native[1:] if native else code


class Translator:
    """Speaks one language at a time: the station's texts, Qt's own, dates and direction."""

    def __init__(self) -> None:
        self._current = SOURCE_LANGUAGE
        self._available = available_languages()
        self._installed: list[QTranslator] = []

    @property
    def current(self) -> str:
        """The language in use, as a two-letter code."""
        return self._current

    @property
    def available(self) -> tuple[str, ...]:
        """All languages, as two-letter codes."""
        return self._available

    def use(self, code: str) -> None:
        """Speak this language from now on; the system's where the code is empty.

        A language that there is no catalogue for becomes English. Every widget gets a
        LanguageChange event.
        """
        wanted = code or system_language()
        self._current = wanted if wanted in self._available else SOURCE_LANGUAGE
        locale = _locale(self._current)
        QLocale.setDefault(locale)
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        catalogues = ((f"qtbase_{self._current}", qt_folder), catalogue_of(self._current))
        loaded = [_load(name, folder) for name, folder in catalogues]
        self._installed = [translator for translator in loaded if translator is not None]
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        self._turn_round(is_reversed=self._current in _RIGHT_TO_LEFT)

    def _turn_round(self, *, is_reversed: bool) -> None:
        """Let lines run from the other side, if they do not yet; costs enums, so not at start."""
        is_window = isinstance(QCoreApplication.instance(), QGuiApplication)
        if is_window and QGuiApplication.isRightToLeft() != is_reversed:
            directions = QtCore.Qt.LayoutDirection
            QGuiApplication.setLayoutDirection(
                directions.RightToLeft if is_reversed else directions.LeftToRight
            )


def _locale(code: str) -> QLocale:
    """Return the system's locale where it has that language, so that its region counts."""
    system = QLocale.system()
    wanted = QLocale(code)
    return system if system.language() == wanted.language() else wanted


def _load(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(name, folder) else None
