"""What a run of keys has typed, read in two ways, in buffers that can be overwritten."""

from __future__ import annotations

from collections import deque

from kiosk.models.badge_limits import BADGE_CONTENT_START
from kiosk.services.scan_reading import overwrite

_BYTES_MAX = 4096
"""More than any code can hold."""


class _Buffer:
    """Bytes that never move in memory, so that no copy of them is left anywhere."""

    def __init__(self) -> None:
        self._bytes = bytearray(_BYTES_MAX)
        self._length = 0

    def add(self, text: str) -> bool:
        """Add a text; say whether there was room for it."""
        new = text.encode("utf-8", "replace")
        end = self._length + len(new)
        if end > _BYTES_MAX:
            return False
        self._bytes[self._length : end] = new
        self._length = end
        return True

    def take(self) -> bytearray:
        """Hand out what was added, and forget it."""
        with memoryview(self._bytes) as whole, whole[: self._length] as used:
            taken = bytearray(used)
        self.forget()
        return taken

    def forget(self) -> None:
        overwrite(self._bytes)
        self._length = 0


class TypedKeys:
    """The keys of one run: as the machine's layout has them, and as a US keyboard has them."""

    def __init__(self) -> None:
        self.count = 0
        self.is_whole = True
        self._text = _Buffer()
        self._physical = _Buffer()
        self._is_badge = False
        self._latest: deque[tuple[str, str]] = deque(maxlen=len(BADGE_CONTENT_START))

    def add(self, text: str, physical: str) -> None:
        """Add one key."""
        self.count += 1
        # Of a badge only the start may be kept here, where it cannot be overwritten.
        if not self._is_badge:
            self._latest.append((text, physical))
        has_room = self._text.add(text), self._physical.add(physical)
        self.is_whole = self.is_whole and all(has_room)

    def ends_like_start_of_badge(self) -> bool:
        """Say whether the latest keys, also of the runs before, are how a badge begins."""
        readings = zip(*self._latest, strict=True)
        return any("".join(signs).lower() == BADGE_CONTENT_START for signs in readings)

    def keep_start_of_badge(self) -> None:
        """Forget all but the latest keys, with which a badge begins."""
        latest = list(self._latest)
        self.forget_run()
        self._is_badge = True
        for text, physical in latest:
            self.add(text, physical)

    def take(self) -> tuple[bytearray, bytearray]:
        """Hand out text and physical reading, to be overwritten by whoever takes them."""
        taken = self._text.take(), self._physical.take()
        self.forget()
        return taken

    def forget_run(self) -> None:
        """Begin a new run; the latest keys may still turn out to have begun a badge."""
        if self.count:
            self._text.forget()
            self._physical.forget()
        self.count = 0
        self.is_whole = True
        self._is_badge = False

    def forget(self) -> None:
        """Overwrite everything."""
        self.forget_run()
        self._latest.clear()
