"""The type family comes with the program, under its licence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QTextLayout

from kiosk.services.resources import resource
from tests.support.pages import NAMES


def test_every_weight_is_there_without_any_font_of_the_system(type_family: str) -> None:
    assert type_family == "Inter"
    assert {"Regular", "Medium", "Bold"} <= set(QFontDatabase.styles(type_family))
    assert QFontInfo(QFont(type_family)).family() == type_family


@pytest.fixture
def said() -> Iterator[list[str]]:
    """Return what Qt says, of whatever importance."""
    messages: list[str] = []
    usual = qInstallMessageHandler(lambda _kind, _context, message: messages.append(message))
    yield messages
    qInstallMessageHandler(usual)


@pytest.mark.parametrize("name", [*NAMES.values(), "বাংলা தமிழ் ខ្មែរ ܣܘܪܝܝܐ తెలుగు"])
def test_no_script_of_a_name_makes_noise(type_family: str, name: str, said: list[str]) -> None:
    font = QFont(type_family)
    # A size that nothing else uses: Qt says it only the first time.
    font.setPixelSize(43)
    line = QTextLayout(name, font)
    line.beginLayout()
    line.createLine()
    line.endLayout()
    assert line.glyphRuns()
    assert not said


def test_latin_letters_beside_another_script_stay_in_the_family(type_family: str) -> None:
    font = QFont(type_family)
    line = QTextLayout("Reset श्रीमती", font)
    line.beginLayout()
    line.createLine()
    line.endLayout()
    assert type_family in {run.rawFont().familyName() for run in line.glyphRuns()}


def test_the_licence_goes_along() -> None:
    text = resource("fonts", "LICENSE-Inter.txt").read_text("utf-8")
    assert "The Inter Project Authors" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
