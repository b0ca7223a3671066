"""Whatever a client sends, the tenant answers: never an exception, never a 500."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.practice.messages import Entrance, Request
from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import EVENTUAL, Bench

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
PIECES = (
    "users", "me", "groups", "$batch", "$count", "authentication", "qrCodePinMethod", "pin",
    "standardQRCode", "temporaryQRCode", "photo", "photos", "48x48", "$value", "members",
    "transitiveMembers", "microsoft.graph.user", "memberOf", "directory", "administrativeUnits",
    "policies", "organization", "sam.rivera@practice.example", "%23", "%", "..", "users('a')",
    "oauth2", "v2.0", "authorize", "token", "login", "common", "practice", "pocket", "qr-sign-in",
    "devicelogin", "methods", "revokeSignInSessions", "applications", "servicePrincipals",
    "adminconsent",
)  # fmt: skip
NAMES = (
    "$search", "$filter", "$select", "$top", "$count", "$orderby", "$skiptoken", "user", "otc",
    "client_id", "redirect_uri", "scope", "claims", "response_mode", "grant_type", "prompt",
)  # fmt: skip
GRAMMAR = st.lists(
    st.sampled_from(
        ["displayName", "employeeId", "accountEnabled", "eq", "ne", "and", "or", "not", "in", "(",
         ")", ",", "'a'", "''", "true", "null", "startsWith(mail,'a')", '"displayName:a"', '"', "'",
         "OR", "AND", "\\", "id", "ge"]
    ),
    max_size=9,
).map(" ".join)  # fmt: skip


@cache
def bench() -> Bench:
    return Bench(Options(people=60, seed=5, write_quota=1_000_000))


@settings(max_examples=400, deadline=None)
@given(
    method=st.sampled_from(METHODS),
    start=st.sampled_from(["/v1.0/", "/beta/", "/", "/v3/"]),
    pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=6),
    query=st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=12)), max_size=3),
    body=st.sampled_from([b"", b"{}", b"[]", b"{", b'{"requests":[{}]}', b"a=b&ctx=%ff"])
    | st.binary(max_size=20),
    kind=st.sampled_from(["", "application/json", "application/x-www-form-urlencoded"]),
    entrance=st.sampled_from(Entrance),
)
def test_any_request_gets_an_answer(
    method: str,
    start: str,
    pieces: list[str],
    query: list[tuple[str, str]],
    body: bytes,
    kind: str,
    entrance: Entrance,
) -> None:
    tenant = bench().tenant
    path = start + "/".join(pieces).replace("common", tenant.addresses.tenant_id)
    text = "&".join(f"{name}={value}" for name, value in query)
    headers = {"authorization": f"Bearer {bench().token()}", "content-type": kind}
    request = Request(
        method, path, text, headers | {"consistencylevel": "eventual"}, body, entrance
    )
    assert 200 <= tenant.answer(request).status < 500


@settings(max_examples=300, deadline=None)
@given(option=st.sampled_from(["$search", "$filter"]), text=GRAMMAR | st.text(max_size=30))
def test_any_query_gets_an_answer(option: str, text: str) -> None:
    reply = bench().graph(
        "GET", "/users", headers=EVENTUAL, query={option: text, "$count": "true", "$top": "3"}
    )
    assert reply.status in {200, 400}
    groups = bench().graph("GET", "/groups", headers=EVENTUAL, query={option: text})
    assert groups.status in {200, 400}
