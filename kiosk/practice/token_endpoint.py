"""The part of sign-in that programs talk to: discovery, keys, tokens and device codes."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.practice.addresses import Addresses
from kiosk.practice.authorize_request import read_contexts
from kiosk.practice.clients import Client, Clients
from kiosk.practice.clock import Now
from kiosk.practice.consents import Consents
from kiosk.practice.device_codes import DeviceCodes
from kiosk.practice.messages import Answer, Request, SignInRefusalError, json_answer
from kiosk.practice.passwords import Passwords
from kiosk.practice.scopes import missing_parameter
from kiosk.practice.sign_in import SignIn
from kiosk.practice.sign_in_errors import NO_STORE, refusal_answer
from kiosk.practice.tokens import Proof, SigningKey, TokenRequest, Tokens

DEVICE_GRANTS = frozenset({"urn:ietf:params:oauth:grant-type:device_code", "device_code"})


class TokenEndpoint:
    """Answers what a sign-in library asks for over HTTPS."""

    def __init__(
        self,
        addresses: Addresses,
        key: SigningKey,
        tokens: Tokens,
        sign_in: SignIn,
        passwords: Passwords,
        clients: Clients,
        consents: Consents,
        devices: DeviceCodes,
        now: Now,
    ) -> None:
        self._addresses = addresses
        self._key = key
        self._tokens = tokens
        self._sign_in = sign_in
        self._passwords = passwords
        self._clients = clients
        self._consents = consents
        self._devices = devices
        self._now = now
        self._grants: dict[str, Callable[[Client, Mapping[str, str]], dict[str, Any]]] = {
            "authorization_code": self._by_code,
            "refresh_token": self._by_refresh_token,
            "password": self._by_password,
        }
        self._grants |= dict.fromkeys(DEVICE_GRANTS, self._by_device_code)

    def discovery(self, *, common: bool) -> Answer:
        """Return the OpenID configuration."""
        addresses = self._addresses
        secure, pages = addresses.authority, addresses.pages
        issuer = f"{addresses.secure}/{{tenantid}}/v2.0" if common else addresses.issuer
        return json_answer(
            200,
            {
                "token_endpoint": f"{secure}/oauth2/v2.0/token",
                "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
                "jwks_uri": f"{secure}/discovery/v2.0/keys",
                "response_modes_supported": ["query", "fragment", "form_post"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "response_types_supported": ["code"],
                "scopes_supported": ["openid", "profile", "email", "offline_access"],
                "code_challenge_methods_supported": ["plain", "S256"],
                "issuer": issuer,
                "request_uri_parameter_supported": False,
                "userinfo_endpoint": f"{addresses.secure}/oidc/userinfo",
                "authorization_endpoint": f"{pages}/oauth2/v2.0/authorize",
                "device_authorization_endpoint": f"{secure}/oauth2/v2.0/devicecode",
                "http_logout_supported": True,
                "frontchannel_logout_supported": True,
                "end_session_endpoint": f"{pages}/oauth2/v2.0/logout",
                "claims_supported": [
                    "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "preferred_username",
                    "name", "tid", "ver", "email", "oid", "wids",
                ],
                "tenant_region_scope": "EU",
                "cloud_instance_name": "localhost",
                "msgraph_host": addresses.secure.removeprefix("https://"),
            },
            ("Cache-Control", "max-age=86400, private"),
        )  # fmt: skip

    def keys(self) -> Answer:
        """Return the public halves of the signing keys."""
        return json_answer(
            200, {"keys": [self._key.public_jwk() | {"issuer": self._addresses.issuer}]}
        )

    def instances(self) -> Answer:
        """Which hosts belong to this cloud: only this one."""
        host = self._addresses.secure.removeprefix("https://")
        endpoint = f"{self._addresses.authority}/v2.0/.well-known/openid-configuration"
        metadata = [{"preferred_network": host, "preferred_cache": host, "aliases": [host]}]
        return json_answer(
            200,
            {
                "tenant_discovery_endpoint": endpoint,
                "api-version": "1.1",
                "metadata": metadata,
            },
        )

    def user_realm(self) -> Answer:
        """How a user name signs in: with a password known to this tenant."""
        return json_answer(
            200,
            {
                "ver": "1.0",
                "account_type": "Managed",
                "domain_name": "practice.example",
                "cloud_instance_name": "localhost",
                "cloud_audience_urn": "urn:federation:MicrosoftOnline",
            },
        )

    def device_code(self, request: Request) -> Answer:
        """Begin a sign-in by device code."""

        def begin(values: Mapping[str, str]) -> dict[str, Any]:
            client = self._clients.require(values.get("client_id"))
            scopes = self._clients.scopes_of(values.get("scope", ""), client)
            return self._devices.begin(client, scopes, read_contexts(values.get("claims", "")))

        return self._document(request, begin)

    def token(self, request: Request) -> Answer:
        """Trade a grant for tokens."""

        def redeem(values: Mapping[str, str]) -> dict[str, Any]:
            grant_type = values.get("grant_type", "")
            if not grant_type:
                raise missing_parameter("grant_type")
            client = self._clients.require(values.get("client_id"))
            if "client_secret" in values or "client_assertion" in values:
                raise SignInRefusalError(
                    "invalid_client",
                    700025,
                    "Client is public so neither 'client_assertion' nor 'client_secret' should "
                    "be presented.",
                    status=401,
                )
            if grant_type == "client_credentials":
                raise SignInRefusalError(
                    "invalid_client",
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' "
                    "or 'client_secret'.",
                    status=401,
                )
            redeem_grant = self._grants.get(grant_type)
            if redeem_grant is None:
                raise SignInRefusalError(
                    "unsupported_grant_type",
                    70003,
                    f"The app requested an unsupported grant type '{grant_type}'.",
                )
            return redeem_grant(client, values)

        return self._document(request, redeem)

    def _document(
        self, request: Request, make: Callable[[Mapping[str, str]], dict[str, Any]]
    ) -> Answer:
        correlation_id = request.header("client-request-id")
        try:
            return json_answer(200, make(_form(request)), *NO_STORE)
        except SignInRefusalError as refusal:
            return refusal_answer(refusal, self._now(), correlation_id)

    def _by_code(self, client: Client, values: Mapping[str, str]) -> dict[str, Any]:
        code = values.get("code", "")
        if not code:
            raise missing_parameter("code")
        key = code.removeprefix("1.")
        if self._sign_in.used_codes.get(key):
            raise SignInRefusalError(
                "invalid_grant",
                54005,
                "OAuth2 Authorization code was already redeemed, please retry with a new valid "
                "code or use an existing refresh token.",
            )
        issued = self._sign_in.codes.get(key)
        if issued is None or issued.request.client.id != client.id:
            raise SignInRefusalError(
                "invalid_grant",
                70008,
                "The provided authorization code or refresh token has expired due to inactivity. "
                "Send a new interactive authorization request for this user and resource.",
            )
        wanted = issued.request
        if values.get("redirect_uri") != wanted.redirect_uri:
            raise SignInRefusalError(
                "invalid_grant",
                500112,
                f"The reply address '{values.get('redirect_uri', '')}' does not match the reply "
                f"address '{wanted.redirect_uri}' provided when requesting Authorization code.",
            )
        client.require_public(wanted.redirect_uri)
        _check_verifier(values.get("code_verifier", ""), wanted.challenge, wanted.challenge_method)
        if self._sign_in.codes.take(key) is None:
            return self._by_code(client, values)
        self._sign_in.used_codes.put(True, key)
        scopes = wanted.scopes
        if values.get("scope", "").strip():
            asked = self._clients.scopes_of(values["scope"], client)
            if asked.graph <= scopes.graph:
                scopes = asked
        return self._tokens.issue(
            TokenRequest(client.id, issued.proof, scopes, wanted.nonce), _client_info(values)
        )

    def _by_refresh_token(self, client: Client, values: Mapping[str, str]) -> dict[str, Any]:
        token = values.get("refresh_token", "")
        if not token:
            raise missing_parameter("refresh_token")
        renewal = self._tokens.renewal(token, client.id)
        proof = renewal.proof
        self._passwords.require_enabled(proof.person)
        wanted = read_contexts(values.get("claims", ""))
        _require_contexts(wanted, proof)
        text = values.get("scope", "").strip()
        if not text:
            text = " ".join([*sorted(renewal.scopes), "openid", "profile", "offline_access"])
        scopes = self._clients.scopes_of(text, client)
        self._consents.require(client.id, scopes, proof)
        return self._tokens.issue(TokenRequest(client.id, proof, scopes), _client_info(values))

    def _by_device_code(self, client: Client, values: Mapping[str, str]) -> dict[str, Any]:
        code = values.get("device_code") or values.get("code", "")
        if not code:
            raise missing_parameter("device_code")
        client.require_public()
        wanted = read_contexts(values.get("claims", ""))
        approved = self._devices.redeem(client.id, code, wanted)
        _require_contexts(wanted, approved.proof)
        return self._tokens.issue(
            TokenRequest(client.id, approved.proof, approved.scopes), _client_info(values)
        )

    def _by_password(self, client: Client, values: Mapping[str, str]) -> dict[str, Any]:
        client.require_public()
        scopes = self._clients.scopes_of(values.get("scope", ""), client)
        proof = self._passwords.sign_in(values.get("username", ""), values.get("password", ""))
        self._consents.require(client.id, scopes, proof)
        return self._tokens.issue(TokenRequest(client.id, proof, scopes), _client_info(values))


def _form(request: Request) -> Mapping[str, str]:
    kind = request.header("content-type").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise SignInRefusalError(
            "invalid_request",
            900144,
            "The request body must be of the type application/x-www-form-urlencoded.",
        )
    return request.form()


def _require_contexts(wanted: frozenset[str], proof: Proof) -> None:
    """Refuse a sign-in that does not meet the contexts which the request's claims ask for."""
    if not wanted <= proof.contexts:
        raise SignInRefusalError(
            "interaction_required",
            50076,
            "Due to a configuration change made by your administrator, or because you moved "
            "to a new location, you must use multi-factor authentication to access "
            "'00000003-0000-0000-c000-000000000000'.",
            suberror="basic_action",
            claims=claims_for(wanted),
        )


def claims_for(contexts: frozenset[str]) -> str:
    """Return the claims document that asks for these authentication contexts."""
    values = sorted(contexts)
    wanted: dict[str, Any] = {"essential": True}
    if len(values) == 1:
        wanted["value"] = values[0]
    else:
        wanted["values"] = values
    return json.dumps({"access_token": {"acrs": wanted}}, separators=(",", ":"))


def _check_verifier(verifier: str, challenge: str, method: str) -> None:
    if not challenge:
        return
    if method == "S256":
        digest = hashlib.sha256(verifier.encode()).digest()
        verifier = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if verifier != challenge:
        raise SignInRefusalError(
            "invalid_grant",
            501481,
            "The Code_Verifier does not match the code_challenge supplied in the authorization "
            "request.",
        )


def _client_info(values: Mapping[str, str]) -> str:
    return values.get("client_info", "")
