"""Reads who signed in out of the id token's claims, and refuses an id token for others.

msal checks the nonce only. The token came over TLS from the token endpoint itself, so its
signature need not be checked (OpenID Connect Core, section 3.1.3.7, point 6).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.one_line import one_line
from kiosk.models.person import Account


def account_from_claims(claims: Mapping[str, Any], client_id: str, tenant_id: str) -> Account:
    """Return the person whom the claims name (Microsoft, 'ID token claims reference').

    Raises StationError (SIGN_IN_ANSWER_UNTRUSTED) when the token is for another application
    or tenant, or names nobody.
    """
    person_id = _text(claims, "oid")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if not person_id or client_id.lower() not in [str(one).lower() for one in audiences]:
        raise StationError(ErrorCode.SIGN_IN_ANSWER_UNTRUSTED)
    # The setting may hold a domain name instead, which the token never does.
    expected_tenant, actual_tenant = _guid(tenant_id), _guid(_text(claims, "tid"))
    if expected_tenant is not None and expected_tenant != actual_tenant:
        raise StationError(ErrorCode.SIGN_IN_ANSWER_UNTRUSTED)
    username = _text(claims, "preferred_username") or _text(claims, "upn")
    wids = claims.get("wids")
    return Account(
        person_id=person_id,
        display_name=one_line(_text(claims, "name") or username),
        username=username,
        roles=frozenset(str(one).lower() for one in wids) if isinstance(wids, list) else None,
        tenant_id=_text(claims, "tid"),
    )


def _guid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _text(claims: Mapping[str, Any], key: str) -> str:
    value = claims.get(key)
    # JSON can name half a character, which nothing that writes text would take.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
