"""Brings the catalogues up to date with the sources, and compiles them.

`python packaging/translations.py` runs Qt's `lupdate` and `lrelease`; with `--check` nothing
is changed, and the exit code says whether something would be.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de",)
SOURCES = ("kiosk",)


def main() -> int:
    """Do what the command line asks for; 1 when a check finds something out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, tell by exit code")
    stale = outdated() if parser.parse_args().check else update(FOLDER)
    for name in stale:
        print(f"out of date: {name}", file=sys.stderr)
    return 1 if stale else 0


def outdated() -> list[str]:
    """Return the names of the catalogues that do not say what the sources say."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / FOLDER.name
        shutil.copytree(FOLDER, copy)
        update(copy)
        return [
            path.name
            for path in sorted(copy.iterdir())
            if not (FOLDER / path.name).is_file()
            or (FOLDER / path.name).read_bytes() != path.read_bytes()
        ]


def update(folder: Path) -> list[str]:
    """Update the catalogues of a folder and compile them; returns an empty list."""
    sources = [str(path) for name in SOURCES for path in sorted((ROOT / name).rglob("*.py"))]
    for language in LANGUAGES:
        catalogue = folder / f"kiosk_{language}.ts"
        _run(
            "lupdate",
            *sources,
            "-source-language",
            "en",
            "-target-language",
            language,
            "-no-obsolete",
            "-locations",
            "none",
            "-ts",
            str(catalogue),
        )
        _run("lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))
    return []


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    if sys.platform == "win32":
        program = program.with_suffix(".exe")
    subprocess.run([program, *arguments], check=True, capture_output=True, cwd=ROOT)


if __name__ == "__main__":
    raise SystemExit(main())
