"""The window and its frame on a small screen, where a window manager adds the frame."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from tests.support.screen import needs_screen, virtual_screen, wait_until

pytestmark = needs_screen

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.support.gallery import Gallery

application = QApplication([])
window = Gallery().window
window.open()

def tell():
    places = window.frameGeometry(), window.geometry()
    print(json.dumps([place.getRect() for place in places]), flush=True)

timer = QTimer(interval=50)
timer.timeout.connect(tell)
timer.start()
application.exec()
"""


@pytest.mark.parametrize("size", [(1024, 600), (1280, 800)], ids=["1024x600", "1280x800"])
def test_a_window_can_be_seen_to_its_bottom(tmp_path: Path, size: tuple[int, int]) -> None:
    said = tmp_path / "places"

    def places() -> list[QRect]:
        """Return where the window lies now, with its frame and without."""
        lines = said.read_text().splitlines(keepends=True)
        whole = [line for line in lines if line.endswith("\n")]
        return [QRect(*numbers) for numbers in json.loads(whole[-1])] if whole else []

    def lies_inside() -> bool:
        found = places()
        return len(found) == 2 and found[0] != found[1] and QRect(0, 0, *size).contains(found[0])

    with virtual_screen(tmp_path, size) as screen, said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, env=screen.environment, stdout=output
        )
        try:
            screen.wait_for_window("PIN Kiosk")
            wait_until(lies_inside, 20, "the window never lay inside the screen")
            screen.settled()
            assert lies_inside()
            assert places()[1].height() > size[1] - 80
        finally:
            process.terminate()
            process.wait(20)
