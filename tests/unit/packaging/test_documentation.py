"""The documentation builds without a warning, shows what the program shows, and asks nobody."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2
import pytest
from catalogue import read_catalogue
from docs_site.elsewhere import LinkToNoPageError, for_the_site
from docs_site.error_notes import NOTES
from docs_site.pictures import pictures_named

from kiosk.models.errors import ErrorCode
from kiosk.models.settings import LANGUAGES
from kiosk.models.settings_schema import DEFINITIONS
from kiosk.qt.translator import available_languages
from tests.support.headless_browser import chromium
from tests.support.scenes import scenes

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "docs" / "pages"


def build(site: Path, configuration: Path = ROOT / "docs" / "mkdocs.yml") -> tuple[int, str]:
    """Build the site as `packaging/start.py docs` does; return the exit code and what was said.

    With `--quiet` mkdocs would not count its warnings either.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        [*command, "-f", str(configuration), "-d", str(site)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the whole site, pictures too."""
    folder = tmp_path_factory.mktemp("site")
    code, said = build(folder)
    assert code == 0, said
    assert "WARNING" not in said
    return folder


class Addresses(HTMLParser):
    """What a page loads or links to, and the ids in it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "href"} and value:
                (self.linked if tag == "a" else self.loaded).append(value)


def test_everything_is_built_without_a_warning_and_from_here_only(site: Path) -> None:
    pages = sorted(site.glob("*.html"))
    assert {"index.html", "settings.html", "errors.html", "security.html"} <= {
        p.name for p in pages
    }
    for page in pages:
        for address in Addresses(page).loaded:
            assert "//" not in address, f"{page.name} loads {address}"
            assert (site / address.lstrip("/")).is_file(), f"{page.name} loads {address}"
    for sheet in site.rglob("*.css"):
        for address in re.findall(r'url\("?([^")]+)', sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / address).is_file(), f"{sheet.name} loads {address}"


@pytest.mark.skipif(chromium() is None, reason="needs a browser")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_for_the_first_day_is_one_page_of_paper(
    language: str, site: Path, tmp_path: Path
) -> None:
    page = site / ("first-day.html" if language == "en" else f"first-day.{language}.html")
    paper = tmp_path / "sheet.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}"]
    subprocess.run(
        [str(chromium()), *options, f"--print-to-pdf={paper}", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=60,
    )
    document = pypdfium2.PdfDocument(paper)
    pages = len(document)
    width, height = document[0].get_size()
    document.close()
    assert pages == 1
    # DIN A4 in points.
    assert (round(width), round(height)) == (595, 842)


def test_every_setting_and_every_error_can_be_linked_to(site: Path) -> None:
    settings = (site / "settings.html").read_text(encoding="utf-8")
    assert all(f'id="{definition.key}"' in settings for definition in DEFINITIONS)
    errors = (site / "errors.html").read_text(encoding="utf-8")
    assert all(f'id="{code.value.lower()}"' in errors for code in ErrorCode)


def test_a_broken_link_ends_the_build(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "index.md").write_text("# One\n\n[Two](two.md) [Three](#three)\n", encoding="utf-8")
    text = (ROOT / "docs" / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"^(theme|hooks|nav):\n(?:[ #].*\n|\n)*", "", text, flags=re.MULTILINE)
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    code, said = build(tmp_path / "site", tmp_path / "mkdocs.yml")
    assert code != 0
    assert "two.md" in said
    assert "#three" in said


def test_every_picture_that_a_page_names_is_one_that_the_window_makes(qapp: object) -> None:
    assert pictures_named()
    names = {scene.name for scene in scenes()}
    for picture in pictures_named():
        assert picture.scene in names, picture.file_name
        assert picture.language in available_languages(), picture.file_name


def test_no_page_names_a_picture_in_any_other_way() -> None:
    for page in PAGES.glob("*.md"):
        pictures = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", page.read_text(encoding="utf-8"))
        assert all(address.startswith("pictures/") for address in pictures), page.name


def test_every_error_has_a_word_for_whoever_looks_after_the_station() -> None:
    assert set(NOTES) == set(ErrorCode)


def test_links_between_files_become_links_between_pages() -> None:
    assert for_the_site("[a](SCANNING.md#b)", "resources/layouts/README.md") == "[a](scanning.md#b)"
    with pytest.raises(LinkToNoPageError, match=r"links to build\.spec"):
        for_the_site("[a](build.spec)", "SECURITY.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_text_in_its_language(language: str) -> None:
    catalogue = read_catalogue(language)
    for definition in DEFINITIONS:
        text = catalogue.translate("SettingMeaning", definition.meaning)
        assert (text == definition.meaning) is (language == "en")


def test_the_picture_of_a_page_in_a_language_speaks_it() -> None:
    for page in PAGES.glob("*.md"):
        suffix = page.stem.partition(".")[2] or "en"
        named = re.findall(r"pictures/[a-z0-9_-]+\.([a-z]{2})\.png", page.read_text("utf-8"))
        assert set(named) <= {suffix}, page.name
