"""A token of the practice tenant that was got without the station, for any scopes."""

from __future__ import annotations

from dataclasses import dataclass, field

import requests

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.secret import Secret
from kiosk.practice.launcher import PracticeAccount, PracticeTenant
from kiosk.practice.visitor import Visitor


@dataclass(frozen=True)
class OneToken:
    """Hands out one token; to get another one would take a person."""

    token: str = field(repr=False)

    def access_token(
        self, cancel: CancelToken, rejected: Secret | None = None, claims: str | None = None
    ) -> Secret:
        del cancel
        if rejected is not None or claims is not None:
            raise StationError(ErrorCode.SIGN_IN_NEEDED, claims=claims)
        return Secret(self.token)


def token_for(practice: PracticeTenant, account: PracticeAccount, *scopes: str) -> OneToken:
    """Sign somebody in with a device code, and return a token with these scopes."""
    base = f"{practice.authority}/oauth2/v2.0"
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(practice.ca_file)
        form = {"client_id": practice.client_id, "scope": " ".join(scopes)}
        flow = session.post(f"{base}/devicecode", form, timeout=10).json()
        visitor = Visitor(account.username, account.password)
        visitor.enter_device_code(flow["verification_uri"], flow["user_code"])
        grant = {
            "client_id": practice.client_id,
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
            "device_code": flow["device_code"],
        }
        return OneToken(session.post(f"{base}/token", grant, timeout=10).json()["access_token"])
