"""What a single cell of a list says, without what spreadsheets and mail programs put around it."""

from __future__ import annotations

import re
import string

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")
# 1.23E+05 is what a spreadsheet makes of a long one.
_NUMBER = re.compile(r"[0-9][0-9 ./-]*|[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+")
_EXCEL_TEXT = re.compile(r'=\s*"(.*)"', re.DOTALL)
_FORMULA_STARTS = ("=", "+", "-", "@")
# What spreadsheets and databases write for nothing.
_NOTHING = frozenset({"#n/a", "#nv", "#ref!", "#value!", "#wert!", "#bezug!", "n/a", "null", "nan"})
# Zero width, marks of direction, soft hyphen: copied along from web pages and mails.
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_SPACES = f"{string.whitespace}\u0085\u00a0\u1680\u2007\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_AROUND = _SPACES + _UNSEEN
_REMOVE_UNSEEN = str.maketrans("", "", _UNSEEN)
_MAILTO = "mailto:"


def text_of(cell: str) -> str:
    """Return what a cell shows, without spaces and invisible characters around it."""
    return cell.strip(_AROUND)


def value_of(cell: str) -> str:
    """Return the id, name, number or address that a cell holds; empty where it says nothing."""
    value = _unquoted(text_of(cell.translate(_REMOVE_UNSEEN)))
    if value.endswith(">") and "<" in value:  # Sam Rivera <sam@shop.example>
        value = text_of(value[value.rfind("<") + 1 : -1])
    if value[: len(_MAILTO)].casefold() == _MAILTO:
        value = text_of(value[len(_MAILTO) :].partition("?")[0])
    if "@" in value:
        value = value.rstrip(";, ")
    elif is_guid(value[1:-1]):  # in braces
        value = value[1:-1]
    says_nothing = value.casefold() in _NOTHING or not any(map(str.isalnum, value))
    return "" if says_nothing else value


def is_guid(value: str) -> bool:
    """Whether a value looks like an id of the directory."""
    return _GUID.fullmatch(value) is not None


def is_number(value: str) -> bool:
    """Whether a value looks like an employee number; not every one of them does."""
    return _NUMBER.fullmatch(value) is not None


def is_address(value: str) -> bool:
    """Whether a value looks like one mail address or sign-in name."""
    return _ADDRESS.fullmatch(value) is not None


def _unquoted(value: str) -> str:
    """Take off what keeps a spreadsheet from reckoning: ="00123", '00123; and 'sam@…'."""
    if found := _EXCEL_TEXT.fullmatch(value):
        return text_of(found[1].replace('""', '"'))
    if not value.startswith("'"):
        return value
    if value.endswith("'"):
        return text_of(value[1:-1])
    # A name may begin with an apostrophe: 't.hart@shop.example
    is_name = "@" in value and not value[1:].startswith(_FORMULA_STARTS)
    return value if is_name else text_of(value[1:])
