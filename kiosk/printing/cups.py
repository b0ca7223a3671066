"""Prints through CUPS, or straight to an IPP printer, and follows what becomes of the job.

The finished PDF goes over IPP and not through QPrinter, which was seen to print on another
queue when the chosen one was gone, and to call cancelled jobs good ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.cups_job import CupsJob
from kiosk.printing.ipp import (
    Address,
    Answer,
    Attribute,
    Attributes,
    IppClient,
    Operation,
    PrinterUnreachableError,
    Status,
    Tag,
    details_of,
    number,
    queue_name,
    requested,
    texts,
)
from kiosk.printing.ipp_states import (
    paper_sizes,
    printer_info,
    usual_dpi,
    usual_size,
)
from kiosk.printing.jobs import PrinterInfo
from kiosk.printing.media import Media, PlacedPage, place_on_media
from kiosk.printing.page import Page

_SOCKET_FILES = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_CLIENT_CONF = "/etc/cups/client.conf"

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
        wanted = requested(_WANTED_OF_PRINTERS)
        target = Attribute(Tag.KEYWORD, "requested-attributes", "printer-name")
        try:
            default = self._client.send(Operation.CUPS_GET_DEFAULT, target)
            found = self._client.send(Operation.CUPS_GET_PRINTERS, wanted[0], wanted[1:])
        except PrinterUnreachableError:
            return ()
        name = _first(texts(default.objects[0], "printer-name")) if default.objects else ""
        infos = [printer_info(attributes, name) for attributes in found.objects]
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


def _first(values: tuple[str, ...]) -> str:
    return values[0] if values else ""


def _display_name(uri: str) -> str:
    return Address.of_uri(uri).host or queue_name(uri)


@dataclass(frozen=True)
class CupsPrinter:
    """One queue, or one printer that is spoken to directly."""

    _client: IppClient
    uri: str
    name: str

    def info(self) -> PrinterInfo:
        """Return what the printer says of itself now. Blocks; raises StationError."""
        return replace(printer_info(self._attributes(), ""), name=self.name, uri=self.uri)

    def submit(self, pages: Sequence[Page], copies: int, cancel: CancelToken) -> CupsJob:
        """Send the pages, one at least, as one job and return it. Blocks.

        Raises StationError PRINTER_MISSING, PRINTER_CLOSED, PRINTER_REFUSED, PRINTER_STUCK,
        PRINT_UNCERTAIN or PAPER_UNAVAILABLE, the errors of `pages_to_pdf`, and
        WorkCancelledError. No job is left behind after an error, unless the error says
        `maybe_done`.
        """
        from kiosk.printing.pdf import TITLE, pages_to_pdf  # noqa: PLC0415 - loads QtGui

        attributes = self._attributes()
        if attributes.get("printer-is-accepting-jobs", (True,))[0] is False:
            raise self._error(ErrorCode.PRINTER_CLOSED)
        placed = self._placed(pages, attributes)
        document = pages_to_pdf([one.page for one in placed], dpi=usual_dpi(attributes))
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
            error.maybe_done = not job.cancel()
            if error.code is ErrorCode.PRINT_UNCERTAIN and not error.maybe_done:
                raise self._error(ErrorCode.PRINTER_STUCK) from None
            raise
        return job

    def _placed(self, pages: Sequence[Page], attributes: Attributes) -> list[PlacedPage]:
        sizes, default = paper_sizes(attributes), usual_size(attributes)
        try:
            return [place_on_media(page, sizes, default) for page in pages]
        except StationError as error:
            error.values = {**error.values, "printer": self.name}
            raise

    def _job(self, answer: Answer) -> CupsJob:
        job_id = number(answer.objects[0], "job-id") if answer.objects else None
        if job_id is None:
            raise self._error(ErrorCode.PRINT_UNCERTAIN, answer, maybe_done=True)
        return CupsJob(self._client, self.uri, self.name, job_id)

    def _attributes(self) -> Attributes:
        answer = self._checked(
            Operation.GET_PRINTER_ATTRIBUTES, tuple(requested(_WANTED_OF_PRINTERS))
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
            code = ErrorCode.PRINT_UNCERTAIN if done else ErrorCode.PRINTER_MISSING
            raise self._error(code, maybe_done=done) from None
        if answer.status == Status.NOT_FOUND:
            raise self._error(ErrorCode.PRINTER_MISSING, answer)
        if answer.status == Status.SERVER_NOT_ACCEPTING:
            raise self._error(ErrorCode.PRINTER_CLOSED, answer)
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
