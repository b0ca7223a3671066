"""Sends a browser back to the application, with the answer in the way that it asked for."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from kiosk.practice import pages
from kiosk.practice.authorize_request import ReplyAddress
from kiosk.practice.messages import Answer


def send_back(voice: pages.Voice, reply: ReplyAddress, values: list[tuple[str, str]]) -> Answer:
    """Return the redirection, or the form that sends itself, with these values."""
    if reply.response_mode == "form_post":
        return pages.form_post_page(voice, reply.redirect_uri, values)
    mark = "#" if reply.response_mode == "fragment" else "?"
    if mark == "?" and "?" in reply.redirect_uri:
        mark = "&"
    location = reply.redirect_uri + mark + urlencode(values, quote_via=quote)
    return Answer(302, (("Location", location), ("Cache-Control", "no-store, no-cache")))
