"""Registering an application, consenting to it, and signing in to it, as the service does it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kiosk.practice.clients import COMMAND_LINE_TOOLS
from kiosk.practice.messages import Entrance, Request
from kiosk.practice.permissions import may_consent_for_all
from kiosk.practice.roles import Role
from kiosk.practice.scopes import GRAPH_RESOURCE, IDS
from kiosk.practice.tenant import Options
from kiosk.practice.tokens import Proof
from tests.unit.practice.tenant_bench import Bench, Reply

REDIRECT = "http://localhost:54321"
SCOPES = ("UserAuthMethod-QR.ReadWrite.All", "User.Read", "User.Read.All")
GRAPH_SCOPES = "https://graph.microsoft.com/.default"
PLAIN, ADMINISTRATOR = 2, 6


@pytest.fixture
def bench() -> Bench:
    return Bench()


def required(*names: str) -> list[dict[str, Any]]:
    accesses = [{"id": IDS[name], "type": "Scope"} for name in names]
    return [{"resourceAppId": GRAPH_RESOURCE, "resourceAccess": accesses}]


BODY: dict[str, Any] = {
    "displayName": "PIN Kiosk",
    "signInAudience": "AzureADMyOrg",
    "isFallbackPublicClient": True,
    "publicClient": {"redirectUris": ["http://localhost"]},
    "requiredResourceAccess": required(*SCOPES),
    "tags": ["pin-kiosk-station"],
}


def tools_token(bench: Bench, place: int = ADMINISTRATOR, scope: str = "ReadWrite") -> str:
    """A token of the command line tools, whose consent was given before."""
    name = f"Application.{scope}.All"
    bench.tenant._consents.give_for_all(COMMAND_LINE_TOOLS, frozenset({name}))
    user, password = bench.account(place)
    reply = bench.token_request(
        client_id=COMMAND_LINE_TOOLS,
        grant_type="password",
        username=user,
        password=password,
        scope=name,
    )
    assert reply.status == 200, reply.json
    return str(reply.json["access_token"])


def register(bench: Bench, **changes: object) -> Reply:
    body = {name: value for name, value in (BODY | changes).items() if value is not None}
    return bench.graph("POST", "/applications", body, token=tools_token(bench))


def page(bench: Bench, path: str, **values: str) -> Reply:
    tenant = bench.tenant.addresses.tenant_id
    return bench.page("GET", f"/{tenant}/{path}", values)


def submit(bench: Bench, shown: Reply, **values: str) -> Reply:
    text = shown.answer.body.decode()
    action = re.findall(r'<form id="\w+" method="post" action="([^"]+)"', text)[0]
    hidden = re.findall(r'<input type="hidden" name="ctx" value="([^"]+)"', text)
    return bench.page("POST", action, ({"ctx": hidden[0]} if hidden else {}) | values)


def log_in(bench: Bench, shown: Reply, place: int) -> Reply:
    name, password = bench.account(place)
    return submit(bench, shown, loginfmt=name, passwd=password)


def authorize(bench: Bench, client_id: str, **values: str) -> Reply:
    given = {"client_id": client_id, "response_type": "code", "redirect_uri": REDIRECT}
    return page(bench, "oauth2/v2.0/authorize", **(given | {"scope": " ".join(SCOPES)} | values))


def consent_page(bench: Bench, client_id: str, **values: str) -> Reply:
    given = {"client_id": client_id, "redirect_uri": REDIRECT, "state": "s&1"}
    return page(bench, "v2.0/adminconsent", **(given | {"scope": GRAPH_SCOPES} | values))


def sent_back(reply: Reply) -> dict[str, str]:
    assert reply.status == 302, reply.answer.body.decode()
    location = reply.header("Location")
    assert location.startswith((f"{REDIRECT}/?", f"{REDIRECT}?"))
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


# Registering


def test_a_registration_is_made_found_and_read(bench: Bench) -> None:
    made = register(bench)
    assert made.status == 201
    assert made.json["appId"] != bench.tenant.addresses.client_id
    token = tools_token(bench, scope="Read")
    for wanted in ("displayName eq 'PIN Kiosk'", "tags/any(t:t eq 'pin-kiosk-station')"):
        found = bench.graph("GET", "/applications", token=token, query={"$filter": wanted})
        assert [one["appId"] for one in found.json["value"]] == [made.json["appId"]]
    read = bench.graph("GET", f"/applications/{made.json['id']}", token=token).json
    assert {name: read[name] for name in BODY} == BODY
    everything = bench.graph("GET", "/applications", token=token, query={"$select": "appId"})
    assert everything.json["value"] == [
        {"appId": bench.tenant.addresses.client_id},
        {"appId": made.json["appId"]},
    ]


def test_a_registration_can_be_changed_bit_by_bit(bench: Bench) -> None:
    made = register(bench).json
    path, token = f"/applications/{made['id']}", tools_token(bench)
    change = {"requiredResourceAccess": required(*SCOPES, "GroupMember.Read.All")}
    assert bench.graph("PATCH", path, change, token=token).status == 204
    read = bench.graph("GET", path, token=token).json
    assert len(read["requiredResourceAccess"][0]["resourceAccess"]) == 4
    assert read["displayName"] == "PIN Kiosk"


@pytest.mark.parametrize(
    "changes",
    [
        {"displayName": None},
        {"displayName": " "},
        {"displayName": "x" * 257},
        {"signInAudience": "Everybody"},
        {"isFallbackPublicClient": "yes"},
        {"publicClient": {"redirectUris": ["http://example.com"]}},
        {"publicClient": {"redirectUris": ["http://localhost/#top"]}},
        {"publicClient": {"redirectUris": ["https://example.com/(x)"]}},
        {"publicClient": {"redirectUris": ["http://localhost", "http://localhost"]}},
        {"publicClient": {"redirectUris": "http://localhost"}},
        {"web": {"redirectUris": ["pinkiosk://back"]}},
        {"requiredResourceAccess": [{"resourceAppId": GRAPH_RESOURCE, "resourceAccess": []}]},
        {
            "requiredResourceAccess": [
                {
                    "resourceAppId": GRAPH_RESOURCE,
                    "resourceAccess": [
                        {"id": "00000000-0000-0000-0000-00000000dead", "type": "Scope"}
                    ],
                }
            ]
        },
        {"requiredResourceAccess": required("User.Read", "User.Read")},
        {"tags": "pin-kiosk"},
        {"appId": "11111111-2222-3333-4444-555555555555"},
        {"colour": "blue"},
    ],
)
def test_what_cannot_be_registered_is_refused(bench: Bench, changes: dict[str, object]) -> None:
    refused = register(bench, **changes)
    assert (refused.status, refused.code) == (400, "Request_BadRequest")


def test_reading_alone_registers_nothing(bench: Bench) -> None:
    token = tools_token(bench, scope="Read")
    assert bench.graph("POST", "/applications", BODY, token=token).status == 403
    assert bench.graph("GET", "/applications").status == 403
    own = bench.graph("GET", "/applications", token=token).json["value"][0]
    path = f"/applications/{own['id']}"
    assert bench.graph("PATCH", path, {"displayName": "x"}, token=token).status == 403


def test_members_register_unless_the_tenant_forbids_it() -> None:
    open_tenant, strict = Bench(), Bench(Options(people=60, members_may_register=False))
    member = tools_token(open_tenant, PLAIN)
    made = open_tenant.graph("POST", "/applications", BODY, token=member)
    assert made.status == 201
    # Whoever registered it may change it; another member may not.
    change, path = {"displayName": "Mine"}, f"/applications/{made.json['id']}"
    assert open_tenant.graph("PATCH", path, change, token=member).status == 204
    other = tools_token(open_tenant, 0)
    assert open_tenant.graph("PATCH", path, change, token=other).status == 403
    member = tools_token(strict, PLAIN)
    refused = strict.graph("POST", "/applications", BODY, token=member)
    assert (refused.status, refused.code) == (403, "Authorization_RequestDenied")
    administrator = tools_token(strict)
    assert strict.graph("POST", "/applications", BODY, token=administrator).status == 201


def test_an_application_gets_one_service_principal(bench: Bench) -> None:
    token, app_id = tools_token(bench), register(bench).json["appId"]
    query = {"$filter": f"appId eq '{app_id}'"}
    path = "/servicePrincipals"
    assert bench.graph("GET", path, token=token, query=query).json["value"] == []
    made = bench.graph("POST", path, {"appId": app_id}, token=token)
    assert (made.status, made.json["appDisplayName"]) == (201, "PIN Kiosk")
    found = bench.graph("GET", path, token=token, query=query).json["value"]
    assert [one["id"] for one in found] == [made.json["id"]]
    assert bench.graph("GET", f"{path}/{made.json['id']}", token=token).status == 200
    assert bench.graph("POST", path, {"appId": app_id}, token=token).status == 409
    assert bench.graph("POST", path, {}, token=token).status == 400
    unknown = bench.graph("POST", path, {"appId": app_id[::-1]}, token=token)
    assert "valid application object" in unknown.json["error"]["message"]


@pytest.mark.parametrize("path", ["/applications/{}", "/servicePrincipals/{}"])
def test_what_is_not_there_is_not_found(bench: Bench, path: str) -> None:
    token = tools_token(bench)
    missing = bench.graph("GET", path.format("00000000-0000-0000-0000-000000000000"), token=token)
    assert (missing.status, missing.code) == (404, "Request_ResourceNotFound")
    assert bench.graph("GET", path.format("x/policies"), token=token).status == 400


# Consenting


def test_after_the_administrators_consent_nobody_is_asked(bench: Bench) -> None:
    app_id = register(bench).json["appId"]
    needed = sent_back(log_in(bench, authorize(bench, app_id), PLAIN))
    assert needed["error"] == "consent_required"
    assert "AADSTS90094" in needed["error_description"]
    asked = log_in(bench, consent_page(bench, app_id), ADMINISTRATOR)
    text = asked.answer.body.decode()
    assert all(scope in text for scope in SCOPES)
    assert "PIN Kiosk would like to" in text
    back = sent_back(submit(bench, asked))
    assert back == {
        "admin_consent": "True",
        "tenant": bench.tenant.addresses.tenant_id,
        "scope": GRAPH_SCOPES,
        "state": "s&1",
    }
    assert "code" in sent_back(log_in(bench, authorize(bench, app_id), PLAIN))


def test_the_older_address_takes_the_permissions_from_the_registration(bench: Bench) -> None:
    app_id = register(bench).json["appId"]
    shown = page(bench, "adminconsent", client_id=app_id, redirect_uri=REDIRECT)
    back = sent_back(submit(bench, log_in(bench, shown, ADMINISTRATOR)))
    assert back == {"admin_consent": "True", "tenant": bench.tenant.addresses.tenant_id}
    assert "code" in sent_back(log_in(bench, authorize(bench, app_id), PLAIN))


def test_an_administrator_may_decline(bench: Bench) -> None:
    app_id = register(bench).json["appId"]
    asked = log_in(bench, consent_page(bench, app_id), ADMINISTRATOR)
    back = sent_back(submit(bench, asked, cancel="1"))
    assert (back["admin_consent"], back["error"]) == ("True", "consent_required")
    assert (back["state"], "AADSTS65004" in back["error_description"]) == ("s&1", True)
    assert "error" in sent_back(log_in(bench, authorize(bench, app_id), PLAIN))


def test_nobody_else_can_consent_for_all(bench: Bench) -> None:
    app_id = register(bench).json["appId"]
    refused = log_in(bench, consent_page(bench, app_id), PLAIN)
    assert "AADSTS90093" in refused.answer.body.decode()
    assert "error" in sent_back(log_in(bench, authorize(bench, app_id), PLAIN))


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"client_id": "00000000-0000-0000-0000-000000000000"}, 700016),
        ({"redirect_uri": "https://evil.example"}, 50011),
        ({"redirect_uri": "http://localhost/elsewhere"}, 50011),
        ({"redirect_uri": ""}, 900144),
        ({"scope": ""}, 900144),
        ({"scope": "Surprise.All"}, 650053),
    ],
)
def test_a_wrong_consent_request_is_shown_and_not_sent_back(
    bench: Bench, values: dict[str, str], number: int
) -> None:
    app_id = register(bench).json["appId"]
    shown = consent_page(bench, **({"client_id": app_id} | values))
    assert shown.status == 400
    assert f"AADSTS{number}" in shown.answer.body.decode()


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ((Role.APPLICATION,), True),
        ((Role.CLOUD_APPLICATION,), True),
        ((Role.PRIVILEGED_ROLE,), True),
        ((Role.GLOBAL,), True),
        ((Role.APPLICATION_DEVELOPER,), False),
        ((Role.AUTHENTICATION,), False),
        ((), False),
    ],
)
def test_only_some_roles_consent_for_all(bench: Bench, roles: tuple[Role, ...], may: bool) -> None:
    person = bench.tenant.accounts.listed[0].person
    assert may_consent_for_all(replace(person, roles=roles)) is may
    assert not may_consent_for_all(replace(person, roles=roles, unit_of_role=0))


def test_an_administrator_who_signs_in_is_asked_for_themselves(bench: Bench) -> None:
    shown = authorize(bench, COMMAND_LINE_TOOLS, scope="Application.ReadWrite.All")
    asked = log_in(bench, shown, ADMINISTRATOR)
    text = asked.answer.body.decode()
    assert "Microsoft Graph Command Line Tools would like to" in text
    assert "nobody in your organisation" not in text
    assert "code" in sent_back(submit(bench, asked))
    # It was no consent for everybody.
    shown = authorize(bench, COMMAND_LINE_TOOLS, scope="Application.ReadWrite.All")
    assert sent_back(log_in(bench, shown, PLAIN))["error"] == "consent_required"


# Signing in to what was registered


def redeem(bench: Bench, client_id: str, code: str) -> Reply:
    return bench.token_request(
        client_id=client_id, grant_type="authorization_code", code=code, redirect_uri=REDIRECT
    )


def consented(bench: Bench, **changes: object) -> str:
    """Register an application and have an administrator consent to it; return its id."""
    app_id = str(register(bench, **changes).json["appId"])
    bench.tenant._consents.give_for_all(app_id, frozenset(SCOPES))
    return app_id


def test_codes_and_tokens_belong_to_one_application(bench: Bench) -> None:
    app_id, own = consented(bench), bench.tenant.addresses.client_id
    shown = authorize(bench, app_id, scope="User.Read offline_access openid")
    code = sent_back(log_in(bench, shown, PLAIN))["code"]
    assert redeem(bench, own, code).code == "invalid_grant"
    tokens = redeem(bench, app_id, code).json
    renewal = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert bench.token_request(client_id=own, **renewal).code == "invalid_grant"
    assert bench.token_request(client_id=app_id, **renewal).status == 200


@pytest.mark.parametrize(("is_public", "status"), [(True, 200), (False, 401), (None, 401)])
def test_a_device_code_takes_a_public_client(
    bench: Bench, is_public: bool | None, status: int
) -> None:
    app_id = consented(bench, isFallbackPublicClient=is_public)
    client = bench.tenant._clients.require(app_id)
    scopes = bench.tenant._clients.scopes_of("User.Read", client)
    device = bench.tenant._devices.begin(client, scopes)
    person = bench.tenant.accounts.listed[0].person
    bench.tenant._devices.approve(device["user_code"], Proof(person, "s", 0.0))
    reply = bench.token_request(
        client_id=app_id, grant_type="device_code", device_code=device["device_code"]
    )
    assert reply.status == status


def test_a_redirect_for_a_web_server_takes_a_secret(bench: Bench) -> None:
    web = {"redirectUris": ["http://localhost"]}
    app_id = consented(bench, publicClient=None, web=web)
    code = sent_back(log_in(bench, authorize(bench, app_id, scope="User.Read"), PLAIN))["code"]
    assert redeem(bench, app_id, code).status == 401


@pytest.mark.parametrize(
    ("redirect", "status"),
    [
        ("http://localhost", 200),
        ("http://localhost:8400/", 200),
        ("http://localhost:8400/path", 400),
        ("https://localhost", 400),
        ("http://127.0.0.1", 400),
    ],
)
def test_of_a_registered_localhost_only_the_port_does_not_count(
    bench: Bench, redirect: str, status: int
) -> None:
    app_id = consented(bench)
    assert authorize(bench, app_id, redirect_uri=redirect).status == status


@pytest.mark.parametrize("said", ['"\\ud800"', "NaN", "1e999"])
@pytest.mark.parametrize("name", ["displayName", "notes"])
def test_what_could_not_be_written_again_is_no_json(bench: Bench, name: str, said: str) -> None:
    headers = {
        "authorization": f"Bearer {tools_token(bench)}",
        "content-type": "application/json",
    }
    body = f'{{"displayName": "a", "{name}": {said}}}'.encode()
    request = Request("POST", "/v1.0/applications", "", headers, body, Entrance.SECURE)
    assert bench.tenant.answer(request).status == 400


@pytest.mark.parametrize("end", ["\r\nX-More: 1", "\n", "\t", "/\r\nX-More: 1"])
def test_no_header_is_added_by_where_an_answer_goes(bench: Bench, end: str) -> None:
    made = bench.graph("POST", "/applications", BODY, token=tools_token(bench)).json
    address = f"http://localhost:54321{end}"
    for path in ("oauth2/v2.0/authorize", "v2.0/adminconsent"):
        values = {
            "client_id": made["appId"],
            "redirect_uri": address,
            "response_type": "code",
            "scope": GRAPH_SCOPES,
        }
        reply = bench.page("GET", f"/{bench.tenant.addresses.tenant_id}/{path}", values)
        assert reply.status == 400
    client = bench.tenant._clients.find(bench.tenant.addresses.client_id)
    assert client is not None
    assert not client.knows(address)
    assert client.knows("http://localhost:54321/any/path")
