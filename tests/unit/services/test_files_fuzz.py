"""Whatever stands in a file or a policy, it is read or refused in words: soon, and no other way."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.models.audit_record import CHAIN_START, AuditEnd, AuditEntry, AuditOperation
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings_schema import DEFINITIONS
from kiosk.printing.layout_file import read_layout
from kiosk.services.audit import AuditLog
from kiosk.services.audit_files import read_audit
from kiosk.services.audit_head import head_path_of, read_head
from kiosk.services.audit_verification import verify
from kiosk.services.paper_memory import PaperMemory
from kiosk.services.places import Places
from kiosk.services.sector_record import _checksum_of
from kiosk.services.settings_file import load_settings
from kiosk.services.toml_text import FILE_BYTES_MAX
from kiosk.services.windows_policy import POLICY_KEY, NoRegistry, RegistryValue
from tests.support.fuzzing import fuzz, outcome, within

PEOPLE = "11111111-aaaa-bbbb-cccc-000000000001", "sam@shop.example"
ENTRY = AuditEntry(AuditOperation.RESET_PIN, *PEOPLE, *PEOPLE, "till", False)

# The audit file

HEADS: list[Any] = [
    None, {}, [], {"number": 1e999, "hash": "", "length": 0, "checksum": ""}, {"number": "x"},
    {"number": 1, "hash": "0" * 64, "length": -5, "checksum": "y"}, b"\xff", b"{" * 255, b"",
]  # fmt: skip


def head_of(number: int, length: int) -> dict[str, object]:
    """A head that fits its own checksum, which needs no key."""
    said = {"number": number, "hash": CHAIN_START.hash, "length": length}
    return said | {"checksum": _checksum_of(said)}


HEADS += [head_of(1, -5), head_of(-1, 10), head_of(10**70, 1), head_of(3, 2**70), head_of(0, 7)]


def changed(chance: random.Random, content: bytes) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.choice((0, 1, 40, 400))] = chance.choice(
            (b"", b"\n", b"\0", b"\xff", b'"number":1e400,', b"[" * 3000, chance.randbytes(5))
        )
    return bytes(data)


@fuzz(150)
@given(st.integers(0, 2**40))
def test_an_audit_file_of_any_bytes_is_checked_and_written_on_or_refused(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    path = tmp_path / "audit.jsonl"
    for file in (path, head_path_of(path)):
        file.unlink(missing_ok=True)
    log = AuditLog(path, SystemClock())
    for _ in range(2):
        log.finish(log.begin(ENTRY), AuditEnd.OK)
    path.write_bytes(changed(chance, path.read_bytes()))
    if chance.random() < 0.6:
        head = chance.choice(HEADS)
        content = head if isinstance(head, bytes) else json.dumps(head).encode()
        if chance.random() < 0.2:
            content = changed(chance, content)
        head_path_of(path).write_bytes(content)
    with within(5):
        verify(path)
        assert all(line.number for line in read_audit(path))
        refusal = outcome(lambda: log.finish(log.begin(ENTRY), AuditEnd.OK))
        assert refusal is None or refusal.code is ErrorCode.AUDIT_NOT_WRITABLE
        verify(path)


def test_an_audit_file_of_gaps_without_end_is_checked_soon(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    count = 20_000
    numbers = [*range(2, 2 * count, 2), *range(2 * count - 1, 1, -2)]
    lines = (b'{"hash":"","number":%d,"previous":""}\n' % number for number in numbers)
    path.write_bytes(b"".join(lines))
    with within(15):
        assert not verify(path).is_sound


def test_an_audit_file_of_one_endless_line_is_written_on_soon(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)
    log = AuditLog(path, SystemClock())
    with within(20):
        outcome(lambda: log.begin(ENTRY))


@pytest.mark.parametrize("head", range(len(HEADS)))
def test_a_head_of_any_kind_is_a_head_or_none(tmp_path: Path, head: int) -> None:
    said = HEADS[head]
    file = tmp_path / "head"
    file.write_bytes(said if isinstance(said, bytes) else json.dumps(said).encode())
    descriptor = os.open(file, os.O_RDONLY)
    try:
        found = read_head(descriptor)
    finally:
        os.close(descriptor)
    assert found is None or found.length >= 0


# Settings and layouts

SLOW_TEXTS = {
    "a key of endless parts": "a" + ".a" * (FILE_BYTES_MAX // 2 - 10) + " = 1",
    "a header of endless parts": "[a" + ".a" * (FILE_BYTES_MAX // 2 - 10) + "]",
    "endless parts in quotes": '"."' + '."."' * (FILE_BYTES_MAX // 4 - 10) + " = 1",
    "endless parts named =": '"="' + '."="' * (FILE_BYTES_MAX // 4 - 10) + " = 1",
    "endless parts inside": "x = {a" + " . a" * (FILE_BYTES_MAX // 4 - 10) + " = 1}",
    "keys without end": "".join(f"k{number}=1\n" for number in range(7000)),
    "numbers without end": "a=[" + "1," * (FILE_BYTES_MAX // 2 - 10) + "]",
    "lists in lists": "a=" + "[" * (FILE_BYTES_MAX - 10),
    "tables in tables": "a=" + "{a=" * (FILE_BYTES_MAX // 3 - 10),
    "a number without end": "a=" + "9" * (FILE_BYTES_MAX - 10),
    "tables without end": "".join(f"[[t{number}]]\n" for number in range(6000)),
    "a text without end": 'a="' + "x" * (FILE_BYTES_MAX - 10),
    "full stops without end": "a=" + "." * (FILE_BYTES_MAX - 10),
    "backslashes without end": 'a="' + "\\\\" * (FILE_BYTES_MAX // 2 - 10) + '"',
    "too long": "#" * (FILE_BYTES_MAX + 1),
}


def places(folder: Path) -> Places:
    return Places(folder / "machine", folder / "user", folder / "audit", folder / "paper")


@pytest.mark.parametrize("name", SLOW_TEXTS)
def test_a_text_made_to_take_long_is_refused_soon(tmp_path: Path, name: str) -> None:
    file = tmp_path / "a.toml"
    file.write_text(SLOW_TEXTS[name], encoding="utf-8")
    with within(10):
        with pytest.raises(StationError) as of_settings:
            load_settings(str(file), {}, places(tmp_path), NoRegistry())
        with pytest.raises(StationError) as of_layout:
            read_layout(file)
    assert of_settings.value.code.startswith("PK-6")
    assert of_layout.value.code in {ErrorCode.LAYOUT_NOT_TOML, ErrorCode.LAYOUT_WRONG}


@fuzz(150)
@given(st.binary(max_size=200))
@example(b"\xff\xfe[\0")
@example(b"a = 1979-05-27T00:32:00.999999-07:00")
@example(b"a = 9999-99-99")
@example(b'"\\uD800" = 1')
@example(b"title = 1e999\nwidth = nan")
def test_a_layout_of_any_bytes_is_one_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(content)
    with pytest.raises(StationError) as caught:
        read_layout(file)
    assert caught.value.code in {ErrorCode.LAYOUT_NOT_TOML, ErrorCode.LAYOUT_WRONG}


# What device management may put into the registry

VALUES = st.one_of(
    st.none(),
    st.sampled_from([0, 1, 2, -1, 2**32 - 1, 2**64, 60, "", "yes", "\ud800", "\0", "a" * 9000]),
    st.sampled_from(["https://[", "https://login.example/x", "ipp://[", "none", "browser", "v1.0"]),
    st.text(max_size=20),
    st.uuids().map(str),
)
NAMES = st.sampled_from([it.name for it in DEFINITIONS] + ["", "NAME", "x.y", "\0", "\ud800"])
TABLES = st.sampled_from(
    [*sorted({it.key.partition(".")[0] for it in DEFINITIONS}), "", "TENANT", "x", "\ud800"]
)


@dataclass
class AnyRegistry:
    tables: dict[str, dict[str, str | int | None]]

    def keys_below(self, path: str) -> tuple[str, ...]:
        return tuple(table for table in self.tables if table)

    def values_of(self, path: str) -> tuple[RegistryValue, ...]:
        table = path.removeprefix(POLICY_KEY).removeprefix("\\")
        return tuple(RegistryValue(*pair) for pair in self.tables.get(table, {}).items())


@fuzz(250)
@given(st.dictionaries(TABLES, st.dictionaries(NAMES, VALUES, max_size=4), max_size=4))
def test_any_policy_is_taken_or_refused_with_its_key(
    tmp_path: Path, tables: dict[str, dict[str, str | int | None]]
) -> None:
    found = outcome(lambda: load_settings(None, {}, places(tmp_path), AnyRegistry(tables)))
    if isinstance(found, StationError):
        assert found.code.startswith("PK-6")
        assert all(isinstance(text, str) for text in found.values.values())
    refused: list[StationError] = []
    load_settings(None, {}, places(tmp_path), AnyRegistry(tables), refused)
    assert all(one.code.startswith("PK-6") for one in refused)


# What was chosen about paper

CHOICES: list[Callable[[random.Random], bytes]] = [
    lambda chance: chance.randbytes(30),
    lambda chance: b"[" * 90_000,
    lambda chance: b"9" * 90_000,
    lambda chance: json.dumps(
        {"layouts": chance.choice([None, [], {"a": 1}, {"a": "b"}])}
    ).encode(),
    lambda chance: b'{"printers": {"a": "\\ud800", "\\udfff": "b"}, "layouts": {"x": 1e999}}',
]


@fuzz(60)
@given(st.integers(0, 2**40))
def test_any_bytes_are_choices_or_none(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    file = tmp_path / "paper.json"
    file.write_bytes(chance.choice(CHOICES)(chance))
    memory = PaperMemory(file)
    assert all(isinstance(name, str) for name in memory.choices.layouts.values())
    with suppress(StationError):
        memory.change(lambda choices: choices)
