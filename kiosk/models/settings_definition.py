"""What there is to know about one setting; the table of all of them is settings_schema."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.models.settings import Settings

SettingScalar = str | int | bool
"""What a key of the settings can hold."""


class SettingKind(Enum):
    """What sort of value a key takes."""

    TEXT = auto()
    PATH = auto()
    YES_NO = auto()
    WHOLE_NUMBER = auto()
    CHOICE = auto()
    TENANT = auto()
    GUID = auto()
    AUTHORITY = auto()
    GRAPH_ROOT = auto()


@dataclass(frozen=True)
class SettingDefinition:
    """One key of the settings file.

    `meaning` is for the documentation and the policy templates, a text of the translation
    context SettingMeaning. `expected` is what a refusal tells, one of SettingExpected. `minimum`
    and `maximum` limit whole numbers, both included; a CHOICE takes one of `choices`.
    """

    key: str
    kind: SettingKind
    meaning: str
    expected: str
    minimum: int = 0
    maximum: int = 0
    choices: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The part of the key before the dot: the TOML table."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The part of the key after the dot: the name in its table."""
        return self.key.partition(".")[2]

    @property
    def default(self) -> SettingScalar | None:
        """The value where the key is not set; None where something else decides then."""
        value: SettingScalar | None = getattr(getattr(Settings(), self.table), self.name)
        return value
