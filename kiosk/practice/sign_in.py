"""The part of sign-in that a browser sees: authorize, log in, second factor, consent, sign out."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from kiosk.practice import pages
from kiosk.practice.accounts import Account, Accounts, same_secret
from kiosk.practice.addresses import Addresses
from kiosk.practice.admin_consent import AdminConsent
from kiosk.practice.authorize_request import (
    AuthorizeRequest,
    ReplyAddress,
    read_request,
    reply_address,
)
from kiosk.practice.clients import Clients
from kiosk.practice.clock import Now
from kiosk.practice.consents import Consents
from kiosk.practice.device_codes import DeviceCodes, DeviceState
from kiosk.practice.flows import Flow, IssuedCode
from kiosk.practice.messages import Answer, Request, SignInRefusalError
from kiosk.practice.passwords import Passwords
from kiosk.practice.replies import send_back
from kiosk.practice.shelf import Shelf
from kiosk.practice.sign_in_errors import describe
from kiosk.practice.tokens import Proof, Tokens

CODE_LIFE = timedelta(minutes=10)
FLOW_LIFE = timedelta(minutes=20)
SESSION_LIFE = timedelta(hours=24)


class SignIn:
    """Answers the pages; holds browser sessions and authorization codes."""

    def __init__(
        self,
        addresses: Addresses,
        accounts: Accounts,
        passwords: Passwords,
        clients: Clients,
        consents: Consents,
        admin_consent: AdminConsent,
        tokens: Tokens,
        devices: DeviceCodes,
        now: Now,
    ) -> None:
        self._addresses = addresses
        self._accounts = accounts
        self._passwords = passwords
        self._clients = clients
        self._consents = consents
        self._admin_consent = admin_consent
        self._tokens = tokens
        self._devices = devices
        self._now = now
        self._cookie = f"ESTSAUTH{addresses.browser.rpartition(':')[2]}"
        self._flows: Shelf[Flow] = Shelf(now, FLOW_LIFE)
        self._sessions: Shelf[Proof] = Shelf(now, SESSION_LIFE)
        self.codes: Shelf[IssuedCode] = Shelf(now, CODE_LIFE)
        self.used_codes: Shelf[bool] = Shelf(now, timedelta(hours=1))

    # Authorize

    def authorize(self, request: Request) -> Answer:
        """Answer the authorize endpoint, by GET or POST."""
        voice = pages.voice_for(request)
        values = request.query_values()
        if request.method == "POST":
            values |= request.form()
        try:
            client = self._clients.require(values.get("client_id"))
            reply = reply_address(values, client)
        except SignInRefusalError as refusal:
            return pages.error_page(voice, describe(refusal, self._now()).description)
        try:
            wanted = read_request(values, reply, client, self._clients)
            session = self._session(request)
            return self._begin(voice, wanted, session)
        except SignInRefusalError as refusal:
            return self._refuse(voice, reply, refusal)

    def _begin(self, voice: pages.Voice, wanted: AuthorizeRequest, session: Proof | None) -> Answer:
        if session is not None and not self._fits(wanted, session):
            session = None
        flow = Flow(wanted, proof=session)
        if "none" in wanted.prompt:
            return self._silently(voice, wanted, session)
        if "select_account" in wanted.prompt and session is not None:
            key = self._flows.put(flow)
            name = session.person.user_principal_name
            return pages.pick_page(voice, self._action("/pick"), key, name)
        if session is None or "login" in wanted.prompt:
            return self._login(voice, replace(flow, proof=None))
        return self._signed_in(voice, flow, session)

    def _fits(self, wanted: AuthorizeRequest, session: Proof) -> bool:
        name = session.person.user_principal_name.lower()
        if wanted.login_hint and wanted.login_hint.lower() != name:
            return False
        age = self._now().timestamp() - session.moment
        if wanted.max_age is not None and age > wanted.max_age:
            return False
        return wanted.contexts <= session.contexts

    def _silently(
        self, voice: pages.Voice, wanted: AuthorizeRequest, session: Proof | None
    ) -> Answer:
        if session is None:
            raise SignInRefusalError(
                "login_required",
                50058,
                "A silent sign-in request was sent but no user is signed in.",
            )
        self._consents.require(wanted.client.id, wanted.scopes, session, "consent_required")
        return self._finish(voice, wanted, session)

    # The forms

    def login(self, request: Request) -> Answer:
        """Answer the posted user name and password."""

        def answer(voice: pages.Voice, flow: Flow, values: dict[str, str]) -> Answer:
            name, password = values.get("loginfmt", "").strip(), values.get("passwd", "")
            account = self._accounts.find(name) if name else None
            problem = self._passwords.problem(account, password)
            if problem or account is None:
                return self._login(voice, flow, user_name=name, problem=problem)
            if account.second_factor_code:
                waiting = replace(flow, awaiting=account)
                return self._second_factor(voice, waiting, account.second_factor_code)
            return self._proven(voice, flow, account, second_factor=False)

        return self._step(request, answer)

    def second_factor(self, request: Request) -> Answer:
        """Answer the posted code of the second factor."""

        def answer(voice: pages.Voice, flow: Flow, values: dict[str, str]) -> Answer:
            account = flow.awaiting
            if account is None or account.second_factor_code is None:
                return self._login(voice, flow)
            given = values.get("otc", "").replace(" ", "")
            if not same_secret(given, account.second_factor_code):
                code = account.second_factor_code
                return self._second_factor(voice, flow, code, problem="wrong_code")
            return self._proven(voice, flow, account, second_factor=True)

        return self._step(request, answer)

    def pick(self, request: Request) -> Answer:
        """Answer the posted choice between the signed-in person and another."""

        def answer(voice: pages.Voice, flow: Flow, values: dict[str, str]) -> Answer:
            if values.get("pick") == "same" and flow.proof is not None:
                return self._signed_in(voice, flow, flow.proof)
            return self._login(voice, replace(flow, proof=None))

        return self._step(request, answer)

    def consent(self, request: Request) -> Answer:
        """Answer the posted consent to what the application asks for."""

        def answer(voice: pages.Voice, flow: Flow, _: dict[str, str]) -> Answer:
            if flow.proof is None:
                return self._login(voice, flow)
            if flow.approval is not None:
                return self._admin_consent.give(voice, flow.approval)
            client, scopes = flow.client(self._devices), flow.scopes(self._devices)
            if client is not None and scopes is not None:
                missing = scopes.to_consent | scopes.to_approve
                self._consents.give(client.id, missing, flow.proof)
            if flow.request is None:
                return self._confirm_device(voice, flow)
            return self._finish(voice, flow.request, flow.proof)

        return self._step(request, answer)

    def admin_consent(self, request: Request, *, is_second_version: bool) -> Answer:
        """Answer the admin consent endpoint: sign in, then consent for everybody or do not."""
        voice = pages.voice_for(request)
        try:
            approval = self._admin_consent.read(
                request.query_values(), is_second_version=is_second_version
            )
        except SignInRefusalError as refusal:
            return pages.error_page(voice, describe(refusal, self._now()).description)
        flow = Flow(None, approval=approval)
        session = self._session(request)
        if session is None:
            return self._login(voice, flow)
        return self._shown(voice, lambda: self._signed_in(voice, flow, session))

    def device(self, request: Request) -> Answer:
        """Answer the page for a device's code, and the code posted to it."""
        voice = pages.voice_for(request)
        action = self._action("/oauth2/deviceauth")
        if request.method != "POST":
            return pages.device_page(voice, action, code=request.query_values().get("otc", ""))
        code = request.form().get("otc", "").strip().upper()
        if self._devices.state(code) is not DeviceState.PENDING:
            return pages.device_page(voice, action, code=code, problem="device_wrong")
        flow = Flow(None, device=code)
        session = self._session(request)
        if session is not None and flow.contexts(self._devices) <= session.contexts:
            return self._shown(voice, lambda: self._signed_in(voice, flow, session))
        return self._login(voice, flow)

    def device_confirm(self, request: Request) -> Answer:
        """Answer the posted 'yes, that is my device'."""

        def answer(voice: pages.Voice, flow: Flow, _: dict[str, str]) -> Answer:
            if flow.proof is None:
                return self._login(voice, flow)
            self._devices.approve(flow.device, flow.proof)
            return pages.plain_page(
                voice, "device_done", "device_done_text", name=flow.client_name(self._devices)
            )

        return self._step(request, answer)

    def log_out(self, request: Request) -> Answer:
        """End the browser's session; refresh tokens live on, as with the real service."""
        values = request.query_values()
        if request.method == "POST":
            values |= request.form()
        self._sessions.take(self._cookie_value(request))
        expired = ("Set-Cookie", f"{self._cookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
        target = values.get("post_logout_redirect_uri", "")
        own = self._clients.require(self._addresses.client_id)
        if target and own.knows(target):
            if "state" in values:
                target += ("&" if "?" in target else "?") + urlencode({"state": values["state"]})
            return Answer(302, (("Location", target), expired, ("Cache-Control", "no-store")))
        voice = pages.voice_for(request)
        return pages.plain_page(voice, "signed_out", "signed_out_text").with_headers(expired)

    # What follows from what

    def _step(
        self,
        request: Request,
        answer: Callable[[pages.Voice, Flow, dict[str, str]], Answer],
    ) -> Answer:
        voice = pages.voice_for(request)
        values = request.form()
        flow = self._flows.get(values.get("ctx", ""))
        if flow is None:
            return pages.plain_page(voice, "trouble", "expired", status=400)
        if "cancel" in values:
            return self._cancelled(voice, flow)
        try:
            return answer(voice, flow, values)
        except SignInRefusalError as refusal:
            if flow.request is None:
                if flow.device:
                    self._devices.decline(flow.device)
                return pages.error_page(voice, describe(refusal, self._now()).description)
            return self._refuse(voice, _reply(flow.request), refusal)

    def _shown(self, voice: pages.Voice, answer: Callable[[], Answer]) -> Answer:
        """Return the answer, or the page of a refusal that goes to no application."""
        try:
            return answer()
        except SignInRefusalError as refusal:
            return pages.error_page(voice, describe(refusal, self._now()).description)

    def _cancelled(self, voice: pages.Voice, flow: Flow) -> Answer:
        if flow.approval is not None:
            return self._admin_consent.decline(voice, flow.approval)
        if flow.request is None:
            self._devices.decline(flow.device)
            return pages.plain_page(voice, "device_refused", "device_done_text")
        denied = SignInRefusalError("access_denied", 65004, "User declined to consent to access.")
        return self._refuse(voice, _reply(flow.request), denied, subcode="cancel")

    def _login(
        self, voice: pages.Voice, flow: Flow, *, user_name: str = "", problem: str = ""
    ) -> Answer:
        wanted = flow.request
        hint = "again" if flow.contexts(self._devices) else ""
        return pages.login_page(
            voice,
            self._action("/login"),
            self._flows.put(flow),
            self._accounts.listed,
            client=flow.client_name(self._devices),
            user_name=user_name or (wanted.login_hint if wanted else ""),
            problem=problem,
            hint=hint,
        )

    def _second_factor(
        self, voice: pages.Voice, flow: Flow, code: str, *, problem: str = ""
    ) -> Answer:
        key = self._flows.put(flow)
        return pages.second_factor_page(
            voice, self._action("/second-factor"), key, code, problem=problem
        )

    def _proven(
        self, voice: pages.Voice, flow: Flow, account: Account, *, second_factor: bool
    ) -> Answer:
        session = secrets.token_hex(16)
        moment = self._now().timestamp()
        proof = Proof(account.person, session, moment, second_factor, flow.contexts(self._devices))
        key = self._sessions.put(proof)
        cookie = f"{self._cookie}={key}; Path=/; HttpOnly; SameSite=Lax"
        return self._signed_in(voice, flow, proof).with_headers(("Set-Cookie", cookie))

    def _signed_in(self, voice: pages.Voice, flow: Flow, proof: Proof) -> Answer:
        flow = replace(flow, proof=proof, awaiting=None)
        if flow.approval is not None:
            self._admin_consent.require_administrator(proof.person)
            return self._ask_consent(voice, flow, flow.approval.scopes, for_all=True)
        client, scopes = flow.client(self._devices), flow.scopes(self._devices)
        wanted = flow.request
        if client is not None and scopes is not None:
            is_consented = self._consents.cover(client.id, scopes, proof)
            if not is_consented or (wanted is not None and "consent" in wanted.prompt):
                return self._ask_consent(voice, flow, scopes.graph)
        if wanted is None:
            return self._confirm_device(voice, flow)
        return self._finish(voice, wanted, proof)

    def _ask_consent(
        self, voice: pages.Voice, flow: Flow, scopes: frozenset[str], *, for_all: bool = False
    ) -> Answer:
        key, action = self._flows.put(flow), self._action("/consent")
        name = flow.client_name(self._devices)
        return pages.consent_page(voice, action, key, sorted(scopes), name, for_all=for_all)

    def _confirm_device(self, voice: pages.Voice, flow: Flow) -> Answer:
        key, action = self._flows.put(flow), self._action("/device-confirm")
        return pages.device_confirm_page(voice, action, key, flow.client_name(self._devices))

    def _finish(self, voice: pages.Voice, wanted: AuthorizeRequest, proof: Proof) -> Answer:
        code = "1." + self.codes.put(IssuedCode(wanted, proof))
        values = [("code", code)]
        if wanted.client_info:
            values.append(("client_info", self._tokens.client_info(proof.person)))
        if wanted.state is not None:
            values.append(("state", wanted.state))
        values.append(("session_state", proof.session))
        return send_back(voice, _reply(wanted), values)

    def _refuse(
        self,
        voice: pages.Voice,
        reply: ReplyAddress,
        refusal: SignInRefusalError,
        *,
        subcode: str = "",
    ) -> Answer:
        told = describe(refusal, self._now())
        values = [("error", refusal.error)]
        if subcode:
            values.append(("error_subcode", subcode))
        values.append(("error_description", told.description))
        values.append(("error_uri", told.uri))
        if refusal.claims:
            values.append(("claims", refusal.claims))
        if reply.state is not None:
            values.append(("state", reply.state))
        return send_back(voice, reply, values)

    def _session(self, request: Request) -> Proof | None:
        proof = self._sessions.get(self._cookie_value(request))
        return proof if proof is not None and self._accounts.may_sign_in(proof.person) else None

    def _cookie_value(self, request: Request) -> str:
        for part in request.header("cookie").split(";"):
            name, _, value = part.strip().partition("=")
            if name == self._cookie:
                return value
        return ""

    def _action(self, path: str) -> str:
        return f"/{self._addresses.tenant_id}{path}"


def _reply(wanted: AuthorizeRequest) -> ReplyAddress:
    return ReplyAddress(wanted.redirect_uri, wanted.response_mode, wanted.state)
