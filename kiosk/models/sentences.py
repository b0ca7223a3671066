"""What a person reads about an error: what happened, what it means, what to do now.

The one place that turns a code into words. A text may have named places, which are filled
after it was translated; where a value is missing, a text without places stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.figures import with_figures
from kiosk.models.sentence import Sentence
from kiosk.models.tenant_setup_sentences import TENANT_SETUP
from kiosk.models.translatable import QT_TRANSLATE_NOOP

CONTEXT = "Errors"
EXPECTED_CONTEXT = "SettingExpected"
"""The catalogue's context of what a setting may hold."""

Translate = Callable[[str, str], str]
"""Turns (context, English text) into the text of a language; returns it as it is if unknown."""


_NETWORK = {
    ErrorCode.NETWORK_UNREACHABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot reach the service. Nothing was changed, and nothing of what you "
            "typed or chose is lost. Check the network cable or the Wi-Fi, then try again.",
        )
    ),
    ErrorCode.CERTIFICATE_UNTRUSTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot be sure that it talks to the right service, so it stopped. "
            "Nothing was sent. Ask your IT team to check the certificate.",
        )
    ),
    ErrorCode.ANSWER_TIMED_OUT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service took too long to answer. Nothing was changed, and nothing of what you "
            "typed or chose is lost. Wait a moment, then try again.",
        )
    ),
    ErrorCode.SERVICE_UNAVAILABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service has trouble of its own at the moment. Wait a few minutes, then try again.",
        )
    ),
    ErrorCode.THROTTLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service has too much to do and asks everybody to wait. Try again in {seconds} "
            "seconds.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service has too much to do and asks everybody to wait. Try again in a few "
            "minutes.",
        ),
    ),
    ErrorCode.ANSWER_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The answer of the service could not be read. Try again; if it happens again, give "
            "your IT team the details.",
        )
    ),
    ErrorCode.CLOCK_WRONG: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The clock of this computer is wrong by {amount} (hours:minutes): by the service it "
            "is {service_time}. Badges and PINs go by the service, so you can go on. Ask your IT "
            "team to set the clock.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The clock of this computer is wrong, so signing in may fail. Ask your IT team to "
            "set it.",
        ),
    ),
    ErrorCode.PROXY_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The company network (its proxy) does not let the station through. Ask your IT "
            "team to allow it.",
        )
    ),
    ErrorCode.NETWORK_ANSWERED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The network answered in place of the service, as it does where somebody has to log "
            "in to it first. Nothing of what you typed or chose is lost. Log in to the network in "
            "a browser, or ask your IT team, then try again.",
        )
    ),
}

_SIGN_IN = {
    ErrorCode.SIGN_IN_TIMED_OUT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody finished the sign-in in time, so the station stopped waiting. Start it again.",
        )
    ),
    ErrorCode.SIGN_IN_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The sign-in was refused or broken off. Nobody is signed in. Try again, or use "
            "another account.",
        )
    ),
    ErrorCode.CONSENT_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your organisation has not approved this station yet, so nobody can sign in here. "
            "Ask your IT team to give the approval.",
        )
    ),
    ErrorCode.TENANT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station is set up for an organisation that does not exist. Ask your IT team to "
            "correct its settings.",
        )
    ),
    ErrorCode.CLIENT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your organisation does not know this station. Ask your IT team to register it, or "
            "to correct its settings.",
        )
    ),
    ErrorCode.BROWSER_NOT_OPENED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "No browser could be opened on this computer. Use a code on your phone, or copy the "
            "address and open it yourself.",
        )
    ),
    ErrorCode.SIGN_IN_NEEDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your sign-in has ended. Sign in again; the station then goes on where you were.",
        )
    ),
    ErrorCode.SIGN_IN_ANSWER_UNTRUSTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The answer to the sign-in did not belong to this station, so it was thrown away. "
            "Start the sign-in again; if it happens again, tell your IT team.",
        )
    ),
    ErrorCode.SIGN_IN_FAILED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The sign-in did not work. Try again; if it happens again, give your IT team the "
            "details.",
        )
    ),
    ErrorCode.SIGN_IN_OTHER_PERSON: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Somebody else signed in than the person who was working here. Try again with the "
            "same account as before. If somebody else is to work here, cancel first and then "
            "sign out.",
        )
    ),
    ErrorCode.BROKER_UNAVAILABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This computer cannot sign you in by itself. Use a code on your phone, and tell "
            "your IT team.",
        )
    ),
}

_REFUSALS = {
    ErrorCode.NOT_PERMITTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Your account may not do this for this person. Nothing was changed. Ask a colleague "
            "who may, or your IT team.",
        )
    ),
    ErrorCode.PERSON_NOT_FOUND: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This person is no longer in the directory. Nothing was changed. Search again, or "
            "ask your IT team.",
        )
    ),
    ErrorCode.METHOD_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This person has no badge and no PIN yet, so there is nothing to reset. Issue a "
            "badge instead.",
        )
    ),
    ErrorCode.METHOD_NOT_ENABLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Signing in with a badge is not switched on for this person. Nothing was changed. "
            "Ask your IT team to switch it on.",
        )
    ),
    ErrorCode.METHOD_EXISTS: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This person already has a badge; somebody may have just issued it. Nothing was "
            "changed. If it is lost, it has to be replaced.",
        )
    ),
    ErrorCode.BADGE_STILL_ACTIVE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The badge this person has is still valid, so no second one can be made. Nothing "
            "was changed. If it is lost, it has to be replaced.",
        )
    ),
    ErrorCode.LIFETIME_TOO_LONG: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The badge would be valid for longer than your organisation allows. Nothing was "
            "changed. Ask your IT team to correct the settings of this station.",
        )
    ),
    ErrorCode.REQUEST_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The service refused this. Nothing was changed. Give your IT team the details.",
        )
    ),
    ErrorCode.PERSON_CHANGED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Somebody else has changed this person's badge in the meantime. Nothing more was "
            "changed here. Look at what they hold now, then choose again.",
        )
    ),
}

_UNFINISHED = {
    ErrorCode.PIN_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke before the new PIN arrived. The PIN they have now may have "
            "stopped working. Reset the PIN once more and hand out only the new one.",
        )
    ),
    ErrorCode.PIN_SUPERSEDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Somebody else has reset this PIN in the meantime, so the one made here does not "
            "work any more. Do not hand it out. Ask your colleagues, or reset it once more.",
        )
    ),
    ErrorCode.BADGE_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke before the new badge arrived. There may be a badge now that "
            "nobody can print. Try again: the station then cleans up first.",
        )
    ),
    ErrorCode.BADGE_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The old badge was deleted, but the new one could not be made, so this person has no "
            "badge now. Finish it here as soon as the service answers again.",
        )
    ),
    ErrorCode.BADGE_GONE_NOT_ENABLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The old badge was deleted, but signing in with a badge is not switched on for this "
            "person, so they get no new one. Ask your IT team to switch it on, then finish it "
            "here.",
        )
    ),
    ErrorCode.DELETION_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke while the old badge was being deleted, so it may have stopped "
            "working. Finish it here: the station looks first, then goes on.",
        )
    ),
    ErrorCode.TEMPORARY_BADGE_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The old temporary badge was deleted, but the new one could not be made. Finish it "
            "here as soon as the service answers again.",
        )
    ),
    ErrorCode.REMOVAL_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke while badge and PIN were being removed, so they may still work."
            " Finish it here: the station looks first, then goes on.",
        )
    ),
    ErrorCode.EXTENSION_UNCONFIRMED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The connection broke while the end of the badge was being moved. The badge still "
            "works, but perhaps only until the old date. Finish it here.",
        )
    ),
    ErrorCode.PIN_NOT_RESET: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The new badge was made, but the PIN was not reset, so the old PIN still works. Reset"
            " it now, or hand the badge out without a new PIN.",
        )
    ),
    ErrorCode.BADGE_SUPERSEDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This badge was deleted or replaced in the meantime, so it does not work any more. Do"
            " not hand it out. Look the person up again, then make a new one.",
        )
    ),
}

_PAPER = {
    ErrorCode.PRINTER_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} cannot be found. Nothing was printed. Check that it is "
            "switched on and connected, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no printer. Nothing was printed. Connect one, or save the page as a PDF "
            "file where that is allowed.",
        ),
    ),
    ErrorCode.PRINTER_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} did not take the page. Nothing was printed. Look at its "
            "display and its paper, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer did not take the page. Nothing was printed. Look at its display and "
            "its paper, then print again.",
        ),
    ),
    ErrorCode.PRINTER_STUCK: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} did not print in time, so the page was taken back. Check "
            "paper and cover, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer did not print in time, so the page was taken back. Check paper and "
            "cover, then print again.",
        ),
    ),
    ErrorCode.PRINTER_CLOSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} takes no pages at the moment. Nothing was printed. Ask "
            "your IT team to let it take pages again, then print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer takes no pages at the moment. Nothing was printed. Ask your IT team "
            "to let it take pages again, then print again.",
        ),
    ),
    ErrorCode.PRINTER_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} was removed from this computer during the print. Look "
            "whether the page came out. If not, ask your IT team for a printer before you "
            "leave this page.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer was removed from this computer during the print. Look whether the "
            "page came out. If not, ask your IT team for a printer before you leave this "
            "page.",
        ),
    ),
    ErrorCode.PRINT_CANCELLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The print was cancelled at the printer {printer}. Look whether the page came "
            "out; if not, print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The print was cancelled at the printer. Look whether the page came out; if not, "
            "print again.",
        ),
    ),
    ErrorCode.PRINT_UNCERTAIN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} did not print in time, and the page could not be taken "
            "back: it may still come out. Look at the printer before you print again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer did not print in time, and the page could not be taken back: it may "
            "still come out. Look at the printer before you print again.",
        ),
    ),
    ErrorCode.PAPER_CHOICE_NOT_KEPT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "What you chose holds until the station is closed, but it could not be kept in {file}. "
            "Ask your IT team whether this account may write there.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "What you chose holds until the station is closed, but it could not be kept. Ask your "
            "IT team whether this account may write its files.",
        ),
    ),
    ErrorCode.PAPER_UNAVAILABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer {printer} has no paper of the size that this page needs, so it did "
            "not print. Ask your IT team to choose another layout for it.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The printer has no paper of the size that this page needs, so it did not print. "
            "Ask your IT team to choose another layout for it.",
        ),
    ),
    ErrorCode.CODE_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The code of this badge does not read as it should, so it is neither shown nor "
            "printed. Replace the badge once more; if it happens again, give your IT team the "
            "details.",
        )
    ),
    ErrorCode.CODE_TOO_SMALL: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "On this paper the code would be {given_mm} mm wide and needs {needed_mm} mm, so no "
            "phone could read it. Ask your IT team to choose a larger layout.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "On this paper the code would be too small for a phone to read. Ask your IT team to "
            "choose a larger layout.",
        ),
    ),
    ErrorCode.FILE_NOT_WRITTEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The file {file} could not be saved. Choose another folder and try again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "The file could not be saved. Choose another folder and try again."
        ),
    ),
    ErrorCode.LAYOUT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors", "There is no layout with the name {name}. These layouts exist: {known}."
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The layout that the settings name does not exist. Ask your IT team to correct "
            "the settings of this station.",
        ),
    ),
    ErrorCode.LAYOUT_WRONG: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The layout file {file} is not right in line {line}: {key} is {value}. "
            "Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors", "A layout file of this station is not right. Ask your IT team to correct it."
        ),
    ),
    ErrorCode.LAYOUT_NOT_TOML: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The layout file {file} cannot be understood. Expected: {expected}.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "A layout file of this station cannot be understood. Ask your IT team to correct it.",
        ),
    ),
}

_SETTINGS = {
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

_SCANS = {
    ErrorCode.SCAN_INCOMPLETE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The scan broke off before the end, so the station cannot tell whose badge it is. "
            "Scan the badge once more.",
        )
    ),
    ErrorCode.SCAN_DOUBLED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Two scans ran into each other. Nothing was changed. Scan one badge once more.",
        )
    ),
    ErrorCode.SCAN_OTHER_FORMAT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This badge is of a kind that the station does not know. Find the person by name, and"
            " give your IT team the details.",
        )
    ),
    ErrorCode.SCAN_NO_BADGE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "What was scanned is no badge and no employee number. Scan the code on the badge, or "
            "find the person by name.",
        )
    ),
    ErrorCode.SCAN_OTHER_ORGANISATION: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This badge belongs to another organisation, so it does not work here. Find the "
            "person by name.",
        )
    ),
    ErrorCode.SCAN_PERSON_GONE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody here has the sign-in name that is on this badge. They may have left, or got "
            "another name. Find the person by name.",
        )
    ),
    ErrorCode.SCAN_NOT_HERE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "A badge can be scanned when somebody is looked for. Finish what you are doing here "
            "first, then scan it once more.",
        )
    ),
    ErrorCode.REPRINT_REFUSED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The scanned badge is not the one that works now, so it is not printed afresh. "
            "Replace the badge instead.",
        )
    ),
}

_RUNS = {
    ErrorCode.RUN_EXISTS: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is a run in {file} already. Go on with it, or choose an empty folder for a "
            "new one.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is a run in this folder already. Go on with it, or choose an empty folder "
            "for a new one.",
        ),
    ),
    ErrorCode.RUN_OF_OTHERS: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run in {file} does something else, or is for another organisation. Choose its "
            "own action to go on with it, or an empty folder for a new one.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run in this folder does something else, or is for another organisation. Choose "
            "its own action to go on with it, or an empty folder for a new one.",
        ),
    ),
    ErrorCode.RUN_NEWER: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run in {file} was begun with a newer version of PIN Kiosk. Nothing is wrong with "
            "it: go on with that version.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run was begun with a newer version of PIN Kiosk. Nothing is wrong with it: go on "
            "with that version.",
        ),
    ),
    ErrorCode.RUN_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run's own record {file} is damaged, so nobody can tell what is done. Keep the "
            "folder as it is, and begin a new run in another one: whoever has a badge is left "
            "out there.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The run's own record is damaged, so nobody can tell what is done. Keep the folder "
            "as it is, and begin a new run in another one: whoever has a badge is left out there.",
        ),
    ),
    ErrorCode.RUN_BUSY: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Another station or window works on the run in {file}. Wait until it has ended, or "
            "end it there.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Another station or window works on this run. Wait until it has ended, or end it "
            "there.",
        ),
    ),
    ErrorCode.RUN_NOT_WRITABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write to {file}, so the run stands still and nobody else is "
            "changed. Make room on the disk or choose another folder, then go on.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write to the run's folder, so the run stands still and nobody "
            "else is changed. Make room on the disk or choose another folder, then go on.",
        ),
    ),
    ErrorCode.RUN_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no run in {file} to go on with, so nothing was changed. Check the name of "
            "the folder; to begin a new run in it, leave out --resume.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no run in this folder to go on with, so nothing was changed. Check the "
            "name of the folder; to begin a new run in it, leave out --resume.",
        ),
    ),
    ErrorCode.LIST_UNREADABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list {file} cannot be opened. Check that it is there and not open in another "
            "program.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list cannot be opened. Check that it is there and not open in another program.",
        ),
    ),
    ErrorCode.LIST_NOT_TEXT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "{file} is no list of people in CSV, the plain text format of tables. Save the "
            "table as CSV, then choose that file.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This is no list of people in CSV, the plain text format of tables. Save the table "
            "as CSV, then choose that file.",
        ),
    ),
    ErrorCode.LIST_WITHOUT_PEOPLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list {file} has no column that says who is meant. Its first line must name a "
            "column for the sign-in name, the mail address or the employee number.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list has no column that says who is meant. Its first line must name a column "
            "for the sign-in name, the mail address or the employee number.",
        ),
    ),
    ErrorCode.LIST_TOO_LARGE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The list {file} is too long for one run. Divide it into several.",
        ),
        QT_TRANSLATE_NOOP("Errors", "The list is too long for one run. Divide it into several."),
    ),
    ErrorCode.GROUP_NOT_FOUND: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no team or unit {group} here. Choose another one, or ask your IT team for "
            "its id.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "This team or unit is not here any more. Choose another one, or ask your IT team.",
        ),
    ),
    ErrorCode.LEFT_OUT_UNKNOWN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody here has the sign-in name that --leave-out gives: {names}. Nothing was "
            "changed. Correct the name or take it away, then give the command again.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Nobody here has the sign-in name that --leave-out gives. Nothing was changed. "
            "Correct the name or take it away, then give the command again.",
        ),
    ),
    ErrorCode.LEFT_OUT_TOO_LATE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Whom to leave out is settled when a run begins, and this one was begun with: "
            "{names}. Nothing was changed now. Take the name away to go on with everybody, or "
            "begin a new run in another folder.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Whom to leave out is settled when a run begins, and this one was begun with "
            "somebody whom --leave-out names. Nothing was changed now. Take the name away to go "
            "on with everybody, or begin a new run in another folder.",
        ),
    ),
}

_STATION = {
    ErrorCode.AUDIT_NOT_WRITABLE: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write its record of changes to {file}, so it changes nothing. "
            "Ask your IT team to check the file and the disk.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The station cannot write its record of changes, so it changes nothing. Ask your "
            "IT team to check the disk.",
        ),
    ),
    ErrorCode.AUDIT_BROKEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes {file} was altered or damaged. Keep the file as it is and "
            "tell your IT team.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes was altered or damaged. Keep the file as it is and tell "
            "your IT team.",
        ),
    ),
    ErrorCode.AUDIT_NOT_FORWARDED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes has not reached {receiver} for a while. Nothing is lost: it is "
            "kept here and sent later. You can go on working; please tell your IT team.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The record of changes has not been sent on for a while. Nothing is lost: it is kept "
            "here and sent later. You can go on working; please tell your IT team.",
        ),
    ),
    ErrorCode.UNEXPECTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Something went wrong in the station itself. Look the person up again before you "
            "go on; if it happens again, give your IT team the details.",
        )
    ),
    ErrorCode.JOB_TIMED_OUT: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "This took far too long, so the station stopped waiting. Look the person up again "
            "to see what is true now, then try again.",
        )
    ),
    ErrorCode.PRACTICE_NOT_STARTED: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "Practice could not be started. Close the station and open it again; if it happens "
            "again, give your IT team the details.",
        )
    ),
    ErrorCode.SCREEN_MISSING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is no screen to open the window on. Start the station on a computer with a "
            "screen, signed in to its desktop.",
        )
    ),
    ErrorCode.STATION_NOT_ANSWERING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "PIN Kiosk is already running here, but it does not answer. Restart this computer, or "
            "end the program and start it again.",
        )
    ),
    ErrorCode.SCREEN_NOT_ANSWERING: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The screen {display} does not answer, or does not let the station in. Start the "
            "station from the desktop that its window is to open on.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The screen does not answer, or does not let the station in. Start the station from "
            "the desktop that its window is to open on.",
        ),
    ),
    ErrorCode.PRACTICE_PORT_TAKEN: Sentence(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The practice tenant cannot use port {port}: another program has it, or the system "
            "keeps it. Choose another one with --port, or leave that out.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "The practice tenant found no free port on this computer. Close other programs, then "
            "start it again.",
        ),
    ),
}

SENTENCES: Mapping[ErrorCode, Sentence] = MappingProxyType(
    _NETWORK
    | _SIGN_IN
    | _REFUSALS
    | _UNFINISHED
    | _PAPER
    | _SETTINGS
    | TENANT_SETUP
    | _SCANS
    | _RUNS
    | _STATION
)


def sentence(error: StationError, translate: Translate) -> str:
    """Return what a person reads about an error, in the language of `translate`."""
    words = SENTENCES[error.code]
    values = {place: error.values.get(place, "") for place in words.places}
    if not all(values.values()):
        return translate(CONTEXT, words.plain or words.text)
    if "expected" in values:
        values["expected"] = translate(EXPECTED_CONTEXT, values["expected"])
    return translate(CONTEXT, words.text).format(**with_figures(values, translate))


def details_text(error: StationError, station: str, version: str, now: datetime) -> str:
    """Return what a support person needs, to be copied; the same in every language.

    `now` is aware. Holds no secret and nobody's name.
    """
    details = error.details
    facts = {
        "code": f"{error.code.value} {error.code.name}",
        "time": now.isoformat(timespec="seconds"),
        "station": station,
        "version": version,
        "http-status": "" if details.http_status is None else str(details.http_status),
        "service-code": details.service_code,
        "request-id": details.request_id,
        "client-request-id": details.client_request_id,
        "answered": ""
        if details.answered_at is None
        else details.answered_at.isoformat(timespec="seconds"),
    }
    return "\n".join(f"{name}: {value}" for name, value in facts.items() if value)
