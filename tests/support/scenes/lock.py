"""The lock: shortly before it, behind it, and on coming back."""

from __future__ import annotations

from kiosk.controllers.search_view import SearchView
from kiosk.controllers.window_state import Notice, NoticeKind, PageName
from tests.support.gallery import Scene
from tests.support.made_up import LOCKED, LONG_NAME
from tests.support.scenes.people import person_with, sam_as_read, search_with
from tests.support.scenes.result import a_new_badge, result_with
from tests.support.scenes.welcome import welcome_with


def lock_scenes() -> tuple[Scene, ...]:
    """Return what there is to see shortly before the lock, behind it, and on coming back."""
    kinds = (
        *(NoticeKind.LOCKED_BY_SYSTEM, NoticeKind.LOCKED_BUSY, NoticeKind.LOCKED_UNPRINTED),
        *(NoticeKind.LOCKED_RUN, NoticeKind.WAITS_BEFORE_CLOSING),
    )
    lost = (
        *(NoticeKind.PIN_AT_LOCK, NoticeKind.LOST_PIN, NoticeKind.LOST_BADGE),
        *(NoticeKind.LOST_BADGE_AND_PIN, NoticeKind.LOST_TRACK),
    )
    return (
        Scene("counting-search", PageName.SEARCH, search_with(SearchView()), counts_down=True),
        Scene("counting-person", PageName.PERSON, person_with(sam_as_read()), counts_down=True),
        Scene("counting-result", PageName.RESULT, result_with(a_new_badge()), counts_down=True),
        *(
            Scene(
                f"welcome-{kind.name.lower()}", PageName.WELCOME, welcome_with(LOCKED, Notice(kind))
            )
            for kind in kinds
        ),
        *(
            Scene(
                f"search-{kind.name.lower()}",
                PageName.SEARCH,
                search_with(SearchView(), Notice(kind, value=LONG_NAME)),
            )
            for kind in lost
        ),
    )
