"""Who asks: the user of this machine, somebody whom a proxy names, or somebody who logged in."""

from __future__ import annotations

import hmac
import logging
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hmac import compare_digest
from typing import Protocol
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from locmem.errors import ProjectError
from locmem.model.visible import visible
from locmem.server.accounts import Account, Accounts, Person, Role
from locmem.server.answering import Answering
from locmem.server.connections import is_strangers
from locmem.workspace.person import login

COOKIE = "locmem-session"
DEVICE = "locmem-device"
SECRET = "LOCMEM_PROXY_SECRET"
"""The environment variable that holds what a proxy sends along, so that nobody else can name a user."""
SECRET_HEADER = "x-locmem-proxy-secret"
_HOURS = 12
_SHOWN = 100
"""Characters of a name that somebody tried that go into the log."""
_PAUSE = 60
"""Seconds for which a wrong password counts."""
_TRIES = {"both": 5, "name": 20, "address": 30}
"""Wrong passwords that end further tries: for a name from an address, for a name, and from an address."""
_OPEN = ("/login", "/static/")
"""Addresses that need nobody."""

_log = logging.getLogger("locmem.server")


class Known(Protocol):
    """Gives the person who sends a request, None where nobody knows them."""

    def person(self, request: Request) -> Person | None:
        """The person."""


class ThisUser:
    """Whoever can reach the loopback address is the user of this machine, who may do everything.

    alone: whether other users of the same machine are turned away, where the system tells whose a connection is.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self._person, self._alone = Person(name=login(), role=Role.MANAGER), alone

    def person(self, request: Request) -> Person | None:
        """The user of this machine."""
        client, server = request.client, request.scope.get("server")
        if self._alone and client and server and is_strangers((client.host, client.port), (server[0], server[1])):
            return None
        return self._person


class ByProxy:
    """A reverse proxy that has asked for a password names the user in a header, and proves itself by a secret.

    Raises ProjectError where the secret is not set, or so short that it can be guessed.
    """

    def __init__(self, accounts: Accounts, header: str, environment: Mapping[str, str] = os.environ) -> None:
        self._accounts, self._header = accounts, header
        self._secret = environment.get(SECRET, "")
        if len(self._secret) < 32:
            raise ProjectError(f"{SECRET} has to hold a secret of 32 characters or more that the proxy sends, too.")

    def person(self, request: Request) -> Person | None:
        """The user the proxy names."""
        if not compare_digest(request.headers.get(SECRET_HEADER, "").encode(), self._secret.encode()):
            return None
        found = self._accounts.named(request.headers.get(self._header, ""))
        return found.person if found else None


@dataclass
class _Session:
    account: Account
    until: float


@dataclass
class Sessions:
    """Those who logged in with a password, for half a day; they end with the server, and with another password.

    clock: seconds that only grow.
    """

    accounts: Accounts
    clock: Callable[[], float] = time.monotonic
    _open: dict[str, _Session] = field(default_factory=dict)
    _wrong: dict[tuple[str, ...], list[float]] = field(default_factory=dict)
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def person(self, request: Request) -> Person | None:
        """Whoever logged in with this browser, as their account is now."""
        session = self._open.get(request.cookies.get(COOKIE, ""))
        if session is None or session.until <= self.clock():
            return None
        now = self.accounts.named(session.account.person.name)
        return replace(now.person, leaves=True) if now and now.password == session.account.password else None

    def device(self, name: str) -> str:
        """What a browser keeps in which somebody logged in: strangers who guess there cannot lock them out."""
        return hmac.new(self._secret, name.strip().casefold().encode(), "sha256").hexdigest()

    def begin(self, name: str, password: str, address: str, device: str = "") -> str:
        """The cookie of a new session; empty where the password is wrong, or too many were before.

        device: what the browser keeps of an earlier one.
        """
        name = name.strip().casefold()
        keys: set[tuple[str, ...]] = {("both", name, address), ("name", name), ("address", address)}
        if compare_digest(device.encode(), self.device(name).encode()):
            # Its own guesses count, and nobody else's (https://owasp.org: device cookies).
            keys = {("both", name, device)}
        now = self.clock()
        self._wrong = {key: left for key, some in self._wrong.items() if (left := [at for at in some if at > now])}
        if any(len(self._wrong.get(key, ())) >= _TRIES[key[0]] for key in keys):
            _log.warning("too many tries to log in as %s from %s", visible(name[:_SHOWN]), address)
            return ""
        account = self.accounts.proven(name, password)
        if account is None:
            _log.warning("a wrong password for %s from %s", visible(name[:_SHOWN]), address)
            for key in keys:
                self._wrong.setdefault(key, []).append(now + _PAUSE)
            return ""
        self._open = {cookie: one for cookie, one in self._open.items() if one.until > now}
        cookie = secrets.token_urlsafe(32)
        self._open[cookie] = _Session(account, now + _HOURS * 3600)
        _log.info("%s logged in from %s", account.person.name, address)
        return cookie

    def end(self, cookie: str) -> None:
        """End a session."""
        ended = self._open.pop(cookie, None)
        if ended:
            _log.info("%s logged out", ended.account.person.name)


class Admission:
    """Lets nobody in whom it does not know; who it is stands in `request.state.person` then."""

    def __init__(self, app: ASGIApp, known: Known) -> None:
        self._app, self._known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        person = self._known.person(request)
        if person is None and not request.url.path.startswith(_OPEN):
            await self._turned_away(request)(scope, receive, send)
            return
        scope.setdefault("state", {})["person"] = person
        await self._app(scope, receive, send)

    def _turned_away(self, request: Request) -> Response:
        if not isinstance(self._known, Sessions):
            who = "it belongs to another user of this machine" if isinstance(self._known, ThisUser) else "ask for one"
            return PlainTextResponse(f"you have no account here: {who}.\n", status_code=403)
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
            return RedirectResponse(f"/login?{urlencode({'next': asked})}")
        error = "you are logged out. Log in in another tab of this browser, and go on here: what you typed is kept."
        return JSONResponse({"error": error}, status_code=401)


def login_routes(answering: Answering, known: Known) -> list[Route]:
    """The addresses at which people log in and out; none where they need not."""
    if not isinstance(known, Sessions):
        return []
    sessions = known

    def door(request: Request, status: int, following: str, who: str = "", problem: str = "") -> Response:
        return answering.shown(request, "login.html", status, name="locmem", next=following, who=who, problem=problem)

    def shown(request: Request) -> Response:
        return door(request, 200, request.query_params.get("next", "/"))

    async def begin(request: Request) -> Response:
        try:
            fields = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=5)
        except ValueError:
            return door(request, 400, "/", problem="This form was not whole.")
        name, password, following = (fields.get(one, [""])[0] for one in ("name", "password", "next"))
        address, device = request.client.host if request.client else "", request.cookies.get(DEVICE, "")
        cookie = await run_in_threadpool(sessions.begin, name, password, address, device)
        if not cookie:
            problem = "That name and password do not fit, or there were too many tries: then wait for a minute."
            if not sessions.accounts.is_readable:
                problem = "The accounts cannot be read at the moment. Tell whoever runs the server."
            return door(request, 403, following, name, problem)
        response = RedirectResponse(following if _is_local(following) else "/", status_code=303)
        is_secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        for key, value in ((COOKIE, cookie), (DEVICE, sessions.device(name))):
            response.set_cookie(key, value, httponly=True, samesite="lax", secure=is_secure, path="/")
        return response

    async def end(request: Request) -> Response:
        sessions.end(request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login", status_code=303)
        response.delete_cookie(COOKIE, path="/")
        return response

    return [
        Route("/login", answering.page(shown)),
        Route("/login", begin, methods=["POST"]),
        Route("/logout", end, methods=["POST"]),
    ]


def _is_local(address: str) -> bool:
    """Whether an address leads to a page of this server: another host may not be where a login ends."""
    return address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
