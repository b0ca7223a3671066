"""Sends audit records as OpenTelemetry logs: OTLP over HTTPS, encoded as protobuf.

The messages are the ones that the OpenTelemetry project publishes. Of its exporter nothing is
used: it reads addresses and headers from the environment, repeats on its own, and does not tell
when a receiver took only a part.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import (
    ExportLogsServiceRequest,
    ExportLogsServiceResponse,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope, KeyValue
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord, ResourceLogs, ScopeLogs, SeverityNumber
from opentelemetry.proto.resource.v1.resource_pb2 import Resource

from kiosk import __version__
from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import Clock
from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.services.forwarding.pending import PendingRecord
from kiosk.services.http_headers import retry_after_seconds
from kiosk.services.transport import HttpAnswer, HttpRequest, Transport

_log = logging.getLogger(__name__)

_PROTOBUF = "application/x-protobuf"
_EVENT = "pin_kiosk.audit"
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

# Batches are minutes apart, and a connection that nobody used for minutes is often dead.
_ONE_CONNECTION_EACH = {"Connection": "close"}

# OTLP specification, 'Retryable Response Codes'.
_RETRYABLE = frozenset({429, 502, 503, 504})
_CODES = {
    401: ErrorCode.NOT_PERMITTED,
    403: ErrorCode.NOT_PERMITTED,
    429: ErrorCode.THROTTLED,
}


def request_of(records: Sequence[PendingRecord], now: datetime) -> bytes:
    """Return records as one ExportLogsServiceRequest.

    The body of each is the line of the audit file, byte for byte, so that the receiver can
    check the chain; each of its fields is an attribute as well.
    """
    resource = Resource(
        attributes=_attributes(
            {
                "service.name": "pin-kiosk",
                "service.version": __version__,
                "host.name": platform.node(),
            }
        )
    )
    scope = ScopeLogs(
        scope=InstrumentationScope(name="pin-kiosk.audit", version=__version__),
        log_records=[_log_record(record, now) for record in records],
    )
    logs = ResourceLogs(resource=resource, scope_logs=[scope])
    content: bytes = ExportLogsServiceRequest(resource_logs=[logs]).SerializeToString()
    return content


def _log_record(record: PendingRecord, now: datetime) -> LogRecord:
    content = record.chained.content
    is_fine = record.is_fine
    fields = {f"pin_kiosk.{name}": value for name, value in content.items()}
    return LogRecord(
        time_unix_nano=_nanoseconds(content.get("time")),
        observed_time_unix_nano=_nanoseconds(now.isoformat()),
        severity_number=(
            SeverityNumber.SEVERITY_NUMBER_INFO if is_fine else SeverityNumber.SEVERITY_NUMBER_WARN
        ),
        severity_text="INFO" if is_fine else "WARN",
        event_name=_EVENT,
        body=AnyValue(string_value=record.line.decode("utf-8", "replace")),
        attributes=_attributes(fields | {"pin_kiosk.hash": record.chained.link.hash}),
    )


def _attributes(values: Mapping[str, object]) -> list[KeyValue]:
    """Return what is plain as attributes; an empty field is none."""
    found = []
    for key, value in values.items():
        if isinstance(value, bool):
            found.append(KeyValue(key=key, value=AnyValue(bool_value=value)))
        elif isinstance(value, int) and -(2**63) <= value < 2**63:
            found.append(KeyValue(key=key, value=AnyValue(int_value=value)))
        elif isinstance(value, str) and value:
            text = value.encode("utf-8", "replace").decode()
            found.append(KeyValue(key=key, value=AnyValue(string_value=text)))
    return found


def _nanoseconds(time: object) -> int:
    """Return a moment as OTLP has it, since 1970; 0, which is 'unknown' there, for no moment."""
    try:
        moment = datetime.fromisoformat(time) if isinstance(time, str) else _EPOCH
        return max(0, (moment - _EPOCH) // timedelta(microseconds=1)) * 1000
    except (ValueError, TypeError, OverflowError):
        return 0


class OtlpSender:
    """Posts each batch, and takes only the receiver's own answer for its word."""

    def __init__(self, url: str, transport: Transport, clock: Clock) -> None:
        self._url = url
        self._transport = transport
        self._clock = clock

    def send(self, records: Sequence[PendingRecord]) -> None:
        """Send records and wait until the receiver has taken them.

        Raises StationError; its `retry_after` is what the receiver asked for, its http_status
        is 413 when the batch was too large.
        """
        body = request_of(records, self._clock.now())
        headers = {"Content-Type": _PROTOBUF, "Accept": _PROTOBUF, **_ONE_CONNECTION_EACH}
        answer = self._transport.send(HttpRequest("POST", self._url, headers, body), CancelToken())
        if answer.status != 200:
            raise _refusal(answer)
        _check_taken(answer)


def _check_taken(answer: HttpAnswer) -> None:
    response = ExportLogsServiceResponse()
    try:
        response.ParseFromString(answer.body)
    except DecodeError:
        raise StationError(ErrorCode.ANSWER_UNREADABLE) from None
    if answer.body and not answer.headers.get("Content-Type", "").startswith(_PROTOBUF):
        # A proxy's page is no receipt.
        raise StationError(ErrorCode.ANSWER_UNREADABLE)
    refused = response.partial_success.rejected_log_records
    if refused:
        # OTLP specification, 'Partial Success': the client MUST NOT retry. They stay in the file.
        _log.error("the receiver of audit records refused %s of a batch for good", refused)


def _refusal(answer: HttpAnswer) -> StationError:
    code = _CODES.get(answer.status)
    if code is None:
        is_passing = answer.status in _RETRYABLE
        code = ErrorCode.SERVICE_UNAVAILABLE if is_passing else ErrorCode.REQUEST_REFUSED
    details = ErrorDetails(http_status=answer.status)
    return StationError(code, details=details, retry_after=retry_after_seconds(answer.headers))
