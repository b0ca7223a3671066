"""What `pin-kiosk bulk` makes of signals."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from kiosk.__main__ import main

_STUCK = """
import os, signal, threading
from concurrent.futures import ThreadPoolExecutor
from kiosk.commands.bulk import _cancelled_by_signals
from kiosk.services.runs.control import RunControl

control = RunControl()
# As soon as the first signal was felt, the second one comes.
control.token.on_cancel(lambda: os.kill(os.getpid(), {number}))
with _cancelled_by_signals(control), ThreadPoolExecutor() as pool:
    waiting = pool.submit(threading.Event().wait)
    os.kill(os.getpid(), {number})
    waiting.result()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot signal itself")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_second_ctrl_c_ends_the_command_whatever_its_threads_wait_for(
    number: signal.Signals,
) -> None:
    code = _STUCK.format(number=int(number))
    ended = subprocess.run([sys.executable, "-c", code], check=False, timeout=20)
    assert ended.returncode == 130


def test_a_dry_run_goes_on_with_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bulk", "issue", "--csv", "x.csv", "--out", "monday", "--resume", "--dry-run"])
    assert ended.value.code == 2
    assert "--dry-run: not allowed with argument --resume" in capsys.readouterr().err
