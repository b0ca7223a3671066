"""Sentences about badges and PINs that several pages say."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kiosk.models.badge import Badge, BadgeState, Method
from kiosk.models.one_line import one_line
from kiosk.views.moments import Moments

translate = QCoreApplication.translate

_ISOLATE, _END = "\u2068", "\u2069"
_WITH_THE_SENTENCE = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "WS", "ON"})
"""What runs from left to right, and what goes with whatever is around it (UAX #9, table 4)."""


def named(name: str) -> str:
    """Return a name for a sentence: on one line, and neither turns the other round.

    It is isolated unless every letter of it runs as the station's languages do, which changes
    nothing there; what could end the isolation early is no part of a name.
    """
    name = one_line(name)
    if all(unicodedata.bidirectional(sign) in _WITH_THE_SENTENCE for sign in name):
        return name
    return f"{_ISOLATE}{name}{_END}"


def badge_sentences(method: Method | None, now: datetime, moments: Moments) -> list[str]:
    """Say which badges a person holds, until when, and when they were used last."""
    if method is None:
        return [translate("Words", "No badge and no PIN yet.")]
    sentences: list[str] = []
    if method.standard is None and method.temporary is None:
        sentences.append(translate("Words", "No badge at the moment."))
    if method.standard is not None:
        sentences.append(_standard_sentence(method.standard, now, moments))
        sentences.append(_use_sentence(method.standard, moments))
    if method.temporary is not None:
        sentences.append(_temporary_sentence(method.temporary, now, moments))
    return sentences


def pin_sentence(method: Method | None) -> str:
    """Say whether the PIN is the person's own."""
    if method is None:
        return ""
    if method.pin is None:
        return translate("Words", "No PIN at the moment.")
    if method.pin.must_change:
        return translate(
            "Words", "The PIN is temporary: they choose their own at the next sign-in."
        )
    return translate("Words", "The PIN is one they chose themselves.")


def _standard_sentence(badge: Badge, now: datetime, moments: Moments) -> str:
    match badge.state_at(now):
        case BadgeState.ACTIVE:
            return translate("Words", "Badge valid until {date}.").format(
                date=moments.day(badge.expires)
            )
        case BadgeState.EXPIRED:
            return translate("Words", "The badge ended on {date}.").format(
                date=moments.day(badge.expires)
            )
        case BadgeState.NOT_YET:
            return translate("Words", "The badge is valid from {date}.").format(
                date=moments.day(badge.starts)
            )


def _temporary_sentence(badge: Badge, now: datetime, moments: Moments) -> str:
    match badge.state_at(now):
        case BadgeState.ACTIVE:
            end = moments.day_and_time(badge.expires)
            return translate("Words", "Temporary badge valid until {time}.").format(time=end)
        case BadgeState.EXPIRED:
            end = moments.day_and_time(badge.expires)
            return translate("Words", "The temporary badge ended on {time}.").format(time=end)
        case BadgeState.NOT_YET:
            start = moments.day_and_time(badge.starts)
            return translate("Words", "The temporary badge is valid from {time}.").format(
                time=start
            )


def _use_sentence(badge: Badge, moments: Moments) -> str:
    if badge.last_used is None:
        return translate("Words", "The badge has never been used.")
    return translate("Words", "Last used on {date}.").format(date=moments.day(badge.last_used))
