"""What is said where the network or the sign-in is in the way."""

from __future__ import annotations

from kiosk.models.errors import ErrorCode
from kiosk.models.sentence import Sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

NETWORK: dict[ErrorCode, Sentence] = {
    ErrorCode.NETWORK_UNREACHABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot reach the service. Nothing was changed, and nothing of what you "
            "typed or chose is lost. Check the network cable or the Wi-Fi, then try again.",
        )
    ),
    ErrorCode.CERTIFICATE_UNTRUSTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot be sure that it talks to the right service, so it stopped. "
            "Nothing was sent. Ask your IT team to check the certificate.",
        )
    ),
    ErrorCode.ANSWER_TIMED_OUT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service took too long to answer. Nothing was changed, and nothing of what you "
            "typed or chose is lost. Wait a moment, then try again.",
        )
    ),
    ErrorCode.SERVICE_UNAVAILABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service has trouble of its own at the moment. Wait a few minutes, then try again.",
        )
    ),
    ErrorCode.THROTTLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service has too much to do and asks everybody to wait. Try again in {seconds} "
            "seconds.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service has too much to do and asks everybody to wait. Try again in a few "
            "minutes.",
        ),
    ),
    ErrorCode.ANSWER_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The answer of the service could not be read. Try again; if it happens again, give "
            "your IT team the details.",
        )
    ),
    ErrorCode.CLOCK_WRONG: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The clock of this computer is wrong by {amount} (hours:minutes): by the service it "
            "is {service_time}. Badges and PINs go by the service, so you can go on. Ask your IT "
            "team to set the clock.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The clock of this computer is wrong, so signing in may fail. Ask your IT team to "
            "set it.",
        ),
    ),
    ErrorCode.PROXY_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The company network (its proxy) does not let the station through. Ask your IT "
            "team to allow it.",
        )
    ),
    ErrorCode.NETWORK_ANSWERED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The network answered in place of the service, as it does where somebody has to log "
            "in to it first. Nothing of what you typed or chose is lost. Log in to the network in "
            "a browser, or ask your IT team, then try again.",
        )
    ),
}

SIGN_IN: dict[ErrorCode, Sentence] = {
    ErrorCode.SIGN_IN_TIMED_OUT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody finished the sign-in in time, so the station stopped waiting. Start it again.",
        )
    ),
    ErrorCode.SIGN_IN_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The sign-in was refused or broken off. Nobody is signed in. Try again, or use "
            "another account.",
        )
    ),
    ErrorCode.CONSENT_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your organisation has not approved this station yet, so nobody can sign in here. "
            "Ask your IT team to give the approval.",
        )
    ),
    ErrorCode.TENANT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station is set up for an organisation that does not exist. Ask your IT team to "
            "correct its settings.",
        )
    ),
    ErrorCode.CLIENT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your organisation does not know this station. Ask your IT team to register it, or "
            "to correct its settings.",
        )
    ),
    ErrorCode.BROWSER_NOT_OPENED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "No browser could be opened on this computer. Use a code on your phone, or copy the "
            "address and open it yourself.",
        )
    ),
    ErrorCode.SIGN_IN_NEEDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your sign-in has ended. Sign in again; the station then goes on where you were.",
        )
    ),
    ErrorCode.SIGN_IN_ANSWER_UNTRUSTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The answer to the sign-in did not belong to this station, so it was thrown away. "
            "Start the sign-in again; if it happens again, tell your IT team.",
        )
    ),
    ErrorCode.SIGN_IN_FAILED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The sign-in did not work. Try again; if it happens again, give your IT team the "
            "details.",
        )
    ),
    ErrorCode.SIGN_IN_OTHER_PERSON: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Somebody else signed in than the person who was working here. Try again with the "
            "same account as before. If somebody else is to work here, cancel first and then "
            "sign out.",
        )
    ),
    ErrorCode.BROKER_UNAVAILABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This computer cannot sign you in by itself. Use a code on your phone, and tell "
            "your IT team.",
        )
    ),
}
