"""Content for pages in tests, and what a decoder and a PDF reader make of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import pypdfium2
import zxingcpp
from PySide6.QtCore import QLocale

from kiosk.models.secret import Secret
from kiosk.printing.content import PrintContent
from kiosk.printing.dates import LocaleDates
from kiosk.printing.samples import sample_content
from kiosk.printing.texts import Wording
from tests.support.badges import said_by

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

NAMES = {
    "plain": "Sam Rivera",
    "long": "Maximiliane-Konstantina von und zu Hohenlohe-Waldenburg-Schillingsfürst",
    "one endless word": "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren",
    "arabic": "محمد عبد الرحمن بن عبد العزيز الهاشمي القرشي",
    "hebrew": "יעל בן־דוד",
    "chinese": "欧阳娜娜",
    "japanese": "勅使河原 慎之介",
    "korean": "남궁민수",
    "thai": "สมชาย ใจดี ณ อยุธยา",
    "devanagari": "श्रीमती लक्ष्मी नारायण चतुर्वेदी",
    "cyrillic": "Александра Константиновна Рождественская-Преображенская",
    "vietnamese": "Nguyễn Thị Thuỳ Dương",
    "emoji": "Sam 😀 Rivera",
}


def english(locale: str = "en_GB") -> Wording:
    """Return the sentences as they stand in the code, with dates of a locale."""
    return Wording(lambda _context, text: text, LocaleDates(QLocale(locale)))


def content(name: str = "Sam Rivera", *, key_length: int = 256) -> PrintContent:
    """Return sample content for somebody of that name; its badge and PIN open nothing."""
    sample = sample_content(NOW, key_length=key_length)
    return replace(sample, person=replace(sample.person, display_name=name))


def code_text(of: PrintContent) -> bytes:
    """Return what the code of the content must say."""
    return said_by(of.issued).encode()


def pin_digits(of: PrintContent) -> str:
    """Return the digits of the content's PIN."""
    assert isinstance(of.pin, Secret)
    return of.pin.reveal()


def qr_codes(grey: bytes, height: int, stride: int) -> list[bytes]:
    """Return what a decoder reads in a grey picture.

    Only QR codes: among lines and letters it sees codes of other kinds where there are none.
    """
    pixels = memoryview(grey).cast("B", (height, stride))
    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [code.bytes for code in zxingcpp.read_barcodes(pixels, formats=kind)]


def codes_on_page(page: pypdfium2.PdfPage, dpi: float) -> list[bytes]:
    """Return what a decoder reads on a page, rendered at `dpi` dots an inch."""
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    return qr_codes(bytes(bitmap.buffer), bitmap.height, bitmap.stride)


def codes_in_pdf(data: bytes, dpi: float) -> list[bytes]:
    """Return what a decoder reads on the first page, rendered at `dpi` dots an inch."""
    document = pypdfium2.PdfDocument(data)
    try:
        return codes_on_page(document[0], dpi)
    finally:
        document.close()


def all_codes_in_pdf(data: bytes, dpi: float) -> list[bytes]:
    """Return what a decoder reads on all pages, rendered at `dpi` dots an inch."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [code for page in document for code in codes_on_page(page, dpi)]
    finally:
        document.close()


def text_of_pdf(data: bytes) -> str:
    """Return the text that a reader finds on all pages."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [
            document[number].get_textpage().get_text_range() for number in range(len(document))
        ]
        return "\n".join(cast("list[str]", texts))
    finally:
        document.close()


def size_of_pdf(data: bytes) -> tuple[float, float]:
    """Return width and height of the first page in millimetres."""
    document = pypdfium2.PdfDocument(data)
    try:
        width, height = document[0].get_size()
        return width * 25.4 / 72, height * 25.4 / 72
    finally:
        document.close()
