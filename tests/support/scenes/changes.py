"""A change that is asked about, and one that is being made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from kiosk.controllers.operation_views import CancelState, ConfirmView, ProgressView, Waiting
from kiosk.controllers.person_view import Action
from kiosk.controllers.window_state import PageName
from kiosk.services.operations.progress import Step
from tests.support.gallery import Gallery, Scene
from tests.support.made_up import HEADER, NOW, PEOPLE, SAM, a_method, a_photo


def _confirm(view: ConfirmView) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.operation.ask(view)

    return arrange


def _progress(view: ProgressView) -> Callable[[Gallery], None]:
    def arrange(gallery: Gallery) -> None:
        gallery.station.show_header(HEADER)
        gallery.operation.show(view)

    return arrange


def change_scenes() -> tuple[Scene, ...]:
    """Return what there is to see before and during a change."""
    photo = a_photo()
    reset = ConfirmView(Action.RESET_PIN, SAM, False, NOW, NOW, photo, a_method())
    year = NOW + timedelta(days=365)
    replacement = replace(reset, action=Action.REPLACE_BADGE, expires=year)
    for_hours = replace(
        reset,
        action=Action.ISSUE_TEMPORARY_BADGE,
        method=a_method(temporary=True),
        hours=8,
        expires=NOW + timedelta(hours=8),
    )
    tomorrow = NOW.replace(minute=0) + timedelta(days=1)
    step = ProgressView(Action.RESET_PIN, SAM, Step.RESET_PIN)
    asked_to_wait = replace(
        step, steps_done=(Step.READ_STATE,), waiting_seconds=42, waits_for=Waiting.BUSY
    )
    return (
        Scene("confirm-reset", PageName.CONFIRM, _confirm(reset)),
        Scene("confirm-replace", PageName.CONFIRM, _confirm(replacement)),
        Scene(
            "confirm-replace-both",
            PageName.CONFIRM,
            _confirm(replace(replacement, also_reset_pin=True, photo=None, is_self=True)),
        ),
        Scene("confirm-temporary", PageName.CONFIRM, _confirm(for_hours)),
        Scene(
            "confirm-temporary-later",
            PageName.CONFIRM,
            _confirm(
                replace(
                    for_hours,
                    person=PEOPLE[4],
                    starts=tomorrow,
                    hours=12,
                    expires=tomorrow + timedelta(hours=12),
                )
            ),
        ),
        Scene(
            "confirm-extend",
            PageName.CONFIRM,
            _confirm(replace(reset, action=Action.EXTEND_BADGE, expires=year)),
        ),
        Scene(
            "confirm-remove",
            PageName.CONFIRM,
            _confirm(replace(reset, action=Action.REMOVE_BADGE)),
        ),
        Scene(
            "confirm-issue-long",
            PageName.CONFIRM,
            _confirm(ConfirmView(Action.ISSUE_BADGE, PEOPLE[4], False, NOW, year)),
        ),
        Scene(
            "confirm-rtl",
            PageName.CONFIRM,
            _confirm(replace(reset, person=PEOPLE[3], photo=None, method=None)),
        ),
        Scene("progress", PageName.PROGRESS, _progress(step)),
        Scene("progress-waiting", PageName.PROGRESS, _progress(asked_to_wait)),
        Scene(
            "progress-late",
            PageName.PROGRESS,
            _progress(
                ProgressView(
                    Action.ISSUE_BADGE,
                    PEOPLE[4],
                    Step.CONFIRM_BADGE,
                    (Step.READ_STATE, Step.ISSUE_BADGE),
                    cancel=CancelState.TOO_LATE,
                )
            ),
        ),
    )
