"""The one-file variant does the same; tried where a release is made, since it is built anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.frozen import FrozenProgram, freeze
from tests.support.screen import needs_screen, wait_until
from tests.support.window_stand import stand

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(
        not os.environ.get("PIN_KIOSK_ONE_FILE"), reason="takes a minute: PIN_KIOSK_ONE_FILE=1"
    ),
]


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> FrozenProgram:
    return freeze(tmp_path_factory.mktemp("one file"), is_one_file=True)


def test_it_does_the_main_job_and_leaves_nothing_unpacked(
    one_file: FrozenProgram, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    variables = {**os.environ, "TMPDIR": str(temporary), "TEMP": str(temporary)}
    tested = one_file.run(tmp_path, "self-test", variables=variables)
    assert tested.returncode == 0, tested.stderr
    assert list(temporary.iterdir()) == []


@needs_screen
def test_its_window_opens_and_ends_on_sigterm(
    one_file: FrozenProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with stand(tmp_path, "--practice", "--windowed", command=[str(one_file.program)]) as it:
        it.screen.wait_for_window("PIN Kiosk, practice")
        it.screen.settled()
        assert list(temporary.glob("_MEI*"))
        it.process.terminate()
        assert it.process.wait(20) == 0
        wait_until(lambda: not list(temporary.glob("_MEI*")), what="it left what it had unpacked")
