"""The question of the confirm page in words: one title, one verb, and what stops working."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.controllers.operation_views import ConfirmView
from kiosk.controllers.person_view import Action
from kiosk.models.badge import Badge, BadgeKind, BadgeState
from kiosk.views.moments import moments

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Question:
    """What the page asks, what the button says, and the sentences between them."""

    title: str
    button: str
    sentences: tuple[str, ...]


def question(view: ConfirmView, name: str) -> Question:
    """Put the question; `name` is the person's, ready to stand in a sentence."""
    match view.action:
        case Action.RESET_PIN:
            return _own_reset(view) if view.is_self else _reset(view, name)
        case Action.ISSUE_BADGE:
            return _own_issue(view) if view.is_self else _issue(view, name)
        case Action.REPLACE_BADGE:
            return _own_replacement(view) if view.is_self else _replacement(view, name)
        case Action.ISSUE_TEMPORARY_BADGE:
            return _own_temporary(view) if view.is_self else _temporary(view, name)
        case Action.EXTEND_BADGE:
            return _own_extension(view) if view.is_self else _extension(view, name)
        case Action.REMOVE_BADGE:
            return _removal(name)


def _reset(view: ConfirmView, name: str) -> Question:
    sentences = [
        translate("ConfirmWords", "{name} gets a new PIN.").format(name=name),
        translate("ConfirmWords", "The PIN they have now stops working at once."),
        _what_stays(view),
    ]
    if view.may_reprint:
        sentences.append(_scanned_is_printed())
    return Question(
        translate("ConfirmWords", "Reset {name}'s PIN?").format(name=name),
        translate("ConfirmWords", "Reset {name}'s PIN").format(name=name),
        tuple(sentences),
    )


def _own_reset(view: ConfirmView) -> Question:
    sentences = [
        translate("ConfirmWords", "You get a new PIN."),
        translate("ConfirmWords", "The PIN you have now stops working at once."),
        _what_stays_of_yours(view),
    ]
    if view.may_reprint:
        sentences.append(_scanned_is_printed())
    return Question(
        translate("ConfirmWords", "Reset your own PIN?"),
        translate("ConfirmWords", "Reset my PIN"),
        tuple(sentences),
    )


def _issue(view: ConfirmView, name: str) -> Question:
    sentence = translate("ConfirmWords", "{name} gets a badge, valid until {date}, and a PIN.")
    return Question(
        translate("ConfirmWords", "Issue a badge to {name}?").format(name=name),
        translate("ConfirmWords", "Issue a badge to {name}").format(name=name),
        (sentence.format(name=name, date=moments().day(view.expires)), _keep_printer_ready()),
    )


def _own_issue(view: ConfirmView) -> Question:
    sentence = translate("ConfirmWords", "You get a badge, valid until {date}, and a PIN.")
    return Question(
        translate("ConfirmWords", "Issue a badge to yourself?"),
        translate("ConfirmWords", "Issue my badge"),
        (sentence.format(date=moments().day(view.expires)), _keep_printer_ready()),
    )


def _replacement(view: ConfirmView, name: str) -> Question:
    sentence = translate("ConfirmWords", "{name} gets a new badge, valid until {date}.")
    old = (
        translate("ConfirmWords", "The badge they have now stops working at once.")
        if _works(view, BadgeKind.STANDARD)
        else _what_stays(view)
    )
    pin = (
        translate("ConfirmWords", "They get a new PIN as well; the old one stops working.")
        if view.also_reset_pin
        else translate("ConfirmWords", "Their PIN stays as it is.")
    )
    return Question(
        translate("ConfirmWords", "Replace {name}'s badge?").format(name=name),
        translate("ConfirmWords", "Replace {name}'s badge").format(name=name),
        (
            sentence.format(name=name, date=moments().day(view.expires)),
            old,
            pin,
            _keep_printer_ready(),
        ),
    )


def _own_replacement(view: ConfirmView) -> Question:
    sentence = translate("ConfirmWords", "You get a new badge, valid until {date}.")
    old = (
        translate("ConfirmWords", "The badge you have now stops working at once.")
        if _works(view, BadgeKind.STANDARD)
        else _what_stays_of_yours(view)
    )
    pin = (
        translate("ConfirmWords", "You get a new PIN as well; the old one stops working.")
        if view.also_reset_pin
        else translate("ConfirmWords", "Your PIN stays as it is.")
    )
    return Question(
        translate("ConfirmWords", "Replace your own badge?"),
        translate("ConfirmWords", "Replace my badge"),
        (sentence.format(date=moments().day(view.expires)), old, pin, _keep_printer_ready()),
    )


def _temporary(view: ConfirmView, name: str) -> Question:
    if view.starts is None:
        sentence = translate(
            "ConfirmWords", "{name} gets a temporary badge that works until {end}."
        )
    else:
        sentence = translate(
            "ConfirmWords", "{name} gets a temporary badge that works from {start} until {end}."
        )
    old = _standing_temporary(view)
    sentences = [sentence.format(name=name, **_start_and_end(view))]
    if old is not None:
        stops = translate(
            "ConfirmWords",
            "They have one already, valid until {end}. That one stops working at once.",
        )
        sentences.append(stops.format(end=moments().day_and_time(old.expires)))
    sentences.append(
        translate("ConfirmWords", "Their own badge and their PIN stay as they are.")
        if _has_own_badge(view)
        else translate("ConfirmWords", "Their PIN stays as it is.")
    )
    return Question(
        (
            translate("ConfirmWords", "Give {name} a temporary badge?")
            if old is None
            else translate("ConfirmWords", "Give {name} another temporary badge?")
        ).format(name=name),
        (
            translate("ConfirmWords", "Give {name} a temporary badge")
            if old is None
            else translate("ConfirmWords", "Replace {name}'s temporary badge")
        ).format(name=name),
        tuple(sentences),
    )


def _own_temporary(view: ConfirmView) -> Question:
    if view.starts is None:
        sentence = translate("ConfirmWords", "You get a temporary badge that works until {end}.")
    else:
        sentence = translate(
            "ConfirmWords", "You get a temporary badge that works from {start} until {end}."
        )
    old = _standing_temporary(view)
    sentences = [sentence.format(**_start_and_end(view))]
    if old is not None:
        stops = translate(
            "ConfirmWords",
            "You have one already, valid until {end}. That one stops working at once.",
        )
        sentences.append(stops.format(end=moments().day_and_time(old.expires)))
    sentences.append(
        translate("ConfirmWords", "Your own badge and your PIN stay as they are.")
        if _has_own_badge(view)
        else translate("ConfirmWords", "Your PIN stays as it is.")
    )
    return Question(
        translate("ConfirmWords", "Give yourself a temporary badge?"),
        translate("ConfirmWords", "Make my temporary badge"),
        tuple(sentences),
    )


def _extension(view: ConfirmView, name: str) -> Question:
    return Question(
        translate("ConfirmWords", "Let {name}'s badge work longer?").format(name=name),
        translate("ConfirmWords", "Extend {name}'s badge").format(name=name),
        (
            _moved_end(view),
            translate("ConfirmWords", "They keep the badge they have, and their PIN."),
            translate("ConfirmWords", "Nothing has to be printed."),
        ),
    )


def _own_extension(view: ConfirmView) -> Question:
    return Question(
        translate("ConfirmWords", "Let your own badge work longer?"),
        translate("ConfirmWords", "Extend my badge"),
        (
            _moved_end(view),
            translate("ConfirmWords", "You keep the badge you have, and your PIN."),
            translate("ConfirmWords", "Nothing has to be printed."),
        ),
    )


def _removal(name: str) -> Question:
    return Question(
        translate("ConfirmWords", "Remove {name}'s badge and PIN?").format(name=name),
        translate("ConfirmWords", "Remove {name}'s badge and PIN").format(name=name),
        (
            translate("ConfirmWords", "Badge, temporary badge and PIN stop working at once."),
            translate(
                "ConfirmWords", "{name} can then no longer sign in with a badge anywhere."
            ).format(name=name),
            translate("ConfirmWords", "This cannot be undone; a new badge can be issued later."),
        ),
    )


def _keep_printer_ready() -> str:
    return translate(
        "ConfirmWords",
        "The badge can be printed only right afterwards, so keep the printer ready.",
    )


def _scanned_is_printed() -> str:
    return translate("ConfirmWords", "The badge that was scanned is printed afresh beside it.")


def _what_stays(view: ConfirmView) -> str:
    """Say which badge goes on working; a temporary one is called so, as it soon ends."""
    match _active_kind(view):
        case BadgeKind.STANDARD:
            return translate("ConfirmWords", "Their badge stays valid.")
        case BadgeKind.TEMPORARY:
            return translate("ConfirmWords", "Their temporary badge stays valid.")
        case None:
            return translate("ConfirmWords", "They have no valid badge at the moment.")


def _what_stays_of_yours(view: ConfirmView) -> str:
    match _active_kind(view):
        case BadgeKind.STANDARD:
            return translate("ConfirmWords", "Your badge stays valid.")
        case BadgeKind.TEMPORARY:
            return translate("ConfirmWords", "Your temporary badge stays valid.")
        case None:
            return translate("ConfirmWords", "You have no valid badge at the moment.")


def _active_kind(view: ConfirmView) -> BadgeKind | None:
    """Return of which kind the badge is that opens something now, their own before another."""
    for kind in (BadgeKind.STANDARD, BadgeKind.TEMPORARY):
        badge = None if view.method is None else view.method.badge(kind)
        if badge is not None and badge.state_at(view.now) is BadgeState.ACTIVE:
            return kind
    return None


def _has_own_badge(view: ConfirmView) -> bool:
    return view.method is not None and view.method.standard is not None


def _works(view: ConfirmView, kind: BadgeKind) -> bool:
    badge = None if view.method is None else view.method.badge(kind)
    return badge is not None and badge.state_at(view.now) is not BadgeState.EXPIRED


def _standing_temporary(view: ConfirmView) -> Badge | None:
    if view.method is None or not _works(view, BadgeKind.TEMPORARY):
        return None
    return view.method.temporary


def _start_and_end(view: ConfirmView) -> dict[str, str]:
    writer = moments()
    starts = view.starts or view.now
    return {"start": writer.day_and_time(starts), "end": writer.day_and_time(view.expires)}


def _moved_end(view: ConfirmView) -> str:
    old = None if view.method is None else view.method.standard
    sentence = translate("ConfirmWords", "The badge works until {date} instead of {old}.")
    before = view.now if old is None else old.expires
    return sentence.format(date=moments().day(view.expires), old=moments().day(before))
