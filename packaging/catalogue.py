"""The texts of the program in a language, read from the catalogue that translators write."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Catalogue:
    """All texts of the program in one language; `texts` has them by context and English text."""

    language: str
    texts: Mapping[tuple[str, str], str]

    def translate(self, context: str, text: str) -> str:
        """Return a text in this language.

        Raises KeyError where the program has no such text: a page must not quote one then.
        """
        return self.texts[context, text]


def read_catalogue(language: str) -> Catalogue:
    """Return the texts in `language`; in English they are the sources of the German ones.

    Raises FileNotFoundError for a language that there is no catalogue of.
    """
    own = language != SOURCE_LANGUAGE
    file = FOLDER / f"kiosk_{language if own else 'de'}.ts"
    # The file is the project's own.
    tree = ET.parse(file)  # noqa: S314
    texts = {
        (context.findtext("name", ""), source): (
            message.findtext("translation", "") if own else source
        )
        for context in tree.iter("context")
        for message in context.iter("message")
        if (source := message.findtext("source", ""))
    }
    return Catalogue(language, texts)
