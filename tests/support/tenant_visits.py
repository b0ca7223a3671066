"""Somebody who sets a practice tenant up for stations, as `pin-kiosk setup` does it."""

from __future__ import annotations

import random

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.person import Account
from kiosk.models.settings import SignInSettings, TenantSettings
from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor
from kiosk.services.graph.client import GraphClient
from kiosk.services.sign_in.session import SignInSession
from kiosk.services.tenant_setup.visit import COMMAND_LINE_TOOLS, TenantVisit
from kiosk.services.transport import Transport


def administrator_of(tenant: PracticeTenant) -> PracticeAccount:
    """Return who may register applications, and consent for everybody."""
    return tenant.account("Global Administrator")


def tool_for(tenant: PracticeTenant, client_id: str = COMMAND_LINE_TOOLS) -> TenantSettings:
    """Return where setup signs in, and as what."""
    return TenantSettings(
        tenant_id=tenant.tenant_id,
        client_id=client_id,
        authority=tenant.authority,
        graph_root=tenant.graph,
        ca_file=str(tenant.ca_file),
    )


def visit_to(
    tenant: PracticeTenant,
    account: PracticeAccount,
    tool: TenantSettings | None = None,
    *,
    changes: bool = True,
) -> TenantVisit:
    """Return a visit to which this account has signed in, in a browser; raises StationError."""
    options = SignInSettings(timeout_seconds=20)
    visit = TenantVisit(tool or tool_for(tenant), options, SystemClock(), changes=changes)

    def sign_in(session: SignInSession) -> Account:
        def open_browser(address: str) -> bool:
            Visitor(account.username, account.password).sign_in(address)
            return True

        return session.sign_in_by_browser(open_browser, CancelToken(), lambda _: None)

    visit.sign_in(sign_in)
    return visit


def graph_of(tenant: PracticeTenant, account: PracticeAccount, *scopes: str) -> GraphClient:
    """Return what calls Graph as this account in the admin center would, with these permissions."""
    tool, clock = tool_for(tenant), SystemClock()
    transport = Transport(clock, tool.ca_file)
    options = SignInSettings(timeout_seconds=20)
    session = SignInSession(tool, options, transport, clock, usual_scopes=scopes)

    def open_browser(address: str) -> bool:
        Visitor(account.username, account.password).sign_in(address)
        return True

    session.sign_in_by_browser(open_browser, CancelToken(), lambda _: None)
    return GraphClient(tool.graph_url, transport, session, random.SystemRandom())
