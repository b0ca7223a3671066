"""The settings of a station, and what each key may hold. Secrets are never settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

DEFAULT_AUTHORITY_HOST = "https://login.microsoftonline.com"
DEFAULT_GRAPH_ROOT = "https://graph.microsoft.com"

LANGUAGES = ("en", "de")
"""The languages that the station is shipped in."""


class GraphVersion(StrEnum):
    """Which version of Microsoft Graph the method's calls use."""

    BETA = "beta"
    V1 = "v1.0"


class WriteScope(StrEnum):
    """Which of the two delegated permissions for the method the station asks for."""

    QR_METHOD = "UserAuthMethod-QR.ReadWrite.All"
    ALL_METHODS = "UserAuthenticationMethod.ReadWrite.All"


class SignInMethod(StrEnum):
    """How a supervisor signs in."""

    BROWSER = "browser"
    DEVICE_CODE = "device-code"
    BROKER = "broker"


class AuditForward(StrEnum):
    """Where audit records go besides the file."""

    NONE = "none"
    SYSLOG = "syslog"
    OTLP = "otlp"


@dataclass(frozen=True)
class TenantSettings:
    """Which tenant this station works for, and where it is reached.

    `authority` and `graph_root` are None for the global cloud; `ca_file` is the path of a
    PEM file that both endpoints' certificates are checked against.
    """

    tenant_id: str = ""
    client_id: str = ""
    authority: str | None = None
    graph_root: str | None = None
    ca_file: str | None = None
    graph_version: GraphVersion = GraphVersion.BETA
    scope: WriteScope = WriteScope.QR_METHOD

    @property
    def authority_url(self) -> str:
        """The authority that sign-in goes to."""
        return self.authority or f"{DEFAULT_AUTHORITY_HOST}/{self.tenant_id}"

    @property
    def configuration_url(self) -> str:
        """Where the sign-in service describes itself and the tenant (OpenID Connect Discovery)."""
        return f"{self.authority_url.rstrip('/')}/v2.0/.well-known/openid-configuration"

    @property
    def graph_url(self) -> str:
        """The root of Microsoft Graph, without a version and without a closing slash."""
        return (self.graph_root or DEFAULT_GRAPH_ROOT).rstrip("/")

    @property
    def is_test_environment(self) -> bool:
        """Whether an endpoint is not the global cloud's."""
        return any((self.authority, self.graph_root, self.ca_file))


@dataclass(frozen=True)
class SignInSettings:
    """How supervisors sign in; times in the unit that the name says.

    `changes_before_reauthentication` is how many changes one sign-in may make within ten
    minutes; 0 is any number.
    """

    method: SignInMethod = SignInMethod.BROWSER
    timeout_seconds: int = 300
    reauthenticate_minutes: int = 60
    changes_before_reauthentication: int = 30


@dataclass(frozen=True)
class StationSettings:
    """This one station. An empty language is the system's, an empty screen the main one.

    `full_screen` is kiosk mode: the window covers `screen`, and only who signs in can close it.
    """

    name: str = ""
    language: str = ""
    full_screen: bool = False
    screen: str = ""
    idle_lock_seconds: int = 120
    allow_screen_capture: bool = False


@dataclass(frozen=True)
class BadgeSettings:
    """Badges, slips and how long a PIN stays visible.

    An empty layout is the station's own choice, an empty printer the system's default;
    `standard_days` None is the policy's lifetime, or 365 days. `layout_folder` holds layouts of
    the site's own; empty: the folders `layouts` beside the settings files.
    """

    layout: str = ""
    slip_layout: str = ""
    layout_folder: str = ""
    printer: str = ""
    temporary_hours: int = 8
    standard_days: int | None = None
    pin_visible_seconds: int = 60
    allow_copy: bool = False
    allow_save_pdf: bool = True
    allow_reprint_from_scan: bool = False


@dataclass(frozen=True)
class AuditSettings:
    """Where the audit file is (empty: the platform's place) and where records go too.

    Beyond `rotate_megabytes` a new file is begun; 0: never. `forward_to` is `HOST:PORT` for
    syslog and an https URL for OTLP; without `forward_ca_file` the operating system says whom
    to trust there.
    """

    file: str = ""
    rotate_megabytes: int = 16
    forward: AuditForward = AuditForward.NONE
    forward_to: str = ""
    forward_ca_file: str | None = None

    @property
    def rotate_bytes(self) -> int:
        """The size beyond which a new file is begun, in bytes; 0 for never."""
        return self.rotate_megabytes * 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """Everything that can be set, with the defaults."""

    tenant: TenantSettings = field(default_factory=TenantSettings)
    sign_in: SignInSettings = field(default_factory=SignInSettings)
    station: StationSettings = field(default_factory=StationSettings)
    badge: BadgeSettings = field(default_factory=BadgeSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
