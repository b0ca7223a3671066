"""A big tenant is as quick as a small one, in ratios from one run."""

from __future__ import annotations

import statistics
import time

import pytest

from kiosk.practice.people import KNOWN_PEOPLE
from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import Bench

BIG, SMALL = 200_000, 2_000
QUERIES = (
    {"search": '"displayName:sam riv" OR "mail:sam riv" OR "userPrincipalName:sam riv"'},
    {"search": '"displayName:山" OR "mail:山" OR "userPrincipalName:山"'},
    {"filter": "employeeId eq '100042'"},
    {"filter": "startsWith(employeeId,'20000')"},
    {"filter": "userPrincipalName eq 'sam.rivera@practice.example'"},
)


def milliseconds(bench: Bench) -> float:
    bench.token()
    times = []
    for query in QUERIES * 5:
        began = time.perf_counter()
        assert bench.get("/users", count="true", top="25", **query).json["value"]
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


@pytest.fixture(scope="module")
def small() -> Bench:
    return Bench(Options(people=SMALL, seed=5))


def test_200_000_people_start_in_seconds_and_are_found_as_fast(small: Bench) -> None:
    began = time.perf_counter()
    big = Bench(Options(people=BIG, seed=5))
    assert time.perf_counter() - began < 15
    few, many = milliseconds(small), milliseconds(big)
    assert many < 4 * few + 3, f"{many:.2f} ms against {few:.2f} ms"
    last = big.tenant.directory.person(BIG - 1)
    assert big.graph("GET", f"/users/{last.id}").json["displayName"] == last.display_name


def test_everybody_can_be_found_by_id_and_by_name(small: Bench) -> None:
    directory = small.tenant.directory
    names = set()
    for row in range(directory.size):
        person = directory.person(row)
        names.add(person.user_principal_name)
        assert directory.find(person.id) == person
        assert directory.find(person.user_principal_name.upper()) == person
        assert directory.named(person.display_name) >> row & 1, person.display_name
        assert directory.sign_in_name_starts(person.user_principal_name) >> row & 1
        if person.employee_id:
            assert len(person.employee_id) <= 16
            assert directory.employee_is(person.employee_id) == 1 << row
    assert len(names) == SMALL


def test_only_new_names_are_added_to_the_people_who_are_always_there() -> None:
    # Accounts, ids and passwords go by the place in the list: whoever is new comes last.
    names = [known.name for known in KNOWN_PEOPLE]
    assert names[:7] == [
        "ada.brandt", "pia.hallberg", "nils.okafor", "sara.lemaire", "mika.tanaka", "gita.rao",
        "sam.rivera",
    ]  # fmt: skip
    assert names[36] == "maximiliane"
    assert len(set(names)) == len(names)
    numbers = [known.employee_id for known in KNOWN_PEOPLE if known.employee_id]
    assert len(set(numbers)) == len(numbers)


def test_the_default_tenant_is_as_described(small: Bench) -> None:
    directory = small.tenant.directory
    people = [directory.person(row) for row in range(directory.size)]
    assert directory.shops == 20
    shares = {
        "disabled": sum(not person.enabled for person in people),
        "without photo": sum(not person.has_photo for person in people),
        "with roles": sum(bool(person.roles) for person in people),
        "without number": sum(person.employee_id is None for person in people),
        "contractors": sum(person.contractor for person in people),
    }
    assert all(shares.values()), shares
    assert {person.credential for person in people} == set(type(people[0].credential))
