"""What was chosen about paper is there at the next start, whatever became of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import Kind, PaperChoices
from kiosk.services.paper_memory import PaperMemory


def test_choices_are_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "state" / "paper.json"
    memory = PaperMemory(file)
    memory.change(lambda choices: choices.with_layout(Kind.BADGE, "cr80"))
    memory.change(lambda choices: choices.with_printer("cr80", "Zebra — Kasse 2"))
    again = PaperMemory(file).choices
    assert again.layout_for(Kind.BADGE) == "cr80"
    assert again.layout_for(Kind.SLIP) == ""
    assert again.printer_for("cr80") == "Zebra — Kasse 2"
    assert again.printer_for("a4") == ""


def test_a_choice_can_be_taken_back(tmp_path: Path) -> None:
    memory = PaperMemory(tmp_path / "paper.json")
    memory.change(lambda choices: choices.with_printer("a4", "Office"))
    memory.change(lambda choices: choices.with_printer("a4", ""))
    assert PaperMemory(tmp_path / "paper.json").choices == PaperChoices()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 50_000,
        '{"layouts": 3, "printers": []}',
        '{"printers": {"a4": null}}',
        '"\\ud800"',
        "\x00\xff",
    ],
    ids=["empty", "half", "list", "null", "deep", "numbers", "nothing", "surrogate", "bytes"],
)
def test_a_file_that_says_nothing_counts_as_nothing_chosen(tmp_path: Path, said: str) -> None:
    file = tmp_path / "paper.json"
    file.write_bytes(said.encode("latin-1"))
    memory = PaperMemory(file)
    assert memory.choices == PaperChoices()
    memory.change(lambda choices: choices.with_printer("a4", "Office"))
    assert PaperMemory(file).choices.printer_for("a4") == "Office"


def test_what_cannot_be_written_holds_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    memory = PaperMemory(tmp_path / "state" / "paper.json")
    with pytest.raises(StationError) as refused:
        memory.change(lambda choices: choices.with_printer("a4", "Office"))
    assert refused.value.code is ErrorCode.PAPER_CHOICE_NOT_KEPT
    assert memory.choices.printer_for("a4") == "Office"
