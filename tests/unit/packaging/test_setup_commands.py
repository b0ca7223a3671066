"""The two commands as a person types them: arguments, exit codes and the last line."""

from __future__ import annotations

import ast
import os
import shutil
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import start
from setup_steps import checks, documentation, station, unpacked_packages
from setup_steps.checkout import Checkout
from setup_steps.console import Problem
from setup_steps.system_parts import Missing

ROOT = Path(__file__).resolve().parents[3]
POSIX = pytest.mark.skipif(os.name == "nt", reason="uses shell scripts as stand-in programs")
JUNIT = """<?xml version="1.0"?><testsuites><testsuite>
<testcase><skipped type="pytest.skip" message="no xdotool">x</skipped></testcase>
<testcase><skipped type="pytest.skip" message="no xdotool">x</skipped></testcase>
<testcase><skipped type="pytest.skip" message="only Windows">x</skipped></testcase>
<testcase><skipped type="pytest.xfail" message="later">x</skipped></testcase>
<testcase/></testsuite></testsuites>"""


def program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_help_names_both_commands() -> None:
    command = [sys.executable, str(ROOT / "packaging" / "start.py"), "--help"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "packaging/start.py test" in answer.stdout


def test_an_older_python_can_read_the_script() -> None:
    source = (ROOT / "packaging" / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_an_unsupported_python_says_which_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "SUPPORTED", ((3, 99),))
    assert start.main([]) == 1
    assert "install one of these" in capsys.readouterr().err


@POSIX
def test_an_unsupported_python_hands_over_to_a_supported_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "python3.99", 'case "$1" in -c) echo 3.99;; *) exit 7;; esac')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(start, "SUPPORTED", ((3, 99),))
    assert start.main(["test"]) == 7


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_without_a_screen_the_station_says_so_at_once() -> None:
    with pytest.raises(Problem, match="There is no screen here") as raised:
        station.check_for_a_screen([], {})
    assert raised.value.exit_code == 2


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_screen_it_goes_on(name: str) -> None:
    station.check_for_a_screen([], {name: "x"})


def test_help_and_version_need_no_screen() -> None:
    station.check_for_a_screen(["--version"], {})


@POSIX
@pytest.mark.parametrize("windows", [True, False])
def test_the_station_opens_on_the_practice_tenant(tmp_path: Path, *, windows: bool) -> None:
    checkout = Checkout(tmp_path, windows=windows)
    program(checkout.script("pin-kiosk"), 'echo "$@" > "$OUT"; exit 3')
    out = tmp_path / "out"
    question = (
        "import sys, pathlib; from setup_steps import checkout, station;"
        f"c = checkout.Checkout(pathlib.Path({str(tmp_path)!r}), windows={windows});"
        f"sys.exit(station.open_station(c, ['--windowed'], {{'OUT': {str(out)!r}}}))"
    )
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "packaging")}
    assert (
        subprocess.run([sys.executable, "-c", question], env=variables, check=False).returncode == 3
    )
    assert out.read_text(encoding="utf-8") == "--practice --windowed\n"


@POSIX
@pytest.mark.parametrize(
    ("failing", "tests", "expected"), [("", 0, 0), ("mypy", 0, 1), ("", 1, 1), ("ruff", 2, 2)]
)
def test_a_failed_check_or_test_fails_the_command(
    tmp_path: Path, failing: str, tests: int, expected: int
) -> None:
    checkout = Checkout(tmp_path, windows=False)
    for name in ("ruff", "mypy", "lint-imports"):
        program(checkout.script(name), f"exit {int(name == failing)}")
    program(checkout.python, f"exit {tests}")
    assert checks.run_all(checkout, [], os.environ, Missing()) == expected


@POSIX
@pytest.mark.parametrize("code", [0, 1])
def test_the_documentation_is_built_strictly_in_an_environment_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: int
) -> None:
    checkout = Checkout(tmp_path, windows=False, environment=".venv/docs")
    out = tmp_path / "out"
    program(tmp_path / ".venv" / "docs" / "bin" / "python", f'echo "$@" > "$OUT"; exit {code}')
    assert documentation.build_site(checkout, ["--quiet"], {"OUT": str(out)}) == code
    assert out.read_text(encoding="utf-8").split() == [
        *("-m", "mkdocs", "build", "--strict", "-f", "docs/mkdocs.yml", "--quiet")
    ]
    assert ("index.html" in capsys.readouterr().out) is (code == 0)


def test_the_last_line_says_how_many_were_skipped_and_why(tmp_path: Path) -> None:
    report = tmp_path / "run.xml"
    report.write_text(JUNIT, encoding="utf-8")
    reasons = checks.skipped_by_reason(report)
    assert reasons == Counter({"no xdotool": 2, "only Windows": 1})
    line = checks.closing_line(reasons, Missing(("xdotool",), ("xdotool",)))
    assert line.startswith("3 tests were skipped (2 x no xdotool; 1 x only Windows). ")
    assert "xdotool" in line.rpartition(". ")[2]


def test_the_last_line_stays_one_line_for_many_reasons() -> None:
    reasons = Counter({f"reason {number}": 2 for number in range(9)})
    line = checks.closing_line(reasons, Missing())
    assert line.startswith("18 tests were skipped (2 x reason")
    assert line.endswith("; 10 x for other reasons, listed above).")


def test_without_a_report_nothing_is_said_to_be_skipped(tmp_path: Path) -> None:
    assert checks.skipped_by_reason(tmp_path / "none.xml") == Counter()
    assert checks.closing_line(Counter(), Missing(("openbox",), ("openbox",))).startswith("No test")


def test_unpacked_libraries_and_fonts_are_found_through_the_environment(tmp_path: Path) -> None:
    root = tmp_path / "Größe & 山"
    libraries = root / "usr" / "lib" / "x86_64-linux-gnu"
    fonts = root / "usr" / "share" / "fonts"
    for folder in (libraries, fonts):
        folder.mkdir(parents=True)
    (libraries / "libGL.so.1").touch()
    unpacked_packages.write_font_settings(root)
    variables = unpacked_packages.environment(root)
    assert variables["LD_LIBRARY_PATH"].split(os.pathsep)[0] == str(libraries)
    assert "&amp; 山" in Path(variables["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
    assert unpacked_packages.environment(tmp_path / "nothing") == {}


@POSIX
def test_the_integration_server_runs_the_readmes_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "python3 packaging/start.py test" in script.read_text(encoding="utf-8")
    if shutil.which("bash"):
        subprocess.run(["bash", "-n", str(script)], check=True)
