"""Paint the scenes, to look at them: in both languages, light and dark, on three sizes of screen.

Each becomes a PNG: `python -m tests.support.scenes FOLDER [--only NAME]`.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kiosk.qt.translator import available_languages
from tests.support.gallery import SIZES, Gallery
from tests.support.scenes import scenes


def paint(folder: Path, only: Sequence[str], sizes: Sequence[QSize], text_scale: float) -> None:
    """Paint the scenes whose name begins with one of `only` (all, if empty) into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    gallery = Gallery()
    gallery.window.look.use_text_scale(text_scale)
    gallery.window.show()
    for scene in scenes():
        if only and not any(scene.name.startswith(start) for start in only):
            continue
        for size in sizes:
            gallery.window.resize(size)
            for language in available_languages():
                gallery.translator.use(language)
                for tone in ("light", "dark"):
                    gallery.window.look.use_dark(is_dark=tone == "dark")
                    gallery.show(scene)
                    name = f"{scene.name}_{size.width()}_{language}_{tone}.png"
                    gallery.window.grab().save(str(folder / name))


def main() -> None:
    """Paint the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--width", type=int, nargs="*", default=[])
    parser.add_argument("--text-scale", type=float, default=1.0, help="2 for texts of 200 %%")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    sizes = [size for size in SIZES if not arguments.width or size.width() in arguments.width]
    paint(arguments.folder, arguments.only, sizes, arguments.text_scale)
    application.quit()


if __name__ == "__main__":
    main()
