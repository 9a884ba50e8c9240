"""The documents there are, one beside its translation, and one as the customers of a market would read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from urllib.parse import urlencode

from locmem.catalogs.pairs import Source, Workspace
from locmem.checks.cards import Card
from locmem.errors import UsageError
from locmem.model.fact import Market
from locmem.pages.overview import CARDS
from locmem.pages.page_preview import Preview, preview_of
from locmem.pages.side_by_side import page_beside
from locmem.reports.side_by_side import DocumentPage
from locmem.views.fields import Fields, Stretch, day_of, required, stretch, text_of
from locmem.workspace.project import Project
from locmem.workspace.survey import Survey

_DOCUMENTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage:
    """The documents whose path or title has the words that were asked for."""

    documents: Stretch[Card]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePage:
    """A document beside its translation, and the locales it has texts in."""

    beside: DocumentPage
    locales: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """A page as customers would read it.

    markets: that read the locale; locales: of the market.  key: of the text that is marked, empty for none.
    query: the part of an address that means this very page.
    """

    preview: Preview
    day: date
    locale: str
    key: str
    markets: tuple[str, ...]
    locales: tuple[str, ...]
    query: str


def documents_page(_: Project, fields: Fields, surveyed: Survey) -> DocumentsPage:
    """The documents there are, as far as the words of `q` are in their path or title."""
    words = text_of(fields, "q")
    parts = surveyed.ask(CARDS)
    cards = chain.from_iterable(parts)
    found = [
        one for one in cards if all(word in f"{one.path} {one.title}".casefold() for word in words.casefold().split())
    ]
    return DocumentsPage(documents=stretch(found, fields, _DOCUMENTS, "/documents", q=words), words=words)


def beside_page(project: Project, fields: Fields, surveyed: Survey) -> BesidePage:
    """The `document` beside its translation into `locale`, or the first one that it has."""
    document = required(fields, "document")
    workspace = surveyed.open({document})
    locales = tuple(map(str, _source(workspace, document).locales))
    if not locales:
        raise UsageError(f"{document} is translated into no locale.")
    return BesidePage(
        beside=page_beside(project, workspace, document, text_of(fields, "locale") or locales[0]), locales=locales
    )


def preview_page(project: Project, fields: Fields, surveyed: Survey, typed: str | None = None) -> PreviewPage:
    """The page of a document (`document`, or `key` of a text of it) for `market`, in `locale`, on `day`.

    Where no market is named it is the first that reads the document there.  typed: in place of the text of `key`.
    """
    document, _, here = text_of(fields, "key").rpartition("#")
    document = text_of(fields, "document") or document
    if not document:
        raise UsageError("a page is named by `document` (articles/refunds.md), or by `key` of one of its texts.")
    workspace = surveyed.open({document})
    source, code, day = _source(workspace, document), text_of(fields, "market"), day_of(fields, project)
    locale = project.meant_locale(text_of(fields, "locale")) if fields.get("locale") else ""
    market = project.market(code) if code else _market_of(project, source, locale)
    own = tuple(one.content for one in market.locales)
    locale = locale if locale in own else own[0]
    key = text_of(fields, "key")
    asked = {"document": document, "market": market.code, "locale": locale, "day": str(day), "key": key}
    return PreviewPage(
        preview=preview_of(project, workspace, market, locale, document, day, here=here, typed=typed),
        day=day,
        locale=locale,
        key=key,
        markets=tuple(one.code for one in project.all_markets if source.ships_to(one.code)),
        locales=own,
        query=urlencode({name: value for name, value in asked.items() if value}),
    )


def _source(workspace: Workspace, document: str) -> Source:
    workspace.require(document)
    source = next((one for one in workspace.sources if one.path == document), None)
    if source is None:
        raise UsageError(f"there is no document {document}.")
    return source


def _market_of(project: Project, source: Source, locale: str) -> Market:
    """The first market that reads the document in the locale, launched ones before planned ones."""
    for market in (*project.markets, *project.all_markets):
        if source.ships_to(market.code) and (not locale or locale in [one.content for one in market.locales]):
            return market
    raise UsageError(f"no market reads {source.path}{f' in {locale}' if locale else ''}.")
