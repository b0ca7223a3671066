"""Qt's objects that refer to themselves go on the UI thread, however busy the others are."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.qt import garbage_collection
from kiosk.qt.garbage_collection import UiThreadCollection


class RefersToItself(QObject):
    """Goes with a collection only, and notes the thread it goes on."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        super().__init__()
        self._self = self
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread())


class Worker:
    """A thread that leaves garbage behind, as reading answers does."""

    def __init__(self) -> None:
        self.rounds = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="worker")
        self._thread.start()

    def end(self) -> None:
        self._is_over.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._is_over.wait(0.0005):
            for _ in range(200):
                garbage: list[object] = []
                garbage.append(garbage)
            self.rounds += 1


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.end()


@pytest.fixture
def collection(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[UiThreadCollection]:
    monkeypatch.setattr(garbage_collection, "_EVERY_MS", 25)
    gc.enable()
    collection = UiThreadCollection()
    yield collection
    collection.stop()


def test_qt_objects_go_on_the_ui_thread_beside_a_busy_worker(
    qtbot: QtBot, collection: UiThreadCollection, worker: Worker
) -> None:
    ended_on: list[threading.Thread] = []

    def one_more_is_made() -> bool:
        RefersToItself(ended_on)
        return worker.rounds > 30

    qtbot.waitUntil(one_more_is_made)
    qtbot.waitUntil(lambda: len(ended_on) > 1)
    assert set(ended_on) == {threading.main_thread()}


def test_an_old_generation_has_its_turn_as_well(
    qtbot: QtBot, collection: UiThreadCollection, worker: Worker
) -> None:
    # The oldest has its turn after more than a hundred of the youngest.
    collection._timer.setInterval(2)
    ended_on: list[threading.Thread] = []
    old = RefersToItself(ended_on)
    gc.collect()
    del old
    qtbot.waitUntil(lambda: len(ended_on) == 1)
    assert ended_on == [threading.main_thread()]


def test_stopped_it_leaves_collecting_to_python_again(collection: UiThreadCollection) -> None:
    assert not gc.isenabled()
    collection.stop()
    assert gc.isenabled()
    collection.stop()
    assert gc.isenabled()


def test_where_nothing_was_collected_before_nothing_is_afterwards(qtbot: QtBot) -> None:
    gc.disable()
    collection = UiThreadCollection()
    collection.stop()
    assert not gc.isenabled()
