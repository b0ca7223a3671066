"""What a check found: passed, warned or failed, one sentence, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kiosk.models.errors import StationError
from kiosk.models.sentences import Translate, sentence

CONTEXT = "Doctor"
"""The catalogue's context of the sentences of checks."""

NO_VALUES: Mapping[str, str] = MappingProxyType({})


class Outcome(StrEnum):
    """How a check ended."""

    PASS = "pass"  # noqa: S105 - no password
    WARN = "warn"
    FAIL = "fail"


class CheckId(StrEnum):
    """The stable names of the checks, in the order in which they run."""

    SETTINGS = "settings"
    TENANT = "tenant"
    KIOSK_MODE = "kiosk-mode"
    AUDIT_FILE = "audit-file"
    AUDIT_FORWARDING = "audit-forwarding"
    BADGE_LAYOUT = "badge-layout"
    SLIP_LAYOUT = "slip-layout"
    PRINTER = "printer"
    PRINTER_STATE = "printer-state"
    BADGE_PAPER = "badge-paper"
    SLIP_PAPER = "slip-paper"
    CODE_SIZE = "code-size"
    SPOOLER = "spooler"


@dataclass(frozen=True)
class Finding:
    """The end of one check.

    `text` and `next_step` are texts of the translation context Doctor, whose named places are
    filled from `values`. Where there is an `error`, its own sentence stands in for `text`, and
    its values count. Never holds a secret or anybody's name.
    """

    check: CheckId
    outcome: Outcome
    text: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: NO_VALUES)
    next_step: str = ""
    error: StationError | None = None

    @property
    def has_wrong_settings(self) -> bool:
        """Whether the station refuses to start because of this."""
        is_error_of_settings = self.error is not None and self.error.code.startswith("PK-6")
        return self.outcome is Outcome.FAIL and is_error_of_settings

    @property
    def facts(self) -> Mapping[str, str]:
        """The values that the sentence is made of."""
        return self.values if self.error is None else {**self.error.values, **self.values}

    def sentence(self, translate: Translate) -> str:
        """Return what was found, in the language of `translate`."""
        if self.error is not None:
            return sentence(self.error, translate)
        return translate(CONTEXT, self.text).format(**self.values)

    def advice(self, translate: Translate) -> str:
        """Return the next step in the language of `translate`; empty where there is none."""
        if not self.next_step:
            return ""
        return translate(CONTEXT, self.next_step).format(**self.facts)


def passed(check: CheckId, text: str, **values: str) -> Finding:
    """Return that all is well."""
    return Finding(check, Outcome.PASS, text, values)


def warned(check: CheckId, text: str, next_step: str, **values: str) -> Finding:
    """Return that the station works, but not as it should."""
    return Finding(check, Outcome.WARN, text, values, next_step)


def failed(check: CheckId, text: str, next_step: str, **values: str) -> Finding:
    """Return that the station cannot do its work."""
    return Finding(check, Outcome.FAIL, text, values, next_step)


def refused(check: CheckId, error: StationError, next_step: str) -> Finding:
    """Return that the station refuses something with an error that has a sentence of its own."""
    return Finding(check, Outcome.FAIL, next_step=next_step, error=error)
