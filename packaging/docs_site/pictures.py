"""Pictures of the window for the documentation, painted by the window itself.

`python packaging/docs_site/pictures.py FOLDER` paints every picture that a page names. A picture
is named after the scene of `tests/support/scenes` that it shows and its language:
`pictures/search-found.en.png`. So it can neither go stale nor show what the program does not.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "pages"
FOLDER = ROOT / "build" / "docs-pictures"
"""Where the site takes them from; nothing in it is kept."""

# In pixels of the page; painted twice as fine, for good screens and for paper.
_WIDTH, _HEIGHT = 1024, 600
_SCALE = 2
_NAMED = re.compile(r"\bpictures/(?P<scene>[a-z0-9_-]+)\.(?P<language>[a-z]{2})\.png\b")


@dataclass(frozen=True, order=True)
class Picture:
    """One scene of the gallery in one language."""

    scene: str
    language: str

    @property
    def file_name(self) -> str:
        """The name of its file in the folder of pictures."""
        return f"{self.scene}.{self.language}.png"


def pictures_named() -> tuple[Picture, ...]:
    """Return the pictures that the pages name, each once."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md")))
    named = (match for text in texts for match in _NAMED.finditer(text))
    return tuple(sorted({Picture(match["scene"], match["language"]) for match in named}))


def make_pictures() -> None:
    """Paint all of them into FOLDER, in a process of its own that needs no screen.

    Raises CalledProcessError where that does not work.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(_SCALE),
    }
    command = [sys.executable, __file__, str(FOLDER)]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def paint(folder: Path) -> None:
    """Paint all pictures into a folder; needs a QApplication."""
    # Only where pictures are painted is Qt needed.
    from PySide6.QtCore import QSize  # noqa: PLC0415

    from tests.support.gallery import Gallery  # noqa: PLC0415
    from tests.support.scenes import scenes  # noqa: PLC0415

    for stale in folder.glob("*.png"):
        stale.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    scene_named = {scene.name: scene for scene in scenes()}
    gallery = Gallery()
    gallery.window.resize(QSize(_WIDTH, _HEIGHT))
    gallery.window.look.use_dark(is_dark=False)
    gallery.window.show()
    for picture in pictures_named():
        gallery.translator.use(picture.language)
        gallery.show(scene_named[picture.scene])
        gallery.window.grab().save(str(folder / picture.file_name))


def main() -> None:
    """Paint the pictures into the folder that the command line names."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    application = QApplication([])
    paint(Path(sys.argv[1]))
    application.quit()


if __name__ == "__main__":
    main()
