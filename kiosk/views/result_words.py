"""What came out of an operation in words: the title, and what it means for the worker."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.controllers.person_view import Action
from kiosk.controllers.result_view import ResultView
from kiosk.models.badge import BadgeKind
from kiosk.views.moments import moments
from kiosk.views.words import badge_sentences

translate = QCoreApplication.translate


def title_words(view: ResultView, name: str) -> str:
    """Say what came out; `name` is the person's, ready to stand in a sentence."""
    texts = {
        Action.RESET_PIN: translate("ResultWords", "{name}'s new PIN"),
        Action.ISSUE_BADGE: translate("ResultWords", "Badge and PIN for {name}"),
        Action.REPLACE_BADGE: (
            translate("ResultWords", "New badge for {name}")
            if view.pin is None
            else translate("ResultWords", "New badge and PIN for {name}")
        ),
        Action.ISSUE_TEMPORARY_BADGE: translate("ResultWords", "Temporary badge for {name}"),
        Action.EXTEND_BADGE: translate("ResultWords", "{name}'s badge works longer now"),
        Action.REMOVE_BADGE: translate("ResultWords", "{name}'s badge and PIN are removed"),
    }
    return texts[view.action].format(name=name)


def outcome_words(view: ResultView, name: str) -> str:
    """Say what is true now where there is nothing to print."""
    if view.action is Action.EXTEND_BADGE:
        text = translate(
            "ResultWords",
            "The badge works until {date}. {name} keeps the badge and the PIN they have; nothing "
            "has to be printed.",
        )
        return text.format(name=name, date=moments().day(view.expires))
    text = translate(
        "ResultWords",
        "Badge, temporary badge and PIN work no more. {name} can no longer sign in with a badge. "
        "A new badge can be issued later.",
    )
    return text.format(name=name)


def paper_words(view: ResultView) -> str:
    """Say what the picture of the page shows."""
    if view.issued is None:
        return translate("ResultWords", "Slip, as it will be printed")
    if view.issued.kind is BadgeKind.TEMPORARY:
        return translate("ResultWords", "Temporary badge, as it will be printed")
    return translate("ResultWords", "Badge, as it will be printed")


def badge_note(view: ResultView) -> str:
    """Say what matters about the badge beside the PIN."""
    if view.issued is None or view.is_reprint:
        method = view.method
        return " ".join(badge_sentences(method, view.now, moments())) if method else ""
    if view.issued.kind is BadgeKind.TEMPORARY:
        text = translate(
            "ResultWords",
            "Valid until {end}. It can be printed, or scanned from this screen, only while this "
            "page is open.",
        )
        return text.format(end=moments().day_and_time(view.issued.expires))
    if view.action is Action.ISSUE_BADGE:
        return translate(
            "ResultWords",
            "It can be printed only while this page is open. Should the first scan say "
            "'Incorrect QR code', sign in once in another way first.",
        )
    if view.replaced:
        return translate(
            "ResultWords",
            "It can be printed only while this page is open. The old badge works no more.",
        )
    return translate("ResultWords", "It can be printed only while this page is open.")


def doubt_words(view: ResultView) -> str:
    """Say what may be wrong with the page although it can be printed; empty where nothing is."""
    doubts, said = view.doubts, []
    if doubts is None:
        return ""
    distance = doubts.scanning_distance_cm
    if distance is not None:
        text = translate(
            "ResultWords",
            "The code is small on this paper. Scan it from closer than {distance} cm.",
        )
        said.append(text.format(distance=distance))
    if doubts.without_font:
        # The letters themselves would be empty boxes here, too.
        text = translate(
            "ResultWords",
            "This computer has no letters for some of this person's details. The sign-in name is "
            "printed instead of such a name; other details are left out.",
        )
        said.append(text)
    return " ".join(said)


def pin_note(view: ResultView) -> str:
    """Say how long the PIN is good for."""
    method = view.method
    if method is None or method.pin is None or method.pin.must_change:
        return translate(
            "ResultWords", "It works once: they choose their own PIN at the next sign-in."
        )
    return ""
