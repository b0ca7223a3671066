"""The layouts by name, shipped ones and a site's own, and the pages that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.paper_choices import Kind, PaperChoices
from kiosk.models.settings import BadgeSettings
from kiosk.printing.cards import Card, cards_of
from kiosk.printing.content import PrintContent
from kiosk.printing.geometry import Box
from kiosk.printing.layout_file import read_layout
from kiosk.printing.layout_parts import LayoutFile, Sheet
from kiosk.printing.page import ALL_SIDES, CutMarks, Element, Page, Side, moved_element
from kiosk.printing.texts import Wording
from kiosk.printing.toml_lines import shown_value
from kiosk.services.resources import resource
from kiosk.services.settings_file import LoadedSettings

__all__ = [
    "Kind",
    "Layout",
    "LayoutShelf",
    "check_layout_setting",
    "check_layout_settings",
    "default_layout",
    "default_name",
    "layout_named",
    "shipped_layouts",
]

SHIPPED_NAMES = (
    "cr80",
    "cr80-portrait",
    "insert-2x2",
    "label-62",
    "label-102",
    "label-4x6",
    "receipt-80",
    "square-2in",
    "a4",
    "a4-8",
    "a4-10",
    "letter",
    "letter-8",
    "letter-10",
    "slip-cr80",
    "slip-a4",
    "slip-letter",
    "slip-fold-a4",
    "slip-fold-letter",
)
"""What comes with the program, badges first."""

_LETTER_TERRITORIES = frozenset(
    {"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "SV", "NI", "DO", "PR"}
)
_MARK_ROOM_MM = 8.0
_SHEET_MARK_MM = 2.5
_DEFAULT_NAMES = {
    Kind.BADGE: ("a4", "letter"),
    Kind.SLIP: ("slip-a4", "slip-letter"),
}


@dataclass(frozen=True)
class Layout:
    """A way to put badge and PIN on paper; sizes in millimetres.

    `title` is the file's; that of a shipped one is among `texts.LAYOUT_TITLES`.
    """

    file: LayoutFile = field(repr=False)
    is_shipped: bool = True

    @property
    def name(self) -> str:
        """The name, which is also its file's."""
        return self.file.name

    @property
    def kind(self) -> Kind:
        """What it is for."""
        return self.file.kind

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        return self.file.title

    @property
    def width_mm(self) -> float:
        """The width of the paper."""
        return self.file.sheet.width if self.file.sheet else self.file.width

    @property
    def height_mm(self) -> float:
        """The height of the paper."""
        return self.file.sheet.height if self.file.sheet else self.file.height

    def pages(self, content: PrintContent, wording: Wording) -> tuple[Page, ...]:
        """Return the pages that say `content` in the words of `wording`.

        Raises StationError CODE_UNREADABLE when the badge's code cannot be made.
        """
        return tuple(self._pages((content,), lambda _: wording, many=False))

    @property
    def places(self) -> int:
        """How many cards a page has room for."""
        sheet = self.file.sheet
        return sheet.columns * sheet.rows if sheet else 1

    def sheets(
        self,
        contents: Iterable[PrintContent],
        wording: Wording | Callable[[PrintContent], Wording],
    ) -> Iterator[Page]:
        """Yield the pages for several people, as many on a sheet as it has places.

        `wording` may be a function, where each person reads another language. Whoever has two
        cards (badge and PIN) gets them one after the other. A page is made when it is asked
        for, and a content taken when its page is made, so that thousands need no more memory
        than a few; codes are made as for runs (see `code_of`). Raises, at the page that it
        concerns, StationError CODE_UNREADABLE when a badge's code cannot be made.
        """
        words_for = (lambda _: wording) if isinstance(wording, Wording) else wording
        return self._pages(contents, words_for, many=True)

    def _pages(
        self,
        contents: Iterable[PrintContent],
        words_for: Callable[[PrintContent], Wording],
        *,
        many: bool,
    ) -> Iterator[Page]:
        places = self.places
        cards: list[Card] = []
        right_to_left = False
        for content in contents:
            right_to_left = right_to_left or content.right_to_left
            cards += cards_of(self.file, content, words_for(content), many=many)
            while len(cards) >= places:
                yield self._page(cards[:places], right_to_left=right_to_left)
                del cards[:places]
        if cards:
            yield self._page(cards, right_to_left=right_to_left)

    def _page(self, cards: Sequence[Card], *, right_to_left: bool) -> Page:
        sheet = self.file.sheet
        if sheet is None:
            page = Page(self.file.width, self.file.height, cards[0])
        else:
            page = self._filled(sheet, cards)
        return page.mirrored() if right_to_left else page

    def _filled(self, sheet: Sheet, cards: Sequence[Card]) -> Page:
        elements: list[Element] = []
        for number, card in enumerate(cards):
            row, column = divmod(number, sheet.columns)
            left = sheet.left + column * (self.file.width + sheet.gap_across)
            top = sheet.top + row * (self.file.height + sheet.gap_down)
            elements += [moved_element(element, left, top) for element in card]
            if sheet.cut_marks:
                box = Box(left, top, self.file.width, self.file.height)
                sides = _marked_sides(sheet, column, row)
                elements.append(CutMarks(box, length_mm=_SHEET_MARK_MM, sides=sides))
        return Page(sheet.width, sheet.height, tuple(elements))


def _marked_sides(sheet: Sheet, column: int, row: int) -> frozenset[Side]:
    """Return where marks have room: at the edges, and between cards that are far apart."""
    inner = set()
    if sheet.gap_across < _MARK_ROOM_MM:
        inner |= {Side.LEFT} if column > 0 else set()
        inner |= {Side.RIGHT} if column < sheet.columns - 1 else set()
    if sheet.gap_down < _MARK_ROOM_MM:
        inner |= {Side.TOP} if row > 0 else set()
        inner |= {Side.BOTTOM} if row < sheet.rows - 1 else set()
    return ALL_SIDES - inner


@dataclass(frozen=True)
class LayoutShelf:
    """All layouts of a station: those that come with the program, and those in its folders.

    A layout in an earlier folder stands in for one of the same name in a later one, and for a
    shipped one. Files are read when their layout is asked for, each time anew.
    """

    folders: tuple[Path, ...] = ()

    def named(self, name: str) -> Layout:
        """Return the layout of that name.

        Raises StationError LAYOUT_UNKNOWN, or what is wrong with its file.
        """
        file = self._own_files().get(name)
        if file is not None:
            return Layout(read_layout(file, self._card), is_shipped=False)
        if name in SHIPPED_NAMES:
            return _shipped(name)
        known = ", ".join(self.names())
        raise StationError(ErrorCode.LAYOUT_UNKNOWN, {"name": name, "known": known})

    def of_kind(self, kind: Kind, name: str) -> Layout:
        """Return the layout of that name for that kind; raises what `named` raises.

        Where it is for the other kind, it counts as unknown: a badge on a slip has no code.
        """
        layout = self.named(name)
        if layout.kind is kind:
            return layout
        known = ", ".join(layout.name for layout in self.all()[0] if layout.kind is kind)
        raise StationError(ErrorCode.LAYOUT_UNKNOWN, {"name": name, "known": known})

    def names(self) -> tuple[str, ...]:
        """Return the names of all layouts, a site's own after the shipped ones."""
        own = [name for name in self._own_files() if name not in SHIPPED_NAMES]
        return (*SHIPPED_NAMES, *sorted(own))

    def all(self) -> tuple[tuple[Layout, ...], tuple[StationError, ...]]:
        """Return every layout that can be read, and what is wrong with the others."""
        layouts, wrong = [], []
        for name in self.names():
            try:
                layouts.append(self.named(name))
            except StationError as error:
                wrong.append(error)
        return tuple(layouts), tuple(wrong)

    def _card(self, name: str) -> LayoutFile | None:
        """Return the layout that a sheet takes its cards from.

        It cannot take them from another one, so nothing goes round in a circle.
        """
        file = self._own_files().get(name)
        if file is not None:
            return read_layout(file)
        return _shipped(name).file if name in SHIPPED_NAMES else None

    def _own_files(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for folder in self.folders:
            try:
                files = sorted(folder.glob("*.toml"))
            except OSError:
                # A folder that may not be read has nothing to offer.
                continue
            for file in files:
                found.setdefault(file.stem, file)
        return found


def check_layout_settings(loaded: LoadedSettings) -> None:
    """Make sure that the layouts that will be used are there, right, and of their kind.

    Those are the ones that the settings name; where they name none, a site's own that stand in
    for the usual ones. Raises StationError SETTING_WRONG with file, key, value and the names
    that there are, or what is wrong with the layout's file.
    """
    for kind in (Kind.BADGE, Kind.SLIP):
        check_layout_setting(loaded, kind)


def check_layout_setting(loaded: LoadedSettings, kind: Kind) -> None:
    """Make sure of one of the two, as `check_layout_settings` does of both."""
    badge = loaded.settings.badge
    shelf = LayoutShelf(loaded.layout_folders)
    is_badge = kind is Kind.BADGE
    key = "badge.layout" if is_badge else "badge.slip_layout"
    name = name_in_settings(badge, kind)
    for one in (name,) if name else _DEFAULT_NAMES[kind]:
        _check_named(loaded, shelf, key, one, kind)


def _check_named(
    loaded: LoadedSettings, shelf: LayoutShelf, key: str, name: str, kind: Kind
) -> None:
    if name in shelf.names() and shelf.named(name).kind is kind:
        return
    known = [f'"{layout.name}"' for layout in shelf.all()[0] if layout.kind is kind]
    values = {
        "file": loaded.origin_of(key).place or str(loaded.file or loaded.layout_folders[0]),
        "key": key,
        "value": shown_value(name),
        "expected": ", ".join((*known, '""')),
    }
    raise StationError(ErrorCode.SETTING_WRONG, values)


@lru_cache(maxsize=len(SHIPPED_NAMES))
def _shipped(name: str) -> Layout:
    return Layout(read_layout(resource("layouts", f"{name}.toml"), _shipped_card))


def _shipped_card(name: str) -> LayoutFile | None:
    return _shipped(name).file if name in SHIPPED_NAMES else None


@cache
def shipped_layouts() -> tuple[Layout, ...]:
    """Return all layouts that come with the program, badges first."""
    return tuple(_shipped(name) for name in SHIPPED_NAMES)


def layout_named(name: str) -> Layout:
    """Return the shipped layout of that name; raises StationError LAYOUT_UNKNOWN."""
    return LayoutShelf().named(name)


def default_name(locale_name: str, kind: Kind = Kind.BADGE) -> str:
    """Return the name of the layout for the paper of a locale such as `en_US` or `de-DE`."""
    territory = locale_name.replace("-", "_").split("_")[-1].upper()
    sheet = "letter" if territory in _LETTER_TERRITORIES else "a4"
    return sheet if kind is Kind.BADGE else f"slip-{sheet}"


def name_in_settings(badge: BadgeSettings, kind: Kind) -> str:
    """Return the name of the layout that the settings name for a kind; empty for none."""
    return badge.layout if kind is Kind.BADGE else badge.slip_layout


def name_in_use(badge: BadgeSettings, choices: PaperChoices, kind: Kind, locale_name: str) -> str:
    """Return the name of the layout for pages of a kind.

    It is the one that the settings name, else the one chosen at the station, else the usual one.
    """
    return _name_asked_for(badge, choices, kind) or default_name(locale_name, kind)


def name_in_run(badge: BadgeSettings, choices: PaperChoices, kind: Kind, locale_name: str) -> str:
    """Return the name of the layout for the pages of a run.

    As `name_in_use`, but badges for which nobody has named one come eight on a sheet.
    """
    usual = default_name(locale_name, kind)
    several = f"{usual}-8" if kind is Kind.BADGE else usual
    return _name_asked_for(badge, choices, kind) or several


def _name_asked_for(badge: BadgeSettings, choices: PaperChoices, kind: Kind) -> str:
    return name_in_settings(badge, kind) or choices.layout_for(kind)


def default_layout(locale_name: str, kind: Kind = Kind.BADGE) -> Layout:
    """Return the shipped layout for the paper of a locale such as `en_US` or `de-DE`."""
    return layout_named(default_name(locale_name, kind))
