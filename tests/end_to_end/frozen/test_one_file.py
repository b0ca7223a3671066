"""The one-file variant does the same; tried where a release is made, since it is built anew."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.frozen import FrozenProgram, freeze
from tests.support.screen import needs_screen, virtual_screen

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
def test_its_window_opens_and_ends_on_sigterm(one_file: FrozenProgram, tmp_path: Path) -> None:
    temporary, pixels = tmp_path / "temporary", tmp_path / "screen"
    temporary.mkdir()
    pixels.mkdir()
    with virtual_screen(pixels) as screen:
        folders = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), str(tmp_path))
        process = subprocess.Popen(
            [str(one_file.program), "--practice", "--windowed", "--language", "en"],
            env={**screen.environment, **folders, "TMPDIR": str(temporary)},
            cwd=tmp_path,
            stderr=subprocess.PIPE,
        )
        try:
            screen.wait_for_window("PIN Kiosk, practice")
            screen.settled()
            assert list(temporary.glob("_MEI*"))
            process.terminate()
            _, said = process.communicate(timeout=20)
            assert (process.returncode, said) == (0, b"")
            assert list(temporary.iterdir()) == []
        finally:
            process.kill()
            process.communicate()
