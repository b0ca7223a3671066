"""Signing in: pages, codes, PKCE, refresh, device codes, sign-out, and every way to be refused."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.practice.messages import Entrance, Request
from tests.unit.practice.tenant_bench import Bench, Reply

REDIRECT = "http://localhost:54321"
VERIFIER = "v" * 50
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
)
CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'
SCOPE = "User.Read openid profile offline_access"


@pytest.fixture
def bench() -> Bench:
    return Bench()


def authorize(bench: Bench, cookie: str = "", **values: str) -> Reply:
    given = {
        "client_id": bench.tenant.addresses.client_id,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": SCOPE,
        "state": "a&b",
        "nonce": "n-1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "client_info": "1",
    } | values
    tenant = bench.tenant.addresses.tenant_id
    return bench.page("GET", f"/{tenant}/oauth2/v2.0/authorize", given, cookie)


def submit(bench: Bench, page: Reply, **values: str) -> Reply:
    """Fill in a page's form."""
    text = page.answer.body.decode()
    action = re.findall(r'<form id="\w+" method="post" action="([^"]+)"', text)[0]
    hidden = re.findall(r'<input type="hidden" name="ctx" value="([^"]+)"', text)
    return bench.page("POST", action, ({"ctx": hidden[0]} if hidden else {}) | values)


def log_in(bench: Bench, page: Reply, place: int = 0) -> Reply:
    name, password = bench.account(place)
    return submit(bench, page, loginfmt=name, passwd=password)


def sent_back(reply: Reply) -> dict[str, str]:
    assert reply.status == 302, reply.answer.body.decode()
    location = reply.header("Location")
    assert location.startswith(REDIRECT + "?")
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def redeem(bench: Bench, code: str, **values: str) -> Reply:
    return bench.token_request(
        **{
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
            "client_info": "1",
        }
        | values
    )


def sign_in(bench: Bench, place: int = 0, **values: str) -> dict[str, Any]:
    """The whole way from the login page to tokens."""
    back = sent_back(log_in(bench, authorize(bench, **values), place))
    tokens = redeem(bench, back["code"])
    assert tokens.status == 200, tokens.json
    return tokens.json


def claims_of(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "==="))
    return claims


def cookie_of(reply: Reply) -> str:
    return reply.header("Set-Cookie").partition(";")[0]


# The good way


def test_login_gives_a_code_and_the_code_gives_tokens(bench: Bench) -> None:
    back = sent_back(log_in(bench, authorize(bench)))
    assert back["state"] == "a&b"
    info = json.loads(base64.urlsafe_b64decode(back["client_info"] + "=="))
    tokens = redeem(bench, back["code"]).json
    claims = claims_of(tokens["id_token"])
    addresses = bench.tenant.addresses
    assert claims["iss"] == f"https://localhost:1/{addresses.tenant_id}/v2.0"
    assert claims["aud"] == addresses.client_id
    assert claims["tid"] == info["utid"] == addresses.tenant_id
    assert claims["oid"] == info["uid"] == bench.person_id("ada.brandt")
    assert claims["nonce"] == "n-1"
    assert claims["preferred_username"] == "ada.brandt@practice.example"
    assert claims_of(tokens["access_token"])["scp"] == "User.Read openid profile"
    assert tokens["scope"] == "User.Read openid profile"
    assert tokens["expires_in"] == 3600
    assert bench.graph("GET", "/me", token=tokens["access_token"]).status == 200


def test_the_signature_is_good(bench: Bench) -> None:
    tenant = bench.tenant.addresses.tenant_id
    keys = Reply(bench.tenant.answer(Request("GET", f"/{tenant}/discovery/v2.0/keys"))).json
    key = keys["keys"][0]

    def number(text: str) -> int:
        return int.from_bytes(base64.urlsafe_b64decode(text + "=="))

    public = rsa.RSAPublicNumbers(number(key["e"]), number(key["n"])).public_key()
    for token in (sign_in(bench)["id_token"], bench.token()):
        text, _, signature = token.rpartition(".")
        public.verify(
            base64.urlsafe_b64decode(signature + "=="),
            text.encode(),
            padding.PKCS1v15(),
            hashes.SHA256(),
        )
        assert json.loads(base64.urlsafe_b64decode(text.split(".")[0] + "=="))["kid"] == key["kid"]


def test_discovery_sends_programs_to_https_and_browsers_to_http(bench: Bench) -> None:
    tenant = bench.tenant.addresses.tenant_id
    for path in ("/v2.0/.well-known/openid-configuration", "/.well-known/openid-configuration"):
        document = Reply(bench.tenant.answer(Request("GET", f"/{tenant}{path}"))).json
        for name in ("token_endpoint", "jwks_uri", "device_authorization_endpoint"):
            assert document[name].startswith(f"https://localhost:1/{tenant}/"), name
        for name in ("authorization_endpoint", "end_session_endpoint"):
            assert document[name].startswith(f"http://localhost:2/{tenant}/"), name
    common = Reply(
        bench.tenant.answer(Request("GET", "/common/v2.0/.well-known/openid-configuration"))
    )
    assert "{tenantid}" in common.json["issuer"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_userinfo_is_where_discovery_says_and_tells_what_the_scopes_ask_for(
    bench: Bench, method: str
) -> None:
    tenant = bench.tenant.addresses.tenant_id
    path = f"/{tenant}/v2.0/.well-known/openid-configuration"
    address = Reply(bench.tenant.answer(Request("GET", path))).json["userinfo_endpoint"]

    def ask(token: str) -> Reply:
        headers = {"authorization": f"Bearer {token}"}
        return Reply(bench.tenant.answer(Request(method, urlsplit(address).path, headers=headers)))

    tokens = sign_in(bench, scope="User.Read openid profile email")
    told = ask(tokens["access_token"])
    assert told.status == 200
    assert told.json == {
        "sub": claims_of(tokens["id_token"])["sub"],
        "name": "Ada Brandt",
        "given_name": "Ada",
        "family_name": "Brandt",
        "email": "ada.brandt@practice.example",
    }
    assert set(ask(sign_in(bench, scope="User.Read openid")["access_token"]).json) == {"sub"}
    refused = ask(sign_in(bench, scope="User.Read")["access_token"])
    assert (refused.status, refused.code) == (403, "insufficient_scope")
    nobody = ask("x")
    assert nobody.status == 401
    assert 'error="invalid_token"' in nobody.header("WWW-Authenticate")


def test_form_post_sends_itself_and_fragment_is_a_fragment(bench: Bench) -> None:
    page = log_in(bench, authorize(bench, response_mode="form_post", state='"><script>'))
    text = page.answer.body.decode()
    assert f'<form method="post" action="{REDIRECT}">' in text
    assert "document.forms[0].submit()" in text
    assert 'name="code"' in text
    assert "<script>&" not in text
    assert "&quot;&gt;&lt;script&gt;" in text
    fragment = log_in(bench, authorize(bench, response_mode="fragment"))
    assert fragment.header("Location").startswith(f"{REDIRECT}#code=")


def test_a_second_factor_is_asked_for_and_shown(bench: Bench) -> None:
    page = log_in(bench, authorize(bench), 4)
    text = page.answer.body.decode()
    code = re.findall(r'<output id="practiceCode">(\d{6})</output>', text)[0]
    assert re.findall(r"(?<!\w)\d{6}(?!\w)", text) == [code]
    wrong = submit(bench, page, otc="000000")
    assert 'role="alert"' in wrong.answer.body.decode()
    assert "code" in sent_back(submit(bench, wrong, otc=code))
    name, password = bench.account(4)
    silent = bench.token_request(
        grant_type="password", username=name, password=password, scope="User.Read"
    )
    assert silent.code == "interaction_required"


def test_the_browser_session_signs_the_same_person_in_until_logout(bench: Bench) -> None:
    cookie = cookie_of(log_in(bench, authorize(bench)))
    assert "HttpOnly" in log_in(bench, authorize(bench)).header("Set-Cookie")
    assert sent_back(authorize(bench, cookie))["code"]
    assert sent_back(authorize(bench, cookie, prompt="none"))["code"]
    for values in (
        {"prompt": "login"}, {"login_hint": "pia.hallberg@practice.example"}, {"max_age": "0"},
    ):  # fmt: skip
        bench.clock.pass_by(seconds=1)
        assert b'name="passwd"' in authorize(bench, cookie, **values).answer.body
    assert sent_back(authorize(bench, cookie, login_hint="ADA.brandt@practice.example"))["code"]
    picked = submit(bench, authorize(bench, cookie, prompt="select_account"), pick="same")
    assert sent_back(picked)["code"]
    tenant = bench.tenant.addresses.tenant_id
    out = bench.page("GET", f"/{tenant}/oauth2/v2.0/logout", {}, cookie)
    assert out.status == 200
    assert "Max-Age=0" in out.header("Set-Cookie")
    assert b'name="passwd"' in authorize(bench, cookie).answer.body
    assert sent_back(authorize(bench, cookie, prompt="none"))["error"] == "login_required"


def test_logout_leads_back_only_to_registered_addresses(bench: Bench) -> None:
    path = f"/{bench.tenant.addresses.tenant_id}/oauth2/v2.0/logout"
    back = bench.page("GET", path, {"post_logout_redirect_uri": REDIRECT, "state": "s"})
    assert back.header("Location") == f"{REDIRECT}?state=s"
    away = bench.page("GET", path, {"post_logout_redirect_uri": "https://evil.example"})
    assert away.status == 200


def test_refresh_tokens_work_until_they_are_revoked(bench: Bench) -> None:
    tokens = sign_in(bench)
    renewed = bench.token_request(
        grant_type="refresh_token", refresh_token=tokens["refresh_token"], scope=SCOPE
    )
    assert renewed.status == 200
    assert renewed.json["access_token"] != tokens["access_token"]
    bench.clock.pass_by(seconds=1)
    access = renewed.json["access_token"]
    assert bench.graph("POST", "/me/revokeSignInSessions", token=access).json["value"] is True
    refused = bench.token_request(
        grant_type="refresh_token", refresh_token=tokens["refresh_token"], scope=SCOPE
    )
    assert (refused.code, refused.json["error_codes"]) == ("invalid_grant", [50173])
    bench.clock.pass_by(seconds=1)
    assert sign_in(bench)["refresh_token"]


def test_without_offline_access_there_is_no_refresh_token(bench: Bench) -> None:
    tokens = sign_in(bench, scope="User.Read")
    assert "refresh_token" not in tokens
    assert "id_token" not in tokens


def test_default_means_everything_consented_and_full_names_come_back(bench: Bench) -> None:
    tokens = sign_in(bench, scope="https://graph.microsoft.com/.default offline_access")
    assert "https://graph.microsoft.com/User.Read.All" in tokens["scope"]
    scp = claims_of(tokens["access_token"])["scp"].split()
    assert {"User.Read.All", "UserAuthMethod-QR.ReadWrite.All"} <= set(scp)


# Device codes


def device(bench: Bench, scope: str = SCOPE, **more: str) -> dict[str, Any]:
    client = bench.tenant.addresses.client_id
    body = urlencode({"client_id": client, "scope": scope} | more).encode()
    path = f"/{bench.tenant.addresses.tenant_id}/oauth2/v2.0/devicecode"
    headers = {"content-type": "application/x-www-form-urlencoded"}
    return Reply(bench.tenant.answer(Request("POST", path, headers=headers, body=body))).json


def poll(bench: Bench, flow: dict[str, Any], **more: str) -> Reply:
    grant_type = "urn:ietf:params:oauth:grant-type:device_code"
    return bench.token_request(grant_type=grant_type, device_code=flow["device_code"], **more)


def enter(bench: Bench, flow: dict[str, Any], cookie: str = "") -> Reply:
    """Type the device's code into the page, in a browser that may have a session."""
    path = f"/{bench.tenant.addresses.tenant_id}/oauth2/deviceauth"
    return bench.page("POST", path, {"otc": flow["user_code"]}, cookie)


def test_a_device_signs_in_once_a_person_has_approved(bench: Bench) -> None:
    flow = device(bench)
    assert flow["user_code"] in flow["message"]
    assert poll(bench, flow).code == "authorization_pending"
    page = bench.page("GET", "/devicelogin")
    assert 'role="alert"' in submit(bench, page, otc="WRONG").answer.body.decode()
    login = submit(bench, page, otc=f" {flow['user_code'].lower()} ")
    done = submit(bench, log_in(bench, login))
    assert done.status == 200
    assert poll(bench, flow).json["id_token"]
    assert poll(bench, flow).code == "bad_verification_code"


@pytest.mark.parametrize("when", ["at the start", "while waiting", "after approval"])
def test_a_device_meets_a_claims_challenge(bench: Bench, when: str) -> None:
    flow = device(bench, claims=CLAIMS) if when == "at the start" else device(bench)
    if when == "while waiting":
        assert poll(bench, flow, claims=CLAIMS).code == "authorization_pending"
    submit(bench, log_in(bench, enter(bench, flow)))
    tokens = poll(bench, flow, claims=CLAIMS)
    assert tokens.status == 200, tokens.json
    assert claims_of(tokens.json["access_token"])["acrs"] == ["c1"]


def test_an_old_browser_session_does_not_meet_a_devices_claims(bench: Bench) -> None:
    cookie = cookie_of(log_in(bench, authorize(bench)))
    bench.clock.pass_by(minutes=1)
    asking = device(bench, claims=CLAIMS)
    assert b'name="passwd"' in enter(bench, asking, cookie).answer.body
    late = device(bench)
    submit(bench, enter(bench, late, cookie))
    refused = poll(bench, late, claims=CLAIMS)
    assert (refused.code, refused.json["claims"]) == ("interaction_required", CLAIMS)


def test_a_device_can_be_declined_and_its_code_runs_out(bench: Bench) -> None:
    flow = device(bench)
    login = submit(bench, bench.page("GET", "/devicelogin"), otc=flow["user_code"])
    submit(bench, login, cancel="1")
    assert poll(bench, flow).code == "authorization_declined"
    late = device(bench)
    bench.clock.pass_by(minutes=16)
    assert poll(bench, late).code == "expired_token"


# Refusals


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"client_id": "00000000-0000-0000-0000-000000000000"}, 700016),
        ({"client_id": ""}, 900144),
        ({"redirect_uri": "https://evil.example"}, 50011),
        ({"redirect_uri": "http://127.0.0.1:5"}, 50011),
        ({"redirect_uri": "http://localhost.evil.example"}, 50011),
        ({"redirect_uri": "http://a@localhost:5"}, 50011),
        ({"redirect_uri": "http://localhost:99999"}, 50011),
        ({"redirect_uri": "javascript:alert(1)"}, 50011),
        ({"redirect_uri": ""}, 900144),
        ({"response_mode": "smoke"}, 900561),
    ],
)
def test_what_must_not_be_sent_back_is_shown(
    bench: Bench, values: dict[str, str], number: int
) -> None:
    page = authorize(bench, **values)
    assert page.status == 400
    assert f"AADSTS{number}" in page.answer.body.decode()


@pytest.mark.parametrize(
    ("values", "error", "number"),
    [
        ({"response_type": "token"}, "unsupported_response_type", 700054),
        ({"code_challenge": "short"}, "invalid_request", 50147),
        ({"code_challenge_method": "S1"}, "invalid_request", 50147),
        ({"prompt": "sing"}, "invalid_request", 90023),
        ({"scope": "User.Read Surprise.All"}, "invalid_client", 650053),
        ({"scope": "https://elsewhere.example/User.Read"}, "invalid_resource", 500011),
        ({"scope": "Directory.ReadWrite.All"}, "consent_required", 90094),
        ({"scope": ""}, "invalid_request", 900144),
        ({"claims": "{"}, "invalid_request", 9000411),
    ],
)
def test_what_is_wrong_with_the_request_goes_to_the_application(
    bench: Bench, values: dict[str, str], error: str, number: int
) -> None:
    back = sent_back(authorize(bench, **values))
    assert back["error"] == error
    assert back["error_description"].startswith(f"AADSTS{number}: ")
    assert back["state"] == "a&b"


@pytest.mark.parametrize(
    "address",
    ["http://localhost", "http://localhost:8400/", "http://localhost:1234/path/of/mine",
     "https://login.microsoftonline.com/common/oauth2/nativeclient"],
)  # fmt: skip
def test_localhost_at_any_port_is_registered(bench: Bench, address: str) -> None:
    assert authorize(bench, redirect_uri=address).status == 200


def test_wrong_passwords_are_told_and_counted(bench: Bench) -> None:
    page = authorize(bench)
    name, password = bench.account(0)
    assert "incorrect" in submit(bench, page, loginfmt=name, passwd="x").answer.body.decode()
    nobody = submit(bench, page, loginfmt="nobody@practice.example", passwd="x")
    assert 'role="alert"' in nobody.answer.body.decode()
    for _ in range(9):
        submit(bench, page, loginfmt=name, passwd="x")
    locked = submit(bench, page, loginfmt=name, passwd=password)
    assert "temporarily locked" in locked.answer.body.decode()
    bench.clock.pass_by(seconds=61)
    assert submit(bench, page, loginfmt=name, passwd=password).status == 302


def test_a_disabled_account_cannot_sign_in(bench: Bench) -> None:
    person = bench.tenant.directory.find("dirk.abelsen@practice.example")
    assert person is not None
    password = bench.tenant.accounts.account(person).password
    name = person.user_principal_name
    page = submit(bench, authorize(bench), loginfmt=name, passwd=password)
    assert 'role="alert"' in page.answer.body.decode()
    refused = bench.token_request(
        grant_type="password", username=name, password=password, scope="User.Read"
    )
    assert refused.json["error_codes"] == [50057]


def test_cancel_and_a_refused_consent_are_access_denied(bench: Bench) -> None:
    assert sent_back(submit(bench, authorize(bench), cancel="1"))["error"] == "access_denied"
    asked = log_in(bench, authorize(bench, scope="Mail.Read"))
    assert "Mail.Read" in asked.answer.body.decode()
    assert sent_back(submit(bench, asked, cancel="1"))["error"] == "access_denied"
    agreed = submit(bench, log_in(bench, authorize(bench, scope="Mail.Read")))
    assert sent_back(agreed)["code"]
    assert sent_back(log_in(bench, authorize(bench, scope="Mail.Read")))["code"]


def test_a_form_that_has_waited_too_long_says_so(bench: Bench) -> None:
    page = authorize(bench)
    bench.clock.pass_by(minutes=21)
    late = log_in(bench, page)
    assert late.status == 400
    assert "too long" in late.answer.body.decode()


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"code_verifier": "w" * 50}, 501481),
        ({"code_verifier": ""}, 501481),
        ({"redirect_uri": "http://localhost:1"}, 500112),
        ({"code": "1.nonsense"}, 70008),
        ({"code": ""}, 900144),
        ({"client_id": "x"}, 700016),
        ({"client_secret": "x"}, 700025),
        ({"grant_type": "client_credentials", "scope": "x"}, 7000218),
        ({"grant_type": "magic"}, 70003),
        ({"grant_type": ""}, 900144),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, 9002313),
    ],
)
def test_a_code_is_redeemed_only_by_who_asked_for_it(
    bench: Bench, values: dict[str, str], number: int
) -> None:
    code = sent_back(log_in(bench, authorize(bench)))["code"]
    refused = redeem(bench, values.pop("code", code), **values)
    assert refused.status in {400, 401}
    assert refused.json["error_codes"] == [number]
    assert refused.json["error_description"].startswith(f"AADSTS{number}: ")
    assert {"correlation_id", "trace_id", "timestamp", "error_uri"} <= set(refused.json)
    assert datetime.fromisoformat(refused.json["timestamp"]) == bench.clock().replace(microsecond=0)


def test_a_code_works_once_and_for_ten_minutes(bench: Bench) -> None:
    code = sent_back(log_in(bench, authorize(bench)))["code"]
    assert redeem(bench, code).status == 200
    assert redeem(bench, code).json["error_codes"] == [54005]
    late = sent_back(log_in(bench, authorize(bench)))["code"]
    bench.clock.pass_by(minutes=11)
    assert redeem(bench, late).json["error_codes"] == [70008]


def test_an_unknown_tenant_is_told(bench: Bench) -> None:
    tenant = "11111111-1111-4111-8111-111111111111"
    refused = bench.token_request(tenant=tenant, grant_type="password")
    assert (refused.code, refused.json["error_codes"]) == ("invalid_tenant", [90002])
    discovery = Request("GET", f"/{tenant}/v2.0/.well-known/openid-configuration")
    assert Reply(bench.tenant.answer(discovery)).code == "invalid_tenant"
    page = bench.page("GET", f"/{tenant}/oauth2/v2.0/authorize")
    assert "AADSTS90002" in page.answer.body.decode()


def test_tokens_are_not_given_out_over_plain_http(bench: Bench) -> None:
    tenant = bench.tenant.addresses.tenant_id
    assert bench.page("POST", f"/{tenant}/oauth2/v2.0/token").status == 404
    assert bench.page("GET", "/v1.0/me").status == 400


@pytest.mark.parametrize("language", ["de-AT,en;q=0.5", "fr,de;q=0.3", "DE"])
def test_the_pages_speak_german_to_those_who_prefer_it(bench: Bench, language: str) -> None:
    request = Request(
        "GET", "/devicelogin", headers={"accept-language": language}, entrance=Entrance.BROWSER
    )
    assert 'lang="de"' in bench.tenant.answer(request).body.decode()
