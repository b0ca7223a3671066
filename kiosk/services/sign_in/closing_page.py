"""The page that the browser shows once it has handed the answer to the station."""

from __future__ import annotations

_TEXTS = {
    "en": ("Back to the station", "You can close this window and go back to the station."),
    "de": (
        "Zurück zur Station",
        "Sie können dieses Fenster schließen und zur Station zurückkehren.",
    ),
}

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.375rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh;
  display: grid; place-items: center; }}
main {{ padding: 2rem; max-width: 32rem; text-align: center; }}
h1 {{ font-size: 1.75rem; }}
</style>
</head>
<body><main><h1>{title}</h1><p>{text}</p></main></body>
</html>
"""


def closing_page(accept_language: str) -> bytes:
    """Return the page in the language that the browser prefers, English where unknown."""
    language = _preferred(accept_language)
    title, text = _TEXTS[language]
    return _PAGE.format(language=language, title=title, text=text).encode()


def _preferred(accept_language: str) -> str:
    """Pick a language by an Accept-Language header (RFC 9110, section 12.5.4)."""
    best, best_weight = "en", 0.0
    for part in accept_language.split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language not in _TEXTS:
            continue
        weight = _weight(parameter)
        if weight > best_weight:
            best, best_weight = language, weight
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
