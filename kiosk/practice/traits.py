"""What a drawn person is like, read out of one random number of 32 bits."""

from __future__ import annotations

from kiosk.practice.people import Credential
from kiosk.practice.roles import Role

CITIES = (
    "Lisbon", "Zürich", "Göteborg", "Łódź", "Málaga", "Cork", "Leeds", "Nantes", "Athína", "Haifa",
    "Pune", "Osaka", "Busan", "Chiang Mai", "Đà Nẵng", "São Paulo", "Reykjavík", "Lagos", "Brno",
    "Honolulu",
)  # fmt: skip
JOBS = (
    ("Cashier", "Sales"), ("Sales Associate", "Sales"), ("Sales Associate", "Sales"),
    ("Stock Associate", "Logistics"), ("Forklift Driver", "Logistics"), ("Baker", "Food"),
    ("Butcher", "Food"), ("Florist", "Garden"), ("Pharmacy Assistant", "Health"),
    ("Cleaner", "Facilities"), ("Security Officer", "Facilities"), ("Shift Lead", "Operations"),
    ("Store Supervisor", "Operations"), ("Cashier", "Sales"), ("Night Stocker", "Logistics"),
    ("Customer Service", "Sales"),
)  # fmt: skip
_CREDENTIALS = (
    (150, Credential.USED), (195, Credential.FRESH), (207, Credential.EXPIRING),
    (219, Credential.EXPIRED), (226, Credential.TEMPORARY), (230, Credential.LATER),
    (234, Credential.NO_BADGE), (256, Credential.NONE),
)  # fmt: skip
_ODD_ROLES = (
    Role.HELPDESK, Role.USER, Role.TEAMS, Role.GLOBAL_READER, Role.REPORTS_READER,
    Role.MESSAGE_CENTER_READER, Role.DIRECTORY_READERS, Role.GUEST_INVITER,
)  # fmt: skip


def job_number(traits: int) -> int:
    """Return the place of the person's job among all jobs."""
    return traits & 15


def has_photo(traits: int) -> bool:
    """Return whether there is a portrait."""
    return (traits >> 10) & 3 != 0


def is_disabled(traits: int) -> bool:
    """Return whether the account is disabled."""
    return (traits >> 4) & 31 == 0


def lacks_mail(traits: int) -> bool:
    """Return whether the person has no mail address."""
    return (traits >> 12) & 63 == 0


def lacks_number(traits: int) -> bool:
    """Return whether the person has no employee number."""
    return (traits >> 12) & 63 == 1


def is_contractor(traits: int) -> bool:
    """Return whether the QR code policy leaves the person out."""
    return (traits >> 12) & 63 == 2


def credential_of(traits: int) -> Credential:
    """Return what QR code method the person starts with."""
    if is_contractor(traits):
        return Credential.NONE
    draw = (traits >> 18) & 255
    return next(credential for limit, credential in _CREDENTIALS if draw < limit)


def roles_of(traits: int) -> tuple[Role, ...]:
    """Return the administrative roles; few people have one."""
    draw = (traits >> 26) & 63
    return (_ODD_ROLES[(traits >> 4) & 7],) if draw == 0 else ()
