"""The type family comes with the program, under its licence."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from kiosk.services.resources import resource


def test_every_weight_is_there_without_any_font_of_the_system(type_family: str) -> None:
    assert type_family == "Inter"
    assert {"Regular", "Medium", "Bold"} <= set(QFontDatabase.styles(type_family))
    assert QFontInfo(QFont(type_family)).family() == type_family


def test_the_licence_goes_along() -> None:
    text = resource("fonts", "LICENSE-Inter.txt").read_text("utf-8")
    assert "The Inter Project Authors" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
