"""The table of a run: quick with many, whole names, and a state at the end of each row."""

from __future__ import annotations

import time
from typing import cast

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from kiosk.controllers.run_look import RunLook
from kiosk.controllers.run_table import RunTable
from kiosk.controllers.team_view import TeamView
from kiosk.controllers.window_state import PageName
from kiosk.models.run import RowState, RunAction
from kiosk.views.run_words import count_sentences, paper_question, state_words
from kiosk.views.team.rows_model import RowsModel
from tests.support.gallery import SIZES, Gallery, settle
from tests.support.scenes import scenes
from tests.support.team_views import LONG_NAME, a_row, looked, many_rows

SCENES = {scene.name: scene for scene in scenes()}


def table_of(gallery: Gallery) -> QTableView:
    found = gallery.window.findChild(QTableView, "teamTable")
    assert found is not None
    return found


def test_a_hundred_thousand_rows_are_there_in_a_moment(gallery: Gallery) -> None:
    gallery.station.go(PageName.TEAM)
    rows = RunTable(many_rows(100_000))
    view = looked(TeamView(), rows)
    began = time.perf_counter()
    gallery.team.show(view, rows)
    settle()
    gallery.window.grab()
    table_of(gallery).scrollToBottom()
    gallery.window.grab()
    # A few hundredths of a second; a list that asks for each row takes a second or more.
    assert time.perf_counter() - began < 0.7
    assert table_of(gallery).model().rowCount() == 100_000


def test_a_table_that_is_made_after_the_look_shows_its_rows(gallery: Gallery) -> None:
    looking = gallery.team.looking
    looking.table = RunTable(many_rows(3))
    assert RowsModel(cast("RunLook", looking)).rowCount() == 3


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_a_long_name_is_whole_where_a_line_can_hold_it(gallery: Gallery, size: QSize) -> None:
    gallery.window.resize(size)
    gallery.show(SCENES["team-table"])
    rows = table_of(gallery)
    font = gallery.window.look.font("text-body", QFont.Weight.DemiBold)
    room = rows.viewport().width() - gallery.window.look.px(68)
    is_whole = QFontMetrics(font).horizontalAdvance(LONG_NAME) <= room
    assert is_whole is (size.width() >= 1024 and size.width() != 1080)
    # Where it is not, it is in the tool tip and read out.
    index = rows.model().index(2, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == LONG_NAME
    assert LONG_NAME in index.data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_finger_hits_every_row(gallery: Gallery, scale: float) -> None:
    gallery.window.look.use_text_scale(scale)
    try:
        gallery.show(SCENES["team-table"])
        rows = table_of(gallery)
        assert rows.visualRect(rows.model().index(0, 0)).height() >= 48
    finally:
        gallery.window.look.use_text_scale(1.0)


@pytest.mark.parametrize("action", RunAction)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_state_of_every_run_has_words_of_its_own(
    gallery: Gallery, action: RunAction, language: str
) -> None:
    gallery.translator.use(language)
    words = [state_words(action, state) for state in RowState]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (RunAction.ISSUE, "Where shall badges and PIN slips go?"),
        (RunAction.RESET_PIN, "Where shall the PIN slips go?"),
        (RunAction.REPLACE, "Where shall the badges go?"),
        (RunAction.EXTEND, ""),
    ],
)
def test_only_what_comes_out_is_said_to_go_anywhere(
    gallery: Gallery, action: RunAction, words: str
) -> None:
    gallery.translator.use("en")
    assert paper_question(action) == words


def test_counts_are_whole_sentences_for_one_and_for_many(gallery: Gallery) -> None:
    rows = tuple(
        a_row(number, state=state)
        for number, state in enumerate(
            [RowState.READY] * 47 + [RowState.HAS_BADGE] * 2 + [RowState.NOT_FOUND], 1
        )
    )
    view = looked(TeamView(), RunTable(rows))
    assert count_sentences(RunAction.ISSUE, view.look) == (
        "47 of 50 will get a badge and a PIN. 2 have a badge already. 1 was not found."
    )
    gallery.translator.use("de")
    assert count_sentences(RunAction.ISSUE, view.look) == (
        "47 von 50 bekommen einen Ausweis und eine PIN. 2 haben schon einen Ausweis. "
        "1 wurde nicht gefunden."
    )
