"""Whatever a tenant says about its registrations is read, or left out, and breaks nothing."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, ErrorDetails, StationError
from kiosk.models.permissions import Features, station_permissions
from kiosk.models.settings import WriteScope
from kiosk.practice.application_forms import changed
from kiosk.practice.applications import Application
from kiosk.practice.clock import utc_now
from kiosk.practice.messages import GraphRefusalError
from kiosk.services.graph.wire import GraphAnswer
from kiosk.services.tenant_setup.registrar import Registrar
from kiosk.services.tenant_setup.registration import (
    GRAPH_RESOURCE,
    READ_PROPERTIES,
    Wanted,
    read_registration,
)
from tests.support.fuzzing import fuzz

WANTED = Wanted("PIN Kiosk", station_permissions(WriteScope.QR_METHOD, Features(teams=True)))
NAMES = (*READ_PROPERTIES, "redirectUris", "resourceAppId", "resourceAccess", "type", "web")
SMALL = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["http://localhost", "Scope", GRAPH_RESOURCE, "AzureADMyOrg", "http://["])
)
ANYTHING = st.recursive(
    SMALL,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=8,
)
ENTRIES = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=8)


@fuzz(60)
@given(entry=ENTRIES | ANYTHING)
def test_any_entry_is_read_or_left_out(entry: object) -> None:
    registration = read_registration(entry)
    if registration is None:
        return
    changes = registration.changes(WANTED)
    registration.oddities(WANTED)
    body = registration.body(changes, WANTED)
    after = read_registration(
        {"id": "x", "appId": "y", "signInAudience": "AzureADMyOrg"}
        | {"isFallbackPublicClient": registration.is_public}
        | {"publicClient": {"redirectUris": list(registration.redirects)}}
        | {"requiredResourceAccess": list(registration.required), "tags": list(registration.tags)}
        | body
    )
    # What is written makes it as it must be, so that the next run finds nothing to do.
    assert after is not None
    assert after.changes(WANTED) == ()


@fuzz(60)
@given(body=st.dictionaries(st.sampled_from((*NAMES, "displayName")), ANYTHING, max_size=4))
def test_the_practice_tenant_registers_it_or_refuses_it(body: dict[str, object]) -> None:
    blank = Application("", "", "", utc_now())
    with contextlib.suppress(GraphRefusalError):
        assert changed(blank, body).tags is not None


class EndlessGraph:
    """Answers every page with the way to the next one."""

    asked = 0

    def call(self, *_: object) -> GraphAnswer:
        self.asked += 1
        assert self.asked < 1000
        link = "https://graph.microsoft.com/v1.0/applications?$skiptoken=a"
        return GraphAnswer(
            200, f'{{"value": [], "@odata.nextLink": "{link}"}}'.encode(), ErrorDetails()
        )


def test_a_list_without_end_is_given_up() -> None:
    registrar = Registrar(EndlessGraph())  # type: ignore[arg-type]  # only calls count
    with pytest.raises(StationError) as caught:
        registrar.look(WANTED, None, "", CancelToken())
    assert caught.value.code is ErrorCode.ANSWER_UNREADABLE
