"""Forwards audit records while a run goes on, where the settings ask for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.sentences import Translate, sentence
from kiosk.models.settings import AuditSettings
from kiosk.services.audit_head import head_of
from kiosk.services.forwarding.cursor import cursor_of
from kiosk.services.forwarding.setup import make_forwarder

_LEAVING_SECONDS = 10.0


@contextmanager
def forwarded(
    audit: AuditSettings, audit_file: Path, clock: Clock, translate: Translate
) -> Iterator[None]:
    """Forward in this block and a moment longer; say at its end when something is left."""
    forwarder = make_forwarder(audit, audit_file, clock, lambda _: None)
    if forwarder is None:
        yield
        return
    forwarder.start()
    try:
        yield
    finally:
        has_ended = forwarder.stop(_LEAVING_SECONDS)
        head = head_of(audit_file)
        is_left = head is not None and head.link != cursor_of(audit_file).link
        # Another process on the same file that forwards goes on with it.
        if is_left and (forwarder.is_failing or not has_ended):
            values = {"receiver": audit.forward_to}
            error = StationError(ErrorCode.AUDIT_NOT_FORWARDED, values)
            print(sentence(error, translate), file=sys.stderr, flush=True)
