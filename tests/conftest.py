"""What every test shares: no screen, no settings of this machine, and nothing said in vain."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator

import pytest
from xdist.scheduler import LoadFileScheduling

from kiosk.services import collector

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PIN_KIOSK_SETTINGS", None)
# Nor must its language: errors are told in it.
os.environ.pop("LANGUAGE", None)
os.environ["LC_ALL"] = "C.UTF-8"
# A machine's own proxies and CA bundles must not decide how a loopback test ends.
for _name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
    os.environ.pop(_name, None)


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a warning or an error in the log; it clears those it expects."""
    yield
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    assert not unexpected, f"unexpected log lines: {unexpected}"


@pytest.fixture(autouse=True)
def _windows_of_earlier_tests_are_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the stations of a test freeze nothing: what it leaves behind would stay for ever."""
    monkeypatch.setattr(collector, "_seen", sys.maxsize)


@pytest.fixture(autouse=True)
def _qt_objects_go_on_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect what a test with Qt leaves behind here, before a worker does it on its thread."""
    if "qapp" not in request.fixturenames:
        yield
        return
    loaded = len(sys.modules)
    gc.disable()
    yield
    gc.collect()
    if len(sys.modules) > loaded:
        gc.freeze()
    gc.enable()


def pytest_collection_finish() -> None:
    """Spare every later collection of garbage what lives as long as the run: modules and tests.

    What a test with Qt loads besides is spared after it, where little else is alive.
    """
    gc.collect()
    gc.freeze()


_TOGETHER = ("tests/end_to_end/frozen/", "tests/end_to_end/printers/")
"""Folders whose tests one process runs: there is one frozen program to build for all of them,
and two services that announce printers on one machine would be in each other's way."""


class _ByFile(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """Hands out whole files, and those of some folders to one process."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((folder for folder in _TOGETHER if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _ByFile:
    """Decide which tests run in the same process, where several share the work."""
    return _ByFile(config, log)
