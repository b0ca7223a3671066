"""Dates and waits in headers, as services write them and as they should not."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.services.http_headers import parse_http_date, retry_after_seconds


@settings(max_examples=80, deadline=None, database=None)
@given(st.text() | st.from_regex(r"\w{3}, \d{1,9} \w{3} \d{1,9} \d\d:\d\d:\d\d [+-]\d{1,9}"))
def test_any_date_header_is_a_time_or_none(header: str) -> None:
    found = parse_http_date(header)
    assert found is None or found.tzinfo is UTC


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("Mon, 02 Mar 2026 08:00:09 GMT", 9.0),
        ("Mon, 02 Mar 2026 07:00:00 GMT", None),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("999999999", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_time_to_wait_comes_in_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    headers = {"Retry-After": header, "Date": "Mon, 02 Mar 2026 08:00:00 GMT"}
    assert retry_after_seconds(headers) == seconds
