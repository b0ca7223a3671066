"""A layout file is read as it stands, and refused with the line of whatever is not right."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.models.errors import ErrorCode, StationError
from kiosk.printing import layout_expectations
from kiosk.printing.layout_file import parse_layout, read_layout
from kiosk.printing.layout_parts import CodePart, Condition, LayoutFile, What
from kiosk.printing.layouts import Layout, shipped_layouts
from kiosk.printing.page import Code, Colour, Page, PracticeMark, Rectangle, TextBlock
from kiosk.printing.toml_lines import KeyLines
from kiosk.services.resources import resource
from tests.support.pages import content, english

SMALL = """\
title = "Ours"
kind = "badge"
width = 60
height = 70

[[code]]
x = 5
y = 5
size = 50

[[text]]
x = 5
y = 56
width = 50
height = 12
lines = [
  { what = "name", size = 10, smallest = 6, most = 2 },
  { text = "Hello", size = 8, colour = "#1f3a5f" },
]
"""


def parsed(text: str) -> LayoutFile:
    return parse_layout(text, "ours.toml", "ours")


def refusal(text: str) -> StationError:
    with pytest.raises(StationError) as caught:
        parsed(text)
    return caught.value


def texts_of(page: Page) -> list[str]:
    return [
        str(paragraph.text)
        for element in page.elements
        if isinstance(element, TextBlock)
        for paragraph in element.paragraphs
    ]


def test_a_file_becomes_a_page() -> None:
    (page,) = Layout(parsed(SMALL)).pages(content(), english())
    assert texts_of(page) == ["Sam Rivera", "Hello"]
    assert page.codes[0].box.width == 50


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "value", "expected"),
    [
        ("width = 60", "width = 6", 3, "width", "6", layout_expectations.PAGE_LENGTH),
        ("width = 60", 'width = "60"', 3, "width", '"60"', layout_expectations.PAGE_LENGTH),
        ("width = 60", "width = nan", 3, "width", "nan", layout_expectations.PAGE_LENGTH),
        ("width = 60", f"width = {10**400}", 3, "width", "…", layout_expectations.PAGE_LENGTH),
        ("width = 60", "width = inf", 3, "width", "inf", layout_expectations.PAGE_LENGTH),
        ("width = 60", "width = true", 3, "width", "true", layout_expectations.PAGE_LENGTH),
        ('kind = "badge"', 'kind = "card"', 2, "kind", '"card"', layout_expectations.KIND),
        ('kind = "badge"\n', "", 1, "kind", "–", layout_expectations.KIND),
        ("size = 50", "size = 10", 9, "code.size", "10", layout_expectations.CODE_SIDE),
        ("size = 50", "sice = 50", 6, "code.size", "–", layout_expectations.CODE_SIDE),
        ("size = 50", "size = 50\nround = 3", 10, "code.round", "3", "ground"),
        ("most = 2", "most = 2.5", 17, "text.lines.most", "2.5", layout_expectations.LINE_COUNT),
        ("smallest = 6", "smallest = 16", 17, "text.lines.smallest", "16", None),
        ('"name"', '"nmae"', 17, "text.lines.what", '"nmae"', layout_expectations.WHAT),
        ("#1f3a5f", "blue", 18, "text.lines.colour", '"blue"', layout_expectations.COLOUR),
        ('text = "Hello"', 'text = "a\\nb"', 18, "text.lines.text", None, None),
        ("height = 12", "height = 32", 11, "text", "x 5, y 56, 50 × 32", None),
        ("y = 56", "y = 50", 11, "text", "code (6)", layout_expectations.APART),
        ("[[text]]", "[[txet]]", 11, "txet", "[{…}]", "text"),
        ("[[code]]", '[[code]]\nonly = "always"', 7, "code.only", '"always"', None),
        ("[[code]]", "[code]", 6, "code", "{…}", layout_expectations.TABLES),
    ],
)
def test_what_is_not_right_is_named_with_its_line(
    old: str, new: str, line: int, key: str, value: str | None, expected: str | None
) -> None:
    error = refusal(SMALL.replace(old, new, 1))
    assert error.code is ErrorCode.LAYOUT_WRONG
    assert error.values["file"] == "ours.toml"
    assert (error.values["line"], error.values["key"]) == (str(line), key)
    assert error.values["expected"]
    if value is not None:
        assert error.values["value"] == value
    if expected is not None:
        assert error.values["expected"] == expected


def test_a_file_that_is_no_toml_is_named_with_its_line() -> None:
    error = refusal(SMALL.replace("width = 60", "width 60"))
    assert error.code is ErrorCode.LAYOUT_NOT_TOML
    assert error.values["file"] == "ours.toml:3"


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('title = "Lä"'.encode("latin-1"))
    (tmp_path / "large.toml").write_bytes(b"#" * 1_100_000)
    for name in ("latin", "large", "missing"):
        with pytest.raises(StationError) as caught:
            read_layout(tmp_path / f"{name}.toml")
        assert caught.value.code is ErrorCode.LAYOUT_NOT_TOML


@pytest.mark.parametrize(
    "colours",
    ['colour = "line"', 'ground = "#777777"', 'colour = "white"\nground = "black"'],
)
def test_a_code_with_too_little_contrast_is_refused(colours: str) -> None:
    error = refusal(SMALL.replace("size = 50", f"size = 50\n{colours}"))
    assert error.values["expected"] == layout_expectations.CONTRAST


def test_a_code_in_dark_blue_on_light_grey_is_one() -> None:
    layout = parsed(SMALL.replace("size = 50", 'size = 50\ncolour = "#1f3a5f"\nground = "tint"'))
    (page,) = Layout(layout).pages(content(), english())
    assert page.codes[0].colour == Colour(0x1F, 0x3A, 0x5F)


def test_a_badge_needs_one_code_and_a_slip_a_pin_and_no_code() -> None:
    slip = SMALL.replace('"badge"', '"slip"')
    assert refusal(slip).values["expected"] == layout_expectations.SLIP_NO_CODE
    without = slip[: slip.index("[[code]]")] + slip[slip.index("[[text]]") :]
    assert refusal(without).values["expected"] == layout_expectations.SLIP_PIN
    badge = without.replace('"slip"', '"badge"')
    assert refusal(badge).values["expected"] == layout_expectations.BADGE_CODE


def test_parts_that_never_meet_may_have_the_same_place() -> None:
    words = (
        '[[text]]\nx = 5\ny = 5\nwidth = 50\nheight = 50\nlines = [{ what = "badge", size = 9 }]'
    )
    assert refusal(f"{SMALL}\n{words}").values["expected"] == layout_expectations.APART
    layout = parsed(f'{SMALL}\n{words}\nonly = "without-code"')
    assert any(Condition.WITHOUT_CODE in part.only for part in layout.parts)


def test_the_examples_that_people_copy_work() -> None:
    text = resource("layouts", "README.md").read_text("utf-8")
    label, sheet = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    every = {layout.name: layout.file for layout in shipped_layouts()}
    for example_text in (label, sheet):
        layout = parse_layout(example_text, "README.md", "example", None, every.get)
        (page,) = Layout(layout).pages(replace(content(), practice=True), english())
        assert page.codes
        assert page.width_mm in {100, 210}
    for word in (*What, *Condition):
        assert f"`{word.value}`" in text


def test_every_word_that_a_file_may_use_is_said_in_a_refusal() -> None:
    for what in What:
        assert f'"{what.value}"' in layout_expectations.WHAT
    for condition in Condition:
        assert f'"{condition.value}"' in layout_expectations.ONLY


@pytest.mark.parametrize("place", ["../logo.png", "/etc/passwd", "folder/logo.png", "no.png"])
def test_a_logo_lies_beside_its_layout_and_nowhere_else(tmp_path: Path, place: str) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    logo = f'[[logo]]\nfile = "{place}"\nx = 5\ny = 0\nwidth = 9\nheight = 4\n'
    with pytest.raises(StationError) as caught:
        parse_layout(SMALL + logo, "ours.toml", "ours", tmp_path / "layouts")
    assert caught.value.values["expected"] == layout_expectations.PICTURE_FILE
    assert caught.value.values["key"] == "logo.file"


def test_text_gives_way_to_a_logo_and_to_the_practice_mark(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    logo = '[[logo]]\nfile = "logo.png"\nx = 5\ny = 58\nwidth = 9\nheight = 8\n'
    layout = parse_layout(SMALL + logo, "ours.toml", "ours", tmp_path)
    (page,) = Layout(layout).pages(content(), english())
    (text,) = [element.box for element in page.elements if isinstance(element, TextBlock)]
    assert text.x == pytest.approx(17)
    assert text.right == pytest.approx(55)


CROWDED = SMALL.replace("x = 5\ny = 5\nsize = 50", "x = 0\ny = 0\nsize = 60").replace(
    "x = 5\ny = 56\nwidth = 50\nheight = 12", "x = 0\ny = 60\nwidth = 60\nheight = 10"
)
ONLY_CODE = (
    SMALL[: SMALL.index("[[text]]")]
    .replace("height = 70", "height = 60")
    .replace("x = 5\ny = 5\nsize = 50", "x = 0\ny = 0\nsize = 60")
)


@pytest.mark.parametrize("text", [SMALL, CROWDED, ONLY_CODE])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_practice_page_has_its_mark_whatever_the_layout_says(
    text: str, right_to_left: bool
) -> None:
    sample = replace(content(), practice=True, right_to_left=right_to_left)
    (page,) = Layout(parsed(text)).pages(sample, english())
    (mark,) = [element for element in page.elements if isinstance(element, PracticeMark)]
    assert page.box.contains(mark.box)
    assert mark.box.width >= 20
    solid = [it for it in page.elements if not isinstance(it, Rectangle)]
    for one, other in combinations(solid, 2):
        assert not one.box.overlaps(other.box), (one, other)
    assert any(isinstance(element, Code) for element in page.elements)


def test_a_mark_that_is_only_there_at_times_is_put_on_at_the_others() -> None:
    mark = '[[practice]]\nx = 5\ny = 0.5\nwidth = 20\nheight = 4\nonly = "with-pin"\n'
    layout = Layout(parsed(SMALL + mark))
    for sample in (content(), replace(content(), pin=None)):
        (page,) = layout.pages(replace(sample, practice=True), english())
        assert len([it for it in page.elements if isinstance(it, PracticeMark)]) == 1


@pytest.mark.parametrize("layout", shipped_layouts(), ids=lambda layout: layout.name)
def test_the_lines_of_shipped_files_are_found(layout: Layout) -> None:
    rows = resource("layouts", f"{layout.name}.toml").read_text("utf-8").splitlines()
    for part in layout.file.parts:
        if layout.file.sheet is None:
            assert rows[part.line - 1].startswith("[[")
            assert isinstance(part, CodePart) == (rows[part.line - 1] == "[[code]]")


_WORDS = st.sampled_from(
    [
        "title", "kind", "width", "height", "from", "sheet", "code", "text", "frame", "line",
        "fold", "cut", "logo", "photo", "practice", "lines", "what", "size", "x", "y", "only",
        "page", "to", "file", "columns", "rows", "left", "top", "colour", "ground", "a b", "é",
    ]
)  # fmt: skip
_VALUES = st.recursive(
    st.one_of(
        st.booleans().map(lambda it: str(it).lower()),
        st.integers(-5, 400).map(str),
        st.floats().map(repr),
        st.sampled_from(
            ['"badge"', '"slip"', '"name"', "'pin'", '"""x\n"y"""', "2026-11-24", "''"]
        ),
        st.text(max_size=8).map(lambda it: "'" + "".join(c for c in it if c.isalnum()) + "'"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda it: "[ # x\n" + ",\n".join(it) + "]"),
        st.lists(st.tuples(_WORDS, inner), max_size=3).map(
            lambda it: "{ " + ", ".join(f'"{key}" = {value}' for key, value in it) + " }"
        ),
    ),
    max_leaves=6,
)
_LINES = st.one_of(
    st.tuples(_WORDS, _VALUES).map(lambda it: f'"{it[0]}" = {it[1]}'),
    _WORDS.map(lambda it: f'[["{it}"]]'),
    _WORDS.map(lambda it: f'["{it}"]'),
    st.sampled_from(SMALL.splitlines()),
    st.text(max_size=12),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES, max_size=25).map("\n".join))
@example(SMALL)
@example('text = [[{ "a" = 1 }]]')
@example('a.b."c.d" = 1\n[[text.x]]\n[text.x.y]\n')
def test_any_text_is_a_layout_or_refused(text: str) -> None:
    check_is_read_or_refused(text)


def check_is_read_or_refused(text: str) -> None:
    error: StationError | None = None
    try:
        assert parsed(text).parts
    except StationError as refused:
        error = refused
    if error is None or error.code is ErrorCode.LAYOUT_NOT_TOML:
        return
    assert error.code is ErrorCode.LAYOUT_WRONG
    assert 1 <= int(error.values["line"]) <= max(1, text.count("\n") + 1)
    assert all(error.values[key] for key in ("file", "key", "value", "expected"))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["cr80", "a4", "insert-2x2", "letter-10", "slip-fold-a4"]),
    st.integers(0, 150),
    st.one_of(st.none(), _LINES),
)
def test_a_file_with_one_line_changed_is_a_layout_or_refused(
    name: str, number: int, line: str | None
) -> None:
    rows = resource("layouts", f"{name}.toml").read_text("utf-8").splitlines()
    place = number % len(rows)
    rows[place : place + 1] = [] if line is None else [line]
    check_is_read_or_refused("\n".join(rows))


@settings(max_examples=200, deadline=None)
@given(st.lists(_LINES, max_size=12).map("\n".join))
@example('a = """\n[[x]]\n"""\nb = 1')
def test_every_key_is_found_on_a_line_that_has_it(text: str) -> None:
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    rows = text.replace("\r\n", "\n").split("\n")
    lines = KeyLines(text)
    for key in content:
        row = rows[lines.line_of((key,)) - 1]
        assert key in row or "\\" in row
