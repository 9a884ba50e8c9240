"""The addresses of the server, and what every answer keeps."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from locmem.server import queue_pages
from locmem.server.answering import HERE, Answering
from locmem.server.guarding import Guard, Hosts
from locmem.server.live import Live


def create_app(live: Live, hosts: Hosts) -> Starlette:
    """The server of a project, for an ASGI server to run.  hosts: the names under which it may be asked."""
    answering = Answering(live)
    return Starlette(
        routes=[
            Route("/", answering.page(_home)),
            *queue_pages.routes(answering),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(Guard, hosts=hosts, token=answering.token, nonce=answering.nonce)],
    )


def _home(_: Request) -> Response:
    """Where everybody begins."""
    return RedirectResponse("/queue")
