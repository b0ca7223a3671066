"""Tells what `pin-kiosk setup` does: in sentences to whoever runs it, and in its document."""

from __future__ import annotations

import sys
from enum import Enum, auto
from pathlib import Path
from typing import Any

from kiosk.commands import setup_words as words
from kiosk.commands.printable import printable
from kiosk.models.sentences import Translate
from kiosk.models.settings import TenantSettings
from kiosk.services.places import places_of_this_machine
from kiosk.services.sign_in.progress import BrowserNotOpened, BrowserOpened, SignInProgress
from kiosk.services.tenant_setup.owners import Owner, OwnerKind
from kiosk.services.tenant_setup.registrar import Plan
from kiosk.services.tenant_setup.registration import Registration, Wanted


class Stage(Enum):
    """How far a run has come, which is what an interrupted one has to say."""

    LOOKING = auto()
    CHANGING = auto()
    REGISTERED = auto()
    CONSENTING = auto()


_STOPPED = {
    Stage.LOOKING: words.STOPPED_LOOKING,
    Stage.CHANGING: words.STOPPED_CHANGING,
    Stage.REGISTERED: words.STOPPED_REGISTERED,
    Stage.CONSENTING: words.STOPPED_CONSENTING,
}


class SetupReport:
    """Says each thing once it is known, and writes it to `document` as well."""

    def __init__(self, translate: Translate, document: dict[str, Any]) -> None:
        self.translate = translate
        self.stage = Stage.LOOKING
        self._document = document

    def asks_to_sign_in(self) -> None:
        """Say who is to sign in."""
        self._say(words.SIGN_IN)

    def note(self, tenant_id: str, wanted: Wanted, plan: Plan) -> None:
        """Write what was found to the document; a plan is told by what becomes of it."""
        found = plan.found
        self._document |= {
            "tenant_id": tenant_id,
            "client_id": None if found is None else found.client_id,
            "name": wanted.name if found is None else found.name,
            "permissions": list(wanted.permissions),
            "was_there": found is not None,
            "changes": list(plan.changes),
            "makes_service_principal": plan.needs_principal,
            "left_alone": list(plan.oddities),
            "other_owners": [
                {"id": one.id, "kind": one.kind, "name": one.name, "username": one.username}
                for one in plan.other_owners
            ],
            "review_first": list(plan.to_review),
            "consent_url": None,
            "consented": None,
        }

    def would_do(self, plan: Plan, wanted: Wanted) -> None:
        """Say what a plan would change."""
        if plan.found is None:
            self._say(words.WOULD_CREATE, name=wanted.name)
            return
        self._say(words.FOUND, name=plan.found.name)
        for change in plan.changes:
            self._say(words.WOULD_ADD[change])
        if plan.needs_principal:
            self._say(words.WOULD_MAKE_PRINCIPAL)
        self._tell_rest(plan)

    def found(self, registration: Registration, plan: Plan) -> None:
        """Say what is there, and nothing of what a plan would change in it."""
        self._say(words.FOUND, name=registration.name)
        # The admin center may list several of one name.
        self._say(words.CLIENT, id=registration.client_id)
        self._tell_oddities(plan)

    def done(self, plan: Plan, registration: Registration) -> None:
        """Say what a plan has changed."""
        self._document["client_id"] = registration.client_id
        if plan.found is None:
            self._say(words.CREATED, name=registration.name)
            return
        self._say(words.FOUND, name=registration.name)
        for change in plan.changes:
            self._say(words.ADDED[change])
        if plan.needs_principal:
            self._say(words.PRINCIPAL_MADE)
        self._tell_rest(plan)

    def ids(self, station: TenantSettings, wanted: Wanted) -> None:
        """Say what a station needs to know, and what it may do."""
        self._say(words.TENANT, id=station.tenant_id)
        self._say(words.CLIENT, id=station.client_id)
        self._say(words.PERMISSIONS, names=", ".join(wanted.permissions))

    def review_first(self) -> None:
        """Say what to look at, in place of the link for the consent."""
        self._say_line("")
        self._say(words.REVIEW_FIRST)

    def consent_link(self, link: str, *, is_told: bool) -> None:
        """Write the link down; `is_told` unless consent is waited for here."""
        self._document["consent_url"] = link
        if is_told:
            self._say_line("")
            self.tell_consent_link()
            self._say(words.NOBODY_LISTENS)

    def tell_consent_link(self) -> None:
        """Say the link that was written down."""
        self._say(words.CONSENT_LINK)
        self._say_line(self._document["consent_url"])

    def settings(self, text: str) -> None:
        """Say the settings of a station."""
        self._document |= {"settings": text, "settings_file": None}
        self._say_line("")
        self._say(words.SETTINGS)
        for line in text.splitlines():
            self._say_line(f"    {line}" if line else "")

    def written(self, file: Path) -> None:
        """Say where the settings are."""
        self._document["settings_file"] = str(file)
        self._say(words.WRITTEN, file=str(file))

    def progress(self, progress: SignInProgress) -> None:
        """Say where the consent page is."""
        match progress:
            case BrowserOpened():
                self._say(words.CONSENT_BROWSER)
            case BrowserNotOpened(address):
                self._say(words.CONSENT_ADDRESS, address=address)
            case _:
                pass

    def consented(self) -> None:
        """Say that consent was given."""
        self._document["consented"] = True
        self._say(words.CONSENTED)

    def next_step(self) -> None:
        """Say where the settings go."""
        self._say(words.NEXT, file=str(places_of_this_machine().machine_settings))

    def interrupted(self) -> None:
        """Say what was done, and what was not, by a run that somebody ended."""
        self._say(_STOPPED[self.stage])
        if self.stage is Stage.CONSENTING:
            self.tell_consent_link()

    def _tell_rest(self, plan: Plan) -> None:
        if plan.changes_nothing:
            self._say(words.NOTHING)
        self._tell_oddities(plan)

    def _tell_oddities(self, plan: Plan) -> None:
        owners = ", ".join(self._named(owner) for owner in plan.other_owners)
        for oddity in plan.oddities:
            self._say(words.LEFT_ALONE[oddity], owners=owners)

    def _named(self, owner: Owner) -> str:
        """Return how an owner is called, with what nobody else is called."""
        places = {"name": owner.name, "id": owner.username or owner.id}
        if not owner.name:
            return self._words(words.OWNER_WITHOUT_NAME, **places)
        if owner.kind is OwnerKind.APPLICATION:
            return self._words(words.OWNER_APPLICATION, **places)
        return self._words(words.OWNER, **places)

    def _words(self, text: str, **places: str) -> str:
        return self.translate(words.CONTEXT, text).format(**places)

    def _say(self, text: str, **places: str) -> None:
        self._say_line(self._words(text, **places))

    def _say_line(self, line: str) -> None:
        print(printable(line), file=sys.stderr, flush=True)
