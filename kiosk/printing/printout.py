"""Pages on their way to paper, with what they say and the layout that made them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.printing.content import PrintContent
from kiosk.printing.page import Page


@dataclass(frozen=True)
class Printout:
    """The pages of one person; `layout` is the name of what laid `content` out.

    The secrets in the content belong to whoever handed it in.
    """

    layout: str
    content: PrintContent = field(repr=False)
    pages: Sequence[Page] = field(repr=False)

    def clear(self) -> None:
        """Overwrite the codes of the pages. May be called twice."""
        for page in self.pages:
            page.clear()
