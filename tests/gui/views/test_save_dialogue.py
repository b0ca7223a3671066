"""The dialogue that asks where a PDF goes: whole, with targets for fingers, in the right folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QFileSystemModel,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kiosk.views.widgets.kiosk_files import fixed_file
from kiosk.views.widgets.save_dialogue import folder_dialogue, open_dialogue, save_dialogue
from tests.support.gallery import Gallery, settle
from tests.support.scenes import scenes

Kind = TypeVar("Kind", bound=QObject)

SCENES = {scene.name: scene for scene in scenes()}
NAME = "badge-2026-11-24-0930.pdf"
TARGET = 48


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    (folder / "Badges").mkdir(parents=True)
    (folder / "Other").mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(folder))
    return folder


@pytest.fixture(params=[1.0, 2.0], ids=["usual-text", "large-text"])
def dialogue(
    gallery: Gallery, documents: Path, qtbot: QtBot, request: pytest.FixtureRequest
) -> Iterator[QFileDialog]:
    look = gallery.window.look
    look.use_text_scale(request.param)
    gallery.show(SCENES["result-badge"])
    page = gallery.window.page(gallery.station.page)
    opened = save_dialogue(
        page, look, title="Save as PDF", name_filter="PDF files (*.pdf)", name=NAME
    )
    opened.open()
    qtbot.waitUntil(lambda: part(opened, QTreeView, "treeView").model().rowCount() > 0)
    settle()
    yield opened
    for still_open in page.findChildren(QFileDialog):
        still_open.reject()
    look.use_text_scale(1.0)
    settle()


def part(dialogue: QFileDialog, kind: type[Kind], name: str) -> Kind:
    found = dialogue.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def test_it_begins_in_the_documents_with_the_name_whole(
    dialogue: QFileDialog, documents: Path
) -> None:
    assert Path(dialogue.directory().path()) == documents
    field = part(dialogue, QLineEdit, "fileNameEdit")
    assert field.text() == NAME
    assert field.fontMetrics().horizontalAdvance(NAME) < field.width() - 30
    assert dialogue.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialogue.defaultSuffix() == "pdf"


def test_it_is_large_and_yet_inside_the_window(gallery: Gallery, dialogue: QFileDialog) -> None:
    assert dialogue.width() >= 800
    assert dialogue.width() <= gallery.window.width()
    assert dialogue.height() <= gallery.window.height()
    assert part(dialogue, QComboBox, "lookInCombo").width() > 300


def test_fingers_hit_every_part_of_it(dialogue: QFileDialog) -> None:
    small = [
        (control.objectName(), control.size().toTuple())
        for kind in (QPushButton, QToolButton, QLineEdit, QComboBox)
        for control in dialogue.findChildren(kind)
        if control.isVisibleTo(dialogue) and min(control.size().toTuple()) < TARGET
    ]
    assert not small
    files = part(dialogue, QTreeView, "treeView")
    assert files.visualRect(files.model().index(0, 0, files.rootIndex())).height() >= TARGET
    places = part(dialogue, QListView, "sidebar")
    assert places.visualRect(places.model().index(0, 0)).height() >= TARGET


def test_what_is_saved_gets_its_ending(
    dialogue: QFileDialog, documents: Path, qtbot: QtBot
) -> None:
    part(dialogue, QLineEdit, "fileNameEdit").setText("mine")
    with qtbot.waitSignal(dialogue.fileSelected) as chosen:
        dialogue.accept()
    assert chosen.args == [str(documents / "mine.pdf")]


def test_without_documents_it_begins_at_home(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = QStandardPaths.StandardLocation
    folders = {places.DocumentsLocation: tmp_path / "none", places.HomeLocation: tmp_path}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(folders[place]))
    opened = save_dialogue(
        gallery.window, gallery.window.look, title="", name_filter="PDF (*.pdf)", name=NAME
    )
    assert Path(opened.directory().path()) == tmp_path
    opened.deleteLater()


def test_a_list_is_asked_for_among_files_that_are_there(gallery: Gallery, documents: Path) -> None:
    opened = open_dialogue(
        gallery.window, gallery.window.look, title="", name_filter="Lists (*.csv)"
    )
    assert opened.fileMode() == QFileDialog.FileMode.ExistingFile
    assert opened.acceptMode() == QFileDialog.AcceptMode.AcceptOpen
    assert Path(opened.directory().path()) == documents
    opened.deleteLater()


def test_a_folder_is_asked_for_among_folders(gallery: Gallery, documents: Path) -> None:
    opened = folder_dialogue(gallery.window, gallery.window.look, title="")
    assert opened.fileMode() == QFileDialog.FileMode.Directory
    assert opened.testOption(QFileDialog.Option.ShowDirsOnly)
    assert Path(opened.directory().path()) == documents
    opened.deleteLater()


def test_in_kiosk_mode_a_list_is_chosen_in_one_folder_and_nothing_else_is_seen(
    gallery: Gallery, documents: Path, qtbot: QtBot
) -> None:
    (documents / "list.csv").write_text("upn\n")
    opened = open_dialogue(
        gallery.window, gallery.window.look, title="", name_filter="Lists (*.csv)", kiosk=True
    )
    opened.open()
    try:
        files = part(opened, QTreeView, "treeView")
        qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) > 0)
        names = [
            files.model().index(row, 0, files.rootIndex()).data()
            for row in range(files.model().rowCount(files.rootIndex()))
        ]
        assert names == ["list.csv"]
        assert opened.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert opened.testOption(QFileDialog.Option.ReadOnly)
        for kind, name in (
            (QComboBox, "lookInCombo"),
            (QListView, "sidebar"),
            (QToolButton, "toParentButton"),
            (QToolButton, "newFolderButton"),
        ):
            assert not part(opened, kind, name).isVisibleTo(opened), name
        field = part(opened, QLineEdit, "fileNameEdit")
        assert field.isReadOnly()
        menus = {widget.contextMenuPolicy() for widget in opened.findChildren(QWidget)}
        assert menus == {Qt.ContextMenuPolicy.NoContextMenu}
    finally:
        opened.reject()


@pytest.fixture
def shut_in(gallery: Gallery, documents: Path, qtbot: QtBot) -> Iterator[QFileDialog]:
    """The kiosk's dialogue over a folder with a list, a link out of it, and more beside it."""
    (documents / "list.csv").write_text("upn\n")
    (documents.parent / "payroll.csv").write_text("upn\n")
    (documents / "link.csv").symlink_to(documents.parent / "payroll.csv")
    opened = open_dialogue(
        gallery.window, gallery.window.look, title="", name_filter="Lists (*.csv)", kiosk=True
    )
    opened.open()
    qtbot.waitUntil(lambda: "list.csv" in rows(opened))
    yield opened
    for still_open in gallery.window.findChildren(QFileDialog):
        still_open.reject()
    settle()


def rows(dialogue: QFileDialog) -> list[str]:
    files = part(dialogue, QTreeView, "treeView")
    root = files.rootIndex()
    return [files.model().index(row, 0, root).data() for row in range(files.model().rowCount(root))]


def test_a_link_is_not_shown(shut_in: QFileDialog) -> None:
    assert rows(shut_in) == ["list.csv"]


def test_no_key_leads_out_of_the_one_folder(
    shut_in: QFileDialog, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Qt's 'go home' asks for the home folder itself.
    monkeypatch.setenv("HOME", str(documents.parent))
    seen: list[str] = []
    part(shut_in, QFileSystemModel, "qt_filesystem_model").rootPathChanged.connect(seen.append)
    files = part(shut_in, QTreeView, "treeView")
    keys, held = Qt.Key, Qt.KeyboardModifier
    for key, modifier in (
        (keys.Key_H, held.ControlModifier | held.ShiftModifier),
        (keys.Key_Up, held.ControlModifier),
        (keys.Key_Up, held.AltModifier),
        (keys.Key_Left, held.AltModifier),
        (keys.Key_N, held.ControlModifier),
        (keys.Key_Delete, held.NoModifier),
        (keys.Key_F2, held.NoModifier),
        (keys.Key_Backspace, held.NoModifier),
    ):
        for target in (files, shut_in):
            QTest.keyClick(target, key, modifier)
            assert Path(shut_in.directory().path()) == documents, key
    settle()
    assert seen == []
    assert rows(shut_in) == ["list.csv"]
    assert not [action for action in shut_in.findChildren(QAction) if action.isEnabled()]
    assert not [action for action in shut_in.findChildren(QAction) if action.shortcuts()]
    assert not [short for short in shut_in.findChildren(QShortcut) if short.isEnabled()]


@pytest.mark.parametrize("is_told", [True, False])
def test_whatever_leads_out_of_the_folder_leads_back(
    shut_in: QFileDialog, documents: Path, qtbot: QtBot, *, is_told: bool
) -> None:
    shut_in.setDirectory(str(documents.parent))
    if is_told:
        shut_in.directoryEntered.emit(str(documents.parent))
    qtbot.waitUntil(lambda: Path(shut_in.directory().path()) == documents)
    qtbot.waitUntil(lambda: rows(shut_in) == ["list.csv"])


@pytest.mark.parametrize("name", ["../payroll.csv", "link.csv", "/etc/hostname", ".", "gone.csv"])
def test_a_file_that_lies_elsewhere_is_no_answer(
    shut_in: QFileDialog, documents: Path, name: str
) -> None:
    answers: list[str] = []
    shut_in.fileSelected.connect(answers.append)
    part(shut_in, QLineEdit, "fileNameEdit").setText(str(documents / name))
    shut_in.accept()
    assert answers == []
    assert shut_in.isVisible()


def test_a_file_of_the_folder_is_an_answer(
    shut_in: QFileDialog, documents: Path, qtbot: QtBot
) -> None:
    files = part(shut_in, QTreeView, "treeView")
    files.setCurrentIndex(files.model().index(0, 0, files.rootIndex()))
    with qtbot.waitSignal(shut_in.fileSelected) as chosen:
        QTest.keyClick(files, Qt.Key.Key_Return)
    assert chosen.args == [str(documents / "list.csv")]


def test_an_input_method_writes_no_file_name(shut_in: QFileDialog) -> None:
    field = part(shut_in, QLineEdit, "fileNameEdit")
    before = field.text()
    written = QInputMethodEvent()
    written.setCommitString("/etc/hostname")
    QApplication.sendEvent(field, written)
    assert field.text() == before


def test_a_file_that_is_saved_unasked_replaces_no_other(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 9, 30, 27, tzinfo=UTC)
    assert fixed_file(tmp_path, NAME, now) == str(tmp_path / "badge-2026-11-24-0930-27.pdf")
