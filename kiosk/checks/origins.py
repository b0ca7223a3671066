"""Tells of each setting what it is and who said so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.checks.finding import CONTEXT
from kiosk.models.sentences import Translate
from kiosk.models.settings_definition import SettingScalar
from kiosk.models.settings_schema import DEFINITIONS
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.settings_file import LoadedSettings, SettingSource

_WORDS = {
    SettingSource.DEFAULT: QT_TRANSLATE_NOOP("Doctor", "{key} = {value} (the usual value)"),
    SettingSource.FILE: QT_TRANSLATE_NOOP("Doctor", "{key} = {value} (from the file {place})"),
    SettingSource.POLICY: QT_TRANSLATE_NOOP("Doctor", "{key} = {value} (from the policy {place})"),
}
_NOT_SET = QT_TRANSLATE_NOOP("Doctor", "{key} is not set")


@dataclass(frozen=True)
class SettingFound:
    """A setting as it counts here; `value` is None where something else decides."""

    key: str
    value: SettingScalar | None
    source: SettingSource
    place: str

    def in_words(self, translate: Translate) -> str:
        """Return the line about it, in the language of `translate`."""
        is_left_open = self.source is SettingSource.DEFAULT and self.value in (None, "")
        words = _NOT_SET if is_left_open else _WORDS[self.source]
        return translate(CONTEXT, words).format(
            key=self.key, value=json.dumps(self.value, ensure_ascii=False), place=self.place
        )


def settings_found(loaded: LoadedSettings) -> Iterator[SettingFound]:
    """Give every setting, in the order in which they are documented. None of them is a secret."""
    for definition in DEFINITIONS:
        value = getattr(getattr(loaded.settings, definition.table), definition.name)
        origin = loaded.origin_of(definition.key)
        yield SettingFound(definition.key, value, origin.source, origin.place)
