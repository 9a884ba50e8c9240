"""A page for one market and locale: every template in a file rendered, or every reason why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from locmem.content.source_findings import excerpt
from locmem.errors import Problem, RenderError
from locmem.model.document import Document
from locmem.model.fact import DecidedBy, Market, MarketLocale
from locmem.render.facts import FactFault, FactScope, FactUse
from locmem.render.regions import Region, templates, title_of
from locmem.render.template import Rendering, TemplateProblem, render
from locmem.textfile import position

MAX_PROBLEMS = 100
"""Problems told of one part of a page; one is enough to hold it back, and nobody reads twenty thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A rendered file, and the facts it was made with, by path."""

    document: Document
    kind: str
    text: str
    facts: tuple[FactUse, ...]

    @property
    def title(self) -> str:
        """The title as customers read it."""
        return title_of(self.text, self.document.path, self.kind) or self.document.title


@dataclass(frozen=True, slots=True, kw_only=True)
class FactProblem:
    """One reason against a page, or one thing to know about it.

    path: the fact (`market.tax.name`), empty where the Liquid or the file itself is at fault.
    is_blocking: whether the page cannot be made; what ships under a waiver, and a fact of which the page says one of
        several cases, are noted without blocking.
    line, column: where in the text that was rendered, from 1; 0 unknown.
    excerpt: for problems of the Liquid, the line with carets below the tag.
    fault: why the fact cannot be used.
    """

    path: str
    what: str
    do: str
    is_blocking: bool
    line: int
    column: int
    excerpt: str = ""
    fault: FactFault = FactFault.MISUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """What a page is made of: a version of a document, and the facts that hold in a market on a day.

    kind: `markdown`, `html` or `macro`.  locale: `content` chooses texts, `format` writes values.
    verified_days, desk_dates, is_marked: see `FactScope`; where a help desk chooses, it does in what its macros say to
    customers.
    """

    document: Document
    text: str
    kind: str
    market: Market
    locale: MarketLocale
    day: date
    verified_days: int
    desk_dates: Mapping[DecidedBy, str] = field(default_factory=dict)
    is_marked: bool = False

    @property
    def scope(self) -> FactScope:
        """The facts as templates see them."""
        return FactScope(
            market=self.market,
            locale=self.locale,
            day=self.day,
            verified_days=self.verified_days,
            is_marked=self.is_marked,
        )


def render_page(request: PageRequest) -> Page:
    """The page that is asked for.

    Raises RenderError with every reason at once, one a line: unknown paths, absent facts that are printed, days
    without a value, legal facts that nobody verified in time, Liquid that is broken or mixes owners.
    """
    page, problems = _rendered(request)
    reasons = [problem for problem in problems if problem.is_blocking]
    if reasons:
        raise RenderError("\n".join(_line(request.document.path, problem) for problem in reasons))
    return page


def page_problems(request: PageRequest) -> tuple[FactProblem, ...]:
    """What speaks against the page that `render_page` would make, in order of place; never raises for content."""
    return _rendered(request)[1]


def page_with_problems(request: PageRequest) -> tuple[Page, tuple[FactProblem, ...]]:
    """The page with the facts that could be read, and what speaks against it; never raises for content."""
    return _rendered(request)


def _rendered(request: PageRequest) -> tuple[Page, tuple[FactProblem, ...]]:
    document, text, kind, scope = request.document, request.text, request.kind, request.scope
    regions, unread = templates(text, document.text, document.path, kind)
    problems = [_unreadable(problem) for problem in unread]
    uses: dict[FactUse, None] = {}
    parts: list[str] = []
    last = 0
    for region in regions:
        rendering = _region(region, replace(scope, desk_dates=request.desk_dates) if region.is_answer else scope)
        problems += (_problem(text, region, problem) for problem in rendering.problems[:MAX_PROBLEMS])
        problems += (_problem(text, region, partial, is_blocking=False) for partial in rendering.partial)
        problems += (_waived(text, region, use) for use in rendering.uses if use.waiver and use not in uses)
        uses.update(dict.fromkeys(rendering.uses))
        parts += (text[last : region.start], region.encoded(text, rendering.text))
        last = region.end
    page = Page(
        document=document,
        kind=kind,
        text="".join((*parts, text[last:])),
        facts=tuple(sorted(uses, key=lambda use: (use.path, str(use.window), use.shown, use.source))),
    )
    unique = dict.fromkeys(problems)
    return page, tuple(sorted(unique, key=lambda problem: (problem.line, problem.column)))


def _region(region: Region, scope: FactScope) -> Rendering:
    if "{{" not in region.template and "{%" not in region.template:
        return Rendering(text=region.template, uses=(), problems=())
    return render(region.template, scope, region.syntax)


def _problem(text: str, region: Region, problem: TemplateProblem, *, is_blocking: bool = True) -> FactProblem:
    start = region.origin(problem.start)
    line, column = position(text, start)
    caret = "" if problem.path else excerpt(text, line, column, region.origin(problem.end) - start)
    return FactProblem(
        path=problem.path,
        what=problem.what,
        do=problem.do,
        is_blocking=is_blocking,
        line=line,
        column=column,
        excerpt=caret,
        fault=problem.fault,
    )


def _waived(text: str, region: Region, use: FactUse) -> FactProblem:
    assert use.waiver
    line, column = position(text, region.origin(max(0, region.template.find(use.path))))
    what = f"{use.path} ships under a waiver of {use.waiver.by}: {use.waiver.reason}"
    return FactProblem(
        path=use.path,
        what=what,
        do="Verify it and delete the waiver.",
        is_blocking=False,
        line=line,
        column=column,
        fault=FactFault.WAIVED,
    )


def _unreadable(problem: Problem) -> FactProblem:
    return FactProblem(
        path="",
        what=problem.what,
        do=problem.do,
        is_blocking=True,
        line=problem.location.line,
        column=problem.location.column,
    )


def _line(path: str, problem: FactProblem) -> str:
    place = f"{path}:{problem.line}:{problem.column}" if problem.line else path
    text = f"{place}: {problem.what} {problem.do}".rstrip()
    return f"{text}\n{problem.excerpt}" if problem.excerpt else text
