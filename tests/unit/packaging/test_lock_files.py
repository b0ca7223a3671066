"""The lock files hold what the project's metadata asks for, with hashes and without hosts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
RENEW = "a lock file is out of date; CONTRIBUTING.md says how to renew it"


def metadata() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted_by_group(name: str) -> Iterator[Requirement]:
    groups = metadata()["dependency-groups"]
    assert isinstance(groups, dict)
    for entry in groups[name]:
        if isinstance(entry, dict):
            yield from wanted_by_group(entry["include-group"])
        else:
            yield Requirement(entry)


def wanted_at_run_time() -> list[Requirement]:
    project = metadata()["project"]
    assert isinstance(project, dict)
    return [Requirement(entry) for entry in project["dependencies"]]


def locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9-]*)==([^\s;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("lock", "group"),
    [
        ("requirements.lock", "editable"),
        ("requirements-test.lock", "test"),
        ("requirements-docs.lock", "docs"),
        ("requirements-official-clients.lock", "official-clients"),
    ],
)
def test_the_lock_satisfies_the_metadata(lock: str, group: str) -> None:
    versions = locked(lock)
    for wanted in (*wanted_at_run_time(), *wanted_by_group(group)):
        version = versions.get(canonicalize_name(wanted.name))
        assert version is not None, f"{wanted.name}: {RENEW}"
        assert wanted.specifier.contains(version, prereleases=True), f"{wanted}: {RENEW}"


def test_the_tools_of_the_supply_chain_are_locked_too() -> None:
    versions = locked("requirements-supply-chain.lock")
    for wanted in wanted_by_group("supply-chain"):
        assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)]), RENEW


@pytest.mark.parametrize(
    ("larger", "smaller"),
    [
        ("requirements-test.lock", "requirements.lock"),
        ("requirements-docs.lock", "requirements.lock"),
        ("requirements-test.lock", "requirements-docs.lock"),
        ("requirements-official-clients.lock", "requirements-test.lock"),
    ],
)
def test_a_larger_set_up_has_the_versions_of_the_smaller_one(larger: str, smaller: str) -> None:
    versions = locked(larger)
    assert all(versions.get(name) == version for name, version in locked(smaller).items())


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.lock",
        "requirements-test.lock",
        "requirements-docs.lock",
        "requirements-official-clients.lock",
    ],
)
def test_everything_locked_has_hashes_and_no_host_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked(lock))
    assert all("--hash=sha256:" in entry for entry in entries)
