"""Finds the files that come with the program, wherever it was put."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """Return the folder of the files that come with the program.

    Beside the executable in a frozen folder, inside the package in an installed wheel, at
    the top of the tree in a checkout.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a file that comes with the program, such as `("fonts", "x.otf")`."""
    return resources_folder().joinpath(*parts)
