"""A page speaks the language of whoever it is for, in a station that speaks another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from kiosk.models.clock import SystemClock
from kiosk.models.settings import BadgeSettings
from kiosk.printing.page import TextBlock
from kiosk.printing.texts import YOUR_PIN
from kiosk.qt.fonts import load_fonts
from kiosk.qt.press import StationPress
from kiosk.qt.printers import Printers
from kiosk.qt.translator import Translator
from kiosk.qt.worker_words import words_for
from kiosk.services.paper_memory import PaperMemory
from tests.support.pages import content

MOMENT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def translator(qapp: QCoreApplication) -> Iterator[Translator]:
    translator = Translator()
    translator.use("en")
    yield translator
    translator.use("en")


@pytest.mark.parametrize("language", ["de", "de-CH", "de_AT", "DE-de"])
def test_a_language_that_the_station_has_is_spoken(translator: Translator, language: str) -> None:
    words = words_for(language)
    assert words.say(YOUR_PIN) == "Ihre PIN"
    assert words.day(MOMENT) == "24. November 2026"
    assert translator.current == "en"


@pytest.mark.parametrize("language", ["", "pt-PT", "d", "zz-ZZ", "../de", "de\0", "C"])
def test_another_one_is_the_stations(translator: Translator, language: str) -> None:
    assert words_for(language).say(YOUR_PIN) == "Your PIN"
    translator.use("de")
    assert words_for(language).say(YOUR_PIN) == "Ihre PIN"


def test_english_is_spoken_in_a_german_station_with_its_own_dates(translator: Translator) -> None:
    translator.use("de")
    words = words_for("en-US")
    assert words.say(YOUR_PIN) == "Your PIN"
    assert words.day(MOMENT) == "November 24, 2026"


def test_the_page_of_a_worker_is_in_their_language(translator: Translator, tmp_path: Path) -> None:
    load_fonts()

    def no_printers() -> Printers:
        raise AssertionError

    memory = PaperMemory(tmp_path / "paper.json")
    settings = BadgeSettings(layout="a4")
    press = StationPress(settings, no_printers, SystemClock(), memory)
    sample = content()
    german = replace(sample, person=replace(sample.person, preferred_language="de-CH"))
    for one in (german, sample):
        said = [
            paragraph.text
            for page in press.make_pages(one).pages
            for element in page.elements
            if isinstance(element, TextBlock)
            for paragraph in element.paragraphs
        ]
        assert words_for(one.person.preferred_language).say(YOUR_PIN) in said
