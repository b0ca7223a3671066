"""The applications that somebody can sign in to, and what they may ask for.

Beside what is registered here there is the public client 'Microsoft Graph Command Line Tools',
which every tenant knows: Connect-MgGraph uses it unless another one is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.practice import scopes
from kiosk.practice.addresses import Addresses
from kiosk.practice.applications import Application, Applications
from kiosk.practice.consents import Consents
from kiosk.practice.messages import SignInRefusalError
from kiosk.practice.scopes import RequestedScopes, missing_parameter, read_scopes

COMMAND_LINE_TOOLS = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
_NATIVE = "https://login.microsoftonline.com/common/oauth2/nativeclient"


@dataclass(frozen=True, slots=True)
class Client:
    """What sign-in knows about an application.

    ``scopes`` are those that its registration names. With ``is_settled`` its administrator has
    decided once and for all: what is not consented to is refused at once, to everybody.
    """

    id: str
    name: str
    redirects: tuple[str, ...]
    web_redirects: tuple[str, ...] = ()
    is_fallback_public: bool = True
    scopes: frozenset[str] = frozenset()
    is_settled: bool = False

    def knows(self, redirect_uri: str) -> bool:
        """Whether an answer may be sent to this address.

        For localhost the port does not count ('Redirect URI (reply URL) restrictions and
        limitations', localhost exceptions).
        """
        asked = _comparable(redirect_uri)
        registered = (*self.redirects, *self.web_redirects)
        return asked is not None and asked in {_comparable(one) for one in registered}

    def require_public(self, redirect_uri: str | None = None) -> None:
        """Refuse to do without a secret where the registration is not for a public client.

        With ``redirect_uri`` its kind decides, else ``isFallbackPublicClient`` does
        ('application resource type').
        """
        is_public = self.is_fallback_public
        if redirect_uri is not None:
            asked = _comparable(redirect_uri)
            is_public = asked not in {_comparable(one) for one in self.web_redirects}
        if not is_public:
            raise SignInRefusalError(
                "invalid_client",
                7000218,
                "The request body must contain the following parameter: 'client_assertion' or "
                "'client_secret'.",
                status=401,
            )


class Clients:
    """Finds applications by their ids, and reads what they ask for."""

    def __init__(
        self, addresses: Addresses, applications: Applications, consents: Consents
    ) -> None:
        self._addresses = addresses
        self._applications = applications
        self._consents = consents

    def require(self, client_id: str | None) -> Client:
        """Return the application; refuses a missing or unknown id."""
        if not client_id:
            raise missing_parameter("client_id")
        client = self.find(client_id)
        if client is None:
            raise SignInRefusalError(
                "unauthorized_client",
                700016,
                f"Application with identifier '{client_id}' was not found in the directory "
                "'Practice'. This can happen if the application has not been installed by the "
                "administrator of the tenant or consented to by any user in the tenant. You may "
                "have sent your authentication request to the wrong tenant.",
            )
        return client

    def find(self, client_id: str) -> Client | None:
        """Return the application with this id."""
        wanted = client_id.lower()
        if wanted == self._addresses.client_id:
            return _OwnClient(wanted, scopes.OWN_NAME, self._own_redirects(), is_settled=True)
        if wanted == COMMAND_LINE_TOOLS:
            name = "Microsoft Graph Command Line Tools"
            return Client(wanted, name, ("http://localhost", _NATIVE))
        application = self._applications.of_client(wanted)
        return _client_of(application) if application is not None else None

    def scopes_of(self, text: str, client: Client) -> RequestedScopes:
        """Read a ``scope`` parameter of this application's request."""
        return read_scopes(
            text,
            self._addresses.secure,
            client.name,
            self._consented(client),
            client.scopes,
            refuses_at_once=client.is_settled,
        )

    def _consented(self, client: Client) -> frozenset[str]:
        if client.is_settled:
            return scopes.CONSENTED
        return self._consents.of_administrator(client.id)

    def _own_redirects(self) -> tuple[str, ...]:
        own = self._addresses.client_id
        return (
            _NATIVE,
            f"{self._addresses.secure}/common/oauth2/nativeclient",
            "urn:ietf:wg:oauth:2.0:oob",
            f"msal{own}://auth",
            f"ms-appx-web://microsoft.aad.brokerplugin/{own}",
        )


class _OwnClient(Client):
    """The station's own registration, whose localhost addresses have any path."""

    __slots__ = ()

    def knows(self, redirect_uri: str) -> bool:
        """Whether an answer may be sent to this address."""
        comparable = _comparable(redirect_uri)
        if comparable is not None and comparable.startswith("http://localhost/"):
            return True
        return redirect_uri in self.redirects


def _client_of(application: Application) -> Client:
    names = {identity: name for name, identity in scopes.IDS.items()}
    return Client(
        application.app_id,
        application.display_name,
        application.public_redirects,
        application.web_redirects,
        is_fallback_public=application.is_fallback_public_client is True,
        scopes=frozenset(names[one] for one in application.permissions if one in names),
    )


def _comparable(address: str) -> str | None:
    """Return an address without what does not count; None for one that nobody can register."""
    if not address.isprintable() or " " in address:
        # Reading it would leave line ends out, which end a header where it is written.
        return None
    try:
        parts = urlsplit(address)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return None
    if parts.username or parts.fragment or not port_is_valid:
        return None
    if parts.hostname == "localhost" and parts.scheme in {"http", "https"}:
        query = f"?{parts.query}" if parts.query else ""
        return f"{parts.scheme}://localhost{parts.path or '/'}{query}"
    return address
