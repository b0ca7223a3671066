"""The station's colours as a style sheet, so that the documentation looks like the program."""

from __future__ import annotations

import tomllib
from pathlib import Path

_STYLES = Path(__file__).resolve().parents[2] / "resources" / "styles"


def colours() -> str:
    """Return `css/colours.css`: the light colours, and the dark ones for a dark screen.

    Paper is always light.
    """
    return (
        f":root {{\n{_variables('light')}}}\n\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root {{\n{_variables('dark')}}}\n}}\n"
    )


def _variables(tone: str) -> str:
    palette = tomllib.loads((_STYLES / f"{tone}.toml").read_text(encoding="utf-8"))
    return "".join(f"  --{name}: {colour};\n" for name, colour in palette.items())
