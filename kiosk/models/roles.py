"""Directory roles that may act on other people's sign-in methods."""

from __future__ import annotations

AUTHENTICATION_ADMINISTRATOR = "c4e39bd9-1100-46d3-8c65-fb160da0071f"
PRIVILEGED_AUTHENTICATION_ADMINISTRATOR = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"

METHOD_ROLES = frozenset({AUTHENTICATION_ADMINISTRATOR, PRIVILEGED_AUTHENTICATION_ADMINISTRATOR})
"""Role template ids, as a token's `wids` lists them ('Microsoft Entra built-in roles')."""
