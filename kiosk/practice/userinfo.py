"""OpenID Connect's userinfo: who a token belongs to.

Sources: OpenID Connect Core 1.0, section 5.3 ('UserInfo Endpoint') and 5.4 (which scope asks for
which claims); Microsoft identity platform, 'UserInfo endpoint', which Graph serves at
``/oidc/userinfo``.
"""

from __future__ import annotations

from typing import Any

from kiosk.practice.messages import Answer, GraphRefusalError, Request, json_answer
from kiosk.practice.tokens import Tokens, subject


def answer_userinfo(request: Request, tokens: Tokens) -> Answer:
    """Answer with the claims that the token's scopes ask for; GET and POST say the same."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return Answer(405, (("Allow", "GET, POST"),))
    try:
        grant = tokens.of_header(request.header("authorization"))
    except GraphRefusalError as refusal:
        return _refused(401, "invalid_token", refusal.message)
    if "openid" not in grant.openid:
        return _refused(403, "insufficient_scope", "The token lacks the scope openid.")
    person = grant.person
    claims: dict[str, Any] = {"sub": subject(person)}
    if "profile" in grant.openid:
        claims["name"] = person.display_name
        claims["given_name"] = person.given_name
        claims["family_name"] = person.surname
    if "email" in grant.openid and person.mail:
        claims["email"] = person.mail
    return json_answer(200, claims, ("Cache-Control", "no-store"))


def _refused(status: int, error: str, sentence: str) -> Answer:
    challenge = f'Bearer error="{error}", error_description="{sentence}"'
    document = {"error": error, "error_description": sentence}
    return json_answer(status, document, ("WWW-Authenticate", challenge))
