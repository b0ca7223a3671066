"""Every language says everything, with the same places, and is compiled from what it says."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication

from kiosk.models.errors import ErrorCode, StationError
from kiosk.qt.translator import (
    Translator,
    available_languages,
    language_name,
    system_language,
)
from kiosk.services.resources import resource
from kiosk.views.failures import failure_text

CATALOGUES = sorted(resource("translations").glob("*.ts"))
PLACE = re.compile(r"\{[a-z_]+\}")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def translator(qapp: QApplication) -> Iterator[Translator]:
    translator = Translator()
    yield translator
    translator.use("en")


def messages(catalogue: Path) -> list[tuple[str, ElementTree.Element]]:
    root = ElementTree.parse(catalogue).getroot()
    found = []
    for message in root.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        found.append((message.findtext("source", ""), translation))
    return found


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_left_untranslated(catalogue: Path) -> None:
    unfinished = [
        source
        for source, translation in messages(catalogue)
        if translation.get("type") is not None or not translation.text
    ]
    assert not unfinished


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_every_language_has_the_same_places(catalogue: Path) -> None:
    different = [
        source
        for source, translation in messages(catalogue)
        if sorted(PLACE.findall(source)) != sorted(PLACE.findall(translation.text or ""))
    ]
    assert not different


def test_catalogues_say_what_the_sources_say() -> None:
    check = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "translations.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stderr


def test_no_text_is_built_before_it_is_translated() -> None:
    wrong = [
        str(path)
        for path in (ROOT / "kiosk").rglob("*.py")
        if re.search(r"\b(tr|translate)\(\s*f[\"']", path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_languages_are_named_in_themselves() -> None:
    assert available_languages() == ("en", "de")
    assert [language_name(code) for code in ("en", "de", "fr")] == [
        "English",
        "Deutsch",
        "Français",
    ]


def test_the_systems_language_is_one_that_the_station_speaks() -> None:
    assert system_language() in available_languages()


def test_a_language_brings_its_dates_and_qts_own_words(translator: Translator) -> None:
    translator.use("de")
    assert translator.current == "de"
    assert QLocale().language() == QLocale.Language.German
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
    translator.use("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_an_unknown_language_becomes_english(translator: Translator) -> None:
    translator.use("xx")
    assert translator.current == "en"


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_is_said_in_german(translator: Translator, code: ErrorCode) -> None:
    english = failure_text(StationError(code))
    translator.use("de")
    german = failure_text(StationError(code))
    assert german != english
    assert "{" not in german
