"""A record in one sector is whole, or it is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.services.sector_record import read_record, write_record


@pytest.fixture
def descriptor(tmp_path: Path) -> Iterator[int]:
    opened = os.open(tmp_path / "record", os.O_RDWR | os.O_CREAT)
    yield opened
    os.close(opened)


def test_what_was_written_is_read(descriptor: int) -> None:
    assert read_record(descriptor) is None
    write_record(descriptor, {"number": 7, "hash": "ab"})
    write_record(descriptor, {"number": 8, "hash": "cd"})
    assert read_record(descriptor) == {"number": 8, "hash": "cd"}


def test_what_has_no_room_leaves_what_is_there(descriptor: int) -> None:
    write_record(descriptor, {"number": 7})
    with pytest.raises(OSError, match="too long"):
        write_record(descriptor, {"number": 10**250})
    assert read_record(descriptor) == {"number": 7}


def test_one_bit_that_fell_over_is_noticed(descriptor: int) -> None:
    write_record(descriptor, {"number": 7})
    content = os.pread(descriptor, 256, 0)
    os.pwrite(descriptor, content.replace(b"7", b"6", 1), 0)
    assert read_record(descriptor) is None
