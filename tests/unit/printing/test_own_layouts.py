"""A site's own layouts: where they lie, what the settings may name, and one that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import BadgeSettings
from kiosk.printing.layouts import SHIPPED_NAMES, LayoutShelf, check_layout_settings
from kiosk.qt.press import StationPress
from kiosk.qt.printers import Printers
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.places import Places
from kiosk.services.resources import resource
from kiosk.services.settings_file import LoadedSettings, load_settings
from tests.support.pages import content, english

TENANT = "11111111-2222-4333-8444-555555555555"
TABLES = f'[tenant]\ntenant_id = "{TENANT}"\nclient_id = "{TENANT}"\n[badge]\n'


@pytest.fixture
def places(tmp_path: Path) -> Places:
    for folder in ("machine", "user"):
        (tmp_path / folder).mkdir()
    return Places(
        tmp_path / "machine" / "settings.toml",
        tmp_path / "user" / "settings.toml",
        tmp_path / "audit.jsonl",
        tmp_path / "paper.json",
    )


def loaded_with(places: Places, badge: str) -> LoadedSettings:
    places.machine_settings.write_text(TABLES + badge, encoding="utf-8")
    return load_settings(None, {}, places)


def add_layout(folder: Path, name: str, like: str = "slip-cr80", title: str = "Ours") -> None:
    folder.mkdir(exist_ok=True)
    text = resource("layouts", f"{like}.toml").read_text("utf-8")
    lines = [f'title = "{title}"' if it.startswith("title") else it for it in text.splitlines()]
    (folder / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")


def test_a_layout_beside_the_settings_is_known_by_its_files_name(places: Places) -> None:
    add_layout(places.machine_settings.parent / "layouts", "ours")
    loaded = loaded_with(places, 'slip_layout = "ours"\n')
    check_layout_settings(loaded)
    shelf = LayoutShelf(loaded.layout_folders)
    assert shelf.names() == (*SHIPPED_NAMES, "ours")
    assert shelf.named("ours").pages(content(), english())
    assert not shelf.named("ours").is_shipped


def test_another_folder_can_be_set_and_starts_at_the_settings_file(places: Places) -> None:
    add_layout(places.machine_settings.parent / "paper", "ours")
    loaded = loaded_with(places, 'layout_folder = "paper"\nslip_layout = "ours"\n')
    assert loaded.layout_folders == (places.machine_settings.parent / "paper",)
    check_layout_settings(loaded)


def test_a_folder_that_is_not_there_is_refused_at_start(places: Places) -> None:
    with pytest.raises(StationError) as caught:
        loaded_with(places, 'layout_folder = "paper"\n')
    assert caught.value.code is ErrorCode.SETTING_WRONG
    assert caught.value.values["key"] == "badge.layout_folder"
    assert caught.value.values["file"] == str(places.machine_settings)


def test_the_machines_layouts_come_before_the_accounts_own(places: Places) -> None:
    for place in (places.machine_settings, places.user_settings):
        add_layout(place.parent / "layouts", "ours", title=place.parent.name)
    add_layout(places.user_settings.parent / "layouts", "mine")
    shelf = LayoutShelf(load_settings(None, {}, places).layout_folders)
    assert shelf.named("ours").title == "machine"
    assert shelf.named("mine").title == "Ours"


def test_a_sites_own_stands_in_for_a_shipped_one(places: Places) -> None:
    folder = places.machine_settings.parent / "layouts"
    add_layout(folder, "cr80", like="cr80", title="Our card")
    shelf = LayoutShelf((folder,))
    assert shelf.named("cr80").title == "Our card"
    assert shelf.names() == SHIPPED_NAMES


def test_a_sites_own_sheet_takes_the_cards_of_any_layout(places: Places) -> None:
    folder = places.machine_settings.parent / "layouts"
    add_layout(folder, "card", like="cr80")
    text = resource("layouts", "a4-8.toml").read_text("utf-8")
    (folder / "sheet.toml").write_text(text.replace('"cr80"', '"card"'), encoding="utf-8")
    (page,) = LayoutShelf((folder,)).named("sheet").pages(content(), english())
    assert page.width_mm == 210


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("layout", "nope"),
        ("layout", "slip-a4"),
        ("slip_layout", "cr80"),
        ("slip_layout", "A4"),
        ("layout", "../a4"),
    ],
)
def test_a_name_of_no_such_layout_is_refused_with_the_names_there_are(
    places: Places, key: str, value: str
) -> None:
    add_layout(places.machine_settings.parent / "layouts", "ours")
    with pytest.raises(StationError) as caught:
        check_layout_settings(loaded_with(places, f'{key} = "{value}"\n'))
    assert caught.value.code is ErrorCode.SETTING_WRONG
    values = caught.value.values
    assert values["file"] == str(places.machine_settings)
    assert values["key"] == f"badge.{key}"
    assert values["value"] == f'"{value}"'
    assert ('"ours"' in values["expected"]) == (key == "slip_layout")
    assert ('"label-62"' in values["expected"]) == (key == "layout")


def test_a_broken_file_is_told_and_takes_no_other_away(places: Places) -> None:
    folder = places.machine_settings.parent / "layouts"
    add_layout(folder, "ours")
    (folder / "broken.toml").write_text("width = \n", encoding="utf-8")
    (folder / "folder.toml").mkdir()
    layouts, wrong = LayoutShelf((folder,)).all()
    assert [layout.name for layout in layouts] == [*SHIPPED_NAMES, "ours"]
    assert {error.code for error in wrong} == {ErrorCode.LAYOUT_NOT_TOML}
    assert f"{folder / 'broken.toml'}:1" in {error.values["file"] for error in wrong}


def test_a_broken_file_that_the_settings_name_is_refused_at_start(places: Places) -> None:
    folder = places.machine_settings.parent / "layouts"
    folder.mkdir()
    (folder / "ours.toml").write_text('title = "x"\nkind = "poster"\n', encoding="utf-8")
    with pytest.raises(StationError) as caught:
        check_layout_settings(loaded_with(places, 'layout = "ours"\n'))
    assert caught.value.code is ErrorCode.LAYOUT_WRONG
    assert caught.value.values["line"] == "2"


def test_a_broken_file_in_place_of_the_usual_sheet_is_refused_at_start(places: Places) -> None:
    folder = places.user_settings.parent / "layouts"
    add_layout(folder, "a4", like="slip-a4")
    with pytest.raises(StationError) as caught:
        check_layout_settings(load_settings(None, {}, places))
    assert caught.value.code is ErrorCode.SETTING_WRONG
    assert caught.value.values["value"] == '"a4"'
    (folder / "a4.toml").write_text("[[code]]\n", encoding="utf-8")
    with pytest.raises(StationError) as caught:
        check_layout_settings(load_settings(None, {}, places))
    assert caught.value.code is ErrorCode.LAYOUT_WRONG


def test_a_layout_that_breaks_during_the_day_takes_no_badge_away(
    places: Places, caplog: pytest.LogCaptureFixture, type_family: str
) -> None:
    folder = places.machine_settings.parent / "layouts"
    add_layout(folder, "ours", like="cr80")

    def no_printers() -> Printers:
        raise AssertionError

    memory = PaperMemory(places.paper_file)
    settings = BadgeSettings(layout="ours")
    press = StationPress(settings, no_printers, SystemClock(), memory, (folder,))
    (page,) = press.make_pages(content()).pages
    assert page.width_mm == 85.6
    (folder / "ours.toml").write_text("oh = dear", encoding="utf-8")
    (page,) = press.make_pages(content()).pages
    assert page.codes
    assert page.width_mm > 200
    assert "LAYOUT_NOT_TOML" in caplog.text
    caplog.clear()


def test_a_layout_that_becomes_a_slip_during_the_day_takes_no_code_off_a_badge(
    places: Places, caplog: pytest.LogCaptureFixture, type_family: str
) -> None:
    folder = places.machine_settings.parent / "layouts"
    add_layout(folder, "ours", like="cr80")

    def no_printers() -> Printers:
        raise AssertionError

    memory = PaperMemory(places.paper_file)
    press = StationPress(BadgeSettings(), no_printers, SystemClock(), memory, (folder,))
    press.use_layout(LayoutShelf((folder,)).named("ours"))
    assert press.make_pages(content()).layout == "ours"
    add_layout(folder, "ours", like="slip-cr80")
    printout = press.make_pages(content())
    assert printout.layout != "ours"
    assert printout.pages[0].codes
    assert "LAYOUT_UNKNOWN" in caplog.text
    caplog.clear()
