"""Makes a sample page of a layout with made-up data, or lists the layouts."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from kiosk.printing.layouts import LAYOUTS, layout_named
from kiosk.services.files import write_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options."""
    names = [layout.name for layout in LAYOUTS]
    parser.add_argument("--list", action="store_true", help="list the layouts and stop")
    parser.add_argument("--layout", choices=names, metavar="NAME", help="which layout to show")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="the PDF to write")
    parser.set_defaults(usage_error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Write the sample or the list; raises StationError when that did not work."""
    if arguments.list:
        width = max(len(layout.name) for layout in LAYOUTS)
        for layout in LAYOUTS:
            print(f"{layout.name:<{width}}  {layout.title}")
        return 0
    if arguments.layout is None or arguments.out is None:
        arguments.usage_error("--layout and --out are both needed (or --list alone)")
    write_whole(arguments.out, _sample_pdf(arguments.layout, arguments.language))
    print(arguments.out, file=sys.stderr)
    return 0


def _sample_pdf(layout_name: str, language: str | None) -> bytes:
    # A sample needs no screen, and must not fail for want of one.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QCoreApplication, QLocale  # noqa: PLC0415 - not for the list
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from kiosk.printing.dates import LocaleDates  # noqa: PLC0415
    from kiosk.printing.pdf import pages_to_pdf  # noqa: PLC0415
    from kiosk.printing.samples import sample_content  # noqa: PLC0415
    from kiosk.printing.texts import Wording  # noqa: PLC0415
    from kiosk.qt.fonts import load_fonts  # noqa: PLC0415
    from kiosk.qt.translator import Translator  # noqa: PLC0415

    application = QCoreApplication.instance() or QGuiApplication([])
    load_fonts()
    Translator().use(language or "")
    wording = Wording(QCoreApplication.translate, LocaleDates(QLocale()))
    content = sample_content(datetime.now(UTC))
    pages = layout_named(layout_name).pages(content, wording)
    data = pages_to_pdf(pages)
    del application
    return data
