"""What a setting is made of, and what refusals expect of a settings file as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.models.settings import Settings
from kiosk.models.translatable import QT_TRANSLATE_NOOP

TEXT_LENGTH_MAX = 1024
"""Longest text that any setting takes, in characters."""


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
    def default(self) -> str | int | bool | None:
        """The value where the key is not set; None where something else decides then."""
        value: str | int | bool | None = getattr(getattr(Settings(), self.table), self.name)
        return value


TABLE_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a table with keys and values")
NO_SECRET_EXPECTED = QT_TRANSLATE_NOOP(
    "SettingExpected", "no password, secret or token at all, because the station needs none"
)
GLOBAL_CLOUD_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "an address of the global cloud")
EXISTING_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file that exists")
REGULAR_FILE_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file, not a folder")
READABLE_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file that this account may read")
TOML_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", 'lines like name = "value" under [table]')
UTF8_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a text file that is saved as UTF-8")
SHORT_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file of at most 64 KB")
SET_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a value for each of these keys")
