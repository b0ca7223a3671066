"""A real Chromium without a window, driven over the DevTools pipe; no library needed for that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# The browser expects its pipe as the descriptors 3 and 4.
_START = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in zip((3, 4), ends):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Where a Chromium is installed, None where there is none or its pipe can't be used."""
    if os.name != "posix":
        return None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class HeadlessBrowser:
    """One page of a browser."""

    def __init__(self, process: subprocess.Popen[bytes], commands: int, replies: int) -> None:
        self._process = process
        self._commands = os.fdopen(commands, "wb", buffering=0)
        self._replies = os.fdopen(replies, "rb")
        self._number = 0
        self._session: str | None = None
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]

    def open(self, address: str) -> None:
        """Go to an address."""
        self._ask("Page.navigate", {"url": address})

    def evaluate(self, script: str) -> Any:
        """Run a script in the page and return its value."""
        answer = self._ask("Runtime.evaluate", {"expression": script, "returnByValue": True})
        return answer["result"].get("value")

    def wait_for(self, script: str, seconds: float = 20) -> Any:
        """Wait until a script's value is true, and return it."""
        end = time.monotonic() + seconds
        while not (value := self.evaluate(script)):
            assert time.monotonic() < end, f"the page never had: {script}"
            threading.Event().wait(0.05)
        return value

    def type_into(self, element_id: str, text: str) -> None:
        """Put a text into a field, once the page has it."""
        self.wait_for(f"!!document.getElementById({json.dumps(element_id)})")
        self.evaluate(
            f"document.getElementById({json.dumps(element_id)}).value = {json.dumps(text)}"
        )

    def press(self, element_id: str) -> None:
        """Press a button, once the page has it."""
        self.wait_for(f"!!document.getElementById({json.dumps(element_id)})")
        self.evaluate(f"document.getElementById({json.dumps(element_id)}).click()")

    def close(self) -> None:
        """End the browser and wait for it."""
        try:
            self._send("Browser.close", {})
            self._process.wait(10)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait(10)
        self._commands.close()
        self._replies.close()

    def _send(self, method: str, parameters: dict[str, Any]) -> int:
        self._number += 1
        command: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            command["sessionId"] = self._session
        self._commands.write(json.dumps(command).encode() + b"\0")
        return self._number

    def _ask(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        number = self._send(method, parameters)
        while True:
            reply = self._read()
            if reply.get("id") == number:
                assert "error" not in reply, reply["error"]
                result: dict[str, Any] = reply["result"]
                return result

    def _read(self) -> dict[str, Any]:
        collected = bytearray()
        while (octet := self._replies.read(1)) not in (b"\0", b""):
            collected += octet
        assert collected, "the browser has ended"
        reply: dict[str, Any] = json.loads(collected)
        return reply


@contextmanager
def headless_browser(profile: Path, language: str = "en") -> Iterator[HeadlessBrowser]:
    """Start a browser with a profile of its own in an empty directory."""
    program = chromium()
    assert program is not None
    command_end, commands = os.pipe()
    replies, reply_end = os.pipe()
    arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-proxy-server",
        "--disable-background-networking",
        f"--accept-lang={language}",
        f"--user-data-dir={profile}",
        "--remote-debugging-pipe",
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", _START, str(command_end), str(reply_end), program, *arguments],
        pass_fds=(command_end, reply_end),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(command_end)
    os.close(reply_end)
    browser = HeadlessBrowser(process, commands, replies)
    try:
        yield browser
    finally:
        browser.close()
