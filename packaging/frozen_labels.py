"""What Windows and macOS show about the frozen program beside its name and icon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

NAME = "PIN Kiosk"
PROGRAM = "pin-kiosk"
COPYRIGHT = "PIN Kiosk contributors, MIT licence"
MAC_IDENTIFIER = "io.github.pin-kiosk"


def windows_numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as the four numbers that Windows compares, without what is no release."""
    released = re.split(r"\.?[a-z+-]", version)[0]
    first, second, third = [*(int(number) for number in released.split(".")), 0, 0, 0][:3]
    return first, second, third, 0


def windows_texts(version: str, file_name: str) -> dict[str, str]:
    """Return what Windows shows under Properties, Details."""
    return {
        "CompanyName": "PIN Kiosk contributors",
        "FileDescription": NAME,
        "FileVersion": version,
        "InternalName": PROGRAM,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": file_name,
        "ProductName": NAME,
        "ProductVersion": version,
    }


def mac_information(version: str, languages: Sequence[str]) -> dict[str, Any]:
    """Return the entries of Info.plist that PyInstaller does not make, or makes otherwise.

    Source: 'Information Property List' in Apple's documentation.
    """
    return {
        "CFBundleDevelopmentRegion": languages[0],
        "CFBundleLocalizations": list(languages),
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.business",
        # PyInstaller takes a program that can print for one without a window.
        "LSBackgroundOnly": False,
        # What the Qt that is used asks for.
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": COPYRIGHT,
        # The station has a dark look of its own.
        "NSRequiresAquaSystemAppearance": False,
    }
