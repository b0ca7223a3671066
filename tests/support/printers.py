"""Real printers and a real print scheduler for tests, on loopback, gone when the test is over.

`ippeveprinter` refuses to start without a system D-Bus and an mDNS responder; where the
machine runs none, private ones are started. What cannot be started skips the test with the
words 'needs a print server'.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

_PATIENCE = 15.0
_SBIN = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


def _skip(why: str) -> NoReturn:
    pytest.skip(f"needs a print server ({why})")


def _program(name: str) -> str:
    found = shutil.which(name, path=_SBIN)
    if found is None:
        _skip(f"{name} is not installed")
    return found


def wait_until(condition: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
    """Return whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def running(
    command: Sequence[str], log: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program, and what it starts, until the block is left; never longer."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            kill_with_children(process)


def kill_with_children(process: subprocess.Popen[bytes]) -> None:
    """Kill what leads a session of its own, with all of it: some of it would wait for ever."""
    # Mostly nothing is left of it.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""
_RESPONDER_CONFIGURATION = """[server]
host-name=kiosk-test
use-ipv6=no
allow-interfaces=lo
[wide-area]
enable-wide-area=no
"""


@contextlib.contextmanager
def announcing(folder: Path) -> Iterator[Mapping[str, str]]:
    """Give the environment in which a printer can announce itself, or skip."""
    if sys.platform != "linux":
        _skip("only on Linux")
    _program("ippeveprinter")
    if Path("/run/avahi-daemon/socket").exists() and Path("/run/dbus/system_bus_socket").exists():
        yield os.environ
        return
    bus_program, responder = _program("dbus-daemon"), _program("avahi-daemon")
    bus_socket = folder / "bus"
    bus_file, responder_file = folder / "bus.conf", folder / "responder.conf"
    bus_file.write_text(BUS_CONFIGURATION.format(socket=bus_socket), "utf-8")
    responder_file.write_text(_RESPONDER_CONFIGURATION, "utf-8")
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus_socket}"}
    bus = [bus_program, f"--config-file={bus_file}", "--nofork"]
    flags = ["--no-drop-root", "--no-chroot", "--no-rlimits"]
    announcer = [responder, *flags, "-f", str(responder_file)]
    log = folder / "responder.log"
    with running(bus, folder / "bus.log", environment):
        if not wait_until(bus_socket.exists, 5):
            _skip("dbus-daemon does not start")
        with running(announcer, log, environment) as process:
            ready = wait_until(
                lambda: b"enumeration completed" in log.read_bytes() or process.poll() is not None,
                5,
            )
            if not ready or process.poll() is not None:
                _skip("avahi-daemon does not start")
            yield environment


@dataclass(frozen=True)
class TestPrinter:
    """A printer that is a process: what it printed lies in `paper`, one file a job."""

    __test__ = False

    uri: str
    paper: Path
    _empty: Path
    _process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.uri.split(":")[2].split("/")[0])

    def cut_off(self) -> None:
        """Pull the plug; what it has not printed is lost, with whoever waits to print it."""
        kill_with_children(self._process)

    def take_paper_out(self) -> None:
        """Let the printer stop before its next page."""
        self._empty.touch()

    def put_paper_in(self) -> None:
        """Let the printer go on."""
        self._empty.unlink()

    def gave_up(self) -> int:
        """Return how many jobs were cancelled while they waited for paper."""
        return len(list(self.paper.glob("*.gone")))

    def printed(self) -> list[bytes]:
        """Return what came out so far, oldest first."""
        return [file.read_bytes() for file in sorted(self.paper.glob("*.pdf"), key=_job_number)]

    def titles(self) -> list[str]:
        """Return the titles that the jobs had on the printer's side."""
        files = sorted(self.paper.glob("*.title"), key=_job_number)
        return [file.read_text("utf-8").strip() for file in files]


def _job_number(file: Path) -> int:
    return int(file.stem)


# Waits as long as there is no paper, as a printer does, then 'prints' by keeping the file. The
# program tells its script nothing of a job that is cancelled meanwhile, so the script asks.
_PRINT_SCRIPT = """#!/bin/sh
if [ -e '{empty}' ]; then
  echo 'STATE: +media-empty-error' >&2
  while [ -e '{empty}' ]; do
    '{ipptool}' -q -d job="$IPP_JOB_ID" '{uri}' '{question}' && touch '{paper}'/"$IPP_JOB_ID".gone \
      && exec echo 'STATE: -media-empty-error' >&2
    sleep 0.05
  done
  echo 'STATE: -media-empty-error' >&2
fi
printf '%s' "$IPP_JOB_NAME" > '{paper}'/"$IPP_JOB_ID".title
cp "$1" '{paper}'/"$IPP_JOB_ID".part && mv '{paper}'/"$IPP_JOB_ID".part '{paper}'/"$IPP_JOB_ID".pdf
"""
# Succeeds once the job is to stop.
_QUESTION = """{
OPERATION Get-Job-Attributes
GROUP operation-attributes-tag
ATTR charset attributes-charset utf-8
ATTR naturalLanguage attributes-natural-language en
ATTR uri printer-uri $uri
ATTR integer job-id $job
STATUS successful-ok
EXPECT job-state-reasons WITH-VALUE "processing-to-stop-point"
}
"""


@contextlib.contextmanager
def ipp_printer(
    folder: Path, environment: Mapping[str, str], *attributes: str, port: int = 0
) -> Iterator[TestPrinter]:
    """Run a printer that takes PDF; `attributes` are lines of an ippeveprinter file.

    `port` is 0 for one that is free.
    """
    paper, spool, empty = folder / "paper", folder / "spool", folder / "empty"
    paper.mkdir()
    spool.mkdir()
    script = folder / "print.sh"
    port = port or free_port()
    uri = f"ipp://localhost:{port}/ipp/print"
    question = folder / "question.test"
    question.write_text(_QUESTION, "utf-8")
    words = {"empty": empty, "paper": paper, "uri": uri, "question": question}
    script.write_text(_PRINT_SCRIPT.format(ipptool=_program("ipptool"), **words), "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    command = [_program("ippeveprinter"), "-f", "application/pdf", "-p", str(port)]
    command += ["-n", "localhost", "-d", str(spool), "-c", str(script)]
    if attributes:
        conf = folder / "printer.conf"
        conf.write_text("\n".join(attributes) + "\n", "utf-8")
        command += ["-a", str(conf)]
    with running([*command, f"Till {port}"], folder / "printer.log", environment) as process:
        if not wait_until(lambda: _listens(port) or process.poll() is not None, 10):
            _skip("ippeveprinter does not listen")
        if process.poll() is not None:
            _skip("ippeveprinter does not start")
        yield TestPrinter(uri, paper, empty, process)


_SCHEDULER_CONFIGURATION = """Listen localhost:{port}
Browsing No
DefaultAuthType None
LogLevel warn
MaxLogSize 0
<Location />
Order allow,deny
Allow localhost
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
Allow localhost
</Limit>
</Policy>
"""
_SCHEDULER_FILES = """AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
CacheDir {folder}/cache
RequestRoot {folder}/spool
ServerRoot {folder}
StateDir {folder}/state
TempDir {folder}/tmp
"""


@dataclass(frozen=True)
class TestScheduler:
    """A CUPS scheduler of one's own; what it keeps lies in `spool`."""

    __test__ = False

    address: str
    spool: Path
    _environment: Mapping[str, str]

    def administer(self, program: str, *arguments: str) -> None:
        """Run one of CUPS's own tools, such as `lpadmin`, against this scheduler."""
        subprocess.run(
            [_program(program), *arguments],
            env={**self._environment, "CUPS_SERVER": self.address},
            check=True,
            capture_output=True,
            timeout=30,
        )

    def add_queue(self, name: str, uri: str) -> None:
        """Make a queue for a printer, with what the printer says of itself."""
        self.administer("lpadmin", "-p", name, "-E", "-v", uri, "-m", "everywhere")
        # The tool can be done before the scheduler knows what the printer can do.
        description = self.spool.parent / "ppd" / f"{name}.ppd"
        assert wait_until(description.exists), "the queue has no description"

    def has_ended_jobs(self) -> bool:
        """Whether the scheduler remembers a job that has ended."""
        told = subprocess.run(
            [_program("lpstat"), "-W", "completed", "-o"],
            env={**self._environment, "CUPS_SERVER": self.address},
            check=True,
            capture_output=True,
            timeout=30,
        )
        return bool(told.stdout.strip())

    def kept_documents(self) -> list[str]:
        """Return the names of the documents that lie in the spool."""
        return [file.name for file in self.spool.glob("d*")]


@contextlib.contextmanager
def scheduler(
    environment: Mapping[str, str], more_configuration: str = ""
) -> Iterator[TestScheduler]:
    """Run a CUPS scheduler without queues, or skip; `more_configuration` are lines of its own."""
    _program("cupsd")
    _program("lpadmin")
    with tempfile.TemporaryDirectory(prefix="kiosk-cups-") as name:
        folder = Path(name)
        # A scheduler that root started gives its filters another user, who must get in.
        folder.chmod(0o755)
        with _scheduler_in(folder, environment, more_configuration) as running:
            yield running


@contextlib.contextmanager
def _scheduler_in(
    folder: Path, environment: Mapping[str, str], more_configuration: str
) -> Iterator[TestScheduler]:
    for name in ("spool", "cache", "state", "tmp"):
        (folder / name).mkdir()
    port = free_port()
    configuration, files = folder / "cupsd.conf", folder / "cups-files.conf"
    configuration.write_text(
        _SCHEDULER_CONFIGURATION.format(port=port) + more_configuration, "utf-8"
    )
    files.write_text(_SCHEDULER_FILES.format(folder=folder), "utf-8")
    command = [_program("cupsd"), "-f", "-c", str(configuration), "-s", str(files)]
    with running(command, folder / "scheduler.log", environment) as process:
        if not wait_until(lambda: _listens(port) or process.poll() is not None, 10):
            _skip("cupsd does not listen")
        if process.poll() is not None:
            _skip("cupsd does not start")
        yield TestScheduler(f"localhost:{port}", folder / "spool", environment)
