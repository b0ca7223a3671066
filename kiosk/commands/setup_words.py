"""What `pin-kiosk setup` says about a registration, beside the errors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.tenant_setup.registration import Change, Oddity

CONTEXT = "Setup"

SIGN_IN = QT_TRANSLATE_NOOP(
    "Setup",
    "Sign in as somebody who may register applications, such as a Cloud Application "
    "Administrator. Nothing of the sign-in is kept.",
)
WOULD_CREATE = QT_TRANSLATE_NOOP(
    "Setup",
    "There is no registration of stations yet. Without --dry-run it would be made, with the name "
    "'{name}'.",
)
CREATED = QT_TRANSLATE_NOOP("Setup", "The registration '{name}' was made.")
FOUND = QT_TRANSLATE_NOOP("Setup", "The registration '{name}' is there.")
NOTHING = QT_TRANSLATE_NOOP("Setup", "It is as it must be, so nothing was changed.")
PRINCIPAL_MADE = QT_TRANSLATE_NOOP("Setup", "Its service principal was made.")
WOULD_MAKE_PRINCIPAL = QT_TRANSLATE_NOOP("Setup", "Its service principal would be made.")

ADDED: Mapping[Change, str] = MappingProxyType(
    {
        Change.REDIRECT: QT_TRANSLATE_NOOP(
            "Setup", "The redirect address http://localhost was added."
        ),
        Change.PUBLIC_CLIENT: QT_TRANSLATE_NOOP(
            "Setup", "Public client flows were allowed, so that signing in by a code works."
        ),
        Change.PERMISSIONS: QT_TRANSLATE_NOOP(
            "Setup",
            "Permissions that stations need were added. They count once an administrator has "
            "consented again.",
        ),
        Change.TAG: QT_TRANSLATE_NOOP(
            "Setup", "It was marked as the registration of the stations."
        ),
    }
)
WOULD_ADD: Mapping[Change, str] = MappingProxyType(
    {
        Change.REDIRECT: QT_TRANSLATE_NOOP(
            "Setup", "The redirect address http://localhost would be added."
        ),
        Change.PUBLIC_CLIENT: QT_TRANSLATE_NOOP(
            "Setup", "Public client flows would be allowed, so that signing in by a code works."
        ),
        Change.PERMISSIONS: QT_TRANSLATE_NOOP(
            "Setup", "Permissions that stations need would be added."
        ),
        Change.TAG: QT_TRANSLATE_NOOP(
            "Setup", "It would be marked as the registration of the stations."
        ),
    }
)
LEFT_ALONE: Mapping[Oddity, str] = MappingProxyType(
    {
        Oddity.MORE_PERMISSIONS: QT_TRANSLATE_NOOP(
            "Setup",
            "It names more permissions than these stations need. They were left alone; take them "
            "away in the Entra admin center if nothing else uses them.",
        ),
        Oddity.OTHER_ORGANISATIONS: QT_TRANSLATE_NOOP(
            "Setup",
            "Accounts of other organisations may sign in to it. That was left alone; allow this "
            "organisation alone in the Entra admin center if nothing else needs it.",
        ),
        Oddity.OTHER_ADDRESSES: QT_TRANSLATE_NOOP(
            "Setup",
            "It lets answers of sign-ins be sent to addresses elsewhere, and whoever owns such an "
            "address can act as whoever signs in. That was left alone; find out whose "
            "registration it is before an administrator consents.",
        ),
        Oddity.SECRETS: QT_TRANSLATE_NOOP(
            "Setup",
            "It has a secret or a certificate, which stations never use. It was left alone; "
            "delete it in the Entra admin center if nothing else uses it.",
        ),
        Oddity.OTHER_OWNERS: QT_TRANSLATE_NOOP(
            "Setup",
            "Others own it, and whoever owns it can change it at any time, also after an "
            "administrator has consented: {owners}. That was left alone; in the Entra admin "
            "center, take away whoever is not meant to own it.",
        ),
    }
)
OWNER = QT_TRANSLATE_NOOP("Setup", "{name} ({id})")
OWNER_APPLICATION = QT_TRANSLATE_NOOP("Setup", "the application {name} ({id})")
OWNER_WITHOUT_NAME = QT_TRANSLATE_NOOP("Setup", "whoever has the id {id}")
REVIEW_FIRST = QT_TRANSLATE_NOOP(
    "Setup",
    "Before an administrator consents, which means to allow these permissions for everybody, look "
    "at this registration in the Entra admin center, under 'App registrations': at its 'Owners', "
    "its 'Authentication', and its 'Certificates & secrets'. Once they are as they are meant to "
    "be, run setup again with --reviewed, which gives the link for the consent.",
)

TENANT = QT_TRANSLATE_NOOP("Setup", "Tenant id: {id}")
CLIENT = QT_TRANSLATE_NOOP("Setup", "Client id: {id}")
PERMISSIONS = QT_TRANSLATE_NOOP("Setup", "Permissions: {names}")
CONSENT_LINK = QT_TRANSLATE_NOOP(
    "Setup",
    "The link that an administrator must open once to consent, which means to allow these "
    "permissions for everybody:",
)
NOBODY_LISTENS = QT_TRANSLATE_NOOP(
    "Setup",
    "After that the browser goes to http://localhost, where nothing answers, so it shows an "
    "error. That is all right: what counts is admin_consent=True, and no error, in its address "
    "bar. With --consent, setup opens the page here and waits for the answer.",
)
CONSENT_BROWSER = QT_TRANSLATE_NOOP(
    "Setup", "Consent in the browser that has just opened, as an administrator."
)
CONSENT_ADDRESS = QT_TRANSLATE_NOOP(
    "Setup",
    "No browser opened. Open this address on this computer, and consent as an administrator: "
    "{address}",
)
CONSENTED = QT_TRANSLATE_NOOP("Setup", "An administrator has consented for everybody.")
SETTINGS = QT_TRANSLATE_NOOP("Setup", "The settings of a station:")
WRITTEN = QT_TRANSLATE_NOOP("Setup", "They were written to {file}.")
NEXT = QT_TRANSLATE_NOOP(
    "Setup",
    "On a station press 'Set this station up' and paste them; or put them into its settings file, "
    "which is {file} on a system like this one. Then run 'pin-kiosk doctor' there.",
)

STOPPED_LOOKING = QT_TRANSLATE_NOOP(
    "Setup", "Interrupted. Nothing was changed in the tenant, and no settings were written."
)
STOPPED_CHANGING = QT_TRANSLATE_NOOP(
    "Setup",
    "Interrupted while the registration was written, so it may be there, whole or in part. No "
    "settings were written, and nobody was asked to consent. Run setup again: it looks first, and "
    "makes no second one.",
)
STOPPED_REGISTERED = QT_TRANSLATE_NOOP(
    "Setup",
    "Interrupted. The registration is there and complete. Run setup again to see what is left.",
)
STOPPED_CONSENTING = QT_TRANSLATE_NOOP(
    "Setup",
    "Interrupted while waiting for the consent, so it is not known whether it was given. The "
    "registration is there and complete.",
)
