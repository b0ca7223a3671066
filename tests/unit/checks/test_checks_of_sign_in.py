"""What takes a sign-in: consent, role, policy and the version of Graph, on a practice tenant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest

from kiosk.checks import sign_in
from kiosk.checks.finding import CheckId, Finding, Outcome
from kiosk.checks.sign_in import check_policy
from kiosk.checks.subject import Subject
from kiosk.models.badge import Policy
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.permissions import POLICY_SCOPE, READ_SCOPES
from kiosk.models.settings import GraphVersion, WriteScope
from kiosk.practice.graph_call import GraphCall, no_such_segment
from kiosk.practice.messages import Answer
from kiosk.practice.policy import PolicyState
from kiosk.services.graph.methods import MethodService
from kiosk.services.sign_in import tenant_client
from kiosk.services.workplace import Workplace
from tests.support.checked_station import english, found_by, said, with_tenant, workplace_of
from tests.support.station_services import SufferingTenant

ASKED = (
    CheckId.SIGN_IN,
    CheckId.CONSENTED_SCOPES,
    CheckId.SIGNED_IN_ROLE,
    CheckId.METHOD_POLICY,
    CheckId.GRAPH_VERSION,
)
Found = Mapping[CheckId, Finding]


def look(subject: Subject) -> Found:
    return found_by(subject, ASKED)


@pytest.fixture
def signed_in(online: Subject, tenant: SufferingTenant) -> Callable[[str], Subject]:
    """Return a station at which somebody with this sign-in name is signed in."""

    def sign_in_as(name: str) -> Subject:
        account = next(one for one in tenant.practice.accounts if one.username.startswith(name))
        workplace = workplace_of(online, account)
        return replace(online, sign_in=lambda: workplace)

    return sign_in_as


@pytest.fixture
def policy_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tokens hold what they hold where an administrator consented to reading the policy."""
    monkeypatch.setattr(tenant_client, "READ_SCOPES", (*READ_SCOPES, POLICY_SCOPE))


@pytest.fixture
def switched_off(tenant: SufferingTenant) -> Iterator[None]:
    desk = tenant.server.tenant._graph._policy
    desk.turn(PolicyState.DISABLED)
    yield
    desk.turn(PolicyState.ENABLED)


def administrator(tenant: SufferingTenant) -> str:
    return tenant.practice.administrator.username


@pytest.fixture
def found(signed_in: Callable[[str], Subject], tenant: SufferingTenant) -> Found:
    return look(signed_in(administrator(tenant)))


def test_an_administrator_of_methods_passes_but_may_not_read_the_policy(
    found: Found, tenant: SufferingTenant
) -> None:
    passed = {check for check, finding in found.items() if finding.outcome is Outcome.PASS}
    assert passed == set(ASKED) - {CheckId.METHOD_POLICY}
    unknown = found[CheckId.METHOD_POLICY]
    assert not unknown.was_checked
    assert "says nothing about it" in said(unknown)
    assert "in beta, which the station uses, and in v1.0 as well" in said(
        found[CheckId.GRAPH_VERSION]
    )
    told = "".join(f"{said(one)}{one.advice(english)}{one!r}" for one in found.values())
    assert administrator(tenant).partition("@")[0] not in told


def test_somebody_without_a_role_is_warned_and_not_refused(
    signed_in: Callable[[str], Subject], tenant: SufferingTenant
) -> None:
    plain = next(one for one in tenant.practice.accounts if not one.roles)
    finding = look(signed_in(plain.username))[CheckId.SIGNED_IN_ROLE]
    assert finding.outcome is Outcome.WARN
    assert "no role for the whole tenant" in said(finding)
    assert "Authentication Administrator" in finding.advice(english)


@pytest.mark.usefixtures("policy_is_read", "switched_off")
def test_a_method_that_is_switched_off_fails(signed_in: Callable[[str], Subject]) -> None:
    finding = look(signed_in("gita.rao"))[CheckId.METHOD_POLICY]
    assert finding.outcome is Outcome.FAIL
    assert "switched off" in said(finding)
    assert not finding.keeps_out


def test_a_method_that_is_for_nobody_fails(
    signed_in: Callable[[str], Subject], tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = Policy(enabled=True, included=frozenset(), excluded=frozenset())
    monkeypatch.setattr(MethodService, "policy", lambda *_: nobody)
    finding = check_policy(signed_in(administrator(tenant)))
    assert finding.outcome is Outcome.FAIL
    assert "but for nobody" in said(finding)


def test_a_scope_without_consent_is_named_with_the_address_at_which_to_consent(
    signed_in: Callable[[str], Subject], tenant: SufferingTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = signed_in(administrator(tenant))
    monkeypatch.setattr(sign_in, "READ_SCOPES", ("User.Read", "Directory.Read.All"))
    finding = look(subject)[CheckId.CONSENTED_SCOPES]
    assert finding.outcome is Outcome.WARN
    assert "Directory.Read.All" in said(finding)
    assert "/v2.0/adminconsent?client_id=" in finding.advice(english)
    other = replace(subject.tenant, scope=WriteScope.ALL_METHODS)
    finding = look(with_tenant(subject, other))[CheckId.CONSENTED_SCOPES]
    assert finding.outcome is Outcome.FAIL
    assert finding.code is ErrorCode.CONSENT_MISSING


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ErrorCode.CONSENT_MISSING, "No administrator has consented"),
        (ErrorCode.SIGN_IN_REFUSED, ""),
    ],
)
def test_a_sign_in_that_fails_keeps_out_and_says_what_could_not_be_known(
    online: Subject, code: ErrorCode, words: str
) -> None:
    def refuse() -> Workplace:
        raise StationError(code)

    found = look(replace(online, sign_in=refuse))
    assert found[CheckId.SIGN_IN].keeps_out
    assert found[CheckId.SIGN_IN].code is code
    assert words in said(found[CheckId.SIGN_IN])
    assert found[CheckId.SIGN_IN].advice(english)
    for check in ASKED[1:]:
        assert not found[check].was_checked
        assert "because the sign-in did not work" in said(found[check])


@pytest.mark.parametrize(("only", "advice"), [("v1.0", 'to "v1.0"'), ("", "none in v1.0 either")])
def test_a_version_of_graph_without_the_method_fails_and_the_other_is_named(
    signed_in: Callable[[str], Subject],
    tenant: SufferingTenant,
    monkeypatch: pytest.MonkeyPatch,
    only: str,
    advice: str,
) -> None:
    subject = signed_in(administrator(tenant))
    server = tenant.server.tenant._graph
    served = server._rooms.methods.answer

    def answer(call: GraphCall, key: str | None, rest: tuple[str, ...]) -> Answer:
        if call.version != only:
            raise no_such_segment("qrCodePinMethod")
        return served(call, key, rest)

    monkeypatch.setattr(server._rooms.methods, "answer", answer)
    finding = look(subject)[CheckId.GRAPH_VERSION]
    assert finding.outcome is Outcome.FAIL
    assert "no calls for badges in the version beta" in said(finding)
    assert advice in finding.advice(english)


def test_v1_alone_is_told_where_the_settings_ask_for_it(
    signed_in: Callable[[str], Subject], tenant: SufferingTenant
) -> None:
    subject = signed_in(administrator(tenant))
    v1 = replace(subject.tenant, graph_version=GraphVersion.V1)
    finding = look(with_tenant(subject, v1))[CheckId.GRAPH_VERSION]
    assert "in v1.0, which the station uses, and in beta as well" in said(finding)
