"""The audit file: every change leaves two lines, and nobody alters them without it being found."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.models.audit_record import AuditEnd
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.services.audit_files import older_file, read_audit
from kiosk.services.audit_head import head_path_of
from kiosk.services.audit_verification import ProblemKind, verify
from tests.support.audit_writing import ENTRY, kinds_at, log_at, write_changes

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "station" / "audit.jsonl"


def test_a_change_leaves_an_attempt_and_its_outcome(path: Path) -> None:
    log = log_at(path)
    attempt = log.begin(ENTRY)
    log.finish(attempt, ErrorCode.PIN_UNCONFIRMED, request_id="r-1")
    first, second = (json.loads(line) for line in path.read_text().splitlines())
    assert first["phase"] == "attempt"
    assert first["result"] == ""
    assert first["time"] == "2026-01-31T08:00:01.000+00:00"
    assert first["account_name"] == "jürgen@contoso.com"
    assert first["station"] == "Kasse 3 – Süd"
    assert second["phase"] == "outcome"
    assert second["attempt"] == first["number"] == 1
    assert second["result"] == "PK-401"
    assert second["request_id"] == "r-1"
    assert second["previous"] == first["hash"]
    assert verify(path).is_sound
    assert verify(path).records == 2


@pytest.mark.parametrize("letter", ["x", "ü", "😀"])
def test_names_of_any_length_leave_lines_that_can_be_read(path: Path, letter: str) -> None:
    text = letter * 70_000
    long = replace(ENTRY, account_name=text, person_id=text, person_name=text)
    log = log_at(path)
    log.finish(log.begin(long), AuditEnd.OK, badge_id=text)
    assert verify(path).is_sound
    assert verify(path).records == 2
    name = json.loads(path.read_text().splitlines()[0])["person_name"]
    assert name == letter * 255 + "…"


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes among files")
@pytest.mark.parametrize("place", ["the file", "its head", "an older file"])
@pytest.mark.timeout(20)
def test_a_pipe_in_the_place_of_a_file_holds_up_nobody(path: Path, place: str) -> None:
    write_changes(path, 2)
    places = {
        "the file": path,
        "its head": head_path_of(path),
        "an older file": older_file(path, 1),
    }
    if place == "an older file":
        head_path_of(path).unlink()
    places[place].unlink(missing_ok=True)
    os.mkfifo(places[place])
    with contextlib.suppress(StationError):
        assert not verify(path).is_sound
    with pytest.raises(StationError) as refused:
        log_at(path).begin(ENTRY)
    assert refused.value.code is ErrorCode.AUDIT_NOT_WRITABLE


def test_a_secret_cannot_get_into_a_record(path: Path) -> None:
    log = log_at(path)
    attempt = log.begin(ENTRY)
    secret = Secret("73519462")
    with pytest.raises(TypeError) as caught:
        log.finish(attempt, AuditEnd.OK, badge_id=secret)  # type: ignore[arg-type]  # the point
    assert "73519462" not in str(caught.value)
    with pytest.raises(ValueError, match="content of a badge"):
        log.finish(attempt, AuditEnd.OK, badge_id="ms-qrpin:v1|sam@contoso.com|id|KEY")
    assert len(path.read_text().splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows protects the account's folder")
def test_only_the_account_may_read_it(path: Path) -> None:
    write_changes(path, 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_chain_goes_on_after_a_restart(path: Path) -> None:
    write_changes(path, 2)
    write_changes(path, 2)
    assert verify(path).is_sound
    assert verify(path).records == 8


def blocked_by_a_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def blocked_by_a_file(path: Path) -> Path:
    path.parent.write_text("a file where the folder should be")
    return path


def nowhere(path: Path) -> Path:
    return Path(f"{path}\0")


@pytest.mark.parametrize("blocked", [blocked_by_a_folder, blocked_by_a_file, nowhere])
def test_a_file_that_cannot_be_written_stops_a_change_before_it_begins(
    path: Path, blocked: Callable[[Path], Path]
) -> None:
    with pytest.raises(StationError) as caught:
        log_at(blocked(path)).begin(ENTRY)
    assert caught.value.code is ErrorCode.AUDIT_NOT_WRITABLE


FULL_DISK = """
import resource, sys
from pathlib import Path
from kiosk.models.clock import SystemClock
from kiosk.models.errors import StationError
from kiosk.services.audit import AuditLog
from tests.support.audit_writing import ENTRY
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100,) * 2)
try:
    AuditLog(path, SystemClock()).begin(ENTRY)
except StationError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for a file's size")
def test_a_full_disk_stops_a_change_and_leaves_no_half_line(path: Path) -> None:
    write_changes(path, 2)
    before = path.read_bytes()
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert run.stdout.strip() == "PK-701", run.stderr
    assert path.read_bytes() == before
    write_changes(path, 1)
    assert verify(path).is_sound


MANY = """
import sys
from pathlib import Path
from tests.support.audit_writing import write_changes
write_changes(Path(sys.argv[1]), 40)
"""


def test_several_processes_and_threads_may_write_at_once(path: Path) -> None:
    command = [sys.executable, "-c", MANY, str(path)]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    shared = log_at(path)
    threads = [
        threading.Thread(target=lambda: [shared.begin(ENTRY) for _ in range(20)]) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    result = verify(path)
    assert result.is_sound
    assert result.records == 3 * 80 + 3 * 20


def test_a_crash_between_the_line_and_the_head_is_caught_up_with(path: Path) -> None:
    write_changes(path, 2)
    earlier_head = head_path_of(path).read_bytes()
    write_changes(path, 1)
    head_path_of(path).write_bytes(earlier_head)
    assert verify(path).is_sound
    write_changes(path, 1)
    assert verify(path).is_sound
    assert verify(path).records == 8


def test_a_crash_in_the_middle_of_a_line_is_told_and_mended(path: Path) -> None:
    write_changes(path, 2)
    with path.open("ab") as stream:
        stream.write(b'{"account_id":"1111')
    result = verify(path)
    assert result.is_sound
    assert result.has_torn_end
    write_changes(path, 1)
    assert verify(path).is_sound
    assert not verify(path).has_torn_end
    assert verify(path).records == 6


Lines = list[bytes]


def changed(line: bytes, **values: object) -> bytes:
    content = json.loads(line) | values
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def rehashed(line: bytes, **values: object) -> bytes:
    """Change a line the way somebody would who knows how the hash is made."""
    from kiosk.models.audit_record import _canonical, _hash_of  # noqa: PLC0415

    content = json.loads(line) | values
    del content["hash"]
    return _canonical({**content, "hash": _hash_of(content)}).encode()


TAMPERINGS: dict[str, tuple[Callable[[Lines], Lines], ProblemKind]] = {
    "a field changed": (
        lambda x: [*x[:3], changed(x[3], person_name="eve@contoso.com"), *x[4:]],
        ProblemKind.CHANGED,
    ),
    "a field changed and its hash made anew": (
        lambda x: [*x[:3], rehashed(x[3], person_name="eve@contoso.com"), *x[4:]],
        ProblemKind.CHANGED,
    ),
    "the last record changed and its hash made anew": (
        lambda x: [*x[:-1], rehashed(x[-1], result="PK-401")],
        ProblemKind.CHANGED,
    ),
    "the first record changed and its hash made anew": (
        lambda x: [rehashed(x[0], practice=True), *x[1:]],
        ProblemKind.CHANGED,
    ),
    "a field added": (
        lambda x: [*x[:3], changed(x[3], note="all fine"), *x[4:]],
        ProblemKind.CHANGED,
    ),
    "spaces put in": (
        lambda x: [*x[:3], x[3].replace(b":", b": ", 1), *x[4:]],
        ProblemKind.CHANGED,
    ),
    "a name twice in a record": (
        lambda x: [*x[:3], b'{"result":"ok",' + x[3][1:], *x[4:]],
        ProblemKind.CHANGED,
    ),
    "the first record removed": (lambda x: x[1:], ProblemKind.REMOVED),
    "a record in the middle removed": (lambda x: x[:3] + x[4:], ProblemKind.REMOVED),
    "several records removed": (lambda x: x[:2] + x[6:], ProblemKind.REMOVED),
    "the last record cut": (lambda x: x[:-1], ProblemKind.CUT),
    "half of the last line cut": (lambda x: [*x[:-1], x[-1][:40]], ProblemKind.CUT),
    "everything cut": (lambda x: [], ProblemKind.CUT),
    "two records swapped": (lambda x: [*x[:3], x[4], x[3], *x[5:]], ProblemKind.REORDERED),
    "all records turned round": (lambda x: x[::-1], ProblemKind.REORDERED),
    "a record doubled": (lambda x: [*x[:3], x[3], *x[3:]], ProblemKind.REORDERED),
    "a record forged in between": (
        lambda x: [*x[:3], rehashed(x[2], number=4, previous="0" * 64), *x[3:]],
        ProblemKind.REORDERED,
    ),
    "a line put in": (lambda x: [*x[:3], b"nothing to see", *x[3:]], ProblemKind.UNREADABLE),
    "an empty line put in": (lambda x: [*x[:3], b"", *x[3:]], ProblemKind.UNREADABLE),
    "a huge line put in": (lambda x: [*x[:3], b"[" * 200_000, *x[3:]], ProblemKind.UNREADABLE),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_found_and_stays_found(path: Path, how: str) -> None:
    tamper, kind = TAMPERINGS[how]
    write_changes(path, 5)
    lines = tamper(path.read_bytes().splitlines())
    is_half = how.startswith("half")
    path.write_bytes(b"\n".join(lines) + (b"" if is_half or not lines else b"\n"))
    assert kind in kinds_at(path)
    write_changes(path, 2)
    assert not verify(path).is_sound
    write_changes(path, 2)
    assert not verify(path).is_sound


def test_records_of_another_file_do_not_pass(path: Path, tmp_path: Path) -> None:
    write_changes(path, 5)
    other = tmp_path / "other.jsonl"
    log_at(other).begin(ENTRY)
    write_changes(other, 5)
    lines = path.read_bytes().splitlines(keepends=True)
    theirs = other.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:4], *theirs[4:6], *lines[6:]]))
    assert ProblemKind.CHANGED in kinds_at(path)


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"number": 1}', b"\0" * 256])
def test_a_missing_or_damaged_head_is_told(path: Path, content: bytes | None) -> None:
    write_changes(path, 2)
    head_path_of(path).unlink()
    if content is not None:
        head_path_of(path).write_bytes(content)
    assert kinds_at(path) == {ProblemKind.HEAD_MISSING}
    write_changes(path, 1)
    assert verify(path).is_sound


def test_a_changed_head_is_found(path: Path) -> None:
    write_changes(path, 2)
    head = head_path_of(path)
    head.write_bytes(head.read_bytes().replace(b'"number": 4', b'"number": 3'))
    assert kinds_at(path) == {ProblemKind.HEAD_MISSING}


def test_a_file_that_is_not_there_cannot_be_checked(path: Path) -> None:
    with pytest.raises(StationError) as caught:
        verify(path)
    assert caught.value.code is ErrorCode.AUDIT_BROKEN


def test_any_bytes_can_be_checked(path: Path) -> None:
    path.parent.mkdir()
    for content in (b"", b"\n", os.urandom(5000), b"{" * 90_000, b'{"number":1e400}\n'):
        path.write_bytes(content)
        verify(path)
        assert all(line.chained is None for line in read_audit(path))
