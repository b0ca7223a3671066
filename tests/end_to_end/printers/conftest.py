"""What the tests with real printers share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.printers import TestPrinter, announcing, ipp_printer


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """Announce printers on this machine; return the environment that they run in."""
    with announcing(tmp_path_factory.mktemp("bus")) as found:
        yield found


@pytest.fixture
def till(tmp_path: Path, environment: Mapping[str, str]) -> Iterator[TestPrinter]:
    """Run a printer of its own."""
    folder = tmp_path / "till"
    folder.mkdir()
    with ipp_printer(folder, environment) as printer:
        yield printer
