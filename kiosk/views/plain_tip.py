"""Tool tips that Qt takes for no HTML, whatever a name or a description holds."""

from __future__ import annotations

import re
import textwrap

_WIDTH = 80
"""Letters a line: Qt breaks the lines of HTML only."""

_LONGEST = 600

_GUARD = "\N{WORD JOINER}"
_TAG_OR_LETTER = re.compile(r"[<&]")


def plain_tip(text: str) -> str:
    """Return a text for a tool tip, which is shown as it is.

    A tip has no format of its own: Qt looks whether it begins like HTML, and HTML loads pictures
    from any place that it names, and takes as much memory as it says. What would make a tag or a
    letter's name of a sign is followed by one that nobody sees, and that makes neither.
    """
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    lines = textwrap.fill(short, _WIDTH)
    return _TAG_OR_LETTER.sub(lambda found: f"{found[0]}{_GUARD}", lines)
