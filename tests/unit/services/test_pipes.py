"""A pipe in the place of a small file of the station holds up no start and no check."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import PaperChoices
from kiosk.printing.layout_file import read_layout
from kiosk.services.files import open_regular
from kiosk.services.forwarding.cursor import Cursor, cursor_of, cursor_path_of
from kiosk.services.paper_memory import PaperMemory

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes"),
    pytest.mark.timeout(20),
]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def test_a_pipe_or_a_device_is_no_file(pipe: Path) -> None:
    for place in (pipe, Path(os.devnull)):
        with pytest.raises(OSError, match="no regular file"):
            open_regular(place)


def test_what_was_chosen_about_paper_is_nothing_then(pipe: Path) -> None:
    assert PaperMemory(pipe).choices == PaperChoices()


def test_the_cursor_of_what_was_forwarded_is_the_beginning_then(tmp_path: Path) -> None:
    audit = tmp_path / "audit.jsonl"
    os.mkfifo(cursor_path_of(audit))
    assert cursor_of(audit) == Cursor()


def test_a_layout_that_is_none_is_told(pipe: Path) -> None:
    with pytest.raises(StationError) as refused:
        read_layout(pipe)
    assert refused.value.code is ErrorCode.LAYOUT_NOT_TOML
