"""Checks the settings: which file counts, whether it is right, and what it asks for."""

from __future__ import annotations

from kiosk.checks.finding import CheckId, Finding, failed, passed, refused, warned
from kiosk.checks.subject import Subject
from kiosk.models.settings import SignInMethod
from kiosk.models.settings_schema import DEFINITIONS, TABLES
from kiosk.models.translatable import QT_TRANSLATE_NOOP
from kiosk.services.settings_file import SettingSource

_CORRECT = QT_TRANSLATE_NOOP(
    "Doctor",
    "Correct it, then check once more. Until then the other checks take the usual values for what "
    "cannot be used.",
)


def check_settings(subject: Subject) -> Finding:
    """Say whether the settings can be used, and where they are; a mistake is told in full."""
    if subject.refused:
        return refused(CheckId.SETTINGS, subject.refused[0], _CORRECT)
    loaded = subject.loaded
    if subject.is_outdated:
        return warned(
            CheckId.SETTINGS,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The settings file {file} has changed since the station was started, which still "
                "works by what it said then.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Start the station anew; before, 'pin-kiosk doctor' says whether the file is "
                "right.",
            ),
            file=str(loaded.file),
        )
    if loaded.file is not None:
        return passed(
            CheckId.SETTINGS,
            QT_TRANSLATE_NOOP("Doctor", "The settings file {file} is right."),
            file=str(loaded.file),
        )
    if loaded.is_set_up:
        return passed(
            CheckId.SETTINGS,
            QT_TRANSLATE_NOOP("Doctor", "The settings come from the policy {place} and are right."),
            place=next(
                origin.place
                for origin in (loaded.origins or {}).values()
                if origin.source is SettingSource.POLICY
            ),
        )
    return warned(
        CheckId.SETTINGS,
        QT_TRANSLATE_NOOP(
            "Doctor", "There are no settings, so the station opens on a practice tenant."
        ),
        QT_TRANSLATE_NOOP(
            "Doctor", "Press 'Set this station up' on its first page, or write a settings file."
        ),
    )


def more_mistakes(subject: Subject) -> tuple[Finding, ...]:
    """Return a finding for every mistake in the settings after the first one."""
    return tuple(refused(CheckId.SETTINGS, error, _CORRECT) for error in subject.refused[1:])


def check_tenant(subject: Subject) -> Finding:
    """Say whether the settings name a tenant, and whether it is reached as usual."""
    tenant = subject.tenant
    if subject.practice:
        return passed(
            CheckId.TENANT,
            QT_TRANSLATE_NOOP(
                "Doctor", "The station works on a practice tenant on this computer; no PIN is real."
            ),
        )
    missing = [
        definition.key
        for definition in DEFINITIONS
        if definition.table == TABLES[0]
        and definition.name in {"tenant_id", "client_id"}
        and not getattr(tenant, definition.name)
    ]
    if missing:
        return failed(
            CheckId.TENANT,
            QT_TRANSLATE_NOOP("Doctor", "The settings do not say which tenant to work for."),
            QT_TRANSLATE_NOOP("Doctor", "Set {keys}."),
            keys=", ".join(missing),
        )
    if tenant.is_test_environment:
        named = [
            definition.key
            for definition in DEFINITIONS
            if definition.name in {"authority", "graph_root", "ca_file"}
            and getattr(tenant, definition.name)
        ]
        return warned(
            CheckId.TENANT,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The settings name endpoints of a test environment, and the station shows a "
                "banner that says so.",
            ),
            QT_TRANSLATE_NOOP("Doctor", "For the global cloud, remove {keys}."),
            keys=", ".join(named),
        )
    return passed(
        CheckId.TENANT,
        QT_TRANSLATE_NOOP("Doctor", "The settings name the tenant {tenant} in the global cloud."),
        tenant=tenant.tenant_id,
    )


def check_kiosk_mode(subject: Subject) -> Finding:
    """Say whether the window covers the screen, and whether a browser would open over it."""
    settings = subject.loaded.settings
    if not settings.station.full_screen:
        return passed(
            CheckId.KIOSK_MODE,
            QT_TRANSLATE_NOOP("Doctor", "The station is a window among others."),
        )
    if settings.sign_in.method is SignInMethod.BROWSER:
        return warned(
            CheckId.KIOSK_MODE,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The station covers the screen, but people sign in in a browser that opens over "
                "it, and through a browser the rest of the computer can be reached.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor",
                'Set sign_in.method to "device-code", so that people sign in on their phone; or '
                "lock the browser by the operating system's means.",
            ),
        )
    return passed(
        CheckId.KIOSK_MODE,
        QT_TRANSLATE_NOOP("Doctor", "The station covers the screen, and no browser opens over it."),
    )
