"""What a newer version has written is read by this one without harm, or refused by its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.models import audit_record
from kiosk.models.audit_record import AuditEnd
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.sentences import sentence
from kiosk.services.audit_verification import verify
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.runs.journal import FORMAT
from kiosk.services.runs.journal_reading import read_journal
from kiosk.services.settings_file import load_settings
from tests.support.audit_writing import ENTRY, log_at


def in_words(error: StationError) -> str:
    return sentence(error, lambda _context, text: text)


def test_choices_about_paper_that_are_known_here_count(tmp_path: Path) -> None:
    file = tmp_path / "paper.json"
    newer = {"layouts": {"badge": "cr80", "sleeve": ["a", "b"]}, "printers": 7, "trays": {"x": 1}}
    file.write_text(json.dumps(newer))
    choices = PaperMemory(file).choices
    assert dict(choices.layouts) == {"badge": "cr80"}
    assert dict(choices.printers) == {}


def test_an_audit_file_stays_whole_through_an_upgrade_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "audit.jsonl"
    for version in (audit_record.FORMAT, audit_record.FORMAT + 1, audit_record.FORMAT):
        monkeypatch.setattr(audit_record, "FORMAT", version)
        log = log_at(path)
        log.finish(log.begin(ENTRY), AuditEnd.OK)
    found = verify(path)
    assert found.is_sound
    assert found.records == 6


def test_a_run_of_a_newer_version_is_not_called_damaged(tmp_path: Path) -> None:
    file = tmp_path / "run.jsonl"
    file.write_text(json.dumps({"run": FORMAT + 1, "something": "new"}) + "\n")
    with pytest.raises(StationError) as caught:
        read_journal(file, 3)
    assert caught.value.code is ErrorCode.RUN_NEWER
    assert f"{file} was begun with a newer version of PIN Kiosk" in in_words(caught.value)


def test_a_setting_that_only_a_newer_version_knows_is_named(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[station]\nname = "Gate 4"\nhologram = true\n')
    with pytest.raises(StationError) as caught:
        load_settings(str(file), {}, needs_tenant=False)
    assert caught.value.code is ErrorCode.SETTING_UNKNOWN
    assert "station.hologram" in in_words(caught.value)
