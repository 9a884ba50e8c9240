"""The preview of a handoff, made of what a project knows: whole documents with the facts of one market."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from locmem.catalogs.pairs import Pair
from locmem.exchange.manifest import Manifest
from locmem.model.fact import Market, MarketLocale
from locmem.model.inline import Syntax
from locmem.model.translation import CatalogEntry
from locmem.model.wording import counted
from locmem.postedit.waiting import waiting_state
from locmem.render.facts import FactScope
from locmem.render.template import render
from locmem.reports.preview import PreviewDocument, PreviewRow, Value, as_html, for_translator, preview
from locmem.workspace.project import Project


def preview_of(project: Project, manifest: Manifest, parts: Iterable[tuple[Pair, Collection[str]]]) -> str:
    """The preview as HTML; facts are those of the first market that reads the locale.

    parts: each document, with the occurrences that are work.
    """
    markets = [project.market(code) for code in manifest.markets]
    served = next(
        ((market, one) for market in markets for one in market.locales if one.content == manifest.locale), None
    )
    value = _values(project, *served) if served else lambda tag: None
    documents = tuple(
        PreviewDocument(path=pair.source.path, rows=tuple(_rows(project, pair, sent, value))) for pair, sent in parts
    )
    segments = counted(sum(row.is_sent for one in documents for row in one.rows), "segment")
    facts = f"Facts are those of {served[0].name}, on {project.today.isoformat()}." if served else ""
    work = f"{segments} of {counted(len(documents), 'document')}, due {manifest.due}"
    about = (
        f"{work}. What is to be done has a coloured bar.",
        *((facts,) if facts else ()),
    )
    title = f"{manifest.id}: {project.settings.source_locale} → {manifest.locale}"
    advice = for_translator(manifest.format, manifest.profile)
    return preview(title, about, advice, documents, str(project.settings.source_locale), manifest.locale)


def _rows(project: Project, pair: Pair, sent: Collection[str], value: Value) -> Iterator[PreviewRow]:
    required = project.settings.risks[pair.source.risk].required
    unit = -1
    for row in pair.rows:
        entry = row.entry
        yield PreviewRow(
            occurrence=entry.occurrence,
            kind=entry.kind,
            name=entry.name,
            is_first=row.segment.unit != unit,
            source=as_html(row.segment.content, value),
            target=as_html(row.shown, value) if entry.shown else "",
            state=_state(entry, waiting_state(entry, required)),
            is_sent=entry.occurrence in sent,
        )
        unit = row.segment.unit


def _state(entry: CatalogEntry, waiting: str) -> str:
    """What is known of a text that is shown, in words; nothing of one that is done or not there."""
    return waiting if entry.shown else ""


def _values(project: Project, market: Market, locale: MarketLocale) -> Value:
    scope = FactScope(market=market, locale=locale, day=project.today, verified_days=project.settings.verified_days)
    known: dict[str, str | None] = {}

    def value(tag: str) -> str | None:
        if tag not in known:
            rendering = render(tag, scope, Syntax.PLAIN)
            known[tag] = None if rendering.problems or rendering.text == tag else rendering.text
        return known[tag]

    return value
