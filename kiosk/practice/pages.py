"""The pages that a browser shows: self-contained, usable by keyboard, in English and German."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kiosk.practice.accounts import Account
from kiosk.practice.messages import Answer, Request

_TEXTS = {
    "en": {
        "banner": "Practice tenant – nothing here is real",
        "sign_in": "Sign in",
        "to_app": "to continue to {name}",
        "user_name": "User name",
        "password": "Password",
        "cancel": "Cancel",
        "accounts": "Practice accounts",
        "fill": "Use {name}",
        "no_role": "no role",
        "scoped": "one administrative unit only",
        "second": "asks for a second factor",
        "wrong": "Your account or password is incorrect.",
        "unknown": "We couldn't find an account with that user name.",
        "disabled": "Your account has been locked. Contact your support person to unlock it.",
        "locked": "Your account is temporarily locked. Try again later.",
        "again": "Your organisation asks you to sign in again.",
        "verify": "Enter the code",
        "verify_text": "On a real tenant this code is on your phone. Here it is:",
        "code": "Code",
        "wrong_code": "That code is not right. Try again.",
        "verify_button": "Verify",
        "consent": "Permissions requested",
        "consent_text": "{name} would like to:",
        "for_all": "If you accept, nobody in your organisation is asked any more.",
        "accept": "Accept",
        "pick": "Pick an account",
        "other": "Use another account",
        "device": "Enter code",
        "device_text": "Enter the code displayed on your app or device.",
        "next": "Next",
        "device_wrong": "That code didn't work. Check the code and try again.",
        "device_confirm": "Are you trying to sign in to {name}?",
        "device_confirm_text": "Only continue if you started this sign-in yourself.",
        "continue": "Continue",
        "device_done": "You have signed in to {name}",
        "device_done_text": "You may now close this window.",
        "device_refused": "Sign-in was cancelled",
        "signed_out": "You signed out of your account",
        "signed_out_text": "It's a good idea to close all browser windows.",
        "returning": "Returning to the application",
        "trouble": "Sorry, but we're having trouble signing you in",
        "expired": "This sign-in has taken too long. Go back to the application and start again.",
    },
    "de": {
        "banner": "Übungsmandant – nichts hier ist echt",
        "sign_in": "Anmelden",
        "to_app": "um mit {name} fortzufahren",
        "user_name": "Benutzername",
        "password": "Kennwort",
        "cancel": "Abbrechen",
        "accounts": "Übungskonten",
        "fill": "{name} verwenden",
        "no_role": "keine Rolle",
        "scoped": "nur eine Verwaltungseinheit",
        "second": "verlangt einen zweiten Faktor",
        "wrong": "Ihr Konto oder Kennwort ist falsch.",
        "unknown": "Es wurde kein Konto mit diesem Benutzernamen gefunden.",
        "disabled": "Ihr Konto wurde gesperrt. Wenden Sie sich an Ihren Support.",
        "locked": "Ihr Konto ist vorübergehend gesperrt. Versuchen Sie es später noch einmal.",
        "again": "Ihre Organisation verlangt, dass Sie sich erneut anmelden.",
        "verify": "Code eingeben",
        "verify_text": "Bei echten Mandanten steht dieser Code auf Ihrem Telefon. Hier ist er:",
        "code": "Code",
        "wrong_code": "Der Code ist nicht richtig. Versuchen Sie es noch einmal.",
        "verify_button": "Überprüfen",
        "consent": "Angeforderte Berechtigungen",
        "consent_text": "{name} möchte:",
        "for_all": "Wenn Sie akzeptieren, wird in Ihrer Organisation niemand mehr gefragt.",
        "accept": "Akzeptieren",
        "pick": "Konto auswählen",
        "other": "Anderes Konto verwenden",
        "device": "Code eingeben",
        "device_text": "Geben Sie den Code ein, den die App oder das Gerät anzeigt.",
        "next": "Weiter",
        "device_wrong": "Der Code hat nicht funktioniert. Bitte prüfen Sie ihn.",
        "device_confirm": "Möchten Sie sich bei {name} anmelden?",
        "device_confirm_text": "Fahren Sie nur fort, wenn Sie die Anmeldung selbst begonnen haben.",
        "continue": "Weiter",
        "device_done": "Sie sind bei {name} angemeldet",
        "device_done_text": "Sie können dieses Fenster jetzt schließen.",
        "device_refused": "Die Anmeldung wurde abgebrochen",
        "signed_out": "Sie haben sich von Ihrem Konto abgemeldet",
        "signed_out_text": "Schließen Sie am besten alle Browserfenster.",
        "returning": "Zurück zur Anwendung",
        "trouble": "Bei der Anmeldung ist ein Problem aufgetreten",
        "expired": "Die Anmeldung hat zu lange gedauert. Beginnen Sie in der Anwendung von vorn.",
    },
}

_STYLE = """
:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
header{background:#ffd54a;color:black;padding:.5rem 1rem;font-weight:bold;text-align:center}
main{max-width:30rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:.2rem 0}label{display:block;margin:1rem 0 .25rem}
input,button{font:inherit;width:100%;min-height:3rem;padding:.5rem .75rem;border-radius:.4rem}
input{border:2px solid GrayText}button{border:2px solid #0b57a4;cursor:pointer;margin-top:1rem}
button.primary{background:#0b57a4;color:white}button.plain{background:transparent;color:inherit}
ul{list-style:none;padding:0}li button{margin:.3rem 0;text-align:start}
.error{color:#b3261e;background:white;border:2px solid #b3261e;padding:.5rem .75rem}
output{display:block;font-size:2rem;letter-spacing:.2em}small{display:block}
:focus-visible{outline:3px solid #0b57a4;outline-offset:2px}
"""
_FILL = (
    "document.querySelectorAll('[data-user]').forEach(b=>b.addEventListener('click',()=>{"
    "document.getElementById('i0116').value=b.dataset.user;"
    "document.getElementById('i0118').value=b.dataset.word;"
    "document.getElementById('idSIButton9').focus()}))"
)
_SUBMIT = "document.forms[0].submit()"


@dataclass(frozen=True, slots=True)
class Voice:
    """The language a page speaks."""

    language: str

    def __call__(self, key: str, **values: str) -> str:
        """Return a text, ready to stand in a page."""
        return escape(_TEXTS[self.language][key].format(**values))


def voice_for(request: Request) -> Voice:
    """German for a browser that prefers it, English otherwise."""
    for part in request.header("accept-language").split(","):
        language = part.split(";")[0].strip().lower()[:2]
        if language in _TEXTS:
            return Voice(language)
    return Voice("en")


def page(voice: Voice, title: str, body: str, *, script: str = "", status: int = 200) -> Answer:
    """One whole page; ``title`` and ``body`` are already escaped."""
    nonce = secrets.token_urlsafe(12)
    tail = f'<script nonce="{nonce}">{script}</script>' if script else ""
    document = (
        f'<!DOCTYPE html><html lang="{voice.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{title}</title><style>{_STYLE}</style><link rel="icon" href="data:,"></head>'
        f'<body><header role="note">{voice("banner")}</header>'
        f"<main><h1>{title}</h1>{body}</main>{tail}</body></html>"
    )
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'nonce-{nonce}'; frame-ancestors 'none'; base-uri 'none'"
    )
    return Answer(
        status,
        (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store, no-cache"),
            ("Pragma", "no-cache"),
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
        ),
        document.encode(),
    )


def login_page(
    voice: Voice,
    action: str,
    flow: str,
    accounts: Sequence[Account],
    *,
    client: str,
    user_name: str = "",
    problem: str = "",
    hint: str = "",
) -> Answer:
    """Where the user name and the password are typed; ``problem`` and ``hint`` name texts."""
    rows = "".join(
        f'<li><button type="button" class="plain" data-user="'
        f'{escape(account.person.user_principal_name)}" data-word="{escape(account.password)}">'
        f"{voice('fill', name=account.person.display_name)}"
        f"<small>{_about(voice, account)}</small></button></li>"
        for account in accounts
    )
    body = (
        f"<p>{voice('to_app', name=client)}</p>"
        + (f"<p>{voice(hint)}</p>" if hint else "")
        + _problem(voice, problem)
        + _form(action, flow, "loginForm")
        + f'<label for="i0116">{voice("user_name")}</label><input id="i0116" name="loginfmt" '
        f'type="text" autocomplete="username" autocapitalize="none" spellcheck="false" '
        f'value="{escape(user_name)}"{"" if user_name else " autofocus"}>'
        f'<label for="i0118">{voice("password")}</label><input id="i0118" name="passwd" '
        f'type="password" autocomplete="current-password"{" autofocus" if user_name else ""}>'
        + _buttons(voice, "sign_in", "idSIButton9")
        + f"</form><h2>{voice('accounts')}</h2><ul>{rows}</ul>"
    )
    return page(voice, voice("sign_in"), body, script=_FILL)


def _about(voice: Voice, account: Account) -> str:
    person = account.person
    facts = [escape(role.value) for role in person.roles] or [voice("no_role")]
    if person.unit_of_role is not None:
        facts.append(voice("scoped"))
    if account.second_factor_code:
        facts.append(voice("second"))
    return ", ".join(facts)


def second_factor_page(
    voice: Voice, action: str, flow: str, code: str, *, problem: str = ""
) -> Answer:
    """Where the second factor's code is typed; the page itself shows it."""
    body = (
        _problem(voice, problem)
        + f'<p>{voice("verify_text")}</p><output id="practiceCode">{escape(code)}</output>'
        + _form(action, flow, "secondFactorForm")
        + f'<label for="idTxtBx_SAOTCC_OTC">{voice("code")}</label>'
        '<input id="idTxtBx_SAOTCC_OTC" name="otc" inputmode="numeric" '
        'autocomplete="one-time-code" autofocus>'
        + _buttons(voice, "verify_button", "idSubmit_SAOTCC_Continue")
        + "</form>"
    )
    return page(voice, voice("verify"), body)


def consent_page(
    voice: Voice, action: str, flow: str, scopes: Sequence[str], client: str, *, for_all: bool
) -> Answer:
    """Where somebody consents to what the application asks for, or not; ``for_all``: for all."""
    rows = "".join(f"<li>{escape(scope)}</li>" for scope in scopes)
    body = (
        f"<p>{voice('consent_text', name=client)}</p><ul>{rows}</ul>"
        + (f"<p>{voice('for_all')}</p>" if for_all else "")
        + _form(action, flow, "consentForm")
        + _buttons(voice, "accept", "idSIButton9")
        + "</form>"
    )
    return page(voice, voice("consent"), body)


def pick_page(voice: Voice, action: str, flow: str, user_name: str) -> Answer:
    """Where a signed-in person is chosen again, or another one."""
    body = (
        _form(action, flow, "pickForm")
        + f'<button class="primary" name="pick" value="same">{escape(user_name)}</button>'
        f'<button class="plain" name="pick" value="other">{voice("other")}</button></form>'
    )
    return page(voice, voice("pick"), body)


def device_page(voice: Voice, action: str, *, code: str = "", problem: str = "") -> Answer:
    """Where a device's code is typed."""
    body = (
        f"<p>{voice('device_text')}</p>"
        + _problem(voice, problem)
        + f'<form id="deviceForm" method="post" action="{escape(action)}">'
        f'<label for="otc">{voice("code")}</label><input id="otc" name="otc" autofocus '
        f'autocapitalize="characters" autocomplete="off" value="{escape(code)}">'
        f'<button class="primary" id="idSIButton9">{voice("next")}</button></form>'
    )
    return page(voice, voice("device"), body)


def device_confirm_page(voice: Voice, action: str, flow: str, client: str) -> Answer:
    """Where a person confirms that the device is theirs."""
    body = (
        f"<p>{voice('device_confirm_text')}</p>"
        + _form(action, flow, "confirmForm")
        + _buttons(voice, "continue", "idSIButton9")
        + "</form>"
    )
    return page(voice, voice("device_confirm", name=client), body)


def plain_page(
    voice: Voice, title: str, text: str = "", *, status: int = 200, name: str = ""
) -> Answer:
    """Return a page that only says something; ``title`` and ``text`` name texts."""
    words = f"<p>{voice(text)}</p>" if text else ""
    return page(voice, voice(title, name=name), words, status=status)


def error_page(voice: Voice, description: str, *, status: int = 400) -> Answer:
    """Return the page for a request that must not be sent back to the application."""
    body = f'<p class="error" id="exceptionMessageContainer">{escape(description)}</p>'
    return page(voice, voice("trouble"), body, status=status)


def form_post_page(voice: Voice, address: str, values: Sequence[tuple[str, str]]) -> Answer:
    """Return a form that sends itself to the application."""
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in values
    )
    body = (
        f'<form method="post" action="{escape(address)}">{fields}'
        f'<noscript><button class="primary">{voice("continue")}</button></noscript></form>'
    )
    return page(voice, voice("returning"), body, script=_SUBMIT)


def _form(action: str, flow: str, identity: str) -> str:
    return (
        f'<form id="{identity}" method="post" action="{escape(action)}">'
        f'<input type="hidden" name="ctx" value="{escape(flow)}">'
    )


def _buttons(voice: Voice, primary: str, identity: str) -> str:
    return (
        f'<button class="primary" id="{identity}" type="submit">{voice(primary)}</button>'
        f'<button class="plain" id="cancelButton" type="submit" name="cancel" value="1" '
        f"formnovalidate>{voice('cancel')}</button>"
    )


def _problem(voice: Voice, key: str) -> str:
    return f'<p class="error" role="alert" id="passwordError">{voice(key)}</p>' if key else ""
