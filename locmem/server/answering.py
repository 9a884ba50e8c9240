"""How a request becomes an answer: in a thread, as a page or as data, and what a user did wrong as one of both."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from locmem.errors import BusyError, LocmemError, UsageError
from locmem.model.tags import direction_of
from locmem.model.wording import listed
from locmem.server.accounts import Person, Role
from locmem.server.showing import chipped, coded
from locmem.views.fields import text_of as text_of
from locmem.views.kept import Kept
from locmem.views.live import Live, StillLooking
from locmem.views.queue import scored_words
from locmem.workspace.project import Project

HERE = Path(__file__).parent

_PATIENCE = 0.4
"""Seconds after which whoever asks for a page is shown that it takes longer."""

_BUG = (
    "this is a bug of locmem. What was saved stands, and what you typed is kept in this browser. "
    "Tell whoever runs the server: what happened is in its terminal."
)
_log = logging.getLogger("locmem.server")

Handler = Callable[[Request], Awaitable[Response]]


class NotAllowedError(LocmemError):
    """Somebody asked for what their role, or the locales they work in, do not let them do."""


class Answering:
    """The project of a server, its templates, and what makes handlers of functions.  live: gives the project."""

    def __init__(self, live: Live) -> None:
        self.live, self.kept = live, Kept(live)
        self._secret = secrets.token_bytes(32)
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
        )
        self._templates.filters.update(scored=scored_words, coded=coded, chipped=chipped, direction=direction_of)
        for name in self._templates.list_templates():
            # A new version that is installed meanwhile has other pages, which are not for this program.
            self._templates.get_template(name)

    def at_work(self, request: Request) -> AbstractContextManager[Project]:
        """The project for the time of a request, for whoever sent it.  Raises as `Live.at_work`."""
        return self.live.at_work(person_of(request).name)

    def page(self, make: Callable[[Request], Response]) -> Handler:
        """A page, made in a thread; what a user did wrong is a page, too.  Whoever is known may look at all of them."""

        async def handle(request: Request) -> Response:
            try:
                return await run_in_threadpool(self.live.patiently, lambda: make(request), _PATIENCE)
            except StillLooking:
                return self.shown(request, "looking.html", status=503, name=self.live.name, stage=self.live.stage)
            except LocmemError as error:
                return self.shown(request, "error.html", status=_status(error), message=str(error))
            except Exception:
                _log.exception("%s", request.url.path)
                return self.shown(request, "error.html", status=500, message=_BUG)

        return handle

    def data(self, make: Callable[[Request, Mapping[str, Any]], object], needs: Role = Role.VIEWER) -> Handler:
        """What a script asks for, as JSON, made in a thread; an error is `{"error": …}`.  needs: the least role."""

        async def handle(request: Request) -> Response:
            try:
                self._require_token(request)
                require(request, needs)
                body = await _sent(request) if request.method == "POST" else dict(request.query_params)
                if not isinstance(body, dict):
                    raise UsageError("the body of the request is no JSON object.")
                answer = await run_in_threadpool(self.live.patiently, lambda: make(request, body))
                if needs is not Role.VIEWER:
                    run = answer.get("run", "") if isinstance(answer, dict) else ""
                    _log.info("%s %s %s", person_of(request).name, request.url.path, run or "(nothing written)")
                return JSONResponse(answer)
            except LocmemError as error:
                return JSONResponse({"error": str(error)}, status_code=_status(error))
            except (AttributeError, KeyError, TypeError, ValueError):
                return JSONResponse({"error": "the request is not whole."}, status_code=400)
            except Exception:
                _log.exception("%s", request.url.path)
                return JSONResponse({"error": _BUG}, status_code=500)

        return handle

    def token(self, request: Request) -> str:
        """What changes carry that pages of whoever asks send; empty at the door.

        It is another one for each person: what one person began nobody else ends, in whichever browser.
        """
        person = request.state.person
        return hmac.new(self._secret, person.name.encode(), "sha256").hexdigest() if person else ""

    def _require_token(self, request: Request) -> None:
        given = request.headers.get("x-locmem-token", "")
        if request.method == "POST" and not hmac.compare_digest(given.encode(), self.token(request).encode()):
            raise NotAllowedError(
                "the page is older than the server, or somebody else's. Load it again; what you typed is kept."
            )

    def shown(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        """A template with these values, every text in it escaped.  `person` is whoever asks, None at the door."""
        page, person = self._templates.get_template(template), request.state.person
        # Whoever is not known yet is not told what the project is called.
        known = {"name": self.live.name} if person else {}
        text = page.render(
            **{"token": self.token(request), "nonce": request.state.nonce, "person": person, **known, **values}
        )
        return HTMLResponse(text, status_code=status)


def person_of(request: Request) -> Person:
    """Who works.  Raises AttributeError where nobody asked who it is, which no address of ours leaves out."""
    found = request.state.person
    if not isinstance(found, Person):
        raise AttributeError("person")
    return found


def require(request: Request, role: Role, locale: str = "") -> None:
    """Make sure that whoever asks may.  Raises NotAllowedError with what they lack."""
    person = person_of(request)
    if not person.role.is_at_least(role):
        raise NotAllowedError(
            f"you are a {person.role.value} here; this takes a {role.value}. Ask who runs the server."
        )
    if locale and not person.works_in(locale):
        raise NotAllowedError(f"you work in {listed(person.locales)} here, not in {locale}. Ask who runs the server.")


async def _sent(request: Request) -> object:
    """The JSON of a request.  Raises UsageError where it is too deep for anything that is asked here."""
    try:
        return await request.json()
    except RecursionError:
        raise UsageError("the body of the request is too deep.") from None


def _status(error: LocmemError) -> int:
    """What programs are told: 400 a wrong question, 403 not theirs, 503 try again soon, 422 it cannot be done as the
    project is; 500 is for bugs."""
    kinds = {NotAllowedError: 403, UsageError: 400, BusyError: 503}
    return next((status for kind, status in kinds.items() if isinstance(error, kind)), 422)
