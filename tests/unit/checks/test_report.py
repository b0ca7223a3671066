"""A report is safe to send: what is personal is put everywhere, and must be nowhere in it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.checks import privacy
from kiosk.checks.finding import CheckId, Finding, Outcome, passed, unchecked
from kiosk.checks.origins import settings_found
from kiosk.checks.privacy import LEFT_OUT, safe_finding, without_account
from kiosk.checks.report import Report, by_urgency, grouped, lines_of, report_text
from kiosk.checks.running import run_checks
from kiosk.checks.subject import Subject
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import PaperChoices
from kiosk.models.settings import BadgeSettings
from kiosk.printing.media import Media
from kiosk.services.places import Places
from kiosk.services.resources import resource
from kiosk.services.settings_file import load_settings
from tests.support.asking_proxy import AskingProxy
from tests.support.checked_station import (
    TILL,
    FakePrinters,
    checked_station,
    english,
    with_badge,
    with_printer,
)
from tests.support.practice import tenant_table
from tests.support.station_services import SufferingTenant

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MARK = "quastenflosser"
"""Stands wherever somebody's name may stand."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account folder that is called like its owner."""
    home = tmp_path / f"{MARK}-home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


def text_of(subject: Subject) -> str:
    findings = list(run_checks(subject))
    settings = tuple(settings_found(subject.loaded))
    return report_text(Report(tuple(findings), settings, NOW, "6.11.3"), english)


@pytest.fixture
def marked(
    home: Path, tenant: SufferingTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Subject]:
    """A station with somebody's name in every place that takes one, behind their own proxy."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tenant.practice.ca_file))
    folder = tmp_path / MARK / "deep"
    folder.mkdir(parents=True)
    (folder / "layouts").mkdir()
    file = home / MARK / "settings.toml"
    file.parent.mkdir()
    file.write_text(
        tenant_table(tenant.practice, names_ca=False)
        + f'[station]\nname = "{MARK}s Laden"\nlanguage = "{MARK}"\n'
        f'[badge]\nprinter = "{MARK}s-drucker"\nlayout = "{MARK}"\n'
        f'layout_folder = "{folder / "layouts"}"\n'
        f'[audit]\nfile = "{folder / "audit.jsonl"}"\nforward = "syslog"\n'
        f'forward_to = "{MARK}.example:6514"\n'
    )
    refused: list[StationError] = []
    places = Places(tmp_path / "no", tmp_path / "no", tmp_path / "audit.jsonl", tmp_path / "no")
    loaded = load_settings(str(file), {}, places, refused=refused)
    assert refused
    with AskingProxy() as proxy:
        address = proxy.address.replace("://", f"://{MARK}:{MARK}1@")
        monkeypatch.setenv("HTTPS_PROXY", address)
        subject = replace(
            checked_station(folder),
            loaded=loaded,
            refused=tuple(refused),
            choices=PaperChoices(printers={"a4": f"{MARK}-2"}),
            environment={"HTTPS_PROXY": address},
        )
        yield subject


def test_nothing_personal_is_in_a_report(marked: Subject) -> None:
    text = text_of(marked)
    assert MARK not in text.lower()
    # And yet it says what a helper needs.
    assert "FAIL    settings (PK-604)" in text
    assert "FAIL    proxy (PK-108)" in text
    assert "layout" in text
    assert marked.tenant.tenant_id in text
    assert "Python 3" in text
    assert "Qt 6.11.3" in text
    assert 'station.name = "…"' in text
    assert 'badge.printer = "…"' in text
    assert "2026-11-24 09:30 UTC" in text


def test_the_name_of_a_printer_that_is_there_is_left_out_of_every_finding(
    subject: Subject, home: Path
) -> None:
    printer = replace(TILL, name=f"{MARK}-ticket", sizes=(Media(10, 10),))
    station = with_printer(subject, printer)
    station = replace(station, printers=lambda: FakePrinters(printer))
    text = text_of(with_badge(station, replace(station.badge, printer=printer.name)))
    assert MARK not in text
    assert "has no paper on which the layout" in text


def test_a_value_that_nobody_has_thought_about_is_left_out() -> None:
    finding = Finding(
        CheckId.GRAPH, Outcome.FAIL, "{who} at {host}", {"who": MARK, "host": "graph.example"}
    )
    assert safe_finding(finding).sentence(english) == f"{LEFT_OUT} at graph.example"


def test_a_wrong_value_is_left_out_but_not_its_key() -> None:
    values = {"file": "/home/quastenflosser/settings.toml", "key": "station.name", "value": MARK}
    error = StationError(ErrorCode.SETTING_WRONG, {**values, "expected": "a text"})
    safe = safe_finding(Finding(CheckId.SETTINGS, Outcome.FAIL, error=error)).sentence(english)
    assert MARK not in safe
    assert "station.name" in safe
    assert "settings.toml" in safe


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/etc/pin-kiosk/settings.toml", "/…/settings.toml"),
        ("C:\\Users\\quastenflosser\\settings.toml", "C:\\…\\settings.toml"),
        ("C:/Users/quastenflosser/settings.toml:7", "C:\\…\\settings.toml:7"),
        ("C:\\Users\\quastenflosser", "C:\\…\\…"),
        ("\\\\server\\quastenflosser$\\settings.toml", "\\\\settings.toml"),
        ("\\\\server\\homes\\quastenflosser\\settings.toml", "\\\\…\\settings.toml"),
        ("/quastenflosser", "/…"),
        ("/srv/quastenflosser", "/…/…"),
        ("/srv/quastenflosser.toml:12", "/…/….toml:12"),
        ("/srv/layouts/a4.toml:3", "/…/a4.toml:3"),
        ("/srv/certificate of quastenflosser.pem", "/…/….pem"),
        ("/srv/notes.quastenflosser", "/…/…"),
        ("quastenflosser/settings.toml", "…/settings.toml"),
        ("quastenflosser", "…"),
        ("HKLM\\Software\\Policies\\PIN Kiosk", "HKLM\\Software\\Policies\\PIN Kiosk"),
    ],
)
def test_a_path_keeps_what_every_station_has(path: str, shown: str) -> None:
    finding = Finding(CheckId.SETTINGS, Outcome.PASS, "{file}", {"file": path})
    assert safe_finding(finding).sentence(english) == shown


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        (f"station.{MARK}", f"station.{LEFT_OUT}"),
        (MARK, LEFT_OUT),
        (f"{MARK}.name", LEFT_OUT),
        ("station.name", "station.name"),
        ("tenant.tenant_id, tenant.client_id", "tenant.tenant_id, tenant.client_id"),
    ],
)
def test_a_key_that_somebody_made_up_is_left_out(key: str, shown: str) -> None:
    finding = Finding(CheckId.SETTINGS, Outcome.FAIL, "{key}", {"key": key})
    assert safe_finding(finding).sentence(english) == shown


def test_layouts_of_the_site_are_left_out_of_what_is_expected(
    subject: Subject, tmp_path: Path
) -> None:
    shelf = tmp_path / "layouts"
    shelf.mkdir(exist_ok=True)
    (shelf / f"{MARK}.toml").write_bytes(resource("layouts", "a4.toml").read_bytes())
    loaded = replace(subject.loaded, layout_folders=(shelf,))
    station = with_badge(replace(subject, loaded=loaded), BadgeSettings(layout="a44"))
    found = next(one for one in run_checks(station) if one.check is CheckId.BADGE_LAYOUT)
    assert found.error is not None
    assert MARK in found.sentence(english)
    safe = safe_finding(found).sentence(english)
    assert MARK not in safe
    assert '"a4", ' in safe


def test_credentials_in_an_address_are_left_out() -> None:
    address = f"https://{MARK}:{MARK}@graph.example/x"
    finding = Finding(CheckId.GRAPH, Outcome.PASS, "{host}", {"host": address})
    assert safe_finding(finding).sentence(english) == "https://graph.example/x"


def test_the_account_is_not_named_whatever_follows_its_folder(home: Path) -> None:
    for end in ("", "/a", ".", '"', " x"):
        assert without_account(f"in {home}{end}") == f"in ~{end}"
    assert without_account(f"{home}s") == f"{home}s"


def test_every_value_of_a_finding_has_been_thought_about() -> None:
    """Names of places in the sentences of checks are either known, or known to be left out."""
    root = Path(privacy.__file__).parent
    nodes = (
        node
        for path in root.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )
    texts = [
        str(ast.literal_eval(node.args[1]))
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "QT_TRANSLATE_NOOP"
    ]
    places = set(re.findall(r"\{([a-z_]+)\}", "".join(texts)))
    known = privacy.HARMLESS | privacy.TOLD_IN_PART
    left_out = {"printer", "receiver", "value"}
    others = {"service_time", "now", "python", "qt", "system", "moment"}
    assert places <= known | left_out | others, places - known - left_out - others


def test_what_is_wrong_is_read_first() -> None:
    open_one = Finding(CheckId.GRAPH, Outcome.WARN, was_checked=False)
    findings = [
        Finding(CheckId.SETTINGS, Outcome.PASS),
        open_one,
        Finding(CheckId.TENANT, Outcome.WARN),
        Finding(CheckId.PROXY, Outcome.FAIL),
        Finding(CheckId.PRINTER, Outcome.FAIL),
    ]
    order = [finding.check for finding in by_urgency(findings)]
    assert order == [
        CheckId.PROXY,
        CheckId.PRINTER,
        CheckId.TENANT,
        CheckId.GRAPH,
        CheckId.SETTINGS,
    ]
    assert json.dumps(order[0]) == '"proxy"'


def test_what_one_cause_left_unchecked_is_told_in_one_sentence() -> None:
    def left_out(check: CheckId, why: str) -> Finding:
        return unchecked(check, why, "Mend that first.")

    findings = [
        passed(CheckId.SETTINGS, "Fine."),
        *(left_out(check, "No tenant.") for check in (CheckId.PROXY, CheckId.GRAPH)),
        left_out(CheckId.SIGN_IN, "Nobody signed in."),
        *(Finding(check, Outcome.WARN, "Odd.") for check in (CheckId.PRINTER, CheckId.SPOOLER)),
        left_out(CheckId.CODE_SIZE, "No layout."),
    ]
    lines = [line for group in grouped(findings) for line in lines_of(group, english)]
    assert lines == [
        "pass    settings: Fine.",
        "skip    proxy, graph: No tenant.",
        "        → Mend that first.",
        "skip    sign-in: Nobody signed in.",
        "        → Mend that first.",
        "WARN    printer: Odd.",
        "WARN    spooler: Odd.",
        "skip    code-size: No layout.",
        "        → Mend that first.",
    ]


def test_a_check_is_told_as_soon_as_it_is_done() -> None:
    def checks() -> Iterator[Finding]:
        yield passed(CheckId.SETTINGS, "Fine.")
        pytest.fail("the first one was kept back")

    assert next(grouped(checks()))[0].check is CheckId.SETTINGS
