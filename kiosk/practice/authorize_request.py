"""Reads an authorize request and says no to what the real endpoint says no to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.practice.clients import Client, Clients
from kiosk.practice.messages import SignInRefusalError
from kiosk.practice.scopes import RequestedScopes, missing_parameter

_CHALLENGE = re.compile(r"[A-Za-z0-9\-._~]{43,128}")
RESPONSE_MODES = frozenset({"query", "fragment", "form_post"})


@dataclass(frozen=True, slots=True)
class AuthorizeRequest:
    """A checked authorize request."""

    client: Client
    redirect_uri: str
    response_mode: str
    scopes: RequestedScopes
    state: str | None = None
    nonce: str = ""
    prompt: frozenset[str] = frozenset()
    login_hint: str = ""
    challenge: str = ""
    challenge_method: str = ""
    client_info: bool = False
    contexts: frozenset[str] = frozenset()
    max_age: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyAddress:
    """Where an answer goes, known before the rest of the request is judged."""

    redirect_uri: str
    response_mode: str
    state: str | None


def reply_address(values: Mapping[str, str], client: Client) -> ReplyAddress:
    """Where the answer may go; refuses an address that isn't registered."""
    redirect_uri = values.get("redirect_uri", "")
    if not redirect_uri:
        raise missing_parameter("redirect_uri")
    if not client.knows(redirect_uri):
        raise SignInRefusalError(
            "invalid_request",
            50011,
            f"The redirect URI '{redirect_uri}' specified in the request does not match the "
            f"redirect URIs configured for the application '{client.id}'. Make sure "
            "the redirect URI sent in the request matches one added to your application.",
        )
    mode = values.get("response_mode") or "query"
    if mode not in RESPONSE_MODES:
        raise SignInRefusalError(
            "invalid_request", 900561, f"The value '{mode}' of 'response_mode' is not supported."
        )
    return ReplyAddress(redirect_uri, mode, values.get("state"))


def read_request(
    values: Mapping[str, str], reply: ReplyAddress, client: Client, clients: Clients
) -> AuthorizeRequest:
    """Check the rest of an authorize request."""
    response_type = values.get("response_type", "")
    if not response_type:
        raise missing_parameter("response_type")
    if response_type != "code":
        raise SignInRefusalError(
            "unsupported_response_type",
            700054,
            f"response_type '{response_type}' is not enabled for the application.",
        )
    challenge = values.get("code_challenge", "")
    method = values.get("code_challenge_method") or ("plain" if challenge else "")
    if method not in {"", "plain", "S256"} or (challenge and not _CHALLENGE.fullmatch(challenge)):
        raise SignInRefusalError(
            "invalid_request",
            50147,
            "Missing or invalid code challenge: the size or method is off.",
        )
    prompt = frozenset(values.get("prompt", "").split())
    if prompt - {"login", "none", "consent", "select_account", "create", "admin_consent"} or (
        "none" in prompt and len(prompt) > 1
    ):
        raise SignInRefusalError(
            "invalid_request", 90023, "Unsupported 'prompt' value was specified."
        )
    max_age = values.get("max_age", "")
    return AuthorizeRequest(
        client,
        reply.redirect_uri,
        reply.response_mode,
        clients.scopes_of(values.get("scope", ""), client),
        state=reply.state,
        nonce=values.get("nonce", ""),
        prompt=prompt,
        login_hint=values.get("login_hint", ""),
        challenge=challenge,
        challenge_method=method,
        client_info=values.get("client_info") == "1",
        contexts=read_contexts(values.get("claims", "")),
        max_age=int(max_age) if max_age.isascii() and max_age.isdigit() else None,
    )


def read_contexts(claims: str) -> frozenset[str]:
    """Return the authentication contexts that a ``claims`` parameter asks for."""
    if not claims:
        return frozenset()
    try:
        document = json.loads(claims)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise SignInRefusalError(
            "invalid_request", 9000411, "The request is not properly formatted: 'claims'."
        )
    wanted = document.get("access_token")
    context = wanted.get("acrs") if isinstance(wanted, dict) else None
    if not isinstance(context, dict):
        return frozenset()
    values: list[Any] = context.get("values") or [context.get("value")]
    return frozenset(value for value in values if isinstance(value, str))
