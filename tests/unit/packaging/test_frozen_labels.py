"""What Windows and macOS show about the program."""

from __future__ import annotations

import plistlib

import frozen_labels as labels
import pytest

from kiosk import __version__


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("1.2.3", (1, 2, 3, 0)),
        ("0.10.0rc1", (0, 10, 0, 0)),
        ("2", (2, 0, 0, 0)),
        ("1.2rc1", (1, 2, 0, 0)),
        ("1.2.3.dev4", (1, 2, 3, 0)),
    ],
)
def test_windows_compares_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert labels.windows_numbers(version) == numbers


def test_windows_shows_name_and_version() -> None:
    texts = labels.windows_texts(__version__, "pin-kiosk.exe")
    assert texts["ProductName"] == texts["FileDescription"] == "PIN Kiosk"
    assert texts["ProductVersion"] == texts["FileVersion"] == __version__
    assert texts["OriginalFilename"] == "pin-kiosk.exe"


def test_macos_opens_a_window_and_knows_the_languages() -> None:
    information = labels.mac_information(__version__, ["en", "de"])
    # What PyInstaller would say of a program that can print.
    assert information["LSBackgroundOnly"] is False
    assert information["CFBundleLocalizations"] == ["en", "de"]
    assert plistlib.loads(plistlib.dumps(information)) == information
