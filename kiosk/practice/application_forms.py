"""Registrations as Graph writes and reads them, and what it refuses to write.

Sources: Microsoft Graph, 'application resource type', 'Create application', 'Update application',
'requiredResourceAccess resource type'; Microsoft identity platform, 'Redirect URI (reply URL)
restrictions and limitations'. The pages do not say when an id of a permission that does not exist
is refused; here it is at once, so that a mistyped one cannot pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any
from urllib.parse import urlsplit

from kiosk.practice.applications import Application, Principal
from kiosk.practice.messages import GraphRefusalError
from kiosk.practice.people import DOMAIN
from kiosk.practice.scopes import GRAPH_RESOURCE, IDS

NAME_LENGTH_MAX = 256
REDIRECTS_MAX = 256
REDIRECT_LENGTH_MAX = 256
AUDIENCES = frozenset(
    {
        "AzureADMyOrg",
        "AzureADMultipleOrgs",
        "AzureADandPersonalMicrosoftAccount",
        "PersonalMicrosoftAccount",
    }
)
_NOT_IN_REDIRECTS = frozenset("!$'(),; ")
_KEPT = frozenset({"description", "notes", "groupMembershipClaims"})
_WRITTEN = _KEPT | {
    "displayName",
    "signInAudience",
    "isFallbackPublicClient",
    "publicClient",
    "web",
    "requiredResourceAccess",
    "tags",
}
_READ_ONLY = frozenset({"id", "appId", "createdDateTime", "publisherDomain", "deletedDateTime"})


def changed(application: Application, body: Mapping[str, Any]) -> Application:
    """Return the registration with what a body says; refuses what the service refuses."""
    for name in body:
        if name in _READ_ONLY:
            raise bad(f"Property '{name}' is read-only and cannot be set.")
        if name not in _WRITTEN:
            raise bad(f"Invalid property '{name}'.")
    found = application
    if "displayName" in body:
        found = replace(found, display_name=_name(body["displayName"]))
    if "signInAudience" in body:
        audience = body["signInAudience"]
        if not isinstance(audience, str) or audience not in AUDIENCES:
            raise invalid("signInAudience")
        found = replace(found, audience=audience)
    if "isFallbackPublicClient" in body:
        is_public = body["isFallbackPublicClient"]
        if is_public is not None and not isinstance(is_public, bool):
            raise invalid("isFallbackPublicClient")
        found = replace(found, is_fallback_public_client=is_public)
    if "publicClient" in body:
        found = replace(found, public_redirects=_redirects(body["publicClient"], "publicClient"))
    if "web" in body:
        found = replace(found, web_redirects=_redirects(body["web"], "web"))
    if "requiredResourceAccess" in body:
        required, permissions = _required(body["requiredResourceAccess"])
        found = replace(found, required=required, permissions=permissions)
    if "tags" in body:
        found = replace(found, tags=_tags(body["tags"]))
    kept = {name: value for name, value in body.items() if name in _KEPT}
    return replace(found, properties=found.properties | kept)


def application_document(application: Application) -> dict[str, Any]:
    """Return what reading a registration answers."""
    created = application.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "id": application.id,
        "deletedDateTime": None,
        "appId": application.app_id,
        "createdDateTime": created,
        "displayName": application.display_name,
        "description": application.properties.get("description"),
        "notes": application.properties.get("notes"),
        "groupMembershipClaims": application.properties.get("groupMembershipClaims"),
        "identifierUris": [],
        "isFallbackPublicClient": application.is_fallback_public_client,
        "publisherDomain": DOMAIN,
        "signInAudience": application.audience,
        "tags": list(application.tags),
        "keyCredentials": [],
        "passwordCredentials": [],
        "publicClient": {"redirectUris": list(application.public_redirects)},
        "requiredResourceAccess": list(application.required),
        "spa": {"redirectUris": []},
        "web": {"homePageUrl": None, "redirectUris": list(application.web_redirects)},
    }


def principal_document(principal: Principal, application: Application) -> dict[str, Any]:
    """Return what reading a service principal answers."""
    return {
        "id": principal.id,
        "deletedDateTime": None,
        "accountEnabled": True,
        "appDisplayName": application.display_name,
        "appId": principal.app_id,
        "appRoleAssignmentRequired": False,
        "displayName": application.display_name,
        "keyCredentials": [],
        "passwordCredentials": [],
        "replyUrls": [*application.public_redirects, *application.web_redirects],
        "servicePrincipalNames": [principal.app_id],
        "servicePrincipalType": "Application",
        "signInAudience": application.audience,
        "tags": list(application.tags),
    }


def bad(sentence: str) -> GraphRefusalError:
    """Return the directory's refusal of a body."""
    return GraphRefusalError(400, "Request_BadRequest", sentence)


def invalid(name: str, resource: str = "Application") -> GraphRefusalError:
    """Return the directory's refusal of a property's value."""
    return bad(f"Invalid value specified for property '{name}' of resource '{resource}'.")


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > NAME_LENGTH_MAX:
        raise invalid("displayName")
    return value


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(tag, str) and tag for tag in value):
        raise invalid("tags")
    return tuple(dict.fromkeys(value))


def _redirects(value: object, of: str) -> tuple[str, ...]:
    listed = value.get("redirectUris", []) if isinstance(value, dict) else None
    if not isinstance(listed, list) or len(listed) > REDIRECTS_MAX:
        raise invalid(of)
    if len(set(map(str, listed))) < len(listed):
        raise bad(f"The property '{of}' names a redirect URI twice.")
    for address in listed:
        if not isinstance(address, str) or not _is_redirect(address, is_public=of != "web"):
            raise invalid(of)
    return tuple(listed)


def _is_redirect(address: str, *, is_public: bool) -> bool:
    """Whether an address may be registered: HTTPS, localhost, or an installed client's scheme."""
    is_short = 0 < len(address) <= REDIRECT_LENGTH_MAX
    if not is_short or not address.isprintable() or _NOT_IN_REDIRECTS & set(address):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if parts.fragment or parts.username or "*" in address:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    if parts.scheme == "http":
        return parts.hostname in {"localhost", "127.0.0.1"}
    return is_public and bool(parts.scheme) and parts.scheme not in {"javascript", "data", "file"}


def _required(value: object) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """Read what is required of which resource; only Graph's delegated permissions are known."""
    if not isinstance(value, list):
        raise invalid("requiredResourceAccess")
    required: list[dict[str, Any]] = []
    permissions: list[str] = []
    for resource in value:
        accesses = resource.get("resourceAccess") if isinstance(resource, dict) else None
        if not isinstance(accesses, list) or not accesses:
            raise invalid("requiredResourceAccess")
        if str(resource.get("resourceAppId")).lower() != GRAPH_RESOURCE:
            raise bad(f"The resource '{resource.get('resourceAppId')}' was not found.")
        for access in accesses:
            if not isinstance(access, dict):
                raise invalid("requiredResourceAccess")
            identity = str(access.get("id")).lower()
            if access.get("type") != "Scope" or identity not in IDS.values():
                raise bad(f"The permission '{identity}' was not found on Microsoft Graph.")
            permissions.append(identity)
        required.append({"resourceAppId": GRAPH_RESOURCE, "resourceAccess": list(accesses)})
    if len(set(permissions)) < len(permissions) or len(required) > 1:
        raise bad("requiredResourceAccess names a resource or a permission twice.")
    return tuple(required), tuple(permissions)
