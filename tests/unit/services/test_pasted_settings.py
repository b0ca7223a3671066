"""What is pasted is taken, whatever form IT has sent it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.pasted_settings import CLIENT_KEY, TENANT_KEY, read_pasted_settings
from kiosk.services.settings_writing import settings_text
from tests.support.fuzzing import fuzz, outcome, within

TENANT = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
CLIENT = "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f"
FILE = f'[tenant]\ntenant_id = "{TENANT}"\nclient_id = "{CLIENT}"\n\n[station]\nname = "Gate 4"\n'


@pytest.mark.parametrize(
    "text",
    [
        f"{TENANT} {CLIENT}",
        f"{TENANT}\n{CLIENT}\n",
        f"{TENANT.upper()};{CLIENT.upper()}",
        f"Directory (tenant) ID: {TENANT}\nApplication (client) ID: {CLIENT}",
        f"Application (client) ID\n{CLIENT}\nObject ID\nDirectory (tenant) ID\n{TENANT}",
        f"Anwendungs-ID (Client)\t{CLIENT}\r\nVerzeichnis-ID (Mandant)\t{TENANT}",
        f"https://login.microsoftonline.com/{TENANT}/adminconsent?client_id={CLIENT}",
        f"Hello,\n\n  tenant_id = {TENANT}\n  client_id = {CLIENT}\n\nYours, IT",
        f'tenant_id = "{TENANT}" client_id = "{CLIENT}"',
        f"{CLIENT} is the app, and again {CLIENT}; the organisation is {TENANT}",
    ],
)
def test_both_ids_are_found_in_any_text(text: str) -> None:
    assert read_pasted_settings(text) == {TENANT_KEY: TENANT, CLIENT_KEY: CLIENT}


def test_a_domain_beside_one_id_is_the_organisation() -> None:
    assert read_pasted_settings(f"Organisation: harbour.example.com\nApp: {CLIENT}") == {
        TENANT_KEY: "harbour.example.com",
        CLIENT_KEY: CLIENT,
    }


@pytest.mark.parametrize("text", [FILE, FILE.replace("\n", "\r\n"), f"# from IT\n{FILE}"])
def test_a_settings_text_is_taken_whole(text: str) -> None:
    assert read_pasted_settings(text) == {
        TENANT_KEY: TENANT,
        CLIENT_KEY: CLIENT,
        "station.name": "Gate 4",
    }


def test_a_settings_text_is_found_in_the_mail_that_brought_it() -> None:
    whole = settings_text({TENANT_KEY: TENANT, CLIENT_KEY: CLIENT, "station.name": "Gate 4"})
    lines = [f"    {line}" for line in whole.splitlines()]
    text = "\n".join(["Hello = you,", "", *lines, "", "Yours [IT]"])
    assert read_pasted_settings(text) == read_pasted_settings(FILE)


@pytest.mark.parametrize(
    "text",
    ["", " ", TENANT, f" {TENANT}\n", "harbour.example.com", "Shop 12", f"{TENANT} {TENANT}", "[x",
     f"{TENANT} {CLIENT} 11111111-2222-3333-4444-555555555555", "a@example.com", "0" * 70_000],
)  # fmt: skip
def test_one_value_is_only_typed(text: str) -> None:
    assert read_pasted_settings(text) is None


def test_a_settings_text_with_a_mistake_says_which() -> None:
    with pytest.raises(StationError) as refused:
        read_pasted_settings(FILE.replace("name", "colour"))
    assert refused.value.code is ErrorCode.SETTING_UNKNOWN
    assert refused.value.values["key"] == "station.colour"


@pytest.mark.parametrize(
    "part",
    ["\n", " ", "[ ", "[a]\n", "a_id = 1\n", "a_", "a.", ".a", "a-", f"{TENANT} ", '"', "a = [\n"],
)
def test_a_long_text_is_read_at_once(part: str) -> None:
    with within(0.5):
        outcome(lambda: read_pasted_settings(part * (60_000 // len(part))))


@fuzz(100)
@given(
    st.lists(
        st.sampled_from([TENANT, CLIENT, "[tenant]\n", 'client_id = "', '"', "\n", "a.b", "="])
        | st.text(max_size=8),
        max_size=12,
    ).map("".join)
)
def test_whatever_is_pasted_is_taken_or_left(text: str) -> None:
    with within(1):
        found = outcome(lambda: read_pasted_settings(text))
    assert found is None or isinstance(found, dict | StationError)
