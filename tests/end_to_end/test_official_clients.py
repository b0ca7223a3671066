"""The practice tenant answers unmodified official clients: msal, azure-identity, the Graph SDK."""

from __future__ import annotations

import asyncio
import gc
import ssl
import threading
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msal
import pytest
import requests

from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor
from tests.support.headless_browser import chromium, headless_browser
from tests.support.practice import practice_tenant

__all__ = ["practice_tenant"]

SCOPES = ["User.Read", "User.Read.All", "UserAuthMethod-QR.ReadWrite.All"]


@pytest.fixture
def application(practice_tenant: PracticeTenant) -> Iterator[msal.PublicClientApplication]:
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(practice_tenant.ca_file)
        yield msal.PublicClientApplication(
            practice_tenant.client_id,
            authority=practice_tenant.authority,
            instance_discovery=False,
            http_client=session,
        )


class _Browser(webbrowser.BaseBrowser):
    """Stands in for the desktop's browser and hands each address to a visit."""

    def __init__(self, visit: Callable[[str], object]) -> None:
        super().__init__("visit")
        self._visit = visit

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        threading.Thread(target=self._visit, args=(url,), daemon=True).start()
        return True


@pytest.fixture
def desktop_browser(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str], object]], None]:
    """Sets what opens when a library opens the desktop's browser."""

    def use(visit: Callable[[str], object]) -> None:
        monkeypatch.setattr(webbrowser, "get", lambda *_: _Browser(visit))
        monkeypatch.setattr(webbrowser, "open", lambda url, *_, **__: _Browser(visit).open(url))

    return use


def reset(tenant: PracticeTenant, token: str, name: str = "kai.smith") -> requests.Response:
    path = f"/users/{name}@{tenant.domain}/authentication/qrCodePinMethod/pin"
    return requests.patch(
        f"{tenant.graph}/beta{path}",
        json={"@odata.type": "#microsoft.graph.qrPin"},
        headers={"Authorization": f"Bearer {token}"},
        verify=str(tenant.ca_file),
        timeout=10,
    )


@pytest.mark.skipif(chromium() is None, reason="needs Chromium")
@pytest.mark.parametrize("second_factor", [False, True])
def test_msal_signs_in_through_a_real_chromium(
    practice_tenant: PracticeTenant,
    application: msal.PublicClientApplication,
    desktop_browser: Callable[[Callable[[str], object]], None],
    tmp_path: Path,
    second_factor: bool,
) -> None:
    account = (
        practice_tenant.second_factor_account if second_factor else practice_tenant.administrator
    )
    with headless_browser(tmp_path) as browser:

        def visit(url: str) -> None:
            browser.open(url)
            if second_factor:
                browser.type_into("i0116", account.username)
                browser.type_into("i0118", account.password)
            else:
                fill = f"[data-user='{account.username}']"
                browser.wait_for(f'!!document.querySelector("{fill}")')
                browser.evaluate(f'document.querySelector("{fill}").click()')
            browser.press("idSIButton9")
            if second_factor:
                code = browser.wait_for("document.getElementById('practiceCode')?.textContent")
                browser.type_into("idTxtBx_SAOTCC_OTC", code)
                browser.press("idSubmit_SAOTCC_Continue")

        desktop_browser(visit)
        tokens = application.acquire_token_interactive(SCOPES, prompt="login", timeout=60)
        assert "error" not in tokens, tokens.get("error_description")
        assert tokens["id_token_claims"]["preferred_username"] == account.username
        assert reset(practice_tenant, tokens["access_token"]).status_code == 201


def test_msal_renews_silently_until_claims_are_asked_for(
    practice_tenant: PracticeTenant,
    application: msal.PublicClientApplication,
    desktop_browser: Callable[[Callable[[str], object]], None],
) -> None:
    account = practice_tenant.administrator
    desktop_browser(Visitor(account.username, account.password).sign_in)
    tokens = application.acquire_token_interactive(SCOPES, timeout=60)
    assert "error" not in tokens
    known = application.get_accounts()[0]
    assert known["username"] == account.username
    again = application.acquire_token_silent_with_error(SCOPES, known)
    assert again["token_source"] == "cache"
    fresh = application.acquire_token_silent_with_error(SCOPES, known, force_refresh=True)
    assert fresh["access_token"] != tokens["access_token"]
    claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'
    refused = application.acquire_token_silent_with_error(SCOPES, known, claims_challenge=claims)
    assert refused["error"] == "interaction_required"
    asked = application.acquire_token_interactive(SCOPES, claims_challenge=claims, timeout=60)
    assert "error" not in asked


def test_msal_signs_in_by_device_code(
    practice_tenant: PracticeTenant, application: msal.PublicClientApplication
) -> None:
    account = practice_tenant.administrator
    flow = application.initiate_device_flow(SCOPES)
    visitor = Visitor(account.username, account.password)
    assert visitor.enter_device_code(flow["verification_uri"], flow["user_code"]).status == 200
    tokens = application.acquire_token_by_device_flow(flow)
    assert tokens["id_token_claims"]["oid"] == account.id


def test_msal_tells_an_unknown_application_and_tenant(practice_tenant: PracticeTenant) -> None:
    other = "11111111-1111-4111-8111-111111111111"
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(practice_tenant.ca_file)
        stranger = msal.PublicClientApplication(
            other,
            authority=practice_tenant.authority,
            instance_discovery=False,
            http_client=session,
        )
        assert "AADSTS700016" in stranger.initiate_device_flow(SCOPES)["error_description"]
        with pytest.raises(ValueError, match="authority"):
            msal.PublicClientApplication(
                other,
                authority=f"{practice_tenant.graph}/{other}",
                instance_discovery=False,
                http_client=session,
            )


def _credential(tenant: PracticeTenant, account: PracticeAccount) -> Any:
    identity = pytest.importorskip("azure.identity", reason="needs azure-identity")

    def approve(address: str, code: str, _: object) -> None:
        Visitor(account.username, account.password).enter_device_code(address, code)

    return identity.DeviceCodeCredential(
        client_id=tenant.client_id,
        tenant_id=tenant.tenant_id,
        authority=tenant.graph,
        disable_instance_discovery=True,
        prompt_callback=approve,
        connection_verify=str(tenant.ca_file),
    )


def test_azure_identity_signs_in(practice_tenant: PracticeTenant) -> None:
    credential = _credential(practice_tenant, practice_tenant.administrator)
    token = credential.get_token("https://graph.microsoft.com/.default").token
    assert reset(practice_tenant, token).status_code == 201


@pytest.mark.filterwarnings("ignore")  # what the SDK warns of is not ours to mend
def test_the_graph_sdk_finds_people_pages_photos_teams_methods_and_batches(
    practice_tenant: PracticeTenant,
) -> None:
    pytest.importorskip("msgraph", reason="needs msgraph-sdk")
    credential = _credential(practice_tenant, practice_tenant.administrator)
    asyncio.run(_use_graph_sdk(practice_tenant, credential))
    credential.close()
    # The SDK leaves its connection to the garbage collector, which complains of it.
    gc.collect()


async def _use_graph_sdk(tenant: PracticeTenant, credential: Any) -> None:
    msgraph = pytest.importorskip("msgraph")
    core = pytest.importorskip("msgraph_core")
    azure = pytest.importorskip("kiota_authentication_azure.azure_identity_authentication_provider")
    provider = azure.AzureIdentityAuthenticationProvider(
        credential,
        scopes=["https://graph.microsoft.com/.default"],
        allowed_hosts=["localhost"],
    )
    tls = ssl.create_default_context(cafile=str(tenant.ca_file))
    tls.verify_flags |= ssl.VERIFY_X509_STRICT
    # The SDK's own options, with which its middleware makes /me of what stands for it.
    options = pytest.importorskip("msgraph.graph_request_adapter").options
    httpx = pytest.importorskip("httpx")
    async with httpx.AsyncClient(verify=tls, trust_env=False) as client:
        http = core.GraphClientFactory.create_with_default_middleware(
            client=client, options=options
        )
        adapter = msgraph.GraphRequestAdapter(provider, client=http)
        adapter.base_url = f"{tenant.graph}/v1.0"
        graph = msgraph.GraphServiceClient(request_adapter=adapter)
        me = await graph.me.get()
        assert me.user_principal_name == tenant.administrator.username
        await _find_people(graph, adapter, tenant)
        await _use_method(graph, adapter, tenant)
        await _use_batch(graph, adapter)


async def _find_people(graph: Any, adapter: Any, tenant: PracticeTenant) -> None:
    users = pytest.importorskip("msgraph.generated.users.users_request_builder")
    base = pytest.importorskip("kiota_abstractions.base_request_configuration")
    pages = pytest.importorskip("msgraph_core.tasks.page_iterator")
    errors = pytest.importorskip("msgraph.generated.models.o_data_errors.o_data_error")
    query = users.UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
        search='"displayName:O\'Neil"', count=True, select=["displayName", "employeeId"]
    )
    configuration = base.RequestConfiguration(query_parameters=query)
    configuration.headers.add("ConsistencyLevel", "eventual")
    found = await graph.users.get(request_configuration=configuration)
    assert found.odata_count == 1
    assert found.value[0].employee_id == "EMP-0000-0000-16"

    people: list[object] = []

    def take(person: object) -> bool:
        people.append(person)
        return True

    first = await graph.users.get()
    await pages.PageIterator(first, adapter).iterate(take)
    assert len(people) == tenant.people

    photo = await graph.users.by_user_id(f"sam.rivera@{tenant.domain}").photo.content.get()
    assert photo.startswith(b"\x89PNG")
    groups = await graph.groups.get()
    team = await graph.groups.by_group_id(groups.value[0].id).members.get()
    assert type(team.value[0]).__name__ == "User"
    with pytest.raises(errors.ODataError) as refused:
        await graph.users.by_user_id("nobody").get()
    assert refused.value.error.code == "Request_ResourceNotFound"


async def _use_method(graph: Any, adapter: Any, tenant: PracticeTenant) -> None:
    models = pytest.importorskip("msgraph.generated.models.qr_code_pin_authentication_method")
    errors = pytest.importorskip("msgraph.generated.models.o_data_errors.o_data_error")
    name = f"tara.whitlock@{tenant.domain}"
    authentication = graph.users.by_user_id(name).authentication
    listed = await authentication.methods.get()
    (held,) = (one for one in listed.value if isinstance(one, models.QrCodePinAuthenticationMethod))
    assert held.temporary_q_r_code.start_date_time < held.temporary_q_r_code.expire_date_time

    # v1.0 describes the types but not the way to them, so the SDK has no builder for these calls;
    # its neighbours' builders are given the address.
    address = f"{adapter.base_url}/users/{name}/authentication/qrCodePinMethod"
    method = authentication.methods.by_authentication_method_id("qrCodePin").with_url(address)
    status = await method.get()
    assert isinstance(status, models.QrCodePinAuthenticationMethod)
    assert status.id == held.id
    assert status.pin.code is None
    assert status.standard_q_r_code.image is None
    await authentication.with_url(address).delete()
    with pytest.raises(errors.ODataError) as refused:
        await method.get()
    assert refused.value.response_status_code == 404


async def _use_batch(graph: Any, adapter: Any) -> None:
    pytest.importorskip("deprecated", reason="the SDK's batch needs it without asking for it")
    builder = pytest.importorskip("msgraph_core.requests.batch_request_builder")
    contents = pytest.importorskip("msgraph_core.requests.batch_request_content")
    items = pytest.importorskip("msgraph_core.requests.batch_request_item")
    content = contents.BatchRequestContent()
    for request in (
        graph.me.to_get_request_information(),
        graph.users.by_user_id("nobody").to_get_request_information(),
    ):
        item = items.BatchRequestItem(request)
        content.add_request(item.id, item)
    answer = await builder.BatchRequestBuilder(adapter).post(content)
    assert sorted(part.status for part in answer.responses.values()) == [200, 404]
