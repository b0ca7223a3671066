"""What a page says, in the language of the person it is for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from kiosk.printing.dates import LocaleDates
from kiosk.printing.texts import Wording
from kiosk.qt.translator import SOURCE_LANGUAGE, available_languages, catalogue_of


def words_for(preferred_language: str) -> Wording:
    """Return the words of a page for somebody who prefers a language such as `de-CH`.

    Where the station does not speak it, and where the directory names none, they are those of
    the station's own language. Reads a file, so it belongs on workers.
    """
    wanted = QLocale(preferred_language)
    code = preferred_language.replace("_", "-").partition("-")[0].lower()
    if code not in available_languages() or wanted.language() == QLocale().language():
        return Wording(QCoreApplication.translate, LocaleDates(QLocale()))
    if code == SOURCE_LANGUAGE:
        return Wording(lambda _context, text: text, LocaleDates(wanted))
    catalogue = QTranslator()
    catalogue.load(*catalogue_of(code))

    def translate(context: str, text: str) -> str:
        return catalogue.translate(context, text) or text

    return Wording(translate, LocaleDates(wanted))
