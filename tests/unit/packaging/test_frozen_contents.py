"""What goes into the frozen program: what is used, whatever PyInstaller finds beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import frozen_contents as contents
import pytest

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ["en", "de"]


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "PySide6\\Qt6Core.dll",
        "resources/translations/kiosk_de.qm",
        "libxcb-cursor.so.0",
        "LICENSE",
    ],
)
def test_what_the_station_uses_is_kept(place: str) -> None:
    assert contents.is_kept(place, LANGUAGES)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6\\plugins\\imageformats\\qsvg.dll",
        "PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qt_de.qm",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "PySide6\\Qt6Pdf.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml",
        "libXau.so.6",
    ],
)
def test_what_it_does_not_use_is_left_out(place: str) -> None:
    assert not contents.is_kept(place, LANGUAGES)


def test_libraries_stay_only_where_something_that_stays_asks_for_them() -> None:
    entries = [
        ("PySide6/QtGui.abi3.so", "QtGui", "EXTENSION"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "qxcb", "BINARY"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "Gui", "BINARY"),
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libxcb-cursor.so.0", "cursor", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
        ("libgtk-3.so.0", "gtk", "BINARY"),
        ("libcairo.so.2", "cairo", "BINARY"),
    ]
    needs = {"QtGui": ["libQt6Gui.so.6"], "qxcb": ["libQt6Gui.so.6", "libxcb-cursor.so.0"]}

    def libraries_of(file: str) -> Iterable[str]:
        return needs.get(file, [])

    kept = contents.asked_for(entries, libraries_of)
    assert kept == entries[:-2]


def test_the_stations_own_files_come_along_without_what_is_for_others() -> None:
    files = {Path(file).name for file, _ in contents.resources(ROOT)}
    assert {"pin-kiosk.png", "kiosk_de.qm", "Inter-Bold.otf", "cr80.toml", "station.qss"} <= files
    assert not {"kiosk_de.ts", "pin-kiosk.ico", "pin-kiosk.icns"} & files
    folders = {folder for _, folder in contents.resources(ROOT)}
    assert str(Path("resources", "layouts")) in folders


def test_the_languages_are_those_with_a_catalogue() -> None:
    assert contents.languages(ROOT)[:2] == ["en", "de"]
