"""What is not ours comes by hash, from a pinned commit, and is looked at by the audit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[3]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def entries(lock: Path) -> list[str]:
    return re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_one_version_with_whole_hashes(lock: Path) -> None:
    names: list[tuple[str, str]] = []
    for entry in entries(lock):
        first, *hashes = re.split(r"\s*\\\n\s*", entry.strip())
        found = re.fullmatch(r"([a-z0-9-]+)==([^\s;]+)(?: ; (.+))?", first)
        assert found is not None, first
        name, version, marker = found.groups(default="")
        names.append((name, marker))
        # The official SDK needs a package of which there are no others.
        assert not Version(version).is_prerelease or "official" in lock.name, name
        assert hashes, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes), name
        assert len(set(hashes)) == len(hashes), name
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_nothing_is_taken_from_elsewhere_than_by_its_name(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8").replace("    --hash", "")
    assert not re.search(r"^\s*-[a-z]|^--|@|://|\.whl|\.tar", text, re.MULTILINE)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_only_pinned_actions_and_may_only_read(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), action
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    assert "pull_request_target" not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_pin_says_which_version_it_is(workflow: Path) -> None:
    lines = [line for line in workflow.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert all(re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line) for line in lines), lines


def test_one_action_has_one_version_everywhere() -> None:
    pins = {
        pin
        for path in WORKFLOWS
        for pin in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
    }
    names = [pin.partition("@")[0] for pin in pins]
    assert len(set(names)) == len(names), sorted(pins)


def jobs_of(workflow: Path) -> dict[str, str]:
    """Return the text of each job of a workflow; jobs are what stands two spaces in."""
    text = workflow.read_text(encoding="utf-8").partition("\njobs:\n")[2]
    parts = re.split(r"^  (?=[\w-]+:$)", text, flags=re.MULTILINE)
    named = (part.partition(":\n") for part in parts if part.strip())
    return {name: content for name, _, content in named}


def test_whoever_only_proposes_a_change_is_given_no_secret() -> None:
    for workflow in WORKFLOWS:
        text = workflow.read_text(encoding="utf-8")
        if "pull_request" in text:
            assert "secrets." not in text, workflow.name
            assert not re.search(r"^\s+[\w-]+: write", text, re.MULTILINE), workflow.name


def test_only_the_draft_may_be_written_and_only_who_signs_has_secrets() -> None:
    jobs = jobs_of(ROOT / ".github" / "workflows" / "release.yml")
    assert set(jobs) >= {"linux", "windows-program", "windows-installer", "macos", "publish"}
    may_write = {}
    for name, content in jobs.items():
        assert "    permissions:\n      contents: " in content, name
        may_write[name] = set(re.findall(r"^      ([\w-]+): write", content, re.MULTILINE))
        assert ("secrets." in content) == ("environment: release" in content), name
    signing = {"windows-program", "windows-signed"}
    assert {name for name, rights in may_write.items() if rights} == {*signing, "publish"}
    assert all(may_write[name] == {"id-token"} for name in signing)
    assert may_write["publish"] == {"contents", "id-token", "attestations"}
    # What is published was made by the other jobs; nothing of the repository runs with its rights.
    assert "checkout" not in jobs["publish"]


def test_the_audit_looks_at_every_lock() -> None:
    text = (ROOT / ".github" / "workflows" / "supply-chain.yml").read_text(encoding="utf-8")
    for lock in LOCKS:
        assert f"--requirement {lock.name}" in text or lock.name in text.split("for lock in")[1]
    assert "schedule:" in text
    assert "--require-hashes" in text
