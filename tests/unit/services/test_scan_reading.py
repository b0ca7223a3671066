"""What a scanner typed: whose badge it is, and nothing is left of its key."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.scan import BadgeScan, PlainScan, Scan
from kiosk.services.scan_reading import read_keys, read_scan
from tests.support.scans import BADGE_ID, FRENCH, GERMAN, NAME, badge
from tests.support.station import where_is

START = f"ms-qrpin:v1|{NAME}|{BADGE_ID}".encode()


def read(typed: bytes | bytearray, *, keep_content: bool = True) -> BadgeScan:
    buffer = bytearray(typed)
    scan = read_scan(buffer, keep_content=keep_content)
    assert not any(buffer)
    assert isinstance(scan, BadgeScan)
    return scan


def refusal(typed: bytes | bytearray) -> ErrorCode:
    buffer = bytearray(typed)
    with pytest.raises(StationError) as caught:
        read_scan(buffer, keep_content=True)
    assert not any(buffer)
    return caught.value.code


def content_of(scan: BadgeScan) -> bytearray | None:
    return None if scan.content is None else bytearray(scan.content.reveal_bytes())


def test_a_badge_says_whose_it_is_and_which_code() -> None:
    scan = read(badge(), keep_content=False)
    assert (scan.user_principal_name, scan.badge_id, scan.content) == (NAME, BADGE_ID, None)


def test_the_content_is_kept_byte_for_byte_where_the_settings_allow_it() -> None:
    assert content_of(read(badge())) == badge()


@pytest.mark.parametrize("name", ["søren@bodø.example", "李小龍@practice.example", "o'hara-1@x"])
def test_sign_in_names_of_every_script_are_read(name: str) -> None:
    scan = read(badge(name))
    assert scan.user_principal_name == name
    assert content_of(scan) == badge(name)


@pytest.mark.parametrize(
    "tail", [b"", b"|", b"|abc", b"|" + b"k" * 15, b"|with a space in the key"]
)
def test_a_key_cut_short_still_finds_the_person_but_is_never_printed(tail: bytes) -> None:
    scan = read(START + tail)
    assert (scan.user_principal_name, scan.badge_id, scan.content) == (NAME, BADGE_ID, None)


def test_a_scan_cut_anywhere_before_its_key_is_incomplete() -> None:
    for length in range(len(b"ms-qrpin:"), len(START)):
        assert refusal(START[:length]) is ErrorCode.SCAN_INCOMPLETE


@pytest.mark.parametrize(
    "name",
    ["", "sam", "@practice.example", "sam@", "sam rivera@x.example", "sam@x\u200f", "x" * 2000],
)
def test_what_is_no_sign_in_name_is_incomplete(name: str) -> None:
    assert refusal(badge(name)) is ErrorCode.SCAN_INCOMPLETE


def test_bytes_that_are_no_text_are_incomplete() -> None:
    assert refusal(badge("sam@x").replace(b"sam", b"s\xffm")) is ErrorCode.SCAN_INCOMPLETE


def test_the_same_badge_twice_without_a_break_is_taken_once() -> None:
    assert content_of(read(badge() * 2)) == badge()
    assert content_of(read(badge() * 3)) == badge()


@pytest.mark.parametrize(
    "typed",
    [
        badge() + badge("maria.lopez@practice.example"),
        badge()[:40] + badge(),
        badge() + badge()[:40],
        badge()[20:] + badge(),
        b"12345" + badge(),
    ],
)
def test_two_scans_in_one_are_refused(typed: bytearray) -> None:
    assert refusal(typed) is ErrorCode.SCAN_DOUBLED


@pytest.mark.parametrize("version", ["v2", "v10", "2", "", "v1x"])
def test_another_version_is_of_another_format(version: str) -> None:
    assert refusal(badge(version=version)) is ErrorCode.SCAN_OTHER_FORMAT


def test_another_version_is_told_from_a_cut_one() -> None:
    assert refusal(b"ms-qrpin:v2") is ErrorCode.SCAN_OTHER_FORMAT
    assert refusal(b"ms-qrpin:v") is ErrorCode.SCAN_INCOMPLETE


@pytest.mark.parametrize("number", ["100234", "A-77.b_9/X", "0" * 17, "100 234", "Zoë O'Neil"])
def test_plain_bar_codes_are_what_people_are_found_by(number: str) -> None:
    buffer = bytearray(number.encode())
    assert read_scan(buffer, keep_content=True) == PlainScan(number)
    assert not any(buffer)


@pytest.mark.parametrize("typed", ["", "0" * 65, "https://x.example", "name\t", "a|b", "ä" * 65])
def test_anything_else_is_no_badge(typed: str) -> None:
    assert refusal(typed.encode()) is ErrorCode.SCAN_NO_BADGE


def test_caps_lock_still_finds_the_person_but_the_key_is_not_trusted() -> None:
    scan = read(badge().swapcase())
    assert (scan.user_principal_name, scan.badge_id, scan.content) == (NAME, BADGE_ID, None)


def both(text: bytearray, physical: bytearray) -> Scan:
    try:
        return read_keys(text, physical, keep_content=True)
    finally:
        assert not any(text)
        assert not any(physical)


@pytest.mark.parametrize("layout", [GERMAN, FRENCH])
def test_a_us_scanner_is_read_by_its_keys_whatever_the_layout(layout: dict[int, int]) -> None:
    scan = both(bytearray(badge().decode().translate(layout).encode()), badge())
    assert isinstance(scan, BadgeScan)
    assert scan.user_principal_name == NAME
    assert content_of(scan) == badge()


def test_a_scanner_set_to_the_layout_is_read_by_its_text() -> None:
    nonsense = bytearray(badge().decode().translate(FRENCH).encode())
    scan = both(badge("søren@x.example"), nonsense)
    assert isinstance(scan, BadgeScan)
    assert scan.user_principal_name == "søren@x.example"
    assert content_of(scan) == badge("søren@x.example")


def test_caps_lock_does_no_harm_where_the_keys_are_known() -> None:
    scan = both(badge().swapcase(), badge())
    assert isinstance(scan, BadgeScan)
    assert content_of(scan) == badge()


def test_a_layout_that_only_moves_the_dividers_is_read_by_its_keys() -> None:
    british = bytearray(badge().replace(b"|", b"~").replace(b"@", b'"'))
    scan = both(british, badge())
    assert isinstance(scan, BadgeScan)
    assert scan.user_principal_name == NAME


def test_a_key_that_can_be_read_in_two_ways_is_not_printed() -> None:
    scan = both(badge(), badge()[:-1] + b"x")
    assert isinstance(scan, BadgeScan)
    assert scan.content is None


def test_digits_of_a_french_keyboard_are_a_number() -> None:
    typed = "100234"
    french = bytearray(typed.translate(FRENCH).encode())
    assert both(french, bytearray(typed.encode())) == PlainScan(typed)


def test_a_number_as_typed_goes_before_the_keys() -> None:
    assert both(bytearray(b"AZ-100"), bytearray(b"QW)&")) == PlainScan("AZ-100")


PIECES = st.sampled_from(
    [b"ms-qrpin:", b"MS-QRPIN:", b"v1", b"v2", b"|", NAME.encode(), BADGE_ID.encode(), b"@", b"\r"]
)
SCANS = st.lists(st.one_of(PIECES, st.binary(max_size=40)), max_size=12).map(b"".join)


@given(SCANS, st.booleans())
def test_whatever_comes_is_a_scan_or_a_refusal_and_is_overwritten(
    typed: bytes, keep_content: bool
) -> None:
    buffer = bytearray(typed)
    try:
        scan = read_scan(buffer, keep_content=keep_content)
    except StationError:
        pass
    else:
        check_content(scan, typed, keep_content)
    assert not any(buffer)


@given(SCANS, SCANS, st.booleans())
def test_whatever_comes_in_two_readings_is_overwritten(
    text: bytes, physical: bytes, keep_content: bool
) -> None:
    buffers = bytearray(text), bytearray(physical)
    with contextlib.suppress(StationError):
        read_keys(*buffers, keep_content=keep_content)
    assert not any(buffers[0])
    assert not any(buffers[1])


def check_content(scan: Scan, typed: bytes, keep_content: bool) -> None:
    if isinstance(scan, PlainScan):
        assert scan.text.encode() == typed
    elif scan.content is not None:
        assert keep_content
        content = scan.content.reveal_bytes()
        assert content * typed.count(b"ms-qrpin:") == typed


@given(st.integers(0, 250), st.integers(0, 250))
def test_a_scan_with_a_piece_missing_never_gives_a_key_that_was_not_there(
    start: int, length: int
) -> None:
    broken = badge()
    del broken[start : start + length]
    kept = bytes(broken)
    try:
        scan = read_scan(broken, keep_content=True)
    except StationError:
        return
    assert isinstance(scan, PlainScan) or content_of(scan) in (None, bytearray(kept))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda typed: typed,
        lambda typed: typed * 2,
        lambda typed: typed + badge("maria.lopez@practice.example"),
        lambda typed: typed.replace(b"v1|", b"v1~"),
        lambda typed: typed.replace(b"|", b""),
        lambda typed: typed.replace(b"@", b"\xff"),
        lambda typed: typed.replace(b"-41d3-", b"-41d-"),
        lambda typed: typed[9:],
    ],
)
def test_the_key_is_left_in_no_object(spoil: Callable[[bytearray], bytearray]) -> None:
    # A key of its own: the other tests' is in their parameters.
    backwards = "59be1c64de0a4f6f8f0a7c1fb1d1a7e377d2cf60"
    buffer = spoil(badge(key_backwards=backwards))
    result: Scan | StationError
    try:
        result = read_scan(buffer, keep_content=False)
    except StationError as error:
        result = error
    assert where_is(backwards[:24]) == []
    assert result is not None
