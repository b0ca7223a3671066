"""Sends audit records as syslog messages (RFC 5424) over TLS (RFC 5425).

Written here because no kept library does it: the one handler for Python's logging that formats
RFC 5424 had its last release in 2019, and all of them swallow the errors that the cursor needs.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Sequence

from kiosk import __version__
from kiosk.models.receiver import Receiver
from kiosk.services.forwarding.pending import PendingRecord
from kiosk.services.transport import network_error

_CONNECT_SECONDS = 10.0
_SEND_SECONDS = 30.0
_RESET_SECONDS = 0.25

# RFC 5424, section 6.2.1: facility 13 is 'log audit', severity 5 'notice', 4 'warning'.
_FACILITY = 13
_NOTICE, _WARNING = 5, 4
_NIL = "-"

# RFC 5424, section 6: PRINTUSASCII.
_NOT_PRINTABLE = re.compile(r"[^\x21-\x7e]")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def message_of(record: PendingRecord, host: str) -> bytes:
    """Return a record as one message; what it says is the line of the audit file, byte for byte.

    So the receiver has its number, its hash and the hash of the one before, and can check the
    chain as the station does. 'origin' is a registered element of the structured data (RFC
    5424, section 7.2); an element of our own would need a number of our own from IANA.
    """
    content = record.chained.content
    severity = _NOTICE if record.is_fine else _WARNING
    time = content.get("time")
    stamp = time if isinstance(time, str) and _TIMESTAMP.fullmatch(time) else _NIL
    kind = _word(content.get("operation"), 32)
    header = f"<{_FACILITY * 8 + severity}>1 {stamp} {_word(host, 255)} pin-kiosk {_NIL} {kind}"
    data = f'[origin software="pin-kiosk" swVersion="{__version__}"]'
    return f"{header} {data} ".encode("ascii") + record.line


def framed(message: bytes) -> bytes:
    """Return a message as it goes on the wire: its length in octets first (RFC 5425, 4.3)."""
    return b"%d %b" % (len(message), message)


def _word(value: object, longest: int) -> str:
    text = value if isinstance(value, str) else ""
    return _NOT_PRINTABLE.sub("", text)[:longest] or _NIL


class SyslogSender:
    """One connection for each batch, because its end is the only answer that syslog knows.

    Syslog has no acknowledgement. But a receiver answers the end of a TLS session with its own
    (RFC 5425, section 4.4: it MUST reply with a close_notify), and only after it has read
    everything before. A receiver that closes plainly instead has read everything as well,
    because otherwise the connection would be reset.
    """

    def __init__(self, receiver: Receiver, context: ssl.SSLContext) -> None:
        self._receiver = receiver
        self._context = context
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._pause = threading.Event()

    def send(self, records: Sequence[PendingRecord]) -> None:
        """Send records and wait until the receiver has read them; raises StationError."""
        host = socket.gethostname()
        content = b"".join(framed(message_of(record, host)) for record in records)
        was_sent = False
        try:
            address = (self._receiver.host, self._receiver.port)
            with contextlib.ExitStack() as stack:
                plain = stack.enter_context(
                    socket.create_connection(address, timeout=_CONNECT_SECONDS)
                )
                tls = self._context.wrap_socket(plain, server_hostname=self._receiver.host)
                stack.callback(tls.close)
                was_sent = True
                tls.settimeout(_SEND_SECONDS)
                tls.sendall(content)
                self._end(tls)
        except (OSError, ValueError) as error:
            # Names that no certificate can have raise a ValueError.
            raise network_error(error, was_sent=was_sent) from error

    def _end(self, tls: ssl.SSLSocket) -> None:
        """Say goodbye and wait for the answer to it; raises OSError when there was none."""
        _require_open(tls)
        try:
            tls.unwrap().close()
        except ssl.SSLError as error:
            if not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
                raise
        except OSError as error:
            # Python tells the plain end of a connection so, where it is not told as above.
            if error.errno not in {0, None} or isinstance(error, TimeoutError):
                raise
        else:
            return
        # Closed while something of ours was under way: the reset follows at once.
        self._pause.wait(_RESET_SECONDS)
        if tls.fileno() >= 0 and tls.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise ConnectionResetError


def _require_open(tls: ssl.SSLSocket) -> None:
    """Raise OSError when the receiver has left before the end, so that its end is no answer.

    One that has something to say is no receiver of syslog, and could talk for ever.
    """
    tls.settimeout(0)
    try:
        said = tls.recv(1)
    except ssl.SSLWantReadError:
        return
    finally:
        tls.settimeout(_SEND_SECONDS)
    how = "answered" if said else "closed"
    raise ConnectionAbortedError(f"the receiver {how} before everything was sent")
