"""Makes a sample page of a layout with made-up data, or lists the layouts."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from kiosk.commands.outcome import print_error
from kiosk.commands.words import language_of
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.printing.layouts import Layout, LayoutShelf
from kiosk.services.files import write_whole
from kiosk.services.settings_file import load_settings

_CONTEXT = "BadgeSample"
_SMALL_CODE = QT_TRANSLATE_NOOP(
    "BadgeSample",
    "The smallest squares of the code are {width} mm wide; a phone has to come close. From "
    "{enough} mm on it does not.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    parser.add_argument("--list", action="store_true", help="list the layouts and stop")
    parser.add_argument("--layout", metavar="NAME", help="which layout to show")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="the PDF to write")
    parser.set_defaults(usage_error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Write the sample or the list; raises StationError when that did not work."""
    if not arguments.list and (arguments.layout is None or arguments.out is None):
        arguments.usage_error("--layout and --out are both needed (or --list alone)")
    loaded = load_settings(arguments.settings, os.environ, needs_tenant=False)
    shelf = LayoutShelf(loaded.layout_folders)
    if arguments.list:
        _list(shelf, arguments)
        return 0
    if arguments.layout not in shelf.names():
        names = ", ".join(shelf.names())
        arguments.usage_error(f"there is no layout '{arguments.layout}' (choose from {names})")
    language = arguments.language or loaded.settings.station.language
    write_whole(arguments.out, _sample_pdf(shelf.named(arguments.layout), language))
    print(arguments.out, file=sys.stderr)
    return 0


def _list(shelf: LayoutShelf, arguments: argparse.Namespace) -> None:
    """Print name, kind, paper size and title of each layout, and which files are not right."""
    layouts, wrong = shelf.all()
    rows = [
        (
            layout.name,
            layout.kind.value,
            f"{layout.width_mm:g} × {layout.height_mm:g} mm",
            layout.title,
        )
        for layout in layouts
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for name, kind, size, title in rows:
        print(f"{name:<{widths[0]}}  {kind:<{widths[1]}}  {size:<{widths[2]}}  {title}")
    sys.stdout.flush()
    for error in wrong:
        print_error(error, lambda: language_of(arguments))


def _sample_pdf(layout: Layout, language: str) -> bytes:
    # A sample needs no screen, and must not fail for want of one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QCoreApplication, QLocale  # noqa: PLC0415 - not for the list
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from kiosk.printing.dates import LocaleDates  # noqa: PLC0415
    from kiosk.printing.doubts import doubts_about  # noqa: PLC0415
    from kiosk.printing.pdf import pages_to_pdf  # noqa: PLC0415
    from kiosk.printing.samples import sample_content  # noqa: PLC0415
    from kiosk.printing.texts import Wording  # noqa: PLC0415
    from kiosk.qt.fonts import load_fonts  # noqa: PLC0415
    from kiosk.qt.translator import Translator  # noqa: PLC0415

    application = QCoreApplication.instance() or QGuiApplication([])
    load_fonts()
    # Its texts are there for as long as it is.
    translator = Translator()
    translator.use(language)
    wording = Wording(QCoreApplication.translate, LocaleDates(QLocale()))
    content = sample_content(datetime.now(UTC))
    pages = layout.pages(content, wording)
    data = pages_to_pdf(pages)
    doubts = doubts_about(content, pages)
    if doubts.is_code_small and doubts.smallest_module_mm is not None:
        text = QCoreApplication.translate(_CONTEXT, _SMALL_CODE)
        width = QLocale().toString(doubts.smallest_module_mm, "f", 2)
        enough = QLocale().toString(0.5, "f", 1)
        print(text.format(width=width, enough=enough), file=sys.stderr)
    del translator, application
    return data
