"""Turns what printers and jobs say of themselves over IPP into the station's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.printing.codes import PRINTER_DPI
from kiosk.printing.ipp import Attributes, Range, Resolution, number, queue_name, texts
from kiosk.printing.jobs import JobReason, JobState, JobStatus, PrinterInfo
from kiosk.printing.media import Media

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
_LEAST_DPI, _MOST_DPI = 50, 10_000
_JOB_CANCELLED = 7
_PRINTER_STOPPED = 5


def printer_info(attributes: Attributes, default_name: str) -> PrinterInfo:
    """Return what a printer says of itself; `default_name` is the scheduler's default."""
    name = _only(texts(attributes, "printer-name"))
    uri = _only(texts(attributes, "printer-uri-supported"))
    return PrinterInfo(
        name=name or queue_name(uri),
        uri=uri,
        is_default=bool(name) and name == default_name,
        dpi=usual_dpi(attributes),
        is_accepting=attributes.get("printer-is-accepting-jobs", (True,))[0] is not False,
        is_stopped=number(attributes, "printer-state") == _PRINTER_STOPPED,
        reasons=_reasons(texts(attributes, "printer-state-reasons"), _PRINTER_REASONS),
        sizes=paper_sizes(attributes),
    )


def _only(values: Sequence[str]) -> str:
    return values[0] if values else ""


def usual_dpi(attributes: Attributes) -> float:
    """Return a printer's usual resolution in dots an inch."""
    for value in attributes.get("printer-resolution-default", ()):
        dots = min(value.across, value.along) if isinstance(value, Resolution) else 0
        if _LEAST_DPI <= dots <= _MOST_DPI:
            return float(dots)
    return PRINTER_DPI


def paper_sizes(attributes: Attributes) -> tuple[Media, ...]:
    """Return the sizes and spans of sizes that can be asked for."""
    found = (
        _size(value)
        for value in attributes.get("media-size-supported", ())
        if isinstance(value, Mapping)
    )
    return tuple(media for media in found if media is not None)


def usual_size(attributes: Attributes) -> Media | None:
    """Return the paper that is in the printer unless another is asked for."""
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
    if not (width > 0 < height):
        return None
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


def job_status(attributes: Attributes) -> JobStatus:
    """Return what a job says of itself, without what its printer says."""
    state = _JOB_STATES.get(number(attributes, "job-state") or 0, JobState.QUEUED)
    reasons = _reasons(texts(attributes, "job-state-reasons"), _JOB_REASONS)
    if state is JobState.DONE:
        return JobStatus(state)
    if number(attributes, "job-state") == _JOB_CANCELLED:
        # A stopped queue goes on giving that as the reason.
        reasons |= {JobReason.CANCELLED}
    if state is JobState.FAILED and not reasons:
        return JobStatus(state, frozenset({JobReason.OTHER}))
    return JobStatus(state, reasons)


def printer_reasons(attributes: Attributes) -> frozenset[JobReason]:
    """Return why a printer, by its own words, does not print."""
    reasons = _reasons(texts(attributes, "printer-state-reasons"), _PRINTER_REASONS)
    if number(attributes, "printer-state") == _PRINTER_STOPPED:
        reasons |= {JobReason.STOPPED}
    return reasons
