"""Finds out whether Windows keeps the documents that a printer has printed.

It does where 'Keep printed documents' is set in the printer's properties; the attribute is
PRINTER_ATTRIBUTE_KEEPPRINTEDJOBS of PRINTER_INFO_2 ("PRINTER_INFO_2 structure").
"""

from __future__ import annotations

import sys
from typing import Protocol

from kiosk.printing.spooling import Keeping

KEEP_PRINTED_JOBS = 0x0100
"""PRINTER_ATTRIBUTE_KEEPPRINTEDJOBS of winspool.h."""


class PrinterAttributes(Protocol):
    """Where the attributes of a printer are asked for."""

    def attributes_of(self, name: str) -> int:
        """Return the `Attributes` of PRINTER_INFO_2; raises OSError."""
        ...


class WindowsSpooler:
    """The print spooler of Windows."""

    def __init__(self, attributes: PrinterAttributes) -> None:
        self._attributes = attributes

    def keeping(self, printer: str) -> Keeping:
        """Say whether this printer's documents are kept. Blocks; never raises."""
        try:
            attributes = self._attributes.attributes_of(printer)
        except OSError:
            return Keeping.UNKNOWN
        return Keeping.KEPT if attributes & KEEP_PRINTED_JOBS else Keeping.NOT_KEPT


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _TEXTS_BEFORE = 7
    _TEXTS_AND_DESCRIPTOR_AFTER = 5

    class _PrinterInfo2(ctypes.Structure):
        """PRINTER_INFO_2 up to its attributes: pServerName to pSecurityDescriptor, then they."""

        _fields_ = (
            ("before", ctypes.c_void_p * (_TEXTS_BEFORE + 1 + _TEXTS_AND_DESCRIPTOR_AFTER)),
            ("attributes", wintypes.DWORD),
        )

    class Winspool:
        """The spooler's own library."""

        def attributes_of(self, name: str) -> int:
            """Return the `Attributes` of PRINTER_INFO_2; raises OSError."""
            spooler = ctypes.WinDLL("winspool.drv", use_last_error=True)
            printer = wintypes.HANDLE()
            if not spooler.OpenPrinterW(
                ctypes.c_wchar_p(name), ctypes.byref(printer), ctypes.c_void_p(None)
            ):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                needed = wintypes.DWORD(0)
                spooler.GetPrinterW(printer, 2, None, 0, ctypes.byref(needed))
                buffer = ctypes.create_string_buffer(
                    max(needed.value, ctypes.sizeof(_PrinterInfo2))
                )
                if not spooler.GetPrinterW(printer, 2, buffer, len(buffer), ctypes.byref(needed)):
                    raise ctypes.WinError(ctypes.get_last_error())
                return int(_PrinterInfo2.from_buffer(buffer).attributes)
            finally:
                spooler.ClosePrinter(printer)
