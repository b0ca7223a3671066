"""Reads the text of ``$filter`` into sets of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.odata import unsupported

DEEPEST = 20
Value = str | bool | None
_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<punctuation>[(),])|(?P<word>[^\s(),']+))")
_COMPARISONS = frozenset({"eq", "ne", "ge", "le", "gt", "lt"})
_TESTS: dict[str, Callable[[str, str], bool]] = {
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "ge": str.__ge__,
    "le": str.__le__,
    "gt": str.__gt__,
    "lt": str.__lt__,
}
_FUNCTIONS = {"startswith": "startsWith", "endswith": "endsWith", "contains": "contains"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison: ``eq``, ``ge``, ``le``, ``gt``, ``lt``, ``startsWith`` or ``endsWith``."""

    field: str
    operator: str
    value: Value


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


class _Reader:
    """Reads one filter; ``advanced`` says whether every operator may be used."""

    def __init__(
        self,
        text: str,
        compare: Callable[[Comparison], int],
        everyone: int,
        *,
        advanced: bool,
    ) -> None:
        self._text = text
        self._tokens = self._split(text)
        self._place = 0
        self._compare = compare
        self._everyone = everyone
        self._advanced = advanced

    def read(self) -> int:
        """Return the set that the whole filter finds."""
        found = self._either(0)
        if self._place != len(self._tokens):
            raise self._syntax()
        return found

    def _split(self, text: str) -> list[_Token]:
        tokens: list[_Token] = []
        place = 0
        while text[place:].strip():
            match = _TOKEN.match(text, place)
            if match is None or match.lastgroup is None:
                raise self._syntax()
            tokens.append(_Token(match.lastgroup, match[match.lastgroup]))
            place = match.end()
        return tokens

    def _either(self, depth: int) -> int:
        found = self._both(depth)
        while self._accept("or"):
            found |= self._both(depth)
        return found

    def _both(self, depth: int) -> int:
        found = self._one(depth)
        while self._accept("and"):
            found &= self._one(depth)
        return found

    def _one(self, depth: int) -> int:
        if depth > DEEPEST:
            raise self._syntax()
        if self._accept("not"):
            self._require_advanced("not")
            return self._everyone & ~self._one(depth + 1)
        if self._accept("("):
            found = self._either(depth + 1)
            self._expect(")")
            return found
        word = self._next("word").text
        function = _FUNCTIONS.get(word.lower())
        if function and self._accept("("):
            return self._called(function)
        return self._compared(word)

    def _called(self, function: str) -> int:
        if function == "contains":
            raise unsupported("The 'contains' function is not supported on this resource.")
        if function == "endsWith":
            self._require_advanced(function)
        name = self._next("word").text
        self._expect(",")
        value = self._value()
        self._expect(")")
        if not isinstance(value, str):
            raise self._syntax()
        found = self._compare(Comparison(name, function, value))
        if self._accept("eq"):
            wanted = self._value()
            if not isinstance(wanted, bool):
                raise self._syntax()
            if not wanted:
                self._require_advanced("not")
                return self._everyone & ~found
        return found

    def _compared(self, name: str) -> int:
        operator = self._next("word").text.lower()
        if operator == "in":
            self._expect("(")
            found = 0
            while True:
                found |= self._compare(Comparison(name, "eq", self._value()))
                if self._accept(")"):
                    return found
                self._expect(",")
        if operator not in _COMPARISONS:
            raise self._syntax()
        value = self._value()
        if operator == "ne":
            self._require_advanced("ne")
            return self._everyone & ~self._compare(Comparison(name, "eq", value))
        if operator in {"gt", "lt"}:
            self._require_advanced(operator)
        return self._compare(Comparison(name, operator, value))

    def _value(self) -> Value:
        token = self._next()
        if token.kind == "text":
            return token.text[1:-1].replace("''", "'")
        if token.kind == "word":
            simple = {"true": True, "false": False, "null": None}
            if token.text.lower() in simple:
                return simple[token.text.lower()]
        raise self._syntax()

    def _next(self, kind: str = "") -> _Token:
        if self._place >= len(self._tokens):
            raise self._syntax()
        token = self._tokens[self._place]
        if kind and token.kind != kind:
            raise self._syntax()
        self._place += 1
        return token

    def _accept(self, text: str) -> bool:
        if self._place < len(self._tokens):
            token = self._tokens[self._place]
            if token.kind != "text" and token.text.lower() == text:
                self._place += 1
                return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._syntax()

    def _require_advanced(self, operator: str) -> None:
        if not self._advanced:
            raise unsupported(
                f"Operator '{operator}' is not supported because the 'ConsistencyLevel:eventual' "
                "header or '$count=true' is missing. Refer to "
                "https://aka.ms/graph-docs/advanced-queries for more information"
            )

    def _syntax(self) -> GraphRefusalError:
        return GraphRefusalError(
            400, "BadRequest", f"Invalid filter clause: syntax error in '{self._text[:100]}'."
        )


def evaluate_filter(
    text: str,
    compare: Callable[[Comparison], int],
    everyone: int,
    *,
    advanced: bool,
) -> int:
    """Return the set of rows a filter finds; ``compare`` answers for one comparison."""
    return _Reader(text, compare, everyone, advanced=advanced).read()


def holds(comparison: Comparison, actual: Value) -> bool:
    """Whether a value satisfies a comparison; texts are compared without regard to case."""
    wanted = comparison.value
    if comparison.operator == "eq":
        if isinstance(actual, str) and isinstance(wanted, str):
            return actual.casefold() == wanted.casefold()
        return actual == wanted
    if not isinstance(actual, str) or not isinstance(wanted, str):
        return False
    left, right = actual.casefold(), wanted.casefold()
    return _TESTS[comparison.operator](left, right)
