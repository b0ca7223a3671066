"""Many people at once from the command line: looked at, done, killed, taken up again, listed."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.models.settings import AuditForward
from kiosk.practice.launcher import PracticeTenant
from kiosk.practice.seeds import Seed
from tests.support.practice import SEED, start_practice_tenant
from tests.support.receivers import receiver_in
from tests.support.screen import wait_until
from tests.support.shell import Shell, opens
from tests.support.small_disk import small_disk

NEW_STARTERS = Seed(SEED).guid("group", "New Starters")


@pytest.fixture
def tenant() -> Iterator[PracticeTenant]:
    """A tenant of its own for each test: what is done here changes many people."""
    with start_practice_tenant(people=900) as practice:
        yield practice


def killed_after(parts: int, out: Path) -> Callable[[subprocess.Popen[str]], None]:
    """Return what pulls the plug once so many parts are in the folder."""

    def end(process: subprocess.Popen[str]) -> None:
        def pull() -> None:
            wait_until(lambda: len(list(out.glob("badges-*.pdf"))) >= parts or process.poll() == 0)
            process.kill()

        threading.Thread(target=pull).start()

    return end


@pytest.fixture
def shell(tenant: PracticeTenant, tmp_path: Path) -> Shell:
    return Shell(tenant, tmp_path)


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(shell: Shell) -> None:
    code, said = shell.bulk("issue", "--group", NEW_STARTERS, "--dry-run", "--json")
    assert code == 0
    document = json.loads(said)
    states = {row["state"] for row in document["rows"]}
    assert document["dry_run"] is True
    assert document["ready"] == sum(row["state"] == "ready" for row in document["rows"]) > 40
    assert "ready" in states
    assert states <= {"ready", "disabled", "not-permitted"}
    assert not shell.out.exists()
    again = json.loads(shell.bulk("issue", "--group", NEW_STARTERS, "--dry-run", "--json")[1])
    assert again["ready"] == document["ready"]
    words = ("issue", "--group", NEW_STARTERS, "--dry-run", "--json", "--leave-out", "nobody")
    code, said = shell.bulk(*words)
    assert (code, json.loads(said)["code"]) == (2, "PK-826")
    assert "nobody" in shell.lines[-1]


def test_a_run_that_is_killed_twice_ends_with_one_working_badge_for_everybody(
    shell: Shell,
) -> None:
    words = ("issue", "--group", NEW_STARTERS, "--out", str(shell.out), "--json")
    assert shell.bulk(*words, end=killed_after(1, shell.out))[0] < 0
    assert shell.bulk(*words, "--resume", end=killed_after(3, shell.out))[0] < 0
    code, said = shell.bulk(*words, "--resume")
    document = json.loads(said)
    assert (code, document["ok"], document["left"], document["failed"]) == (0, True, 0, 0)
    rows = [row for row in shell.result() if row["outcome"] == "done"]
    assert len(rows) == document["total"] == document["done"]
    contents = shell.codes()
    printed = {content.split("|")[2]: content for content in contents}
    assert len(printed) == len(contents) == len(rows)
    assert {row["code_id"] for row in rows} == set(printed)
    pins = shell.pins()
    with_pin = [row for row in rows if row["employee_number"] in pins]
    assert len(with_pin) > len(rows) / 2
    for row in with_pin:
        assert opens(shell.practice, printed[row["code_id"]], pins[row["employee_number"]])
    journal = (shell.out / "run.jsonl").read_text()
    everything = journal + (shell.out / "result.csv").read_text() + "\n".join(shell.lines)
    assert not any(pin in everything for pin in pins.values())
    assert "ms-qrpin" not in everything


@pytest.mark.parametrize("forward", [AuditForward.SYSLOG, AuditForward.OTLP])
def test_a_run_is_told_elsewhere_before_the_command_ends(
    shell: Shell, tmp_path: Path, forward: AuditForward
) -> None:
    with receiver_in(tmp_path / "receiver", forward) as receiver:
        shell.forwarding = (
            f'forward = "{forward}"\nforward_to = "{receiver.address}"\n'
            f"forward_ca_file = '{receiver.server.ca_file}'"
        )
        code, _ = shell.bulk("issue", "--group", NEW_STARTERS, "--out", str(shell.out))
        assert code == 0
        written = (shell.folder / "audit.jsonl").read_text().splitlines()
        assert written
        assert len(receiver.distinct()) == len(written)
    assert not any("has not reached" in line for line in shell.lines)


def test_a_full_disk_for_the_audit_file_stops_a_run_until_there_is_room(
    shell: Shell, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk") as disk:
        shell.audit_file = disk.folder / "audit.jsonl"
        disk.fill()
        words = ("issue", "--group", NEW_STARTERS, "--out", str(shell.out))
        code, _ = shell.bulk(*words)
        assert code == 1
        assert any("so it changes nothing" in line for line in shell.lines)
        assert shell.codes() == []
        disk.make_room()
        code, _ = shell.bulk(*words, "--resume")
        assert code == 0
        done = [row for row in shell.result() if row["code_id"]]
        assert len(shell.codes()) == len(done) > 50


def test_a_second_run_in_the_same_folder_is_refused_unless_it_goes_on(shell: Shell) -> None:
    people = shell.folder / "people.csv"
    people.write_text("Benutzername;Personalnummer\nsam.rivera@practice.example;\n;100044\n?;\n")
    words = ("reset-pin", "--csv", str(people), "--out", str(shell.out), "--json")
    code, said = shell.bulk(*words)
    assert (code, json.loads(said)["done"]) == (0, 2)
    assert [row["outcome"] for row in shell.result()] == ["done", "done", "left-out"]
    assert shell.result()[2]["reason"] == "Nobody found"
    assert shell.bulk(*words)[0] == 1
    assert "PK-421" in shell.lines[-1]
    assert shell.bulk("replace", "--csv", str(people), "--out", str(shell.out), "--resume")[0] == 1
    assert "PK-422" in shell.lines[-1]
    code, said = shell.bulk(*words, "--resume")
    assert (code, json.loads(said)["done"]) == (0, 2)


def test_a_list_that_is_none_is_told_before_anything_is_changed(shell: Shell) -> None:
    picture = shell.folder / "people.xlsx"
    picture.write_bytes(b"PK\x03\x04" + bytes(100))
    code, said = shell.bulk("issue", "--csv", str(picture), "--out", str(shell.out), "--json")
    assert (code, json.loads(said)) == (2, {"ok": False, "action": "issue", "code": "PK-822"})
    assert len(shell.lines) == 1
    assert "PK-822" in shell.lines[0]
    assert not (shell.out / "run.jsonl").exists()


def test_a_mistyped_folder_begins_no_run_and_one_killed_in_its_look_is_taken_up(
    shell: Shell,
) -> None:
    words = ("issue", "--group", NEW_STARTERS, "--json", "--out")
    code, said = shell.bulk(*words, str(shell.folder / "mistyped"), "--resume")
    assert (code, json.loads(said)["code"]) == (2, "PK-426")
    assert "mistyped" in shell.lines[-1]
    assert not (shell.folder / "mistyped").exists()
    assert shell.bulk(*words, str(shell.out), end=lambda process: process.kill())[0] < 0
    code, said = shell.bulk(*words, str(shell.out), "--resume")
    assert (code, json.loads(said)["failed"]) == (0, 0)
    assert json.loads(said)["done"] > 40
