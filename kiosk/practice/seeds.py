"""Everything random in the tenant, made from one seed so that a run can be repeated."""

from __future__ import annotations

import hashlib
import uuid
from functools import lru_cache


class Seed:
    """A source of values that depend only on the seed and on what they are for."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.numbered_guid = lru_cache(maxsize=8192)(self._numbered_guid)
        self._key = hashlib.blake2b(str(number).encode(), digest_size=32).digest()

    def octets(self, size: int, *purpose: str | int) -> bytes:
        """``size`` bytes for a purpose, the same at every call."""
        label = "\x1f".join(str(part) for part in purpose).encode()
        if size <= 64:
            return hashlib.blake2b(label, key=self._key, digest_size=size).digest()
        return hashlib.shake_256(self._key + label).digest(size)

    def whole(self, below: int, *purpose: str | int) -> int:
        """Return a whole number from 0 up to, and not including, ``below``."""
        return int.from_bytes(self.octets(8, *purpose)) % below

    def guid(self, *purpose: str | int) -> str:
        """Return a version 4 GUID in lower case."""
        return str(uuid.UUID(bytes=self.octets(16, *purpose), version=4))

    def _numbered_guid(self, number: int, purpose: str) -> str:
        """Return a GUID that hides a number, so that it can be read back without a table."""
        head = bytearray(self.octets(10, purpose, number))
        head[6] = (head[6] & 0x0F) | 0x40
        head[8] = (head[8] & 0x3F) | 0x80
        mask = int.from_bytes(self.octets(6, purpose, "mask", head.hex()))
        return str(uuid.UUID(bytes=bytes(head) + (number ^ mask).to_bytes(6)))

    def number_in(self, guid: str, purpose: str) -> int | None:
        """Return the number that ``numbered_guid`` hid, or None for a foreign GUID."""
        if len(guid) != 36:
            return None
        try:
            raw = uuid.UUID(guid).bytes
        except ValueError:
            return None
        mask = int.from_bytes(self.octets(6, purpose, "mask", raw[:10].hex()))
        number = int.from_bytes(raw[10:]) ^ mask
        return number if self.numbered_guid(number, purpose) == guid.lower() else None
