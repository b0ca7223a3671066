"""Every wait ends, every failure has its code, and what may have left the machine is known."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.clock import SystemClock
from kiosk.models.errors import ErrorCode, StationError
from kiosk.services.connections import tls_context
from kiosk.services.transport import ANSWER_BYTES_MAX, HttpRequest, Transport
from tests.support.raw_server import RawServer, Visit, raw_server
from tests.support.station_services import cancel_soon

HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture(scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RawServer]:
    with raw_server(tmp_path_factory.mktemp("raw-server")) as server:
        yield server


@pytest.fixture
def server(_server: RawServer) -> RawServer:
    _server.visits = 0
    return _server


def transport_for(server: RawServer, *, read: float = 5.0, whole: float = 5.0) -> Transport:
    return Transport(
        SystemClock(), str(server.ca_file), read_seconds=read, whole_answer_seconds=whole
    )


def failure(
    transport: Transport, address: str, method: str = "PATCH", cancel: CancelToken | None = None
) -> StationError:
    request = HttpRequest(method, address, {"Authorization": "Bearer secret"}, b"{}")
    with pytest.raises(StationError) as caught:
        transport.send(request, cancel or CancelToken())
    assert "secret" not in repr(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value


def test_an_answer_comes_whole(server: RawServer) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b'{"a": 1}', "X-Thing: yes", status="418 I'm a teapot")

    server.behaviour = behaviour
    answer = transport_for(server).send(HttpRequest("GET", server.address), CancelToken())
    assert (answer.status, answer.body) == (418, b'{"a": 1}')
    assert answer.headers["x-thing"] == "yes"


# Trust


def test_a_certificate_that_nobody_vouches_for(server: RawServer) -> None:
    error = failure(Transport(SystemClock()), server.address)
    assert error.code is ErrorCode.CERTIFICATE_UNTRUSTED
    assert not error.maybe_done


def test_a_certificate_for_somebody_else(tmp_path: Path) -> None:
    with raw_server(tmp_path, host="elsewhere.example") as server:
        error = failure(transport_for(server), server.address)
    assert error.code is ErrorCode.CERTIFICATE_UNTRUSTED
    assert not error.maybe_done


@pytest.mark.parametrize("begins", [timedelta(days=-3), timedelta(days=3)])
def test_a_certificate_out_of_its_time_means_a_wrong_clock(
    tmp_path: Path, begins: timedelta
) -> None:
    with raw_server(tmp_path, begins) as server:
        error = failure(transport_for(server), server.address)
        assert error.code is ErrorCode.CLOCK_WRONG
        assert not error.maybe_done


@pytest.mark.parametrize("content", [None, b"", b"garbage", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_ca_file_that_cannot_be_used_is_a_wrong_setting(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    settings = str(tmp_path / "settings.toml")
    transport = Transport(SystemClock(), str(file), ca_named_in=settings)
    error = failure(transport, "https://localhost:1/")
    assert error.code is ErrorCode.SETTING_WRONG
    assert error.values["file"] == settings
    assert error.values["key"] == "tenant.ca_file"
    assert error.values["value"] == str(file)
    assert error.values["expected"]


@pytest.mark.parametrize("name", ["", "with\0null"])
def test_a_ca_file_that_is_no_file_is_a_wrong_setting(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name) if name == "" else name
    error = failure(Transport(SystemClock(), path), "https://localhost:1/")
    assert error.code is ErrorCode.SETTING_WRONG


def test_the_environment_does_not_disturb_a_transport_with_its_own_ca(
    server: RawServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server.behaviour = _answer_each
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "missing.pem"))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    request = HttpRequest("GET", server.address, {"Authorization": "Bearer mine"})
    answer = transport_for(server).send(request, CancelToken())
    assert b"Bearer mine" in answer.body


@pytest.mark.parametrize("has_own_ca", [True, False])
def test_the_environment_does_not_have_keys_of_a_connection_written_down(
    server: RawServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_own_ca: bool
) -> None:
    file = tmp_path / "keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(file))
    context = tls_context(str(server.ca_file) if has_own_ca else None)
    assert not file.exists()
    assert not context.keylog_filename


def test_only_the_system_and_no_bundle_decides_without_a_ca_of_its_own(
    server: RawServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server.behaviour = _answer_each
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("NO_PROXY", "localhost")
    # The environment's bundle vouches for it; the system does not.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(server.ca_file))
    error = failure(Transport(SystemClock()), server.address)
    assert error.code is ErrorCode.CERTIFICATE_UNTRUSTED
    # OpenSSL's own variable stands for the system's store on Linux.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(server.ca_file))
    request = HttpRequest("GET", server.address, {"Authorization": "Bearer mine"})
    answer = Transport(SystemClock()).send(request, CancelToken())
    assert b"Bearer mine" in answer.body


def test_nothing_is_sent_without_tls(server: RawServer) -> None:
    error = failure(transport_for(server), server.address.replace("https:", "http:"))
    assert not error.maybe_done
    assert server.visits == 0


def test_a_server_without_tls_never_sees_the_token(tmp_path: Path) -> None:
    heard: list[bytes] = []
    with raw_server(tmp_path, tls=False) as server:

        def behaviour(visit: Visit) -> None:
            heard.append(visit.connection.recv(65536))
            visit.say(HEAD, b"Content-Length: 0\r\n\r\n")

        server.behaviour = behaviour
        error = failure(transport_for(server), server.address)
    assert not error.maybe_done
    assert b"secret" not in b"".join(heard)


# Reaching


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_nobody_listens(server: RawServer) -> None:
    error = failure(transport_for(server), f"https://localhost:{free_port()}/")
    assert error.code is ErrorCode.NETWORK_UNREACHABLE
    assert not error.maybe_done


def test_a_name_that_does_not_exist(server: RawServer) -> None:
    error = failure(transport_for(server), "https://no-such-host.invalid/")
    assert error.code is ErrorCode.NETWORK_UNREACHABLE
    assert not error.maybe_done


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 407 Proxy Authentication Required", b"HTTP/1.1 403 No"]
)
def test_a_proxy_that_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    with raw_server(tmp_path, tls=False) as proxy:

        def refuse(visit: Visit) -> None:
            visit.read_request()
            visit.say(answer, b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        proxy.behaviour = refuse
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        error = failure(Transport(SystemClock()), "https://graph.invalid/v1.0/me")
    assert error.code is ErrorCode.PROXY_REFUSED
    assert not error.maybe_done


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    error = failure(Transport(SystemClock()), "https://graph.invalid/v1.0/me")
    assert error.code is ErrorCode.PROXY_REFUSED
    assert not error.maybe_done


# Broken connections and silence


@pytest.mark.parametrize("said", [b"", HEAD[:9], HEAD + b"Content-Length: 9\r\n\r\n{"])
def test_a_connection_that_is_reset_after_the_request_leaves_doubt(
    server: RawServer, said: bytes
) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.say(said)
        visit.reset()

    server.behaviour = behaviour
    error = failure(transport_for(server), server.address)
    assert error.code is ErrorCode.NETWORK_UNREACHABLE
    assert error.maybe_done


def test_tls_that_breaks_after_the_request_leaves_doubt(server: RawServer) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        # A record that no key fits: what a failing middle box makes of an answer.
        socket.socket.sendall(visit.connection, b"\x17\x03\x03\x00\x20" + b"\x00" * 32)
        visit.over.wait(0.2)

    server.behaviour = behaviour
    error = failure(transport_for(server), server.address)
    assert error.code is ErrorCode.NETWORK_UNREACHABLE
    assert error.maybe_done


def test_a_handshake_that_hangs_leaves_no_doubt(tmp_path: Path) -> None:
    with raw_server(tmp_path, tls=False) as server:
        server.behaviour = _stay_silent
        transport = Transport(SystemClock(), str(server.ca_file), connect_seconds=0.2)
        error = failure(transport, server.address)
    assert error.code is ErrorCode.NETWORK_UNREACHABLE
    assert not error.maybe_done


def test_silence_ends(server: RawServer) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.over.wait(2)

    server.behaviour = behaviour
    error = failure(transport_for(server, read=0.2), server.address)
    assert error.code is ErrorCode.ANSWER_TIMED_OUT
    assert error.maybe_done


@pytest.mark.parametrize(
    ("start", "again"),
    [
        (b"", b"H"),
        (HEAD, b"X-Slow: yes\r\n"),
        (HEAD + b"Content-Length: 1000000\r\n\r\n", b"x"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (HEAD + b"\r\n", b"x"),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 1000000\r\n\r\n", b"\x1f"),
    ],
    ids=["status", "headers", "body", "chunks", "no-length", "gzip"],
)
def test_an_answer_that_drips_for_ever_ends(server: RawServer, start: bytes, again: bytes) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.say(start)
        visit.drip(again)

    server.behaviour = behaviour
    began = time.monotonic()
    error = failure(transport_for(server, whole=0.4), server.address)
    assert time.monotonic() - began < 3
    assert error.code in {
        ErrorCode.ANSWER_TIMED_OUT,
        ErrorCode.NETWORK_UNREACHABLE,
        ErrorCode.ANSWER_UNREADABLE,
    }
    assert error.maybe_done


# Answers that are too much


def test_an_answer_without_end_is_given_up(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.services.transport.ANSWER_BYTES_MAX", 1024 * 1024)

    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"x" * 2 * 1024 * 1024)

    server.behaviour = behaviour
    error = failure(transport_for(server), server.address)
    assert error.code is ErrorCode.ANSWER_UNREADABLE
    assert error.maybe_done


def test_an_answer_that_unpacks_without_end_is_given_up(server: RawServer) -> None:
    bomb = gzip.compress(bytes(4 * ANSWER_BYTES_MAX))
    assert len(bomb) < 1024 * 1024

    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.answer(bomb, "Content-Encoding: gzip")

    server.behaviour = behaviour
    error = failure(transport_for(server), server.address)
    assert error.code is ErrorCode.ANSWER_UNREADABLE


def test_an_answer_that_does_not_unpack_is_unreadable(server: RawServer) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"no gzip at all", "Content-Encoding: gzip")

    server.behaviour = behaviour
    error = failure(transport_for(server), server.address)
    assert error.code is ErrorCode.ANSWER_UNREADABLE
    assert error.maybe_done


HTML = "Content-Type: text/html"


@pytest.mark.parametrize(
    ("status", "headers", "maybe_done"),
    [
        ("302 Found", ["Location: http://portal.example/"], False),
        ("511 Network Authentication Required", [], False),
        ("200 OK", [HTML], True),
        ("200 OK", [f"{HTML}; charset=utf-8"], True),
        ("403 Forbidden", ["content-type: Text/HTML"], False),
        ("404 Not Found", [HTML], False),
    ],
)
def test_a_page_of_the_network_is_not_taken_for_the_services_answer_nor_followed(
    server: RawServer, status: str, headers: list[str], maybe_done: bool
) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"<html></html>", *headers, status=status)

    server.behaviour = behaviour
    error = failure(transport_for(server), server.address)
    assert error.code is ErrorCode.NETWORK_ANSWERED
    assert error.maybe_done is maybe_done
    assert error.details.http_status == int(status[:3])
    assert server.visits == 1


def test_a_gateway_of_the_service_that_says_503_in_html_is_no_page_of_the_network(
    server: RawServer,
) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"<html></html>", HTML, status="503 Service Unavailable")

    server.behaviour = behaviour
    answer = transport_for(server).send(HttpRequest("GET", server.address), CancelToken())
    assert answer.status == 503


def test_a_ca_file_that_goes_away_underneath_changes_nothing_until_the_next_start(
    server: RawServer, tmp_path: Path
) -> None:
    server.behaviour = _answer_each
    file = tmp_path / "ca.pem"
    file.write_bytes(server.ca_file.read_bytes())
    transport = Transport(SystemClock(), str(file), read_seconds=5.0, whole_answer_seconds=5.0)
    request = HttpRequest("GET", server.address)
    assert transport.send(request, CancelToken()).status == 200
    file.unlink()
    transport.drop_connections()
    assert transport.send(request, CancelToken()).status == 200
    assert transport.new_session().get(server.address, timeout=5).status_code == 200


# Cancelling


def test_a_hanging_answer_ends_when_it_is_cancelled(server: RawServer) -> None:
    asked = threading.Event()

    def behaviour(visit: Visit) -> None:
        visit.read_request()
        asked.set()
        visit.over.wait(5)

    server.behaviour = behaviour
    cancel = CancelToken()
    canceller = cancel_soon(cancel, asked)
    began = time.monotonic()
    with pytest.raises(WorkCancelledError):
        transport_for(server).send(HttpRequest("GET", server.address), cancel)
    assert time.monotonic() - began < 2
    canceller.join()


def test_a_cancelled_one_does_not_disturb_the_next(server: RawServer) -> None:
    server.behaviour = _answer_each
    transport, cancel = transport_for(server), CancelToken()
    transport.send(HttpRequest("GET", server.address), cancel)
    cancel.cancel()
    answer = transport.send(HttpRequest("GET", server.address), CancelToken())
    assert answer.status == 200
    assert server.visits == 1


# Time


class SetClock(SystemClock):
    """A clock that is wrong by so many seconds."""

    def __init__(self, wrong_by: float = 0.0) -> None:
        self.wrong_by = wrong_by

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self.wrong_by)


def skew_after(server: RawServer, clock: SystemClock, *, delay: float = 0.0) -> Transport:
    def behaviour(visit: Visit) -> None:
        while visit.read_request():
            date = f"Date: {format_datetime(datetime.now(UTC), usegmt=True)}"
            if delay:
                # The date is written first and then the answer takes its time.
                visit.over.wait(delay)
            visit.answer(b"{}", date)

    server.behaviour = behaviour
    transport = Transport(clock, str(server.ca_file))
    transport.send(HttpRequest("GET", server.address), CancelToken())
    return transport


@pytest.mark.parametrize("wrong_by", [-86_400.0, -90.0, 90.0, 86_400.0])
def test_a_wrong_clock_is_noticed(server: RawServer, wrong_by: float) -> None:
    transport = skew_after(server, SetClock(wrong_by))
    assert abs(transport.clock_skew.total_seconds() + wrong_by) < 1.5
    assert abs(transport.server_now() - datetime.now(UTC)) < timedelta(seconds=1.5)


@pytest.mark.parametrize("delay", [0.0, 1.6])
def test_a_right_clock_stays_right_however_slow_the_answer(server: RawServer, delay: float) -> None:
    assert skew_after(server, SetClock(), delay=delay).clock_skew == timedelta(0)


def test_a_clock_that_is_put_right_is_right_again(server: RawServer) -> None:
    clock = SetClock(3600.0)
    transport = skew_after(server, clock)
    clock.wrong_by = 0.0
    transport.send(HttpRequest("GET", server.address), CancelToken())
    assert abs(transport.clock_skew) < timedelta(seconds=1.5)


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 99999 99:99:99 GMT"])
def test_a_date_that_is_none_teaches_nothing(server: RawServer, date: str) -> None:
    def behaviour(visit: Visit) -> None:
        visit.read_request()
        visit.answer(b"{}", f"Date: {date}")

    server.behaviour = behaviour
    transport = transport_for(server)
    transport.send(HttpRequest("GET", server.address), CancelToken())
    assert transport.clock_skew == timedelta(0)


# Many at once


def _stay_silent(visit: Visit) -> None:
    visit.over.wait(2)


def _answer_each(visit: Visit) -> None:
    """Answer every request of a connection with that request."""
    while request := visit.read_request():
        visit.answer(request)


def test_each_of_many_threads_gets_its_own_answer(server: RawServer) -> None:
    server.behaviour = _answer_each
    transport = transport_for(server, read=10, whole=20)

    def ask(number: int) -> bool:
        request = HttpRequest("GET", server.address, {"X-Number": f"<{number}>"})
        if number % 50 == 7:
            transport.drop_connections()
        return f"<{number}>".encode() in transport.send(request, CancelToken()).body

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(300)))


def test_the_watch_over_an_answer_ends_with_it(server: RawServer) -> None:
    server.behaviour = _answer_each
    transport = transport_for(server, whole=60)
    before = threading.active_count()
    for _ in range(5):
        transport.send(HttpRequest("GET", server.address), CancelToken())
    end = time.monotonic() + 5
    while threading.active_count() > before + 1:
        assert time.monotonic() < end, "a watch stays behind"
        threading.Event().wait(0.01)
