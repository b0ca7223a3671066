"""A badge's code says the service's bytes, from its content or its picture, or is no badge."""

from __future__ import annotations

import base64
import traceback
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.models.badge import BadgeKind, IssuedBadge
from kiosk.models.errors import NO_DETAILS, ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.codes import code_of, make_code, make_code_quickly
from kiosk.printing.layouts import Kind, Layout, shipped_layouts
from kiosk.printing.pdf import pages_to_pdf
from kiosk.services.graph.decoding import read_issued_badge
from tests.support.pages import codes_in_pdf, content, english
from tests.support.pictures import grey_png, one_path_of_runs, rectangle_per_run, rows_of

pytestmark = pytest.mark.qt_log_ignore("libpng", "QImage", "imageio")

KEY = "Kx7_-q" * 50
CONTENT = f"ms-qrpin:v1|sam@example.com|5a3e1c5e|{KEY}".encode()
OTHER = CONTENT.replace(b"sam@", b"ann@")
NO_TEXT = b"\xff\xfe\x00ms-qrpin\x80" + bytes(range(256))
BADGES = [layout for layout in shipped_layouts() if layout.kind is Kind.BADGE]
FEW = settings(max_examples=60, deadline=None, database=None)

CODE = {
    "id": "0b0b",
    "startDateTime": "2026-03-02T08:00:00Z",
    "expireDateTime": "2027-03-02T08:00:00Z",
}


def issued(
    said: bytes | None = None, picture: bytes | None = None, level: str = "l"
) -> IssuedBadge:
    """Return a badge as it is read from an answer with these."""
    image = {
        "rawContent": None if said is None else base64.b64encode(said).decode(),
        "binaryValue": None if picture is None else base64.b64encode(picture).decode(),
        "errorCorrectionLevel": level,
        "version": 1,
    }
    return read_issued_badge({**CODE, "image": image}, BadgeKind.STANDARD, NO_DETAILS)


def picture_of(said: bytes) -> bytes:
    return rectangle_per_run(rows_of(said))


def assert_refused(badge: IssuedBadge, *, many: bool = False) -> None:
    with pytest.raises(StationError) as caught:
        code_of(badge, many=many)
    assert caught.value.code is ErrorCode.CODE_UNREADABLE
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert not caught.value.values
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert "Kx7" not in told
    assert "sam@" not in told


# Where the code comes from


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("said", [CONTENT, NO_TEXT], ids=["text", "no text"])
def test_a_code_is_made_of_the_content(said: bytes, many: bool) -> None:
    badge = issued(said, picture_of(said), "m")
    code = code_of(badge, many=many)
    assert code.content is badge.content
    assert code.content == Secret(said)
    assert code.size == make_code(Secret(said), "m").size
    code.clear()
    assert code.content == Secret(said)


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("form", [rectangle_per_run, one_path_of_runs, grey_png])
def test_without_content_the_code_is_the_pictures(form: object, many: bool) -> None:
    assert callable(form)
    rows = rows_of(NO_TEXT)
    code = code_of(issued(None, form(rows)), many=many)
    assert code.content == Secret(NO_TEXT)
    assert code.modules == b"".join(rows)
    code.clear()
    assert code.content.is_cleared
    assert not any(code.modules)


@pytest.mark.parametrize("layout", BADGES, ids=lambda layout: layout.name)
@pytest.mark.parametrize("form", [rectangle_per_run, grey_png])
@pytest.mark.usefixtures("type_family")
def test_an_answer_without_content_ends_in_a_badge_that_says_its_bytes(
    layout: Layout, form: object
) -> None:
    assert callable(form)
    page = replace(content(), issued=issued(None, form(rows_of(CONTENT))))
    data = pages_to_pdf(layout.pages(page, english()))
    assert codes_in_pdf(data, 300) == [CONTENT]


@pytest.mark.parametrize(
    "picture", [b"\x89PNG\r\n\x1a\n", b"<svg/>", picture_of(CONTENT)[:-300], b"nothing", None]
)
def test_a_picture_that_cannot_be_read_stops_no_badge(picture: bytes | None) -> None:
    assert code_of(issued(CONTENT, picture)).content == Secret(CONTENT)


def test_a_service_that_contradicts_itself_gets_no_badge() -> None:
    assert_refused(issued(CONTENT, picture_of(OTHER)))
    assert_refused(issued(CONTENT[:-1], picture_of(CONTENT)))


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("picture", [b"<svg/>", grey_png(rows_of(CONTENT))[:-60], CONTENT])
def test_without_content_a_picture_that_cannot_be_read_is_an_error(
    picture: bytes, many: bool
) -> None:
    assert_refused(issued(None, picture), many=many)


@pytest.mark.parametrize("many", [False, True])
def test_a_cleared_badge_is_an_error(many: bool) -> None:
    for badge in (issued(CONTENT, picture_of(CONTENT)), issued(None, picture_of(CONTENT))):
        badge.clear()
        badge.clear()
        assert_refused(badge, many=many)
    assert_refused(replace(badge, content=None, picture=None), many=many)


# Anything at all


@FEW
@given(st.binary(min_size=1, max_size=400), st.sampled_from("lmqh"), st.booleans())
def test_any_bytes_are_a_code_that_says_them(said: bytes, level: str, many: bool) -> None:
    badge = issued(said, level=level)
    assert code_of(badge, many=many).content == Secret(said)


@FEW
@given(st.binary(min_size=1, max_size=400))
def test_any_picture_is_a_code_or_an_error(picture: bytes) -> None:
    assert_refused(issued(None, picture))


# The quick way


@pytest.mark.parametrize("level", ["l", "m", "q", "h", "M"])
@pytest.mark.parametrize("length", [1, 64, 256, 350, 512, 1200])
def test_a_code_made_quickly_says_the_same_and_is_hardly_larger(level: str, length: int) -> None:
    said = Secret((CONTENT * 4)[:length])
    quick = make_code_quickly(said, level)
    assert quick.content is said
    assert quick.size <= make_code(said, level).size + 4


@pytest.mark.parametrize(
    ("text", "level"), [("", "m"), ("x" * 4000, "m"), ("some text", "x"), ("some text", "")]
)
def test_a_code_that_cannot_be_made_quickly_is_refused_without_its_content(
    text: str, level: str
) -> None:
    for make in (make_code, make_code_quickly):
        with pytest.raises(StationError) as caught:
            make(Secret(text), level)
        assert caught.value.code is ErrorCode.CODE_UNREADABLE
        assert caught.value.__context__ is None
