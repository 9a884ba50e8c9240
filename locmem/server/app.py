"""The addresses of the server, and what every answer keeps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from locmem.server import api, queue_pages, rooms
from locmem.server.access import Admission, Known, login_routes
from locmem.server.answering import HERE, Answering
from locmem.server.guarding import Guard, Hosts
from locmem.views.live import Live


def create_app(live: Live, hosts: Hosts, known: Known) -> Starlette:
    """The server of a project, for an ASGI server to run.

    hosts: the names under which it may be asked.  known: tells who asks.
    """
    answering = Answering(live)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        answering.kept.close()

    return Starlette(
        lifespan=lifespan,
        routes=[
            *queue_pages.routes(answering),
            *rooms.routes(answering),
            *api.routes(answering),
            *login_routes(answering, known),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(Guard, hosts=hosts, token=answering.token, nonce=answering.nonce),
            Middleware(Admission, known=known),
        ],
    )
