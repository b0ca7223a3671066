"""What a station imports on workers, because the hands at the window would feel it."""

from __future__ import annotations

from kiosk.services.collector import leave_loaded_alone
from kiosk.services.memory_guard import guard_memory


def import_second_start() -> None:
    """Import what hears of a second start, and what else a window has that is open."""
    import kiosk.qt.crash_restart  # noqa: PLC0415 - on a worker
    import kiosk.qt.program_icon  # noqa: PLC0415 - on a worker
    import kiosk.qt.second_start  # noqa: F401, PLC0415 - on a worker


def import_scan_reader() -> None:
    """Import what listens to hand scanners."""
    # Before anything secret can be there: a scan is the first that may come.
    guard_memory()
    import kiosk.qt.scan_reader  # noqa: F401, PLC0415 - on a worker


def import_session_lock() -> None:
    """Import what watches over the system's lock."""
    import kiosk.qt.session_lock  # noqa: F401, PLC0415 - on a worker


def import_pages() -> None:
    """Import the pages behind the first one, and the way to them."""
    import kiosk.views.lock_countdown  # noqa: PLC0415 - on a worker
    import kiosk.way_ahead  # noqa: F401, PLC0415 - on a worker
    from kiosk.views.main_window import load_pages  # noqa: PLC0415 - after Qt's set-up

    load_pages()
    leave_loaded_alone()
