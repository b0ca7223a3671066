"""What the tests of checks share: a station where all is well."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.checks.subject import Subject
from tests.support.checked_station import checked_station


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    """A station where all is well."""
    return checked_station(tmp_path)
