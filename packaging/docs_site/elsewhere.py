"""Pages of the documentation whose text stands in another file of the project, for its readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PAGES = {
    "layouts.md": "resources/layouts/README.md",
    "scanning.md": "resources/layouts/SCANNING.md",
    "security.md": "SECURITY.md",
}
"""The page of the site, and the file that it is made from."""

_LINK = re.compile(r"(?<=\]\()(?P<target>[^)#\s]+)(?P<anchor>#[^)\s]*)?(?=\))")


@dataclass(frozen=True)
class LinkToNoPageError(Exception):
    """A file links to another one that is no page of the site."""

    file: str
    target: str

    def __str__(self) -> str:
        return f"{self.file} links to {self.target}, which is no page of the documentation"


def pages_from_elsewhere() -> dict[str, str]:
    """Return each such page with its text; links between the files lead to pages of the site.

    Raises LinkToNoPageError for a link to a file that is no page.
    """
    return {
        page: for_the_site((ROOT / source).read_text(encoding="utf-8"), source)
        for page, source in PAGES.items()
    }


def for_the_site(text: str, source: str) -> str:
    """Return a file's text with its links to other files turned to their pages."""
    by_file = {(ROOT / file).resolve(): page for page, file in PAGES.items()}

    def turned(link: re.Match[str]) -> str:
        target = link["target"]
        if "://" in target:
            return link[0]
        page = by_file.get((ROOT / source).parent.joinpath(target).resolve())
        if page is None:
            raise LinkToNoPageError(source, target)
        return page + (link["anchor"] or "")

    return _LINK.sub(turned, text)
