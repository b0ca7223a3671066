"""One frozen folder for everything that is tested of it; it takes half a minute to build."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from setup_steps import needs

from kiosk.practice.launcher import PracticeTenant, PracticeTenantProcess
from tests.support.frozen import FrozenProgram, freeze
from tests.support.practice import SEED


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> FrozenProgram:
    """Build the folder, then move it to a place with spaces and letters beyond ASCII."""
    missing = needs.missing_for_freezing()
    if missing:
        pytest.skip(f"freezing needs what is not installed: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("frozen")
    built = freeze(folder)
    return FrozenProgram(built.folder.rename(folder / "Größe 山 elsewhere"))


@pytest.fixture(scope="session")
def frozen_tenant(frozen: FrozenProgram) -> Iterator[PracticeTenant]:
    """A practice tenant that the frozen program serves."""
    command = [str(frozen.program), "practice-tenant"]
    options = ("--people", "900", "--seed", str(SEED))
    with PracticeTenantProcess(*options, command=command) as tenant:
        yield tenant
