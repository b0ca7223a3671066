"""Who has which employee number, answered without building a person.

The people who are always there have numbers of their own; everybody else's is their place in the
directory, counted from `FIRST_EMPLOYEE`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.practice.people import KNOWN_PEOPLE
from kiosk.practice.rowset import rowset, span

FIRST_EMPLOYEE = 2_000_000
_WIDTH = len(str(FIRST_EMPLOYEE))
_KNOWN = tuple(known.employee_id for known in KNOWN_PEOPLE)


class EmployeeNumbers:
    """Sets of people by their employee number; ``numbered`` are those who have one."""

    def __init__(self, row_of_number: Sequence[int], numbered: int) -> None:
        self._row_of_number = row_of_number
        self._size = len(row_of_number)
        self._numbered = numbered

    def exactly(self, text: str) -> int:
        """Whoever has exactly this employee number."""
        found = self._of_known(lambda number: number is not None and number.lower() == text.lower())
        if text.isascii() and text.isdigit() and len(text) == _WIDTH:
            number = int(text) - FIRST_EMPLOYEE
            if len(KNOWN_PEOPLE) <= number < self._size:
                found |= self._numbered & 1 << self._row_of_number[number]
        return found

    def starting(self, text: str) -> int:
        """Everyone whose employee number starts with the text."""
        found = self._of_known(
            lambda number: number is not None and number.lower().startswith(text.lower())
        )
        if not (text.isascii() and text.isdigit()) or len(text) > _WIDTH:
            return found
        scale = 10 ** (_WIDTH - len(text))
        start = max(int(text) * scale - FIRST_EMPLOYEE, len(KNOWN_PEOPLE))
        end = min((int(text) + 1) * scale - FIRST_EMPLOYEE, self._size)
        rows = (self._row_of_number[number] for number in range(start, end))
        return found | rowset(rows, self._size) & self._numbered

    def accepted_by(self, accept: Callable[[str | None], bool]) -> int:
        """Everyone whose employee number, None where there is none, a test accepts."""
        drawn = (
            self._row_of_number[number]
            for number in range(len(KNOWN_PEOPLE), self._size)
            if accept(str(FIRST_EMPLOYEE + number))
        )
        found = rowset(drawn, self._size) & self._numbered | self._of_known(accept)
        nobody = span(0, self._size) & ~self._numbered
        return found | nobody if accept(None) else found

    def _of_known(self, accept: Callable[[str | None], bool]) -> int:
        rows = (self._row_of_number[place] for place, text in enumerate(_KNOWN) if accept(text))
        return rowset(rows, self._size)
