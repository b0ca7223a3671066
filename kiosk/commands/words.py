"""The texts of a command in the user's language."""

from __future__ import annotations

import os

from kiosk.models.sentences import Translate


def words_of(language: str) -> tuple[Translate, str]:
    """Return the translation into the user's language, and the name of the system's locale.

    Both are Qt's, as in the window; where Qt cannot be loaded, the texts stay English.
    """
    try:
        return _words_of_qt(language)
    except ImportError:
        names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_NUMERIC", "LANG"))
        locale_name = next((name for name in names if name), "").partition(".")[0]
        return (lambda _context, text: text), locale_name


def _words_of_qt(language: str) -> tuple[Translate, str]:
    from kiosk.qt.first_import import import_qt  # noqa: PLC0415 - Qt may be missing

    import_qt()
    from PySide6.QtCore import QLocale  # noqa: PLC0415

    from kiosk.qt.catalogue import Catalogue  # noqa: PLC0415

    return Catalogue(language).translate, QLocale.system().name()
