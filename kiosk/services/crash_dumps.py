"""Keeps this process's memory, and the secrets in it, out of core files and crash reports.

Called twice, because loading ctypes takes longer than the first page may wait: what costs nothing
at the start of a command, and the rest before the first secret is there.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any, Protocol

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS = 0x0001
_SEM_NOGPFAULTERRORBOX = 0x0002
_WER_FAULT_REPORTING_FLAG_NOHEAP = 1


class LinuxCalls(Protocol):
    """The C library's function that is used here."""

    def prctl(self, option: int, argument: int, *more: int) -> int:
        """Change something about this process; 0 when it worked."""
        ...


class WindowsCalls(Protocol):
    """The functions of kernel32 that are used here."""

    def SetErrorMode(self, mode: int) -> int:  # noqa: N802 - Windows calls it so
        """Say what the system does about a crash; returns the mode before."""
        ...

    def WerSetFlags(self, flags: int) -> int:  # noqa: N802 - Windows calls it so
        """Say what goes into a crash report; 0 when it worked."""
        ...


def forbid_core_files() -> None:
    """Have no core file written of this process or of those that it starts.

    A handler that the kernel pipes cores to may not care; `forbid` stops that as well.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    # Whatever refuses this refuses nothing that anybody at the station could mend.
    with contextlib.suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def forbid() -> None:
    """Have nothing of this process's memory written down by anybody when it crashes.

    On Linux this also keeps other programs of the same account from reading its memory.
    """
    forbid_core_files()
    import ctypes  # noqa: PLC0415 - takes longer to load than the first page may wait

    if sys.platform == "win32":
        stop_windows_reports(ctypes.WinDLL("kernel32"))
    elif sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            stop_linux_dumps(_c_library(ctypes))


def stop_linux_dumps(library: LinuxCalls) -> None:
    """Make the process one whose memory is dumped and read by nobody but root (prctl(2))."""
    library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def stop_windows_reports(library: WindowsCalls) -> None:
    """Keep Windows Error Reporting from being called, and the heap out of what it would send.

    Sources: 'SetErrorMode function' and 'WerSetFlags function' of the Windows API.
    """
    library.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
    # Older systems have it elsewhere, and then the first call has to do.
    with contextlib.suppress(OSError, AttributeError):
        library.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)


def _c_library(ctypes: Any) -> LinuxCalls:
    library: LinuxCalls = ctypes.CDLL(None)
    return library
