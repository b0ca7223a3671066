"""What policy templates say beside the program's own texts, in each language they come in."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from kiosk.models.settings_definition import SettingKind


@dataclass(frozen=True)
class PolicyWords:
    """The words of one language; `explanation` and `yes_no` have named places.

    `expected` says what a box in the group policy editor takes, where the sentence for a
    settings file would not fit because it asks for quotation marks.
    """

    folder: str
    name: str
    about: str
    supported: str
    value: str
    not_set: str
    explanation: str
    yes_no: str
    other: str
    titles: MappingProxyType[str, str]
    expected: MappingProxyType[SettingKind, str]


ENGLISH = PolicyWords(
    folder="en-US",
    name="PIN Kiosk",
    about="Settings of stations that reset PINs and print badges.",
    supported="PIN Kiosk on Windows 10, Windows 11 or Windows Server",
    value="Value",
    not_set="none",
    explanation=(
        "{meaning}\n\n"
        "Expected: {expected}.\n"
        "Usual value: {default}.\n\n"
        "{states} Not configured: the station's settings file says it, and else the usual value "
        "counts.\n\n"
        "In the settings file this is {key}. 'pin-kiosk doctor' tells where each value came from."
    ),
    yes_no="Enabled: yes. Disabled: no.",
    other="Enabled: this value wins over the settings file. Disabled: as not configured.",
    titles=MappingProxyType(
        {
            "tenant": "Tenant",
            "sign_in": "Sign-in",
            "station": "Station",
            "badge": "Badges and PINs",
            "audit": "Record of changes",
        }
    ),
    expected=MappingProxyType(
        {
            SettingKind.TEXT: "a text on one line",
            SettingKind.PATH: "a full path; variables like %ProgramData% may stand in it",
            SettingKind.YES_NO: "enabled or disabled",
            SettingKind.CHOICE: "one of the values in the list",
        }
    ),
)

GERMAN = PolicyWords(
    folder="de-DE",
    name="PIN Kiosk",
    about="Einstellungen von Stationen, die PINs zurücksetzen und Ausweise drucken.",
    supported="PIN Kiosk unter Windows 10, Windows 11 oder Windows Server",
    value="Wert",
    not_set="keiner",
    explanation=(
        "{meaning}\n\n"
        "Erwartet: {expected}.\n"
        "Üblicher Wert: {default}.\n\n"
        "{states} Nicht konfiguriert: Es gilt, was in der Einstellungsdatei der Station steht, "
        "sonst der übliche Wert.\n\n"
        "In der Einstellungsdatei heißt das {key}. „pin-kiosk doctor“ sagt, woher jeder Wert kommt."
    ),
    yes_no="Aktiviert: ja. Deaktiviert: nein.",
    other=(
        "Aktiviert: Dieser Wert geht der Einstellungsdatei vor. "
        "Deaktiviert: wie nicht konfiguriert."
    ),
    titles=MappingProxyType(
        {
            "tenant": "Mandant",
            "sign_in": "Anmeldung",
            "station": "Station",
            "badge": "Ausweise und PINs",
            "audit": "Protokoll der Änderungen",
        }
    ),
    expected=MappingProxyType(
        {
            SettingKind.TEXT: "ein Text auf einer Zeile",
            SettingKind.PATH: "ein vollständiger Pfad; Variablen wie %ProgramData% sind erlaubt",
            SettingKind.YES_NO: "aktiviert oder deaktiviert",
            SettingKind.CHOICE: "einer der Werte in der Liste",
        }
    ),
)

WORDS = MappingProxyType({"en": ENGLISH, "de": GERMAN})
"""The words by the language of the program's catalogue."""
