"""Things that wait to be fetched by their secret key, for a limited time and in limited number."""

from __future__ import annotations

import secrets
import string
import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from kiosk.practice.clock import Now

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """A bounded store whose entries run out; safe from many threads."""

    def __init__(self, now: Now, life: timedelta, limit: int = 10_000) -> None:
        self._now = now
        self._life = life
        self._limit = limit
        self._things: OrderedDict[str, tuple[datetime, Thing]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, thing: Thing, key: str = "") -> str:
        """Keep a thing under a key, a new secret one unless it is given."""
        key = key or new_key()
        with self._lock:
            self._things[key] = (self._now() + self._life, thing)
            while len(self._things) > self._limit:
                self._things.popitem(last=False)
        return key

    def get(self, key: str) -> Thing | None:
        """Return the thing under a key, or None when there is none or its time is over."""
        with self._lock:
            entry = self._things.get(key)
        return entry[1] if entry is not None and self._now() < entry[0] else None

    def take(self, key: str) -> Thing | None:
        """Like ``get``, and the thing is gone afterwards."""
        with self._lock:
            entry = self._things.pop(key, None)
        return entry[1] if entry is not None and self._now() < entry[0] else None


def new_key() -> str:
    """Return a secret of letters only, so that no page shows digits that look like a code."""
    return "".join(secrets.choice(string.ascii_letters) for _ in range(48))
