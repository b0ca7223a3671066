"""Each row of the threat model names tests that exist, and each attacker has rows."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODEL = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## Threat model\n")[2]
ATTACKERS = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", MODEL, flags=re.MULTILINE | re.DOTALL))
ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.*?) ?\|$", re.MULTILINE)


@cache
def names_in_tests() -> frozenset[str]:
    texts = (file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    return frozenset(
        name for text in texts for name in re.findall(r"^ *def (test_\w+)", text, re.MULTILINE)
    )


def test_every_attacker_is_there() -> None:
    assert len(ATTACKERS) == 11


@pytest.mark.parametrize("attacker", ATTACKERS)
def test_each_row_says_what_stops_them_and_what_does_not(attacker: str) -> None:
    rows = [row for row in ROW.findall(ATTACKERS[attacker]) if row[0] not in {"is after", "---"}]
    assert len(rows) >= 3
    assert [row[0] for row in rows].count("**not stopped**") == 1
    for what, _, shown in rows:
        assert what == "**not stopped**" or re.findall(r"`test_\w+`", shown), what


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", MODEL))
    assert len(named) > 50
    assert not named - names_in_tests()
