"""How much of a person's entry the station may read, which only asking tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.graph.batch import read_in_batch
from kiosk.services.graph.client import BRIEF, GraphClient
from kiosk.services.graph.wire import GraphAnswer, GraphRequest

_BASIC = "id,displayName,userPrincipalName,mail"
_FULL = f"{_BASIC},employeeId,jobTitle,department,officeLocation,preferredLanguage,accountEnabled"


class Profile:
    """Asks for all that is known of people, or for the basic part where only that may be read.

    User.ReadBasic.All answers 403 to a `$select` of more than the basic profile. Once that has
    happened the rest is asked for no more.
    """

    def __init__(self, client: GraphClient) -> None:
        self._client = client
        self._select = _FULL

    @property
    def is_basic(self) -> bool:
        """Whether no more than the basic profile may be read, as far as known until now."""
        return self._select == _BASIC

    def call(self, request: GraphRequest, cancel: CancelToken) -> GraphAnswer:
        """Send a request with the `$select` that fits; raises StationError."""
        select = self._select
        try:
            return self._client.call(_with_select(request, select), cancel, BRIEF)
        except StationError as error:
            if error.code is not ErrorCode.NOT_PERMITTED or select == _BASIC:
                raise
        answer = self._client.call(_with_select(request, _BASIC), cancel, BRIEF)
        self._select = _BASIC
        return answer

    def read_in_batch(
        self, requests: Sequence[GraphRequest], cancel: CancelToken
    ) -> list[GraphAnswer | StationError]:
        """Send requests together, as `batch.read_in_batch` does, each with the fitting `$select`.

        Parts that met a passing fault have been asked again. Raises StationError.
        """
        select = self._select
        answers = self._together(requests, select, cancel)
        refused = [place for place, answer in enumerate(answers) if _is_refused(answer)]
        if select == _BASIC or not refused:
            return answers
        again = self._together([requests[place] for place in refused], _BASIC, cancel)
        for place, answer in zip(refused, again, strict=True):
            answers[place] = answer
        if any(isinstance(answer, GraphAnswer) for answer in again):
            self._select = _BASIC
        return answers

    def _together(
        self, requests: Sequence[GraphRequest], select: str, cancel: CancelToken
    ) -> list[GraphAnswer | StationError]:
        selected = [_with_select(request, select) for request in requests]
        return read_in_batch(self._client, selected, cancel, BRIEF)


def _with_select(request: GraphRequest, select: str) -> GraphRequest:
    return replace(request, query={**request.query, "$select": select})


def _is_refused(answer: GraphAnswer | StationError) -> bool:
    return isinstance(answer, StationError) and answer.code is ErrorCode.NOT_PERMITTED
