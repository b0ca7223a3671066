"""The one way to fail: an error with a stable code, never with a sentence of its own.

Everything foreign is turned into a StationError at its own border. The sentence that a
person reads is looked up by code in `kiosk.models.sentences`, in the language of the station.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class ErrorCode(StrEnum):
    """Stable codes, as shown under 'Details'.

    1xx network, 2xx sign-in, 3xx the service's answer, 4xx a change that did not end
    well, 5xx paper, 6xx settings and, from 651 on, setting up a tenant, 7xx the audit file, 8xx
    a scan or a list of people, 9xx the station itself.
    """

    NETWORK_UNREACHABLE = "PK-101"
    CERTIFICATE_UNTRUSTED = "PK-102"
    ANSWER_TIMED_OUT = "PK-103"
    SERVICE_UNAVAILABLE = "PK-104"
    THROTTLED = "PK-105"
    ANSWER_UNREADABLE = "PK-106"
    CLOCK_WRONG = "PK-107"
    PROXY_REFUSED = "PK-108"
    NETWORK_ANSWERED = "PK-109"

    SIGN_IN_TIMED_OUT = "PK-201"
    SIGN_IN_REFUSED = "PK-202"
    CONSENT_MISSING = "PK-203"
    TENANT_UNKNOWN = "PK-204"
    CLIENT_UNKNOWN = "PK-205"
    BROWSER_NOT_OPENED = "PK-206"
    SIGN_IN_NEEDED = "PK-207"
    SIGN_IN_ANSWER_UNTRUSTED = "PK-208"
    SIGN_IN_FAILED = "PK-209"
    SIGN_IN_OTHER_PERSON = "PK-210"
    BROKER_UNAVAILABLE = "PK-211"

    NOT_PERMITTED = "PK-301"
    PERSON_NOT_FOUND = "PK-302"
    METHOD_MISSING = "PK-303"
    METHOD_NOT_ENABLED = "PK-304"
    METHOD_EXISTS = "PK-305"
    BADGE_STILL_ACTIVE = "PK-306"
    LIFETIME_TOO_LONG = "PK-307"
    REQUEST_REFUSED = "PK-308"
    PERSON_CHANGED = "PK-309"

    PIN_UNCONFIRMED = "PK-401"
    PIN_SUPERSEDED = "PK-402"
    BADGE_UNCONFIRMED = "PK-403"
    BADGE_GONE = "PK-404"
    DELETION_UNCONFIRMED = "PK-405"
    TEMPORARY_BADGE_GONE = "PK-406"
    REMOVAL_UNCONFIRMED = "PK-407"
    EXTENSION_UNCONFIRMED = "PK-408"
    PIN_NOT_RESET = "PK-409"
    BADGE_SUPERSEDED = "PK-410"
    BADGE_GONE_NOT_ENABLED = "PK-411"
    RUN_EXISTS = "PK-421"
    RUN_OF_OTHERS = "PK-422"
    RUN_UNREADABLE = "PK-423"
    RUN_BUSY = "PK-424"
    RUN_NOT_WRITABLE = "PK-425"
    RUN_MISSING = "PK-426"
    RUN_NEWER = "PK-427"

    PRINTER_MISSING = "PK-501"
    PRINTER_REFUSED = "PK-502"
    PRINTER_STUCK = "PK-503"
    CODE_UNREADABLE = "PK-504"
    CODE_TOO_SMALL = "PK-505"
    FILE_NOT_WRITTEN = "PK-506"
    LAYOUT_UNKNOWN = "PK-507"
    LAYOUT_WRONG = "PK-508"
    LAYOUT_NOT_TOML = "PK-509"
    PRINTER_CLOSED = "PK-510"
    PRINTER_GONE = "PK-511"
    PRINT_CANCELLED = "PK-512"
    PRINT_UNCERTAIN = "PK-513"
    PAPER_UNAVAILABLE = "PK-514"
    PAPER_CHOICE_NOT_KEPT = "PK-515"

    SETTINGS_MISSING = "PK-601"
    SETTINGS_NOT_TOML = "PK-602"
    SETTING_UNKNOWN = "PK-603"
    SETTING_WRONG = "PK-604"
    CLOUD_UNSUPPORTED = "PK-605"
    SETTINGS_INCOMPLETE = "PK-606"
    STATION_HAS_SETTINGS = "PK-607"
    SETTINGS_NOT_WRITTEN = "PK-608"

    SETUP_NOT_APPROVED = "PK-651"
    SETUP_CLIENT_UNKNOWN = "PK-652"
    SETUP_TENANT_UNKNOWN = "PK-653"
    REGISTRATION_NOT_PERMITTED = "PK-654"
    REGISTRATION_REFUSED = "PK-655"
    REGISTRATIONS_SEVERAL = "PK-656"
    REGISTRATION_MISSING = "PK-657"
    REGISTRATION_UNCONFIRMED = "PK-658"
    CONSENT_REFUSED = "PK-659"
    CONSENT_NOT_GIVEN = "PK-660"
    SETTINGS_EXIST = "PK-661"
    REGISTRATION_UNREVIEWED = "PK-662"
    SETTINGS_NOWHERE = "PK-663"

    AUDIT_NOT_WRITABLE = "PK-701"
    AUDIT_BROKEN = "PK-702"
    AUDIT_NOT_FORWARDED = "PK-703"

    SCAN_INCOMPLETE = "PK-801"
    SCAN_DOUBLED = "PK-802"
    SCAN_OTHER_FORMAT = "PK-803"
    SCAN_NO_BADGE = "PK-804"
    SCAN_OTHER_ORGANISATION = "PK-805"
    SCAN_PERSON_GONE = "PK-806"
    SCAN_NOT_HERE = "PK-807"
    REPRINT_REFUSED = "PK-808"
    LIST_UNREADABLE = "PK-821"
    LIST_NOT_TEXT = "PK-822"
    LIST_WITHOUT_PEOPLE = "PK-823"
    LIST_TOO_LARGE = "PK-824"
    GROUP_NOT_FOUND = "PK-825"
    LEFT_OUT_UNKNOWN = "PK-826"
    LEFT_OUT_TOO_LATE = "PK-827"

    UNEXPECTED = "PK-901"
    JOB_TIMED_OUT = "PK-902"
    PRACTICE_NOT_STARTED = "PK-903"
    SCREEN_MISSING = "PK-904"
    STATION_NOT_ANSWERING = "PK-905"
    SCREEN_NOT_ANSWERING = "PK-906"
    PRACTICE_PORT_TAKEN = "PK-907"


@dataclass(frozen=True)
class ErrorDetails:
    """What a support person needs to find the failed request; never a secret.

    `service_code` is the service's own code (`Request_ResourceNotFound`, `AADSTS65001`),
    `request_id` and `client_request_id` are the two ids of the request.
    """

    http_status: int | None = None
    service_code: str = ""
    request_id: str = ""
    client_request_id: str = ""
    answered_at: datetime | None = None


NO_DETAILS = ErrorDetails()

CUT_OFF = frozenset(
    {
        ErrorCode.NETWORK_UNREACHABLE,
        ErrorCode.NETWORK_ANSWERED,
        ErrorCode.ANSWER_TIMED_OUT,
        ErrorCode.PROXY_REFUSED,
        ErrorCode.CERTIFICATE_UNTRUSTED,
        ErrorCode.CLOCK_WRONG,
    }
)
"""What says that the way to the service is missing; it passes by itself."""

UNWELL = frozenset({ErrorCode.SERVICE_UNAVAILABLE, ErrorCode.THROTTLED})
"""What says that the service is there, and has trouble or too much to do."""

PASSING = frozenset(
    {
        ErrorCode.NETWORK_UNREACHABLE,
        ErrorCode.ANSWER_TIMED_OUT,
        ErrorCode.SERVICE_UNAVAILABLE,
        ErrorCode.THROTTLED,
        ErrorCode.ANSWER_UNREADABLE,
    }
)
"""Faults of one call that say nothing about the person, nor about the next call."""

MANY_CHANGES = "changes"
"""The value of a SIGN_IN_NEEDED that many changes in a short time are the reason for."""


@dataclass(eq=False)
class StationError(Exception):
    """Something did not work; `code` says what, `values` fill the named places of its sentence.

    `maybe_done` is True when a change may have been made although no usable answer came:
    then the state has to be read before anything else. `retry_after` is in seconds.
    `claims` is set when the service asks to sign in again with these claims.
    """

    code: ErrorCode
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    details: ErrorDetails = NO_DETAILS
    maybe_done: bool = False
    retry_after: float | None = None
    claims: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        super().__init__(str(self.code))

    def __str__(self) -> str:
        parts = [str(self.code), self.details.service_code, self.details.request_id]
        return " ".join(part for part in parts if part)
