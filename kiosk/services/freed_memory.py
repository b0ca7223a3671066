"""Has freed memory overwritten, because what others copied out of a secret lies there until reuse.

requests, json and Qt make texts of their own on the way of a PIN, a key or a token, and Python can
overwrite none of them. What it can do is to give their place to something else.
"""

from __future__ import annotations

import contextlib
import sys

_M_PERTURB, _PATTERN = -6, 0x5A
_M_MMAP_THRESHOLD, _LARGE = -3, 1024 * 1024

_HEADER = sys.getsizeof(b"")
_GRAIN = 16
_SMALL = range(48, 513, _GRAIN)
"""Sizes of blocks that Python keeps for itself and uses again, and in which a PIN has room.

Four digits take 37 bytes as bytes, and 45 as a text from Python 3.12 on, with all that belongs to
them."""

_EACH = 64 * 1024
"""How much of each size is used again, in bytes."""


def overwrite_what_is_freed() -> None:
    """Have the C library overwrite every larger block of memory the moment it is freed.

    Large ones, such as pictures of pages, go back to the system at once. Otherwise glibc takes
    the first that is freed for a sign to keep up to 64 MB for each of many threads.

    That is glibc's M_PERTURB and M_MMAP_THRESHOLD (mallopt(3)); other C libraries have nothing like
    the first that could be switched on in a running program.
    """
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - takes longer to load than the first page may wait

    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_PERTURB, _PATTERN)
        library.mallopt(_M_MMAP_THRESHOLD, _LARGE)


def overwrite_small_blocks() -> None:
    """Overwrite small blocks that were freed lately, by using them for zeros and freeing them.

    Python's own store of small blocks never goes back to the C library. It hands out first what
    was freed last, so what was left by the last person is hit and older free space may not be.
    Takes about a millisecond.
    """
    for size in _SMALL:
        zeros = [bytes(size - _HEADER) for _ in range(_EACH // size)]
        zeros.clear()
