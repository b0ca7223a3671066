"""Python holds on to no item of a layout that Qt has deleted.

A thing that moves gets another item. Qt deletes the old one without telling Python, which takes the
next object at that address for it: a table's head for an item of a row, say.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QWidget, QWidgetItem

from tests.support.gallery import Gallery
from tests.support.scenes import scenes

WIDE, NARROW = QSize(1920, 1080), QSize(900, 1600)
MOVING = (
    *("doctor", "doctor-in-trouble", "person", "person-new"),
    *("result-slip", "result-badge", "result-temporary", "team", "team-table"),
)
"""Scenes in which things move."""


def held_items() -> list[QWidgetItem]:
    return [one for one in gc.get_objects() if type(one) is QWidgetItem]


def layout_of(widget: QWidget, layouts: Sequence[QLayout]) -> QLayout:
    """Return which layout a widget is in, without asking for its item."""
    return next(layout for layout in layouts if layout.indexOf(widget) >= 0)


@pytest.mark.usefixtures("qapp")
def test_what_is_asked_of_a_layout_outlives_its_item() -> None:
    """If this fails, PySide6 has mended it, and the rest of this file can go."""
    window = QWidget()
    row = QHBoxLayout(window)
    button = QPushButton()
    row.addWidget(button)
    before = len(held_items())
    row.itemAt(0)
    button.setParent(None)
    assert row.count() == 0
    assert len(held_items()) == before + 1


def test_nothing_moves_whose_item_python_holds(gallery: Gallery) -> None:
    earlier = {id(one) for one in held_items()}
    seen: dict[int, QLayout] = {}
    moved = set()
    scene_named = {scene.name: scene for scene in scenes()}
    for scene in map(scene_named.__getitem__, MOVING):
        for size in (WIDE, NARROW):
            gallery.window.resize(size)
            gallery.show(scene)
            layouts = gallery.window.findChildren(QLayout)
            for item in held_items():
                if id(item) in earlier:
                    continue
                widget = item.widget()
                assert widget is not None
                layout = layout_of(widget, layouts)
                if seen.setdefault(id(item), layout) is not layout:
                    moved.add(widget.objectName())
    assert not moved
