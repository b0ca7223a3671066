"""A Graph over real TLS that answers in forms which the practice tenant never uses."""

from __future__ import annotations

import json
import random
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kiosk.models.cancellation import CancelToken
from kiosk.models.clock import SystemClock
from kiosk.models.secret import Secret
from kiosk.models.settings import GraphVersion
from kiosk.services.graph.client import GraphClient
from kiosk.services.graph.methods import MethodService
from kiosk.services.graph.people import PeopleService
from kiosk.services.transport import Transport
from tests.support.certificate import write_certificate


@dataclass(frozen=True)
class Asked:
    """A request as it came; `connection` is the same for requests on one connection."""

    method: str
    path: str
    body: bytes = field(repr=False)
    connection: int = 0


@dataclass(frozen=True)
class Answer:
    """What to answer; without `status` the connection is closed instead."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait_for: threading.Event | None = None

    @classmethod
    def of(cls, document: object, status: int = 200, **headers: str) -> Answer:
        return cls(status, json.dumps(document).encode(), headers)


CUT = Answer(0)
Script = Callable[[Asked], Answer]


class OddGraph:
    """Answers as `script` says, and remembers what it was asked."""

    def __init__(self, directory: Path) -> None:
        self.ca_file = directory / "odd-graph.pem"
        key_file = write_certificate(self.ca_file, directory / "odd-graph.key")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.ca_file, key_file)
        self.script: Script = lambda _: Answer(404)
        self.asked: list[Asked] = []
        self.connections = 0
        graph = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                graph.connections += 1
                self._number = graph.connections

            def serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                asked = Asked(self.command, self.path, body, self._number)
                graph.asked.append(asked)
                answer = graph.script(asked)
                if answer.wait_for is not None:
                    answer.wait_for.wait(60)
                if answer is CUT:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                head = {"Content-Length": str(len(answer.body)), **answer.headers}
                for name, value in head.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_PATCH = do_PUT = do_DELETE = do_POST = serve  # noqa: N815 - the base class's names

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited name
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that leaves is part of the tests

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def root(self) -> str:
        return f"https://localhost:{self.port}"

    def client(self, root: str | None = None) -> GraphClient:
        transport = Transport(SystemClock(), str(self.ca_file))
        return GraphClient(root or self.root, transport, _OneToken(), random.Random(1))

    def methods(self) -> MethodService:
        return MethodService(self.client(), GraphVersion.BETA)

    def people(self, root: str | None = None) -> PeopleService:
        return PeopleService(self.client(root))


class _OneToken:
    def access_token(
        self, cancel: CancelToken, rejected: Secret | None = None, claims: str | None = None
    ) -> Secret:
        del cancel, rejected, claims
        return Secret("a-token")


@contextmanager
def odd_graph_in(directory: Path) -> Iterator[OddGraph]:
    graph = OddGraph(directory)
    try:
        yield graph
    finally:
        graph.close()
