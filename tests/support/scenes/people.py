"""Looking for a person, and the page of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.controllers.person_view import PersonStage, PersonView, ScanStanding
from kiosk.controllers.search_view import PersonDetails, SearchStage, SearchView
from kiosk.controllers.window_state import Notice, NoticeKind, PageName
from kiosk.models.badge import Policy
from kiosk.models.errors import ErrorCode
from kiosk.models.person import Membership
from tests.support.gallery import Gallery, Scene
from tests.support.made_up import HEADER, NOW, PEOPLE, SAM, a_method, a_photo, an_error, when_read


def search_with(view: SearchView, notice: Notice | None = None) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.search.known = {
            SAM.id: PersonDetails(a_photo(), True),
            PEOPLE[1].id: PersonDetails(None, False),
            PEOPLE[6].id: PersonDetails(None, False),
        }
        gallery.search.show(view)
        gallery.station.show_notice(notice)

    return arrange


def person_with(view: PersonView, notice: Notice | None = None) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.person.show(view)
        gallery.station.show_notice(notice)

    return arrange


def sam_as_read() -> PersonView:
    """Return the page of somebody who has a badge."""
    return when_read(PersonView(SAM, photo=a_photo(), policy=Policy(True), now=NOW), a_method())


def people_scenes() -> tuple[Scene, ...]:
    """Return what there is to see of people."""
    photo = a_photo()
    ready = sam_as_read()
    offline = an_error(ErrorCode.NETWORK_UNREACHABLE)
    return (
        Scene("search-idle", PageName.SEARCH, search_with(SearchView())),
        Scene(
            "search-loading", PageName.SEARCH, search_with(SearchView(SearchStage.LOADING, "Sam"))
        ),
        Scene(
            "search-found",
            PageName.SEARCH,
            search_with(SearchView(SearchStage.FOUND, "Sam", PEOPLE, more=True)),
        ),
        Scene(
            "search-role",
            PageName.SEARCH,
            search_with(
                SearchView(SearchStage.FOUND, "Sam", PEOPLE, more=True),
                Notice(NoticeKind.ROLE_MISSING),
            ),
        ),
        Scene("search-nobody", PageName.SEARCH, search_with(SearchView(SearchStage.NOBODY, "Xyz"))),
        Scene(
            "search-failed",
            PageName.SEARCH,
            search_with(SearchView(SearchStage.FAILED, "Sam", error=offline)),
        ),
        Scene("person-loading", PageName.PERSON, person_with(PersonView(SAM, photo=photo))),
        Scene("person", PageName.PERSON, person_with(ready)),
        Scene(
            "person-new",
            PageName.PERSON,
            person_with(when_read(replace(ready, photo=None), None)),
        ),
        Scene(
            "person-long",
            PageName.PERSON,
            person_with(
                when_read(
                    replace(
                        ready,
                        person=replace(PEOPLE[4], account_enabled=False),
                        photo=None,
                        membership=Membership(has_role=True),
                    ),
                    a_method(days=-3, must_change=True, used=False, temporary=True),
                ),
                Notice(error=an_error(ErrorCode.NOT_PERMITTED)),
            ),
        ),
        Scene(
            "person-rtl",
            PageName.PERSON,
            person_with(
                when_read(replace(ready, person=PEOPLE[3], photo=None, is_self=True), a_method())
            ),
        ),
        Scene(
            "person-failed",
            PageName.PERSON,
            person_with(
                PersonView(
                    SAM,
                    stage=PersonStage.FAILED,
                    photo=photo,
                    error=an_error(ErrorCode.THROTTLED, seconds="90"),
                )
            ),
        ),
        Scene(
            "person-ends-soon",
            PageName.PERSON,
            person_with(when_read(ready, a_method(days=9), ScanStanding.STANDARD)),
        ),
        Scene(
            "person-scanned-old",
            PageName.PERSON,
            person_with(
                replace(
                    when_read(ready, a_method(), ScanStanding.REPLACED),
                    unfinished=an_error(ErrorCode.BADGE_GONE),
                ),
                Notice(error=an_error(ErrorCode.BADGE_GONE)),
            ),
        ),
    )
