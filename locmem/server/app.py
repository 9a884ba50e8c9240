"""The addresses of the server, and what every answer keeps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
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

    def nowhere(request: Request, _: Exception) -> Response:
        what = f"there is nothing at {request.url.path}."
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": what}, status_code=404)
        return answering.shown(request, "error.html", status=404, message=f"{what} The links above lead to all pages.")

    return Starlette(
        lifespan=lifespan,
        exception_handlers={404: nowhere},
        routes=[
            *queue_pages.routes(answering),
            *rooms.routes(answering),
            *api.routes(answering),
            *login_routes(answering, known),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[
            Middleware(Guard, hosts=hosts),
            Middleware(Admission, known=known),
        ],
    )
