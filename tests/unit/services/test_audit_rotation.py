"""A file that grew large is put aside, and the chain goes on, whoever kills or tampers when."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.models.errors import StationError
from kiosk.services import audit, sector_record
from kiosk.services.audit_files import older_file, older_files, read_audit
from kiosk.services.audit_head import head_of, head_path_of
from kiosk.services.audit_verification import ProblemKind, verify
from tests.support.audit_writing import ENTRY, SMALL, kinds_at, log_at, write_changes

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "station" / "audit.jsonl"


def test_a_full_file_is_put_aside_and_the_chain_goes_on(path: Path) -> None:
    write_changes(path, 10, SMALL)
    older = older_files(path)
    assert [number for number, _ in older] == list(range(1, len(older) + 1))
    assert len(older) > 2
    assert older[0][1].name == "audit.000001.jsonl"
    assert all(SMALL < file.stat().st_size < SMALL + 2000 for _, file in older)
    assert verify(path).is_sound
    assert verify(path).records == 20
    numbers = [line.chained.link.number for line in read_audit(path) if line.chained]
    assert numbers == list(range(1, 21))


def test_the_chain_goes_on_after_restarts_whatever_the_size_is_set_to(path: Path) -> None:
    for size in (SMALL, 0, SMALL // 2, 1, SMALL):
        write_changes(path, 3, size)
    assert verify(path).is_sound
    assert verify(path).records == 30


def test_zero_never_puts_a_file_aside(path: Path) -> None:
    write_changes(path, 20, 0)
    assert not older_files(path)


def test_a_file_that_cannot_be_put_aside_stops_no_change(path: Path) -> None:
    write_changes(path, 3)
    # As with a reader that has the file open on Windows, the name cannot be had.
    older_file(path, 1).mkdir()
    write_changes(path, 3, SMALL)
    assert path.stat().st_size > SMALL
    older_file(path, 1).rmdir()
    assert verify(path).records == 12
    write_changes(path, 1, SMALL)
    assert verify(path).is_sound
    assert older_file(path, 1).exists()


MANY = """
import sys
from pathlib import Path
from tests.support.audit_writing import SMALL, write_changes
write_changes(Path(sys.argv[1]), int(sys.argv[2]), SMALL)
"""


def writer(path: Path, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", MANY, str(path), str(count)], cwd=ROOT)


def test_several_processes_write_through_many_files(path: Path) -> None:
    processes = [writer(path, 40) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert verify(path).is_sound
    assert verify(path).records == 3 * 80
    assert len(older_files(path)) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_writers_leave_a_sound_chain(path: Path) -> None:
    for _ in range(5):
        seen = verify(path).records if path.exists() else 0
        processes = [writer(path, 5000) for _ in range(2)]
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and len(older_files(path)) < seen // 4 + 3:
            os.sched_yield()
        for process in processes:
            process.send_signal(signal.SIGKILL)
            process.wait(30)
        assert not kinds_at(path)
    write_changes(path, 3, SMALL)
    assert verify(path).is_sound


class Killed(BaseException):
    """What ends a writer here, in place of a kill: nothing that it holds may be written after."""


class DyingOs:
    """The module `os` of a writer that is killed before, half-way through or after a step."""

    def __init__(self, step: int, *, half: bool) -> None:
        self.left = step
        self._half = half

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in {"open", "write", "fsync", "ftruncate"}:
            return real

        def dying(*args: Any, **kwargs: Any) -> Any:
            self.step()
            if self.left == 0 and name == "write" and self._half:
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
                self.step()
            return real(*args, **kwargs)

        return dying

    def step(self) -> None:
        if self.left <= 0:
            self.left = -1
            raise Killed
        self.left -= 1


@pytest.mark.parametrize("half", [False, True])
def test_a_kill_at_any_step_of_the_change_of_files_breaks_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, half: bool
) -> None:
    step = 0
    while True:
        shutil.rmtree(path.parent, ignore_errors=True)
        write_changes(path, 2)
        assert path.stat().st_size > 1
        dying = DyingOs(step, half=half)
        rename = Path.rename

        def dying_rename(
            file: Path, target: Path, dying: DyingOs = dying, rename: Any = rename
        ) -> Path:
            dying.step()
            renamed: Path = rename(file, target)
            dying.step()
            return renamed

        with monkeypatch.context() as patched:
            patched.setattr(audit, "os", dying)
            # Half a head is none; it is shorter than a sector so that this cannot happen.
            if not half:
                patched.setattr(sector_record, "os", dying)
            patched.setattr(Path, "rename", dying_rename)
            try:
                log_at(path, 1).begin(ENTRY)
                survived = True
            except Killed:
                survived = False
        assert not kinds_at(path), f"after the kill at step {step}"
        write_changes(path, 1)
        assert verify(path).is_sound, f"after the kill at step {step}"
        assert len(older_files(path)) <= 1
        if survived:
            break
        step += 1
    assert step > 6


def test_only_older_files_are_there_for_a_moment(path: Path) -> None:
    write_changes(path, 2)
    path.rename(older_file(path, 1))
    assert verify(path).is_sound
    assert verify(path).records == 4


def test_a_head_that_is_several_files_behind_is_caught_up_with(path: Path) -> None:
    write_changes(path, 1, SMALL)
    head = head_path_of(path).read_bytes()
    write_changes(path, 12, SMALL)
    head_path_of(path).write_bytes(head)
    assert verify(path).is_sound
    write_changes(path, 1, SMALL)
    found = head_of(path)
    assert found is not None
    assert found.link.number == 28
    assert verify(path).is_sound
    assert verify(path).records == 28


def test_the_head_made_anew_begins_with_what_is_kept(path: Path) -> None:
    write_changes(path, 10, SMALL)
    older_file(path, 1).unlink()
    head_path_of(path).unlink()
    write_changes(path, 1, SMALL)
    first = next(line.chained.link.number for line in read_audit(path) if line.chained)
    assert first > 1
    assert verify(path, first).is_sound


def test_deleted_old_files_are_told_unless_they_are_said_to_be_gone(path: Path) -> None:
    write_changes(path, 20, SMALL)
    older_file(path, 1).unlink()
    older_file(path, 2).unlink()
    result = verify(path)
    (missing,) = result.problems
    assert missing.kind is ProblemKind.REMOVED
    assert missing.first_number == 1
    assert result.sound_from == missing.last_number + 1
    assert verify(path, result.sound_from).is_sound
    # One record more is missed, and what is there may not be left out.
    assert not verify(path, result.sound_from - 1).is_sound
    assert verify(path, result.sound_from + 1).is_sound
    older_file(path, 4).unlink()
    assert not verify(path, result.sound_from).is_sound


def test_where_the_end_is_not_sound_nothing_is_said_to_be(path: Path) -> None:
    write_changes(path, 10, SMALL)
    path.unlink()
    assert kinds_at(path) == {ProblemKind.CUT}
    assert verify(path).sound_from == 0


def test_a_station_that_cannot_read_a_newer_old_file_changes_nothing(path: Path) -> None:
    write_changes(path, 2)
    path.rename(older_file(path, 1))
    path.mkdir()
    with pytest.raises(StationError):
        log_at(path).begin(ENTRY)


Tampering = Callable[[Path, Path], object]


def cut_lines(file: Path, count: int) -> None:
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-count]))


def swap(path: Path, _: Path) -> None:
    first, second = older_file(path, 1), older_file(path, 2)
    first.rename(path.with_name("x"))
    second.rename(first)
    path.with_name("x").rename(second)


def move_a_record(path: Path, _: Path) -> None:
    first = older_file(path, 1)
    lines = first.read_bytes().splitlines(keepends=True)
    first.write_bytes(b"".join([lines[0], *lines[2:]]))
    with older_file(path, 2).open("ab") as stream:
        stream.write(lines[1])


def change(path: Path, _: Path) -> None:
    file = older_file(path, 2)
    file.write_bytes(file.read_bytes().replace(b"sam@contoso.com", b"eve@contoso.com", 1))


def cut_bytes(path: Path, _: Path) -> None:
    os.truncate(older_file(path, 2), older_file(path, 2).stat().st_size - 100)


def older_head(path: Path, copy: Path) -> None:
    shutil.copy(head_path_of(copy), head_path_of(path))
    cut_lines(path, 1)


FILES: dict[str, tuple[Tampering, ProblemKind]] = {
    "a record in an older file changed": (change, ProblemKind.CHANGED),
    "the first older file deleted": (
        lambda path, _: older_file(path, 1).unlink(),
        ProblemKind.REMOVED,
    ),
    "an older file in the middle deleted": (
        lambda path, _: older_file(path, 2).unlink(),
        ProblemKind.REMOVED,
    ),
    "the newest older file deleted": (
        lambda path, _: older_files(path)[-1][1].unlink(),
        ProblemKind.REMOVED,
    ),
    "an older file emptied": (
        lambda path, _: older_file(path, 2).write_bytes(b""),
        ProblemKind.REMOVED,
    ),
    "records cut off an older file": (
        lambda path, _: cut_lines(older_file(path, 2), 2),
        ProblemKind.REMOVED,
    ),
    "an older file cut in the middle of a record": (cut_bytes, ProblemKind.UNREADABLE),
    "an older file renamed out of sight": (
        lambda path, _: older_file(path, 2).rename(path.with_name("audit.old")),
        ProblemKind.REMOVED,
    ),
    "an older file given a later number": (
        lambda path, _: older_file(path, 1).rename(older_file(path, 900)),
        ProblemKind.REORDERED,
    ),
    "an older file doubled": (
        lambda path, _: shutil.copy(older_file(path, 1), older_file(path, 900)),
        ProblemKind.REORDERED,
    ),
    "two older files swapped": (swap, ProblemKind.REORDERED),
    "a record moved to another file": (move_a_record, ProblemKind.REORDERED),
    "an older copy of the file put back": (
        lambda path, copy: shutil.copy(copy, path),
        ProblemKind.REORDERED,
    ),
    "the file deleted": (lambda path, _: path.unlink(), ProblemKind.CUT),
    "the file emptied": (lambda path, _: path.write_bytes(b""), ProblemKind.CUT),
    "the head deleted": (
        lambda path, _: head_path_of(path).unlink(),
        ProblemKind.HEAD_MISSING,
    ),
    "the head forged without its checksum": (
        lambda path, _: head_path_of(path).write_text('{"number":1,"hash":"0","length":9}'),
        ProblemKind.HEAD_MISSING,
    ),
}


@pytest.mark.parametrize("how", FILES)
def test_tampering_with_whole_files_is_found(path: Path, how: str, tmp_path: Path) -> None:
    tamper, kind = FILES[how]
    write_changes(path, 4, SMALL)
    copy = tmp_path / "copy"
    shutil.copytree(path.parent, copy)
    write_changes(path, 10, SMALL)
    assert verify(path).is_sound
    tamper(path, copy / path.name)
    assert kind in kinds_at(path)
    assert not verify(path).is_sound
    write_changes(path, 2, SMALL)
    if kind is not ProblemKind.HEAD_MISSING:
        # A head is made anew beside records that are whole; everything else stays found.
        assert not verify(path).is_sound
        write_changes(path, 6, SMALL)
        assert not verify(path).is_sound
