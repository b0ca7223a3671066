"""What mkdocs calls while it builds the site: adds the pages and files that are made, not written.

mkdocs loads this file by its path (`hooks` in docs/mkdocs.yml), so it says itself where the
project's modules are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "packaging"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from docs_site.elsewhere import pages_from_elsewhere  # noqa: E402 - after the path is set
from docs_site.error_reference import errors_page  # noqa: E402
from docs_site.look import colours  # noqa: E402
from docs_site.pictures import FOLDER as PICTURES  # noqa: E402
from docs_site.pictures import make_pictures  # noqa: E402
from docs_site.settings_reference import settings_page  # noqa: E402

_COPIED = {
    "fonts": (ROOT / "resources" / "fonts", "*Inter*"),
    "images": (ROOT / "resources" / "icons", "badge.svg"),
    "pictures": (PICTURES, "*.png"),
}


def on_startup(**_: object) -> None:
    """Have the window paint its pictures, once for a command."""
    make_pictures()


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what is made to what is written."""
    made = {
        **pages_from_elsewhere(),
        "settings.md": settings_page(),
        "errors.md": errors_page(),
        "css/colours.css": colours(),
    }
    for name, text in made.items():
        files.append(File.generated(config, name, content=text))
    for folder, (source, names) in _COPIED.items():
        for path in sorted(source.glob(names)):
            files.append(File.generated(config, f"{folder}/{path.name}", abs_src_path=str(path)))
    return files
