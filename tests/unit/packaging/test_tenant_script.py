"""The PowerShell script registers exactly what `pin-kiosk setup` does, and is PowerShell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_powershell

from kiosk.models.permissions import (
    PERMISSION_IDS,
    POLICY_SCOPE,
    READ_SCOPES,
    TEAM_SCOPE,
    UNIT_SCOPE,
)
from kiosk.models.settings import TenantSettings, WriteScope
from kiosk.services.settings_file import FIRST_LINE, LAST_LINE
from kiosk.services.tenant_setup import registration
from kiosk.services.tenant_setup.consent import ALL_THAT_IS_REGISTERED, ConsentPage
from kiosk.services.tenant_setup.registrar import CHANGE_SCOPE, LOOK_SCOPE, NAMES_SCOPE
from kiosk.services.tenant_setup.registration import Change, Oddity
from kiosk.services.tenant_setup.station_settings import text_for

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = ROOT / "packaging" / "tenant" / "Register-PinKiosk.ps1"
TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
CLIENT = "bbbbbbbb-0000-4000-8000-000000000002"


@pytest.fixture(scope="module")
def script() -> str:
    return SCRIPT.read_text(encoding="ascii")


def text_of(script: str, name: str) -> str:
    """Return the text that is given to a variable at the start of a line."""
    found = re.search(rf"^\${name} = '([^']*)'$", script, re.MULTILINE)
    assert found, name
    return found[1]


def table_of(script: str, name: str) -> dict[str, str]:
    """Return the hash table that is given to a variable."""
    found = re.search(rf"^\${name} = @\{{\n(.*?)^\}}$", script, re.MULTILINE | re.DOTALL)
    assert found, name
    return dict(re.findall(r"^    '([^']+)' += '([^']+)'$", found[1], re.MULTILINE))


def block_of(script: str, name: str) -> str:
    """Return the lines that are given to a variable, as PowerShell takes them."""
    found = re.search(rf"^\${name} = @'\n(.*?)\n'@$", script, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


def body_of(script: str, function: str) -> list[str]:
    """Return the lines of a function, without what they are indented by."""
    pattern = rf"^function {function}\b[^\n]*\n(.*?)^\}}$"
    found = re.search(pattern, script, re.MULTILINE | re.DOTALL)
    assert found, function
    return [line.strip() for line in found[1].splitlines()]


def nodes(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def test_it_is_powershell() -> None:
    language = tree_sitter.Language(tree_sitter_powershell.language())
    tree = tree_sitter.Parser(language).parse(SCRIPT.read_bytes())
    wrong = [node.start_point for node in nodes(tree.root_node) if node.is_error or node.is_missing]
    assert not wrong


def test_windows_powershell_reads_it_too(script: str) -> None:
    # Without a mark it takes a script for ANSI, so there are no other letters in it.
    assert "\r" not in script
    for later in (" ?? ", "?.", " && ", " || ", "-Parallel", "ConvertFrom-Json -AsHashtable"):
        assert later not in script
    assert not re.search(r"\S \? \S+ : ", script)


def test_permissions_and_their_ids_are_the_same(script: str) -> None:
    assert table_of(script, "PermissionIds") == dict(PERMISSION_IDS)
    usual = re.search(r"^\$Usual = @\(([^)]*)\)$", script, re.MULTILINE)
    assert usual
    assert tuple(re.findall("'([^']+)'", usual[1])) == READ_SCOPES
    assert text_of(script, "TeamScope") == TEAM_SCOPE
    assert text_of(script, "UnitScope") == UNIT_SCOPE
    assert text_of(script, "PolicyScope") == POLICY_SCOPE
    choices = re.search(r"ValidateSet\(([^)]*)\)\]\s+\[string\] \$Scope = '([^']+)'", script)
    assert choices
    assert re.findall("'([^']+)'", choices[1]) == [scope.value for scope in WriteScope]
    assert choices[2] == TenantSettings().scope.value
    assert f"$Scope -ne '{TenantSettings().scope.value}'" in script


def test_the_registration_is_the_same(script: str) -> None:
    assert text_of(script, "Tag") == registration.TAG
    assert text_of(script, "Redirect") == registration.REDIRECT
    assert text_of(script, "Audience") == registration.AUDIENCE
    assert text_of(script, "GraphResource") == registration.GRAPH_RESOURCE
    assert f"[string] $Name = '{registration.DEFAULT_NAME}'" in script
    assert text_of(script, "LookScope") == LOOK_SCOPE
    assert text_of(script, "ChangeScope") == CHANGE_SCOPE
    assert text_of(script, "NamesScope") == NAMES_SCOPE
    for scope in ("$ChangeScope", "$LookScope"):
        assert f"@({scope}, $NamesScope)" in script
    body = registration.Wanted("x", READ_SCOPES).body()
    written = re.search(r"^ {8}\$body = @\{\n(.*?)^ {8}\}$", script, re.MULTILINE | re.DOTALL)
    assert written
    assert set(re.findall(r"^ {12}(\w+) +=", written[1], re.MULTILINE)) == set(body)
    assert set(re.findall(r"\$lack\['([^']+)'\]", script)) == set(Change)
    told = re.search(r"^function Get-Oddity.*?^\}$", script, re.MULTILINE | re.DOTALL)
    assert told
    assert all(f"'{oddity}'" in told[0] for oddity in Oddity)


def test_what_others_could_use_is_looked_at_before_the_link_is_printed(script: str) -> None:
    first = re.search(r"^\$ReviewedFirst = @\(([^)]*)\)$", script, re.MULTILINE)
    assert first
    assert set(re.findall("'([^']+)'", first[1])) == set(registration.REVIEWED_FIRST)
    asked = script.index("if ($reviewFirst.Count -gt 0 -and -not $Reviewed) {")
    taken = script.index("$consentUrl = $null", asked)
    other_way = script.index("} else {", taken)
    assert script.index("Write-Host $consentUrl") > other_way
    assert script.count("Write-Host $consentUrl") == 1
    # Owners of either object, and the secrets and addresses that a service principal has besides.
    for read in (
        "Get-MgApplicationOwner -ApplicationId $Registration.Id -All",
        "Get-MgServicePrincipalOwner -ServicePrincipalId $principal.Id -All",
        "$_.PasswordCredentials; $_.KeyCredentials",
        "$Principals | ForEach-Object { $_.ReplyUrls }",
    ):
        assert read in script, read


@pytest.mark.parametrize("scope", list(WriteScope))
@pytest.mark.parametrize("name", ["", "Shop 12, back office", 'The "Old" Mill \\ {0} $x Öst'])
def test_the_settings_are_the_same_byte_by_byte(script: str, scope: WriteScope, name: str) -> None:
    # What the script does with its parts, which is done here in the same order.
    assert body_of(script, "Get-SettingsText") == [
        "$parts = @($SettingsHead)",
        "if ($Scope -ne 'UserAuthMethod-QR.ReadWrite.All') { $parts += $SettingsScope }",
        "if ($StationName) { $parts += $SettingsStation }",
        "$parts += $SettingsTail",
        "# This file may have got other line ends on its way.",
        '$form = ($parts -join "`n").Replace("`r", \'\') + "`n"',
        "$form -f @($Tenant, $ClientId, $Scope, $StationName | "
        "ForEach-Object { ConvertTo-TomlText $_ })",
    ]
    assert body_of(script, "ConvertTo-TomlText") == [
        """'"' + $Text.Replace('\\', '\\\\').Replace('"', '\\"') + '"'"""
    ]
    parts = [block_of(script, "SettingsHead")]
    if scope is not TenantSettings().scope:
        parts.append(block_of(script, "SettingsScope"))
    if name:
        parts.append(block_of(script, "SettingsStation"))
    parts.append(block_of(script, "SettingsTail"))
    values = [
        '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        for text in (TENANT, CLIENT, scope.value, name)
    ]
    written = ("\n".join(parts) + "\n").format(*values)
    assert written == text_for(TenantSettings(TENANT, CLIENT, scope=scope), name)
    assert written.startswith(FIRST_LINE)
    assert written.endswith(f"{LAST_LINE}\n")


def test_the_consent_link_is_the_same(script: str) -> None:
    assert text_of(script, "ConsentScope") == ALL_THAT_IS_REGISTERED
    escaped = ALL_THAT_IS_REGISTERED.replace(":", "%3A").replace("/", "%2F")
    link = text_of(script, "ConsentFormat").format(
        TENANT, CLIENT, escaped, "http%3A%2F%2Flocalhost"
    )
    page = f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize"
    assert link == ConsentPage(page, TENANT, CLIENT).address()


def test_nothing_is_changed_without_being_asked(script: str) -> None:
    assert "SupportsShouldProcess = $true" in script
    for change in ("New-MgApplication", "Update-MgApplication", "Add-ServicePrincipal $"):
        before = script[: script.index(f"{change}")].rstrip().splitlines()
        calls = [line for line in script.splitlines() if f"{change}" in line]
        assert before
        assert len(calls) == 1
    assert script.count("$PSCmdlet.ShouldProcess(") == 4


def test_every_parameter_is_explained(script: str) -> None:
    block = re.search(r"^param\((.*?)^\)$", script, re.MULTILINE | re.DOTALL)
    assert block
    parameters = re.findall(r"\$(\w+)(?: = '[^']*')?,?$", block[1], re.MULTILINE)
    assert re.findall(r"^\.PARAMETER (\w+)$", script, re.MULTILINE) == parameters
