"""``$batch``, and the tenant's write quota."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.practice.faults import parse_fault
from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.quota import WriteQuota
from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import Bench, Reply


@pytest.fixture
def bench() -> Bench:
    return Bench()


def batch(bench: Bench, *requests: dict[str, Any], version: str = "v1.0") -> Reply:
    return bench.graph("POST", "/$batch", {"requests": list(requests)}, version=version)


def by_id(reply: Reply) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in reply.json["responses"]}


def part(name: str, url: str, method: str = "GET", **more: object) -> dict[str, Any]:
    return {"id": name, "method": method, "url": url, **more}


def test_each_part_has_its_own_answer(bench: Bench) -> None:
    sam = bench.person_id("sam.rivera")
    json_body = {"headers": {"Content-Type": "application/json"}, "body": {}}
    reply = batch(
        bench,
        part("1", "/me"),
        part("2", "/users/nobody"),
        part("3", f"/users/{sam}/authentication/qrCodePinMethod/pin", "PATCH", **json_body),
        part("4", f"/users/{sam}/photo/$value"),
        part("5", "users?$top=2&$select=id"),
        part("6", '/users?$search="displayName:sam"', headers={"consistencylevel": "eventual"}),
    )
    assert reply.status == 200
    parts = by_id(reply)
    assert {name: parts[name]["status"] for name in parts} == {
        "1": 200, "2": 404, "3": 201, "4": 200, "5": 200, "6": 200,
    }  # fmt: skip
    assert parts["3"]["body"]["code"]
    assert isinstance(parts["4"]["body"], str)
    assert parts["2"]["body"]["error"]["innerError"]["request-id"]
    assert [item["id"] for item in reply.json["responses"]] != ["1", "2", "3", "4", "5", "6"]


def test_a_batch_has_a_limit_of_20(bench: Bench) -> None:
    assert batch(bench, *(part(str(n), "/me") for n in range(20))).status == 200
    assert batch(bench, *(part(str(n), "/me") for n in range(21))).status == 400


@pytest.mark.parametrize(
    "requests",
    [
        [],
        [part("1", "/me"), part("1", "/me")],
        [part("", "/me")],
        [part("1", "https://elsewhere.example/v1.0/me")],
        [part("1", "https://localhost:1/beta/me")],
        [part("1", "/me", "STEAL")],
        [part("1", "/me", dependsOn=["2"])],
        [part("1", "/me", dependsOn=["2"]), part("2", "/me", dependsOn=["1"])],
        [part("1", "/me", "PATCH", body={})],
        ["1"],
        [part("1", "/me", headers={"a": 1})],
    ],
)
def test_a_malformed_batch_is_refused_whole(bench: Bench, requests: list[Any]) -> None:
    assert bench.graph("POST", "/$batch", {"requests": requests}).status == 400


def test_a_part_whose_condition_failed_is_not_done(bench: Bench) -> None:
    path = bench.method_path("sam.rivera", "/pin")
    before = bench.graph("GET", path).json
    body = {"headers": {"Content-Type": "application/json"}, "body": {}}
    parts = by_id(
        batch(
            bench,
            part("2", path, "PATCH", dependsOn=["1"], **body),
            part("1", "/users/nobody"),
        )
    )
    assert parts["2"]["status"] == 424
    assert bench.graph("GET", path).json == before


def test_a_version_or_a_batch_inside_is_refused(bench: Bench) -> None:
    parts = by_id(batch(bench, part("1", "/beta/me"), part("2", "/$batch", "POST")))
    assert {item["status"] for item in parts.values()} == {400}


def test_faults_hit_parts_one_by_one() -> None:
    bench = Bench(Options(people=60, seed=5, faults=(parse_fault("429@/users:2"),)))
    parts = by_id(batch(bench, *(part(str(n), "/users?$top=1") for n in range(4))))
    assert sorted(item["status"] for item in parts.values()) == [200, 200, 429, 429]
    throttled = next(item for item in parts.values() if item["status"] == 429)
    assert throttled["headers"]["Retry-After"] == "1"


def test_writes_beyond_the_quota_are_throttled_for_the_tenant() -> None:
    bench = Bench(Options(people=60, seed=5, write_quota=2))
    path = bench.method_path("sam.rivera", "/pin")
    body = {"headers": {"Content-Type": "application/json"}, "body": {}}
    assert bench.graph("PATCH", path, {}).status == 201
    parts = by_id(batch(bench, *(part(str(n), path, "PATCH", **body) for n in range(2))))
    assert sorted(item["status"] for item in parts.values()) == [201, 429]
    refused = bench.graph("PATCH", path, {})
    assert refused.status == 429
    assert 1 <= int(refused.header("Retry-After")) <= 150
    assert bench.graph("GET", path).status == 200


def test_the_quota_has_room_again_after_150_seconds() -> None:
    now = [0.0]
    quota = WriteQuota(2, lambda: now[0])
    quota.spend()
    now[0] = 100.0
    quota.spend()
    with pytest.raises(GraphRefusalError) as refused:
        quota.spend()
    assert refused.value.headers == (("Retry-After", "50"),)
    now[0] = 150.0
    quota.spend()
