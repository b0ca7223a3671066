"""Reads what a hand scanner typed: whose badge it is, or a plain text such as a number.

The key of a badge is never copied into anything that cannot be overwritten, and the buffers
that it came in are overwritten before anything is returned or raised.
"""

from __future__ import annotations

import re

from kiosk.models.badge_limits import BADGE_CONTENT_START
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.scan import BadgeScan, PlainScan, Scan
from kiosk.models.secret import Secret

_START = BADGE_CONTENT_START.encode()
_VERSION = b"v1"
_DIVIDER = b"|"
_NAME_BYTES_MAX = 1024
_PLAIN_BYTES_MAX = 128
_NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"

_GUID = re.compile(rb"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WHOLE_KEY = re.compile(rb"[!-{}~]{16,}")
_ANY_START = re.compile(re.escape(_START), re.IGNORECASE)
_PERSON_AND_ID = re.compile(_START + rb"v[0-9]+\|[^|]+@[^|]+\|" + _GUID.pattern + rb"(?:\||\Z)")
_PLAIN_NUMBER = re.compile(rb"[A-Za-z0-9._/-]{1,16}")
# What somebody may also have typed very fast. Shorter than any key, and without what divides one.
_PLAIN_TEXT = re.compile(r"[\w .,/'@&+-]{1,64}")
_DIGITS = re.compile(rb"[0-9]{1,16}")

_CASE_SWAPPED = {code: chr(code).swapcase().encode()[0] for code in range(128)}


def read_keys(text: bytearray, physical: bytearray, *, keep_content: bool) -> Scan:
    """Read a scan that is known in two ways: as the machine's layout has it, and as a US one.

    A scanner types as if every keyboard were American. So where the text makes no sense and
    the physical keys do, they are right. Both buffers are overwritten. Raises as `read_scan`.
    """
    try:
        if _begins_like_badge(text) or _begins_like_badge(physical):
            text_worth, physical_worth = _badge_worth(text), _badge_worth(physical)
            # Where both name a person but differ, nobody can tell which key is the true one.
            keep_content = keep_content and (text_worth != physical_worth or text == physical)
            is_physical = physical_worth > text_worth
        else:
            is_physical = not _PLAIN_NUMBER.fullmatch(text) and bool(_DIGITS.fullmatch(physical))
        return read_scan(physical if is_physical else text, keep_content=keep_content)
    finally:
        overwrite(text)
        overwrite(physical)


def read_scan(typed: bytearray, *, keep_content: bool) -> Scan:
    """Read what was typed before Enter, in UTF-8, and overwrite it.

    A badge whose key is missing or cut short still says whose it is and which code; then
    `content` is None, as always when it is not to be kept. Raises a StationError with one of
    the codes SCAN_INCOMPLETE, SCAN_DOUBLED, SCAN_OTHER_FORMAT and SCAN_NO_BADGE.
    """
    try:
        if _begins_like_badge(typed):
            return _read_badge(typed, keep_content=keep_content)
        if len(typed) <= _PLAIN_BYTES_MAX and (plain := _plain(typed)):
            return PlainScan(plain)
        # The end of one scan, and then another.
        is_doubled = _ANY_START.search(typed) is not None
        raise StationError(ErrorCode.SCAN_DOUBLED if is_doubled else ErrorCode.SCAN_NO_BADGE)
    finally:
        overwrite(typed)


def overwrite(buffer: bytearray) -> None:
    """Put zeros in the place of everything that a buffer holds."""
    buffer[:] = bytes(len(buffer))


def _plain(typed: bytearray) -> str:
    """Return a text that is surely no key, or nothing."""
    text = typed.decode("utf-8", "replace")
    return text if _PLAIN_TEXT.fullmatch(text) else ""


def _begins_like_badge(typed: bytearray) -> bool:
    return _ANY_START.match(typed) is not None


def _badge_worth(typed: bytearray) -> int:
    """Say how much of a badge can be told from a reading; 0 is no badge at all."""
    if not _begins_like_badge(typed):
        return 0
    return 1 + typed.startswith(_START) + (_PERSON_AND_ID.match(typed) is not None)


def _read_badge(typed: bytearray, *, keep_content: bool) -> BadgeScan:
    if not typed.startswith(_START):
        # Caps Lock was on. Case is then undone as far as it can be, which is good enough to
        # find a person and not to print a key.
        keep_content = False
        if typed.startswith(_START.upper()):
            _swap_case(typed)
    end = _end_of_first(typed)
    version_end = typed.find(_DIVIDER, len(_START), end)
    _check_version(typed, version_end, end)
    name_end = typed.find(_DIVIDER, version_end + 1, end)
    if name_end < 0:
        raise StationError(ErrorCode.SCAN_INCOMPLETE)
    id_end = typed.find(_DIVIDER, name_end + 1, end)
    key_start = end if id_end < 0 else id_end + 1
    badge_id = _guid(typed, name_end + 1, end if id_end < 0 else id_end)
    name = _name(typed, version_end + 1, name_end)
    has_key = _WHOLE_KEY.fullmatch(typed, key_start, end) is not None
    return BadgeScan(name, badge_id, _content(typed, end) if keep_content and has_key else None)


def _end_of_first(typed: bytearray) -> int:
    """Return where the content ends that may have been typed twice; other doubles are refused."""
    starts = [found.start() for found in _ANY_START.finditer(typed)]
    ends = [*starts[1:], len(typed)]
    with memoryview(typed) as whole, whole[: ends[0]] as first:
        for start, end in zip(starts[1:], ends[1:], strict=True):
            with whole[start:end] as other:
                if other != first:
                    raise StationError(ErrorCode.SCAN_DOUBLED)
    return ends[0]


def _check_version(typed: bytearray, version_end: int, end: int) -> None:
    with memoryview(typed) as whole:
        if version_end >= 0:
            with whole[len(_START) : version_end] as version:
                if version != _VERSION:
                    raise StationError(ErrorCode.SCAN_OTHER_FORMAT)
            return
        with whole[len(_START) : end] as rest:
            is_cut = rest == _VERSION[: len(rest)]
    raise StationError(ErrorCode.SCAN_INCOMPLETE if is_cut else ErrorCode.SCAN_OTHER_FORMAT)


def _guid(typed: bytearray, start: int, end: int) -> str:
    # What is no whole id may be anything, even the key: it is not made a string.
    if _GUID.fullmatch(typed, start, end) is None:
        raise StationError(ErrorCode.SCAN_INCOMPLETE)
    with memoryview(typed) as whole, whole[start:end] as part:
        return str(part, "ascii")


def _name(typed: bytearray, start: int, end: int) -> str:
    if end - start <= _NAME_BYTES_MAX:
        with memoryview(typed) as whole, whole[start:end] as part:
            name = str(part, "utf-8", "replace")
        is_clean = name.isprintable() and " " not in name and _NO_CHARACTER not in name
        before, at, after = name.partition("@")
        if is_clean and before and at and after:
            return name
    raise StationError(ErrorCode.SCAN_INCOMPLETE)


def _content(typed: bytearray, end: int) -> Secret:
    with memoryview(typed) as whole, whole[:end] as content:
        return Secret(content)


def _swap_case(typed: bytearray) -> None:
    for index, code in enumerate(typed):
        typed[index] = _CASE_SWAPPED.get(code, code)
