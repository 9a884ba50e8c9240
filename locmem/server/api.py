"""What scripts and other tools ask a server: one table of addresses, which describes itself as OpenAPI does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from locmem import __version__
from locmem.errors import UsageError
from locmem.pages.project_status import project_status
from locmem.pages.queue_filter import meant
from locmem.pages.queue_item import item_at
from locmem.pages.waiting_queue import Found, queue_of, require_known
from locmem.reports.plain_values import plain
from locmem.server.addresses import filter_of
from locmem.server.answering import Answering
from locmem.views.fields import number_of, text_of
from locmem.views.memory import concordance, search, tm_unit
from locmem.workspace.project import Project
from locmem.workspace.sound_markets import reading_on

Asked = Mapping[str, Any]
_MOST = 200
_FILTER = (
    ("locale", "only this locale; may be repeated, as all filters"),
    ("state", "why it waits: stale, not reviewed, draft, untranslated"),
    ("origin", "who made the draft: mt, mt:apertium, tm, human"),
    ("priority", "1, 2 or 3"),
    ("content", "a content set"),
    ("document", "a path under the content folder"),
    ("assignee", "whose it is"),
)
_NUMBERS = ("floor", "limit", "start", "min_similarity", "max_candidates")
_WRONG = {
    "400": "what was wrong with the request",
    "401": "nobody is logged in, where people have to be",
    "403": "it is not for whoever asks, or not asked under the server's own name",
    "422": "what the project stands in the way of",
}
_LIST: dict[str, object] = {"type": "array", "items": {"type": "object"}}


def _object(*names: str) -> dict[str, object]:
    return {"type": "object", "required": list(names), "properties": {name: {} for name in names}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What can be asked.  needs: its fields that must be given; takes: others, each with what it means."""

    path: str
    what: str
    answer: Mapping[str, object]
    needs: tuple[tuple[str, str], ...] = ()
    takes: tuple[tuple[str, str], ...] = ()


_PAIR = (("q", "the text, as it stands in an article"), ("to", "the locale to find it in"))
ADDRESSES = (
    Address(
        path="/api/memory/search",
        what="What was translated before, exactly or nearly, as `locmem memory search --json` says it.",
        needs=_PAIR,
        takes=(("floor", "the lowest percent, 50 to 100; 70 without it"), ("limit", "how many; 5 without it")),
        answer=_LIST,
    ),
    Address(
        path="/api/memory/concordance",
        what="The pairs that hold all these words, as `locmem memory concordance --json` says it.",
        needs=(("q", 'words and "quoted phrases"'), _PAIR[1]),
        takes=(("in", "target: look in the translations"),),
        answer=_LIST,
    ),
    Address(
        path="/api/queue",
        what="What waits for a person, in order, and how much that is.",
        takes=(*_FILTER, ("limit", "how many items, 200 at most; 50 without it"), ("start", "from which on, from 0")),
        answer=_object("items", "texts", "segments", "words", "effort", "handed_out", "unread"),
    ),
    Address(
        path="/api/next",
        what="The first text that waits, with all that helps to decide on it; null where nothing waits.",
        takes=_FILTER,
        answer={"type": ["object", "null"]},
    ),
    Address(
        path="/api/status",
        what="How far each locale is, and what each market sees, as `locmem status --json` says it.",
        takes=(("market", "only this market; may be repeated"), ("locale", "only this locale; may be repeated")),
        answer=_object("coverage", "readiness", "conflicts", "engines", "unread"),
    ),
    Address(
        path="/api/findings",
        what="What the checks find, as `locmem check --format json` says it; it looks at everything and takes a while.",
        takes=(("gate", "change, or release; change without it"), ("market", "only this market; may be repeated")),
        answer={"type": "object"},
    ),
    Address(
        path="/tmserver/{source_language}/{target_language}/unit/{source}",
        what="What amaGama answers, for OmegaT, Virtaal and Weblate.",
        needs=(("source_language", "en"), ("target_language", "es, or es_ES"), ("source", "the text")),
        takes=(("min_similarity", "the lowest percent; 70 without it"), ("max_candidates", "how many; 5 without it")),
        answer=_LIST,
    ),
)


def routes(answering: Answering) -> list[Route]:
    """The addresses of this file."""
    asking = _Asking(answering)
    return [
        Route("/api/openapi.json", answering.data(lambda *_: openapi())),
        Route("/api/memory/search", answering.data(asking.of(search))),
        Route("/api/memory/concordance", answering.data(asking.of(concordance))),
        Route("/tmserver/{source_language}/{target_language}/unit/{source:path}", answering.data(asking.of(tm_unit))),
        Route("/api/queue", answering.data(asking.queue)),
        Route("/api/next", answering.data(asking.next)),
        Route("/api/status", answering.data(asking.status)),
        Route("/api/findings", answering.data(asking.findings)),
    ]


def openapi() -> dict[str, object]:
    """The table as an OpenAPI 3.1 description (https://spec.openapis.org/oas/v3.1.0)."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "locmem", "version": __version__},
        "paths": {one.path: {"get": _operation(one)} for one in ADDRESSES},
    }


def _operation(one: Address) -> dict[str, object]:
    def parameter(name: str, what: str, *, is_required: bool) -> dict[str, object]:
        place = "path" if f"{{{name}}}" in one.path else "query"
        schema = {"type": "integer", "minimum": 0} if name in _NUMBERS else {"type": "string"}
        return {"name": name, "in": place, "required": is_required, "description": what, "schema": schema}

    fine = {"description": "the answer", "content": {"application/json": {"schema": one.answer}}}
    error = {"application/json": {"schema": _object("error")}}
    wrong = {status: {"description": what, "content": error} for status, what in _WRONG.items()}
    return {
        "summary": one.what,
        "parameters": [
            *(parameter(*field, is_required=True) for field in one.needs),
            *(parameter(*field, is_required=False) for field in one.takes),
        ],
        "responses": {"200": fine, **wrong},
    }


class _Asking:
    def __init__(self, answering: Answering) -> None:
        self._live, self._kept, self._at_work = answering.live, answering.kept, answering.at_work

    def of(self, tell: Callable[[Project, Asked], object]) -> Callable[[Request, Asked], object]:
        """What a view tells of the fields in the path and behind it."""

        def told(request: Request, body: Asked) -> object:
            given = {name: value for name, value in request.path_params.items() if value}
            with self._at_work(request) as project:
                return tell(project, {**body, **given})

        return told

    def queue(self, request: Request, body: Asked) -> object:
        most, start = min(number_of(body, "limit", 50), _MOST), number_of(body, "start", 0)
        with self._at_work(request) as project:
            found = self._found(project, request)
            queue = plain(queue_of(project, self._live.markets(project), found, most, start))
            return {**queue, "unread": plain(project.unread)}

    def next(self, request: Request, _: Asked) -> object:
        with self._at_work(request) as project:
            found = self._found(project, request)
            if not found.items:
                return None
            markets, around = self._live.markets(project), self._live.around(project)
            return plain(item_at(project, markets, found, found.items[0], around))

    def _found(self, project: Project, request: Request) -> Found:
        _, asked = filter_of(request)
        require_known(project, asked, self._live.seen(project).found.surveyed)
        return self._live.found(project, meant(project, asked))

    def status(self, request: Request, _: Asked) -> object:
        markets, locales = (request.query_params.getlist(name) for name in ("market", "locale"))
        with self._at_work(request) as project, reading_on(project):
            return self._kept.of(
                ("status", tuple(markets), tuple(locales)),
                lambda: plain(project_status(project, markets, locales, project.today).told()),
            )

    def findings(self, request: Request, body: Asked) -> object:
        gate, markets = text_of(body, "gate") or "change", request.query_params.getlist("market")
        if gate not in ("change", "release"):
            raise UsageError(f"there is no gate {gate!r}. There are: change, release.")
        with self._at_work(request) as project:
            known = [project.market(code).code for code in markets]
        return self._kept.told("check", "--gate", gate, "--format", "json", *(f"--market={one}" for one in known))
