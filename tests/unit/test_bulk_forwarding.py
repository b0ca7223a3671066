"""A run says at its end what has not reached the receiver of audit records."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.commands.bulk_forwarding import forwarded
from kiosk.models.clock import SystemClock
from kiosk.models.settings import AuditForward, AuditSettings
from kiosk.services.forwarding.cursor import held_cursor
from tests.support.audit_writing import write_changes
from tests.support.receivers import Receiver, receiver_in, wait_until

NOBODY = AuditSettings(forward=AuditForward.SYSLOG, forward_to="localhost:1")


@pytest.fixture(autouse=True)
def _failures_are_logged_and_expected(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="kiosk.services.forwarding")


def english(_context: str, text: str) -> str:
    return text


def run_with(audit: AuditSettings, path: Path, receiver: Receiver | None = None) -> None:
    write_changes(path, 1)
    with forwarded(audit, path, SystemClock(), english):
        write_changes(path, 1)
        if receiver is not None:
            wait_until(lambda: bool(receiver.lines))


def test_where_nothing_is_forwarded_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_with(AuditSettings(), tmp_path / "audit.jsonl")
    assert not capsys.readouterr().err
    assert not (tmp_path / "audit.jsonl.forwarded").exists()


def test_everything_has_arrived_when_the_command_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with receiver_in(tmp_path / "receiver", AuditForward.OTLP) as receiver:
        run_with(receiver.settings(), tmp_path / "audit.jsonl", receiver)
        assert len(receiver.distinct()) == 4
    assert not capsys.readouterr().err


def test_what_has_not_arrived_is_said_and_does_not_hold_up_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "audit.jsonl"
    write_changes(path, 1)
    with forwarded(NOBODY, path, SystemClock(), english):
        wait_until((tmp_path / "audit.jsonl.forwarded").exists)
        write_changes(path, 1)
    assert "has not reached localhost:1" in capsys.readouterr().err


def test_what_another_process_forwards_is_not_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "audit.jsonl"
    with held_cursor(path):
        run_with(NOBODY, path)
    assert not capsys.readouterr().err
