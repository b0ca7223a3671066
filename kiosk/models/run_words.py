"""What became of a row, in words, for lists that people read; sentences of failures stand apart."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import Row, RowOutcome, RowResult, RowState, RunAction
from kiosk.models.sentences import Translate, sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

CONTEXT = "RunState"

READY_WORDS: Mapping[RunAction, str] = MappingProxyType(
    {
        RunAction.ISSUE: QT_TRANSLATE_NOOP("RunState", "New badge and PIN"),
        RunAction.RESET_PIN: QT_TRANSLATE_NOOP("RunState", "New PIN"),
        RunAction.REPLACE: QT_TRANSLATE_NOOP("RunState", "New badge"),
        RunAction.EXTEND: QT_TRANSLATE_NOOP("RunState", "Badge works longer"),
    }
)
"""What would happen to a row that is in the run."""

KEEPS_PIN_WORDS = QT_TRANSLATE_NOOP("RunState", "New badge, same PIN")
"""What would happen to somebody in a run of new badges who has a PIN already."""

STATE_WORDS: Mapping[RowState, str] = MappingProxyType(
    {
        RowState.HAS_BADGE: QT_TRANSLATE_NOOP("RunState", "Has a badge already"),
        RowState.HAS_NO_BADGE: QT_TRANSLATE_NOOP("RunState", "Has no badge"),
        RowState.HAS_NO_METHOD: QT_TRANSLATE_NOOP("RunState", "Has no badge and no PIN"),
        RowState.NO_GAIN: QT_TRANSLATE_NOOP("RunState", "Badge cannot last longer"),
        RowState.NOT_FOUND: QT_TRANSLATE_NOOP("RunState", "Nobody found"),
        RowState.SEVERAL_MATCH: QT_TRANSLATE_NOOP("RunState", "Several people match"),
        RowState.NAMED_TWICE: QT_TRANSLATE_NOOP("RunState", "Named twice"),
        RowState.DISABLED: QT_TRANSLATE_NOOP("RunState", "Account is disabled"),
        RowState.NOT_PERMITTED: QT_TRANSLATE_NOOP("RunState", "You may not change this person"),
        RowState.NOT_ENABLED: QT_TRANSLATE_NOOP("RunState", "No badges for this person"),
        RowState.NOT_READ: QT_TRANSLATE_NOOP("RunState", "Could not be read"),
    }
)
"""Why a row is not in the run by itself."""

_OUTCOME_WORDS = {
    RowOutcome.WAITING: QT_TRANSLATE_NOOP("RunState", "Not done yet"),
    RowOutcome.LEFT_OUT: QT_TRANSLATE_NOOP("RunState", "Left out"),
}


def ready_words(action: RunAction, *, keeps_pin: bool) -> str:
    """Return what would happen to somebody in a run, not translated yet.

    `keeps_pin` says whether they have a PIN already.
    """
    return KEEPS_PIN_WORDS if keeps_pin and action is RunAction.ISSUE else READY_WORDS[action]


def state_words(row: Row, action: RunAction, translate: Translate) -> str:
    """Return what the look found about a row."""
    if row.state is RowState.READY:
        return translate(CONTEXT, ready_words(action, keeps_pin=row.has_method))
    return translate(CONTEXT, STATE_WORDS[row.state])


def reason_words(row: Row, result: RowResult, translate: Translate) -> str:
    """Return why a row was not done; empty for one that was."""
    if result.outcome is RowOutcome.DONE:
        return ""
    if result.outcome is RowOutcome.FAILED:
        try:
            code = ErrorCode(result.code)
        except ValueError:
            code = ErrorCode.UNEXPECTED
        return sentence(StationError(code), translate)
    if result.outcome is RowOutcome.LEFT_OUT and row.state is not RowState.READY:
        return translate(CONTEXT, STATE_WORDS[row.state])
    return translate(CONTEXT, _OUTCOME_WORDS[result.outcome])
