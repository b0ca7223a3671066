"""Every layout on every printer: the code reads as printed, or the page says what it needs."""

from __future__ import annotations

from functools import cache

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.codes import LEAST_MODULE_MM
from kiosk.printing.content import PrintContent
from kiosk.printing.layouts import Kind, Layout, shipped_layouts
from kiosk.printing.painter import placement_of
from kiosk.printing.proof import check_page, render
from kiosk.printing.symbols import read_content
from tests.support.pages import code_text, content, english

pytestmark = pytest.mark.usefixtures("type_family")
BADGES = [layout for layout in shipped_layouts() if layout.kind is Kind.BADGE]


@cache
def badge_with_key(length: int) -> PrintContent:
    return content(key_length=length)


@pytest.mark.parametrize("layout", BADGES, ids=lambda layout: layout.name)
@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("length", [64, 128, 256, 384, 512])
def test_a_code_reads_at_the_printers_resolution_or_is_refused(
    layout: Layout, dpi: float, length: int
) -> None:
    sample = badge_with_key(length)
    page = layout.pages(sample, english())[0]
    (code,) = page.codes
    try:
        module = placement_of(code, dpi).module_mm
    except StationError as error:
        refused = error
    else:
        check_page(page, dpi)
        image = render(page, dpi, code.box)
        said = read_content(image.constBits(), image.width())
        assert said is not None
        assert said.reveal_bytes() == code_text(sample)
        assert module >= LEAST_MODULE_MM - 0.001
        # The module is a whole number of printer dots.
        dots = module * dpi / 25.4
        assert dots == pytest.approx(round(dots))
        return
    assert refused.code is ErrorCode.CODE_TOO_SMALL
    assert float(refused.values["needed_mm"]) > code.box.width
    # A code of the usual size goes on every layout.
    assert length > 256


def test_the_largest_layouts_take_the_longest_code() -> None:
    longest = content(key_length=512)
    for name in ("label-62", "label-102", "label-4x6", "receipt-80", "cr80"):
        layout = next(layout for layout in BADGES if layout.name == name)
        check_page(layout.pages(longest, english())[0], 300)
