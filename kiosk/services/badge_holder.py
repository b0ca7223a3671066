"""Finding out who holds a scanned badge, or why nobody does."""

from __future__ import annotations

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.person import Person
from kiosk.services.graph.people import PeopleService


def holder_of(people: PeopleService, user_principal_name: str, cancel: CancelToken) -> Person:
    """Return the person with the sign-in name that is on a badge.

    Raises StationError: SCAN_OTHER_ORGANISATION when the name's domain is none of ours,
    SCAN_PERSON_GONE when it is and nobody has the name, or nobody can tell the domains.
    """
    try:
        return people.person(user_principal_name, cancel)
    except StationError as error:
        if error.code is not ErrorCode.PERSON_NOT_FOUND:
            raise
        details = error.details
    domains = people.domains(cancel)
    domain = user_principal_name.rpartition("@")[2].lower()
    is_ours = domains is None or domain in domains
    code = ErrorCode.SCAN_PERSON_GONE if is_ours else ErrorCode.SCAN_OTHER_ORGANISATION
    raise StationError(code, details=details)
