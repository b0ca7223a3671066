"""A phone reads every badge that is printed, from as far away as it is said to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing.codes import make_code
from kiosk.printing.content import PrintContent
from kiosk.printing.geometry import Box
from kiosk.printing.layouts import Layout
from kiosk.printing.page import Code, Page
from kiosk.printing.painter import placement_of
from kiosk.printing.proof import render
from kiosk.printing.symbols import read_content
from tests.support.camera import Camera, read_picture
from tests.support.pages import code_text, content, english
from tests.support.scanning_table import (
    DPIS,
    LENGTHS,
    LEVELS,
    SERVICE_LEVEL,
    Reach,
    badge_layouts,
    least_side,
    modules_of,
    reach_of,
    side_of,
)

pytestmark = pytest.mark.usefixtures("type_family")

AROUND_MM = 2.0
NEAR, FAR = Camera(150), Camera(250)
EDGE_PICTURES = 2
CELLS = [(layout, dpi, length) for layout in badge_layouts() for dpi in DPIS for length in LENGTHS]


@cache
def badge_with_key(length: int, level: str = SERVICE_LEVEL) -> PrintContent:
    sample = content(key_length=length)
    assert sample.issued is not None
    return replace(sample, issued=replace(sample.issued, error_correction=level))


def read_directly(page: Page, code: Code, dpi: float) -> bytes | None:
    image = render(page, dpi, code.box)
    said = read_content(image.constBits(), image.width())
    return None if said is None else said.reveal_bytes()


def photographed(page: Page, code: Code, dpi: float, camera: Camera, seed: int) -> bytes | None:
    """Return what a phone reads off the printed code and what lies around it."""
    return read_picture(camera.take(render(page, dpi, code.box.inset(-AROUND_MM)), dpi, seed))


# Each combination gets a picture of its own, so that together they are many.
@pytest.mark.parametrize(
    ("number", "layout", "dpi", "length"),
    [(number, *cell) for number, cell in enumerate(CELLS)],
    ids=[f"{layout.name}-{dpi}-{length}" for layout, dpi, length in CELLS],
)
def test_a_phone_reads_what_the_station_prints(
    number: int, layout: Layout, dpi: float, length: int
) -> None:
    sample = badge_with_key(length)
    page = layout.pages(sample, english())[0]
    (code,) = page.codes
    reach = reach_of(side_of(layout), modules_of(length, SERVICE_LEVEL), dpi)
    if reach is Reach.REFUSED:
        with pytest.raises(StationError) as caught:
            placement_of(code, dpi)
        assert caught.value.code is ErrorCode.CODE_TOO_SMALL
        return
    assert placement_of(code, dpi).is_small == (reach is Reach.NEAR)
    said = code_text(sample)
    assert read_directly(page, code, dpi) == said
    assert photographed(page, code, dpi, NEAR, number) == said
    if reach is Reach.FAR:
        assert photographed(page, code, dpi, FAR, number) == said


@pytest.mark.parametrize("layout", badge_layouts(), ids=lambda layout: layout.name)
@pytest.mark.parametrize("level", [level for level in LEVELS if level != SERVICE_LEVEL])
def test_codes_of_another_level_come_out_as_said(layout: Layout, level: str) -> None:
    for length in LENGTHS:
        (code,) = layout.pages(badge_with_key(length, level), english())[0].codes
        for dpi in DPIS:
            reach = reach_of(side_of(layout), modules_of(length, level), dpi)
            try:
                is_small = placement_of(code, dpi).is_small
            except StationError:
                assert reach is Reach.REFUSED
            else:
                assert reach is (Reach.NEAR if is_small else Reach.FAR)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("reach", "camera"), [(Reach.NEAR, NEAR), (Reach.FAR, FAR)])
def test_the_smallest_code_that_is_said_to_work_does(
    level: str, dpi: float, length: int, reach: Reach, camera: Camera
) -> None:
    sample = badge_with_key(length, level)
    assert sample.issued is not None
    assert sample.issued.content is not None
    side = least_side(modules_of(length, level), dpi, reach)
    code = Code(Box(5, 5, side, side), make_code(sample.issued.content, level))
    page = Page(side + 10, side + 10, (code,))
    said = code_text(sample)
    assert read_directly(page, code, dpi) == said
    for seed in range(EDGE_PICTURES):
        assert photographed(page, code, dpi, camera, seed) == said


def test_a_code_smaller_than_that_is_not_read_from_afar() -> None:
    sample = badge_with_key(256)
    assert sample.issued is not None
    assert sample.issued.content is not None
    side = least_side(modules_of(256, SERVICE_LEVEL), 203, Reach.NEAR)
    code = Code(Box(5, 5, side, side), make_code(sample.issued.content, SERVICE_LEVEL))
    page = Page(side + 10, side + 10, (code,))
    read = [photographed(page, code, 203, FAR, seed) for seed in range(10)]
    assert read.count(code_text(sample)) < 8


def test_the_same_seed_takes_the_same_picture() -> None:
    (page,) = badge_layouts()[0].pages(badge_with_key(64), english())
    paper = render(page, 203, page.codes[0].box)
    first, again, other = (NEAR.take(paper, 203, seed) for seed in (1, 1, 2))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


def test_a_picture_of_bare_paper_says_nothing() -> None:
    assert read_picture(FAR.take(render(Page(40, 40, ()), 300), 300, 0)) is None
