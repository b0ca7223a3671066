"""What a badge or slip says about a person, their badge and their PIN, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from kiosk.models.badge import Badge, BadgeKind, BadgeState
from kiosk.models.secret import Secret
from kiosk.printing import texts
from kiosk.printing.content import PrintContent
from kiosk.printing.layout_parts import What
from kiosk.printing.texts import Wording

Saying = Callable[[PrintContent, Wording], str]


def held_words(held: Badge | None, moment: datetime, wording: Wording) -> str:
    """Say what the worker can do with the badge they hold, at that moment."""
    if held is None:
        return wording.say(texts.HELD_NONE)
    state = held.state_at(moment)
    if state is BadgeState.EXPIRED:
        return wording.say(texts.HELD_EXPIRED, date=moment_words(held, held.expires, wording))
    if state is BadgeState.NOT_YET:
        return wording.say(texts.HELD_NOT_YET, date=moment_words(held, held.starts, wording))
    text = texts.HELD_TEMPORARY if held.kind is BadgeKind.TEMPORARY else texts.HELD_ACTIVE
    return wording.say(text, date=moment_words(held, held.expires, wording))


def moment_words(badge: Badge, moment: datetime, wording: Wording) -> str:
    """Return a moment of a badge: the day, and for a temporary one the time as well."""
    if badge.kind is BadgeKind.TEMPORARY:
        return wording.day_and_time(moment)
    return wording.day(moment)


def validity_words(badge: Badge, moment: datetime, wording: Wording, *, on_badge: bool) -> str:
    """Say until when a badge opens anything, and from when if that is still to come.

    On the badge itself the words are short; elsewhere they name the badge.
    """
    end = moment_words(badge, badge.expires, wording)
    if badge.state_at(moment) is BadgeState.NOT_YET:
        text = texts.VALID_FROM_UNTIL if on_badge else texts.BADGE_VALID_FROM_UNTIL
        return wording.say(text, start=moment_words(badge, badge.starts, wording), end=end)
    return wording.say(texts.VALID_UNTIL if on_badge else texts.BADGE_VALID_UNTIL, date=end)


def is_temporary(content: PrintContent) -> bool:
    """Say whether the badge that was issued is a temporary one."""
    return content.issued is not None and content.issued.badge.kind is BadgeKind.TEMPORARY


def step_texts(content: PrintContent, wording: Wording) -> tuple[str, ...]:
    """Return how to sign in with the PIN, one step each."""
    steps = [texts.STEP_SCAN, texts.STEP_PIN]
    if content.pin_must_change:
        steps.append(texts.STEP_OWN_PIN)
    return tuple(wording.say(step) for step in steps)


def said(what: What, content: PrintContent, wording: Wording) -> str | Secret | None:
    """Return what a line says of the content, nothing where there is nothing to say.

    The steps, which are several lines, are said by `step_texts`.
    """
    if what is What.PIN:
        return content.pin
    return _SAYINGS[what](content, wording) or None


def _employee_number(content: PrintContent, wording: Wording) -> str:
    number = content.person.employee_id
    return wording.say(texts.EMPLOYEE_NUMBER, number=number) if number else ""


def _kind(content: PrintContent, wording: Wording) -> str:
    return wording.say(texts.TEMPORARY_BADGE if is_temporary(content) else texts.BADGE)


def _validity(content: PrintContent, wording: Wording) -> str:
    if content.issued is None:
        return ""
    return validity_words(content.issued.badge, content.printed_at, wording, on_badge=True)


def _badge(content: PrintContent, wording: Wording) -> str:
    if content.issued is None:
        return held_words(content.held, content.printed_at, wording)
    return validity_words(content.issued.badge, content.printed_at, wording, on_badge=False)


def _pin_label(content: PrintContent, wording: Wording) -> str:
    return wording.say(texts.YOUR_PIN) if content.pin is not None else ""


def _pin_notice(content: PrintContent, wording: Wording) -> str:
    return wording.say(texts.PIN_IS_TEMPORARY if content.pin_must_change else texts.PIN_IS_OWN)


def _heading(content: PrintContent, wording: Wording) -> str:
    if content.issued is None:
        has_pin = content.pin is not None
        return wording.say(texts.SHEET_TITLE_PIN if has_pin else texts.SHEET_TITLE_BADGE)
    alone, with_pin = texts.SHEET_TITLE_BADGE, texts.SHEET_TITLE
    if is_temporary(content):
        alone, with_pin = texts.SHEET_TITLE_TEMPORARY, texts.SHEET_TITLE_TEMPORARY_PIN
    return wording.say(alone if content.pin is None else with_pin)


def _printed(content: PrintContent, wording: Wording) -> str:
    moment = wording.day_and_time(content.printed_at)
    if content.station_name:
        return wording.say(texts.PRINTED_AT_STATION, station=content.station_name, date=moment)
    return wording.say(texts.PRINTED, date=moment)


def _practice_notice(content: PrintContent, wording: Wording) -> str:
    return wording.say(texts.PRACTICE_ONLY) if content.practice else ""


_SAYINGS: Mapping[What, Saying] = MappingProxyType(
    {
        What.NAME: lambda content, _: content.person.display_name,
        What.JOB: lambda content, _: content.person.job_title,
        What.SITE: lambda content, _: content.person.office_location or content.person.department,
        What.EMPLOYEE_NUMBER: _employee_number,
        What.KIND: _kind,
        What.VALIDITY: _validity,
        What.BADGE: _badge,
        What.PIN_LABEL: _pin_label,
        What.PIN_NOTICE: _pin_notice,
        What.STEPS: lambda content, wording: " ".join(step_texts(content, wording)),
        What.HEADING: _heading,
        What.KEEP_APART: lambda _, wording: wording.say(texts.KEEP_APART),
        What.NOT_AGAIN: lambda _, wording: wording.say(texts.NOT_AGAIN),
        What.FOLD_HELP: lambda _, wording: wording.say(texts.FOLD_HELP),
        What.PRINTED: _printed,
        What.PRACTICE_NOTICE: _practice_notice,
    }
)
