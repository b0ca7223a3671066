"""The receiver takes the one answer it waits for, and nothing else."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.sign_in.patience import Patience
from kiosk.services.sign_in.receiver import BrowserAnswer, ExpectedAnswer, LoopbackReceiver

STATE = "the-state-nobody-can-guess"
SERVICE = "https://login.example.com"
EXPECTED = ExpectedAnswer(STATE, frozenset({SERVICE}), frozenset({"login.example.com"}))
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
GOOD = urlencode({"code": "the-code", "state": STATE})


class Waiting:
    """A receiver that waits on a thread of its own."""

    def __init__(self, receiver: LoopbackReceiver, seconds: float) -> None:
        self.receiver = receiver
        self.cancel = CancelToken()
        clock = SystemClock()
        patience = Patience(self.cancel, clock, clock.monotonic() + seconds)
        self._pool = ThreadPoolExecutor(1)
        self._future: Future[BrowserAnswer] = self._pool.submit(
            receiver.wait_for_answer, EXPECTED, patience
        )

    def ask(
        self,
        method: str = "POST",
        target: str = "/",
        body: str | None = None,
        host: str | None = None,
        address: str = "127.0.0.1",
        **headers: str,
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(address, self.receiver.port, timeout=5)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Host"] = host or f"localhost:{self.receiver.port}"
        if method == "POST":
            sent = FORM | sent
        connection.request(method, target, body, sent)
        answer = connection.getresponse()
        answer.page = answer.read().decode()  # type: ignore[attr-defined]  # kept for the test
        connection.close()
        return answer

    def answer(self) -> dict[str, str]:
        return self._future.result(5).parameters

    @property
    def goes_on(self) -> bool:
        return not self._future.done()

    def end(self) -> None:
        self.cancel.cancel()
        self._pool.shutdown()


@contextmanager
def waiting_receiver(seconds: float = 20) -> Iterator[Waiting]:
    with LoopbackReceiver() as receiver:
        waiting = Waiting(receiver, seconds)
        try:
            yield waiting
        finally:
            waiting.end()


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    with waiting_receiver() as one:
        yield one


def test_the_form_that_the_service_posts_is_the_answer(waiting: Waiting) -> None:
    answer = waiting.ask(body=GOOD, Origin=SERVICE)
    assert answer.status == 200
    assert waiting.answer() == {"code": "the-code", "state": STATE}


def test_a_tenant_that_answers_by_address_is_understood_too(waiting: Waiting) -> None:
    assert waiting.ask("GET", f"/?{GOOD}").status == 200
    assert waiting.answer()["code"] == "the-code"


def test_a_refusal_is_an_answer(waiting: Waiting) -> None:
    body = urlencode({"error": "access_denied", "error_description": "No.", "state": STATE})
    waiting.ask(body=body)
    assert waiting.answer()["error"] == "access_denied"


def test_unknown_parameters_are_left_out(waiting: Waiting) -> None:
    waiting.ask(body=GOOD + "&session_state=1&access_token=planted")
    assert waiting.answer() == {"code": "the-code", "state": STATE}


def test_localhost_may_mean_the_newer_loopback_address(waiting: Waiting) -> None:
    if not _has_ipv6_loopback():
        pytest.skip("this machine has no ::1")
    waiting.ask(body=GOOD, address="::1")
    assert waiting.answer()["code"] == "the-code"


@pytest.mark.parametrize(
    ("accept_language", "sentence"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "Sie können dieses Fenster schließen"),
        ("en-GB,en;q=0.9,de;q=0.8", "You can close this window and go back to the station."),
        ("fr,de;q=0.2,en;q=0.4", "You can close this window"),
        ("ja", "You can close this window"),
        ("de;q=nonsense", "You can close this window"),
    ],
)
def test_the_browser_then_says_to_go_back_to_the_station(
    waiting: Waiting, accept_language: str, sentence: str
) -> None:
    answer = waiting.ask(body=GOOD, Accept_Language=accept_language)
    assert sentence in answer.page  # type: ignore[attr-defined]  # put there by `ask`
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("method", "target", "body", "headers"),
    [
        ("GET", "/favicon.ico", None, {}),
        ("GET", "/", None, {}),
        ("GET", f"/elsewhere?{GOOD}", None, {}),
        ("HEAD", f"/?{GOOD}", None, {}),
        ("OPTIONS", "/", None, {}),
        ("PUT", "/", GOOD, {}),
        ("POST", "/", urlencode({"code": "x", "state": "guessed"}), {}),
        ("POST", "/", urlencode({"code": "x"}), {}),
        ("POST", "/", urlencode({"state": STATE}), {}),
        ("POST", "/", GOOD + "&code=second", {}),
        ("POST", "/", GOOD + "&error=both", {}),
        ("POST", "/", GOOD + "&error_description=%FF", {}),
        ("POST", "/", "&".join([GOOD, *["a=b"] * 40]), {}),
        ("POST", "/", GOOD, {"Content_Type": "text/plain"}),
        ("POST", "/", GOOD, {"Origin": "https://evil.example"}),
        ("POST", "/", GOOD, {"Origin": "https://login.example.com.evil.example"}),
        ("POST", "/", GOOD, {"Origin": "http://login.example.com"}),
        ("POST", "/", GOOD, {"host": "evil.example"}),
        ("POST", "/", GOOD, {"host": "localhost"}),
        ("POST", "/", GOOD, {"host": "localhost:1"}),
    ],
)
def test_what_is_not_the_answer_is_ignored(
    waiting: Waiting, method: str, target: str, body: str | None, headers: dict[str, str]
) -> None:
    assert waiting.ask(method, target, body, **headers).status == 404
    assert waiting.goes_on
    waiting.ask(body=GOOD)
    assert waiting.answer()["code"] == "the-code"


@pytest.mark.parametrize(
    "origin", [SERVICE, "https://device.login.example.com", "null", "https://login.example.com"]
)
def test_pages_of_the_service_may_bring_the_answer(waiting: Waiting, origin: str) -> None:
    assert waiting.ask(body=GOOD, Origin=origin).status == 200


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 40000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", b"400"),
        (b"rubbish\r\n\r\n", b"400"),
        (b"\x16\x03\x01 a TLS greeting\r\n\r\n", b"400"),
    ],
)
def test_too_much_or_malformed_is_refused(
    waiting: Waiting, request_bytes: bytes, status: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", waiting.receiver.port), 5) as connection:
        connection.sendall(request_bytes)
        assert connection.recv(4096).split()[1] == status
    assert waiting.goes_on
    waiting.ask(body=GOOD)
    assert waiting.answer()["code"] == "the-code"


def test_connections_that_say_nothing_do_not_keep_the_answer_out(waiting: Waiting) -> None:
    silent = [socket.create_connection(("127.0.0.1", waiting.receiver.port), 5) for _ in range(50)]
    waiting.ask(body=GOOD)
    assert waiting.answer()["code"] == "the-code"
    for connection in silent:
        connection.close()


def test_an_answer_that_comes_in_small_pieces_is_put_together(waiting: Waiting) -> None:
    head = f"POST / HTTP/1.1\r\nHost: localhost:{waiting.receiver.port}\r\n"
    head += f"Content-Type: {FORM['Content-Type']}\r\nContent-Length: {len(GOOD)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", waiting.receiver.port), 5) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for character in head + GOOD:
            connection.send(character.encode())
        assert b"200 OK" in connection.recv(4096)
    assert waiting.answer()["code"] == "the-code"


def test_cancel_answers_at_once_and_gives_the_port_back() -> None:
    threads = threading.active_count()
    with waiting_receiver() as waiting:
        port = waiting.receiver.port
        started = time.monotonic()
        waiting.cancel.cancel()
        with pytest.raises(WorkCancelledError):
            waiting.answer()
        assert time.monotonic() - started < 0.5
    assert threading.active_count() == threads
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))


def test_the_time_limit_ends_the_wait() -> None:
    with waiting_receiver(seconds=0.1) as waiting:
        with pytest.raises(StationError) as failure:
            waiting.answer()
        assert failure.value.code is ErrorCode.SIGN_IN_TIMED_OUT


def test_only_this_machine_can_reach_it(waiting: Waiting) -> None:
    for listener in waiting.receiver._listeners:
        assert listener.getsockname()[0] in ("127.0.0.1", "::1")


def test_a_port_that_somebody_else_holds_on_the_newer_address_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not _has_ipv6_loopback():
        pytest.skip("this machine has no ::1")
    with LoopbackReceiver() as first:
        bind = socket.socket.bind
        taken = iter([first.port])

        class Bind(socket.socket):
            def bind(self, address: tuple[str, int]) -> None:  # type: ignore[override]  # narrower
                if self.family == socket.AF_INET6:
                    address = (address[0], next(taken, address[1]))
                bind(self, address)

        monkeypatch.setattr(socket, "socket", Bind)
        with LoopbackReceiver() as second:
            assert len(second._listeners) == 2
            assert len({listener.getsockname()[1] for listener in second._listeners}) == 1


def test_nothing_of_the_answer_is_printed() -> None:
    answer = BrowserAnswer({"code": "the-code", "state": STATE})
    assert "the-code" not in repr(answer)
    assert STATE not in repr(EXPECTED)


def _has_ipv6_loopback() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.parametrize("target", ["//[", "/?code=%5B&state=[", "http://[", "//[::1"])
def test_another_page_cannot_end_the_wait_with_an_address_that_is_none(target: str) -> None:
    with waiting_receiver() as waiting:
        assert waiting.ask("GET", target).status == 404
        assert waiting.ask("POST", "/", GOOD, Origin="http://[").status == 404
        assert waiting.goes_on
        assert waiting.ask("POST", "/", GOOD).status == 200
        assert waiting.answer()["code"] == "the-code"
