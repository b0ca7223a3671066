"""What is known of an id that is being typed, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kiosk.controllers.setup_view import IdState, IdView, SetupView
from kiosk.models.errors import ErrorCode

translate = QCoreApplication.translate

_EXAMPLE = "11111111-2222-3333-4444-555555555555"


def tenant_words(view: IdView) -> str:
    """Say how it stands with the organisation."""
    if view.error is not None and view.error.code is ErrorCode.CLOUD_UNSUPPORTED:
        return translate(
            "IdWords",
            "It is in a national cloud, where there are no such badges. Ask your IT team.",
        )
    hint = translate("IdWords", "It looks like {example}, or like example.com.")
    asking = translate("IdWords", "Asking the sign-in service …")
    known = translate("IdWords", "The sign-in service knows this organisation.")
    if view.known_as:
        known = translate(
            "IdWords", "The sign-in service knows this organisation. Its id is {id}."
        ).format(id=view.known_as)
    words = {
        IdState.EMPTY: hint,
        IdState.TYPING: hint,
        IdState.WRONG: translate(
            "IdWords", "This is no such id: it looks like {example}, or like example.com."
        ),
        IdState.WAITING: asking,
        IdState.CHECKING: asking,
        IdState.KNOWN: known,
        IdState.UNKNOWN: translate(
            "IdWords",
            "There is no such organisation. Is the id as your IT team sent it, or are the two "
            "swapped?",
        ),
        IdState.UNREACHED: _unreached(view),
    }
    return words[view.state].replace("{example}", _EXAMPLE)


def client_words(view: SetupView) -> str:
    """Say how it stands with the registration."""
    client = view.client
    hint = translate("IdWords", "It looks like {example}.")
    asking = translate("IdWords", "Asking whether the organisation knows it …")
    is_first_tenant = view.tenant.state not in {
        IdState.WAITING,
        IdState.CHECKING,
        IdState.KNOWN,
    }
    words = {
        IdState.EMPTY: hint,
        IdState.TYPING: hint,
        IdState.WRONG: translate("IdWords", "This is no such id: it looks like {example}."),
        IdState.WAITING: translate(
            "IdWords", "It is looked up as soon as the organisation is known."
        )
        if is_first_tenant
        else asking,
        IdState.CHECKING: asking,
        IdState.KNOWN: translate("IdWords", "The organisation knows this station."),
        IdState.UNKNOWN: translate(
            "IdWords",
            "The organisation does not know this id. If it was only just registered, you can go "
            "on.",
        ),
        IdState.UNREACHED: _unreached(client),
    }
    return words[client.state].replace("{example}", _EXAMPLE)


def _unreached(view: IdView) -> str:
    code = "" if view.error is None else view.error.code.value
    return translate(
        "IdWords",
        "The sign-in service was not reached ({code}). You can go on without it.",
    ).format(code=code)
