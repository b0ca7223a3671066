"""The one type that holds a PIN, a QR key or a token; it must never print what it holds."""

from __future__ import annotations

from typing import NoReturn, SupportsIndex

MASK = "•••"


class Secret:
    """Holds a secret text in memory, and gives it out only when asked by name.

    It prints, formats and logs as `•••`, and can be neither pickled nor copied by accident.
    `clear` overwrites the bytes held here. A text that `reveal` gave out is an ordinary
    string, which Python cannot overwrite: reveal late, and do not keep it.
    """

    __slots__ = ("_bytes",)

    def __init__(self, value: str | bytes | bytearray | memoryview) -> None:
        self._bytes = bytearray(value.encode() if isinstance(value, str) else value)

    def reveal(self) -> str:
        """Return the secret as text; empty once it was cleared."""
        return self._bytes.decode()

    def reveal_bytes(self) -> bytes:
        """Return the secret's bytes, as they came; empty once it was cleared."""
        return bytes(self._bytes)

    def duplicate(self) -> Secret:
        """Return another secret that holds the same, and is cleared by itself."""
        other = Secret("")
        other._bytes[:] = self._bytes
        return other

    @property
    def is_cleared(self) -> bool:
        """Whether nothing is held any more."""
        return not self._bytes

    def clear(self) -> None:
        """Overwrite the bytes and forget them. May be called twice."""
        # Of the same length, so that they are overwritten where they lie.
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()

    def __str__(self) -> str:
        return MASK

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __format__(self, format_spec: str) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        # Nobody outside can time this comparison, so an ordinary one will do.
        return self._bytes == other._bytes

    __hash__ = None  # type: ignore[assignment]  # a hash would be a fingerprint of the secret

    def __copy__(self) -> NoReturn:
        raise TypeError("a secret cannot be copied")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise TypeError("a secret cannot be copied")

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret cannot be pickled")
