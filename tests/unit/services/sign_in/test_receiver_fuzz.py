"""Whatever a page or a program sends to the receiver, it learns nothing and changes nothing."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.services.sign_in import browser_connection
from kiosk.services.sign_in.browser_connection import BrowserConnection
from kiosk.services.sign_in.patience import Patience
from kiosk.services.sign_in.receiver import (
    CONNECTIONS_MAX,
    BrowserAnswer,
    ExpectedAnswer,
    LoopbackReceiver,
)
from tests.support.fuzzing import fuzz, within

STATE = "the-state-nobody-can-guess"
EXPECTED = ExpectedAnswer(
    STATE, frozenset({"https://login.example.com"}), frozenset({"login.example.com"})
)
MARK = "marked-by-a-stranger"
GOOD = f"code=the-code&state={STATE}"


class Waiting:
    """A receiver that waits on another thread, spoken to with bytes."""

    def __init__(self, receiver: LoopbackReceiver) -> None:
        self.port = receiver.port
        self.cancel = CancelToken()
        clock = SystemClock()
        patience = Patience(self.cancel, clock, clock.monotonic() + 600)
        self.pool = ThreadPoolExecutor(1)
        self.future: Future[BrowserAnswer] = self.pool.submit(
            receiver.wait_for_answer, EXPECTED, patience
        )

    def connect(self, address: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection((address, self.port), 10)

    def say(self, *pieces: bytes) -> bytes:
        """Send pieces, end, and return everything that comes back."""
        said = b""
        with self.connect() as connection, suppress(OSError):
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                said += part
        return said

    def request(self, body: str = GOOD, **headers: str) -> bytes:
        sent = {
            "Host": f"localhost:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = ["POST / HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", body]
        return "\r\n".join(lines).encode("latin-1")

    def check_still_takes_its_answer(self) -> None:
        assert not self.future.done()
        assert self.say(self.request()).startswith(b"HTTP/1.1 200 ")
        assert self.future.result(10).parameters == {"code": "the-code", "state": STATE}


@contextmanager
def waiting_receiver() -> Iterator[Waiting]:
    with LoopbackReceiver() as receiver:
        one = Waiting(receiver)
        try:
            yield one
        finally:
            one.cancel.cancel()
            one.pool.shutdown()


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    with waiting_receiver() as one:
        yield one


@pytest.fixture(scope="module")
def lasting() -> Iterator[Waiting]:
    """One receiver for many strangers; in the end it still takes its own answer."""
    with waiting_receiver() as one:
        yield one
        one.check_still_takes_its_answer()


METHODS = ("GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "TRACE", "CONNECT", "x" * 50, "")
TARGETS = ("/", "/", "", "*", "//[", "/favicon.ico", "http://evil.example/", "/" + "a" * 9000, "/%")
VERSIONS = ("HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/1.", "", "HTTP/1.1 x")
FIELDS = (
    f"code={MARK}", f"state={MARK}", f"error={MARK}", "state=", f"state={STATE}&state=x",
    "code=%FF", "code=1&code=2", "a=b&" * 40, f"state={STATE}x", "%", "&&", "code=%00%0d%0aX: y",
)  # fmt: skip
HEADERS = (
    f"Origin: https://{MARK}.example", "Origin: null", "Origin: http://[", "Content-Length: 5",
    "Content-Length: -1", "Content-Length: 5, 5", "Content-Length: ٣", "Content-Length: 99999999",
    "Transfer-Encoding: chunked", "Expect: 100-continue", "Upgrade: h2c", f"X: {MARK}", " folded",
    "no colon", ": empty", "X:" + "y" * 9000, "Accept-Language: de;q=nan,en;q=inf," + "x," * 2000,
    "Access-Control-Request-Method: POST", "Access-Control-Request-Private-Network: true",
    "Content-Type: application/x-www-form-urlencoded", "Content-Type: text/plain", "\0: \xff",
    "Sec-Fetch-Site: cross-site", "Connection: keep-alive", f"Cookie: a={MARK}",
)  # fmt: skip


def stranger(seed: int, port: int) -> list[bytes]:
    """What a page that guesses, or a program that stumbles, might send; in one or more pieces."""
    chance = random.Random(seed)
    body = "&".join(chance.choices(FIELDS, k=chance.randint(0, 3)))
    hosts = (f"localhost:{port}", f"127.0.0.1:{port}", f"{MARK}.example:{port}", "localhost", "")
    lines = [" ".join((chance.choice(METHODS), chance.choice(TARGETS), chance.choice(VERSIONS)))]
    lines += [f"Host: {chance.choice(hosts)}" for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    lines += chance.choices(HEADERS, k=chance.randint(0, 5))
    if chance.random() < 0.6:
        lines.append(f"Content-Length: {len(body)}")
    if chance.random() < 0.1:
        lines += ["A: b"] * 120
    end = chance.choice(("\r\n", "\r\n", "\r\n", "\n", "\r"))
    raw = (end.join(lines) + end * 2 + body).encode("utf-8", "replace")
    if chance.random() < 0.2:
        at = chance.randrange(len(raw))
        raw = raw[:at] + chance.randbytes(chance.randint(1, 30)) + raw[at:]
    if chance.random() < 0.05:
        raw = chance.randbytes(chance.randint(0, 200))
    if chance.random() < 0.03:
        raw += b"z" * 200_000
    cut = chance.randrange(len(raw) + 1)
    return [raw[:cut], raw[cut:]] if chance.random() < 0.5 else [raw]


@fuzz(400)
@given(st.integers(0, 2**40))
def test_strangers_learn_nothing_and_end_nothing(lasting: Waiting, seed: int) -> None:
    with within(10):
        said = lasting.say(*stranger(seed, lasting.port))
    head, _, page = said.partition(b"\r\n\r\n")
    assert not said or head.split()[1][:1] == b"4"
    assert not page
    assert MARK.encode() not in said
    assert b"access-control" not in head.lower()
    assert not lasting.future.done()


def test_an_answer_says_that_it_is_for_nobody_else(waiting: Waiting) -> None:
    for request in (b"GET / HTTP/1.1\r\n\r\n", waiting.request()):
        head = waiting.say(request).partition(b"\r\n\r\n")[0].decode().lower()
        lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
        assert lines["cache-control"] == "no-store"
        assert "default-src 'none'" in lines["content-security-policy"]
        assert "frame-ancestors 'none'" in lines["content-security-policy"]
        assert lines["cross-origin-resource-policy"] == "same-origin"
        assert lines["referrer-policy"] == "no-referrer"
        assert lines["x-content-type-options"] == "nosniff"
        assert lines["connection"] == "close"
        assert set(lines) == {
            "cache-control", "content-length", "content-security-policy", "content-type",
            "connection", "cross-origin-resource-policy", "referrer-policy",
            "x-content-type-options",
        }  # fmt: skip


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "rebound.example:{port}"},
        {"Host": "localhost.rebound.example:{port}"},
        {"Host": "127.0.0.2:{port}"},
        {"Host": ""},
        {"Host": "localhost:{port}\r\nHost: rebound.example:{port}"},
        {"Origin": "http://rebound.example:{port}"},
        {"Origin": "http://localhost:1"},
        {"Origin": "https://login.example.com@evil.example"},
        {"Origin": "https://notlogin.example.com.evil.example"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "multipart/form-data; boundary=x"},
    ],
)
def test_a_page_that_points_its_own_name_at_this_machine_is_refused(
    waiting: Waiting, headers: dict[str, str]
) -> None:
    given_ = {name: value.replace("{port}", str(waiting.port)) for name, value in headers.items()}
    assert waiting.say(waiting.request(**given_)).startswith(b"HTTP/1.1 404 ")
    waiting.check_still_takes_its_answer()


def test_one_answer_is_taken_and_then_nobody_listens() -> None:
    with waiting_receiver() as waiting:
        late = waiting.connect()
        waiting.check_still_takes_its_answer()
    with late, suppress(ConnectionError):
        late.sendall(waiting.request(GOOD.replace("the-code", "another")))
        assert late.recv(100) == b""
    with pytest.raises(ConnectionError):
        waiting.connect()
    assert waiting.future.result().parameters["code"] == "the-code"


def test_other_addresses_of_this_machine_reach_nobody(waiting: Waiting) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable, by system
        waiting.connect("127.0.0.2")


def test_many_slow_strangers_do_not_keep_the_answer_out(waiting: Waiting) -> None:
    slow = [waiting.connect() for _ in range(3 * CONNECTIONS_MAX)]
    with within(10):
        for connection in slow:
            with suppress(ConnectionError):
                connection.sendall(b"POST / HTTP/1.1\r\nX: ")
        waiting.check_still_takes_its_answer()
    for connection in slow:
        connection.close()


def test_strangers_who_keep_knocking_do_not_keep_a_browser_out_that_takes_its_time(
    waiting: Waiting,
) -> None:
    browser = waiting.connect()
    silent = [waiting.connect() for _ in range(CONNECTIONS_MAX - 1)]
    with browser, within(10):
        browser.sendall(waiting.request(GOOD))
        assert browser.recv(100).startswith(b"HTTP/1.1 200")
    for connection in silent:
        connection.close()


def test_a_request_that_drips_in_for_ever_is_dropped() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        connection = BrowserConnection(ours, now=0.0)
        for second in range(int(browser_connection.WHOLE_SECONDS_MAX) + 1):
            assert not connection.is_stale(float(second))
            theirs.sendall(b"x")
            assert connection.read(float(second)) is None
        assert connection.is_stale(browser_connection.WHOLE_SECONDS_MAX + 1)


def test_a_body_of_single_bytes_is_not_read_anew_with_each() -> None:
    ours, theirs = socket.socketpair()
    head = b"POST / HTTP/1.1\r\n" + b"".join(b"X%d: %b\r\n" % (n, b"y" * 300) for n in range(90))
    with ours, theirs:
        connection = BrowserConnection(ours, now=0.0)
        theirs.sendall(head + b"Content-Length: 20000\r\n\r\n")
        began, request = time.process_time(), None
        for _ in range(20_000):
            theirs.sendall(b"z")
            request = connection.read(0.0)
        assert request is not None
        assert request.body == b"z" * 20_000
        assert time.process_time() - began < 8
