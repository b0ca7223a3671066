"""A small visitor that signs in on the practice pages the way a person in a browser does."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

MOST_STEPS = 15
SECONDS = 20.0


class VisitorError(RuntimeError):
    """A page was not what the visitor knows how to use."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Where a visit ended: the last address and the last page's text."""

    address: str
    status: int
    text: str = field(repr=False)


@dataclass(slots=True)
class _Form:
    action: str
    identity: str
    values: dict[str, str]


class _Page(HTMLParser):
    """Reads the first form of a page, and the code that the second factor's page shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.form: _Form | None = None
        self.code = ""
        self._in_form = False
        self._in_code = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of forms, their hidden fields and the shown code."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and self.form is None:
            self.form = _Form(values.get("action", ""), values.get("id", ""), {})
            self._in_form = True
        elif tag == "input" and self._in_form and self.form is not None and values.get("name"):
            self.form.values[values["name"]] = values.get("value", "")
        elif tag == "output":
            self._in_code = True

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or the shown code."""
        if tag == "form":
            self._in_form = False
        elif tag == "output":
            self._in_code = False

    def handle_data(self, data: str) -> None:
        """Read the shown code."""
        if self._in_code:
            self.code += data.strip()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        del args, kwargs


class Visitor:
    """Signs in with a user name and a password; keeps its cookies, like one browser.

    ``refuse`` makes it press Cancel instead of signing in.
    """

    def __init__(self, username: str, password: str, *, refuse: bool = False) -> None:
        self._username = username
        self._password = password
        self._refuse = refuse
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(CookieJar()),
            _NoRedirect,
        )

    def sign_in(self, authorize_url: str) -> Visit:
        """Follow an authorize address to the client's own receiver; raises VisitorError."""
        return self._go(authorize_url)

    def enter_device_code(self, verification_uri: str, user_code: str) -> Visit:
        """Approve a device code on the page the device named; raises VisitorError."""
        return self._go(verification_uri, user_code=user_code)

    def open(self, address: str) -> Visit:
        """Open an address and follow redirects, but fill in nothing: for signing out."""
        return self._follow(address, None)

    def _go(self, address: str, user_code: str = "") -> Visit:
        tenant = urlsplit(address).netloc
        visit = self._follow(address, None)
        for _ in range(MOST_STEPS):
            page = _Page(visit.text)
            form = page.form
            if form is None or urlsplit(visit.address).netloc != tenant:
                return visit
            values = self._filled(form, page.code, user_code)
            visit = self._follow(urljoin(visit.address, form.action), values)
            if 'role="alert"' in visit.text:
                raise VisitorError(f"the page refused what was filled in: {form.identity}")
        raise VisitorError("the pages lead in a circle")

    def _filled(self, form: _Form, code: str, user_code: str) -> dict[str, str]:
        values = dict(form.values)
        if form.identity == "deviceForm":
            values["otc"] = user_code
        elif self._refuse and "ctx" in values:
            values["cancel"] = "1"
        elif form.identity == "loginForm":
            values |= {"loginfmt": self._username, "passwd": self._password}
        elif form.identity == "secondFactorForm":
            values["otc"] = code
        elif form.identity == "pickForm":
            values["pick"] = "other"
        return values

    def _follow(self, address: str, values: dict[str, str] | None) -> Visit:
        body = None if values is None else urlencode(values).encode()
        for _ in range(MOST_STEPS):
            # Only http to this computer is ever opened: the tenant's pages and the receiver.
            if urlsplit(address).scheme != "http" or urlsplit(address).hostname != "localhost":
                raise VisitorError(f"not a page on this computer: {urlsplit(address).netloc}")
            request = urllib.request.Request(address, data=body)  # noqa: S310 - checked above
            try:
                with self._opener.open(request, timeout=SECONDS) as reply:
                    return Visit(address, reply.status, reply.read().decode("utf-8", "replace"))
            except urllib.error.HTTPError as error:
                with error:
                    text = error.read().decode("utf-8", "replace")
                    location = error.headers.get("Location")
                if location is None or error.code not in {301, 302, 303}:
                    return Visit(address, error.code, text)
                address, body = urljoin(address, location), None
        raise VisitorError("the pages lead in a circle")
