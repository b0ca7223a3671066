"""Where the audit file cannot be written nothing is changed, and later it simply goes on."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.models.audit_record import AuditEnd
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.audit import AuditLog
from kiosk.services.audit_files import older_files
from kiosk.services.audit_head import head_path_of
from kiosk.services.audit_verification import verify
from tests.support.audit_writing import ENTRY, SMALL, log_at, write_changes
from tests.support.small_disk import SmallDisk, small_disk

NOBODY = 65534


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted


def refuses(log: AuditLog) -> bool:
    try:
        log.begin(ENTRY)
    except StationError as error:
        return error.code is ErrorCode.AUDIT_NOT_WRITABLE
    return False


@pytest.mark.parametrize("rotate_bytes", [0, SMALL, 1])
def test_a_full_disk_refuses_until_there_is_room(disk: SmallDisk, rotate_bytes: int) -> None:
    path = disk.folder / "audit.jsonl"
    log = log_at(path, rotate_bytes)
    write_changes(path, 3, rotate_bytes)
    disk.fill()
    while not refuses(log):
        pass
    records = verify(path).records
    for _ in range(5):
        assert refuses(log)
        assert verify(path).is_sound
        assert not verify(path).has_torn_end
        assert verify(path).records == records
    disk.make_room()
    assert not refuses(log)
    write_changes(path, 2, rotate_bytes)
    assert verify(path).is_sound
    assert verify(path).records == records + 5


def test_a_disk_that_was_full_from_the_start_makes_no_half_file(disk: SmallDisk) -> None:
    path = disk.folder / "station" / "audit.jsonl"
    disk.fill()
    assert refuses(log_at(path))
    disk.make_room()
    write_changes(path, 1)
    assert verify(path).is_sound


def test_what_came_of_a_change_may_be_lost_on_a_full_disk_but_not_its_attempt(
    disk: SmallDisk,
) -> None:
    path = disk.folder / "audit.jsonl"
    log = log_at(path)
    attempt = log.begin(ENTRY)
    disk.fill()
    while verify(path).is_sound:
        try:
            log.finish(attempt, AuditEnd.OK)
        except StationError:
            break
    assert verify(path).is_sound
    assert verify(path).records >= 1


def test_a_disk_that_became_read_only_refuses_until_it_is_writable(disk: SmallDisk) -> None:
    path = disk.folder / "audit.jsonl"
    log = log_at(path)
    write_changes(path, 1)
    disk.allow_writing(allowed=False)
    assert refuses(log)
    disk.allow_writing(allowed=True)
    assert not refuses(log)
    assert verify(path).records == 3
    assert verify(path).is_sound


def folder_gone(path: Path) -> Callable[[], object]:
    aside = path.parent.with_name("aside")
    path.parent.rename(aside)
    path.parent.write_text("a file where the folder was")

    def mend() -> None:
        path.parent.unlink()
        aside.rename(path.parent)

    return mend


def file_replaced_by_a_folder(path: Path) -> Callable[[], object]:
    aside = path.with_name("aside")
    path.rename(aside)
    path.mkdir()

    def mend() -> None:
        path.rmdir()
        aside.rename(path)

    return mend


def head_replaced_by_a_folder(path: Path) -> Callable[[], object]:
    head, aside = head_path_of(path), path.with_name("aside")
    head.rename(aside)
    head.mkdir()

    def mend() -> None:
        head.rmdir()
        aside.rename(head)

    return mend


@pytest.mark.parametrize(
    "spoil", [folder_gone, file_replaced_by_a_folder, head_replaced_by_a_folder]
)
def test_what_is_in_the_way_refuses_until_it_is_gone(
    tmp_path: Path, spoil: Callable[[Path], Callable[[], object]]
) -> None:
    path = tmp_path / "station" / "audit.jsonl"
    log = log_at(path, SMALL)
    write_changes(path, 3, SMALL)
    mend = spoil(path)
    assert refuses(log)
    assert refuses(log)
    mend()
    assert not refuses(log)
    assert verify(path).is_sound
    assert verify(path).records == 7


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Be an account without any rights but to what is its own."""
    os.chown(folder, NOBODY, NOBODY)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="needs root, to be another account"
)
@pytest.mark.parametrize("what", ["file", "head", "folder"])
def test_a_permission_that_is_taken_away_refuses_until_it_is_back(what: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pin-kiosk-test-", dir="/tmp"))
    path = folder / "audit.jsonl"
    # Without its folder no file can be put aside or made, but an old one can be written on.
    place = {"file": path, "head": head_path_of(path), "folder": folder}[what]
    try:
        with as_nobody(folder):
            log = log_at(path, SMALL)
            write_changes(path, 2, SMALL)
            usual = place.stat().st_mode
            place.chmod(0o500 if what == "folder" else 0o400)
            if what == "folder":
                write_changes(path, 2, SMALL)
                assert not older_files(path)
            else:
                assert refuses(log)
            place.chmod(usual)
            assert not refuses(log)
            assert verify(path).is_sound
    finally:
        shutil.rmtree(folder)
