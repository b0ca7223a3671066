"""The texts of a command in the user's language."""

from __future__ import annotations

import argparse
import os
from datetime import datetime

from kiosk.checks.finding import WriteMoment, plain_moment
from kiosk.models.errors import StationError
from kiosk.models.sentences import Translate
from kiosk.services.settings_file import load_settings


def language_of(arguments: argparse.Namespace) -> str:
    """Return the user's language: `--language`, else the settings'; empty is the system's.

    What is wrong in the settings is left out: whoever asks may be about to tell just that.
    """
    if arguments.language:
        return str(arguments.language)
    refused: list[StationError] = []
    loaded = load_settings(arguments.settings, os.environ, refused=refused, needs_tenant=False)
    return loaded.settings.station.language


def sentences_of(language: str) -> Translate:
    """Return the translation into the user's language, for a command that may have no Qt yet.

    It leaves no application behind, which would have words of its own to say about the system's
    character set. Where Qt cannot be loaded, the texts stay English.
    """
    try:
        return _sentences_of_qt(language)
    except ImportError:
        return lambda _context, text: text


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


def moments_of() -> tuple[WriteMoment, str]:
    """Return what writes moments in the language of `words_of`, called before, and Qt's version.

    Where Qt cannot be loaded, they are written the same everywhere, and the version is empty.
    """
    try:
        from PySide6.QtCore import QLocale, qVersion  # noqa: PLC0415 - Qt may be missing

        from kiosk.printing.dates import LocaleDates  # noqa: PLC0415
    except ImportError:
        return plain_moment, ""
    dates = LocaleDates(QLocale())

    def write(moment: datetime) -> str:
        return f"{dates.day(moment)}, {dates.time(moment)}"

    return write, qVersion()


def _sentences_of_qt(language: str) -> Translate:
    from kiosk.qt.first_import import import_qt  # noqa: PLC0415 - Qt may be missing

    import_qt()
    from kiosk.qt.catalogue import texts_in  # noqa: PLC0415 - the same

    return texts_in(language)


def _words_of_qt(language: str) -> tuple[Translate, str]:
    from kiosk.qt.first_import import import_qt  # noqa: PLC0415 - Qt may be missing

    import_qt()
    from PySide6.QtCore import QLocale  # noqa: PLC0415

    from kiosk.qt.catalogue import Catalogue  # noqa: PLC0415

    return Catalogue(language).translate, QLocale.system().name()
