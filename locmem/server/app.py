"""The addresses of the server: each page a template over values, each save a run as commands make them."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from locmem.errors import LocmemError, UsageError
from locmem.exchange.decision import Decision, Outcome
from locmem.pages.editing import edited, judged, place_of
from locmem.pages.waiting_queue import read_items
from locmem.pipelines.accept import accept
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.server.guarding import Guard, Hosts
from locmem.server.live import Live
from locmem.server.shown import editor_data, queue_page, scored_words

_HERE = Path(__file__).parent
_FILTERS = {
    "locale": "locales",
    "state": "states",
    "origin": "made_by",
    "priority": "priorities",
    "content": "content_sets",
    "document": "documents",
    "assignee": "people",
}
"""Names of filters in addresses, and what they are called in `Wanted`."""

Handler = Callable[[Request], Awaitable[Response]]


def create_app(live: Live, hosts: Hosts) -> Starlette:
    """The server of a project, for an ASGI server to run.  hosts: the names under which it may be asked."""
    server = _Server(live)
    return Starlette(
        routes=[
            Route("/", server.page(server.home)),
            Route("/queue", server.page(server.queue)),
            Route("/edit", server.page(server.edit)),
            Route("/api/item", server.data(server.item)),
            Route("/api/seen", server.data(server.seen)),
            Route("/api/judge", server.data(server.judge), methods=["POST"]),
            Route("/api/save", server.data(server.save), methods=["POST"]),
            Route("/api/still-valid", server.data(server.still_valid), methods=["POST"]),
            Mount("/static", StaticFiles(directory=_HERE / "static")),
        ],
        middleware=[Middleware(Guard, hosts=hosts, token=server.token, nonce=server.nonce)],
    )


class _Server:
    """What the addresses do.  Every method but `page` and `data` runs in a thread and works on the project alone."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self.token, self.nonce = secrets.token_urlsafe(24), secrets.token_urlsafe(16)
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.filters["scored"] = scored_words

    def page(self, make: Callable[[Request], Response]) -> Handler:
        """A page; what a user did wrong is a page, too."""

        async def handle(request: Request) -> Response:
            try:
                return await run_in_threadpool(make, request)
            except LocmemError as error:
                return self._shown("error.html", status=_status(error), message=str(error))

        return handle

    def data(self, make: Callable[[Request, Mapping[str, Any]], object]) -> Handler:
        """What a script asks for, as JSON; an error as `{"error": …}`."""

        async def handle(request: Request) -> Response:
            try:
                body = await request.json() if request.method == "POST" else dict(request.query_params)
                if not isinstance(body, dict):
                    raise UsageError("the body of the request is no JSON object.")
                return JSONResponse(await run_in_threadpool(make, request, body))
            except LocmemError as error:
                return JSONResponse({"error": str(error)}, status_code=_status(error))
            except (KeyError, TypeError, ValueError):
                return JSONResponse({"error": "the request is not whole."}, status_code=400)

        return handle

    def home(self, _: Request) -> Response:
        """Where everybody begins."""
        return RedirectResponse("/queue")

    def queue(self, request: Request) -> Response:
        fields, wanted = _filter(request)
        number = request.query_params.get("page", "1")
        with self._live.at_work() as project:
            read = partial(read_items, project, self._live.markets(project))
            page = queue_page(self._live.found(project), wanted, fields, int(number) if number.isdecimal() else 1, read)
            return self._shown("queue.html", page=page, name=project.settings.name, fields=fields)

    def edit(self, request: Request) -> Response:
        """The editor on an item: the one that is named, or the first of a filter."""
        _, wanted = _filter(request)
        with self._live.at_work() as project:
            name = project.settings.name
            if "key" not in request.query_params:
                found = self._live.found(project, wanted)
                if not found.items:
                    return self._shown("empty.html", name=name)
                place = found.items[0].place
            else:
                place = _place(request.query_params)
            data = self._item(project, place, wanted)
            return self._shown("edit.html", name=name, data=data, query=request.url.query)

    def item(self, request: Request, body: Mapping[str, Any]) -> object:
        _, wanted = _filter(request)
        with self._live.at_work() as project:
            return self._item(project, _place(body), wanted)

    def seen(self, _: Request, body: Mapping[str, Any]) -> object:
        """What stands in a place now, for whoever decides to replace it."""
        place = _place(body)
        with self._live.at_work() as project:
            pair, number = place_of(self._live.found(project).surveyed, place)
            return {place.key: asdict(Seen.of(pair.catalog.entries[number]))}

    def judge(self, _: Request, body: Mapping[str, Any]) -> object:
        with self._live.at_work() as project:
            found = judged(project, self._live.found(project).surveyed, _place(body), _text(body, "text"))
        return {"pieces": found.pieces, "problems": found.problems, "notes": found.notes}

    def save(self, request: Request, body: Mapping[str, Any]) -> object:
        """Take what was typed, here and in the places with the same text that were named."""
        _, wanted = _filter(request)
        place = _place(body)
        seen = {key: Seen(**values) for key, values in body["seen"].items()}
        keys = [place.key, *(key for key in body.get("others", ()) if key in seen)]
        typed = [
            Typed(
                document=key.rpartition("#")[0],
                occurrence=key.rpartition("#")[2],
                locale=place.locale,
                text=_text(body, "text"),
                seen=seen[key],
                remark=_text(body, "remark") if key == place.key else "",
            )
            for key in keys
        ]
        places = [place._replace(document=one.document, occurrence=one.occurrence) for one in typed]
        reviewed, is_draft = bool(body.get("reviewed")), bool(body.get("draft"))
        step = partial(post_edit, typed=typed, reviewed=reviewed, is_draft=is_draft)
        run, result = self._live.save("post-edit", step, () if is_draft else places)
        with self._live.at_work() as project:
            following = self._live.next_after(project, place, wanted)
        return {
            "run": run,
            "decisions": [_decided(key, one) for key, one in zip(keys, result.decisions, strict=True)],
            "next": _address(following),
        }

    def still_valid(self, request: Request, body: Mapping[str, Any]) -> object:
        _, wanted = _filter(request)
        place = _place(body)
        reason = _text(body, "reason")
        run, result = self._live.save(
            "accept",
            lambda run: accept(
                run, [place.key], reason=reason, locales=[place.locale], reviewed=bool(body.get("reviewed"))
            ),
            [place],
        )
        with self._live.at_work() as project:
            following = self._live.next_after(project, place, wanted)
        return {"run": run, "summary": result.summary, "next": _address(following)}

    def _item(self, project: Any, place: Place, wanted: Wanted) -> dict[str, object]:
        found = self._live.found(project)
        chosen = next((one for one in found.items if place in (one.place, *one.others)), None)
        if chosen is None:
            raise UsageError(f"{place.key} does not wait for anybody in {place.locale}. It may be done already.")
        shown = edited(project, self._live.markets(project), found, chosen, self._live.around(project))
        seen = {}
        for one in (chosen.place, *chosen.others):
            pair, number = place_of(found.surveyed, one)
            seen[one.key] = Seen.of(pair.catalog.entries[number])
        following = self._live.next_after(project, chosen.place, wanted)
        return {
            **editor_data(shown),
            "seen": {
                key: {"source": one.source, "shown": one.shown, "stands": one.stands, "state": one.state}
                for key, one in seen.items()
            },
            "next": _address(following),
        }

    def _shown(self, template: str, status: int = 200, **values: object) -> Response:
        text = self._templates.get_template(template).render(token=self.token, nonce=self.nonce, **values)
        return HTMLResponse(text, status_code=status)


def _filter(request: Request) -> tuple[dict[str, list[str]], Wanted]:
    """The filter of an address, as it stands there and as it is meant."""
    given = {name: [one for one in request.query_params.getlist(name) if one] for name in _FILTERS}
    fields = {name: values for name, values in given.items() if values}
    values: dict[str, Any] = {_FILTERS[name]: tuple(some) for name, some in fields.items()}
    if "priorities" in values:
        values["priorities"] = tuple(int(one) for one in values["priorities"] if one.isdecimal())
    return fields, Wanted(is_here=request.query_params.get("here") == "1", **values)


def _place(fields: Mapping[str, Any]) -> Place:
    document, _, occurrence = str(fields.get("key", "")).rpartition("#")
    if not document or not occurrence or not fields.get("locale"):
        raise UsageError("a segment is named by `key` (articles/refunds.md#k3f9xx) and `locale`.")
    return Place(locale=str(fields["locale"]), document=document, occurrence=occurrence)


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str):
        raise UsageError(f"`{name}` is no text.")
    return value


def _decided(key: str, one: Decision) -> dict[str, object]:
    is_taken = one.outcome in (Outcome.ACCEPTED, Outcome.UNCHANGED)
    return {"key": key, "taken": is_taken, "why": one.why, "kept": one.kept, "text": one.text, "notes": list(one.notes)}


def _address(item: Ordered | None) -> dict[str, str] | None:
    return {"key": item.place.key, "locale": item.place.locale} if item else None


def _status(error: LocmemError) -> int:
    return 400 if isinstance(error, UsageError) else 500
