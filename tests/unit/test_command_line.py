"""Arguments become one command; whatever goes wrong is one line and a stable exit code."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.__main__ import main
from kiosk.commands import audit as audit_command
from kiosk.commands import station
from kiosk.commands.arguments import COMMANDS
from kiosk.commands.outcome import ExitCode, exit_code_for
from kiosk.models.audit_record import AuditEnd, AuditEntry, AuditOperation
from kiosk.models.cancellation import WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.audit import AuditLog
from kiosk.services.station_lock import Holder
from kiosk.station_options import StationOptions

ROOT = Path(__file__).resolve().parents[2]
ENTRY = AuditEntry(
    AuditOperation.RESET_PIN, "a-id", "boss@contoso.com", "p-id", "sam@contoso.com", "Till", True
)


@pytest.fixture
def audit_file(tmp_path: Path) -> Path:
    log = AuditLog(tmp_path / "audit.jsonl", SystemClock())
    for _ in range(3):
        log.finish(log.begin(ENTRY), AuditEnd.OK)
    return log.path


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[argparse.Namespace]:
    """Return what the station's and the audit command are called with, instead of running."""
    calls: list[argparse.Namespace] = []

    def remember(arguments: argparse.Namespace) -> int:
        calls.append(arguments)
        return 0

    for module in (station, audit_command):
        monkeypatch.setattr(module, "run", remember)
    return calls


def exit_of(*words: str) -> int | str | None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    return caught.value.code


def test_help_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of("--help") == 0
    text = capsys.readouterr().out
    for command in COMMANDS:
        assert f"\n  {command.name} " in text
    for option in ("--practice", "--settings", "--windowed", "--language", "--version"):
        assert option in text


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of("--version") == 0
    assert capsys.readouterr().out == f"pin-kiosk {__version__}\n"


def test_without_a_command_the_station_opens(seen: list[argparse.Namespace]) -> None:
    assert main([]) == 0
    assert main(["--practice", "--windowed", "--settings", "x.toml", "--language", "de"]) == 0
    first, second = seen
    assert not first.practice
    assert first.settings is None
    assert first.language is None
    assert second.practice
    assert second.windowed
    assert second.settings == "x.toml"
    assert second.language == "de"


@pytest.mark.parametrize(
    "words",
    [
        ["--settings", "x.toml", "audit", "show", "FILE", "--json"],
        ["audit", "--settings=x.toml", "show", "FILE", "--json"],
        ["audit", "show", "FILE", "--json", "--settings", "x.toml"],
    ],
)
def test_shared_options_may_stand_before_and_after_the_command(
    seen: list[argparse.Namespace], audit_file: Path, words: list[str]
) -> None:
    assert main([str(audit_file) if word == "FILE" else word for word in words]) == 0
    assert seen[0].settings == "x.toml"
    assert seen[0].file == audit_file
    assert seen[0].json


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["audti"], "there is no command 'audti' (choose from practice-tenant"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--language", "fr"], "invalid choice: 'fr'"),
        (["--settings"], "expected one argument"),
        (["--practice", "audit"], "unrecognized arguments: audit"),
        (["--pract"], "unrecognized arguments: --pract"),
        (["audit"], "required"),
        (["audit", "verify"], "FILE"),
        (["audit", "verify", "not-there.jsonl"], "there is no file 'not-there.jsonl'"),
        (["audit", "burn", "x"], "invalid choice: 'burn'"),
    ],
)
def test_bad_usage_is_told_with_exit_code_2(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert exit_of(*words) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [
        (ErrorCode.NETWORK_UNREACHABLE, 3),
        (ErrorCode.SIGN_IN_REFUSED, 3),
        (ErrorCode.TENANT_UNKNOWN, 3),
        (ErrorCode.NOT_PERMITTED, 1),
        (ErrorCode.PIN_UNCONFIRMED, 1),
        (ErrorCode.PRINTER_MISSING, 1),
        (ErrorCode.SETTING_WRONG, 2),
        (ErrorCode.CLOUD_UNSUPPORTED, 2),
        (ErrorCode.SETUP_NOT_APPROVED, 3),
        (ErrorCode.SETUP_CLIENT_UNKNOWN, 3),
        (ErrorCode.SETUP_TENANT_UNKNOWN, 3),
        (ErrorCode.REGISTRATION_NOT_PERMITTED, 1),
        (ErrorCode.REGISTRATION_REFUSED, 1),
        (ErrorCode.REGISTRATIONS_SEVERAL, 1),
        (ErrorCode.REGISTRATION_MISSING, 2),
        (ErrorCode.REGISTRATION_UNCONFIRMED, 1),
        (ErrorCode.CONSENT_REFUSED, 1),
        (ErrorCode.CONSENT_NOT_GIVEN, 1),
        (ErrorCode.SETTINGS_EXIST, 2),
        (ErrorCode.AUDIT_NOT_WRITABLE, 1),
        (ErrorCode.SCREEN_MISSING, 1),
        (ErrorCode.STATION_NOT_ANSWERING, 1),
    ],
)
def test_every_code_has_its_exit_code(code: ErrorCode, exit_code: int) -> None:
    assert exit_code_for(code) == exit_code


def test_no_code_is_without_an_exit_code() -> None:
    failures = {ExitCode.FAILED, ExitCode.BAD_USAGE, ExitCode.NOT_REACHED}
    assert {exit_code_for(code) for code in ErrorCode} == failures


def raising(error: BaseException) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        raise error

    return run


def test_a_known_failure_is_one_line_with_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = StationError(ErrorCode.FILE_NOT_WRITTEN, {"file": "/x/badge.pdf"})
    monkeypatch.setattr(station, "run", raising(error))
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "/x/badge.pdf" in said
    assert said.endswith("(PK-506)\n")


def test_a_defect_is_one_line_without_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(station, "run", raising(ValueError("PIN 73519462")))
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "PK-901, ValueError at kiosk/commands/arguments.py:" in said
    assert "73519462" not in said


@pytest.mark.parametrize("error", [KeyboardInterrupt(), WorkCancelledError()])
def test_an_interruption_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException
) -> None:
    monkeypatch.setattr(station, "run", raising(error))
    assert main([]) == 130
    assert capsys.readouterr().err == ""


def test_wrong_settings_name_file_key_value_and_what_is_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[station]\nlanguage = "fr"\n')
    assert main(["--settings", str(file)]) == 2
    said = capsys.readouterr().err
    for part in (str(file), "station.language", '"fr"', '"en", "de"', "PK-604"):
        assert part in said
    assert said.count("\n") == 1


def test_a_layout_that_is_not_there_is_named_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tenant = "11111111-2222-4333-8444-555555555555"
    file = tmp_path / "settings.toml"
    file.write_text(
        f'[tenant]\ntenant_id = "{tenant}"\nclient_id = "{tenant}"\n[badge]\nlayout = "a7"\n'
    )
    assert main(["--settings", str(file)]) == 2
    said = capsys.readouterr().err
    for part in (str(file), "badge.layout", '"a7"', '"cr80-portrait"', "PK-604"):
        assert part in said
    assert "slip-a4" not in said
    assert said.count("\n") == 1


def test_the_station_knows_which_file_names_the_ca_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ca.pem").touch()
    file = tmp_path / "settings.toml"
    tenant = "11111111-2222-4333-8444-555555555555"
    file.write_text(
        f'[tenant]\ntenant_id = "{tenant}"\nclient_id = "{tenant}"\nca_file = "ca.pem"\n'
    )
    opened: list[StationOptions] = []

    def remember(options: StationOptions, _: Holder) -> int:
        opened.append(options)
        return 0

    monkeypatch.setattr("kiosk.app.open_station", remember)
    for words in ((), ("--practice",)):
        assert main(["--settings", str(file), *words]) == 0
    assert [options.ca_named_in for options in opened] == [str(file), ""]


def test_a_sound_audit_file_is_told_so(
    audit_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "verify", str(audit_file)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "6 records" in captured.err


def test_a_cut_audit_file_ends_with_exit_code_1(
    audit_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = audit_file.read_text().splitlines(keepends=True)
    audit_file.write_text("".join([lines[0], *lines[2:4]]), newline="\n")
    assert main(["audit", "verify", str(audit_file)]) == 1
    said = capsys.readouterr().err
    assert "record 2 missing" in said
    assert "records 5 to 6 missing at the end" in said
    assert main(["audit", "verify", "--json", str(audit_file)]) == 1
    document = json.loads(capsys.readouterr().out)
    assert not document["sound"]
    assert {problem["kind"] for problem in document["problems"]} == {"removed", "cut"}


def test_an_audit_file_is_printed(audit_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with audit_file.open("a") as stream:
        stream.write('nonsense \x1b[2J\n{"number":7,"previous":"","hash":"","station":"\x1b[2J"}\n')
    assert main(["audit", "show", str(audit_file)]) == 0
    text = capsys.readouterr().out
    assert "attempt  reset-pin  boss@contoso.com  sam@contoso.com  Till  practice" in text
    assert "line 7: this is no audit record" in text
    assert "\x1b" not in text
    assert main(["audit", "show", str(audit_file), "--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [record.get("number") for record in records[:6]] == [1, 2, 3, 4, 5, 6]
    assert records[6] == {"line": 7, "unreadable": True}


def run_program(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_a_closed_pipe_is_quiet(audit_file: Path) -> None:
    log = AuditLog(audit_file, SystemClock())
    for _ in range(300):
        log.begin(ENTRY)
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "audit", "show", str(audit_file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(30) == 1


def test_no_letter_of_a_name_stops_the_program(audit_file: Path) -> None:
    AuditLog(audit_file, SystemClock()).begin(
        AuditEntry(AuditOperation.RESET_PIN, "a", "b@x.de", "p", "王芳@x.de", "Süd", False)
    )
    run = run_program("audit", "show", str(audit_file), PYTHONIOENCODING="ascii")
    assert run.returncode == 0
    assert rb"S\xfcd" in run.stdout


def test_a_missing_settings_file_is_one_line() -> None:
    run = run_program("--settings", "/not/there.toml")
    assert run.returncode == 2
    assert b"PK-601" in run.stderr
    assert b"Traceback" not in run.stderr
    assert run.stderr.count(b"\n") == 1
