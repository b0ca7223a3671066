"""A name or a description is shown as it is: Qt takes it for no HTML, which could load anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtGui import Qt as QtOfGui
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QListView,
    QTableView,
    QToolTip,
    QWidget,
)

from kiosk.controllers.run_table import RunTable
from kiosk.controllers.team_view import TeamsStage, TeamsView, TeamView
from kiosk.controllers.window_state import PageName
from kiosk.models.run import Team, TeamKind
from kiosk.views.plain_tip import plain_tip
from kiosk.views.team.team_field import TeamField
from kiosk.views.widgets.text import OneLine, PlainLabel
from tests.support.fuzzing import fuzz
from tests.support.gallery import Gallery, Scene, settle
from tests.support.scenes import scenes
from tests.support.team_views import a_row, looked

ROOT = Path(__file__).resolve().parents[3]
# The screen that tests have cannot put a tip before other windows.
pytestmark = pytest.mark.qt_log_ignore("raise")

SOURCES = sorted((ROOT / "kiosk").rglob("*.py"))
SCENES = scenes()
PICTURE = "<img src='/nowhere/pipe' width='30000' height='30000'>"
HTML = ["<b>Bakery</b>", PICTURE, "Bakery " + PICTURE, "Tom &lt;b&gt;"]
PIECES = st.sampled_from(["<", ">", "&", "&lt;", "<b>", "</", "<?xml", "<!--", "\n", " ", "a", "P"])


def is_html(text: str) -> bool:
    """Ask Qt what it asks itself before a text without a format is shown."""
    answer: bool = QtOfGui.mightBeRichText(text)
    return answer


@pytest.mark.parametrize("text", HTML)
def test_what_qt_takes_for_html_it_does_not_in_a_tool_tip(text: str) -> None:
    assert is_html(text)
    assert not is_html(plain_tip(text))


@fuzz(500)
@given(st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text()))
@example("<b" + " " * 100 + ">")
@example("<" + "b" * 100 + ">")
def test_no_tool_tip_is_html_and_none_loses_a_letter(text: str) -> None:
    tip = plain_tip(text)
    assert not is_html(tip)
    if len(text) <= 600:
        shown = "".join(tip.replace("\N{WORD JOINER}", "").split())
        assert shown == "".join(text.replace("\N{WORD JOINER}", "").split())


def test_a_long_tool_tip_has_lines_and_an_end() -> None:
    tip = plain_tip("Bakery and tills " * 1000)
    assert max(map(len, tip.splitlines())) <= 80
    assert len(tip) < 700
    assert tip.endswith("…")
    assert plain_tip("Sam Rivera") == "Sam Rivera"


@pytest.mark.parametrize("text", HTML)
def test_a_label_shows_its_text_as_it_is(qapp: QApplication, text: str) -> None:
    line = OneLine("strong")
    line.show_text(text)
    assert line.textFormat() is Qt.TextFormat.PlainText
    assert line.text() == text
    assert not is_html(line.toolTip())


@pytest.mark.parametrize("text", HTML)
def test_what_a_group_says_of_itself_is_no_html(gallery: Gallery, text: str) -> None:
    gallery.show(next(scene for scene in SCENES if scene.page is PageName.TEAM))
    team = Team("1", "Bakery", text, next(iter(TeamKind)))
    field = gallery.window.findChild(TeamField)
    teams = gallery.window.findChild(QListView, "teamsList")
    assert field is not None
    assert teams is not None
    field.show_view(TeamsView("Bakery", TeamsStage.FOUND, (team,)))
    assert tips_of(teams) == [plain_tip(f"Bakery  ·  {text}")]


@pytest.mark.parametrize("text", HTML)
def test_what_a_person_in_a_run_is_called_is_no_html(gallery: Gallery, text: str) -> None:
    gallery.station.go(PageName.TEAM)
    table = RunTable((a_row(0, text),))
    gallery.team.show(looked(TeamView(), table), table)
    rows = gallery.window.findChild(QTableView, "teamTable")
    assert rows is not None
    assert tips_of(rows) == [plain_tip(text)]


def tips_of(view: QAbstractItemView) -> list[str]:
    """Point at every row, and return the tips that come."""
    settle()
    tips = []
    for row in range(view.model().rowCount()):
        place = view.visualRect(view.model().index(row, 0)).center()
        pointed = QHelpEvent(QHelpEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), pointed)
        tips.append(QToolTip.text())
        QToolTip.hideText()
    assert not any(map(is_html, tips))
    return tips


QTS_OWN_TIP = "qtooltip_label"
"""The label in which Qt shows a tool tip; it may still be there after a test that showed one."""


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_no_label_and_no_tool_tip_of_any_page_is_html(gallery: Gallery, scene: Scene) -> None:
    gallery.show(scene)
    for widget in gallery.window.findChildren(QWidget):
        assert not any(map(is_html, (widget.toolTip(), widget.whatsThis(), widget.statusTip())))
        if isinstance(widget, QLabel) and widget.objectName() != QTS_OWN_TIP:
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.objectName()


def test_there_is_no_other_way_to_show_a_text() -> None:
    """Labels and tips have one maker each; what knows HTML, or guesses, is not used at all."""
    guessing = re.compile(
        r"\bQLabel\(|\bQToolTip\b|setToolTip\((?!plain_tip\()|setWhatsThis|setStatusTip|setTextFormat\((?!Qt\.TextFormat\.PlainText)"
        r"|QMessageBox|QErrorMessage|QTextBrowser|QTextEdit|QTextDocument|QStaticText|QWhatsThis"
        r"|(?:setLabelText|setHtml|insertHtml|QSplashScreen)\b"
    )
    bases = re.compile(r"class (\w+)\(QLabel\)")
    labels = set()
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        labels |= set(bases.findall(text))
        found = [match[0] for match in guessing.finditer(bases.sub("", text))]
        assert not found, (file.name, found)
        tips = text.count("ToolTipRole")
        assert tips == (1 if file.name == "rows_model.py" else 0), file.name
    assert labels == {PlainLabel.__name__, "PinLabel"}
