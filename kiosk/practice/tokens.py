"""Access, refresh and id tokens: made, signed, remembered and taken back."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.practice.clock import Now
from kiosk.practice.messages import GraphRefusalError, SignInRefusalError
from kiosk.practice.people import Person
from kiosk.practice.roles import PLAIN_MEMBER
from kiosk.practice.scopes import GRAPH_RESOURCE, RequestedScopes

LIFETIME = timedelta(hours=1)
REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody signed in, as later tokens of the same sign-in carry it."""

    person: Person
    session: str
    moment: float
    second_factor: bool = False
    contexts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """What an access token allows."""

    person: Person
    scopes: frozenset[str]
    contexts: frozenset[str]
    expires: float
    openid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a refresh token stands for, and which application it was given to."""

    proof: Proof
    scopes: frozenset[str]
    issued: float
    client_id: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """The tenant's id, and its name in tokens."""

    tenant_id: str
    url: str


class SigningKey:
    """An RSA key that is made in the background, because making one takes a while."""

    def __init__(self) -> None:
        maker = ThreadPoolExecutor(1)
        self._key = maker.submit(rsa.generate_private_key, 65537, 2048)
        maker.shutdown(wait=False)
        self.id = secrets.token_urlsafe(20)

    def sign(self, claims: dict[str, Any]) -> str:
        """Return a compact JWT, RS256."""
        header = {"typ": "JWT", "alg": "RS256", "kid": self.id}
        text = f"{_packed(header)}.{_packed(claims)}"
        signature = self._key.result().sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{text}.{_base64(signature)}"

    def public_jwk(self) -> dict[str, Any]:
        """Return the public half, for the key document."""
        numbers = self._key.result().public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.id,
            "n": _base64(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8)),
            "e": _base64(numbers.e.to_bytes(3)),
        }


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """What a set of tokens is made from, and the application that gets it."""

    client_id: str
    proof: Proof
    scopes: RequestedScopes
    nonce: str = ""


class Tokens:
    """Makes tokens and remembers which are good; safe from many threads."""

    def __init__(self, issuer: Issuer, key: SigningKey, now: Now) -> None:
        self._issuer = issuer
        self._key = key
        self._now = now
        self._grants: OrderedDict[str, Grant] = OrderedDict()
        self._renewals: OrderedDict[str, Renewal] = OrderedDict()
        self._revoked: dict[int, float] = {}
        self._lock = threading.Lock()

    def issue(self, wanted: TokenRequest, client_info: str) -> dict[str, Any]:
        """Return the token endpoint's success document."""
        proof = wanted.proof
        now = self._now().timestamp()
        access = self._key.sign(self._access_claims(wanted, now))
        grant = Grant(
            proof.person,
            wanted.scopes.graph,
            proof.contexts,
            now + LIFETIME.seconds,
            wanted.scopes.openid,
        )
        echoed = [*wanted.scopes.echoed, *sorted(wanted.scopes.openid - {"offline_access"})]
        document: dict[str, Any] = {
            "token_type": "Bearer",
            "scope": " ".join(echoed),
            "expires_in": LIFETIME.seconds,
            "ext_expires_in": LIFETIME.seconds,
            "access_token": access,
        }
        renewal = Renewal(proof, wanted.scopes.graph, now, wanted.client_id)
        with self._lock:
            _remember(self._grants, access, grant)
            if wanted.scopes.offline:
                document["refresh_token"] = "1." + secrets.token_urlsafe(120)
                _remember(self._renewals, document["refresh_token"], renewal)
        if "openid" in wanted.scopes.openid:
            document["id_token"] = self._key.sign(self._id_claims(wanted, now))
        if client_info:
            document["client_info"] = self.client_info(proof.person)
        return document

    def client_info(self, person: Person) -> str:
        """Who signed in and where, as the sign-in libraries key their cache."""
        return _packed({"uid": person.id, "utid": self._issuer.tenant_id})

    def of_header(self, authorization: str) -> Grant:
        """Return what the token of an ``Authorization`` header allows; refuses others with 401."""
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            raise invalid_token("Access token is empty.")
        return self.grant(token.strip())

    def grant(self, token: str) -> Grant:
        """Return what an access token allows; refuses foreign and expired ones with 401."""
        grant = self._grants.get(token)
        if grant is None:
            if token.count(".") != 2:
                raise invalid_token("IDX14100: JWT is not well formed, there are no dots (.).")
            raise invalid_token("Signing key is invalid.")
        if self._now().timestamp() >= grant.expires:
            raise expired_token()
        return grant

    def renewal(self, token: str, client_id: str) -> Renewal:
        """Return what a refresh token stands for; refuses unknown, foreign and revoked ones."""
        renewal = self._renewals.get(token)
        if renewal is None or renewal.client_id != client_id:
            raise SignInRefusalError(
                "invalid_grant",
                9002313,
                "Invalid request. Request is malformed or invalid: the refresh token is unknown.",
            )
        if renewal.issued <= self._revoked.get(renewal.proof.person.number, 0.0):
            raise SignInRefusalError(
                "invalid_grant",
                50173,
                "The provided grant has expired due to it being revoked, a fresh auth token is "
                "needed.",
                suberror="bad_token",
            )
        return renewal

    def revoke(self, person: Person) -> None:
        """Make every refresh token of a person worthless."""
        self._revoked[person.number] = self._now().timestamp()

    def _access_claims(self, wanted: TokenRequest, now: float) -> dict[str, Any]:
        person = wanted.proof.person
        claims: dict[str, Any] = {
            **self._common_claims(wanted, now),
            "aud": GRAPH_RESOURCE,
            "app_displayname": wanted.scopes.client_name,
            "appid": wanted.client_id,
            "appidacr": "0",
            "idtyp": "user",
            "scp": " ".join(
                sorted(wanted.scopes.graph | wanted.scopes.openid - {"offline_access"})
            ),
            "unique_name": person.user_principal_name,
            "upn": person.user_principal_name,
            "amr": ["pwd", "mfa"] if wanted.proof.second_factor else ["pwd"],
        }
        if wanted.proof.contexts:
            claims["acrs"] = sorted(wanted.proof.contexts)
        return claims

    def _id_claims(self, wanted: TokenRequest, now: float) -> dict[str, Any]:
        person = wanted.proof.person
        claims: dict[str, Any] = {
            **self._common_claims(wanted, now),
            "aud": wanted.client_id,
            "auth_time": int(wanted.proof.moment),
            "preferred_username": person.user_principal_name,
        }
        if wanted.nonce:
            claims["nonce"] = wanted.nonce
        if "email" in wanted.scopes.openid and person.mail:
            claims["email"] = person.mail
        return claims

    def _common_claims(self, wanted: TokenRequest, now: float) -> dict[str, Any]:
        person = wanted.proof.person
        return {
            "iss": self._issuer.url,
            "iat": int(now),
            "nbf": int(now),
            "exp": int(now) + LIFETIME.seconds,
            "name": person.display_name,
            "oid": person.id,
            "sub": subject(person),
            "sid": wanted.proof.session,
            "tid": self._issuer.tenant_id,
            "uti": secrets.token_urlsafe(16),
            "ver": "2.0",
            "wids": wids(person),
        }


def subject(person: Person) -> str:
    """Return the person's id for this application, the same wherever it is told."""
    return person.seed.octets(32, "subject", person.number).hex()


def wids(person: Person) -> list[str]:
    """Return the ids of the person's tenant-wide roles, as a token lists them."""
    roles = [] if person.unit_of_role is not None else list(person.roles)
    return [*(role.template_id for role in roles), PLAIN_MEMBER]


def invalid_token(sentence: str) -> GraphRefusalError:
    """Graph's refusal of a token it cannot use."""
    return GraphRefusalError(401, "InvalidAuthenticationToken", sentence)


def expired_token() -> GraphRefusalError:
    """Graph's refusal of a token that has run out."""
    return invalid_token("Lifetime validation failed, the token is expired.")


def _remember(store: OrderedDict[str, Any], key: str, value: object) -> None:
    store[key] = value
    while len(store) > REMEMBERED:
        store.popitem(last=False)


def _packed(document: dict[str, Any]) -> str:
    return _base64(json.dumps(document, separators=(",", ":")).encode())


def _base64(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
