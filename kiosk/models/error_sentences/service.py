"""What is said where the service refuses, or a change did not end well."""

from __future__ import annotations

from kiosk.models.errors import ErrorCode
from kiosk.models.sentence import Sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

REFUSALS: dict[ErrorCode, Sentence] = {
    ErrorCode.NOT_PERMITTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your account may not do this for this person. Nothing was changed. Ask a colleague "
            "who may, or your IT team.",
        )
    ),
    ErrorCode.PERSON_NOT_FOUND: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This person is no longer in the directory. Nothing was changed. Search again, or "
            "ask your IT team.",
        )
    ),
    ErrorCode.METHOD_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This person has no badge and no PIN yet, so there is nothing to reset. Issue a "
            "badge instead.",
        )
    ),
    ErrorCode.METHOD_NOT_ENABLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Signing in with a badge is not switched on for this person. Nothing was changed. "
            "Ask your IT team to switch it on.",
        )
    ),
    ErrorCode.METHOD_EXISTS: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This person already has a badge; somebody may have just issued it. Nothing was "
            "changed. If it is lost, it has to be replaced.",
        )
    ),
    ErrorCode.BADGE_STILL_ACTIVE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The badge this person has is still valid, so no second one can be made. Nothing "
            "was changed. If it is lost, it has to be replaced.",
        )
    ),
    ErrorCode.LIFETIME_TOO_LONG: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The badge would be valid for longer than your organisation allows. Nothing was "
            "changed. Ask your IT team to correct the settings of this station.",
        )
    ),
    ErrorCode.REQUEST_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service refused this. Nothing was changed. Give your IT team the details.",
        )
    ),
    ErrorCode.PERSON_CHANGED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Somebody else has changed this person's badge in the meantime. Nothing more was "
            "changed here. Look at what they hold now, then choose again.",
        )
    ),
}

UNFINISHED: dict[ErrorCode, Sentence] = {
    ErrorCode.PIN_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke before the new PIN arrived. The PIN they have now may have "
            "stopped working. Reset the PIN once more and hand out only the new one.",
        )
    ),
    ErrorCode.PIN_SUPERSEDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Somebody else has reset this PIN in the meantime, so the one made here does not "
            "work any more. Do not hand it out. Ask your colleagues, or reset it once more.",
        )
    ),
    ErrorCode.BADGE_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke before the new badge arrived. There may be a badge now that "
            "nobody can print. Try again: the station then cleans up first.",
        )
    ),
    ErrorCode.BADGE_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The old badge was deleted, but the new one could not be made, so this person has no "
            "badge now. Finish it here as soon as the service answers again.",
        )
    ),
    ErrorCode.BADGE_GONE_NOT_ENABLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The old badge was deleted, but signing in with a badge is not switched on for this "
            "person, so they get no new one. Ask your IT team to switch it on, then finish it "
            "here.",
        )
    ),
    ErrorCode.DELETION_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke while the old badge was being deleted, so it may have stopped "
            "working. Finish it here: the station looks first, then goes on.",
        )
    ),
    ErrorCode.TEMPORARY_BADGE_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The old temporary badge was deleted, but the new one could not be made. Finish it "
            "here as soon as the service answers again.",
        )
    ),
    ErrorCode.REMOVAL_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke while badge and PIN were being removed, so they may still work."
            " Finish it here: the station looks first, then goes on.",
        )
    ),
    ErrorCode.EXTENSION_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke while the end of the badge was being moved. The badge still "
            "works, but perhaps only until the old date. Finish it here.",
        )
    ),
    ErrorCode.PIN_NOT_RESET: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The new badge was made, but the PIN was not reset, so the old PIN still works. Reset"
            " it now, or hand the badge out without a new PIN.",
        )
    ),
    ErrorCode.BADGE_SUPERSEDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This badge was deleted or replaced in the meantime, so it does not work any more. Do"
            " not hand it out. Look the person up again, then make a new one.",
        )
    ),
}
