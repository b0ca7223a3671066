"""Whatever a file holds, people come out or a StationError; and what was written is read back."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from types import FrameType
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.models.errors import StationError
from kiosk.models.run import Listed
from kiosk.services.runs import csv_text
from kiosk.services.runs.csv_list import read_list

# Nothing is kept on the disk, and a busy machine is no failure. The file is written anew each time.
MANY = settings(
    max_examples=300,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
HEADERS = {
    "sign_in_name": ["UserPrincipalName", "Anmeldename", "Sign-in name"],
    "mail": ["Mail", "E-Mail-Adresse", "Primary email"],
    "employee_id": ["Employee ID", "Personal-Nr.", "Matricule"],
    "object_id": ["Object ID", "objectId", "Id"],
}
KEYS = list(HEADERS)

# Any bytes

PIECES = st.sampled_from(
    [
        "Mail", "Id", "UPN", "Staff no", "sam@shop.example", "00123", '="7"', "'", "<", ">", "{",
        "}", "mailto:", "9832aad8-e4fe-496b-a604-95c6ef01ae75", ",", ";", "\t", "|", '"', '""',
        '" ', " ", "\n", "\r", "\r\n", "sep=;", "version:v1.0", "Example: x", "\ufeff", "\u200b",
        "\u00a0", "ß", "\u20ac", "\x1a", "\x00", "\u2028", "x" * 300,
    ]
)  # fmt: skip
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
TABLES = st.builds(
    lambda pieces, encoding: "".join(pieces).encode(encoding, "replace"),
    st.lists(PIECES | st.text(max_size=4).filter(lambda text: text.isprintable()), max_size=60),
    ENCODINGS,
)
BYTES = st.one_of(
    st.binary(max_size=400),
    TABLES,
    st.builds(lambda one, two, three: one + two + three, TABLES, st.binary(max_size=6), TABLES),
)


@MANY
@given(BYTES)
@example(b"Mail\n" + b'"' * 1001)
@example(b"\xff\xfe")
@example(b"\xfe\xff\xd8")
@example(b"Mail,\xc3")
def test_any_bytes_are_people_or_a_station_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    people: list[Listed] = []
    with suppress(StationError):
        people.extend(read_list(file))
    lines = [listed.line for listed in people]
    assert lines == sorted(set(lines))
    for listed in people:
        assert listed.line >= 1
        assert listed.said
        for key in KEYS:
            value = getattr(listed, key)
            assert value == value.strip()
            assert "\0" not in value


# Round trip


@dataclass(frozen=True)
class Saving:
    """How a program saves a table."""

    separator: str
    quoting: Literal[0, 1]
    end: str
    encoding: str
    mark: bool

    def save(self, rows: list[list[str]]) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(
            text, delimiter=self.separator, quoting=self.quoting, lineterminator=self.end
        )
        writer.writerows(rows)
        mark = "\ufeff" if self.mark and self.encoding != "cp1252" else ""
        return f"{mark}{text.getvalue()}".encode(self.encoding)


SAVINGS = st.builds(
    Saving,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r", "\r\n"]),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "cp1252"]),
    st.booleans(),
)
ADDRESSES = st.from_regex(
    r"[a-z0-9äöüß][a-z0-9äöüß._'+-]{0,20}@[a-z]{1,9}\.example", fullmatch=True
)
VALUES = {
    "sign_in_name": ADDRESSES,
    "mail": ADDRESSES,
    "employee_id": st.from_regex(r"[A-Z]{0,2}[0-9]{1,8}", fullmatch=True),
    "object_id": st.uuids().map(str),
}
WESTERN = st.text("abcxyzÄÖÜäöüß \",;\t'=+-@<>#|", max_size=12)
ANY_SCRIPT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@st.composite
def lists(draw: st.DrawFn) -> tuple[bytes, list[Listed]]:
    saving = draw(SAVINGS)
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
    names = WESTERN if saving.encoding == "cp1252" else ANY_SCRIPT
    if saving.quoting == csv.QUOTE_ALL:  # else a line break is not always put in quotes
        names = st.one_of(names, st.sampled_from(["two\nlines", "two\r\nlines\n", "\r"]))
    rows = [["Name", *(draw(st.sampled_from(HEADERS[key])) for key in keys), "Store"]]
    people = []
    line = 2
    for number in range(draw(st.integers(1, 8))):
        # Each list has somebody with an id, and nobody is without anything.
        is_named = [number == 0 or draw(st.booleans()) for _ in keys]
        is_named[draw(st.integers(0, len(keys) - 1))] = True
        said = {key: draw(VALUES[key]) for key, named in zip(keys, is_named, strict=True) if named}
        name, store = draw(names), draw(names)
        rows.append([name, *(said.get(key, "") for key in keys), store])
        first = next(said[key] for key in KEYS if key in said)
        people.append(Listed(line, first, **said))
        line += 1 + sum(
            text.replace("\r\n", "\n").replace("\r", "\n").count("\n") for text in (name, store)
        )
    return saving.save(rows), people


@MANY
@given(lists())
def test_what_was_written_is_read_back(tmp_path: Path, written: tuple[bytes, list[Listed]]) -> None:
    file = tmp_path / "people.csv"
    content, people = written
    file.write_bytes(content)
    assert list(read_list(file)) == people


def test_every_key_of_somebody_listed_takes_part() -> None:
    assert {field.name for field in fields(Listed)} == {"line", "said", *KEYS}


# Work

SHAPES: dict[str, Callable[[int], bytes]] = {
    "rows": lambda size: b"Mail;Name\n" + b"sam@shop.example;Sam\n" * (size // 21),
    "blank lines": lambda size: b"Mail\n" + b"\n" * size,
    "line ends of all kinds": lambda size: b"Mail\n" + b"\r\r\n\n\r" * (size // 5),
    "separators": lambda size: b"Mail\n" + (b";" * 9_999 + b"\n") * (size // 10_000),
    "quotes": lambda size: b"Mail\n" + b'"' * size,
    "empty texts": lambda size: b"Mail\n" + b'"";' * (size // 3),
    "a text without end": lambda size: b'Mail\n"' + b"x\n" * (size // 2),
    "texts over many lines": lambda size: b"Mail;Name\n" + b'a@b;"x\ny\nz"\n' * (size // 12),
    "quotes inside words": lambda size: b"Mail;Name\n" + b'a@b;"x"y\n' * (size // 9),
    "spaces after quotes": lambda size: b'Mail;Name\na@b;"' + b'"" x' * (size // 4) + b'"',
    "one long line": lambda size: b"Mail\n" + b"x" * size,
    "brackets": lambda size: b"Mail\n" + b"<" * 60_000 + b">\n" + b"<>\n" * (size // 3),
    "digits": lambda size: b"Login\n" + (b"1 " * 10_000 + b"x\n") * (size // 20_000),
    "at signs": lambda size: b"Mail\n" + (b"@" * 40_000 + b"\n") * (size // 40_000),
    "a long first line": lambda size: b"sep=;" + b"\t" * size + b"x",
    "broken letters": lambda size: b"Mail\n" + b"\xc3\n" * (size // 2),
}


@dataclass
class Work:
    """What reading one file took."""

    calls: int
    bytes_read: int


def work_of(file: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> Work:
    file.write_bytes(content)
    work = Work(0, 0)
    opened: Callable[..., Any] = csv_text._open

    def counted(path: Path) -> Any:
        stream = opened(path)
        raw_read = stream.raw.readinto

        class Counted(io.RawIOBase):
            def readable(self) -> bool:
                return True

            def seekable(self) -> bool:
                return True

            def fileno(self) -> int:
                return int(stream.fileno())

            def seek(self, offset: int, whence: int = 0) -> int:
                return int(stream.raw.seek(offset, whence))

            def tell(self) -> int:
                return int(stream.raw.tell())

            def readinto(self, buffer: Any) -> int:
                count = int(raw_read(buffer))
                work.bytes_read += count
                return count

            def close(self) -> None:
                stream.close()
                super().close()

        return io.BufferedReader(Counted())

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            work.calls += 1

    monkeypatch.setattr(csv_text, "_open", counted)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with suppress(StationError):
            for _ in read_list(file):
                pass
    finally:
        sys.setprofile(before)
        monkeypatch.undo()
    return work


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_file_and_no_faster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    file = tmp_path / "people.csv"
    small, large = (work_of(file, SHAPES[shape](size), monkeypatch) for size in (40_000, 160_000))
    assert large.calls < 4.2 * small.calls + 1000
    # Once for its letters, perhaps twice, and once for its people.
    assert large.bytes_read <= 3 * file.stat().st_size + 2 * 64 * 1024
