"""What an error of one call means for a run: for its person alone, for everybody, for how long."""

from __future__ import annotations

from kiosk.models.errors import PASSING, ErrorCode

STOPS_THE_RUN = frozenset(
    {
        ErrorCode.SIGN_IN_NEEDED,
        ErrorCode.AUDIT_NOT_WRITABLE,
        ErrorCode.CERTIFICATE_UNTRUSTED,
        ErrorCode.CLOCK_WRONG,
        ErrorCode.PROXY_REFUSED,
        ErrorCode.NETWORK_ANSWERED,
    }
)
"""What the next person would meet as well."""

MAY_PASS = PASSING | frozenset(
    {
        ErrorCode.PIN_UNCONFIRMED,
        ErrorCode.BADGE_UNCONFIRMED,
        ErrorCode.BADGE_GONE,
        ErrorCode.DELETION_UNCONFIRMED,
        ErrorCode.EXTENSION_UNCONFIRMED,
        ErrorCode.PIN_SUPERSEDED,
    }
)
"""What may be over the next time; where it meets all of a step, the run stands still."""

WITHOUT_A_WAIT = frozenset({ErrorCode.FILE_NOT_WRITTEN, ErrorCode.CODE_UNREADABLE})
"""What paper refuses at once; anything else takes a printer a minute or two to find out."""

NEVER_READ = frozenset({ErrorCode.NOT_PERMITTED, ErrorCode.PERSON_NOT_FOUND})
"""Why nobody here will ever know the state of somebody; anything else may be over the next time."""
