"""Every error has a sentence, whatever is known about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.models.sentences import CONTEXT, EXPECTED_CONTEXT, SENTENCES, details_text, sentence

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TECHNICAL = ("tenant", "object id", "graph", "http", "json", "exception", "oauth", "token")


def english(context: str, text: str) -> str:
    assert context in {CONTEXT, EXPECTED_CONTEXT, "Figures"}
    return text


def with_commas(context: str, text: str) -> str:
    return "{whole},{fraction}" if context == "Figures" else text


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_sentence(code: ErrorCode) -> None:
    text = sentence(StationError(code), english)
    assert text.endswith((".", "practice."))
    assert "{" not in text


@pytest.mark.parametrize("code", ErrorCode)
def test_a_sentence_with_places_has_one_without(code: ErrorCode) -> None:
    words = SENTENCES[code]
    assert bool(words.places) == bool(words.plain)
    assert "{" not in words.plain


@pytest.mark.parametrize("code", ErrorCode)
def test_every_place_is_filled(code: ErrorCode) -> None:
    places = SENTENCES[code].places
    values = {place: f"<{place}>" for place in places}
    text = sentence(StationError(code, values), english)
    assert all(f"<{place}>" in text for place in places)


@pytest.mark.parametrize("code", ErrorCode)
def test_a_missing_or_empty_value_does_no_harm(code: ErrorCode) -> None:
    for missing in SENTENCES[code].places:
        values = {place: "x" for place in SENTENCES[code].places if place != missing}
        for known in (values, values | {missing: ""}):
            assert sentence(StationError(code, known), english) == SENTENCES[code].plain


@pytest.mark.parametrize("code", [code for code in ErrorCode if code.value < "PK-6"])
def test_a_supervisor_meets_no_technical_word(code: ErrorCode) -> None:
    words = SENTENCES[code]
    text = f"{words.text} {words.plain}".lower()
    assert not [word for word in TECHNICAL if word in text]


def test_a_value_with_braces_is_left_alone() -> None:
    error = StationError(ErrorCode.PRINTER_MISSING, {"printer": "{0} {x}"})
    assert "{0} {x}" in sentence(error, english)


def test_what_a_setting_may_hold_is_translated_too() -> None:
    error = StationError(
        ErrorCode.SETTING_WRONG, {"file": "f", "key": "k", "value": "v", "expected": "a word"}
    )
    german = {"a word": "ein Wort"}
    text = sentence(error, lambda _, source: german.get(source, source))
    assert "ein Wort" in text


def test_details_name_what_support_needs_and_nothing_else() -> None:
    details = ErrorDetails(403, "Authorization_RequestDenied", "request", "client", NOW)
    error = StationError(ErrorCode.NOT_PERMITTED, {"printer": "secret"}, details, claims="secret")
    assert details_text(error, "Harbour Street", "1.2.3", NOW).splitlines() == [
        "code: PK-301 NOT_PERMITTED",
        "time: 2026-11-24T09:30:00+00:00",
        "station: Harbour Street",
        "version: 1.2.3",
        "http-status: 403",
        "service-code: Authorization_RequestDenied",
        "request-id: request",
        "client-request-id: client",
        "answered: 2026-11-24T09:30:00+00:00",
    ]


def test_details_leave_out_what_is_not_known() -> None:
    text = details_text(StationError(ErrorCode.UNEXPECTED), "", "1.2.3", NOW)
    assert text.splitlines() == [
        "code: PK-901 UNEXPECTED",
        "time: 2026-11-24T09:30:00+00:00",
        "version: 1.2.3",
    ]


def test_measures_are_written_as_the_language_does_and_nothing_else_is() -> None:
    small = StationError(ErrorCode.CODE_TOO_SMALL, {"given_mm": "17.5", "needed_mm": "20.0"})
    assert "17,5 mm" in sentence(small, with_commas)
    assert "20,0 mm" in sentence(small, with_commas)
    assert "17.5 mm" in sentence(small, english)
    printer = StationError(ErrorCode.PRINTER_MISSING, {"printer": "Zebra 2.0"})
    assert "Zebra 2.0" in sentence(printer, with_commas)
