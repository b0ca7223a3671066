"""What the service fixes about badges; apart from `badge`, as the settings need no more of it."""

from __future__ import annotations

STANDARD_DAYS_MAX = 395
"""Longest life of a standard code, in days from its start (Graph: standardQRCode)."""

STANDARD_DAYS_DEFAULT = 365
"""Life of a standard code where the policy says nothing, in days."""

BADGE_CONTENT_START = "ms-qrpin:"
"""How the content of every code begins; sign-in name, id and key follow, divided by `|`."""

TEMPORARY_HOURS_MAX = 12
"""Longest life of a temporary code, in hours (Graph: temporaryQRCode)."""
