"""How the sign-in service words a refusal: the JSON of its token endpoint."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.practice.messages import Answer, SignInRefusalError, json_answer

NO_STORE = (("Cache-Control", "no-store, no-cache"), ("Pragma", "no-cache"))


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal in words."""

    description: str
    uri: str
    timestamp: str
    trace_id: str
    correlation_id: str


def describe(refusal: SignInRefusalError, now: datetime, correlation_id: str = "") -> Told:
    """Put a refusal into the service's words."""
    timestamp = now.strftime("%Y-%m-%d %H:%M:%SZ")
    trace_id = str(uuid.uuid4())
    correlation_id = correlation_id or str(uuid.uuid4())
    return Told(
        f"AADSTS{refusal.number}: {refusal.sentence} Trace ID: {trace_id} "
        f"Correlation ID: {correlation_id} Timestamp: {timestamp}",
        f"https://login.microsoftonline.com/error?code={refusal.number}",
        timestamp,
        trace_id,
        correlation_id,
    )


def refusal_answer(refusal: SignInRefusalError, now: datetime, correlation_id: str) -> Answer:
    """Return the token endpoint's refusal."""
    told = describe(refusal, now, correlation_id)
    document: dict[str, Any] = {
        "error": refusal.error,
        "error_description": told.description,
        "error_codes": [refusal.number],
        "timestamp": told.timestamp,
        "trace_id": told.trace_id,
        "correlation_id": told.correlation_id,
        "error_uri": told.uri,
    }
    if refusal.suberror:
        document["suberror"] = refusal.suberror
    if refusal.claims:
        document["claims"] = refusal.claims
    return json_answer(refusal.status, document, *NO_STORE)
