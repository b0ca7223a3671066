"""The table of all settings: what each key means, what it may hold and how that is said."""

from __future__ import annotations

from kiosk.models.badge_limits import STANDARD_DAYS_MAX, TEMPORARY_HOURS_MAX
from kiosk.models.settings import (
    LANGUAGES,
    AuditForward,
    GraphVersion,
    SignInMethod,
    WriteScope,
)
from kiosk.models.settings_definition import SettingDefinition, SettingKind
from kiosk.models.translatable import QT_TRANSLATE_NOOP

TEXT_LENGTH_MAX = 1024
"""Longest text that any setting takes, in characters."""

SIGN_IN_SECONDS_MAX = 1800
"""Longest that a sign-in may be waited for."""

TABLE_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a table with keys and values")
NO_SECRET_EXPECTED = QT_TRANSLATE_NOOP(
    "SettingExpected", "no password, secret or token at all, because the station needs none"
)
GLOBAL_CLOUD_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "an address of the global cloud")
EXISTING_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file that exists")
REGULAR_FILE_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file, not a folder")
READABLE_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file that this account may read")
TOML_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", 'lines like name = "value" under [table]')
UTF8_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a text file that is saved as UTF-8")
SHORT_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a file of at most 64 KB")
WHOLE_EXPECTED = QT_TRANSLATE_NOOP(
    "SettingExpected",
    "the line '# end of the settings' at the end, as the first line says; the end of the file is "
    "missing",
)
SET_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "a value for each of these keys")

LAYOUT_EXPECTED = QT_TRANSLATE_NOOP("SettingExpected", "the name of a layout, in quotation marks")

_ANY_TEXT = QT_TRANSLATE_NOOP("SettingExpected", "a text in quotation marks, on one line")
_YES_NO = QT_TRANSLATE_NOOP("SettingExpected", "true or false, without quotation marks")
_PATH = QT_TRANSLATE_NOOP("SettingExpected", "the path of a file, in quotation marks")

CA_FILE = SettingDefinition(
    "tenant.ca_file",
    SettingKind.PATH,
    QT_TRANSLATE_NOOP(
        "SettingMeaning",
        "The certificate of the CA that signed these endpoints' certificates (PEM); "
        "a relative path starts at the settings file.",
    ),
    QT_TRANSLATE_NOOP("SettingExpected", "the path of a certificate file that exists"),
)

FORWARD_TO = SettingDefinition(
    "audit.forward_to",
    SettingKind.TEXT,
    QT_TRANSLATE_NOOP(
        "SettingMeaning",
        "Who receives audit records: HOST:PORT for syslog over TLS, an https address for OTLP.",
    ),
    QT_TRANSLATE_NOOP(
        "SettingExpected",
        'an address like "logs.example.com:6514" for syslog or "https://logs.example.com" for OTLP',
    ),
)

FORWARD_CA_FILE = SettingDefinition(
    "audit.forward_ca_file",
    SettingKind.PATH,
    QT_TRANSLATE_NOOP(
        "SettingMeaning",
        "The certificate of the CA that signed the receiver's certificate (PEM), if the operating "
        "system does not trust it; a relative path starts at the settings file.",
    ),
    CA_FILE.expected,
)

DEFINITIONS = (
    SettingDefinition(
        "tenant.tenant_id",
        SettingKind.TENANT,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The tenant's id, or a domain name that is verified in it. A roll-out must set it.",
        ),
        QT_TRANSLATE_NOOP(
            "SettingExpected",
            "the tenant's id like 11111111-2222-3333-4444-555555555555, or its domain name",
        ),
    ),
    SettingDefinition(
        "tenant.client_id",
        SettingKind.GUID,
        QT_TRANSLATE_NOOP(
            "SettingMeaning", "The id of the station's app registration. A roll-out must set it."
        ),
        QT_TRANSLATE_NOOP(
            "SettingExpected",
            "the app registration's id like 11111111-2222-3333-4444-555555555555",
        ),
    ),
    SettingDefinition(
        "tenant.authority",
        SettingKind.AUTHORITY,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "Another sign-in endpoint, for a test environment; goes with tenant.graph_root.",
        ),
        QT_TRANSLATE_NOOP(
            "SettingExpected",
            "an address like https://HOST/TENANT, with the tenant's id at its end",
        ),
    ),
    SettingDefinition(
        "tenant.graph_root",
        SettingKind.GRAPH_ROOT,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "Another Graph endpoint, for a test environment; goes with tenant.authority.",
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "an address like https://HOST, without a version"),
    ),
    CA_FILE,
    SettingDefinition(
        "tenant.graph_version",
        SettingKind.CHOICE,
        QT_TRANSLATE_NOOP(
            "SettingMeaning", "The version of Microsoft Graph that the method's calls use."
        ),
        QT_TRANSLATE_NOOP("SettingExpected", '"beta" or "v1.0"'),
        choices=tuple(GraphVersion),
    ),
    SettingDefinition(
        "tenant.scope",
        SettingKind.CHOICE,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The permission to ask for; the second one for tenants that already consented to it.",
        ),
        QT_TRANSLATE_NOOP(
            "SettingExpected",
            '"UserAuthMethod-QR.ReadWrite.All" or "UserAuthenticationMethod.ReadWrite.All"',
        ),
        choices=tuple(WriteScope),
    ),
    SettingDefinition(
        "sign_in.method",
        SettingKind.CHOICE,
        QT_TRANSLATE_NOOP("SettingMeaning", "How a supervisor signs in."),
        QT_TRANSLATE_NOOP("SettingExpected", '"browser", "device-code" or "broker"'),
        choices=tuple(SignInMethod),
    ),
    SettingDefinition(
        "sign_in.timeout_seconds",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP(
            "SettingMeaning", "How long the station waits for a sign-in, in seconds."
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 10 to 1800"),
        minimum=10,
        maximum=SIGN_IN_SECONDS_MAX,
    ),
    SettingDefinition(
        "sign_in.reauthenticate_minutes",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP(
            "SettingMeaning", "How old a sign-in may be before a change asks again, in minutes."
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 1 to 1440"),
        minimum=1,
        maximum=1440,
    ),
    SettingDefinition(
        "sign_in.changes_before_reauthentication",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "How many changes one sign-in may make within ten minutes before the next one asks to "
            "sign in again; 0 is any number. Runs for many people do not count.",
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 0 to 10000"),
        minimum=0,
        maximum=10000,
    ),
    SettingDefinition(
        "station.name",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The name of this station, shown on the welcome page and written to the audit file.",
        ),
        _ANY_TEXT,
    ),
    SettingDefinition(
        "station.language",
        SettingKind.CHOICE,
        QT_TRANSLATE_NOOP(
            "SettingMeaning", "The language of the station; the system's where it is left out."
        ),
        QT_TRANSLATE_NOOP("SettingExpected", '"en", "de", or "" for the system\'s language'),
        choices=("", *LANGUAGES),
    ),
    SettingDefinition(
        "station.full_screen",
        SettingKind.YES_NO,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "Kiosk mode: the window covers its screen, and only who signs in can close it.",
        ),
        _YES_NO,
    ),
    SettingDefinition(
        "station.screen",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The name of the screen that kiosk mode covers; the main one where it is left out.",
        ),
        _ANY_TEXT,
    ),
    SettingDefinition(
        "station.idle_lock_seconds",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "After how long without a touch or a key the station locks, in seconds.",
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 15 to 3600"),
        minimum=15,
        maximum=3600,
    ),
    SettingDefinition(
        "station.allow_screen_capture",
        SettingKind.YES_NO,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "Whether other programs may take pictures of the window (Windows); remote support that "
            "shows the screen needs it.",
        ),
        _YES_NO,
    ),
    SettingDefinition(
        "badge.layout",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The layout of badges; the station's own choice where it is left out. "
            "'pin-kiosk badge-sample --list' names them.",
        ),
        LAYOUT_EXPECTED,
    ),
    SettingDefinition(
        "badge.slip_layout",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The layout of PIN slips; the station's own choice where it is left out.",
        ),
        LAYOUT_EXPECTED,
    ),
    SettingDefinition(
        "badge.layout_folder",
        SettingKind.PATH,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "A folder with layouts of the site's own; the folder 'layouts' beside the settings "
            "file where it is left out. A relative path starts at the settings file.",
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "the path of a folder that exists"),
    ),
    SettingDefinition(
        "badge.printer",
        SettingKind.TEXT,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The printer's name; the system's default printer where it is left out.",
        ),
        _ANY_TEXT,
    ),
    SettingDefinition(
        "badge.temporary_hours",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP("SettingMeaning", "How long a temporary code works, in hours."),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 1 to 12"),
        minimum=1,
        maximum=TEMPORARY_HOURS_MAX,
    ),
    SettingDefinition(
        "badge.standard_days",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "How long a badge works, in days; the policy's lifetime, else 365, where it is left "
            "out.",
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 1 to 395"),
        minimum=1,
        maximum=STANDARD_DAYS_MAX,
    ),
    SettingDefinition(
        "badge.pin_visible_seconds",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP("SettingMeaning", "How long a PIN stays on the screen, in seconds."),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 3 to 600"),
        minimum=3,
        maximum=600,
    ),
    SettingDefinition(
        "badge.allow_copy",
        SettingKind.YES_NO,
        QT_TRANSLATE_NOOP(
            "SettingMeaning", "Whether a PIN may be copied to the clipboard, for 20 seconds."
        ),
        _YES_NO,
    ),
    SettingDefinition(
        "badge.allow_save_pdf",
        SettingKind.YES_NO,
        QT_TRANSLATE_NOOP("SettingMeaning", "Whether pages may be saved as PDF."),
        _YES_NO,
    ),
    SettingDefinition(
        "badge.allow_reprint_from_scan",
        SettingKind.YES_NO,
        QT_TRANSLATE_NOOP(
            "SettingMeaning", "Whether a badge that is scanned here may be printed afresh."
        ),
        _YES_NO,
    ),
    SettingDefinition(
        "audit.file",
        SettingKind.PATH,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The audit file; the platform's place for the account where it is left out. "
            "A relative path starts at the settings file.",
        ),
        _PATH,
    ),
    SettingDefinition(
        "audit.rotate_megabytes",
        SettingKind.WHOLE_NUMBER,
        QT_TRANSLATE_NOOP(
            "SettingMeaning",
            "The size beyond which the audit file is put aside under a number and a new one begun, "
            "in megabytes; 0 for never.",
        ),
        QT_TRANSLATE_NOOP("SettingExpected", "a whole number from 0 to 4096"),
        maximum=4096,
    ),
    SettingDefinition(
        "audit.forward",
        SettingKind.CHOICE,
        QT_TRANSLATE_NOOP("SettingMeaning", "Where audit records go besides the file."),
        QT_TRANSLATE_NOOP("SettingExpected", '"none", "syslog" or "otlp"'),
        choices=tuple(AuditForward),
    ),
    FORWARD_TO,
    FORWARD_CA_FILE,
)

TABLES = tuple(dict.fromkeys(definition.table for definition in DEFINITIONS))
