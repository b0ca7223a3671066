"""Builds the documentation as a site, and ends with an error at the least warning."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from setup_steps.checkout import Checkout
from setup_steps.console import say

_CONFIGURATION = "docs/mkdocs.yml"
_START_PAGE = ("build", "docs", "index.html")


def build_site(checkout: Checkout, arguments: list[str], variables: Mapping[str, str]) -> int:
    """Build the site with mkdocs, which `arguments` go on to; return the exit code."""
    command = [str(checkout.python), "-m", "mkdocs", "build", "--strict", "-f", _CONFIGURATION]
    done = subprocess.run(
        [*command, *arguments], cwd=checkout.root, env=dict(variables), check=False
    )
    if done.returncode == 0:
        say(f"The documentation begins with {checkout.root.joinpath(*_START_PAGE)}")
    return done.returncode
