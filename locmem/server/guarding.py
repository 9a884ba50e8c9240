"""What every answer of the server keeps: asked under its own name, by its own pages, and with no script inline."""

from __future__ import annotations

from collections.abc import Collection
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Hosts = Collection[str]
"""Names with port, as browsers send them: `127.0.0.1:8765`."""

_SAFE = ("GET", "HEAD")
_FORMS = ("/login", "/logout")
"""Addresses to which plain forms are sent."""
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

    A page of another origin can make a browser ask any address: a name that is not ours, or a change without our
    token, is refused.
    nonce: what the styles carry that the editor makes.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts, token: str, nonce: str) -> None:
        self._app, self._hosts, self._token = app, frozenset(hosts), token
        self._headers = {**_HEADERS, "Content-Security-Policy": _POLICY.format(nonce=nonce)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                # An answer that is to be shown in a frame has a policy of its own.
                for name, value in self._headers.items():
                    MutableHeaders(scope=message).setdefault(name, value)
            await send(message)

        refused = self._refused(scope["method"], headers, scope["path"])
        if refused:
            await PlainTextResponse(f"{refused}\n", status_code=403)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refused(self, method: str, headers: Headers, path: str) -> str:
        host = headers.get("host", "")
        if host not in self._hosts:
            return f"this server is not called {host}."
        if method in _SAFE:
            return ""
        origin = headers.get("origin", "")
        if origin and origin.partition("://")[2] not in self._hosts:
            return "this was sent by a page of another origin."
        if not headers.get("content-length", "").isdecimal() or int(headers["content-length"]) > _MOST:
            return f"a request says how long it is, {_MOST:,} bytes at most."
        if path in _FORMS and origin:
            # A form has no header of ours; browsers say from where a form is sent.
            return ""
        if not compare_digest(headers.get("x-locmem-token", ""), self._token):
            return "the page is older than the server. Load it again; what you typed is kept."
        return ""
