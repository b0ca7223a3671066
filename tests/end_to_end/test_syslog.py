"""Audit records reach a real rsyslogd, over TLS, and are there once it is back after a kill."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.models.clock import SystemClock
from kiosk.models.settings import AuditForward, AuditSettings
from kiosk.services.forwarding.forwarder import Pauses
from kiosk.services.forwarding.setup import make_forwarder
from tests.support.audit_writing import SMALL, write_changes
from tests.support.certificate import write_certificate
from tests.support.receivers import wait_until

QUICK = Pauses(look=0.02, other=0.05, first=0.05, longest=0.2)
RSYSLOGD = shutil.which("rsyslogd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")

# The message alone, so that the lines are those of the audit file.
CONFIGURATION = """
global(workDirectory="{folder}" maxMessageSize="16k"
       defaultNetstreamDriverCAFile="{certificate}"
       defaultNetstreamDriverCertFile="{certificate}"
       defaultNetstreamDriverKeyFile="{key}")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1"
       streamDriver.authMode="anon")
template(name="message" type="string" string="%msg%\\n")
template(name="header" type="string" string="%pri% %timereported:::date-rfc3339% %app-name% \
%msgid% %structured-data%\\n")
input(type="imtcp" address="127.0.0.1" port="{port}" ruleset="audit")
ruleset(name="audit") {{
  action(type="omfile" file="{folder}/messages" template="message" asyncWriting="off"
         flushOnTXEnd="on")
  action(type="omfile" file="{folder}/headers" template="header" asyncWriting="off"
         flushOnTXEnd="on")
}}
"""


@dataclass
class Rsyslog:
    """A receiver that is a process of our own."""

    folder: Path
    port: int

    def lines(self, name: str = "messages") -> list[str]:
        file = self.folder / name
        return file.read_text("utf-8").splitlines() if file.exists() else []

    @contextmanager
    def running(self, how_to_end: signal.Signals = signal.SIGTERM) -> Iterator[None]:
        assert RSYSLOGD is not None
        command = [RSYSLOGD, "-n", "-iNONE", "-f", str(self.folder / "rsyslog.conf")]
        process = subprocess.Popen(command)
        try:
            wait_until(self._answers)
            yield
        finally:
            process.send_signal(how_to_end)
            process.wait(30)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False


@pytest.fixture
def rsyslog(tmp_path: Path) -> Rsyslog:
    drivers = ("/usr/lib/rsyslog", "/usr/lib/x86_64-linux-gnu/rsyslog", "/usr/lib64/rsyslog")
    if RSYSLOGD is None or not any(Path(one, "lmnsd_gtls.so").exists() for one in drivers):
        pytest.skip("needs rsyslog and its TLS driver (the packages rsyslog and rsyslog-gnutls)")
    folder = tmp_path / "rsyslog"
    folder.mkdir()
    certificate = folder / "certificate.pem"
    key = write_certificate(certificate, folder / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "rsyslog.conf").write_text(
        CONFIGURATION.format(folder=folder, certificate=certificate, key=key, port=port)
    )
    return Rsyslog(folder, port)


def test_a_real_receiver_gets_every_record(
    rsyslog: Rsyslog, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "station" / "audit.jsonl"
    address = f"localhost:{rsyslog.port}"
    audit = AuditSettings(
        forward=AuditForward.SYSLOG,
        forward_to=address,
        forward_ca_file=str(rsyslog.folder / "certificate.pem"),
    )
    forwarder = make_forwarder(audit, path, SystemClock(), lambda _: None, QUICK)
    assert forwarder is not None
    write_changes(path, 200, SMALL)
    forwarder.start()
    # Nobody is there yet, and the records wait.
    wait_until(lambda: bool(caplog.records))
    caplog.clear()
    with rsyslog.running():
        wait_until(lambda: len(set(rsyslog.lines())) == 400)
    write_changes(path, 50, SMALL)
    with rsyslog.running():
        wait_until(lambda: len(set(rsyslog.lines())) == 500)
        assert forwarder.stop(20)
    caplog.clear()
    files = sorted(path.parent.glob("audit.0*.jsonl"))
    written = [line for file in [*files, path] for line in file.read_text().splitlines()]
    arrived = list(dict.fromkeys(rsyslog.lines()))
    assert arrived == written
    header = rsyslog.lines("headers")[0].split(" ")
    assert header[0] == "109"
    assert header[1].startswith("2026-01-31T")
    assert header[2:4] == ["pin-kiosk", "reset-pin"]
    assert header[4] == "[origin"
