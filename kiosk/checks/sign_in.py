"""Checks what takes a sign-in: consent, role, policy, and which version of Graph has the method.

Nobody's name comes into a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.checks.finding import (
    CheckId,
    Finding,
    failed_as,
    passed,
    refused,
    unchecked,
    warned,
)
from kiosk.checks.service import CONSENT, NOBODY_CONSENTED, consent_values
from kiosk.checks.subject import Subject
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import POLICY_SCOPE, READ_SCOPES
from kiosk.models.roles import METHOD_ROLES
from kiosk.models.settings import GraphVersion
from kiosk.models.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from kiosk.services.workplace import Workplace

_SIGN_IN_FOR_IT = QT_TRANSLATE_NOOP(
    "Doctor",
    "Sign in at the station and check it again under 'Printing', or run 'pin-kiosk doctor "
    "--sign-in'.",
)
_SWITCH_ON = QT_TRANSLATE_NOOP(
    "Doctor",
    "In Microsoft Entra, under 'Authentication methods', enable 'QR code' for the people who get "
    "badges.",
)


def check_sign_in(subject: Subject) -> Finding:
    """Have somebody sign in, if that was asked for, and say whether that works."""
    check = CheckId.SIGN_IN
    try:
        workplace = subject.signed_in
    except StationError as error:
        if error.code is ErrorCode.CONSENT_MISSING:
            return failed_as(check, NOBODY_CONSENTED, CONSENT, error, **consent_values(subject))
        return refused(
            check,
            error,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Sign in once more; the tenant's sign-in log says why it was refused.",
            ),
        )
    if workplace is None:
        return unchecked(
            check,
            QT_TRANSLATE_NOOP("Doctor", "This was not checked, because nobody is signed in."),
            _SIGN_IN_FOR_IT,
        )
    return passed(
        check, QT_TRANSLATE_NOOP("Doctor", "Signing in works, and the tenant gives out a token.")
    )


def check_scopes(subject: Subject) -> Finding:
    """Say whether the tenant has consented to all that the station asks for, as the token tells."""
    check, write_scope = CheckId.CONSENTED_SCOPES, subject.tenant.scope.value
    granted = {
        scope.rpartition("/")[2].lower() for scope in _workplace(subject).session.granted_scopes
    }
    wanted = (write_scope, *READ_SCOPES)
    missing = [scope for scope in wanted if scope.lower() not in granted]
    if write_scope in missing:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor", "The tenant has not consented to {scopes}, so no PIN can be reset here."
            ),
            CONSENT,
            StationError(ErrorCode.CONSENT_MISSING),
            scopes=", ".join(missing),
            **consent_values(subject),
        )
    if missing:
        return warned(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "The tenant has not consented to {scopes}, so looking people up shows less of "
                "them.",
            ),
            CONSENT,
            scopes=", ".join(missing),
            **consent_values(subject),
        )
    return passed(
        check,
        QT_TRANSLATE_NOOP("Doctor", "The tenant has consented to all that is asked for: {scopes}."),
        scopes=", ".join(wanted),
    )


def check_role(subject: Subject) -> Finding:
    """Say whether whoever signed in has a role that may reset PINs: a hint, the service decides."""
    check, account = CheckId.SIGNED_IN_ROLE, _workplace(subject).session.account
    roles = None if account is None else account.roles
    if roles is None:
        return unchecked(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor", "The sign-in tells no roles; the service decides what they may do."
            ),
            QT_TRANSLATE_NOOP("Doctor", "Reset a PIN at the station to see whether it is allowed."),
        )
    if roles & METHOD_ROLES:
        return passed(
            check,
            QT_TRANSLATE_NOOP("Doctor", "Whoever signed in has a role that may reset PINs."),
        )
    return warned(
        check,
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Whoever signed in has no role for the whole tenant that may reset PINs; a role for an "
            "administrative unit does not show here.",
        ),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "If resetting a PIN is refused, give supervisors the role Authentication "
            "Administrator.",
        ),
    )


def check_policy(subject: Subject) -> Finding:
    """Say whether the tenant lets anybody sign in with a badge; unknown is not broken."""
    check = CheckId.METHOD_POLICY
    policy = _workplace(subject).methods.policy(subject.cancel)
    if policy.enabled is None:
        return unchecked(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Whether signing in with a badge is switched on could not be read, which takes a "
                "reader's role and consent to {scope}; that says nothing about it.",
            ),
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Look it up in Microsoft Entra, under 'Authentication methods', 'QR code'.",
            ),
            scope=POLICY_SCOPE,
        )
    if not policy.enabled:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP("Doctor", "Signing in with a badge is switched off in the tenant."),
            _SWITCH_ON,
            StationError(ErrorCode.METHOD_NOT_ENABLED),
        )
    if policy.included is not None and not policy.included:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor", "Signing in with a badge is switched on in the tenant, but for nobody."
            ),
            _SWITCH_ON,
            StationError(ErrorCode.METHOD_NOT_ENABLED),
        )
    return passed(
        check, QT_TRANSLATE_NOOP("Doctor", "Signing in with a badge is switched on in the tenant.")
    )


def check_graph_version(subject: Subject) -> Finding:
    """Say which versions of Graph have the method's calls in this tenant."""
    check, workplace = CheckId.GRAPH_VERSION, _workplace(subject)
    version = subject.tenant.graph_version
    other = GraphVersion.V1 if version is GraphVersion.BETA else GraphVersion.BETA
    values = {"version": version.value, "other": other.value, "key": "tenant.graph_version"}
    is_there = workplace.serves_method(version, subject.cancel)
    is_other_there = workplace.serves_method(other, subject.cancel)
    if not is_there:
        return failed_as(
            check,
            QT_TRANSLATE_NOOP(
                "Doctor",
                "Microsoft Graph has no calls for badges in the version {version} in this tenant.",
            ),
            QT_TRANSLATE_NOOP("Doctor", 'Set {key} to "{other}".')
            if is_other_there
            else QT_TRANSLATE_NOOP(
                "Doctor",
                "It has none in {other} either: see that this is a tenant of the global cloud, and "
                "ask Microsoft.",
            ),
            StationError(ErrorCode.REQUEST_REFUSED),
            **values,
        )
    text = (
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Microsoft Graph has the calls for badges in {version}, which the station uses, and in "
            "{other} as well.",
        )
        if is_other_there
        else QT_TRANSLATE_NOOP(
            "Doctor",
            "Microsoft Graph has the calls for badges in {version}, which the station uses, and "
            "not in {other}.",
        )
    )
    return passed(check, text, **values)


def _workplace(subject: Subject) -> Workplace:
    """Return the services of whoever signed in; checks that need them run after that only."""
    workplace = subject.signed_in
    if workplace is None:
        raise StationError(ErrorCode.SIGN_IN_NEEDED)
    return workplace
