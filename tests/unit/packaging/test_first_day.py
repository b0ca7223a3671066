"""The sheet for a supervisor's first day says what the window says, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from catalogue import read_catalogue

from kiosk.models.settings import LANGUAGES

PAGES = Path(__file__).resolve().parents[3] / "docs" / "pages"


def page_in(language: str) -> Path:
    return PAGES / ("first-day.md" if language == "en" else f"first-day.{language}.md")


def words_of_the_window(language: str) -> list[str]:
    """Return what stands in bold: on this sheet that is what the window shows."""
    return re.findall(r"\*\*(.+?)\*\*", page_in(language).read_text(encoding="utf-8"))


def is_said(words: str, texts: set[str]) -> bool:
    """Say whether the window shows these words; a named place may be anything."""
    return any(
        re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(text)), words)
        for text in texts
        if text == words or "{" in text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_names_buttons_and_situations_as_the_window_does(language: str) -> None:
    texts = set(read_catalogue(language).texts.values())
    # A text of places alone would be anything.
    texts = {text for text in texts if re.search(r"[^\W\d_]{3}", re.sub(r"{\w+}", "", text))}
    words = words_of_the_window(language)
    assert len(words) > 15
    assert [one for one in words if not is_said(one, texts)] == []


def test_the_sheets_of_all_languages_name_the_same_things() -> None:
    english = read_catalogue("en")
    for language in LANGUAGES:
        translated = read_catalogue(language).texts
        keys = [
            {key for key, text in translated.items() if is_said(one, {text})}
            for one in words_of_the_window(language)
        ]
        expected = [
            {key for key, text in english.texts.items() if is_said(one, {text})}
            for one in words_of_the_window("en")
        ]
        assert len(keys) == len(expected)
        for found, meant in zip(keys, expected, strict=True):
            assert found & meant, (found, meant)
