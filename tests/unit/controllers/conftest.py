"""What the tests of the conversations share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.models.settings import BadgeSettings
from kiosk.qt.jobs import JobRunner
from tests.support.run_table import Table, sit_down


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.close(5)


@pytest.fixture
def table(qtbot: QtBot, runner: JobRunner) -> Table:
    return sit_down(qtbot, runner, BadgeSettings())
