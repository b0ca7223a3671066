"""What a check found: passed, warned or failed, one sentence, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.figures import with_figures
from kiosk.models.sentences import Translate, sentence

CONTEXT = "Doctor"
"""The catalogue's context of the sentences of checks."""

NO_VALUES: Mapping[str, str] = MappingProxyType({})
NO_MOMENTS: Mapping[str, datetime] = MappingProxyType({})

WriteMoment = Callable[[datetime], str]
"""Writes a moment the way a language does."""


class Outcome(StrEnum):
    """How a check ended."""

    PASS = "pass"  # noqa: S105 - no password
    WARN = "warn"
    FAIL = "fail"


class CheckId(StrEnum):
    """The stable names of the checks, in the order in which they run."""

    SETTINGS = "settings"
    TENANT = "tenant"
    NAME_RESOLUTION = "name-resolution"
    PROXY = "proxy"
    SIGN_IN_TLS = "sign-in-tls"
    SIGN_IN_ENDPOINT = "sign-in-endpoint"
    GRAPH_TLS = "graph-tls"
    GRAPH = "graph"
    CLOCK_SKEW = "clock-skew"
    REGISTRATION = "registration"
    SIGN_IN = "sign-in"
    CONSENTED_SCOPES = "consented-scopes"
    SIGNED_IN_ROLE = "signed-in-role"
    METHOD_POLICY = "method-policy"
    GRAPH_VERSION = "graph-version"
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


def plain_moment(moment: datetime) -> str:
    """Write a moment the way every language understands, in the time zone of this machine."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


REACHING = frozenset(
    {
        CheckId.NAME_RESOLUTION,
        CheckId.PROXY,
        CheckId.SIGN_IN_TLS,
        CheckId.SIGN_IN_ENDPOINT,
        CheckId.GRAPH_TLS,
        CheckId.GRAPH,
        CheckId.REGISTRATION,
        CheckId.SIGN_IN,
    }
)
"""The checks without which nobody reaches the tenant, or signs in to it."""


@dataclass(frozen=True)
class Finding:
    """The end of one check.

    `text` and `next_step` are texts of the translation context Doctor, whose named places are
    filled from `values` and `moments`. Where there is an `error` and no `text`, the error's own
    sentence stands in, and its values count too. Without `was_checked` nobody knows, and the text
    says why; that is no pass, so its outcome is WARN. Never holds a secret or anybody's name.
    """

    check: CheckId
    outcome: Outcome
    text: str = ""
    values: Mapping[str, str] = field(default_factory=lambda: NO_VALUES)
    next_step: str = ""
    error: StationError | None = None
    moments: Mapping[str, datetime] = field(default_factory=lambda: NO_MOMENTS)
    was_checked: bool = True

    @property
    def code(self) -> ErrorCode | None:
        """The station's code for what is wrong, where it has one."""
        return None if self.error is None else self.error.code

    @property
    def keeps_out(self) -> bool:
        """Whether nobody reaches the tenant, or signs in to it, because of this."""
        return self.outcome is Outcome.FAIL and self.check in REACHING

    @property
    def has_wrong_settings(self) -> bool:
        """Whether the station refuses to start because of this."""
        is_error_of_settings = self.error is not None and self.error.code.startswith("PK-6")
        return self.outcome is Outcome.FAIL and is_error_of_settings

    @property
    def facts(self) -> Mapping[str, str]:
        """The values that the sentence is made of."""
        return self.values if self.error is None else {**self.error.values, **self.values}

    def sentence(self, translate: Translate, write: WriteMoment = plain_moment) -> str:
        """Return what was found, in the language of `translate`."""
        if self.error is not None and not self.text:
            return sentence(self.error, translate)
        return translate(CONTEXT, self.text).format(**self._filled(translate, write))

    def advice(self, translate: Translate, write: WriteMoment = plain_moment) -> str:
        """Return the next step in the language of `translate`; empty where there is none."""
        if not self.next_step:
            return ""
        return translate(CONTEXT, self.next_step).format(**self._filled(translate, write))

    def _filled(self, translate: Translate, write: WriteMoment) -> Mapping[str, str]:
        figures = with_figures(self.facts, translate)
        return {**figures, **{name: write(moment) for name, moment in self.moments.items()}}


def passed(check: CheckId, text: str, **values: str) -> Finding:
    """Return that all is well."""
    return Finding(check, Outcome.PASS, text, values)


def warned(check: CheckId, text: str, next_step: str, **values: str) -> Finding:
    """Return that the station works, but not as it should."""
    return Finding(check, Outcome.WARN, text, values, next_step)


def failed(check: CheckId, text: str, next_step: str, **values: str) -> Finding:
    """Return that the station cannot do its work."""
    return Finding(check, Outcome.FAIL, text, values, next_step)


def failed_as(
    check: CheckId, text: str, next_step: str, error: StationError, /, **values: str
) -> Finding:
    """Return that the station cannot do its work, and which error it would have itself."""
    return Finding(check, Outcome.FAIL, text, values, next_step, error)


def refused(check: CheckId, error: StationError, next_step: str) -> Finding:
    """Return that the station refuses something with an error that has a sentence of its own."""
    return Finding(check, Outcome.FAIL, next_step=next_step, error=error)


def unchecked(check: CheckId, text: str, next_step: str, **values: str) -> Finding:
    """Return that nobody can know, and why."""
    return Finding(check, Outcome.WARN, text, values, next_step, was_checked=False)
