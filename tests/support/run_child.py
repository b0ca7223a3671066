"""A server that lives many lives: each carries a run on, in a process that is killed on the way.

``python -m tests.support.run_child`` reads a `Station` and then one `Life` after the other from
stdin, a line of JSON each, and answers with a line that says how that life ended. It signs in once
and has loaded everything, so that a life costs a fork. Each life counts its moments: just before
and just after whatever is written, sent or answered, and half-way through a line that is written.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import urllib3.connection

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.paper_choices import Kind
from kiosk.models.run import FromCsv, RowResult, RunAction, RunProgress
from kiosk.models.settings import Settings, TenantSettings
from kiosk.practice.visitor import Visitor
from kiosk.printing.layouts import LayoutShelf
from kiosk.printing.run_pages import RunLayouts, Surroundings
from kiosk.qt.first_import import import_qt
from kiosk.qt.fonts import load_fonts
from kiosk.qt.run_paper import FolderPaper
from kiosk.services import audit
from kiosk.services.assembly import build_workplace
from kiosk.services.audit_trail import AuditTrail
from kiosk.services.operations import reset_pin
from kiosk.services.runs import engine, journal
from kiosk.services.runs.control import RunControl
from kiosk.services.runs.desk import RunDesk, unfinished_in
from kiosk.services.runs.folder import RESULT_NAME, RunFolder
from kiosk.services.runs.rows import RowFile
from kiosk.services.sign_in.progress import DeviceCodeShown, SignInProgress
from kiosk.services.transport import Transport
from kiosk.services.workplace import Workplace

STEP = 3
"""How many people fill a step of these runs."""

DAYS = 365
DONE = "done"

_LONGEST_LIFE_SECONDS = 60.0
_PAGES = frozenset({"badges", "slips"})


@dataclass(frozen=True)
class Station:
    """Where the server works, and who signs in."""

    tenant_id: str
    client_id: str
    authority: str
    graph: str
    ca_file: str
    username: str
    password: str


@dataclass(frozen=True)
class Life:
    """One life: which run it carries on, and how it ends.

    It ends when it gets to a `moment` for the `nth` time, or after so many `seconds`; without
    either it lives until everybody is done. The last of `rows` is left out by hand.
    """

    action: str
    folder: str
    rows: str
    audit_file: str
    moment: str = ""
    nth: int = 1
    seconds: float | None = None


class _Moments:
    """Counts the moments of one name, and dies at the last of them."""

    def __init__(self, name: str, count: int, told: int) -> None:
        self._name = name
        self._left = count
        self._told = told
        self._lock = threading.Lock()

    def reach(self, name: str, before_dying: Callable[[], object] = lambda: None) -> None:
        with self._lock:
            if name != self._name:
                return
            self._left -= 1
            if self._left:
                return
            before_dying()
            os.write(self._told, name.encode())
            os.kill(os.getpid(), signal.SIGKILL)
            threading.Event().wait()

    def around(self, owner: type, method: str, name: str) -> None:
        """Have moments before and after every call of a method."""
        work = getattr(owner, method)

        @functools.wraps(work)
        def wrapped(*args: Any, **named: Any) -> Any:
            self.reach(f"before {name}")
            result = work(*args, **named)
            self.reach(f"after {name}")
            return result

        setattr(owner, method, wrapped)


class _TearingOs:
    """The module `os` for a module that writes lines: it may die with half a line written."""

    def __init__(self, moments: _Moments, name: str) -> None:
        self._moments = moments
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def write(self, descriptor: int, data: bytes) -> int:
        half = data[: max(1, len(data) // 2)]
        self._moments.reach(f"half-way through {self._name}", lambda: os.write(descriptor, half))
        return os.write(descriptor, data)


def _watch(moments: _Moments) -> None:
    moments.around(journal.Journal, "_append", "the journal")
    moments.around(audit.AuditLog, "_append", "the audit file")
    moments.around(Transport, "send", "a call")
    journal.os = _TearingOs(moments, "the journal")  # type: ignore[assignment,attr-defined]
    audit.os = _TearingOs(moments, "the audit file")  # type: ignore[assignment,attr-defined]
    hear = urllib3.connection.HTTPConnection.getresponse

    def getresponse(connection: Any) -> Any:
        # The request has left, and whether it is served before this is nobody's to say.
        moments.reach("before an answer")
        return hear(connection)

    urllib3.connection.HTTPConnection.getresponse = getresponse  # type: ignore[method-assign,assignment]
    rename = Path.replace

    def replace(path: Path, target: str | os.PathLike[str]) -> Path:
        name = Path(target).name.partition("-")[0]
        if name not in _PAGES:
            return rename(path, target)
        moments.reach(f"before the pages {name}")
        renamed = rename(path, target)
        moments.reach(f"after the pages {name}")
        return renamed

    Path.replace = replace  # type: ignore[method-assign,assignment]


class _SmallSteps(FolderPaper):
    """Pages in a folder, for few people at a time."""

    @property
    def at_once(self) -> int:
        return STEP


def _paper(folder: Path) -> FolderPaper:
    shelf = LayoutShelf(())
    layouts = RunLayouts(shelf.of_kind(Kind.BADGE, "cr80"), shelf.of_kind(Kind.SLIP, "slip-cr80"))
    return _SmallSteps(folder, layouts, lambda: Surroundings(datetime.now(UTC), "Back office"))


def _carry_on(life: Life, workplace: Workplace) -> str:
    """Carry a run on to its end; return DONE, or what stops it."""
    folder = Path(life.folder)
    where = RunFolder(folder)
    control = RunControl()
    problems: list[str] = []

    def report(progress: RunProgress, results: Sequence[RowResult]) -> None:
        problems.extend(f"{one.number}: {one.code}" for one in results if one.code)
        if progress.problem is not None:
            problems.append(f"stands still: {progress.problem.code}")
            control.cancel()

    desk = RunDesk(
        lambda: workplace,
        folder.parent,
        SystemClock(),
        lambda _row, result: result.code,
        DAYS,
        None,
    )
    paper = _paper(folder)
    if not where.has_run:
        rows = list(RowFile(Path(life.rows)))
        action, source = RunAction(life.action), FromCsv("shop.csv")
        left_out = [rows[-1].number]
        desk.begin_in(folder, action, source, rows, left_out, paper, control, report)
    elif (unfinished := unfinished_in(where)) is not None:
        desk.go_on(unfinished, paper, control, report)
    where.save_result(folder / RESULT_NAME, lambda _row, result: result.code)
    return ", ".join(problems) or DONE


def _live(life: Life, workplace: Workplace, told: int) -> NoReturn:
    code = 1
    try:
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - import_qt comes first

        application = QGuiApplication([])
        load_fonts()
        # A reset that follows a cut off one is looked after for some seconds.
        reset_pin.SETTLING_SECONDS = 0.05
        # Where nothing is printed, a step is as long as a batch.
        engine.STEP_MAX = STEP  # type: ignore[attr-defined]
        trail = AuditTrail(
            audit.AuditLog(Path(life.audit_file), SystemClock()), station="", practice=False
        )
        workplace._audit = trail
        _watch(_Moments(life.moment, life.nth, told))
        os.write(told, _carry_on(life, workplace).encode())
        del application
        code = 0
    except BaseException:  # noqa: BLE001 - it is told where the life is waited for
        os.write(told, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _end_of(life: Life, workplace: Workplace) -> dict[str, Any]:
    """Live one life in a process of its own; return how it ended, and what it said last."""
    heard, told = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(heard)
        _live(life, workplace, told)
    os.close(told)
    seconds = _LONGEST_LIFE_SECONDS if life.seconds is None else life.seconds
    with os.fdopen(heard, "rb") as stream:
        # The end of the pipe is the end of the process, whichever way it went.
        if not select.select([stream], [], [], seconds)[0]:
            os.kill(process, signal.SIGKILL)
        said = stream.read().decode()
    _, status = os.waitpid(process, 0)
    return {"killed": os.WIFSIGNALED(status), "said": said}


def _signed_in(station: Station) -> Workplace:
    settings = Settings(
        tenant=TenantSettings(
            tenant_id=station.tenant_id,
            client_id=station.client_id,
            authority=station.authority,
            graph_root=station.graph,
            ca_file=station.ca_file,
        )
    )
    workplace = build_workplace(settings, Path(os.devnull), SystemClock(), practice=False)
    visitor = Visitor(station.username, station.password)
    visits: list[threading.Thread] = []

    def visit(progress: SignInProgress) -> None:
        if isinstance(progress, DeviceCodeShown):
            where = (progress.address, progress.user_code)
            visits.append(threading.Thread(target=visitor.enter_device_code, args=where))
            visits[0].start()

    workplace.session.sign_in_by_device_code(CancelToken(), visit)
    visits[0].join()
    # A connection cannot be shared by processes.
    workplace._transport.drop_connections()
    return workplace


def main() -> None:
    """Serve until stdin ends."""
    import_qt()
    station = Station(**json.loads(sys.stdin.readline()))
    workplace = _signed_in(station)
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join()
    gc.freeze()
    print("ready", flush=True)  # noqa: T201 - how it answers
    for line in sys.stdin:
        end = _end_of(Life(**json.loads(line)), workplace)
        print(json.dumps(end), flush=True)  # noqa: T201 - how it answers


if __name__ == "__main__":
    main()
