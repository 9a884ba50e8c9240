"""The queue and the editor of one of its texts, with what the editor's script asks for and saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locmem.errors import UsageError
from locmem.exchange.decision import Decision, Outcome
from locmem.memory.difference import difference
from locmem.model.match import Piece
from locmem.model.wording import listed
from locmem.pages.editing import edited, judged, place_of
from locmem.pages.waiting_queue import read_items
from locmem.pipelines.accept import AcceptResult, accept
from locmem.pipelines.post_edit import PostEditResult, Seen, Typed, note, post_edit
from locmem.postedit.ordering import Ordered, Place, Wanted
from locmem.server.accounts import Person, Role
from locmem.server.addresses import filter_of, place_in, query_of
from locmem.server.answering import Answering, person_of, require, text_of
from locmem.server.presence import Presence
from locmem.views.queue import editor_data, queue_page
from locmem.workspace.project import Project
from locmem.workspace.survey import survey
from locmem.workspace.writing import Run


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
        self._presence = Presence()

    def queue(self, request: Request) -> Response:
        fields, wanted = filter_of(request)
        number = request.query_params.get("page", "1")
        with self._at_work(request) as project:
            found = self._live.found(project)
            if not found.within(wanted).items:
                found = self._live.found_anew(project)
            read = partial(read_items, project, self._live.markets(project))
            page = queue_page(found, wanted, fields, int(number) if number.isdecimal() else 1, read)
            return self._shown(request, "queue.html", page=page, name=project.settings.name, fields=fields)

    def edit(self, request: Request) -> Response:
        """The editor on an item: the one that is named, or the first of a filter."""
        _, wanted = filter_of(request)
        with self._at_work(request) as project:
            name = project.settings.name
            if "key" in request.query_params:
                place: Place | None = place_in(request.query_params, "in")
            else:
                self._live.found(project)
                first = self._live.next_after(project, None, wanted)
                if first is None:
                    self._live.found_anew(project)
                    first = self._live.next_after(project, None, wanted)
                place = first.place if first else None
            if place is None:
                return self._shown(request, "empty.html", name=name)
            if self._live.item(project, place) is None:
                return self._shown(
                    request, "done.html", name=name, data=self._done(project, place), query=query_of(request)
                )
            data = self._item(request, project, place, wanted)
            return self._shown(request, "edit.html", name=name, data=data, query=query_of(request))

    def item(self, request: Request, body: Mapping[str, Any]) -> object:
        _, wanted = filter_of(request)
        with self._at_work(request) as project:
            return self._item(request, project, place_in(body, "in"), wanted)

    def opened(self, request: Request, body: Mapping[str, Any]) -> object:
        """Who else has a text open, what stands there now, and how what is typed differs from that."""
        place = place_in(body)
        others = self._presence.others((place.locale, place.key), text_of(body, "window"), person_of(request).name)
        with self._at_work(request) as project:
            pair, number = place_of(self._live.seen(project).found.surveyed, place)
            entry = pair.catalog.entries[number]
            pieces = difference(entry.shown, text_of(body, "text"), place.locale)
            return {
                "others": others,
                "seen": asdict(Seen.of(entry)),
                "text": entry.shown,
                "difference": _pieces(pieces),
            }

    def leave(self, _: Request, body: Mapping[str, Any]) -> object:
        self._presence.leave(text_of(body, "window"))
        return {}

    def judge(self, request: Request, body: Mapping[str, Any]) -> object:
        with self._at_work(request) as project:
            surveyed = self._live.seen(project).found.surveyed
            found = judged(project, surveyed, place_in(body), text_of(body, "text"), self._live.foreseen(project))
        return {"problems": found.problems, "notes": found.notes}

    def save(self, request: Request, body: Mapping[str, Any]) -> object:
        """Take what was typed, here and in the places with the same text that were named."""
        _, wanted = filter_of(request)
        place, text = place_in(body), text_of(body, "text")
        seen = {key: Seen(**values) for key, values in body["seen"].items()}
        keys = [place.key, *(key for key in body.get("others", ()) if key in seen and key != place.key)]
        places = [place_in({"key": key, "locale": place.locale}) for key in keys]
        typed = [
            Typed(document=one.document, occurrence=one.occurrence, locale=one.locale, text=text, seen=seen[one.key])
            for one in places
        ]
        reviewed, is_draft = bool(body.get("reviewed")), bool(body.get("draft"))
        require(request, Role.REVIEWER if reviewed else Role.TRANSLATOR, place.locale)
        step = partial(post_edit, typed=typed, reviewed=reviewed, is_draft=is_draft)

        def done(result: PostEditResult) -> Sequence[Place]:
            return [] if is_draft else [at for at, one in zip(places, result.decisions, strict=True) if _is_taken(one)]

        with self._at_work(request) as project:
            run, result = self._live.save("post-edit", step, done)
            following = self._live.next_after(project, place, wanted)
        decisions = [_decided(at, one) for at, one in zip(places, result.decisions, strict=True)]
        return {"run": run, "decisions": decisions, "next": _address(following)}

    def still_valid(self, request: Request, body: Mapping[str, Any]) -> object:
        """Say of a stale text that it holds, as whoever says so has seen it."""
        _, wanted = filter_of(request)
        place, reason = place_in(body), text_of(body, "reason")
        require(request, Role.TRANSLATOR, place.locale)
        seen = Seen(**body["seen"][place.key])

        def step(run: Run) -> AcceptResult:
            pair, number = place_of(survey(run.project), place)
            if Seen.of(pair.catalog.entries[number]) != seen:
                raise UsageError("somebody changed the text or its source meanwhile. Load the page again and look.")
            return accept(run, [place.key], reason=reason, locales=[place.locale])

        with self._at_work(request) as project:
            run, result = self._live.save("accept", step, [place])
            following = self._live.next_after(project, place, wanted)
        return {"run": run, "summary": result.summary, "next": _address(following)}

    def note(self, request: Request, body: Mapping[str, Any]) -> object:
        """Keep a note to the author beside a text."""
        place, remark = place_in(body), text_of(body, "note")
        require(request, Role.TRANSLATOR, place.locale)
        step = partial(note, document=place.document, occurrence=place.occurrence, locale=place.locale, remark=remark)
        with self._at_work(request):
            run, result = self._live.save("note", step)
        return {"run": run, "summary": result.summary}

    def _done(self, project: Project, place: Place) -> dict[str, str]:
        """A text that does not wait, as it stands there now."""
        project.declared([place.locale])
        try:
            pair, number = place_of(self._live.seen(project).found.surveyed, place)
        except UsageError:
            return {"key": place.key, "locale": place.locale, "text": "", "state": "gone"}
        entry = pair.catalog.entries[number]
        return {"key": place.key, "locale": place.locale, "text": entry.target, "state": entry.state.value}

    def _item(self, request: Request, project: Project, place: Place, wanted: Wanted) -> dict[str, object]:
        looked, chosen = self._live.seen(project), self._live.item(project, place)
        if chosen is None:
            raise UsageError(f"{place.key} does not wait for anybody in {place.locale}. It may be done already.")
        around, person = self._live.around(project), person_of(request)
        shown = edited(project, looked.markets, looked.found, chosen, around, is_filled=True)
        seen = {}
        for one in (chosen.place, *chosen.others):
            pair, number = place_of(looked.found.surveyed, one)
            seen[one.key] = asdict(Seen.of(pair.catalog.entries[number]))
        return {
            **editor_data(shown),
            "seen": seen,
            "mayReview": person.may("reviewer"),
            "mayNot": _lacks(person, place.locale),
            "next": _address(self._live.next_after(project, chosen.place, wanted)),
        }


def _lacks(person: Person, locale: str) -> str:
    """Why somebody may look at a text and change nothing; empty where they may."""
    if not person.may("translator"):
        return f"you are a {person.role.value} here, who looks and changes nothing"
    return "" if person.works_in(locale) else f"you work in {listed(person.locales)} here"


def _is_taken(one: Decision) -> bool:
    return one.outcome in (Outcome.ACCEPTED, Outcome.UNCHANGED)


def _decided(place: Place, one: Decision) -> dict[str, object]:
    """What became of a text; where another one stands there, how what was typed differs from that."""
    pieces = difference(one.kept, one.text, place.locale) if one.kept and not _is_taken(one) else ()
    return {
        "key": place.key,
        "outcome": one.outcome.value,
        "taken": _is_taken(one),
        "why": one.why,
        "kept": one.kept,
        "text": one.text,
        "difference": _pieces(pieces),
        "notes": list(one.notes),
    }


def _pieces(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(piece.text, piece.change.value) for piece in pieces]


def _address(item: Ordered | None) -> dict[str, str] | None:
    return {"key": item.place.key, "locale": item.place.locale} if item else None
