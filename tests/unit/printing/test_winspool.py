"""The calls of winspool.drv, made against functions of the same signatures.

Layouts are those that Microsoft documents, as a 64-bit compiler lays them out.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_uint32, c_void_p, c_wchar_p
from types import SimpleNamespace
from typing import Any

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.spooler_states import JobFlag, PrinterFlag
from kiosk.printing.winspool import (
    SIGNATURES,
    JobInfo1,
    NoQueues,
    PrinterInfo2,
    QueuedJob,
    SystemTime,
    WindowsQueues,
    this_machines_queues,
)

INSUFFICIENT_BUFFER = 122
HANDLE = 0x1_0000_0020


@pytest.mark.parametrize(
    ("structure", "size", "offsets"),
    [
        (SystemTime, 16, {"parts": 0}),
        (
            JobInfo1,
            96,
            {
                "job_id": 0,
                "printer_name": 8,
                "document": 32,
                "status_text": 48,
                "status": 56,
                "pages_printed": 72,
                "submitted": 76,
            },
        ),
        (
            PrinterInfo2,
            136,
            {
                "server_name": 0,
                "printer_name": 8,
                "device_mode": 56,
                "security_descriptor": 96,
                "attributes": 104,
                "status": 124,
                "average_ppm": 132,
            },
        ),
    ],
)
@pytest.mark.skipif(ctypes.sizeof(c_void_p) != 8, reason="this computer is not a 64-bit one")
def test_structures_lie_as_documented(
    structure: type[ctypes.Structure], size: int, offsets: dict[str, int]
) -> None:
    assert ctypes.sizeof(structure) == size
    assert {name: getattr(structure, name).offset for name in offsets} == offsets


class FakeLibrary:
    """A spooler with one printer, called through C as winspool.drv is."""

    def __init__(self) -> None:
        self.jobs: list[tuple[int, str | None, int]] = []
        self.status = 0
        self.attributes = 0
        self.error = 0
        self.fails_with: dict[str, int] = {}
        self.always_grows = False
        self.opened = 0
        self.deleted: list[int] = []
        self._kept: list[Any] = []

    def functions(self) -> SimpleNamespace:
        made = {}
        for name, arguments in SIGNATURES.items():
            kind = ctypes.CFUNCTYPE(ctypes.c_int32, *arguments)
            made[name] = kind(self._guarded(name, getattr(self, name)))
        return SimpleNamespace(**made)

    def _guarded(self, name: str, function: Any) -> Any:
        def call(*arguments: Any) -> int:
            if name in self.fails_with:
                return self._fail(self.fails_with[name])
            return int(function(*arguments))

        return call

    def _fail(self, error: int) -> int:
        self.error = error
        return 0

    def OpenPrinterW(self, name: str, handle: Any, defaults: Any) -> int:  # noqa: N802
        assert defaults is None
        if name != "Zebra":
            return self._fail(1801)
        handle[0] = HANDLE
        self.opened += 1
        return 1

    def ClosePrinter(self, handle: int) -> int:  # noqa: N802
        assert handle == HANDLE
        self.opened -= 1
        return 1

    def EnumJobsW(  # noqa: N802
        self, handle: int, first: int, most: int, level: int, *answer: Any
    ) -> int:
        assert (handle, first, level) == (HANDLE, 0, 1)
        assert most >= len(self.jobs)
        infos = (JobInfo1 * len(self.jobs))()
        for info, (number, document, status) in zip(infos, self.jobs, strict=True):
            info.job_id, info.document, info.status = number, document, status
        buffer, size, needed, returned = answer
        if not self._answer(infos, buffer, size, needed):
            return 0
        returned[0] = len(self.jobs)
        return 1

    def GetPrinterW(self, handle: int, level: int, *answer: Any) -> int:  # noqa: N802
        assert (handle, level) == (HANDLE, 2)
        info = PrinterInfo2()
        info.status, info.attributes = self.status, self.attributes
        return self._answer(info, *answer)

    def SetJobW(  # noqa: N802
        self, handle: int, number: int, level: int, info: Any, command: int
    ) -> int:
        assert (handle, level, info, command) == (HANDLE, 0, None, 5)
        if number not in [known for known, _, _ in self.jobs]:
            return self._fail(87)
        self.deleted.append(number)
        return 1

    def _answer(self, made: Any, buffer: int, size: int, needed: Any) -> int:
        self._kept.append(made)
        length = ctypes.sizeof(made)
        needed[0] = length + 8 if self.always_grows else length
        if size < length or self.always_grows:
            return self._fail(INSUFFICIENT_BUFFER)
        ctypes.memmove(buffer, ctypes.addressof(made), length)
        return 1


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def spooler(library: FakeLibrary) -> WindowsQueues:
    return WindowsQueues(library.functions(), lambda: library.error)


def test_a_job_is_found_by_its_documents_name(library: FakeLibrary, spooler: WindowsQueues) -> None:
    library.jobs = [(3, "Invoice", 0x10), (4, None, 0), (5, "PIN Kiosk 4F2A9C", 0x50)]
    found = spooler.find("Zebra", "PIN Kiosk 4F2A9C")
    assert found == QueuedJob(5, JobFlag.PRINTING | JobFlag.PAPER_OUT)
    assert spooler.find("Zebra", "PIN Kiosk 000000") is None
    assert library.opened == 0


def test_an_empty_queue_has_no_job(library: FakeLibrary, spooler: WindowsQueues) -> None:
    assert spooler.find("Zebra", "PIN Kiosk 4F2A9C") is None
    assert library.opened == 0


def test_a_printer_tells_its_flags(library: FakeLibrary, spooler: WindowsQueues) -> None:
    library.status = 0x400010
    assert spooler.printer_flags("Zebra") == PrinterFlag.DOOR_OPEN | PrinterFlag.PAPER_OUT
    library.attributes = 0x400
    assert PrinterFlag.OFFLINE in spooler.printer_flags("Zebra")
    assert library.opened == 0


@pytest.mark.parametrize(("attributes", "keeps"), [(0x140, True), (0x40, False)])
def test_a_printer_tells_whether_it_keeps_documents(
    library: FakeLibrary, spooler: WindowsQueues, attributes: int, *, keeps: bool
) -> None:
    library.attributes = attributes
    assert spooler.keeps_documents("Zebra") is keeps


def test_a_job_is_deleted_once_and_again(library: FakeLibrary, spooler: WindowsQueues) -> None:
    library.jobs = [(5, "PIN Kiosk 4F2A9C", 0x10)]
    spooler.delete("Zebra", 5)
    library.jobs = []
    spooler.delete("Zebra", 5)
    assert library.deleted == [5]
    assert library.opened == 0


@pytest.mark.parametrize(
    ("call", "error", "code"),
    [
        ("OpenPrinterW", 1801, ErrorCode.PRINTER_MISSING),
        ("OpenPrinterW", 1905, ErrorCode.PRINTER_MISSING),
        ("OpenPrinterW", 5, ErrorCode.PRINTER_REFUSED),
        ("EnumJobsW", 5, ErrorCode.PRINTER_REFUSED),
        ("EnumJobsW", 1722, ErrorCode.PRINTER_STUCK),
        ("GetPrinterW", 1722, ErrorCode.PRINTER_STUCK),
        ("SetJobW", 5, ErrorCode.PRINTER_REFUSED),
    ],
)
def test_every_refusal_of_the_spooler_is_an_error_of_the_station(
    library: FakeLibrary, spooler: WindowsQueues, call: str, error: int, code: ErrorCode
) -> None:
    library.fails_with = {call: error}
    asked = {
        "GetPrinterW": lambda: spooler.printer_flags("Zebra"),
        "SetJobW": lambda: spooler.delete("Zebra", 5),
    }
    with pytest.raises(StationError) as caught:
        asked.get(call, lambda: spooler.find("Zebra", "PIN Kiosk 4F2A9C"))()
    assert caught.value.code is code
    assert caught.value.values == {"printer": "Zebra"}
    assert caught.value.details.service_code == f"winspool {error}"
    assert library.opened == 0


def test_a_queue_that_grows_for_ever_is_given_up(
    library: FakeLibrary, spooler: WindowsQueues
) -> None:
    library.always_grows = True
    with pytest.raises(StationError) as caught:
        spooler.printer_flags("Zebra")
    assert caught.value.code is ErrorCode.PRINTER_STUCK
    assert library.opened == 0


def test_numbers_and_texts_have_the_widths_of_windows() -> None:
    assert ctypes.sizeof(c_uint32) == 4
    assert ctypes.sizeof(c_wchar_p) == ctypes.sizeof(c_void_p)


@pytest.mark.skipif(sys.platform == "win32", reason="this computer has the spooler")
def test_elsewhere_there_is_no_spooler() -> None:
    assert isinstance(this_machines_queues(), NoQueues)
