"""The teams and the administrative units of the tenant."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from kiosk.practice.directory import HEAD_OFFICE, Directory
from kiosk.practice.names import fold, tokens
from kiosk.practice.people import DOMAIN, Credential, Person
from kiosk.practice.rowset import rowset
from kiosk.practice.seeds import Seed

_WITHOUT_BADGE = frozenset({Credential.NONE, Credential.NO_BADGE})
REGIONS = ("North", "East", "South", "West")


class CollectionKind(enum.Enum):
    """The two kinds of things that have members; the value is Graph's type."""

    GROUP = "group"
    UNIT = "administrativeUnit"


@dataclass(frozen=True)
class Collection:
    """A group or an administrative unit."""

    kind: CollectionKind
    id: str
    name: str
    description: str
    mail: str | None
    rows: Callable[[], int] = field(repr=False, compare=False)
    has: Callable[[Person], bool] = field(repr=False, compare=False)
    children: tuple[int, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its name, as look-ups see them."""
        return (*tokens(self.name), *(fold(part) for part in self.name.split()))

    def named(self, text: str) -> bool:
        """Whether each word of a text starts a word of the name."""
        wanted = tokens(text) or [fold(part) for part in text.split()]
        return bool(wanted) and all(
            any(word.startswith(part) for word in self.words) for part in wanted
        )


class Groups:
    """All groups: a team for each shop, regions of teams, and a few odd ones."""

    def __init__(self, seed: Seed, directory: Directory) -> None:
        self._seed = seed
        self._directory = directory
        self.all: Sequence[Collection] = tuple(self._make())
        self._by_id = {group.id: group for group in self.all}

    def _make(self) -> list[Collection]:
        directory = self._directory
        made = [self._team(shop) for shop in range(directory.shops)]
        regions = [
            self._group(
                f"Region {region} Teams",
                "Every team of the region",
                lambda: 0,
                _nobody,
                tuple(shop for shop in range(directory.shops) if shop % len(REGIONS) == place),
            )
            for place, region in enumerate(REGIONS)
        ]
        first = len(made)
        made += regions
        made.append(
            self._group(
                "All Shops",
                "All regions, and the people of Head Office",
                lambda: directory.by_office(lambda office: office == HEAD_OFFICE),
                lambda person: person.office == HEAD_OFFICE,
                tuple(range(first, first + len(regions))),
            )
        )
        made += [
            self._group(
                "Contractors",
                "Left out by the QR code policy",
                lambda: directory.contractors,
                lambda person: person.contractor,
            ),
            self._group(
                "Night Shift",
                "Works after closing time",
                lambda: directory.by_job(lambda job, _: job == "Night Stocker"),
                lambda person: person.job_title == "Night Stocker",
            ),
            self._group(
                "New Starters",
                "Had no badge when the tenant started",
                lambda: directory.newcomers,
                lambda person: not person.contractor and person.credential in _WITHOUT_BADGE,
            ),
            self._group("Empty Shelf", "Nobody is in it", lambda: 0, _nobody),
            self._group("All Employees", "Everyone", lambda: directory.everyone, lambda _: True),
            self._group(
                'Coffee & "Tea" Corner #1 – O\'Hare \\ Zürich',
                "A name that tests quoting",
                lambda: directory.in_shop(0),
                lambda person: person.shop == 0,
            ),
        ]
        return made

    def _team(self, shop: int) -> Collection:
        name = f"Team {self._directory.shop_name(shop)}"
        return self._group(
            name,
            f"Everyone who works in {name[5:]}",
            lambda: self._directory.in_shop(shop),
            lambda person: person.shop == shop,
        )

    def _group(
        self,
        name: str,
        description: str,
        rows: Callable[[], int],
        has: Callable[[Person], bool],
        children: tuple[int, ...] = (),
    ) -> Collection:
        nickname = "-".join(word for word in tokens(name) if word.isascii())
        return Collection(
            CollectionKind.GROUP,
            self._seed.guid("group", name),
            name,
            description,
            f"{nickname}@{DOMAIN}",
            rows,
            has,
            children,
        )

    def find(self, identity: str) -> Collection | None:
        """Return the group with this id, or None."""
        return self._by_id.get(identity.lower())

    def transitive_rows(self, group: Collection) -> int:
        """Everyone in the group or in a group inside it."""
        found = group.rows()
        for child in group.children:
            found |= self.transitive_rows(self.all[child])
        return found

    def transitive_children(self, group: Collection) -> list[Collection]:
        """Every group inside the group, at any depth."""
        found: list[Collection] = []
        for child in group.children:
            found.append(self.all[child])
            found.extend(self.transitive_children(self.all[child]))
        return found

    def of(self, person: Person, *, transitive: bool) -> list[Collection]:
        """Return the groups a person is in."""
        inside: list[bool] = []
        for group in self.all:
            # A group stands behind all groups inside it, so those are known already.
            through = transitive and any(inside[child] for child in group.children)
            inside.append(through or group.has(person))
        return [group for group, is_in in zip(self.all, inside, strict=True) if is_in]


class Units:
    """The administrative units: one for each region."""

    def __init__(self, seed: Seed, directory: Directory) -> None:
        self.all: Sequence[Collection] = tuple(
            Collection(
                CollectionKind.UNIT,
                seed.guid("administrative unit", region),
                f"Region {region}",
                f"The shops of region {region}",
                None,
                partial(_region, directory, place),
                partial(_works_in_region, place),
            )
            for place, region in enumerate(REGIONS)
        )

    def find(self, identity: str) -> Collection | None:
        """Return the unit with this id, or None."""
        return next((unit for unit in self.all if unit.id == identity.lower()), None)

    def of(self, person: Person) -> Collection | None:
        """Return the unit a person is in, or None."""
        return None if person.shop is None else self.all[person.shop % len(self.all)]


def _nobody(person: Person) -> bool:
    del person
    return False


def _works_in_region(place: int, person: Person) -> bool:
    return person.shop is not None and person.shop % len(REGIONS) == place


def _region(directory: Directory, place: int) -> int:
    found = rowset((), directory.size)
    for shop in range(place, directory.shops, len(REGIONS)):
        found |= directory.in_shop(shop)
    return found
