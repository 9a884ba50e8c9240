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
from locmem.memory.difference import difference
from locmem.model.wording import listed
from locmem.pages.queue_filter import meant
from locmem.pages.standing import confirmed_today
from locmem.pages.waiting_queue import Found, read_items, require_known
from locmem.pipelines.post_edit import Seen
from locmem.postedit.ordering import Place, Wanted
from locmem.server.accounts import Person, Role
from locmem.server.addresses import filter_of, place_in, query_of
from locmem.server.answering import Answering, person_of, require, text_of
from locmem.server.presence import Presence
from locmem.views.editor import Editor
from locmem.views.queue import decided_data, difference_data, editor_data, queue_page
from locmem.workspace.project import Project


def routes(answering: Answering) -> list[Route]:
    """The addresses of this file."""
    pages = _Pages(answering)
    return [
        Route("/queue", answering.page(pages.queue)),
        Route("/edit", answering.page(pages.edit)),
        Route("/api/item", answering.data(pages.item)),
        Route("/api/judge", answering.data(pages.judge), methods=["POST"]),
        Route("/api/save", answering.data(pages.save, Role.TRANSLATOR), methods=["POST"]),
        Route("/api/still-valid", answering.data(pages.still_valid, Role.TRANSLATOR), methods=["POST"]),
        Route("/api/note", answering.data(pages.note, Role.TRANSLATOR), methods=["POST"]),
        Route("/api/open", answering.data(pages.opened), methods=["POST"]),
        Route("/api/leave", answering.data(pages.leave), methods=["POST"]),
    ]


class _Pages:
    def __init__(self, answering: Answering) -> None:
        self._live, self._shown, self._at_work = answering.live, answering.shown, answering.at_work
        self._editor, self._presence = Editor(answering.live), Presence()

    def queue(self, request: Request) -> Response:
        fields, asked = filter_of(request)
        number = request.query_params.get("page", "1")
        with self._at_work(request) as project:
            found = self._live.found(project)
            wanted = _known(project, asked, found)
            if not found.within(wanted).items:
                found = self._live.found_anew(project)
            read = partial(read_items, project, self._live.markets(project))
            today, own = len(confirmed_today(project)), self._live.since.own(project)
            page = queue_page(found, wanted, fields, int(number) if number.isdecimal() else 1, read, today, own)
            name, unread = project.settings.name, project.unread
            return self._shown(request, "queue.html", page=page, name=name, fields=fields, unread=unread)

    def edit(self, request: Request) -> Response:
        """The editor on a text: the one that is named, whether it waits or not, or the first of a filter."""
        _, asked = filter_of(request)
        with self._at_work(request) as project:
            name = project.settings.name
            wanted = _known(project, asked, self._live.seen(project).found)
            if "key" in request.query_params:
                place: Place | None = place_in(request.query_params, "in")
            else:
                place = self._editor.following(None, wanted, person_of(request).locales)
            if place is None:
                return self._shown(request, "empty.html", name=name, unread=project.unread)
            project.declared([place.locale])
            try:
                data = self._item(request, project, place, wanted)
            except UsageError as error:
                gone, query = {"key": place.key, "locale": place.locale, "text": ""}, query_of(request)
                return self._shown(request, "done.html", name=name, data=gone, query=query, why=str(error))
            return self._shown(request, "edit.html", name=name, data=data, query=query_of(request))

    def item(self, request: Request, body: Mapping[str, Any]) -> object:
        _, asked = filter_of(request)
        with self._at_work(request) as project:
            return self._item(request, project, place_in(body, "in"), meant(project, asked))

    def opened(self, request: Request, body: Mapping[str, Any]) -> object:
        """Who else has a text open, what stands there now, and how what is typed differs from that."""
        place = place_in(body)
        others = self._presence.others((place.locale, place.key), text_of(body, "window"), person_of(request).name)
        with self._at_work(request):
            entry, told = self._editor.standing(place), self._editor.told(place)
        pieces = difference(entry.shown, text_of(body, "text"), place.locale)
        return {
            "others": others,
            "seen": asdict(Seen.of(entry)),
            "text": entry.shown,
            "standing": told,
            "difference": difference_data(pieces),
        }

    def leave(self, _: Request, body: Mapping[str, Any]) -> object:
        self._presence.leave(text_of(body, "window"))
        return {}

    def judge(self, request: Request, body: Mapping[str, Any]) -> object:
        with self._at_work(request):
            found = self._editor.judge(place_in(body), text_of(body, "text"))
        return {"problems": found.problems, "warnings": found.warnings, "notes": found.notes}

    def save(self, request: Request, body: Mapping[str, Any]) -> object:
        """Take what was typed, here and in the places with the same text that were named."""
        place, text = place_in(body), text_of(body, "text")
        seen = {key: Seen(**values) for key, values in body["seen"].items()}
        keys = [key for key in body.get("others", ()) if key in seen and key != place.key]
        others = [place_in({"key": key, "locale": place.locale}) for key in keys]
        reviewed, is_draft = bool(body.get("reviewed")), bool(body.get("draft"))
        require(request, Role.REVIEWER if reviewed else Role.TRANSLATOR, place.locale)
        with self._at_work(request) as project:
            done = self._editor.take(place, text, seen, others, reviewed=reviewed, is_draft=is_draft)
            following = self._following(request, project, place)
        decisions = [decided_data(at, one) for at, one in done.decisions]
        return {"run": done.run, "decisions": decisions, "next": _address(following)}

    def still_valid(self, request: Request, body: Mapping[str, Any]) -> object:
        """Say of a stale text that it holds, as whoever says so has seen it."""
        place, reason = place_in(body), text_of(body, "reason")
        require(request, Role.TRANSLATOR, place.locale)
        with self._at_work(request) as project:
            run, result = self._editor.still_valid(place, Seen(**body["seen"][place.key]), reason)
            following = self._following(request, project, place)
        return {"run": run, "summary": result.summary, "next": _address(following)}

    def note(self, request: Request, body: Mapping[str, Any]) -> object:
        """Keep a note to the author beside a text."""
        place = place_in(body)
        require(request, Role.TRANSLATOR, place.locale)
        with self._at_work(request):
            run, result = self._editor.note(place, text_of(body, "note"))
        return {"run": run, "summary": result.summary}

    def _following(self, request: Request, project: Project, place: Place) -> Place | None:
        """The text to go on with; None also where the filter means nothing any more: what was saved is saved."""
        try:
            wanted = meant(project, filter_of(request)[1])
        except UsageError:
            return None
        return self._editor.following(place, wanted, person_of(request).locales)

    def _item(self, request: Request, project: Project, place: Place, wanted: Wanted) -> dict[str, object]:
        opened, person = self._editor.open(place), person_of(request)
        return {
            **editor_data(opened.shown),
            "seen": {key: asdict(one) for key, one in opened.seen.items()},
            "me": person.name,
            "today": len(confirmed_today(project)),
            "mayReview": person.may("reviewer"),
            "mayNot": _lacks(person, place.locale),
            "next": _address(self._editor.following(opened.place, wanted, person.locales)),
        }


def _known(project: Project, asked: Wanted, found: Found) -> Wanted:
    """The filter as the project means it.  Raises UsageError, with what there is, for what means nothing here."""
    require_known(project, asked, found.surveyed)
    return meant(project, asked)


def _lacks(person: Person, locale: str) -> str:
    """Why somebody may look at a text and change nothing; empty where they may."""
    if not person.may("translator"):
        return f"you are a {person.role.value} here, who looks and changes nothing"
    return "" if person.works_in(locale) else f"you work in {listed(person.locales)} here"


def _address(place: Place | None) -> dict[str, str] | None:
    return {"key": place.key, "locale": place.locale} if place else None
