"""The bill says what the program is made of, and each part may be handed on."""

from __future__ import annotations

import json
import sysconfig
import tomllib
from pathlib import Path

import pytest
from bill_of_materials import LOCK, Locked, installed_in, make_bill, needed_by, read_lock
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[3]
LOCKED = read_lock((ROOT / LOCK).read_text(encoding="utf-8"))
KNOWN = installed_in(Path(sysconfig.get_path("purelib")))
DIRECT = [
    Requirement(text).name
    for text in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
]

MAY_BE_HANDED_ON = {
    "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0",
    # Qt, as a folder of libraries of its own that anybody may replace, as the LGPL wants it.
    "LGPL-3.0-only",
}  # fmt: skip
ON_WINDOWS_ONLY = {"colorama"}


def test_a_lock_is_read_with_all_its_hashes() -> None:
    text = f"a-b==1.0 ; x\\\n    --hash=sha256:{'b' * 64} \\\n    --hash=sha256:{'a' * 64}\n"
    assert read_lock(text) == [Locked("a-b", "1.0", ("a" * 64, "b" * 64))]


def test_the_program_needs_no_tool_of_its_own_making() -> None:
    names = [one.name for one in LOCKED]
    needed = needed_by(DIRECT, KNOWN, names)
    assert {"msal", "urllib3", "cffi", "shiboken6"} <= needed
    assert not {"hatchling", "editables", "pluggy", "trove-classifiers"} & needed


def test_every_part_of_the_program_may_be_handed_on() -> None:
    for name in needed_by(DIRECT, KNOWN, [one.name for one in LOCKED]) - ON_WINDOWS_ONLY:
        offered = KNOWN[name].licence.replace("(", "").replace(")", "").split(" OR ")
        assert any(set(one.split(" AND ")) <= MAY_BE_HANDED_ON for one in offered), name


def test_what_is_installed_is_what_is_locked() -> None:
    assert {one.name for one in LOCKED} - set(KNOWN) <= ON_WINDOWS_ONLY


def test_the_bill_is_the_same_each_time_and_as_its_schema_wants_it() -> None:
    pytest.importorskip("cyclonedx", reason="the bill's own library is not installed here")
    text = make_bill(ROOT, KNOWN)
    assert text == make_bill(ROOT, KNOWN)
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert "timestamp" not in bill["metadata"]
    parts = {part["name"]: part for part in bill["components"]}
    for one in LOCKED:
        assert parts[one.name]["version"] == one.version
        assert parts[one.name]["purl"] == f"pkg:pypi/{one.name}@{one.version}"
        (files,) = parts[one.name]["externalReferences"]
        assert {found["content"] for found in files["hashes"]} == set(one.hashes)
    needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert len(needs["pin-kiosk"]) == len(DIRECT)
    assert str(ROOT) not in text
