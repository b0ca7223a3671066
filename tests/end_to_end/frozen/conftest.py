"""One frozen folder for everything that is tested of it; it takes half a minute to build."""

from __future__ import annotations

import pytest
from setup_steps import needs

from tests.support.frozen import FrozenProgram, freeze


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> FrozenProgram:
    """Build the folder, then move it to a place with spaces and letters beyond ASCII."""
    missing = needs.missing_for_freezing()
    if missing:
        pytest.skip(f"freezing needs what is not installed: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("frozen")
    built = freeze(folder)
    return FrozenProgram(built.folder.rename(folder / "Größe 山 elsewhere"))
