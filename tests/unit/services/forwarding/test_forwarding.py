"""What is written reaches the receiver: in order, at least once, whatever happens on the way."""

from __future__ import annotations

import itertools
import json
import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import AuditForward, AuditSettings
from kiosk.services.audit_files import older_file, older_files
from kiosk.services.audit_head import head_of, head_path_of
from kiosk.services.audit_verification import verify
from kiosk.services.forwarding.cursor import cursor_of, cursor_path_of, held_cursor
from kiosk.services.forwarding.forwarder import Forwarder, Pauses
from kiosk.services.forwarding.setup import make_forwarder
from tests.support.audit_writing import ENTRY, SMALL, log_at, write_changes
from tests.support.raw_server import Visit, raw_server
from tests.support.receivers import (
    OtlpReceiver,
    Receiver,
    SyslogReceiver,
    receiver_in,
    wait_until,
)

ROOT = Path(__file__).resolve().parents[4]
QUICK = Pauses(look=0.01, other=0.02, first=0.01, longest=0.05)
NEVER = Pauses(look=0.01, other=0.02, first=3600, longest=3600)
BOTH = [AuditForward.SYSLOG, AuditForward.OTLP]

Told = list[StationError | None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "station" / "audit.jsonl"


@pytest.fixture(autouse=True)
def _failures_are_logged_and_expected(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="kiosk.services.forwarding")


@pytest.fixture(params=BOTH)
def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Receiver]:
    with receiver_in(tmp_path / "receiver", request.param) as receiver:
        yield receiver


def forwarder_to(
    settings: AuditSettings,
    path: Path,
    pauses: Pauses = QUICK,
    told: Callable[[StationError | None], None] = lambda _: None,
) -> Forwarder:
    forwarder = make_forwarder(settings, path, SystemClock(), told, pauses)
    assert forwarder is not None
    return forwarder


def all_is_there(receiver: Receiver, path: Path) -> bool:
    head = head_of(path)
    assert head is not None
    return cursor_of(path).link == head.link and len(receiver.distinct()) == head.link.number


def forward_all(receiver: Receiver, path: Path) -> None:
    """Run a forwarder until everything has arrived."""
    forwarder = forwarder_to(receiver.settings(), path)
    forwarder.start()
    wait_until(lambda: all_is_there(receiver, path))
    assert forwarder.stop(10)


def forward_refusing(
    receiver: OtlpReceiver, path: Path, is_refused: Callable[[list[int]], bool]
) -> tuple[list[list[int]], list[int]]:
    """Run a forwarder to the end of the file, at a receiver that refuses batches for good.

    `is_refused` is asked with the numbers of a batch. Returns the batches as they came, and the
    numbers that were taken.
    """
    batches: list[list[int]] = []
    taken: list[int] = []

    def judge(visit: Visit) -> None:
        receiver.read(visit)
        records = receiver.requests[-1].resource_logs[0].scope_logs[0].log_records
        numbers = [json.loads(one.body.string_value)["number"] for one in records]
        batches.append(numbers)
        if is_refused(numbers):
            visit.answer(b"", "Connection: close", status="400 Bad Request")
        else:
            taken.extend(numbers)
            receiver.accept(visit)

    receiver.next_visits = [judge] * 100
    forwarder = forwarder_to(receiver.settings(), path)
    forwarder.start()
    head = head_of(path)
    assert head is not None
    wait_until(lambda: cursor_of(path).link == head.link)
    assert forwarder.stop(10)
    return batches, taken


def test_nothing_is_forwarded_unless_it_is_wanted(path: Path) -> None:
    assert make_forwarder(AuditSettings(), path, SystemClock(), lambda _: None) is None


def test_what_was_there_and_what_is_written_arrives_once(receiver: Receiver, path: Path) -> None:
    write_changes(path, 5)
    forwarder = forwarder_to(receiver.settings(), path)
    forwarder.start()
    wait_until(lambda: all_is_there(receiver, path))
    write_changes(path, 3)
    wait_until(lambda: all_is_there(receiver, path))
    assert forwarder.stop(10)
    assert len(receiver.lines) == 16
    assert receiver.lines == path.read_text().splitlines()
    forward_all(receiver, path)
    assert len(receiver.lines) == 16


def test_syslog_says_who_when_and_how_it_ended(tmp_path: Path, path: Path) -> None:
    log = log_at(path)
    log.finish(log.begin(ENTRY), ErrorCode.PIN_UNCONFIRMED)
    with receiver_in(tmp_path / "receiver", AuditForward.SYSLOG) as receiver:
        assert isinstance(receiver, SyslogReceiver)
        forward_all(receiver, path)
        attempt, outcome = receiver.messages
    assert (attempt.facility, attempt.severity, outcome.severity) == (13, 5, 4)
    assert attempt.stamp == "2026-01-31T08:00:01.000+00:00"
    assert (attempt.app, attempt.kind) == ("pin-kiosk", "reset-pin")
    assert attempt.data.startswith('[origin software="pin-kiosk"')
    assert json.loads(outcome.text)["result"] == "PK-401"


def test_otlp_says_who_when_and_how_it_ended(tmp_path: Path, path: Path) -> None:
    log = log_at(path)
    log.finish(log.begin(ENTRY), ErrorCode.PIN_UNCONFIRMED, request_id="r-1")
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        assert isinstance(receiver, OtlpReceiver)
        forward_all(receiver, path)
        attempt, outcome = receiver.records
        resource = receiver.requests[0].resource_logs[0].resource
    moment = datetime(2026, 1, 31, 8, 0, 1, tzinfo=UTC)
    assert attempt.time_unix_nano == int(moment.timestamp()) * 10**9
    assert attempt.observed_time_unix_nano > attempt.time_unix_nano
    assert (attempt.severity_text, outcome.severity_text) == ("INFO", "WARN")
    fields = {field.key: field.value for field in outcome.attributes}
    assert fields["pin_kiosk.operation"].string_value == "reset-pin"
    assert fields["pin_kiosk.account_name"].string_value == "jürgen@contoso.com"
    assert fields["pin_kiosk.number"].int_value == 2
    assert fields["pin_kiosk.practice"].bool_value is False
    assert fields["pin_kiosk.hash"].string_value == json.loads(receiver.lines[1])["hash"]
    assert "service.name" in {field.key for field in resource.attributes}


def test_rotation_loses_and_repeats_nothing(receiver: Receiver, path: Path) -> None:
    write_changes(path, 10, SMALL)
    forwarder = forwarder_to(receiver.settings(), path)
    forwarder.start()
    for _ in range(15):
        write_changes(path, 2, SMALL)
    wait_until(lambda: all_is_there(receiver, path))
    assert forwarder.stop(10)
    assert len(older_files(path)) > 8
    assert len(receiver.lines) == 80


def refuse(visit: Visit) -> None:
    if isinstance(visit.connection, socket.socket):
        visit.reset()


def close_in_the_middle(visit: Visit) -> None:
    visit.connection.recv(100)


def read_and_reset(visit: Visit) -> None:
    visit.connection.recv(65536)
    visit.reset()


def talk_nonsense(visit: Visit) -> None:
    visit.connection.recv(65536)
    visit.say(b"220 smtp ready\r\n" * 3)


def test_refusals_and_broken_connections_are_made_up_for(receiver: Receiver, path: Path) -> None:
    write_changes(path, 300)
    receiver.next_visits = [refuse, close_in_the_middle, read_and_reset, talk_nonsense, refuse]
    forward_all(receiver, path)
    assert len(receiver.distinct()) == 600


def test_syslog_that_was_read_only_in_part_is_sent_again(tmp_path: Path, path: Path) -> None:
    write_changes(path, 60)
    with receiver_in(tmp_path / "receiver", AuditForward.SYSLOG) as receiver:
        assert isinstance(receiver, SyslogReceiver)
        receiver.next_visits = [lambda visit: receiver.read(visit, 5000)]
        forward_all(receiver, path)
        assert len(receiver.lines) > 120


def test_syslog_that_is_closed_without_a_goodbye_counts_as_read(tmp_path: Path, path: Path) -> None:
    write_changes(path, 10)
    with receiver_in(tmp_path / "receiver", AuditForward.SYSLOG) as receiver:
        assert isinstance(receiver, SyslogReceiver)

        def read_and_close(visit: Visit) -> None:
            receiver.read(visit)
            socket.socket.close(visit.connection)

        receiver.next_visits = [read_and_close] * 3
        forward_all(receiver, path)
        assert len(receiver.lines) == 20
        assert len(receiver.next_visits) == 2


def answering(status: str, *headers: str) -> Callable[[Visit], None]:
    def answer(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"<html>no</html>", *headers, status=status)

    return answer


def test_no_answer_of_an_otlp_receiver_but_its_own_counts(tmp_path: Path, path: Path) -> None:
    write_changes(path, 3)
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        receiver.next_visits = [
            answering("503 Busy", "Retry-After: 0"),
            answering("429 Slow Down", "Retry-After: 1000"),
            answering("401 Who"),
            answering("400 Bad"),
            answering("302 Moved", "Location: https://localhost:1/v1/logs"),
            answering("200 OK"),
            answering("200 OK", "Content-Type: application/x-protobuf"),
        ]
        forward_all(receiver, path)
        assert len(receiver.lines) == 6
        assert not receiver.next_visits


def test_a_batch_that_is_too_large_is_halved(tmp_path: Path, path: Path) -> None:
    write_changes(path, 20)
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        assert isinstance(receiver, OtlpReceiver)
        receiver.next_visits = [answering("413 Too Large")] * 3
        forward_all(receiver, path)
        assert len(receiver.requests[0].resource_logs[0].scope_logs[0].log_records) == 5


def test_what_an_otlp_receiver_refuses_for_good_is_not_sent_again(
    tmp_path: Path, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, logger="kiosk.services.forwarding")
    write_changes(path, 3)
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        assert isinstance(receiver, OtlpReceiver)

        def refuse_two(visit: Visit) -> None:
            receiver.read(visit)
            receiver.accept(visit, refused=2)

        receiver.next_visits = [refuse_two]
        forward_all(receiver, path)
        assert len(receiver.lines) == 6
    assert "refused 2 of a batch" in caplog.text
    caplog.clear()


def test_a_record_that_an_otlp_receiver_refuses_holds_up_no_other(
    tmp_path: Path, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, logger="kiosk.services.forwarding")
    write_changes(path, 6)
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        assert isinstance(receiver, OtlpReceiver)
        batches, taken = forward_refusing(receiver, path, lambda numbers: 4 in numbers)
        assert taken == [number for number in range(1, 13) if number != 4]
        assert len(batches[0]) == 12
        assert max(len(numbers) for numbers in batches[-3:]) > 1
    assert "refused the record 4 for good" in caplog.text
    caplog.clear()


def test_a_record_that_is_refused_only_once_reaches_the_receiver_all_the_same(
    tmp_path: Path, path: Path
) -> None:
    write_changes(path, 3)
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        assert isinstance(receiver, OtlpReceiver)
        alone = itertools.count()
        _, taken = forward_refusing(
            receiver,
            path,
            lambda numbers: 2 in numbers and (len(numbers) > 1 or next(alone) == 0),
        )
        assert set(taken) == set(range(1, 7))


def test_a_receiver_that_refuses_everything_gets_it_all_once_it_is_set_right(
    tmp_path: Path, path: Path
) -> None:
    write_changes(path, 3)
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        assert isinstance(receiver, OtlpReceiver)
        receiver.next_visits = [answering("400 Bad Request")] * 20
        forward_all(receiver, path)
        assert len(receiver.distinct()) == 6


def test_a_syslog_receiver_that_talks_is_none(tmp_path: Path, path: Path) -> None:
    write_changes(path, 3)
    with receiver_in(tmp_path / "receiver", AuditForward.SYSLOG) as receiver:
        assert isinstance(receiver, SyslogReceiver)

        def talk(visit: Visit) -> None:
            visit.connection.sendall(b"welcome")
            receiver.read(visit)

        receiver.next_visits = [talk] * 2
        forward_all(receiver, path)
        assert not receiver.next_visits
        assert len(receiver.lines) > 6


def test_an_untrusted_receiver_gets_nothing(receiver: Receiver, path: Path, tmp_path: Path) -> None:
    write_changes(path, 3)
    other = tmp_path / "other"
    other.mkdir()
    with raw_server(other) as stranger:
        settings = replace(receiver.settings(), forward_ca_file=str(stranger.ca_file))
    told: Told = []
    forwarder = forwarder_to(settings, path, QUICK, told.append)
    forwarder.start()
    wait_until(lambda: len(told) > 2)
    assert forwarder.stop(10)
    assert not receiver.lines
    assert cursor_of(path).link.number == 0
    assert {error.code for error in told if error} == {ErrorCode.AUDIT_NOT_FORWARDED}


def test_a_receiver_that_hangs_holds_up_neither_changes_nor_the_end(
    receiver: Receiver, path: Path
) -> None:
    write_changes(path, 1)
    is_hanging = threading.Event()

    def hang(visit: Visit) -> None:
        visit.connection.recv(100)
        is_hanging.set()
        visit.over.wait(60)

    receiver.next_visits = [hang] * 100
    forwarder = forwarder_to(receiver.settings(), path)
    forwarder.start()
    assert is_hanging.wait(20)
    write_changes(path, 5)
    assert not forwarder.stop(0.1)
    assert verify(path).is_sound


def test_closing_sends_what_is_left(receiver: Receiver, path: Path) -> None:
    write_changes(path, 2)
    forwarder = forwarder_to(receiver.settings(), path, replace(QUICK, look=3600))
    forwarder.start()
    wait_until(lambda: all_is_there(receiver, path))
    write_changes(path, 300)
    assert forwarder.stop(20)
    assert all_is_there(receiver, path)


def test_closing_does_not_wait_for_somebody_who_refuses(path: Path, tmp_path: Path) -> None:
    write_changes(path, 1)
    with receiver_in(tmp_path / "receiver", AuditForward.SYSLOG) as receiver:
        receiver.next_visits = [refuse] * 1000
        forwarder = forwarder_to(receiver.settings(), path, NEVER)
        forwarder.start()
        wait_until(lambda: len(receiver.next_visits) < 1000)
        assert forwarder.stop(20)


def test_long_silence_is_told_and_so_is_its_end(receiver: Receiver, path: Path) -> None:
    write_changes(path, 1)
    told: Told = []
    receiver.next_visits = [refuse] * 8
    forwarder = forwarder_to(receiver.settings(), path, QUICK, told.append)
    forwarder.start()
    wait_until(lambda: all_is_there(receiver, path) and None in told)
    assert forwarder.stop(10)
    first = told[0]
    assert first is not None
    assert first.code is ErrorCode.AUDIT_NOT_FORWARDED
    assert first.values["receiver"] == receiver.address
    assert told.count(None) == 1


def test_a_short_silence_is_not_told(receiver: Receiver, path: Path) -> None:
    log = log_at(path)
    log._clock = SystemClock()
    log.begin(ENTRY)
    told: Told = []
    receiver.next_visits = [refuse] * 8
    forwarder = forwarder_to(receiver.settings(), path, QUICK, told.append)
    forwarder.start()
    wait_until(lambda: all_is_there(receiver, path))
    assert forwarder.stop(10)
    assert not told


def test_only_one_forwards_and_the_next_goes_on(receiver: Receiver, path: Path) -> None:
    write_changes(path, 3)
    with held_cursor(path):
        forwarder = forwarder_to(receiver.settings(), path)
        forwarder.start()
        write_changes(path, 3)
        assert not receiver.lines
    wait_until(lambda: all_is_there(receiver, path))
    assert forwarder.stop(10)
    assert len(receiver.lines) == 12


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 256, b'{"number": 3}'])
def test_a_damaged_cursor_begins_anew(receiver: Receiver, path: Path, content: bytes) -> None:
    write_changes(path, 3)
    forward_all(receiver, path)
    cursor_path_of(path).write_bytes(content)
    write_changes(path, 1)
    forward_all(receiver, path)
    assert len(receiver.lines) == 6 + 8


def test_a_chain_that_was_begun_anew_is_sent_whole(tmp_path: Path, path: Path) -> None:
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        write_changes(path, 5)
        forward_all(receiver, path)
        path.unlink()
        head_path_of(path).unlink()
        receiver.lines.clear()
        write_changes(path, 2)
        forward_all(receiver, path)
        assert len(receiver.lines) == 4


def test_deleted_old_files_hold_nobody_up(tmp_path: Path, path: Path) -> None:
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        write_changes(path, 10, SMALL)
        forward_all(receiver, path)
        for _, file in older_files(path):
            file.unlink()
        write_changes(path, 2, SMALL)
        forward_all(receiver, path)
        assert len(receiver.lines) == 24


def test_tampered_records_are_sent_as_they_stand(tmp_path: Path, path: Path) -> None:
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        write_changes(path, 10, SMALL)
        file = older_file(path, 1)
        lines = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"nothing\n" + lines[1] + b"{" * 70_000 + b"\n" + lines[0])
        expected = [
            line
            for line in b"".join(
                one.read_bytes() for one in [*(f for _, f in older_files(path)), path]
            ).splitlines()
            if line.startswith(b'{"')
        ]
        forwarder = forwarder_to(receiver.settings(), path)
        forwarder.start()
        wait_until(lambda: len(receiver.lines) >= len(expected))
        assert forwarder.stop(10)
        assert receiver.lines == [line.decode() for line in expected]


CHILD = """
import sys
from pathlib import Path
from kiosk.models.clock import SystemClock
from kiosk.models.settings import AuditForward, AuditSettings
from kiosk.services.forwarding.forwarder import Pauses
from kiosk.services.forwarding.setup import make_forwarder
from tests.support.audit_writing import SMALL, write_changes
path, forward, address, ca_file = sys.argv[1:]
settings = AuditSettings("", 16, AuditForward(forward), address, ca_file)
pauses = Pauses(0.001, 0.01, 0.01, 0.05)
make_forwarder(settings, Path(path), SystemClock(), print, pauses).start()
while True:
    write_changes(Path(path), 1, SMALL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_stations_lose_no_record(receiver: Receiver, path: Path) -> None:
    settings = receiver.settings()
    command = [
        sys.executable,
        "-c",
        CHILD,
        str(path),
        settings.forward,
        settings.forward_to,
        str(settings.forward_ca_file),
    ]
    for life in itertools.count():
        seen = len(receiver.lines)
        children = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
        try:
            wait_until(lambda seen=seen: len(receiver.lines) > seen + 5)  # type: ignore[misc]
        finally:
            for child in children:
                child.send_signal(signal.SIGKILL)
                child.wait(30)
        if life == 4:
            break
    assert verify(path).is_sound
    # A killed writer leaves a head that is one record behind.
    write_changes(path, 1)
    forward_all(receiver, path)
    assert len(receiver.distinct()) == verify(path).records


@pytest.mark.skipif(sys.platform == "win32", reason="a kill between two of our own steps")
def test_a_kill_before_the_cursor_moves_repeats_a_batch(receiver: Receiver, path: Path) -> None:
    write_changes(path, 3)
    before = cursor_path_of(path)
    forward_all(receiver, path)
    before.unlink()
    forward_all(receiver, path)
    assert len(receiver.lines) == 12
    assert len(receiver.distinct()) == 6


def test_a_cursor_that_cannot_be_written_repeats_nothing_in_this_life(
    receiver: Receiver, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_changes(path, 3)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.services.forwarding.cursor._write", full)
    forwarder = forwarder_to(receiver.settings(), path)
    forwarder.start()
    wait_until(lambda: len(receiver.lines) == 6)
    write_changes(path, 3)
    wait_until(lambda: len(receiver.lines) == 12)
    assert forwarder.stop(10)
    assert len(receiver.lines) == 12


def test_a_folder_that_is_gone_is_waited_for(receiver: Receiver, path: Path) -> None:
    forwarder = forwarder_to(receiver.settings(), path)
    path.parent.write_text("a file where the folder should be")
    forwarder.start()
    path.parent.unlink()
    write_changes(path, 2)
    wait_until(lambda: all_is_there(receiver, path))
    assert forwarder.stop(10)


def test_old_is_what_was_written_a_quarter_of_an_hour_ago(path: Path) -> None:
    from kiosk.services.forwarding.cursor import Cursor  # noqa: PLC0415
    from kiosk.services.forwarding.forwarder import is_overdue  # noqa: PLC0415
    from kiosk.services.forwarding.pending import pending_after  # noqa: PLC0415

    write_changes(path, 1)
    (first, _) = pending_after(path, Cursor()).records
    written = datetime(2026, 1, 31, 8, 0, 1, tzinfo=UTC)
    assert not is_overdue(first, written + timedelta(minutes=14))
    assert is_overdue(first, written + timedelta(minutes=16))
