"""Prints through CUPS, or straight to an IPP printer, and follows what becomes of the job.

The finished PDF goes over IPP and not through QPrinter, which was seen to print on another
queue when the chosen one was gone, and to call cancelled jobs good ones.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.ipp import (
    Address,
    Answer,
    Attribute,
    Attributes,
    IppClient,
    Operation,
    PrinterUnreachableError,
    Range,
    Resolution,
    Status,
    Tag,
    details_of,
    number,
    queue_name,
    texts,
)
from kiosk.printing.jobs import JobReason, JobState, JobStatus, PrinterInfo
from kiosk.printing.media import Media, PlacedPage, place_on_media
from kiosk.printing.page import Page
from kiosk.printing.painter import PRINTER_DPI
from kiosk.printing.pdf import TITLE, pages_to_pdf

_SOCKET_FILES = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_CLIENT_CONF = "/etc/cups/client.conf"

# RFC 8011, sections 5.4.12 and 5.3.8; the suffixes -error, -warning and -report are cut off.
_PRINTER_REASONS = {
    "media-empty": JobReason.OUT_OF_PAPER,
    "media-needed": JobReason.OUT_OF_PAPER,
    "input-tray-missing": JobReason.OUT_OF_PAPER,
    "media-jam": JobReason.PAPER_JAM,
    "cover-open": JobReason.COVER_OPEN,
    "door-open": JobReason.COVER_OPEN,
    "interlock-open": JobReason.COVER_OPEN,
    "toner-empty": JobReason.OUT_OF_INK,
    "marker-supply-empty": JobReason.OUT_OF_INK,
    "paused": JobReason.STOPPED,
    "moving-to-paused": JobReason.STOPPED,
    "stopped-partly": JobReason.STOPPED,
    "offline": JobReason.UNREACHABLE,
    "connecting-to-device": JobReason.UNREACHABLE,
    "shutdown": JobReason.UNREACHABLE,
    "timed-out": JobReason.UNREACHABLE,
}
_JOB_REASONS = {
    "printer-stopped": JobReason.STOPPED,
    "job-canceled-by-user": JobReason.CANCELLED,
    "job-canceled-by-operator": JobReason.CANCELLED,
    "job-canceled-at-device": JobReason.CANCELLED,
    "aborted-by-system": JobReason.REFUSED,
    "document-format-error": JobReason.REFUSED,
    "document-unprintable-error": JobReason.REFUSED,
    "unsupported-attributes-or-values": JobReason.WRONG_SIZE,
}
_JOB_STATES = {
    3: JobState.QUEUED,
    4: JobState.HELD,
    5: JobState.PRINTING,
    6: JobState.HELD,
    7: JobState.FAILED,
    8: JobState.FAILED,
    9: JobState.DONE,
}
_PRINTER_STOPPED = 5
_WANTED_OF_PRINTERS = (
    "printer-name",
    "printer-uri-supported",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-resolution-default",
    "media-size-supported",
    "media-col-default",
    "operations-supported",
)


def scheduler_address(environment: Mapping[str, str]) -> Address:
    """Return where the print scheduler of this machine listens, found as CUPS's clients do."""
    server = environment.get("CUPS_SERVER", "") or _configured_server()
    if not server:
        for file in _SOCKET_FILES:
            if Path(file).exists():
                return Address(socket_file=file)
        return Address()
    server = server.partition("/version=")[0]
    if server.startswith("/"):
        return Address(socket_file=server)
    host, colon, port = server.rpartition(":")
    if colon and port.isdigit():
        return Address(host.strip("[]"), int(port))
    return Address(server)


def _configured_server() -> str:
    try:
        lines = Path(_CLIENT_CONF).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        words = line.split()
        if len(words) == 2 and words[0].lower() == "servername":
            return words[1]
    return ""


class CupsPrinters:
    """The queues of a print scheduler; a name that is an `ipp:` URI is a printer by itself."""

    def __init__(self, address: Address, timeout: float = 10) -> None:
        self._client = IppClient(address, timeout=timeout)
        self._timeout = timeout

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return all queues, the default one first; none when no scheduler runs. Blocks."""
        wanted = _requested(_WANTED_OF_PRINTERS)
        target = Attribute(Tag.KEYWORD, "requested-attributes", "printer-name")
        try:
            default = self._client.send(Operation.CUPS_GET_DEFAULT, target)
            found = self._client.send(Operation.CUPS_GET_PRINTERS, wanted[0], wanted[1:])
        except PrinterUnreachableError:
            return ()
        name = _first(texts(default.objects[0], "printer-name")) if default.objects else ""
        infos = [_info_of(attributes, name) for attributes in found.objects]
        return tuple(sorted(infos, key=lambda info: (not info.is_default, info.name.casefold())))

    def named(self, name: str) -> CupsPrinter:
        """Return a printer by name, or the default one for an empty name. Blocks.

        Where the scheduler names no default, its only queue is meant. Raises StationError
        PRINTER_MISSING.
        """
        if name.startswith(("ipp://", "ipps://")):
            client = IppClient(Address.of_uri(name), timeout=self._timeout)
            return CupsPrinter(client, name, _display_name(name))
        infos = self.available()
        for info in infos:
            if info.name == name or (not name and (info.is_default or len(infos) == 1)):
                address = replace(self._client.address, path=f"/printers/{info.name}")
                client = IppClient(address, timeout=self._timeout)
                return CupsPrinter(client, info.uri, info.name)
        raise StationError(ErrorCode.PRINTER_MISSING, {"printer": name})


def _requested(names: Sequence[str]) -> list[Attribute]:
    # Further values of an attribute are sent with an empty name (RFC 8010, section 3.1.5).
    return [
        Attribute(Tag.KEYWORD, "requested-attributes" if index == 0 else "", name)
        for index, name in enumerate(names)
    ]


def _first(values: tuple[str, ...]) -> str:
    return values[0] if values else ""


def _display_name(uri: str) -> str:
    return Address.of_uri(uri).host or queue_name(uri)


def _info_of(attributes: Attributes, default_name: str) -> PrinterInfo:
    name = _first(texts(attributes, "printer-name"))
    uri = _first(texts(attributes, "printer-uri-supported"))
    return PrinterInfo(
        name=name or queue_name(uri),
        uri=uri,
        is_default=bool(name) and name == default_name,
        dpi=_dpi_of(attributes),
        is_accepting=attributes.get("printer-is-accepting-jobs", (True,))[0] is not False,
        is_stopped=number(attributes, "printer-state") == _PRINTER_STOPPED,
        reasons=_reasons(texts(attributes, "printer-state-reasons"), _PRINTER_REASONS),
        sizes=_sizes_of(attributes),
    )


def _dpi_of(attributes: Attributes) -> float:
    for value in attributes.get("printer-resolution-default", ()):
        if isinstance(value, Resolution) and min(value.across, value.along) > 0:
            return float(min(value.across, value.along))
    return PRINTER_DPI


def _sizes_of(attributes: Attributes) -> tuple[Media, ...]:
    found = (
        _size(value)
        for value in attributes.get("media-size-supported", ())
        if isinstance(value, Mapping)
    )
    return tuple(media for media in found if media is not None)


def _default_size(attributes: Attributes) -> Media | None:
    for value in attributes.get("media-col-default", ()):
        if isinstance(value, Mapping):
            for size in value.get("media-size", ()):
                if isinstance(size, Mapping):
                    return _size(size)
    return None


def _size(members: Attributes) -> Media | None:
    """Read a `media-size` collection; its numbers are hundredths of a millimetre (PWG 5100.7)."""
    across, along = members.get("x-dimension", ()), members.get("y-dimension", ())
    if not across or not along:
        return None
    spans: list[tuple[float, float | None]] = []
    for value in (across[0], along[0]):
        if isinstance(value, Range):
            spans.append((value.lower / 100, value.upper / 100))
        elif isinstance(value, int):
            spans.append((value / 100, None))
        else:
            return None
    (width, widest), (height, highest) = spans
    return Media(width, height, widest, highest)


def _reasons(keywords: Sequence[str], known: Mapping[str, JobReason]) -> frozenset[JobReason]:
    found = set()
    for keyword in keywords:
        plain = keyword
        for suffix in ("-error", "-warning", "-report"):
            if keyword not in known:
                plain = plain.removesuffix(suffix)
        if plain in known:
            found.add(known[plain])
    return frozenset(found)


@dataclass(frozen=True)
class CupsPrinter:
    """One queue, or one printer that is spoken to directly."""

    _client: IppClient
    uri: str
    name: str

    def info(self) -> PrinterInfo:
        """Return what the printer says of itself now. Blocks; raises StationError."""
        return replace(_info_of(self._attributes(), ""), name=self.name, uri=self.uri)

    def submit(self, pages: Sequence[Page], copies: int, cancel: CancelToken) -> CupsJob:
        """Send the pages, one at least, as one job and return it. Blocks.

        Raises StationError PRINTER_MISSING, PRINTER_REFUSED or PRINTER_STUCK, the errors of
        `pages_to_pdf`, and WorkCancelledError. No job is left behind after an error, unless
        the error says `maybe_done`.
        """
        attributes = self._attributes()
        if attributes.get("printer-is-accepting-jobs", (True,))[0] is False:
            raise self._error(ErrorCode.PRINTER_REFUSED)
        placed = self._placed(pages, attributes)
        document = pages_to_pdf([one.page for one in placed], dpi=_dpi_of(attributes))
        cancel.raise_if_cancelled()
        wishes = _wishes(placed[0].media, copies)
        title = Attribute(Tag.NAME, "job-name", TITLE)
        kind = Attribute(Tag.MIME_TYPE, "document-format", "application/pdf")
        operations = attributes.get("operations-supported", ())
        if operations and Operation.CREATE_JOB not in operations:
            answer = self._checked(Operation.PRINT_JOB, (title, kind), wishes, document)
            return self._job(answer)
        job = self._job(self._checked(Operation.CREATE_JOB, (title,), wishes))
        whole = Attribute(Tag.BOOLEAN, "last-document", value=True)
        number_of_job = Attribute(Tag.INTEGER, "job-id", job.id)
        try:
            self._checked(Operation.SEND_DOCUMENT, (number_of_job, kind, whole), document=document)
        except StationError as error:
            error.maybe_done = not job.remove()
            raise
        return job

    def _placed(self, pages: Sequence[Page], attributes: Attributes) -> list[PlacedPage]:
        sizes, default = _sizes_of(attributes), _default_size(attributes)
        try:
            return [place_on_media(page, sizes, default) for page in pages]
        except StationError as error:
            error.values = {**error.values, "printer": self.name}
            raise

    def _job(self, answer: Answer) -> CupsJob:
        job_id = number(answer.objects[0], "job-id") if answer.objects else None
        if job_id is None:
            raise self._error(ErrorCode.PRINTER_STUCK, answer, maybe_done=True)
        return CupsJob(self._client, self.uri, self.name, job_id)

    def _attributes(self) -> Attributes:
        answer = self._checked(
            Operation.GET_PRINTER_ATTRIBUTES, tuple(_requested(_WANTED_OF_PRINTERS))
        )
        return answer.objects[0] if answer.objects else {}

    def _checked(
        self,
        operation: Operation,
        attributes: Sequence[Attribute],
        job_attributes: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> Answer:
        target = Attribute(Tag.URI, "printer-uri", self.uri)
        try:
            answer = self._client.send(
                operation, target, attributes, job_attributes, document=document
            )
        except PrinterUnreachableError as error:
            changes = operation is not Operation.GET_PRINTER_ATTRIBUTES
            done = error.maybe_done and changes
            raise self._error(ErrorCode.PRINTER_STUCK, maybe_done=done) from None
        if answer.status == Status.NOT_FOUND:
            raise self._error(ErrorCode.PRINTER_MISSING, answer)
        if not answer.is_success:
            raise self._error(ErrorCode.PRINTER_REFUSED, answer)
        return answer

    def _error(
        self, code: ErrorCode, answer: Answer | None = None, *, maybe_done: bool = False
    ) -> StationError:
        error = StationError(code, {"printer": self.name}, maybe_done=maybe_done)
        if answer is not None:
            error.details = details_of(answer)
        return error


def _wishes(media: Media, copies: int) -> list[Attribute]:
    """Return the job's attributes: exact paper, true size, so many copies."""
    size = (
        Attribute(Tag.INTEGER, "x-dimension", round(media.width_mm * 100)),
        Attribute(Tag.INTEGER, "y-dimension", round(media.height_mm * 100)),
    )
    media_size = Attribute(Tag.BEGIN_COLLECTION, "media-size", size)
    return [
        Attribute(Tag.INTEGER, "copies", copies),
        Attribute(Tag.BEGIN_COLLECTION, "media-col", (media_size,)),
        Attribute(Tag.KEYWORD, "print-scaling", "none"),
        Attribute(Tag.KEYWORD, "sides", "one-sided"),
        Attribute(Tag.KEYWORD, "job-sheets", "none"),
    ]


class CupsJob:
    """A job in a queue or in a printer."""

    def __init__(self, client: IppClient, uri: str, printer_name: str, job_id: int) -> None:
        self._client = client
        self._uri = uri
        self._printer_name = printer_name
        self._lock = threading.Lock()
        self._final: JobStatus | None = None
        self.id = job_id

    @property
    def printer_name(self) -> str:
        """The name of the printer that has the job."""
        return self._printer_name

    def status(self) -> JobStatus:
        """Ask how far the job is; blocks for up to a few seconds.

        Once it has ended, its document is removed from the queue, and the answer stays.
        """
        with self._lock:
            if self._final is None:
                status = self._ask()
                if not status.state.is_final:
                    return status
                self._final = status
                self.remove()
            return self._final

    def cancel(self) -> None:
        """Stop the job and remove its document. May be called twice; never raises."""
        self.remove()

    def remove(self) -> bool:
        """Take the job and its document out of the queue; False when nobody confirmed that."""
        purge = Attribute(Tag.BOOLEAN, "purge-job", value=True)
        try:
            answer = self._send(Operation.CANCEL_JOB, purge)
        except PrinterUnreachableError:
            return False
        return answer.is_success

    def _ask(self) -> JobStatus:
        wanted = _requested(("job-state", "job-state-reasons", "job-printer-state-reasons"))
        try:
            answer = self._send(Operation.GET_JOB_ATTRIBUTES, *wanted)
        except PrinterUnreachableError:
            return JobStatus(JobState.HELD, frozenset({JobReason.UNREACHABLE}))
        if answer.status == Status.NOT_FOUND:
            return JobStatus(JobState.FAILED, frozenset({JobReason.QUEUE_GONE}))
        if not answer.is_success or not answer.objects:
            return JobStatus(JobState.HELD, frozenset({JobReason.OTHER}))
        attributes = answer.objects[0]
        state = _JOB_STATES.get(number(attributes, "job-state") or 0, JobState.QUEUED)
        reasons = _reasons(texts(attributes, "job-state-reasons"), _JOB_REASONS)
        if state is JobState.DONE:
            return JobStatus(state)
        if state is JobState.FAILED:
            return JobStatus(state, reasons or frozenset({JobReason.OTHER}))
        reasons |= self._printer_reasons()
        # Paper that is out can be a mere warning of a printer that is 'processing'.
        return JobStatus(JobState.HELD if reasons else state, reasons)

    def _printer_reasons(self) -> frozenset[JobReason]:
        target = Attribute(Tag.URI, "printer-uri", self._uri)
        wanted = _requested(("printer-state", "printer-state-reasons"))
        try:
            answer = self._client.send(Operation.GET_PRINTER_ATTRIBUTES, target, wanted)
        except PrinterUnreachableError:
            return frozenset({JobReason.UNREACHABLE})
        if answer.status == Status.NOT_FOUND:
            return frozenset({JobReason.QUEUE_GONE})
        attributes = answer.objects[0] if answer.objects else {}
        reasons = _reasons(texts(attributes, "printer-state-reasons"), _PRINTER_REASONS)
        if number(attributes, "printer-state") == _PRINTER_STOPPED:
            reasons |= {JobReason.STOPPED}
        return reasons

    def _send(self, operation: Operation, *attributes: Attribute) -> Answer:
        target = Attribute(Tag.URI, "printer-uri", self._uri)
        job = Attribute(Tag.INTEGER, "job-id", self.id)
        return self._client.send(operation, target, (job, *attributes))
