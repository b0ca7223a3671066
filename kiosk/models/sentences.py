"""What a person reads about an error: what happened, what it means, what to do now.

The one place that turns a code into words. A text may have named places, which are filled
after it was translated; where a value is missing, a text without places stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from kiosk.models.error_sentences.network import NETWORK, SIGN_IN
from kiosk.models.error_sentences.paper import PAPER
from kiosk.models.error_sentences.runs import RUNS
from kiosk.models.error_sentences.service import REFUSALS, UNFINISHED
from kiosk.models.error_sentences.settings import SETTINGS
from kiosk.models.error_sentences.station import SCANS, STATION
from kiosk.models.error_sentences.tenant_setup import TENANT_SETUP
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.figures import with_figures
from kiosk.models.sentence import Sentence

CONTEXT = "Errors"
EXPECTED_CONTEXT = "SettingExpected"
"""The catalogue's context of what a setting may hold."""

Translate = Callable[[str, str], str]
"""Turns (context, English text) into the text of a language; returns it as it is if unknown."""

SENTENCES: Mapping[ErrorCode, Sentence] = MappingProxyType(
    NETWORK
    | SIGN_IN
    | REFUSALS
    | UNFINISHED
    | PAPER
    | SETTINGS
    | TENANT_SETUP
    | SCANS
    | RUNS
    | STATION
)


def sentence(error: StationError, translate: Translate) -> str:
    """Return what a person reads about an error, in the language of `translate`."""
    words = SENTENCES[error.code]
    values = {place: error.values.get(place, "") for place in words.places}
    if not all(values.values()):
        return translate(CONTEXT, words.plain or words.text)
    if "expected" in values:
        values["expected"] = translate(EXPECTED_CONTEXT, values["expected"])
    return translate(CONTEXT, words.text).format(**with_figures(values, translate))


def details_text(error: StationError, station: str, version: str, now: datetime) -> str:
    """Return what a support person needs, to be copied; the same in every language.

    `now` is aware. Holds no secret and nobody's name.
    """
    details = error.details
    facts = {
        "code": f"{error.code.value} {error.code.name}",
        "time": now.isoformat(timespec="seconds"),
        "station": station,
        "version": version,
        "http-status": "" if details.http_status is None else str(details.http_status),
        "service-code": details.service_code,
        "request-id": details.request_id,
        "client-request-id": details.client_request_id,
        "answered": ""
        if details.answered_at is None
        else details.answered_at.isoformat(timespec="seconds"),
    }
    return "\n".join(f"{name}: {value}" for name, value in facts.items() if value)
