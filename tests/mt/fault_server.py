"""A web server on this machine that answers as a service would, or as a script of faults says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One answer that goes wrong.

    body: in place of the service's answer; None for that one.  cut: bytes of it that are sent before the connection is
    closed, although more were promised.  is_slow: nothing is sent until the test is over.
    """

    status: int = 200
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    is_slow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request as it came: its headers by their names in small letters, its body read."""

    path: str
    headers: Mapping[str, str]
    body: Any


Service = Callable[[Received], object]
"""What is answered to a request."""


@dataclass(kw_only=True)
class FaultServer:
    """A server that runs; `faults` are used up in order, one a request, before the service itself answers."""

    url: str
    faults: list[Fault]
    received: list[Received] = field(default_factory=list)


@contextmanager
def serving(service: Service, faults: Sequence[Fault] = ()) -> Iterator[FaultServer]:
    """The server, while the block runs."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            sent = json.loads(self.rfile.read(length))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Received(path=self.path, headers=headers, body=sent)
            server.received.append(request)
            fault = server.faults.pop(0) if server.faults else Fault()
            if fault.is_slow:
                over.wait()
            body = json.dumps(service(request)).encode() if fault.body is None else fault.body
            self.send_response(fault.status)
            for name, value in fault.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: fault.cut])
            if fault.cut is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is written about requests."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that went away is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as http:
        server = FaultServer(url=f"http://127.0.0.1:{http.server_port}", faults=list(faults))
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            over.set()
            http.shutdown()
            thread.join()
