"""What is not ours comes by hash, from a pinned commit, and is looked at by the audit."""

from __future__ import annotations

import re
from itertools import pairwise
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


RELEASE = jobs_of(ROOT / ".github" / "workflows" / "release.yml")


def test_whoever_only_proposes_a_change_is_given_no_secret() -> None:
    for workflow in WORKFLOWS:
        text = workflow.read_text(encoding="utf-8")
        if "pull_request" in text:
            assert "secrets." not in text, workflow.name
            assert not re.search(r"^\s+[\w-]+: write", text, re.MULTILINE), workflow.name


def test_every_job_of_a_release_may_do_no_more_than_it_is_for() -> None:
    may_write = {}
    for name, content in RELEASE.items():
        assert "    permissions:\n      contents: " in content, name
        may_write[name] = set(re.findall(r"^      ([\w-]+): write", content, re.MULTILINE))
        assert ("secrets." in content) == ("environment: release" in content), name
    assert {name: rights for name, rights in may_write.items() if rights} == {
        "windows-program-signed": {"id-token"},
        "windows-signed": {"id-token"},
        "attest": {"id-token", "attestations"},
        "publish": {"contents"},
    }


def test_what_signs_runs_nothing_that_was_built_and_what_builds_cannot_sign() -> None:
    trusted = {"windows-program-signed", "windows-signed", "macos-signed", "attest", "publish"}
    for name, content in RELEASE.items():
        has_more = "secrets." in content or ": write" in content
        assert has_more == (name in trusted), name
        # What runs other people's packages, or what was made with them.
        runs_them = re.search(r"python|pip\b|pyinstaller|start\.py|self-test|apt-get", content)
        assert not (has_more and runs_them), name
    # Of the repository nothing is taken along but the scripts that make and sign a disk image.
    for name in trusted:
        steps = RELEASE[name]
        if "checkout" in steps:
            assert name == "macos-signed"
            assert "sparse-checkout: packaging/macos\n" in steps


def needed_by(name: str) -> list[str]:
    """Return the jobs that one waits for, as they are named there."""
    found = re.search(r"^    needs: \[?([\w, -]+)\]?$", RELEASE[name], re.MULTILINE)
    return re.split(r", ", found[1]) if found else []


def test_the_program_is_signed_before_the_installer_that_holds_it() -> None:
    order = ["publish", "attest", "windows-tried", "windows-signed", "windows-installer"]
    order += ["windows-program-signed", "windows-program", "version"]
    for later, earlier in pairwise(order):
        assert earlier in needed_by(later), later
    assert {"bill", "linux-elsewhere", "macos-tried"} < set(needed_by("attest"))
    assert needed_by("macos-tried") == ["macos-signed"]


def test_what_is_published_was_signed_first_and_tried_after_that() -> None:
    made: dict[str, str] = {}
    for name, content in RELEASE.items():
        for step in re.split(r"^      - ", content, flags=re.MULTILINE):
            if "upload-artifact@" in step:
                [artifact] = re.findall(r"^          name: (\S+)$", step, re.MULTILINE)
                assert artifact not in made
                made[artifact] = name
    assert {made[name] for name in made if name.startswith("published-")} == {
        "bill", "linux", "windows-signed", "macos-signed"
    }  # fmt: skip
    for name, content in RELEASE.items():
        for artifact in re.findall(
            r"download-artifact@.*\n        with:\n          name: (\S+)", content
        ):
            assert made[artifact] in needed_by(name), (name, artifact)
    assert made["windows-program"] == "windows-program-signed"


def test_the_audit_looks_at_every_lock() -> None:
    text = (ROOT / ".github" / "workflows" / "supply-chain.yml").read_text(encoding="utf-8")
    for lock in LOCKS:
        assert f"--requirement {lock.name}" in text or lock.name in text.split("for lock in")[1]
    assert "schedule:" in text
    assert "--require-hashes" in text
