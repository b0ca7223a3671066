"""Reads the text of ``$search``: quoted clauses joined by AND, OR and brackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.odata import bad_request

DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Piece:
    """A clause in quotes, or a word or bracket between clauses."""

    text: str
    quoted: bool


def evaluate_search(text: str, clause: Callable[[str, str], int]) -> int:
    """Return the set of rows a search finds; ``clause`` answers for one property and one text."""
    pieces = _pieces(text)
    found, place = _either(pieces, 0, clause, 0)
    if place != len(pieces):
        raise _syntax(text)
    return found


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    place = 0
    while place < len(text):
        character = text[place]
        if character.isspace():
            place += 1
        elif character in "()":
            pieces.append(_Piece(character, quoted=False))
            place += 1
        elif character == '"':
            content, place = _quoted(text, place + 1)
            pieces.append(_Piece(content, quoted=True))
        else:
            end = place
            while end < len(text) and not text[end].isspace() and text[end] not in '()"':
                end += 1
            pieces.append(_Piece(text[place:end], quoted=False))
            place = end
    return pieces


def _quoted(text: str, place: int) -> tuple[str, int]:
    content: list[str] = []
    while place < len(text):
        character = text[place]
        if character == "\\" and place + 1 < len(text):
            content.append(text[place + 1])
            place += 2
        elif character == '"':
            return "".join(content), place + 1
        else:
            content.append(character)
            place += 1
    raise _syntax(text)


def _either(
    pieces: list[_Piece], place: int, clause: Callable[[str, str], int], depth: int
) -> tuple[int, int]:
    found, place = _both(pieces, place, clause, depth)
    while place < len(pieces) and pieces[place] == _Piece("OR", quoted=False):
        more, place = _both(pieces, place + 1, clause, depth)
        found |= more
    return found, place


def _both(
    pieces: list[_Piece], place: int, clause: Callable[[str, str], int], depth: int
) -> tuple[int, int]:
    found, place = _one(pieces, place, clause, depth)
    while place < len(pieces):
        joined = pieces[place] == _Piece("AND", quoted=False)
        if not joined and not pieces[place].quoted:
            break
        more, place = _one(pieces, place + joined, clause, depth)
        found &= more
    return found, place


def _one(
    pieces: list[_Piece], place: int, clause: Callable[[str, str], int], depth: int
) -> tuple[int, int]:
    if place >= len(pieces) or depth > DEEPEST:
        raise _syntax("")
    piece = pieces[place]
    if piece.quoted:
        name, colon, value = piece.text.partition(":")
        if not colon or not name.strip():
            raise _syntax(piece.text)
        return clause(name.strip(), value.strip()), place + 1
    if piece.text == "(":
        found, place = _either(pieces, place + 1, clause, depth + 1)
        if place < len(pieces) and pieces[place] == _Piece(")", quoted=False):
            return found, place + 1
    raise _syntax(piece.text)


def _syntax(text: str) -> GraphRefusalError:
    return bad_request(f"Syntax error: character(s) not valid near '{text[:60]}' in '$search'.")
