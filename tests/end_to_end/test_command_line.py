"""The program as scripts and device management use it: words in, exit codes out, nothing left."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.commands.arguments import COMMANDS
from kiosk.practice.launcher import PracticeTenant, parse_ready_line
from tests.support import practice
from tests.support.own_account import variables_of_account
from tests.support.practice import tenant_table
from tests.support.screen import wait_until

practice_tenant = practice.practice_tenant

TOUCHED = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from kiosk.__main__ import main
from kiosk.app import Station

show = Station.show

def show_and_touch(station):
    show(station)
    QTimer.singleShot(100, lambda: QTest.keyClick(station.window, Qt.Key.Key_Shift))

Station.show = show_and_touch
sys.exit(main())
"""
"""The program, with somebody who touches its window, because only then it loads the rest."""

STATUS = Path("/proc/self/status")

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs the signals of POSIX")


def handles_sigterm(process: int) -> bool:
    """Whether a process does something of its own on SIGTERM (proc(5), SigCgt)."""
    text = Path(f"/proc/{process}/status").read_text()
    caught = next(line for line in text.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An account of its own, with a folder for temporary files that must stay empty."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    return {
        **os.environ,
        **variables_of_account(tmp_path),
        "TMPDIR": str(temporary),
        "TEMP": str(temporary),
        "TMP": str(temporary),
        "QT_QPA_PLATFORM": "offscreen",
    }


def run(
    environment: dict[str, str], *words: str, **changes: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *words],
        env={**environment, **changes},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def start(
    environment: dict[str, str], *words: str, program: Sequence[str] = ("-m", "kiosk")
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *program, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def one_line(text: str) -> str:
    """Return a text that must be one line without a traceback."""
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text


def test_help_names_every_command_and_version_is_told(environment: dict[str, str]) -> None:
    told = run(environment, "--help")
    assert told.returncode == 0
    for command in COMMANDS:
        assert f"  {command.name} " in told.stdout
    for option in ("--practice", "--settings", "--windowed", "--language", "--version"):
        assert option in told.stdout
    version = run(environment, "--version")
    assert (version.returncode, version.stdout) == (0, f"pin-kiosk {__version__}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, ("PK-601", "missing")),
        ("[tenant\n", ("PK-602", "cannot be understood", ":1")),
        ('[tenant]\ncolour = "red"\n', ("PK-603", "tenant.colour")),
        ('[sign_in]\ntimeout_seconds = "soon"\n', ("PK-604", "sign_in.timeout_seconds", "soon")),
        (
            '[tenant]\ntenant_id = "00000000-0000-0000-0000-000000000001"\n'
            'client_id = "00000000-0000-0000-0000-000000000002"\n'
            'graph_root = "https://graph.microsoft.us"\n',
            ("PK-605", "tenant.graph_root", "national cloud"),
        ),
    ],
    ids=["missing", "not TOML", "unknown key", "wrong type", "national cloud"],
)
def test_bad_settings_end_with_one_sentence_and_exit_code_2(
    environment: dict[str, str], tmp_path: Path, text: str | None, said: tuple[str, ...]
) -> None:
    file = tmp_path / "settings.toml"
    if text is not None:
        file.write_text(text)
    told = run(environment, "--settings", str(file))
    assert told.returncode == 2
    line = one_line(told.stderr)
    for part in (str(file), *said):
        assert part in line
    assert told.stdout == ""


IN_GERMAN = '[station]\nlanguage = "de"\n'
SEVERAL_STARTS = """
import json, sys
from kiosk.__main__ import main
for words in json.loads(sys.argv[1]):
    print(main(words), flush=True)
"""
WITHOUT_QT = """
import sys
sys.modules["PySide6"] = None
from kiosk.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads a file that has no text")
def test_every_command_tells_its_error_in_the_language_of_the_settings(
    environment: dict[str, str], tmp_path: Path
) -> None:
    fine, wrong, missing = (tmp_path / name for name in ("fine.toml", "wrong.toml", "missing"))
    fine.write_text(IN_GERMAN)
    wrong.write_text(f"{IN_GERMAN}full_screen = 1\n")
    bulk = ["bulk", "reset-pin", "--csv", "x", "--dry-run"]
    unusable = ["--practice"], ["setup", "--dry-run"], ["badge-sample", "--list"], bulk
    report = ["--report", str(missing / "report")]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        starts = [
            *([*words, "--settings", str(wrong)] for words in unusable),
            ["self-test", "--report", str(fine / "report"), "--settings", str(fine)],
            ["practice-tenant", "--port", port, "--settings", str(fine)],
            ["audit", "show", "/proc/self/mem", "--settings", str(fine)],
            ["doctor", *report, "--settings", str(fine)],
        ]
        told = subprocess.run(
            [sys.executable, "-c", SEVERAL_STARTS, json.dumps(starts)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert told.stdout.split() == ["2", "2", "2", "2", "1", "1", "1", "1"]
    lines = told.stderr.splitlines()
    assert all("einen unbrauchbaren Wert: 1. Erwartet" in line for line in lines[:4])
    assert lines[4] == (
        f"Die Datei {fine / 'report'} ließ sich nicht speichern. Wählen Sie einen anderen Ordner "
        "und versuchen Sie es noch einmal. (PK-506)"
    )
    assert f"Port {port} nicht benutzen" in lines[5]
    assert lines[5].endswith("(PK-907)")
    assert lines[6].endswith("(PK-702)")
    assert lines[6].startswith("Das Protokoll /proc/self/mem wurde verändert")
    assert lines[-1].startswith(f"Die Datei {missing / 'report'} ließ sich nicht speichern.")


def test_a_language_that_was_asked_for_counts_before_that_of_the_settings(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"{IN_GERMAN}full_screen = 1\n")
    told = run(environment, "--settings", str(file), "--language", "en")
    assert "has a value that cannot be used" in one_line(told.stderr)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere no variable says it")
def test_where_the_settings_cannot_be_read_the_systems_language_counts(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"{IN_GERMAN}[")
    # In a character set that Qt has something to say about.
    told = run(environment, "--settings", str(file), LC_ALL="de_AT.ISO-8859-1")
    assert told.returncode == 2
    assert one_line(told.stderr).startswith("Die Einstellungsdatei")


def test_where_qt_cannot_be_loaded_an_error_is_told_in_english(
    environment: dict[str, str], tmp_path: Path
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, "setup", "--settings", str(tmp_path / "missing")],
        env={**environment, "LC_ALL": "de_DE.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert told.returncode == 2
    assert "is missing or cannot be read" in one_line(told.stderr)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs X11 or Wayland")
def test_without_a_screen_there_is_one_sentence(environment: dict[str, str]) -> None:
    told = run(environment, "--practice", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert told.returncode == 1
    assert "no screen" in one_line(told.stderr)


@pytest.fixture
def tenant_process(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = start(environment, "practice-tenant", "--people", "40")
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@posix_only
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_stopped_practice_tenant_leaves_nothing(
    tenant_process: subprocess.Popen[str], tmp_path: Path, number: int, code: int
) -> None:
    assert tenant_process.stdout is not None
    tenant = parse_ready_line(tenant_process.stdout.readline())
    assert tenant.ca_file.exists()
    tenant_process.send_signal(number)
    assert tenant_process.wait(10) == code
    assert not tenant.ca_file.exists()
    assert list((tmp_path / "tmp").iterdir()) == []


def children_of(process_id: int) -> list[int]:
    tasks = Path(f"/proc/{process_id}/task").glob("*/children")
    return [int(word) for file in tasks for word in file.read_text().split()]


def is_alive(process_id: int) -> bool:
    """Whether a process runs; one that has ended but was not waited for does not."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's list of processes")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130), (signal.SIGKILL, -9)]
)
def test_a_stopped_station_takes_its_practice_tenant_along(
    environment: dict[str, str], tmp_path: Path, number: int, code: int
) -> None:
    process = start(environment, "--practice", program=("-c", TOUCHED))
    try:
        wait_until(lambda: bool(children_of(process.pid)), what="no practice tenant was started")
        tenant = children_of(process.pid)[0]
        wait_until(lambda: any((tmp_path / "tmp").rglob("*")), what="the tenant never got ready")
        process.send_signal(number)
        _, said = process.communicate(timeout=15)
        assert process.returncode == code
        assert said == ""
        wait_until(lambda: not is_alive(tenant), 10, "the practice tenant lives on")
        # A station that is killed leaves its socket, which the next one takes.
        left = [file for file in (tmp_path / "tmp").iterdir() if code >= 0 or not file.is_socket()]
        assert left == []
    finally:
        process.kill()
        process.communicate()


@posix_only
def test_a_station_that_is_stopped_at_once_ends_too(environment: dict[str, str]) -> None:
    # Wherever the signal meets it: while loading, before its event loop, or in it.
    for seconds in (0.05, 0.2, 0.35, 0.5):
        process = start(environment, "--practice")
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(seconds)
            process.terminate()
            _, said = process.communicate(timeout=15)
            assert process.returncode in (0, -signal.SIGTERM)
            assert said == ""
        finally:
            process.kill()
            process.communicate()


@pytest.mark.skipif(not STATUS.exists(), reason="needs a system that tells of signal handlers")
def test_a_station_with_settings_ends_on_sigterm(
    environment: dict[str, str], practice_tenant: PracticeTenant, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(tenant_table(practice_tenant))
    process = start(environment, "--settings", str(file))
    try:
        wait_until(lambda: handles_sigterm(process.pid), what="the station never got ready")
        process.terminate()
        _, said = process.communicate(timeout=15)
        assert (process.returncode, said) == (0, "")
    finally:
        process.kill()
        process.communicate()
