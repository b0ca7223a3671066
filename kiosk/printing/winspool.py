"""The Windows print spooler: finds a job by its document's name, tells its state, deletes it.

Written after Microsoft's documentation of winspool.drv and the structures JOB_INFO_1 and
PRINTER_INFO_2. It has not been run on Windows: the structures' layouts and the calls are
tested elsewhere against functions of the same signatures. Everything blocks, for as long as
the spooler takes to answer.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ctypes import POINTER, c_int32, c_size_t, c_uint16, c_uint32, c_void_p, c_wchar_p
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.printing.spooler_states import JobFlag, PrinterFlag

_INSUFFICIENT_BUFFER = 122
_INVALID_PARAMETER = 87
_ACCESS_DENIED = 5
# ERROR_INVALID_PRINTER_NAME, ERROR_PRINTER_DELETED and ERROR_PRINTER_NOT_FOUND.
_PRINTER_IS_GONE = frozenset({1801, 1905, 3012})
_MOST_JOBS = 10_000
_ATTEMPTS = 4
_DELETE_JOB = 5

# Attributes of PRINTER_INFO_2, as winspool.h has them.
_WORK_OFFLINE = 0x400
KEEP_PRINTED_JOBS = 0x100
"""PRINTER_ATTRIBUTE_KEEPPRINTEDJOBS."""


@dataclass(frozen=True)
class QueuedJob:
    """A job that is in the queue now."""

    id: int
    flags: JobFlag


class PrintQueues(Protocol):
    """The queues of this machine.

    Every call raises StationError: PRINTER_MISSING when there is no such printer,
    PRINTER_REFUSED when the account may not ask, PRINTER_STUCK when the spooler fails.
    """

    def find(self, printer: str, document: str) -> QueuedJob | None:
        """Return the job with this document name, None when the queue has none."""
        ...

    def printer_flags(self, printer: str) -> PrinterFlag:
        """Return what a printer says of itself."""
        ...

    def delete(self, printer: str, job_id: int) -> None:
        """Take a job out of the queue, with its document; nothing happens if it is gone."""
        ...

    def keeps_documents(self, printer: str) -> bool:
        """Say whether 'Keep printed documents' is set in the printer's properties."""
        ...


class NoQueues:
    """A machine without the Windows spooler: no job is ever found."""

    def find(self, printer: str, document: str) -> QueuedJob | None:
        """Return nothing."""
        del printer, document
        return None

    def printer_flags(self, printer: str) -> PrinterFlag:
        """Return that nothing is known."""
        del printer
        return PrinterFlag(0)

    def delete(self, printer: str, job_id: int) -> None:
        """Do nothing."""
        del printer, job_id

    def keeps_documents(self, printer: str) -> bool:
        """Raise StationError PRINTER_MISSING: there is no such queue."""
        raise StationError(ErrorCode.PRINTER_MISSING, {"printer": printer})


class SystemTime(ctypes.Structure):
    """SYSTEMTIME: year, month, day of the week, day, hour, minute, second, millisecond."""

    _fields_: ClassVar = [("parts", c_uint16 * 8)]


class JobInfo1(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_: ClassVar = [
        ("job_id", c_uint32),
        ("printer_name", c_wchar_p),
        ("machine_name", c_wchar_p),
        ("user_name", c_wchar_p),
        ("document", c_wchar_p),
        ("datatype", c_wchar_p),
        ("status_text", c_wchar_p),
        ("status", c_uint32),
        ("priority", c_uint32),
        ("position", c_uint32),
        ("total_pages", c_uint32),
        ("pages_printed", c_uint32),
        ("submitted", SystemTime),
    ]


class PrinterInfo2(ctypes.Structure):
    """PRINTER_INFO_2W; level 2, because only that tells of 'use printer offline'."""

    _fields_: ClassVar = [
        ("server_name", c_wchar_p),
        ("printer_name", c_wchar_p),
        ("share_name", c_wchar_p),
        ("port_name", c_wchar_p),
        ("driver_name", c_wchar_p),
        ("comment", c_wchar_p),
        ("location", c_wchar_p),
        ("device_mode", c_void_p),
        ("separator_file", c_wchar_p),
        ("print_processor", c_wchar_p),
        ("datatype", c_wchar_p),
        ("parameters", c_wchar_p),
        ("security_descriptor", c_void_p),
        ("attributes", c_uint32),
        ("priority", c_uint32),
        ("default_priority", c_uint32),
        ("start_time", c_uint32),
        ("until_time", c_uint32),
        ("status", c_uint32),
        ("jobs", c_uint32),
        ("average_ppm", c_uint32),
    ]


_Number = POINTER(c_uint32)

SIGNATURES: dict[str, tuple[Any, ...]] = {
    "OpenPrinterW": (c_wchar_p, POINTER(c_void_p), c_void_p),
    "ClosePrinter": (c_void_p,),
    "EnumJobsW": (
        *(c_void_p, c_uint32, c_uint32, c_uint32),
        *(c_void_p, c_uint32, _Number, _Number),
    ),
    "GetPrinterW": (c_void_p, c_uint32, c_void_p, c_uint32, _Number),
    "SetJobW": (c_void_p, c_uint32, c_uint32, c_void_p, c_uint32),
}
"""The arguments of the calls that are used; each returns a BOOL, 0 when it failed."""

Fill = Callable[[Any, int, Any], int]
"""Fills a buffer of so many bytes, tells the size that it needs, and returns a BOOL."""


class WindowsQueues:
    """The queues over the functions of winspool.drv, which are handed in.

    `last_error` returns the error code of the last call, as GetLastError does.
    """

    def __init__(self, library: Any, last_error: Callable[[], int]) -> None:
        self._library = library
        self._last_error = last_error

    def find(self, printer: str, document: str) -> QueuedJob | None:
        """Return the job with this document name, None when the queue has none."""
        with self._opened(printer) as handle:
            count = c_uint32()

            def fill(buffer: Any, size: int, needed: Any) -> int:
                enumerate_jobs = self._library.EnumJobsW
                asked = (handle, 0, _MOST_JOBS, 1, buffer, size, needed, ctypes.byref(count))
                return int(enumerate_jobs(*asked))

            buffer = self._filled(printer, fill)
            if len(buffer) < count.value * ctypes.sizeof(JobInfo1):
                raise StationError(ErrorCode.PRINTER_STUCK, {"printer": printer})
            # The texts lie in the same buffer, behind the structures.
            for job in (JobInfo1 * count.value).from_buffer(buffer):
                if job.document == document:
                    return QueuedJob(job.job_id, JobFlag(job.status))
        return None

    def printer_flags(self, printer: str) -> PrinterFlag:
        """Return what a printer says of itself."""
        info = self._info(printer)
        flags = PrinterFlag(info.status)
        return flags | PrinterFlag.OFFLINE if info.attributes & _WORK_OFFLINE else flags

    def keeps_documents(self, printer: str) -> bool:
        """Say whether 'Keep printed documents' is set in the printer's properties."""
        return bool(self._info(printer).attributes & KEEP_PRINTED_JOBS)

    def delete(self, printer: str, job_id: int) -> None:
        """Take a job out of the queue, with its document; nothing happens if it is gone."""
        with self._opened(printer) as handle:
            if not self._library.SetJobW(handle, job_id, 0, None, _DELETE_JOB):
                code = self._last_error()
                if code != _INVALID_PARAMETER:
                    raise _error(printer, code)

    def _info(self, printer: str) -> PrinterInfo2:
        with self._opened(printer) as handle:

            def fill(buffer: Any, size: int, needed: Any) -> int:
                return int(self._library.GetPrinterW(handle, 2, buffer, size, needed))

            buffer = self._filled(printer, fill)
            if len(buffer) < ctypes.sizeof(PrinterInfo2):
                raise StationError(ErrorCode.PRINTER_STUCK, {"printer": printer})
            return PrinterInfo2.from_buffer(buffer)

    @contextmanager
    def _opened(self, printer: str) -> Iterator[c_void_p]:
        handle = c_void_p()
        if not self._library.OpenPrinterW(printer, ctypes.byref(handle), None):
            raise _error(printer, self._last_error())
        try:
            yield handle
        finally:
            self._library.ClosePrinter(handle)

    def _filled(self, printer: str, fill: Fill) -> ctypes.Array[ctypes.c_char]:
        """Return a buffer that the answer fits in; it can grow between two calls."""
        buffer = _buffer(0)
        for _ in range(_ATTEMPTS):
            needed = c_uint32()
            if fill(buffer, len(buffer), ctypes.byref(needed)):
                return buffer
            code = self._last_error()
            if code != _INSUFFICIENT_BUFFER:
                raise _error(printer, code)
            buffer = _buffer(needed.value)
        raise StationError(ErrorCode.PRINTER_STUCK, {"printer": printer})


def _buffer(size: int) -> ctypes.Array[ctypes.c_char]:
    # At least one number wide, so that it has an address of its own and is aligned.
    return ctypes.create_string_buffer(max(size, ctypes.sizeof(c_size_t)))


def _error(printer: str, code: int) -> StationError:
    kind = ErrorCode.PRINTER_STUCK
    if code in _PRINTER_IS_GONE:
        kind = ErrorCode.PRINTER_MISSING
    elif code == _ACCESS_DENIED:
        kind = ErrorCode.PRINTER_REFUSED
    details = ErrorDetails(service_code=f"winspool {code}")
    return StationError(kind, {"printer": printer}, details)


def this_machines_queues() -> PrintQueues:
    """Return the queues, or none where there is no such spooler."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            library = ctypes.WinDLL("winspool.drv", use_last_error=True)
            for name, arguments in SIGNATURES.items():
                function = getattr(library, name)
                function.argtypes = arguments
                function.restype = c_int32
            return WindowsQueues(library, ctypes.get_last_error)
    return NoQueues()
