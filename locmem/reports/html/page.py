"""The report as one HTML file: nothing is asked of a network, and no text of the project is ever markup.

This module alone imports Jinja2; it is loaded when a report is written.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

import locmem
from locmem.model.tags import direction_of
from locmem.model.visible import as_markup, visible
from locmem.model.wording import counted
from locmem.reports.coverage import DocumentRow
from locmem.reports.dashboard import AHEAD, Dashboard, month_name
from locmem.reports.dashboard_sections import method, sections_of
from locmem.reports.html import inks
from locmem.reports.html.chart_parts import LEGENDS
from locmem.reports.html.charts import list_id, spec_of
from locmem.reports.html.drawing import figure
from locmem.reports.sections import Section

GENERATOR = "locmem report"
"""What a file of ours says of itself, so that no other is written over."""
WIDE, NARROW = 560, 230
"""Pixels of charts without what stands beside them, on a screen or paper and on a telephone."""

_MOST = 2_000
"""Documents that are listed below the heat map at most, so that the file stays small."""

CHART_TITLES = {
    "readiness": "What customers see of each market’s pages; yes: it can be launched",
    "coverage": "Confirmed segments",
    "backlog": "Open items by market and priority",
    "burn": "Open items by month and priority",
    "words": "Words that had to be translated, by how they came about",
    "cost": "From list price to what was paid",
    "effort": "Changed by people, mean and 95 % interval",
    "stale": "Stale texts that are at most so old",
    "publishing": "Days until confirmed again: median, shortest and longest",
    "growth": "Entries of the memory",
    "repetition": "Translated before, of what people translated; the line is the baseline",
    "facts": "Values to be read again at their source",
    "review": "Answers to the review",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart in two widths, of which a page shows one; legend: the parts that it shows, each with its colour."""

    title: str
    legend: tuple[tuple[str, str], ...]
    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """A document below the heat map; at: its page, from the report, empty where there is none."""

    document: str
    at: str
    done: int
    total: int
    draft: int
    missing: int
    stale: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellList:
    """The documents behind a cell of the heat map, the least finished first."""

    id: str
    locale: str
    content_set: str
    told: str
    rows: tuple[ListedDocument, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with its pictures, and the lists below those."""

    section: Section
    pictures: tuple[Picture, ...]
    lists: tuple[CellList, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure of those at the top, and what it is of."""

    name: str
    figure: str
    beside: str


def report_page(view: Dashboard, place_of: Callable[[DocumentRow], str] | None = None, index: str = "") -> str:
    """The whole file.

    place_of: gives the address of the page of a document in a locale, from the report; None where there are none.
    index: the address of the list of these pages.
    """
    parts = tuple(_part(view, section, place_of) for section in sections_of(view))
    found = view.savings
    months = "" if found is None else " to ".join(dict.fromkeys(month_name(one) for one in (found.first, found.last)))
    return rendered(
        "report.html",
        project=view.project,
        day=view.day.isoformat(),
        day_in_words=f"{view.day.day} {month_name(f'{view.day:%Y-%m}')}",
        months=months,
        headline=view.headline,
        tiles=_tiles(view),
        parts=parts,
        unread=[str(problem) for problem in view.unread],
        unknown=view.unknown,
        method=method(view),
        index=quote(index),
        version=locmem.__version__,
    )


def rendered(template: str, **values: object) -> str:
    """A page from a template, with what all pages have."""
    style, script = _style(), _file("report.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'; "
        "form-action 'none'"
    )
    shared = {"style": Markup(style), "script": Markup(script), "policy": policy, "generator": GENERATOR}
    return _templates().get_template(template).render(**shared, **values)


def is_report(head: bytes) -> bool:
    """Whether a file that begins so is a page of ours."""
    return f'<meta name="generator" content="{GENERATOR}">'.encode() in head[:400]


def _part(view: Dashboard, section: Section, place_of: Callable[[DocumentRow], str] | None) -> Part:
    pictures = tuple(_picture(name, view) for name in section.charts)
    lists = _lists(view, place_of) if section.id == "coverage" and not section.empty else ()
    return Part(section=section, pictures=pictures, lists=lists)


def _picture(name: str, view: Dashboard) -> Picture:
    wide = figure(spec_of(name, view, WIDE), _told(name))
    narrow = figure(spec_of(name, view, NARROW), _told(name))
    return Picture(
        title=CHART_TITLES[name],
        # A part that nothing is of needs no colour.
        legend=tuple((part, ink) for part, ink in LEGENDS.get(name, ()) if f"var(--{ink})" in wide),
        wide=Markup(wide.replace("<svg ", '<svg class="wide" ', 1)),
        narrow=Markup(narrow.replace("<svg ", '<svg class="narrow" ', 1)),
    )


def _told(name: str) -> str:
    return f"{CHART_TITLES[name]}; the figures stand in the tables below"


def _lists(view: Dashboard, place_of: Callable[[DocumentRow], str] | None) -> tuple[CellList, ...]:
    most = max(5, _MOST // max(1, len(view.coverage)))
    found = []
    for cell in view.coverage:
        mine = [
            row
            for row in view.documents
            if (row.counts.locale, row.counts.content_set) == (cell.locale, cell.content_set)
        ]
        mine.sort(key=lambda row: (row.counts.percent, row.document))
        open_ = sum(row.counts.percent < 100 for row in mine)
        rows = tuple(
            ListedDocument(
                document=row.document,
                at=quote(place_of(row)) if place_of else "",
                done=int(row.counts.percent),
                total=row.counts.total,
                draft=row.counts.draft,
                missing=row.counts.untranslated,
                stale=row.counts.stale,
            )
            for row in mine[:most]
        )
        found.append(
            CellList(
                id=list_id(view, cell.locale, cell.content_set),
                locale=cell.locale,
                content_set=cell.content_set,
                told=f"{counted(len(mine), 'document')}, {open_} not finished",
                rows=rows,
                more=f"{len(mine) - most} more, at least as far." if len(mine) > most else "",
            )
        )
    return tuple(found)


def _tiles(view: Dashboard) -> Sequence[Tile]:
    pages, shown = (sum(getattr(one, name) for one in view.verdicts) for name in ("pages", "shown"))
    total = sum(row.total for row in view.coverage)
    done = sum(row.reviewed + row.translated for row in view.coverage)
    must = sum(int(item.scored.priority) == 1 for item in view.open_items)
    texts, oldest = sum(one.texts for one in view.stale), max((one.days for one in view.stale), default=0)
    soon = sum((one.on - view.day).days <= AHEAD[0] for one in view.changes)
    may = sum(one.may_launch for one in view.verdicts)
    return (
        Tile(name="markets can be launched", figure=f"{may} of {len(view.verdicts)}", beside="by the release gate"),
        Tile(name="pages can be published", figure=f"{_share(shown, pages)}", beside=f"{shown:,} of {pages:,}"),
        Tile(name="confirmed", figure=f"{_share(done, total)}", beside=f"{done:,} of {counted(total, 'segment')}"),
        Tile(
            name="priority 1, still open",
            figure=f"{must:,}",
            beside=f"of {counted(len(view.open_items), 'open item')}",
        ),
        Tile(
            name="stale texts", figure=f"{texts:,}", beside=f"the oldest {counted(oldest, 'day')}" if texts else "none"
        ),
        Tile(name=f"facts change in {AHEAD[0]} days", figure=f"{soon:,}", beside=f"{len(view.changes)} in {AHEAD[-1]}"),
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part // whole} %" if whole else "–"


_CODE = re.compile(r"`([^`]+)`")


def _coded(text: str) -> Markup:
    """The text with what stands between backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(visible(text)))))


def _kept(text: str) -> Markup:
    """A text of a document as it is: signs that join letters stay, and what steers a terminal is spelled out."""
    return Markup(as_markup(str(escape(text))))


def _shown(value: object) -> object:
    """What a template prints: signs without width are spelled out, so that no text says other than it seems."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("locmem.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: Mapping[str, Callable[..., object]] = {"coded": _coded, "kept": _kept, "direction": direction_of}
    templates.filters.update(filters)
    return templates


@cache
def _style() -> str:
    return inks.rules() + _file("report.css")


@cache
def _file(name: str) -> str:
    return (files("locmem.reports.html") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """What a policy calls a style or script by; the page may use these and no others."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
