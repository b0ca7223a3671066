"""The page of all errors: what the window says about each, and what whoever runs it can do."""

from __future__ import annotations

from catalogue import Catalogue, read_catalogue

from docs_site.error_notes import NOTES
from kiosk.commands.outcome import exit_code_for
from kiosk.models.errors import ErrorCode
from kiosk.models.sentences import CONTEXT, SENTENCES
from kiosk.models.settings import LANGUAGES

_INTRODUCTION = """# Errors by their code

When something does not work, the window says in one sentence what happened, what it means and what to do now. Under 'Details' stands its code, and a button copies it together with the time and the ids of the request, for whoever looks into it. Commands print the same sentence and code. None of it holds a PIN, a badge or a name.

Here is every code with its sentences, and what the person can do who looks after the station. The exit code is that of a command, for example `pin-kiosk bulk`, that ends with this error: 1 the work failed, 2 the command or the settings are wrong, 3 the tenant was not reached or nobody could sign in.

This page is made from the program's own texts. What stands in {braces} is filled in.
"""  # noqa: E501 - a paragraph of Markdown is one line

_GROUPS = {
    "1": "The network",
    "2": "Signing in",
    "3": "What the service answers",
    "4": "A change or a run that did not end well",
    "5": "Paper",
    "6": "Settings and setting up",
    "7": "The record of changes",
    "8": "A scan, or a list of people",
    "9": "The station itself",
}

_LANGUAGE_NAMES = {"en": "English", "de": "Deutsch"}


def errors_page() -> str:
    """Return the page in Markdown."""
    catalogues = [read_catalogue(language) for language in LANGUAGES]
    parts = [_INTRODUCTION]
    for first, title in _GROUPS.items():
        parts.append(f"## PK-{first}xx: {title} {{#pk-{first}xx}}\n")
        parts.extend(_entry(one, catalogues) for one in ErrorCode if _group(one) == first)
    return "\n".join(parts)


def _group(code: ErrorCode) -> str:
    return code.value.removeprefix("PK-")[0]


def _entry(code: ErrorCode, catalogues: list[Catalogue]) -> str:
    exit_code = int(exit_code_for(code))
    said = "".join(
        f"- {_LANGUAGE_NAMES[catalogue.language]}: {text}\n"
        for catalogue in catalogues
        for text in _sentences(code, catalogue)
    )
    return (
        f"### {code.value} `{code.name}` {{#{code.value.lower()}}}\n\n"
        f"{said}\n"
        f"{_note(code)}"
        f"Exit code: {exit_code}\n"
    )


def _note(code: ErrorCode) -> str:
    # A test says that none is missing; a page without one is better than no page.
    return f"What to do: {NOTES[code]}\n\n" if code in NOTES else ""


def _sentences(code: ErrorCode, catalogue: Catalogue) -> list[str]:
    """Return the sentence with its places, and the one that stands in where they are unknown."""
    words = SENTENCES[code]
    texts = [text for text in (words.text, words.plain) if text]
    return [_as_markdown(catalogue.translate(CONTEXT, text)) for text in texts]


def _as_markdown(text: str) -> str:
    return text.replace("_", r"\_").replace("*", r"\*").replace("<", "&lt;")
