"""How long the preview of a page takes to repaint, against an empty widget and a screen's frame.

Both widgets are shown side by side, as large as the preview is in a full window, and repainted
in turn, so that a busy machine hits both alike.
"""

from __future__ import annotations

import os
import statistics
import sys
from time import perf_counter

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.printing.dates import LocaleDates
from kiosk.printing.layouts import layout_named
from kiosk.printing.samples import sample_content
from kiosk.printing.texts import Wording
from kiosk.qt.fonts import load_fonts
from kiosk.views.look import Look
from kiosk.views.widgets.badge_view import BadgeView
from tests.support.pages import NOW

FRAME_MS = 16
ROUNDS = 60
WIDTH, HEIGHT = 640, 520
LAYOUTS = ("cr80", "a4", "a4-8", "label-4x6", "receipt-80")


def shown(widget: QWidget) -> QWidget:
    """Return a widget after it was painted for the first time, at the measured size."""
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    QApplication.processEvents()
    return widget


def milliseconds(widget: QWidget) -> float:
    """Return how long one repaint takes."""
    began = perf_counter()
    widget.repaint()
    return (perf_counter() - began) * 1000


def main() -> None:
    """Print a line for each layout."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    load_fonts()
    wording = Wording(lambda _context, text: text, LocaleDates(QLocale("en_GB")))
    empty = shown(QWidget())
    print(f"A repaint of {WIDTH} x {HEIGHT} pixels, ms (median, most):")
    for name in LAYOUTS:
        view = BadgeView(Look())
        view.show_page(next(iter(layout_named(name).pages(sample_content(NOW), wording))))
        shown(view)
        of_empty, of_view = [], []
        for _ in range(ROUNDS):
            of_empty.append(milliseconds(empty))
            of_view.append(milliseconds(view))
        median, bare = statistics.median(of_view), statistics.median(of_empty)
        print(
            f"  {median:5.2f} {max(of_view):5.2f}  {name:10}  {median / FRAME_MS:4.0%} of a "
            f"frame of {FRAME_MS} ms, {median / bare:4.1f} times an empty widget ({bare:.2f})"
        )
        view.close()
    del application


if __name__ == "__main__":
    main()
