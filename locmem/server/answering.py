"""How a request becomes an answer: in a thread, as a page or as data, and what a user did wrong as one of both."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from getpass import getuser
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from locmem.errors import LocmemError, UsageError
from locmem.server.kept import Kept
from locmem.views.fields import text_of as text_of
from locmem.views.live import Live, StillLooking
from locmem.views.queue import scored_words

HERE = Path(__file__).parent

_PATIENCE = 0.4
"""Seconds after which whoever asks for a page is shown that it takes longer."""

Handler = Callable[[Request], Awaitable[Response]]


class Answering:
    """The project of a server, its templates, and what makes handlers of functions.

    live: gives the project.  token: what a change has to carry.  nonce: what the styles carry that the editor makes.
    """

    def __init__(self, live: Live) -> None:
        self.live, self.kept = live, Kept(live)
        self.token, self.nonce = secrets.token_urlsafe(24), secrets.token_urlsafe(16)
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.filters["scored"] = scored_words
        self._templates.filters["coded"] = coded

    def page(self, make: Callable[[Request], Response]) -> Handler:
        """A page, made in a thread; what a user did wrong is a page, too."""

        async def handle(request: Request) -> Response:
            try:
                return await run_in_threadpool(self.live.patiently, lambda: make(request), _PATIENCE)
            except StillLooking:
                return self.shown("looking.html", status=503, name=self.live.name, stage=self.live.stage)
            except LocmemError as error:
                return self.shown("error.html", status=_status(error), message=str(error))

        return handle

    def data(self, make: Callable[[Request, Mapping[str, Any]], object]) -> Handler:
        """What a script asks for, as JSON, made in a thread; an error is `{"error": …}`."""

        async def handle(request: Request) -> Response:
            try:
                body = await request.json() if request.method == "POST" else dict(request.query_params)
                if not isinstance(body, dict):
                    raise UsageError("the body of the request is no JSON object.")
                return JSONResponse(await run_in_threadpool(self.live.patiently, lambda: make(request, body)))
            except LocmemError as error:
                return JSONResponse({"error": str(error)}, status_code=_status(error))
            except (AttributeError, KeyError, TypeError, ValueError):
                return JSONResponse({"error": "the request is not whole."}, status_code=400)

        return handle

    def shown(self, template: str, status: int = 200, **values: object) -> Response:
        """A template with these values, every text in it escaped."""
        text = self._templates.get_template(template).render(token=self.token, nonce=self.nonce, **values)
        return HTMLResponse(text, status_code=status)


def coded(text: str) -> Markup:
    """A sentence of ours as HTML: escaped, what stands between backticks as code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces)
    )


def person_of(request: Request) -> str:
    """Who works: as they logged in, else the user of this machine."""
    return str(getattr(request.state, "person", "") or getuser())


def may_review(request: Request) -> bool:
    """Whether who works may answer as a reviewer: whoever works on this machine alone may."""
    return bool(getattr(request.state, "may_review", True))


def _status(error: LocmemError) -> int:
    return 400 if isinstance(error, UsageError) else 500
