"""Nothing of a PIN is left in any widget while it is covered, or once it is gone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kiosk.controllers.result_view import ResultView
from kiosk.controllers.window_state import PageName
from kiosk.models.secret import Secret
from kiosk.views.widgets.badge_view import BadgeView
from tests.support.gallery import Gallery, Scene, settle
from tests.support.made_up import PIN
from tests.support.scenes import scenes

SCENES = {scene.name: scene for scene in scenes()}


def said(gallery: Gallery) -> str:
    """Return every text that any widget of the window shows, says or keeps."""
    texts: list[str] = [gallery.window.windowTitle()]
    for widget in gallery.window.findChildren(QWidget):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QPushButton):
            texts.append(widget.text())
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            texts += [interface.text(kind) for kind in QAccessible.Text if kind.value < 5]
    return "\n".join(texts)


def digits_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit() or sign == "\n")


def label(gallery: Gallery) -> QLabel:
    found = gallery.window.findChild(QLabel, "pinLabel")
    assert isinstance(found, QLabel)
    return found


def shown_view(gallery: Gallery) -> ResultView:
    gallery.show(SCENES["result-badge"])
    assert gallery.result.view is not None
    return gallery.result.view


def test_the_pin_is_shown_in_groups(gallery: Gallery) -> None:
    gallery.show(SCENES["result-badge"])
    assert label(gallery).text() == "8310 5274"
    assert "8 3 1 0" in label(gallery).accessibleName()


def test_a_covered_pin_is_in_no_text(gallery: Gallery) -> None:
    view = shown_view(gallery)
    gallery.result.show(replace(view, is_visible=False, seconds_left=0, page=None))
    assert PIN not in digits_of(said(gallery))
    assert set(label(gallery).text()) == {"•", " "}
    badge = gallery.window.findChild(BadgeView, "badgeView")
    assert isinstance(badge, BadgeView)
    assert badge.page is None


def test_the_cover_does_not_tell_how_long_the_pin_is(gallery: Gallery) -> None:
    view = shown_view(gallery)
    covers = set()
    for pin in ("12345679", "83105274691750382946"):
        gallery.result.show(replace(view, pin=Secret(pin), is_visible=False))
        covers.add(label(gallery).text())
    assert len(covers) == 1


def test_nothing_is_left_once_the_result_is_gone(gallery: Gallery) -> None:
    view = shown_view(gallery)
    gallery.result.show(None)
    settle()
    texts = said(gallery)
    assert PIN not in digits_of(texts)
    assert label(gallery).text() == ""
    page = gallery.window.page(PageName.RESULT)
    names = [part.text() for part in page.findChildren(QLabel)]
    assert not any(view.person.display_name in name for name in names)
    badge = gallery.window.findChild(BadgeView, "badgeView")
    assert isinstance(badge, BadgeView)
    assert badge.page is None


def test_a_change_of_language_does_not_uncover_the_pin(gallery: Gallery) -> None:
    gallery.show(SCENES["result-covered"])
    gallery.translator.use("de")
    settle()
    assert PIN not in digits_of(said(gallery))
    assert label(gallery).accessibleName() == "Die PIN ist verdeckt"


def test_a_superseded_pin_leaves_the_page(gallery: Gallery) -> None:
    gallery.show(SCENES["result-badge"])
    gallery.show(SCENES["result-superseded"])
    assert PIN not in digits_of(said(gallery))


def test_the_cover_looks_the_same_for_every_pin(gallery: Gallery) -> None:
    """What is painted must not depend on the digits either."""
    view = shown_view(gallery)
    pictures = []
    for pin in ("12345679", "98765431"):
        gallery.result.show(replace(view, pin=Secret(pin), is_visible=False, page=None))
        settle()
        pictures.append(gallery.window.grab().toImage())
    assert pictures[0] == pictures[1]


def test_every_scene_without_a_result_holds_no_pin(gallery: Gallery) -> None:
    others: list[Scene] = [scene for scene in SCENES.values() if scene.page is not PageName.RESULT]
    gallery.show(SCENES["result-badge"])
    for scene in others:
        gallery.show(scene)
        assert PIN not in digits_of(said(gallery)), scene.name
