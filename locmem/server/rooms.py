"""The pages beside the queue and the editor, a line each: where it is, what it shows, and what is saved there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locmem.pipelines.jobs import StepResult
from locmem.reports.found_pairs import to_mind
from locmem.server.accounts import Role
from locmem.server.answering import Answering, person_of, require
from locmem.views.decisions import answer_item, queries_page, review_page, settle, start_review
from locmem.views.documents import as_typed, beside_page, documents_page, preview_page
from locmem.views.fields import Fields, text_of
from locmem.views.market import market_page, markets_page
from locmem.views.memory import memory_page
from locmem.views.overview import overview_page
from locmem.views.runs import (
    confirmed_page,
    history_page,
    is_own,
    run_page,
    run_to_undo,
    runs_page,
    take_back,
    undo_page,
)
from locmem.workspace.project import Project
from locmem.workspace.survey import Survey
from locmem.workspace.writing import Run

View = Callable[[Project, Fields], object]
DocumentView = Callable[[Project, Fields, Survey], object]
Step = Callable[[Run, Fields, str], StepResult]

_VIEWS: tuple[tuple[str, str, View], ...] = (
    ("/memory", "memory.html", memory_page),
    ("/markets", "markets.html", markets_page),
    ("/queries", "queries.html", queries_page),
    ("/review", "review.html", review_page),
    ("/runs", "runs.html", runs_page),
    ("/confirmed", "confirmed.html", confirmed_page),
    ("/run", "run.html", run_page),
    ("/undo", "undo.html", undo_page),
    ("/history", "history.html", history_page),
)
_KEPT: tuple[tuple[str, str, View], ...] = (
    ("/", "overview.html", lambda project, _: overview_page(project)),
    ("/market", "market.html", market_page),
)
"""Pages that are made again only once a file or the day is another."""
_OF_DOCUMENTS: tuple[tuple[str, str, DocumentView], ...] = (
    ("/documents", "documents.html", documents_page),
    ("/page", "page_beside.html", beside_page),
    ("/preview", "preview.html", preview_page),
)
_SAVED: tuple[tuple[str, str, Step, Role], ...] = (
    ("/api/queries/settle", "queries", settle, Role.REVIEWER),
    ("/api/review/answer", "review", answer_item, Role.REVIEWER),
    ("/api/review/start", "review", start_review, Role.MANAGER),
)
_FRAME = (
    "default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox"
)
"""What may happen in a page that is shown as customers would read it: nothing."""


def routes(answering: Answering) -> list[Route]:
    """The addresses of this file."""
    rooms = _Rooms(answering)
    pages = [
        *((path, rooms.view(template, view)) for path, template, view in _VIEWS),
        *((path, rooms.view(template, rooms.kept(path, view))) for path, template, view in _KEPT),
        *((path, rooms.view(template, rooms.surveyed(view))) for path, template, view in _OF_DOCUMENTS),
        ("/readiness", rooms.readiness),
        ("/preview/frame", rooms.frame),
    ]
    saved = [
        *((path, rooms.saving(name, step), needs) for path, name, step, needs in _SAVED),
        ("/api/preview", rooms.typed, Role.VIEWER),
        ("/api/undo", rooms.undo, Role.TRANSLATOR),
    ]
    return [
        *(Route(path, answering.page(page)) for path, page in pages),
        *(Route(path, answering.data(made, needs), methods=["POST"]) for path, made, needs in saved),
        Route("/api/looking", answering.data(rooms.looking)),
    ]


class _Rooms:
    def __init__(self, answering: Answering) -> None:
        self._live, self._kept, self._answering = answering.live, answering.kept, answering

    def view(self, template: str, view: View) -> Callable[[Request], Response]:
        """A page made of the project and the fields of its address."""

        def page(request: Request) -> Response:
            with self._answering.at_work(request) as project:
                found = view(project, request.query_params)
                return self._answering.shown(request, template, name=project.settings.name, page=found, to_mind=to_mind)

        return page

    def kept(self, path: str, view: View) -> View:
        """A view that is kept until something changes."""
        return lambda project, fields: self._kept.of((path, *sorted(fields.items())), lambda: view(project, fields))

    def surveyed(self, view: DocumentView) -> View:
        """A view of documents, which are opened one by one."""
        return lambda project, fields: view(project, fields, self._live.found(project).surveyed)

    def saving(self, name: str, step: Step) -> Callable[[Request, Mapping[str, Any]], object]:
        """What saves, as a run of its own."""

        def save(request: Request, body: Mapping[str, Any]) -> object:
            person = person_of(request).name
            with self._answering.at_work(request):
                run, result = self._live.save(name, lambda run: step(run, body, person))
            return {"run": run, "summary": result.summary}

        return save

    def looking(self, *_: object) -> object:
        """Whether a page that had to wait is there now, and how far the work on it is."""
        return {"done": self._live.is_settled, "what": self._live.stage}

    def readiness(self, request: Request) -> Response:
        """What the release gate says of each market; it looks at everything, and that takes a while."""
        verdicts = self._kept.told("market", "readiness", "--json")
        with self._answering.at_work(request) as project:
            return self._answering.shown(request, "readiness.html", verdicts=verdicts, name=project.settings.name)

    def frame(self, request: Request) -> Response:
        """The page alone, for a frame in which nothing runs."""
        with self._answering.at_work(request) as project:
            found = preview_page(project, request.query_params, self._live.found(project).surveyed)
            answer = self._answering.shown(request, "preview_frame.html", page=found.preview)
        answer.headers["Content-Security-Policy"] = _FRAME.format(nonce=request.state.nonce)
        return answer

    def typed(self, request: Request, body: Mapping[str, Any]) -> object:
        """The page with a text as it is typed, which is not saved."""
        with self._answering.at_work(request) as project:
            found = preview_page(project, body, self._live.found(project).surveyed, text_of(body, "text"))
            answer = self._answering.shown(request, "preview_frame.html", page=found.preview)
        where = as_typed(found)
        return {
            "query": found.query,
            "where": where,
            "problems": found.preview.problems,
            "html": bytes(answer.body).decode(),
        }

    def undo(self, request: Request, body: Mapping[str, Any]) -> object:
        """Take a run back: a manager any, everybody else what they did themselves."""
        with self._answering.at_work(request) as project:
            person, (run, locales) = person_of(request), run_to_undo(project, body)
            if not is_own(run, locales, person.name, person.works_in):
                require(request, Role.MANAGER)
            new, summary = take_back(project, body)
        return {"run": new, "summary": summary}
