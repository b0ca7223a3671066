"""What a settings file may say, and how anything else is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import MASK
from kiosk.models.settings import GraphVersion, Settings, SignInMethod, WriteScope
from kiosk.models.settings_definition import SettingDefinition, SettingKind
from kiosk.models.settings_parsing import parse_settings, parse_values
from kiosk.models.settings_schema import DEFINITIONS, TABLES

TENANT = "3f2c1b1e-7a57-4c6f-9c55-2d1f9d6f0a11"
CLIENT = "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f"
FILE = "settings.toml"


def tables_with(key: str, value: object) -> dict[str, dict[str, object]]:
    """Return complete tables in which one key holds that value."""
    tables: dict[str, dict[str, object]] = {"tenant": {"tenant_id": TENANT, "client_id": CLIENT}}
    table, _, name = key.partition(".")
    tables.setdefault(table, {})[name] = value
    return tables


def refusal_of(tables: Mapping[str, object]) -> StationError:
    with pytest.raises(StationError) as caught:
        parse_settings(tables, FILE)
    assert caught.value.values["file"] == FILE
    assert set(caught.value.values) == {"file", "key", "value", "expected"}
    return caught.value


def test_two_ids_are_all_that_a_roll_out_must_set() -> None:
    settings = parse_settings(tables_with("tenant.client_id", CLIENT), FILE)
    assert settings.tenant.tenant_id == TENANT
    assert settings.station == Settings().station
    assert not settings.tenant.is_test_environment
    assert settings.tenant.authority_url == f"https://login.microsoftonline.com/{TENANT}"


def test_every_field_of_the_settings_has_a_key_and_every_key_a_field() -> None:
    fields = {
        f"{table.name}.{field.name}"
        for table in dataclasses.fields(Settings)
        for field in dataclasses.fields(getattr(Settings(), table.name))
    }
    assert {definition.key for definition in DEFINITIONS} == fields
    assert set(TABLES) == {table.name for table in dataclasses.fields(Settings)}


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: str(definition.key))
def test_what_a_refusal_expects_is_what_is_taken(definition: SettingDefinition) -> None:
    if definition.kind is SettingKind.WHOLE_NUMBER:
        assert (
            definition.expected
            == f"a whole number from {definition.minimum} to {definition.maximum}"
        )
        for edge in (definition.minimum, definition.maximum):
            parse_settings(tables_with(definition.key, edge), FILE)
        for beyond in (definition.minimum - 1, definition.maximum + 1):
            assert refusal_of(tables_with(definition.key, beyond)).values["value"] == str(beyond)
    for choice in definition.choices:
        assert f'"{choice}"' in definition.expected
        # Some choices need another key beside them.
        assert parse_values(tables_with(definition.key, str(choice)), FILE)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: str(definition.key))
def test_the_default_may_be_written_down(definition: SettingDefinition) -> None:
    if definition.default in (None, "") and definition.kind is not SettingKind.TEXT:
        return
    settings = parse_settings(tables_with(definition.key, definition.default), FILE)
    assert getattr(getattr(settings, definition.table), definition.name) == definition.default


def test_choices_become_what_the_program_calls_them() -> None:
    tables = {
        "tenant": {
            "tenant_id": "contoso.com",
            "client_id": CLIENT,
            "graph_version": "v1.0",
            "scope": "UserAuthenticationMethod.ReadWrite.All",
        },
        "sign_in": {"method": "device-code"},
    }
    settings = parse_settings(tables, FILE)
    assert settings.tenant.graph_version is GraphVersion.V1
    assert settings.tenant.scope is WriteScope.ALL_METHODS
    assert settings.sign_in.method is SignInMethod.DEVICE_CODE


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("tenant.tenant_id", "common", '"common"'),
        ("tenant.tenant_id", "00000000-0000-0000-0000-000000000000", None),
        ("tenant.tenant_id", "contoso .com", '"contoso .com"'),
        ("tenant.client_id", "station", '"station"'),
        ("tenant.client_id", f"{{{CLIENT}}}", None),
        ("tenant.client_id", 5, "5"),
        ("tenant.graph_version", "v2", '"v2"'),
        ("tenant.graph_version", "V1.0", '"V1.0"'),
        ("station.full_screen", 1, "1"),
        ("station.full_screen", "true", '"true"'),
        ("station.language", "fr", '"fr"'),
        ("station.screen", 1, "1"),
        ("station.screen", "HDMI\n1", '"HDMI�1"'),
        ("station.name", "one\ntwo", '"one�two"'),
        ("station.name", ["a"], "[…]"),
        ("badge.temporary_hours", True, "true"),
        ("badge.temporary_hours", 8.0, "8.0"),
        ("badge.standard_days", "30", '"30"'),
        ("badge.standard_days", 10**400, "…"),
        ("audit.forward", "Syslog", '"Syslog"'),
        ("audit.forward", "kafka", '"kafka"'),
        ("audit.rotate_megabytes", -1, "-1"),
        ("audit.rotate_megabytes", 1.5, "1.5"),
        ("audit.rotate_megabytes", 5000, "5000"),
        ("audit.forward_ca_file", 5, "5"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_expected(
    key: str, value: object, shown: str | None
) -> None:
    refusal = refusal_of(tables_with(key, value))
    assert refusal.code is ErrorCode.SETTING_WRONG
    assert refusal.values["key"] == key
    assert refusal.values["value"] == shown or shown is None
    assert refusal.values["expected"]


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("tenant.tennant_id", "tenant.tenant_id"),
        ("tenant.tenantid", "tenant.tenant_id"),
        ("tenants.tenant_id", "tenant"),
        ("station.pin_visible_seconds", "badge.pin_visible_seconds"),
        ("signin.timeout_seconds", "sign_in"),
        ("badge.temporary-hours", "badge.temporary_hours"),
        (
            "audit.colour",
            "audit.file, audit.rotate_megabytes, audit.forward, audit.forward_to, "
            "audit.forward_ca_file",
        ),
    ],
)
def test_a_misspelt_key_is_refused_with_the_nearest_one(key: str, nearest: str) -> None:
    refusal = refusal_of(tables_with(key, "x"))
    assert refusal.code is ErrorCode.SETTING_UNKNOWN
    assert refusal.values["expected"] == nearest


def test_a_key_outside_its_table_is_told_where_it_belongs() -> None:
    refusal = refusal_of({"tenant_id": TENANT})
    assert refusal.code is ErrorCode.SETTING_UNKNOWN
    assert refusal.values["expected"] == "tenant.tenant_id"
    assert refusal_of({"tenant": 5}).code is ErrorCode.SETTING_WRONG


@pytest.mark.parametrize(
    "key",
    ["tenant.client_secret", "password", "sign_in.Passwort", "badge.pin", "tenant.access_token"],
)
def test_a_secret_is_no_setting_and_is_not_repeated(key: str) -> None:
    table, _, name = key.partition(".")
    tables = {table: {name: "hunter2"}} if name else {key: "hunter2"}
    refusal = refusal_of(tables)
    assert refusal.code is ErrorCode.SETTING_WRONG
    assert "password" in refusal.values["expected"]
    assert refusal.values["value"] == MASK
    assert "hunter2" not in repr(refusal)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tenant.client_id", "abc8Q~0123456789012345678901234567890"),
        ("tenant.authority", "https://user:hunter2@localhost/x.example"),
        ("station.language", "ms-qrpin:v1|sam@contoso.com|1|KEY"),
    ],
)
def test_a_secret_in_the_wrong_place_is_not_repeated(key: str, value: str) -> None:
    assert refusal_of(tables_with(key, value)).values["value"] == MASK


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tenant.graph_root", "https://graph.microsoft.us"),
        ("tenant.graph_root", "https://GRAPH.microsoft.us:443/"),
        ("tenant.graph_root", "https://dod-graph.microsoft.us"),
        ("tenant.graph_root", "https://microsoftgraph.chinacloudapi.cn"),
        ("tenant.graph_root", "https://microsoftgraph.chinacloudapi.cn./v1.0"),
        ("tenant.authority", f"https://login.microsoftonline.us/{TENANT}"),
        ("tenant.authority", f"https://login.partner.microsoftonline.cn/{TENANT}"),
        ("tenant.authority", f"https://login.chinacloudapi.cn/{TENANT}"),
        ("tenant.tenant_id", "contoso.onmicrosoft.us"),
        ("tenant.tenant_id", "contoso.partner.onmschina.cn"),
    ],
)
def test_a_national_cloud_is_refused_by_name(key: str, value: str) -> None:
    refusal = refusal_of(tables_with(key, value))
    assert refusal.code is ErrorCode.CLOUD_UNSUPPORTED
    assert refusal.values["key"] == key
    assert value in refusal.values["value"]


@pytest.mark.parametrize(
    ("authority", "graph_root"),
    [
        (f"https://localhost:8443/{TENANT}", "https://localhost:8443"),
        (f"https://LOCALHOST/{TENANT}/", "https://graph.test.example/"),
        ("https://[::1]:8443/contoso.com", "https://127.0.0.1:8443"),
    ],
)
def test_a_test_environment_has_both_endpoints(authority: str, graph_root: str) -> None:
    ids = {"tenant_id": TENANT, "client_id": CLIENT}
    both = {**ids, "authority": authority, "graph_root": graph_root}
    settings = parse_settings({"tenant": both}, FILE)
    assert settings.tenant.is_test_environment
    assert settings.tenant.authority_url == authority.rstrip("/")
    assert settings.tenant.graph_url == graph_root.rstrip("/")
    for given_key, missing in (("authority", "graph_root"), ("graph_root", "authority")):
        refusal = refusal_of({"tenant": {**ids, given_key: both[given_key]}})
        assert refusal.code is ErrorCode.SETTINGS_INCOMPLETE
        assert refusal.values["key"] == f"tenant.{missing}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tenant.graph_root", "http://localhost:8443"),
        ("tenant.graph_root", "https://localhost/v1.0"),
        ("tenant.graph_root", "https://localhost/beta/"),
        ("tenant.graph_root", "https://localhost?x=1"),
        ("tenant.graph_root", "https://localhost:99999"),
        ("tenant.graph_root", "https://localhost:"),
        ("tenant.graph_root", "https://"),
        ("tenant.graph_root", "https://[::1"),
        ("tenant.graph_root", "localhost"),
        ("tenant.authority", "https://localhost"),
        ("tenant.authority", "https://localhost/common"),
        ("tenant.authority", f"https://localhost/a/{TENANT}"),
        ("tenant.authority", f"https://local host/{TENANT}"),
    ],
)
def test_an_address_that_cannot_work_is_refused(key: str, value: str) -> None:
    refusal = refusal_of(tables_with(key, value))
    assert refusal.code is ErrorCode.SETTING_WRONG
    assert refusal.values["key"] == key


@pytest.mark.parametrize(
    ("tenant", "missing"),
    [
        ({}, "tenant.tenant_id, tenant.client_id"),
        ({"tenant_id": TENANT}, "tenant.client_id"),
        ({"client_id": CLIENT}, "tenant.tenant_id"),
    ],
)
def test_a_file_without_the_two_ids_is_incomplete(tenant: dict[str, str], missing: str) -> None:
    refusal = refusal_of({"tenant": tenant, "station": {"name": "Till 3"}})
    assert refusal.code is ErrorCode.SETTINGS_INCOMPLETE
    assert refusal.values["key"] == missing


KEYS = st.sampled_from([definition.name for definition in DEFINITIONS]) | st.text(max_size=20)
TEXTS = st.text(max_size=40) | st.from_regex(r"https://[^/]*(/.*)?", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.datetimes() | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=4,
)
ALL_TABLES = st.sampled_from(TABLES) | st.text(max_size=20)


def outcome_of(tables: Mapping[str, object]) -> Settings | StationError:
    try:
        return parse_settings(tables, FILE)
    except StationError as refusal:
        return refusal


@given(st.dictionaries(ALL_TABLES, st.dictionaries(KEYS, VALUES, max_size=4) | VALUES, max_size=4))
def test_whatever_a_file_says_it_is_taken_or_refused_in_words(tables: dict[str, object]) -> None:
    outcome = outcome_of(tables)
    if isinstance(outcome, StationError):
        assert outcome.code.value.startswith("PK-6")
        assert all(text.isprintable() for text in outcome.values.values())


@given(st.sampled_from(DEFINITIONS), VALUES)
def test_whatever_a_key_holds_it_is_taken_or_refused_in_words(
    definition: SettingDefinition, value: object
) -> None:
    outcome = outcome_of(tables_with(definition.key, value))
    if isinstance(outcome, StationError):
        assert outcome.code.value.startswith("PK-6")
        assert outcome.values["expected"]
    else:
        taken = getattr(getattr(outcome, definition.table), definition.name)
        assert taken == value or definition.kind in {SettingKind.AUTHORITY, SettingKind.GRAPH_ROOT}


@pytest.mark.parametrize("key", ["", "station."])
def test_a_key_without_a_name_is_told_with_its_file(key: str) -> None:
    error = refusal_of(tables_with(key, 1))
    assert error.code is ErrorCode.SETTING_UNKNOWN
    assert error.values["key"]


def forwarding(forward: str, address: str | None) -> dict[str, object]:
    to = {} if address is None else {"forward_to": address}
    return {
        "tenant": {"tenant_id": TENANT, "client_id": CLIENT},
        "audit": {"forward": forward} | to,
    }


@pytest.mark.parametrize(
    ("forward", "address"),
    [
        ("syslog", "logs.example.com:6514"),
        ("syslog", "logs"),
        ("syslog", "192.0.2.7:10514"),
        ("syslog", "[2001:db8::7]:6514"),
        ("otlp", "https://logs.example.com"),
        ("otlp", "https://logs.example.com:4318/v1/logs"),
        ("otlp", "https://[2001:db8::7]:4318/"),
        ("none", "whatever stands there"),
    ],
)
def test_a_receiver_is_named_by_its_address(forward: str, address: str) -> None:
    assert parse_settings(forwarding(forward, address), FILE).audit.forward_to == address


@pytest.mark.parametrize(
    ("forward", "address"),
    [
        ("syslog", "https://logs.example.com"),
        ("syslog", "logs.example.com:0"),
        ("syslog", "logs.example.com:65536"),
        ("syslog", "logs.example.com:"),
        ("syslog", "logs example"),
        ("syslog", "-logs:6514"),
        ("otlp", "logs.example.com:4318"),
        ("otlp", "http://logs.example.com:4318"),
        ("otlp", "https://user:word@logs.example.com"),
        ("otlp", "https://logs.example.com/v1/logs?key=x"),
        ("otlp", "https://:4318"),
        ("otlp", "https://logs.example.com:99999"),
    ],
)
def test_an_address_that_does_not_fit_is_refused(forward: str, address: str) -> None:
    refusal = refusal_of(forwarding(forward, address))
    assert refusal.code is ErrorCode.SETTING_WRONG
    assert refusal.values["key"] == "audit.forward_to"
    assert "6514" in str(refusal.values["expected"])


@pytest.mark.parametrize("forward", ["syslog", "otlp"])
def test_forwarding_needs_somebody_who_receives(forward: str) -> None:
    refusal = refusal_of(forwarding(forward, None))
    assert refusal.code is ErrorCode.SETTINGS_INCOMPLETE
    assert refusal.values["key"] == "audit.forward_to"
