"""The names of pages and widgets that scripts and outside checks rely on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.controllers.window_state import PageName
from tests.support.gallery import Gallery
from tests.support.scenes import scenes

FIRST_SCENE = {scene.page: scene for scene in reversed(scenes())}

NAMES = {
    PageName.WELCOME: ("welcomePage", "signInButton", "languageSelector", "stationNameLabel"),
    PageName.SIGN_IN: (
        "signInPage",
        "cancelSignInButton",
        "deviceCodeLabel",
        "useDeviceCodeButton",
    ),
    PageName.SETUP: (
        "setupPage",
        "tenantField",
        "clientField",
        "stationNameField",
        "testBadgeButton",
        "saveSettingsButton",
        "backButton",
    ),
    PageName.SEARCH: (
        "searchPage",
        "searchField",
        "resultsList",
        "teamButton",
        "ownPinButton",
        "signOutButton",
    ),
    PageName.PERSON: (
        "personPage",
        "personNameLabel",
        "personPhoto",
        "badgeStatusLabel",
        "resetPinButton",
        "issueBadgeButton",
        "backButton",
    ),
    PageName.CONFIRM: ("confirmPage", "confirmTextLabel", "confirmButton", "cancelButton"),
    PageName.PROGRESS: ("progressPage", "progressLabel", "cancelJobButton"),
    PageName.RESULT: (
        "resultPage",
        "pinLabel",
        "showPinButton",
        "badgeView",
        "countdownLabel",
        "printButton",
        "savePdfButton",
        "doneButton",
    ),
    PageName.PRINTING: (
        "printingPage",
        "layoutList",
        "layoutView",
        "useLayoutButton",
        "printerSelector",
        "printTestPageButton",
        "backButton",
    ),
    PageName.DOCTOR: (
        "doctorPage",
        "runChecksButton",
        "saveReportButton",
        "checkList",
        "backButton",
    ),
    PageName.TEAM: (
        "teamPage",
        "groupSelector",
        "csvButton",
        "teamTable",
        "startRunButton",
        "pauseRunButton",
        "cancelRunButton",
        "runProgressBar",
        "printRunButton",
        "backButton",
    ),
}


@pytest.mark.parametrize("page", PageName, ids=lambda page: page.name.lower())
def test_every_page_keeps_its_names(gallery: Gallery, page: PageName) -> None:
    gallery.show(FIRST_SCENE[page])
    missing = [name for name in NAMES[page] if gallery.window.findChild(QWidget, name) is None]
    assert not missing
    assert len(gallery.window.findChildren(QWidget, NAMES[page][0])) == 1


def test_pages_are_made_when_they_are_shown_first(qapp: object) -> None:
    window = Gallery().window
    try:
        assert window.findChild(QWidget, "welcomePage") is not None
        assert window.findChild(QWidget, "resultPage") is None
    finally:
        window.deleteLater()
