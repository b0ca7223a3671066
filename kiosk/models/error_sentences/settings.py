"""What is said about settings."""

from __future__ import annotations

from kiosk.models.errors import ErrorCode
from kiosk.models.sentence import Sentence
from kiosk.models.translatable import QT_TRANSLATE_NOOP

SETTINGS: dict[ErrorCode, Sentence] = {
    ErrorCode.SETTINGS_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings file {file} is missing or cannot be read. Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This station has no settings yet. Ask your IT team to set it up; to try it out, "
            "start it with --practice.",
        ),
    ),
    ErrorCode.SETTINGS_NOT_TOML: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings file {file} cannot be understood. Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "The settings file cannot be understood. It must be TOML."),
    ),
    ErrorCode.SETTING_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings file {file} has a key that this version of the station does not know: "
            "{key}, with the value {value}. It is misspelt or belongs to another version. "
            "Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "The settings have a key that this version of the station does not know."
        ),
    ),
    ErrorCode.SETTING_WRONG: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "In the settings file {file} the key {key} has a value that cannot be used: "
            "{value}. Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "One of the settings has a value that cannot be used."),
    ),
    ErrorCode.CLOUD_UNSUPPORTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "In the settings file {file} the key {key} names a national cloud: {value}. Badges "
            "exist in the global cloud only. Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings name a national cloud. Badges exist in the global cloud only.",
        ),
    ),
    ErrorCode.SETTINGS_INCOMPLETE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings file {file} lacks what every station needs: {key}. Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP("Errors", "The settings lack something that every station needs."),
    ),
    ErrorCode.STATION_HAS_SETTINGS: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There are settings on this computer by now, in {file}. They stay as they are; "
            "nothing was saved. Start the station again to work with them.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There are settings on this computer by now. They stay as they are; nothing was "
            "saved. Start the station again to work with them.",
        ),
    ),
    ErrorCode.SETTINGS_NOT_WRITTEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings could not be saved in {file}. Nothing you chose is lost. Ask your IT "
            "team whether this account may write there and whether the disk is full, then try "
            "again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The settings could not be saved. Nothing you chose is lost. Ask your IT team whether "
            "this account may write there and whether the disk is full, then try again.",
        ),
    ),
}
