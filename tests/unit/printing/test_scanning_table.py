"""The page about scanning says what the station does now."""

from __future__ import annotations

from tests.support.scanning_table import FILE, document


def test_the_page_is_up_to_date() -> None:
    said = FILE.read_text(encoding="utf-8")
    assert said == document(), "renew it: python -m tests.support.scanning_table"
