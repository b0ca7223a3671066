"""A found person's row: names are whole, and what has no room beside another goes below it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QListView

from kiosk.views.widgets.person_row import LowerLine, PersonRow, RowPlan
from tests.support.gallery import SIZES, Gallery
from tests.support.made_up import LONG_NAME, PEOPLE, SAM, a_person
from tests.support.pages import NAMES
from tests.support.scenes import scenes

SCENES = {scene.name: scene for scene in scenes()}
MARKS = ("Account disabled", "No badge yet")


def results(gallery: Gallery) -> QListView:
    found = gallery.window.findChild(QListView, "resultsList")
    assert found is not None
    return found


def plain(name: str) -> str:
    return "".join(name.replace("\u200b", "").split())


def whole_name(plan: RowPlan) -> bool:
    return plain("".join(plan.name)) in {plain(name) for name in NAMES.values()}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size.width()}x{size.height()}")
def test_the_longest_name_is_whole_on_two_lines(gallery: Gallery, size: QSize) -> None:
    gallery.window.resize(size)
    gallery.show(SCENES["search-found"])
    view = results(gallery)
    row = PersonRow(gallery.window.look)
    width = view.viewport().width()
    for name in NAMES.values():
        plan = row.plan(a_person(name), (), width)
        assert len(plan.name) <= 2
        assert whole_name(plan)
        metrics = QFontMetrics(gallery.window.look.font("text-body", QFont.Weight.DemiBold))
        assert all(metrics.horizontalAdvance(line) < width - 80 for line in plan.name)
    heights = {
        person.display_name: view.visualRect(view.model().index(number, 0)).height()
        for number, person in enumerate(PEOPLE)
    }
    lines = len(row.plan(a_person(LONG_NAME), (), width).name)
    assert (heights[LONG_NAME] > heights[SAM.display_name]) is (lines == 2)


def test_marks_and_number_stand_beside_where_there_is_room(gallery: Gallery) -> None:
    row = PersonRow(gallery.window.look)
    plan = row.plan(SAM, MARKS, 900)
    assert plan == RowPlan(
        ("Sam Rivera",), MARKS, "Sales associate  ·  Harbour Street", "Employee number 100001", ()
    )


def test_marks_and_number_go_below_where_there_is_none(gallery: Gallery) -> None:
    row = PersonRow(gallery.window.look)
    plan = row.plan(SAM, MARKS, 480)
    assert plan.name == ("Sam Rivera",)
    assert plan.marks == ()
    assert plan.number == ""
    assert [line.text for line in plan.lower] == ["Employee number 100001", ""]
    assert [line.marks for line in plan.lower] == [MARKS[:1], MARKS[1:]]


def test_nothing_is_left_out_however_narrow_a_row_is(gallery: Gallery) -> None:
    row = PersonRow(gallery.window.look)
    for width in range(1, 1000, 37):
        plan = row.plan(SAM, MARKS, width)
        texts = [plan.number, *(line.text for line in plan.lower)]
        marks = [*plan.marks, *(mark for line in plan.lower for mark in line.marks)]
        assert texts.count("Employee number 100001") == 1
        assert tuple(marks) == MARKS
        assert LowerLine("") not in plan.lower
