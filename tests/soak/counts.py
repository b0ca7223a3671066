"""What a process holds at a moment, and whether that grows with the work that it does."""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

_KIBIBYTE = 1024
_KEPT_ON_PURPOSE = "PySide6.QtCore.QRect"
"""The rectangles of codes, which are shared by all codes: a new code needs a few new ones, until
every place and length there can be has had one (`kiosk.printing.codes`)."""

_FDS = Path("/proc/self/fd")


@dataclass(frozen=True)
class Counts:
    """What there is of everything that can leak; `rss` is in KiB, `rounds` are those done.

    `own` are objects of the station's own types.
    """

    rounds: int
    rss: int
    blocks: int
    objects: int
    widgets: int
    qobjects: int
    threads: int
    fds: Counter[str]
    none: int
    own: int
    types: Counter[str]

    def without_types(self) -> Counts:
        """Return this without the numbers of each type, which would be what grows most."""
        return replace(self, types=Counter())


def count(rounds: int, window: QWidget) -> Counts:
    """Collect what is garbage, and count what is left."""
    for _ in range(3):
        gc.collect()
    _give_back_what_is_free()
    types = Counter(
        sys.intern(f"{type(one).__module__}.{type(one).__qualname__}") for one in gc.get_objects()
    )
    return Counts(
        rounds,
        _rss(),
        sys.getallocatedblocks(),
        sum(types.values()) - types[_KEPT_ON_PURPOSE],
        len(QApplication.allWidgets()),
        len(window.findChildren(QObject)),
        threading.active_count(),
        _fds(),
        sys.getrefcount(None),
        sum(number for name, number in types.items() if name.startswith("kiosk.")),
        types,
    )


def _give_back_what_is_free() -> None:
    """Have the allocator hand free pages back, so that memory in use is what is measured."""
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


def _rss() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


def _fds() -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in _FDS.iterdir():
        try:
            target = str(entry.readlink())
        except OSError:
            continue
        found[target.partition(":[")[0] if ":[" in target else "file"] += 1
    return found


def slope(samples: Sequence[tuple[float, float]]) -> float:
    """Return by how much the second number grows with the first, by the least squares."""
    if len(samples) < 2:
        return 0.0
    mean_x = sum(x for x, _ in samples) / len(samples)
    mean_y = sum(y for _, y in samples) / len(samples)
    across = sum((x - mean_x) ** 2 for x, _ in samples)
    return sum((x - mean_x) * (y - mean_y) for x, y in samples) / across if across else 0.0


@dataclass(frozen=True)
class Bounds:
    """By how much each may grow in a thousand rounds, and by how much at all.

    Blocks have more room than objects, because the rectangles that are kept on purpose are blocks
    as well.
    """

    rss_kib: float = 1024.0
    blocks: float = 4000.0
    objects: float = 300.0
    widgets: int = 3
    qobjects: int = 25
    own: int = 30
    threads: int = 0
    fds: int = 0
    none_lost: int = 200


def verdict(counts: Sequence[Counts], bounds: Bounds) -> list[str]:
    """Return what grew beyond its bound; empty where nothing did.

    The counts are those after warming up. What may stand open at one moment and not at the next
    (a connection of the pool, a job that ends) is judged by the least of the second half. What is
    made once, when it is first needed, is there by the end of the first quarter.
    """
    first, last = counts[0], counts[-1]
    early, late = counts[: max(1, len(counts) // 4)], counts[len(counts) // 2 :]
    found = []
    for name, most in (
        ("rss", bounds.rss_kib),
        ("blocks", bounds.blocks),
        ("objects", bounds.objects),
    ):
        grows = 1000 * slope([(one.rounds, getattr(one, name)) for one in counts])
        if grows > most:
            found.append(f"{name} grows by {grows:.0f} in 1,000 rounds, at most {most:.0f}")
    for name in ("widgets", "qobjects", "own", "threads"):
        grown = min(getattr(one, name) for one in late) - max(getattr(one, name) for one in early)
        if grown > getattr(bounds, name):
            found.append(f"{name}: {grown} more than at the start")
    for kind in last.fds | first.fds:
        grown = min(one.fds[kind] for one in late) - max(one.fds[kind] for one in early)
        if grown > bounds.fds:
            found.append(f"open {kind}: {grown} more than at the start")
    # PySide takes a reference too many with every connection; one too few would end the program.
    if first.none - last.none > bounds.none_lost:
        found.append(f"the count of None went from {first.none} to {last.none}")
    return found


def table(counts: Sequence[Counts]) -> str:
    """Return all counts, one line for each."""
    lines = ["rounds  RSS MiB   blocks  objects  own widgets qobjects threads   None  open"]
    lines += [
        f"{one.rounds:6d} {one.rss / _KIBIBYTE:8.1f} {one.blocks:8d} {one.objects:8d} {one.own:4d}"
        f" {one.widgets:7d} {one.qobjects:8d} {one.threads:7d} {one.none:6d}"
        f"  {' '.join(f'{kind}={number}' for kind, number in sorted(one.fds.items()))}"
        for one in counts
    ]
    return "\n".join(lines)


def growers(first: Counts, last: Counts, most: int = 8) -> str:
    """Return the types of which there are more now, the most grown first."""
    grown = (last.types - first.types).most_common(most)
    return ", ".join(f"{name} +{number}" for name, number in grown) or "none"
