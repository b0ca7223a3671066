"""What whoever looks after a station can do about each error, where the sentence is not enough."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.models.errors import ErrorCode as Code

NOTES: Mapping[Code, str] = MappingProxyType(
    {
        Code.NETWORK_UNREACHABLE: (
            "Let the station reach `login.microsoftonline.com` and `graph.microsoft.com` on port "
            "443; a name that is not resolved and a port that is blocked both end here. A proxy "
            "is taken from the system."
        ),
        Code.CERTIFICATE_UNTRUSTED: (
            "Something between station and service answers with a certificate that the operating "
            "system does not trust: install the company's CA there, or leave the service's hosts "
            "out of inspection. With `tenant.ca_file` set, only that CA counts."
        ),
        Code.ANSWER_TIMED_OUT: (
            "The connection stands, and no answer came in time. Once is chance; look at the line "
            "and at the proxy where it happens often."
        ),
        Code.SERVICE_UNAVAILABLE: "Look at the service's health page. The station tries again.",
        Code.THROTTLED: (
            "A tenant takes so many calls in a time, from everybody together. A run for many "
            "people at another station may be the reason; `bulk --write-quota` gives it a part."
        ),
        Code.ANSWER_UNREADABLE: (
            "Something that is not the service answered, often a proxy, or the service changed. "
            "The ids of the request tell the service's support which call it was."
        ),
        Code.CLOCK_WRONG: (
            "Let the operating system set the clock (w32time, chrony or systemd-timesyncd). Dates "
            "of badges go by the service and stay right."
        ),
        Code.PROXY_REFUSED: (
            "The proxy wants a sign-in of its own or forbids the hosts. Allow "
            "`login.microsoftonline.com` and `graph.microsoft.com` for this computer without one."
        ),
        Code.NETWORK_ANSWERED: (
            "A guest network or a block page is in the way. Put the station into a network "
            "without a log-in page, or allow the two hosts."
        ),
        Code.SIGN_IN_TIMED_OUT: (
            "`sign_in.timeout_seconds` says how long the station waits. Where the browser opens "
            'out of sight, use `sign_in.method = "device-code"`.'
        ),
        Code.SIGN_IN_REFUSED: (
            "The tenant's sign-in log says why: a wrong password, Conditional Access, an account "
            "that is blocked."
        ),
        Code.CONSENT_MISSING: (
            "An administrator must consent to the permissions of the app registration once for "
            "the whole tenant."
        ),
        Code.TENANT_UNKNOWN: (
            "`tenant.tenant_id` is no tenant of the global cloud. Copy it from the tenant's "
            "overview page."
        ),
        Code.CLIENT_UNKNOWN: (
            "`tenant.client_id` is no app of this tenant, or the app is no public client with the "
            "redirect address `http://localhost`."
        ),
        Code.BROWSER_NOT_OPENED: (
            "No usual browser is set for this account. Set one, or use "
            '`sign_in.method = "device-code"`, which is right for kiosk mode anyway.'
        ),
        Code.SIGN_IN_NEEDED: (
            "Nothing is wrong: a sign-in lasts `sign_in.reauthenticate_minutes` for changes. The "
            "tenant may also have ended it (password changed, session revoked)."
        ),
        Code.SIGN_IN_ANSWER_UNTRUSTED: (
            "An answer came that this sign-in had not asked for: mostly an old browser tab that "
            "was used again. If it happens often, look at what else runs on this computer."
        ),
        Code.SIGN_IN_FAILED: (
            "The details hold the service's own code (`AADSTS…`); its documentation and the "
            "tenant's sign-in log say more."
        ),
        Code.SIGN_IN_OTHER_PERSON: "Nothing is wrong: the work of one person is not another's.",
        Code.BROKER_UNAVAILABLE: ('Set `sign_in.method` to `"browser"` or `"device-code"`.'),
        Code.NOT_PERMITTED: (
            "The supervisor needs the role Authentication Administrator for this person, perhaps "
            "through an administrative unit. Nobody may change people with administrative roles "
            "that way. Roles that were just given take some minutes and a new sign-in."
        ),
        Code.PERSON_NOT_FOUND: "The account was deleted, or is not visible to the supervisor.",
        Code.METHOD_MISSING: "Nothing is wrong: the person gets their first badge instead.",
        Code.METHOD_NOT_ENABLED: (
            "Add the person's group to the QR code method in the tenant's authentication method "
            "policy. It takes some minutes to arrive."
        ),
        Code.METHOD_EXISTS: "Nothing is wrong: two stations worked for the same person.",
        Code.BADGE_STILL_ACTIVE: (
            "A person has one standard badge and one temporary one. Replacing deletes the old one."
        ),
        Code.LIFETIME_TOO_LONG: (
            "`badge.standard_days` is more than the policy's lifetime. Leave the setting out, and "
            "the policy decides."
        ),
        Code.REQUEST_REFUSED: (
            "The details hold the service's own code and the ids of the request; its support can "
            "find the request by them."
        ),
        Code.PERSON_CHANGED: "Nothing is wrong: somebody else was quicker.",
        Code.PIN_UNCONFIRMED: "Look at the line: answers get lost on it.",
        Code.PIN_SUPERSEDED: (
            "Two resets for one person met. The tenant's audit log names both of them."
        ),
        Code.BADGE_UNCONFIRMED: "Look at the line: answers get lost on it.",
        Code.BADGE_GONE: (
            "Until it is finished the person has no badge; a temporary one can be made meanwhile."
        ),
        Code.BADGE_GONE_NOT_ENABLED: (
            "Add the person's group to the QR code method in the authentication method policy."
        ),
        Code.DELETION_UNCONFIRMED: "Look at the line: answers get lost on it.",
        Code.TEMPORARY_BADGE_GONE: "The person's own badge still works.",
        Code.REMOVAL_UNCONFIRMED: "Look at the line: answers get lost on it.",
        Code.EXTENSION_UNCONFIRMED: "Look at the line: answers get lost on it.",
        Code.PIN_NOT_RESET: "The reason for the reset's failure has a code of its own.",
        Code.BADGE_SUPERSEDED: (
            "Two changes for one person met. The tenant's audit log names both of them."
        ),
        Code.RUN_EXISTS: "`pin-kiosk bulk … --resume` goes on with it.",
        Code.RUN_OF_OTHERS: (
            "The folder belongs to a run with another action or another tenant. Use the command "
            "that began it, or another folder."
        ),
        Code.RUN_UNREADABLE: (
            "`result.csv` and the PDF files in the folder are still good. Look at the disk."
        ),
        Code.RUN_BUSY: "One process at a time works in a folder; look for the other one.",
        Code.RUN_NOT_WRITABLE: "Look at the free space of the disk and at the folder's rights.",
        Code.RUN_NEWER: (
            "The program was replaced by an older version, or two versions lie on this computer. "
            "Install the newer one again and go on there; the folder of the run stays as it is."
        ),
        Code.RUN_MISSING: "`--resume` stands in a command whose folder never had a run.",
        Code.PRINTER_MISSING: (
            "`badge.printer`, or the printer chosen under 'Printing', is no printer of this "
            "account. `pin-kiosk doctor` says which name it looks for."
        ),
        Code.PRINTER_REFUSED: "Look at the printer's own queue and at its driver.",
        Code.PRINTER_STUCK: (
            "Paper, a cover, or switched off. The page was taken out of the queue, so printing "
            "again brings one page."
        ),
        Code.CODE_UNREADABLE: (
            "Every code is read back before it is shown. If this stays, send the details to the "
            "maintainers; the badge's content must not be sent."
        ),
        Code.CODE_TOO_SMALL: (
            "A phone could not read the code on this layout and this printer. [What a phone "
            "scans](scanning.md) says which layout fits which printer."
        ),
        Code.FILE_NOT_WRITTEN: "Look at the folder's rights and at the free space of the disk.",
        Code.LAYOUT_UNKNOWN: (
            "`pin-kiosk badge-sample --list` names all layouts. Correct `badge.layout` or "
            "`badge.slip_layout`, or bring the site's own layout to this station."
        ),
        Code.LAYOUT_WRONG: "[Layouts](layouts.md) says what may stand there.",
        Code.LAYOUT_NOT_TOML: "[Layouts](layouts.md) has an example of a whole file.",
        Code.PRINTER_CLOSED: "Let the queue accept jobs again (on CUPS: `cupsaccept NAME`).",
        Code.PRINTER_GONE: "The printer's queue was removed while it printed.",
        Code.PRINT_CANCELLED: "Somebody cancelled the job at the printer or in its queue.",
        Code.PRINT_UNCERTAIN: "The job could not be taken back out of the printer's queue.",
        Code.PAPER_UNAVAILABLE: (
            "Choose a layout whose paper the printer has, under 'Printing' or with "
            "`badge.layout`, or add the size to the printer's driver."
        ),
        Code.PAPER_CHOICE_NOT_KEPT: (
            "`paper.json` beside the account's audit file keeps what is chosen under 'Printing'. "
            "Look at the folder's rights and at the free space of the disk."
        ),
        Code.SETTINGS_MISSING: (
            "[Central settings](central-settings.md) says where the file is looked for, and "
            "`pin-kiosk doctor` which one counts. The station's account must be able to read it."
        ),
        Code.SETTINGS_NOT_TOML: (
            "The message names the line. A file that was saved as UTF-16 is told as that, and so "
            "is one that was written only half, if its first line "
            "[says so](one-station.md#by-hand)."
        ),
        Code.SETTING_UNKNOWN: (
            "[All settings](settings.md) has every key. A file for a newer version may have keys "
            "that this one does not know."
        ),
        Code.SETTING_WRONG: "[All settings](settings.md) says what each key takes.",
        Code.CLOUD_UNSUPPORTED: "The method exists in the global cloud only; nothing helps here.",
        Code.SETTINGS_INCOMPLETE: "Every station needs `tenant.tenant_id` and `tenant.client_id`.",
        Code.SETUP_NOT_APPROVED: (
            "Nobody in the tenant has consented to `Application.ReadWrite.All` and "
            "`User.ReadBasic.All` for Microsoft's Graph command line tools yet. Whoever may "
            "consent is asked when they sign in; others have to ask them. Or use a public client "
            "of your own with `--client-id`."
        ),
        Code.SETUP_CLIENT_UNKNOWN: (
            "`--client-id` is the client that setup signs in with, not the stations' one: that is "
            "`--app-id`."
        ),
        Code.SETUP_TENANT_UNKNOWN: "Without `--tenant` it is that of whoever signs in.",
        Code.REGISTRATION_NOT_PERMITTED: (
            "The roles are Application Administrator, Cloud Application Administrator, and for a "
            "new registration Application Developer. A role that has to be activated first does "
            "not count before that."
        ),
        Code.REGISTRATION_REFUSED: (
            "The tenant may have a policy on app registrations. The page on the tenant says how "
            "to make the registration by hand."
        ),
        Code.REGISTRATIONS_SEVERAL: (
            "Two registrations bear the mark of the stations, or the same name. Keep the one "
            "whose client id stands in the stations' settings, and delete the others."
        ),
        Code.REGISTRATION_MISSING: (
            "`--app-id` takes the application (client) id, not the object id. A registration that "
            "was deleted can be restored for 30 days."
        ),
        Code.REGISTRATION_UNCONFIRMED: "Running setup again is safe at any time.",
        Code.CONSENT_REFUSED: (
            "Somebody pressed Cancel, or may not consent for everybody: that takes a Cloud "
            "Application Administrator, an Application Administrator or a Privileged Role "
            "Administrator."
        ),
        Code.CONSENT_NOT_GIVEN: (
            "Look under Enterprise applications, Permissions, whether consent is there. The "
            "answer reaches setup only from a browser on the same computer."
        ),
        Code.SETTINGS_EXIST: "`--out` takes a new name, or `--force` to replace the file.",
        Code.REGISTRATION_UNREVIEWED: (
            "Whoever owns a registration, or one of its addresses or secrets, can use what an "
            "administrator consents to. [The tenant](tenant.md#a-registration-that-was-there) "
            "says where to look. A registration of the stations needs no owner at all."
        ),
        Code.SETTINGS_NOWHERE: "The folder of `--out` has to be there; setup makes none.",
        Code.STATION_HAS_SETTINGS: (
            "The assistant never writes over settings. Look at the file; where it is the wrong "
            "one, take it away and save once more."
        ),
        Code.SETTINGS_NOT_WRITTEN: (
            "Look at the folder's rights and at the free space of the disk, or write the file "
            "[by hand](one-station.md#by-hand)."
        ),
        Code.AUDIT_NOT_WRITABLE: (
            "The account must be able to write `audit.file` and its folder, and the disk must have "
            "room. Until then nobody's PIN or badge is changed."
        ),
        Code.AUDIT_BROKEN: (
            "`pin-kiosk audit verify FILE` says which line. Keep the files, and compare them with "
            "the copy at the receiver."
        ),
        Code.AUDIT_NOT_FORWARDED: (
            "`audit.forward_to` does not take the records. `pin-kiosk doctor` says since which "
            "one; what the station writes to its error output says why."
        ),
        Code.SCAN_INCOMPLETE: "Set the scanner up to send the whole code and then Enter.",
        Code.SCAN_DOUBLED: "Set the scanner up to read a code once until it is released.",
        Code.SCAN_OTHER_FORMAT: (
            "The service may have changed what stands in a badge. Look for a newer version."
        ),
        Code.SCAN_NO_BADGE: "Nothing is wrong: it was another code.",
        Code.SCAN_OTHER_ORGANISATION: "Nothing is wrong: the badge is of another tenant.",
        Code.SCAN_PERSON_GONE: "The sign-in name was changed or the account deleted.",
        Code.SCAN_NOT_HERE: "Nothing is wrong.",
        Code.REPRINT_REFUSED: "Nothing is wrong: only the badge that works is printed afresh.",
        Code.LIST_UNREADABLE: "Spreadsheets lock files that are open in them.",
        Code.LIST_NOT_TEXT: (
            "Spreadsheets save as CSV on request; a file of their own kind is no list."
        ),
        Code.LIST_WITHOUT_PEOPLE: "[Many people at once](bulk.md) has an example.",
        Code.LIST_TOO_LARGE: "One run takes 200,000 people at most.",
        Code.GROUP_NOT_FOUND: (
            "Give the object id of the group or the administrative unit, and look whether the "
            "supervisor may read it."
        ),
        Code.LEFT_OUT_UNKNOWN: "Sign-in names are compared as they are in the directory now.",
        Code.LEFT_OUT_TOO_LATE: "The names are in the folder's record since the run began.",
        Code.UNEXPECTED: (
            "A mistake in the program. Its error output (`journalctl` under systemd) has more; "
            "send it to the maintainers with the details."
        ),
        Code.JOB_TIMED_OUT: "A step took minutes. Look at the line, the proxy and the printer.",
        Code.PRACTICE_NOT_STARTED: (
            "The practice tenant could not listen on this computer's own address. Look at what a "
            "protection program forbids."
        ),
        Code.SCREEN_MISSING: (
            "The commands `doctor`, `bulk` and `self-test` need no screen; the window does."
        ),
        Code.STATION_NOT_ANSWERING: "End the old process of this account, then start again.",
        Code.SCREEN_NOT_ANSWERING: (
            "`DISPLAY` or `WAYLAND_DISPLAY` names a screen that is gone, belongs to somebody else, "
            "or hangs. Over `ssh` or `sudo` they often do."
        ),
        Code.PRACTICE_PORT_TAKEN: "Ports below 1024 are for administrators alone on most systems.",
    }
)
