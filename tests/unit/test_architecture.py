"""What ARCHITECTURE.md names is there under that name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
FOLDERS = ("kiosk", "packaging", "resources", "tests")
FILES = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".py")


@pytest.mark.parametrize(
    "file", sorted(set(re.findall(r"`([\w./-]+\.(?:py|toml|md|xml|service|plist))`", TEXT)))
)
def test_a_file_that_is_named_is_there(file: str) -> None:
    assert any(path.as_posix().endswith(f"/{file}") for path in [*FILES, ROOT / file])


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([A-Za-z_]+\.[a-z_]+)`", TEXT))))
def test_a_method_that_is_named_is_there(name: str) -> None:
    owner, _, member = name.partition(".")
    assert re.search(rf"\b{owner}\b", SOURCE), owner
    assert re.search(rf"\b{member}\b", SOURCE), member
