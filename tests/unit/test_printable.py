"""What a terminal is given to show."""

from __future__ import annotations

import json

import pytest

from kiosk.commands.outcome import print_error
from kiosk.commands.printable import printable, printable_json
from kiosk.models.errors import ErrorCode, StationError


@pytest.mark.parametrize("letter", ["\x1b", "\r", "\n", "\x07", "\x9b", "\u202e", "\udc9b"])
def test_what_steers_a_terminal_is_replaced(letter: str) -> None:
    assert printable(f"Sam{letter}Rivera") == "Sam\N{REPLACEMENT CHARACTER}Rivera"


@pytest.mark.parametrize("letter", ["\x1b", "\n", "\x7f", "\x9b", "\u202e", "\u2028", "\udc9b"])
def test_a_document_says_the_same_without_what_steers_a_terminal(letter: str) -> None:
    document = {"name": f"Jürgen{letter}山田", "list": [1, None]}
    for indent in (None, 2):
        text = printable_json(document, indent=indent)
        assert json.loads(text) == document
        assert "Jürgen" in text
        assert letter not in text.replace("\n", "" if indent else "\n")
        assert all(one.isprintable() for one in text.split("\n"))


@pytest.mark.parametrize("name", ["Jürgen\u00a0Weiß", "می\u200cخواهم", "山田 太郎", "10\u202f%"])
def test_names_stay_as_people_write_them(name: str) -> None:
    assert printable(name) == name


def test_an_error_shows_no_more_of_a_file_name_than_can_be_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_error(StationError(ErrorCode.RUN_EXISTS, {"file": "out\x1b[2J"}), lambda: "en")
    said = capsys.readouterr().err
    assert said.startswith("There is a run in out\N{REPLACEMENT CHARACTER}[2J already.")
    assert "\x1b" not in said
