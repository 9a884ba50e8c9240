"""How far each locale is, and whether each market can ship."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

from locmem.catalogs.pairs import Pair, Workspace
from locmem.model.fact import Market
from locmem.model.settings import Settings
from locmem.model.translation import State
from locmem.noted_day import NotedDay
from locmem.render.policy import Show, choose, nothing_translated, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """Segments of one content set in one locale, by state; stale ones count only there.

    inherited: those among them whose wording a variant has from its base.
    """

    locale: str
    content_set: str
    total: int
    reviewed: int
    translated: int
    draft: int
    untranslated: int
    stale: int
    inherited: int = 0

    @property
    def percent(self) -> float:
        """Share of segments that are confirmed for the source as it is now, 0-100."""
        return 100 * (self.reviewed + self.translated) / self.total if self.total else 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessRow:
    """What a market's customers see: pages by what is shown, and what blocks the rest.

    blocked: pages a fact keeps back.  must: open work of priority 1.  unread: pages of which a file cannot be read.
    """

    market: str
    locale: str
    pages: int
    ready: int
    last_confirmed: int
    source: int
    withheld: int
    blocked: int
    must: int = 0
    unread: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether every page is published as it should be."""
        return self.ready == self.pages


Row = TypeVar("Row", CoverageRow, ReadinessRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """Segments of one document in one locale, by state; stale_since: the days on which they became stale, if so."""

    document: str
    counts: CoverageRow
    stale_since: tuple[date, ...] = ()


def coverage(workspace: Workspace) -> tuple[CoverageRow, ...]:
    """One row per locale and content set, in the order of the settings."""
    return added_coverage(workspace.settings, (row.counts for row in document_rows(workspace)))


def document_rows(workspace: Workspace) -> Iterator[DocumentRow]:
    """One row per document and locale; what `coverage` adds up."""
    return (document_row(pair) for pair in workspace.pairs if pair.shipped)


def document_row(pair: Pair) -> DocumentRow:
    """How far a document is in a locale, as customers get it."""
    shipped = pair.shipped
    counts = Counter("stale" if entry.is_stale else entry.state.value for entry in shipped)
    since = (entry.stale_since for entry in shipped)
    return DocumentRow(
        document=pair.source.path,
        counts=CoverageRow(
            locale=str(pair.locale),
            content_set=pair.source.content_set.name,
            total=counts.total(),
            reviewed=counts[State.REVIEWED.value],
            translated=counts[State.TRANSLATED.value],
            draft=counts[State.DRAFT.value],
            untranslated=counts[State.UNTRANSLATED.value],
            stale=counts["stale"],
            inherited=sum(bool(entry.inherited) for entry in shipped),
        ),
        # What is found to be stale only now bears today's date, whenever that is.
        stale_since=tuple(day for day in since if day is not None and not isinstance(day, NotedDay)),
    )


def added_coverage(settings: Settings, rows: Iterable[CoverageRow]) -> tuple[CoverageRow, ...]:
    """The rows of parts of a project as those of all of it."""
    found: dict[tuple[str, str], CoverageRow] = {}
    for row in rows:
        key = row.locale, row.content_set
        found[key] = _sum(found[key], row) if key in found else row
    order = ((locale, one.name) for locale in settings.locales for one in settings.content_sets)
    return tuple(found[key] for key in order if key in found)


def added_readiness(markets: Sequence[Market], rows: Iterable[ReadinessRow]) -> tuple[ReadinessRow, ...]:
    """The rows of parts of a project as those of all of it; each market has a row in each of its locales."""
    found = {
        (market.code, str(locale.content)): _nothing(market.code, locale.content)
        for market in markets
        for locale in market.locales
    }
    for row in rows:
        found[row.market, row.locale] = _sum(found[row.market, row.locale], row)
    return tuple(found.values())


def _nothing(market: str, locale: str) -> ReadinessRow:
    counts = dict.fromkeys(("pages", "ready", "last_confirmed", "source", "withheld", "blocked", "must"), 0)
    return ReadinessRow(market=market, locale=locale, **counts)


def _sum(one: Row, other: Row) -> Row:
    """A row with the counts of two."""
    counts = {
        field.name: getattr(one, field.name) + getattr(other, field.name)
        for field in fields(one)
        if isinstance(getattr(one, field.name), int)
    }
    return replace(one, **counts)


def readiness(
    workspace: Workspace,
    markets: Sequence[Market],
    blocked: Mapping[tuple[str, str, str], tuple[str, ...]],
    unsigned: Set[tuple[str, str, str]],
) -> tuple[ReadinessRow, ...]:
    """One row per market and locale; what work is open the backlog says.

    blocked: facts that keep a page back, by (market, locale, document).
    unsigned: pages nobody approved although their risk asks for it.
    """
    rows: list[ReadinessRow] = []
    for market in markets:
        for locale in market.locales:
            shown: Counter[Show] = Counter()
            unread = _unread(workspace, market, locale.content)
            held = 0
            pages = unread
            for pair in workspace.pairs_of(locale.content):
                if not pair.source.ships_to(market.code):
                    continue
                pages += 1
                key = (market.code, locale.content, pair.source.path)
                policy = workspace.settings.risks[pair.source.risk]
                show = Show.NOTHING if key in unsigned else choose(standing(pair, policy.required), policy).show
                if key in blocked and show is not Show.NOTHING:
                    held += 1
                else:
                    shown[show] += 1
            rows.append(
                ReadinessRow(
                    market=market.code,
                    locale=locale.content,
                    pages=pages,
                    ready=shown[Show.TRANSLATION],
                    last_confirmed=shown[Show.LAST_CONFIRMED],
                    source=shown[Show.SOURCE],
                    withheld=shown[Show.NOTHING],
                    blocked=held,
                    unread=unread,
                )
            )
    return tuple(rows)


def hidden_pages(
    workspace: Workspace, markets: Sequence[Market], held: Set[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str]]:
    """(market, locale, document) of the pages of which customers see nothing.

    held: those that a fact keeps back, or that nobody approved although their risk asks for it.
    """
    for market in markets:
        for locale in dict.fromkeys(str(one.content) for one in market.locales):
            pairs = {pair.source.path: pair for pair in workspace.pairs_of(locale)}
            for source in workspace.sources:
                if not source.ships_to(market.code):
                    continue
                key, policy = (market.code, locale, source.path), workspace.settings.risks[source.risk]
                pair = pairs.get(source.path)
                found = standing(pair, policy.required) if pair else nothing_translated(len(source.translatable))
                is_own = pair is None and str(source.locale) == locale
                is_shown = is_own or choose(found, policy).show is not Show.NOTHING
                if key in held or workspace.is_unread(source.path, locale) or not is_shown:
                    yield key


def _unread(workspace: Workspace, market: Market, locale: str) -> int:
    """The pages that cannot be read; of a source that cannot, nobody knows whether it ships to the market."""
    ships = {source.path: source.ships_to(market.code) for source in workspace.sources}
    found = {one.document for one in workspace.unread if one.locale in ("", locale)}
    return sum(ships.get(document, True) for document in found)
