"""Files that are there whole or not at all, and what a program that was cut off leaves of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.files import remove_partials, write_whole


class CutOffError(BaseException):
    """The program ends here."""


def cut_off(*_: object) -> NoReturn:
    raise CutOffError


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    file = tmp_path / "badges-0001.pdf"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_may_be_as_long_as_names_can_be(tmp_path: Path) -> None:
    file = tmp_path / ("ß" * 125 + ".pdf")
    write_whole(file, b"one")
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_cut_off_program_left_of_a_file_is_removed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = tmp_path / "badges-0001.pdf", tmp_path / "badges-0002.pdf"
    for one in (file, other):
        write_whole(one, b"earlier")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", cut_off)
            # Nothing tidies up after a program that is killed.
            patch.setattr(Path, "unlink", lambda *_, **__: None)
            with pytest.raises(CutOffError):
                write_whole(one, b"half of it")
    mine = tmp_path / ".mine.part"
    mine.write_text("somebody else's")
    left = {one for one in tmp_path.iterdir() if one.suffix == ".part"} - {mine}
    assert len(left) == 2
    remove_partials(file)
    remaining = set(tmp_path.iterdir())
    assert {file, other, mine} < remaining
    assert len(remaining) == 4
    remove_partials(other)
    assert set(tmp_path.iterdir()) == {file, other, mine}


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StationError) as caught:
        write_whole(tmp_path / "gone" / "badges-0001.pdf", b"one")
    assert caught.value.code is ErrorCode.FILE_NOT_WRITTEN
