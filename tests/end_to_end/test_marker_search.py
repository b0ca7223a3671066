"""Secrets that are known to the test are in nothing that a working day at the counter leaves.

The window runs in a process of its own, through every situation, with faults in the middle. Then
they are looked for in every file below its folders, in what it says at DEBUG, in everything that a
widget has or can bring back, on the clipboard, and in the process's memory.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.commands.self_test_situations import LOST_BADGE, SITUATIONS
from kiosk.commands.self_test_steps import BUTTONS, MainJob
from kiosk.practice.seeds import Seed
from kiosk.practice.visitor import Visitor
from kiosk.services.audit_verification import verify
from tests.support.marked_child import ROOT, MarkedStation, marked_station, own_places
from tests.support.markers import (
    KEY,
    PIN,
    TOKEN,
    Markers,
    Needle,
    by_kind,
    found_in_files,
    found_in_memory,
    is_there,
    marked_tenant,
    may_read_memory,
    report_of,
)
from tests.support.pages import text_of_pdf
from tests.support.practice import tenant_table
from tests.support.station_services import SufferingTenant

reads_memory = pytest.mark.skipif(
    sys.platform != "linux", reason="reads memory as Linux shows it, freed by its C library"
)

_CODE = re.compile(r"open (http\S+) and type this code: (\S+)")
_METHOD = "/users/*/authentication/qrCodePinMethod"
MAY_BE_COVERED = 1
MAY_BE_SHOWN = 4
"""Copies of a PIN: the station's own, and beside it what the label holds while it is shown."""

MAY_BE_LEFT = 1
"""Copies of the tokens on a locked station: usually none."""

MAY_BE_SIGNED_IN = 8
"""Copies of three tokens in all: the station's own of one, and msal's of all three."""


@pytest.fixture
def tenant() -> Iterator[tuple[SufferingTenant, Markers]]:
    """A tenant of its own for each test."""
    with marked_tenant() as marked:
        yield marked


def carried(tenant: SufferingTenant, markers: Markers, name: str) -> str:
    """Return the badge that somebody brings along, which is a secret from now on."""
    content = tenant.badge_of(name.partition("@")[0])
    markers.add(KEY, content)
    return content


def a_working_day(
    station: MarkedStation, tenant: SufferingTenant, markers: Markers, saved: Path
) -> None:
    """Help everybody whom the self-test helps, sign-in to Done, and save each page."""
    for number, one in enumerate(SITUATIONS):
        if one.find is MainJob.look_up:
            station.do("find", one.person)
        elif one.find is MainJob.scan_badge:
            station.scan(carried(tenant, markers, one.person))
            station.do("person")
        else:
            station.do("own")
        station.do("ask", BUTTONS[one.action], "alsoResetPinCheck" if one.also_reset_pin else "")
        station.do("result")
        if one.paper:
            station.do("save", str(saved / f"{number}.pdf"))
        station.do("press", "doneButton")
        station.do("page", "SEARCH")
    station.scan(carried(tenant, markers, LOST_BADGE))
    station.do("person")
    station.do("press", "backButton")
    station.do("page", "SEARCH")


def bad_luck(station: MarkedStation, tenant: SufferingTenant) -> None:
    """Reset a PIN while the service fails in every way in which a PIN may have been told."""
    for fault in ("bad-json", "lost-answer", "500", "403", "claims-challenge"):
        station.do("find", "Sam Rivera")
        tenant.suffer(f"{fault}@PATCH {_METHOD}/pin:1")
        station.do("ask", "resetPinButton")
        if fault == "403":
            station.do("notice")
            station.do("page", "PERSON")
            station.do("press", "backButton")
        else:
            station.do("result")
            station.do("press", "showPinButton")
            station.do("press", "doneButton")
        station.do("page", "SEARCH")
    tenant.suffer()


def reset_a_pin(station: MarkedStation) -> None:
    """Reset a PIN, and stay where it is shown."""
    station.do("find", "Sam Rivera")
    station.do("ask", "resetPinButton")
    station.do("result")


def test_nothing_of_a_working_day_is_left_anywhere(
    tenant: tuple[SufferingTenant, Markers], tmp_path: Path
) -> None:
    suffering, markers = tenant
    saved = tmp_path / "saved on purpose"
    saved.mkdir()
    folder = tmp_path / "station"
    folder.mkdir()
    with marked_station(suffering.practice, folder, allow_copy=True) as station:
        station.do("sign-in")
        a_working_day(station, suffering, markers, saved)
        bad_luck(station, suffering)
        station.do("lock")
        # Nobody is signed in: the scan is refused, and its key is nowhere either.
        station.scan(carried(suffering, markers, "sam.rivera"))
        station.do("notice")
        station.do("sign-in")
        reset_a_pin(station)
        station.do("press", "copyPinButton")
        shown = station.do("texts")
        station.do("press", "doneButton")
        station.do("page", "SEARCH")
        reset_a_pin(station)
        station.do("press", "showPinButton")
        hidden = station.do("texts")
        station.do("lock")
        station.do("rest")
        texts = station.do("texts")
        assert station.do("settings") == []
        station.do("end")

    count = markers.count()
    assert count[PIN] >= 8, "the search is worth nothing without secrets"
    assert count[KEY] >= 8
    assert count[TOKEN] >= 6
    needles = markers.needles()
    told = "".join(text_of_pdf(path.read_bytes()) for path in saved.glob("*.pdf"))
    log = (folder / "stderr").read_text()
    known = {
        "saved pages": is_there(told, markers.needles(PIN)),
        "a shown PIN": is_there("\n".join(shown), markers.needles(PIN)),
        "log at DEBUG": is_there(log, [Needle("a level", "as it is", b"DEBUG:")]),
    }
    assert all(known.values()), known
    left = {
        "log": is_there(log, needles),
        "stdout": is_there("\n".join(station.said), needles),
        "widgets while the PIN is hidden": is_there("\n".join(hidden), needles),
        "widgets at the end": is_there("\n".join(texts), needles),
    }
    assert not any(left.values()), left
    audit = folder / "state" / "audit.jsonl"
    assert verify(audit).is_sound
    assert found_in_files(folder, needles) == []
    assert list((folder / "tmp").iterdir()) == []


@reads_memory
def test_nothing_is_left_in_the_memory_of_a_locked_station(
    tenant: tuple[SufferingTenant, Markers], tmp_path: Path
) -> None:
    suffering, markers = tenant
    with marked_station(suffering.practice, tmp_path) as station:
        station.do("sign-in")
        station.do("rest")
        if not may_read_memory(station.pid):
            pytest.skip("this account may not read the memory of its own processes")
        a_working_day(station, suffering, markers, tmp_path / "work")
        station.do("rest")
        at_work = found_in_memory(station.pid, markers.needles())
        for _ in range(3):
            reset_a_pin(station)
            station.do("press", "doneButton")
            station.do("page", "SEARCH")
        station.do("rest")
        after_more = found_in_memory(station.pid, markers.needles())
        earlier = markers.snapshot()
        reset_a_pin(station)
        station.do("rest")
        newest = markers.snapshot() - earlier
        shown = found_in_memory(station.pid, markers.needles(PIN, only=newest))
        station.do("press", "showPinButton")
        station.do("rest")
        covered = found_in_memory(station.pid, markers.needles(PIN, only=newest))
        station.do("lock")
        station.do("rest")
        locked = found_in_memory(station.pid, markers.needles())
        station.do("end")

    moments = {
        "at work": at_work,
        "three people later": after_more,
        "a PIN is shown": shown,
        "it is covered": covered,
        "locked": locked,
    }
    lines = [f"{moment}:\n{report_of(found)}" for moment, found in moments.items()]
    (tmp_path / "memory.txt").write_text("\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")
    assert by_kind(shown)[PIN], "it has to find what is there"
    assert by_kind(shown)[PIN] <= MAY_BE_SHOWN
    assert by_kind(covered)[PIN] <= MAY_BE_COVERED
    for found in (at_work, after_more):
        assert by_kind(found)[TOKEN] <= MAY_BE_SIGNED_IN
        assert set(by_kind(found)) <= {TOKEN}
    assert set(by_kind(locked)) <= {TOKEN}
    assert by_kind(locked)[TOKEN] <= MAY_BE_LEFT


def test_nothing_of_a_run_is_left_beside_what_it_was_to_save(
    tenant: tuple[SufferingTenant, Markers], tmp_path: Path
) -> None:
    suffering, markers = tenant
    practice = suffering.practice
    environment = own_places(tmp_path)
    settings = tmp_path / "config" / "settings.toml"
    settings.write_text(tenant_table(practice) + '[sign_in]\nmethod = "device-code"\n')
    team = Seed(5).guid("group", "New Starters")
    out = tmp_path / "out"
    account = practice.administrator
    words = ["--settings", str(settings), "bulk", "issue", "--group", team, "--out", str(out)]
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *words, "--json"],
        cwd=tmp_path / "work",
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said: list[str] = []
    visits: list[threading.Thread] = []
    assert process.stderr is not None
    assert process.stdout is not None
    with process:
        for line in process.stderr:
            said.append(line)
            if found := _CODE.search(line):
                visitor = Visitor(account.username, account.password)
                visits.append(
                    threading.Thread(target=visitor.enter_device_code, args=found.groups())
                )
                visits[-1].start()
        answer = process.stdout.read()
    for visit in visits:
        visit.join()
    ended_well = process.returncode == 0 and json.loads(answer)["ok"]
    assert ended_well
    count = markers.count()
    assert count[PIN] > 5
    assert count[KEY] > 5
    pages = list(out.glob("*.pdf"))
    told = "".join(text_of_pdf(path.read_bytes()) for path in pages)
    known = is_there(told, markers.needles(PIN))
    assert known, "it has to find what is there"
    needles = markers.needles()
    left = is_there("".join(said) + answer, needles)
    assert not left
    assert found_in_files(tmp_path, needles, pages) == []
    assert list((tmp_path / "tmp").iterdir()) == []
