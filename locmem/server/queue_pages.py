"""The queue and the editor of one of its texts, with what the editor's script asks for and saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locmem.errors import UsageError
from locmem.exchange.decision import Decision, Outcome
from locmem.pages.editing import edited, judged, place_of
from locmem.pages.waiting_queue import read_items
from locmem.pipelines.accept import accept
from locmem.pipelines.post_edit import Seen, Typed, post_edit
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.server.answering import Answering, text_of
from locmem.server.shown import editor_data, queue_page
from locmem.workspace.project import Project

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


def routes(answering: Answering) -> list[Route]:
    """The addresses of this file."""
    pages = _Pages(answering)
    return [
        Route("/queue", answering.page(pages.queue)),
        Route("/edit", answering.page(pages.edit)),
        Route("/api/item", answering.data(pages.item)),
        Route("/api/seen", answering.data(pages.seen)),
        Route("/api/judge", answering.data(pages.judge), methods=["POST"]),
        Route("/api/save", answering.data(pages.save), methods=["POST"]),
        Route("/api/still-valid", answering.data(pages.still_valid), methods=["POST"]),
    ]


class _Pages:
    def __init__(self, answering: Answering) -> None:
        self._live, self._shown = answering.live, answering.shown

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
            found = judged(project, self._live.found(project).surveyed, _place(body), text_of(body, "text"))
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
                text=text_of(body, "text"),
                seen=seen[key],
                remark=text_of(body, "remark") if key == place.key else "",
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
        reason = text_of(body, "reason")
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

    def _item(self, project: Project, place: Place, wanted: Wanted) -> dict[str, object]:
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


def _decided(key: str, one: Decision) -> dict[str, object]:
    is_taken = one.outcome in (Outcome.ACCEPTED, Outcome.UNCHANGED)
    return {"key": key, "taken": is_taken, "why": one.why, "kept": one.kept, "text": one.text, "notes": list(one.notes)}


def _address(item: Ordered | None) -> dict[str, str] | None:
    return {"key": item.place.key, "locale": item.place.locale} if item else None
