"""Marker secrets: what a practice tenant hands out is known here, and is looked for elsewhere.

The tenant runs in the test's own process and is listened to, so the program under test is not asked
for anything. Nothing here prints what it looks for: a find is a kind, a number and a place.
"""

from __future__ import annotations

import base64
import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.practice.messages import Answer, Request
from kiosk.practice.qr_image import module_rows
from tests.support.station_services import SufferingTenant, suffering_tenant

PIN, KEY, TOKEN, CODE = "PIN", "key", "token", "code's modules"

_PIN = re.compile(rb'"code" ?: ?"(\d{4,20})"')
_CONTENT = re.compile(rb'"rawContent" ?: ?"([^"]+)"')
_TOKEN = re.compile(rb'"(?:access_token|refresh_token|id_token)" ?: ?"([^"]+)"')
_PART = 48
"""How much of a key, a token or its Base64 has to be somewhere to count as a find."""

_ENCODINGS = {1: "latin-1", 2: "utf-16-le", 4: "utf-32-le"}

_AT_ONCE = 256 * 1024
"""How much memory is looked through at a time: it stays in the processor's cache meanwhile."""


@dataclass(frozen=True)
class Needle:
    """One form of one secret."""

    kind: str
    form: str
    plain: bytes = field(repr=False)
    step: int = 1
    """How many bytes a sign of it takes."""

    @property
    def text(self) -> bytes:
        """The bytes that are looked for."""
        return self.plain.decode("latin-1").encode(_ENCODINGS[self.step])


class Markers:
    """Every secret that was handed out so far, by kind; safe from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[str, str] = {}

    def add(self, kind: str, secret: str) -> None:
        """Remember a secret."""
        with self._lock:
            self._found.setdefault(secret, kind)

    def learn(self, body: bytes) -> None:
        """Remember the secrets in an answer."""
        for pin in _PIN.findall(body):
            self.add(PIN, pin.decode())
        for told in _CONTENT.findall(body):
            plain = told if told.startswith(b"ms-qrpin") else base64.b64decode(told + b"==")
            self.add(KEY, plain.decode())
        for token in _TOKEN.findall(body):
            self.add(TOKEN, token.decode())

    def count(self) -> Counter[str]:
        """Return how many of each kind were handed out."""
        with self._lock:
            return Counter(self._found.values())

    def needles(self, *kinds: str, only: frozenset[str] | None = None) -> list[Needle]:
        """Return every form of these kinds (all, if none is named) that is looked for."""
        with self._lock:
            known = [(kind, secret) for secret, kind in self._found.items()]
        chosen = [(kind, secret) for kind, secret in known if only is None or secret in only]
        found = [needle for kind, secret in chosen for needle in _forms(kind, secret)]
        return [needle for needle in found if not kinds or needle.kind in kinds]

    def snapshot(self) -> frozenset[str]:
        """Return what is known now, to look for only that later."""
        with self._lock:
            return frozenset(self._found)


def _forms(kind: str, secret: str) -> Iterator[Needle]:
    if kind == PIN:
        halves = f"{secret[:4]} {secret[4:]}"
        for text in (secret, halves, " ".join(secret)):
            yield from _encoded(kind, text)
        return
    if kind == KEY:
        # Name and id of a badge are no secret, only what follows them.
        key = secret.rpartition("|")[2]
        yield from _encoded(kind, key[:_PART])
        packed = base64.b64encode(secret.encode()).decode()
        yield from _encoded(kind, packed[-4 - _PART : -4], "Base64, ")
        rows = b"".join(module_rows(secret))
        yield Needle(CODE, "a byte each", rows[len(rows) // 2 : len(rows) // 2 + 400])
        return
    # The beginning of a token says which key has signed it, and is the same for all.
    yield from _encoded(kind, secret[-_PART:])


def _encoded(kind: str, text: str, form: str = "") -> Iterator[Needle]:
    for step, name in ((1, "a byte each"), (2, "UTF-16"), (4, "UTF-32")):
        yield Needle(kind, form + name, text.encode(), step)


@contextmanager
def marked_tenant(people: int = 300) -> Iterator[tuple[SufferingTenant, Markers]]:
    """Run a tenant whose secrets are known here as soon as it hands them out."""
    markers = Markers()
    with suffering_tenant(people) as tenant:
        answer = tenant.server.tenant.answer

        def listen(request: Request) -> Answer:
            told = answer(request)
            markers.learn(told.body)
            return told

        tenant.server.tenant.answer = listen  # type: ignore[method-assign]  # it listens in
        yield tenant, markers


def is_there(text: str, needles: Iterable[Needle]) -> list[str]:
    """Return the kinds of secrets in a text, and never the text."""
    return sorted(_count(text.encode(errors="surrogatepass"), needles))


def found_in_files(folder: Path, needles: list[Needle], spare: Iterable[Path] = ()) -> list[str]:
    """Return the files below a folder with a secret in content or name, and which kind it is.

    `spare` are files that a person has saved on purpose.
    """
    spared = {path.resolve() for path in spare}
    found = []
    for path in sorted(folder.rglob("*")):
        kinds = _count(str(path.relative_to(folder)).encode(), needles)
        if path.is_file() and not path.is_symlink() and path.resolve() not in spared:
            kinds += _count(path.read_bytes(), needles)
        found += [f"{kind} in {path.relative_to(folder).parts[0]}" for kind in kinds]
    return found


def _count(content: bytes, needles: Iterable[Needle]) -> Counter[str]:
    found: Counter[str] = Counter()
    for needle in needles:
        hits = content.count(needle.text)
        if hits:
            found[needle.kind] += hits
    return found


@dataclass(frozen=True)
class Find:
    """One kind of secret in one form and kind of memory."""

    kind: str
    form: str
    place: str


def may_read_memory(pid: int) -> bool:
    """Say whether this process may read another one's memory."""
    try:
        with Path(f"/proc/{pid}/mem").open("rb"):
            return True
    except OSError:
        return False


def found_in_memory(pid: int, needles: list[Needle]) -> Counter[Find]:
    """Count the secrets in everything that a process can write to: heap, stacks, mappings.

    What is only mapped from files cannot hold any. Texts of two or four bytes a sign lie at
    addresses that these divide, so of such memory only every second or fourth byte is looked at.
    """
    overlap = -(-max(len(needle.plain) for needle in needles) // 4) * 16
    found: Counter[Find] = Counter()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end, place in _writable(pid):
            rest = b""
            for position in range(start, end, _AT_ONCE):
                try:
                    memory.seek(position)
                    piece = rest + memory.read(min(_AT_ONCE, end - position))
                except OSError:
                    break
                seen = len(rest)
                rest = piece[-overlap:] if len(piece) >= overlap else b""
                if piece.count(0) == len(piece):
                    continue
                views = {step: piece[::step] for step in (1, 2, 4)}
                for needle in needles:
                    hits = _hits(piece, views[needle.step], needle, seen)
                    if hits:
                        found[Find(needle.kind, needle.form, place)] += hits
    return found


def _hits(piece: bytes, view: bytes, needle: Needle, seen: int) -> int:
    """Count a text in a piece, but not where it ends in what was looked through before."""
    hits, at = 0, view.find(needle.plain)
    while at >= 0:
        start = at * needle.step
        end = start + len(needle.plain) * needle.step
        hits += end > seen and piece[start:end] == needle.text
        at = view.find(needle.plain, at + 1)
    return hits


def _writable(pid: int) -> Iterator[tuple[int, int, str]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        addresses, rights, _, _, _, *name = line.split(maxsplit=5)
        if not rights.startswith("rw"):
            continue
        start, end = (int(part, 16) for part in addresses.split("-"))
        yield start, end, _place(name[0] if name else "")


def _place(name: str) -> str:
    if name in {"[heap]", "[stack]"}:
        return name.strip("[]")
    # Python's small objects, the heaps of threads, their stacks, and large blocks.
    return "mappings" if not name or name.startswith("[") else "libraries"


def report_of(found: Counter[Find]) -> str:
    """Return a table of counts; it holds no secret."""
    lines = [
        f"{count:4d}  {find.kind}, {find.form}, {find.place}"
        for find, count in sorted(found.items(), key=lambda item: str(item[0]))
    ]
    return "\n".join(lines) or "   0"


def by_kind(found: Counter[Find]) -> Counter[str]:
    """Return how many were found of each kind."""
    kinds: Counter[str] = Counter()
    for find, count in found.items():
        kinds[find.kind] += count
    return kinds
