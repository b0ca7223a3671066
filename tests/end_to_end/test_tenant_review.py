"""Nobody is led to consent to a registration that somebody else laid there for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.practice.launcher import PracticeTenant
from kiosk.services.graph.client import GraphClient
from kiosk.services.graph.wire import GraphRequest, Json, Repeat
from tests.support.practice import start_practice_tenant
from tests.support.setup_shell import SetupShell, consent
from tests.support.tenant_visits import administrator_of, graph_of

SAM = "Sam Rivera (sam.rivera@"


@pytest.fixture
def tenant() -> Iterator[PracticeTenant]:
    with start_practice_tenant(people=60) as practice:
        yield practice


@pytest.fixture
def shell(tenant: PracticeTenant, tmp_path: Path) -> SetupShell:
    return SetupShell(tenant, tmp_path, administrator_of(tenant))


@pytest.fixture
def admin_center(tenant: PracticeTenant) -> GraphClient:
    return graph_of(
        tenant,
        administrator_of(tenant),
        "Application.ReadWrite.All",
        "Directory.Read.All",
        "User.Read.All",
    )


def ask(admin_center: GraphClient, method: str, path: str, body: Json | None = None) -> Any:
    request = GraphRequest(method, path, "v1.0", body=body, repeat=Repeat.UNTIL_SENT)
    answer = admin_center.call(request, CancelToken())
    return answer.json() if answer.body else None


def lay(admin_center: GraphClient, **properties: object) -> dict[str, Any]:
    """Make a registration that looks like the stations' own, as a member might."""
    body = {"displayName": "PIN Kiosk", "tags": ["pin-kiosk-station"], **properties}
    made: dict[str, Any] = ask(admin_center, "POST", "/applications", body)
    return made


def owners_of(made: dict[str, Any]) -> str:
    return f"/applications/{made['id']}/owners"


def give_to_sam(admin_center: GraphClient, made: dict[str, Any]) -> str:
    """Make an ordinary member an owner, and return their id."""
    request = GraphRequest("GET", "/users", "v1.0", {"$filter": "displayName eq 'Sam Rivera'"})
    [sam] = admin_center.call(request, CancelToken()).json()["value"]
    reference = {"@odata.id": f"https://graph.microsoft.com/v1.0/directoryObjects/{sam['id']}"}
    ask(admin_center, "POST", f"{owners_of(made)}/$ref", reference)
    return str(sam["id"])


def test_nobody_consents_before_somebody_looked_at_the_owners(
    shell: SetupShell, admin_center: GraphClient
) -> None:
    made = lay(admin_center)
    sam = give_to_sam(admin_center, made)
    code, document = shell.setup("--consent")
    assert (code, document["ok"], document["code"]) == (1, False, "PK-662")
    assert (document["review_first"], document["consent_url"]) == (["other-owners"], None)
    assert [one["id"] for one in document["other_owners"]] == [sam]
    assert document["other_owners"][0]["kind"] == "account"
    told = "\n".join(shell.lines)
    assert SAM in told
    assert f"Client id: {made['appId']}" in shell.lines
    assert "--reviewed" in shell.lines[-1]
    assert "adminconsent" not in told
    # Nothing was completed in it either.
    assert ask(admin_center, "GET", f"/applications/{made['id']}")["publicClient"] == {
        "redirectUris": []
    }

    # A look tells the same, and refuses nothing.
    code, document = shell.setup("--dry-run", "--consent")
    assert (code, document["review_first"], document["consent_url"]) == (0, ["other-owners"], None)
    assert any(line.startswith("Before an administrator consents") for line in shell.lines)

    # Whoever looked at it says so.
    code, document = shell.setup("--consent", "--reviewed", at_line=consent(shell.account))
    assert (code, document["ok"], document["consented"]) == (0, True, True)
    assert document["review_first"] == ["other-owners"]

    # Or takes the owner away, after which nothing is to be said.
    ask(admin_center, "DELETE", f"{owners_of(made)}/{sam}/$ref")
    code, document = shell.setup("--consent", at_line=consent(shell.account))
    assert (code, document["consented"], document["review_first"]) == (0, True, [])


def test_the_link_is_given_only_once_somebody_looked(
    shell: SetupShell, admin_center: GraphClient
) -> None:
    lay(admin_center, web={"redirectUris": ["https://tools.example.com/back"]})
    code, document = shell.setup(language="de")
    assert (code, document["ok"]) == (0, True)
    assert (document["review_first"], document["consent_url"]) == (["other-addresses"], None)
    told = "\n".join(shell.lines)
    assert "adminconsent" not in told
    assert "Bevor ein Administrator zustimmt" in told
    assert 'client_id = "' in told

    code, document = shell.setup("--reviewed")
    assert (code, document["review_first"]) == (0, ["other-addresses"])
    assert document["consent_url"] in shell.lines


def test_who_owns_it_and_signs_in_is_told_of_nobody(
    shell: SetupShell, admin_center: GraphClient
) -> None:
    made = lay(admin_center)
    reference = {"@odata.id": f"https://graph.microsoft.com/v1.0/users/{shell.account.id}"}
    ask(admin_center, "POST", f"{owners_of(made)}/$ref", reference)
    code, document = shell.setup()
    assert (code, document["other_owners"]) == (0, [])
    assert document["consent_url"] in shell.lines
