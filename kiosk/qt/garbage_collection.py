"""Python's garbage collection, kept to the UI thread.

Left to itself it runs on whatever thread asks for memory next, and what it finds there may be an
object of Qt's that refers to itself. Qt's objects must be destroyed on their own thread only: a
timer or a widget that goes on a worker takes the process with it, now and then.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class UiThreadCollection(QObject):
    """Collects garbage now and then on the UI thread, and nowhere else; made there.

    Begins at once, and lasts until `stop`. It asks once a second whether a generation is due,
    and costs nothing where none is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(_collect_what_is_due)
        self._timer.start()

    def stop(self) -> None:
        """Leave the collection to Python again, once no other thread is at work; twice is fine."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()


def _collect_what_is_due() -> None:
    """Collect the oldest generation that is due, by the counts and limits that Python keeps."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation] > 0:
            gc.collect(generation)
            return
