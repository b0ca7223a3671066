"""The PDF is the page: its size, its words, its code; and its metadata says nothing."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.printing.codes import CodeMatrix
from kiosk.printing.geometry import Box
from kiosk.printing.layouts import Kind, Layout, layout_named, shipped_layouts
from kiosk.printing.page import Code, CutMarks, Element, Page, Picture, Rectangle, Rule
from kiosk.printing.page import Colour as PageColour
from kiosk.printing.painter import paint_page
from kiosk.printing.pdf import pages_to_pdf, write_pdf
from kiosk.printing.proof import check_page, render
from tests.support.pages import (
    NAMES,
    code_text,
    codes_in_pdf,
    content,
    english,
    pin_digits,
    size_of_pdf,
    text_of_pdf,
)

pytestmark = pytest.mark.usefixtures("type_family")
BADGES = [layout for layout in shipped_layouts() if layout.kind is Kind.BADGE]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("layout", BADGES, ids=lambda layout: layout.name)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_printed_code_says_what_the_service_said(layout: Layout, dpi: float) -> None:
    sample = content(key_length=272)
    data = pages_to_pdf(layout.pages(sample, english()), dpi=dpi)
    assert codes_in_pdf(data, dpi) == [code_text(sample)]


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_the_page_has_its_real_size(layout: Layout) -> None:
    data = pages_to_pdf(layout.pages(content(), english()))
    # Qt writes page sizes in whole points.
    assert size_of_pdf(data) == pytest.approx((layout.width_mm, layout.height_mm), abs=0.2)


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_name_and_pin_can_be_read_and_searched(layout: Layout) -> None:
    sample = replace(content(), practice=True)
    text = text_of_pdf(pages_to_pdf(layout.pages(sample, english())))
    assert "Sam Rivera" in text
    assert pin_digits(sample) in squeezed(text)
    assert "PRACTICE" in text


@pytest.mark.parametrize("name", ["plain", "cyrillic", "vietnamese", "japanese", "korean"])
def test_names_of_many_scripts_are_in_the_text(name: str) -> None:
    text = text_of_pdf(pages_to_pdf(layout_named("slip-a4").pages(content(NAMES[name]), english())))
    assert squeezed(NAMES[name]) in squeezed(text)


@pytest.mark.parametrize("locale", ["en_US", "en_GB", "de"])
def test_times_and_brackets_are_in_the_text(locale: str) -> None:
    sample = replace(content("Sam (Night-Shift) Rivera"), station_name="Gate 4: (A-B)")
    text = text_of_pdf(pages_to_pdf(layout_named("slip-a4").pages(sample, english(locale))))
    assert "Sam(Night-Shift)Rivera" in squeezed(text)
    assert "Gate4:(A-B)" in squeezed(text)
    moment = sample.printed_at.astimezone()
    assert f":{moment.minute:02}" in text


def test_the_metadata_says_nothing_about_anybody() -> None:
    sample = content()
    document = pypdfium2.PdfDocument(pages_to_pdf(layout_named("a4").pages(sample, english())))
    metadata = document.get_metadata_dict()
    document.close()
    assert metadata["Title"] == "PIN Kiosk"
    everything = " ".join(metadata.values())
    assert pin_digits(sample) not in everything
    assert "Rivera" not in everything
    assert "ms-qrpin" not in everything


def test_neither_pin_nor_key_stands_in_the_file_as_plain_bytes() -> None:
    sample = content()
    data = pages_to_pdf(layout_named("a4").pages(sample, english()))
    assert pin_digits(sample).encode() not in data
    assert b"ms-qrpin" not in data


def test_pages_of_different_sizes_keep_them() -> None:
    pages = [layout_named(name).pages(content(), english())[0] for name in ("cr80", "a4")]
    document = pypdfium2.PdfDocument(pages_to_pdf(pages))
    widths = [round(page.get_size()[0] * 25.4 / 72) for page in document]
    document.close()
    assert widths == [86, 210]


def test_pages_are_written_one_by_one_as_they_come() -> None:
    written: list[int] = []
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)

    def pages() -> Iterator[Page]:
        for _ in range(3):
            written.append(device.pos())
            yield layout_named("cr80").pages(content(), english())[0]

    assert write_pdf(pages(), device) == 3
    # Each page was in the file before the next but one was asked for.
    assert written[2] > written[1]
    document = pypdfium2.PdfDocument(bytes(device.data().data()))
    assert len(document) == 3
    document.close()


def test_nothing_is_returned_if_one_page_is_refused() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    cleared = layout_named("cr80").pages(content(), english())[0]
    cleared.clear()
    with pytest.raises(StationError, match="PK-504"):
        pages_to_pdf(iter([page, cleared]))


def test_a_device_that_cannot_be_written_to_is_refused() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    with pytest.raises(StationError) as caught:
        write_pdf([page], device)
    assert caught.value.code is ErrorCode.FILE_NOT_WRITTEN


def test_no_pages_make_no_file() -> None:
    assert pages_to_pdf([]) == b""


def test_a_pdf_can_be_made_on_a_worker_thread() -> None:
    sample = content()
    pages = layout_named("cr80").pages(sample, english())
    with ThreadPoolExecutor(2) as pool:
        for made in pool.map(lambda _: pages_to_pdf(pages), range(8)):
            assert codes_in_pdf(made, 300) == [code_text(sample)]


def test_vectors_keep_a_badge_small() -> None:
    with_code = pages_to_pdf(layout_named("cr80").pages(content(), english()))
    without = pages_to_pdf(layout_named("cr80").pages(replace(content(), issued=None), english()))
    assert len(with_code) - len(without) < 8_000


def test_a_code_that_is_covered_never_leaves_the_station() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    blot = Rectangle(Box(15, 15, 16, 16), fill=PageColour(90, 90, 90))
    with pytest.raises(StationError) as caught:
        pages_to_pdf([replace(page, elements=(*page.elements, blot))])
    assert caught.value.code is ErrorCode.CODE_UNREADABLE


@pytest.mark.parametrize(
    "stray",
    [
        Rectangle(Box(0, 0, 2.4, 54), stroke=PageColour(0, 0, 0), stroke_mm=30),
        Rule(Box(0, 0, 2.4, 54), PageColour(0, 0, 0), width_mm=60),
        CutMarks(Box(-40, -40, 56, 56), length_mm=60, gap_mm=0.1),
    ],
    ids=["outline", "rule", "cut marks"],
)
def test_ink_that_an_element_leaves_beside_its_box_is_seen(stray: Element) -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    (code,) = page.codes
    blotted = replace(page, elements=(*page.elements, stray))
    clean, soiled = (render(one, 300, code.box) for one in (page, blotted))
    assert clean != soiled


def test_a_code_of_somebody_else_never_leaves_the_station() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    (code,) = page.codes
    other = CodeMatrix(code.matrix.size, code.matrix.modules, Secret("ms-qrpin:v1|other"))
    with pytest.raises(StationError, match="PK-504"):
        check_page(Page(86, 54, (Code(code.box, other),)))


def test_a_cleared_badge_never_leaves_the_station() -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    page.clear()
    with pytest.raises(StationError, match="PK-504"):
        pages_to_pdf([page])


def test_a_key_that_is_too_long_for_the_layout_is_refused_with_its_size() -> None:
    with pytest.raises(StationError) as caught:
        pages_to_pdf(layout_named("cr80").pages(content(key_length=1500), english()))
    assert caught.value.code is ErrorCode.CODE_TOO_SMALL
    assert float(caught.value.values["needed_mm"]) > 46


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_module_is_the_same_number_of_dots(dpi: float) -> None:
    (page,) = layout_named("cr80").pages(content(), english())
    (code,) = page.codes
    image = render(page, dpi, code.box)
    # The finder pattern's first row: seven modules dark, so its length gives the module.
    width = image.width()
    pixels = bytes(image.constBits())
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    first = next(row for row in rows if 0 in row)
    dark = first.index(255, first.index(0)) - first.index(0)
    module, rest = divmod(dark, 7)
    assert rest == 0
    assert module >= 3
    assert set(first) == {0, 255}


def test_a_cleared_pin_is_not_painted() -> None:
    pin = Secret("83105274")
    sample = replace(content(), pin=pin)
    pages = layout_named("slip-cr80").pages(sample, english())
    before = render(pages[0], 100)
    pin.clear()
    after = render(pages[0], 100)
    assert before != after
    assert "8310" not in text_of_pdf(pages_to_pdf(pages))


def test_a_photo_fills_its_place_and_a_broken_one_is_left_out() -> None:
    red = QImage(40, 20, QImage.Format.Format_RGB32)
    red.fill(0xFFCC0000)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert red.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here
    photo = Picture(Box(0, 0, 10, 10), bytes(data.data()), is_round=True)
    broken = Picture(Box(10, 0, 10, 10), b"no picture")
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_page(painter, Page(20, 10, (photo, broken)), 10)
    painter.end()
    assert image.pixelColor(50, 50).red() == 0xCC
    assert image.pixelColor(50, 50).green() == 0
    assert image.pixelColor(2, 2).green() == 255
    assert image.pixelColor(150, 50).green() == 255


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot die from Python 3.12 on")
def test_painting_a_lot_does_not_wear_none_out() -> None:
    (page,) = layout_named("slip-cr80").pages(content(), english())
    render(page, 72)
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(60):
        render(page, 72)
    gc.collect()
    assert sys.getrefcount(None) - before > -60
