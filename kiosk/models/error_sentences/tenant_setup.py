"""What an administrator reads about an error while the tenant is set up for stations.

They may be told of tenants and registrations, which nobody at a counter is.
"""

from __future__ import annotations

from kiosk.models.errors import ErrorCode
from kiosk.models.sentence import Sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

TENANT_SETUP: dict[ErrorCode, Sentence] = {
    ErrorCode.SETUP_NOT_APPROVED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your organisation has not approved the tool that setup signs in with ({client_id}), "
            "so nothing was changed. Sign in as a Cloud Application Administrator, or name "
            "another public client with --client-id.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your organisation has not approved the tool that setup signs in with, so nothing was "
            "changed. Sign in as a Cloud Application Administrator, or name another public client "
            "with --client-id.",
        ),
    ),
    ErrorCode.SETUP_CLIENT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The tenant does not know the public client that setup signs in with: {client_id}. "
            "Nothing was changed. Correct --client-id, or leave it out.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The tenant does not know the public client that setup signs in with. Nothing was "
            "changed. Correct --client-id, or leave it out.",
        ),
    ),
    ErrorCode.SETUP_TENANT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no tenant {tenant}. Nothing was changed. Give the tenant's id, or a domain "
            "name that is verified in it, with --tenant.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no such tenant. Nothing was changed. Give the tenant's id, or a domain name "
            "that is verified in it, with --tenant.",
        ),
    ),
    ErrorCode.REGISTRATION_NOT_PERMITTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your account may not register or change applications in this tenant. Sign in as an "
            "Application Administrator or a Cloud Application Administrator.",
        )
    ),
    ErrorCode.REGISTRATION_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The tenant refused the registration. Run setup again; if it is refused again, look "
            "the request up by its id, or register the application by hand.",
        )
    ),
    ErrorCode.REGISTRATIONS_SEVERAL: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There are several registrations that could be meant: {client_ids}. Nothing was "
            "changed. Choose one of them with --app-id.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There are several registrations that could be meant. Nothing was changed. Choose "
            "one of them with --app-id.",
        ),
    ),
    ErrorCode.REGISTRATION_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no registration with the id {client_id} in this tenant. Nothing was "
            "changed. Correct --app-id, or leave it out.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no registration with this id in this tenant. Nothing was changed. Correct "
            "--app-id, or leave it out.",
        ),
    ),
    ErrorCode.REGISTRATION_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke while the registration was written, so nobody can tell whether "
            "it was. Run setup again: it looks first, and makes no second one.",
        )
    ),
    ErrorCode.CONSENT_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The consent was refused, so nobody can sign in at a station yet. The registration is "
            "there; open the consent link again once an administrator means to consent.",
        )
    ),
    ErrorCode.CONSENT_NOT_GIVEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody answered the consent page in time, so it is not known whether consent was "
            "given. The registration is there; open the consent link when an administrator is at "
            "hand.",
        )
    ),
    ErrorCode.SETTINGS_EXIST: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is a file {file} already, and it stays as it is. Choose another name, or "
            "write over it with --force.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is such a file already, and it stays as it is. Choose another name, or write "
            "over it with --force.",
        ),
    ),
    ErrorCode.REGISTRATION_UNREVIEWED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Others could use a consent to the registration {name}, so no consent page was opened "
            "and nothing was changed. Look at its owners, addresses and secrets in the Entra admin "
            "center; once they are as they are meant to be, run setup again with --reviewed.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Others could use a consent to this registration, so no consent page was opened and "
            "nothing was changed. Look at its owners, addresses and secrets in the Entra admin "
            "center; once they are as they are meant to be, run setup again with --reviewed.",
        ),
    ),
    ErrorCode.SETTINGS_NOWHERE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings cannot be written to {file}: its folder is not there, or it is a folder "
            "itself. Nothing was changed. Make the folder, or name another file with --out.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings cannot be written there: the folder is missing, or the name is that of "
            "a folder. Nothing was changed. Make the folder, or name another file with --out.",
        ),
    ),
}
