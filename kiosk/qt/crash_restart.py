"""Asks Windows to start the station again when it crashes or hangs.

The other platforms have whoever started it see to that (`packaging/start_again`).
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    import subprocess

    # Not after an update or a restart of Windows: then the logon starts it. Source:
    # 'RegisterApplicationRestart function (winbase.h)'.
    _NO_PATCH, _NO_REBOOT = 4, 8

    def start_again_after_a_crash() -> None:
        """Register this very command; Windows takes it once the program has run for a minute."""
        frozen = getattr(sys, "frozen", False)
        line = subprocess.list2cmdline((sys.argv if frozen else sys.orig_argv)[1:])
        ctypes.windll.kernel32.RegisterApplicationRestart(
            ctypes.c_wchar_p(line), _NO_PATCH | _NO_REBOOT
        )

else:

    def start_again_after_a_crash() -> None:
        """Do nothing."""
