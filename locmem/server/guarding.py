"""What every answer of the server keeps: asked under its own name, by its own pages, and with no script inline."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Hosts = Collection[str]
"""Names with port, as browsers send them: `127.0.0.1:8765`."""

_SAFE = ("GET", "HEAD")
_MOST = 1_000_000
"""Bytes of a request: no text of an article is longer."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Guard:
    """Lets requests through that were made to this server by its own pages.

    A page of another origin can make a browser ask any address: a name that is not ours is refused, and a change that
    such a page asks for.  `request.state.nonce` is what the styles of the answer carry that the editor makes.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app, self._hosts = app, frozenset(one.lower() for one in hosts)
        # A page in a frame heeds the policy of the page around it, which came with an earlier answer.
        self._nonce = secrets.token_urlsafe(16)
        self._headers = {**_HEADERS, "Content-Security-Policy": _POLICY.format(nonce=self._nonce)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        scope.setdefault("state", {})["nonce"] = self._nonce

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                # An answer that is to be shown in a frame has a policy of its own.
                for name, value in self._headers.items():
                    MutableHeaders(scope=message).setdefault(name, value)
            await send(message)

        refused = self._refused(scope["method"], headers)
        if refused:
            status, why = refused
            await PlainTextResponse(f"{why}\n", status_code=status)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refused(self, method: str, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            return 403, f"this server is not called {host}."
        if method in _SAFE:
            return None
        origin = headers.get("origin", "")
        if origin and origin.partition("://")[2] not in self._hosts:
            return 403, "this was sent by a page of another origin."
        length = headers.get("content-length", "")
        if not (length.isdecimal() and len(length) < 10 and int(length) <= _MOST):
            return 413, f"a request says how long it is, {_MOST:,} bytes at most."
        return None
