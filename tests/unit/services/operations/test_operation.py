"""An operation runs in one thread at a time, and the next goes on where that one stopped."""

from __future__ import annotations

import threading

from kiosk.models.audit_record import AuditOperation
from kiosk.models.badge import Credentials
from kiosk.models.person import Person
from kiosk.models.target import Target
from kiosk.services.operations.operation import Operation, Work
from tests.support.methods import methods_with_pin, work_with

SAM = Target(Person("1", "Sam Rivera", "sam.rivera@example.com"))
LONG = 10.0


class Slow(Operation):
    """Stays in its first run until it is let go."""

    kind = AuditOperation.RESET_PIN

    def __init__(self) -> None:
        super().__init__(SAM)
        self.entered = threading.Semaphore(0)
        self.let_go = threading.Event()

    def _run(self, work: Work) -> Credentials:
        self.entered.release()
        assert self.let_go.wait(LONG)
        return Credentials()


def test_a_second_thread_waits_until_the_first_is_through() -> None:
    operation = Slow()
    threads = [
        threading.Thread(target=operation.run, args=(work_with(methods_with_pin()),), daemon=True)
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    assert operation.entered.acquire(timeout=LONG)
    assert not operation.entered.acquire(timeout=0.2)
    operation.let_go.set()
    assert operation.entered.acquire(timeout=LONG)
    for thread in threads:
        thread.join(LONG)
        assert not thread.is_alive()
