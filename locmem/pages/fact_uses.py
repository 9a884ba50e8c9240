"""Which pages ask for a fact, and what they will say when it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from locmem.catalogs.pairs import Pair, Source, Workspace
from locmem.checks.model import CheckContext
from locmem.checks.places import our_tags
from locmem.inline.liquid import scan
from locmem.markets.changes import OBLIGATION, Change, changes
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted, listed, shortened
from locmem.pages.overview import kpi_of
from locmem.render.merge import translation_of
from locmem.render.regions import regions
from locmem.similarity import word_count
from locmem.workspace.project import Project

CHANGES = "fact-changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRow:
    """A document that asks for a fact, in one market and locale.

    uses: how often the source asks; in_translation: how often the translation does, 0 where there is none.
    words: source words of the segments that print the fact.  views: of the help desk's last period.
    on: the first day on which the page says something else, None where no change is in store.
    """

    document: str
    content_set: str
    market: str
    locale: str
    uses: int
    in_translation: int
    words: int
    views: int
    on: date | None = None


def coming_changes(project: Project, context: CheckContext, gate: Gate) -> Iterator[Finding]:
    """What changes for customers between today and the day of a check, as warnings of the gate that is asked.

    Facts that no document asks for are left out; obligations count for the topics they apply to.
    """
    for market in context.markets:
        for change in changes(market, project.today, context.day):
            documents = _documents_of(project, context.workspace, market, change)
            if not documents:
                continue
            until = f"“{shortened(change.before, 60)}” to “{shortened(change.after, 60)}”"
            sentence = f"{change.path} of {market.code} changes from {until} on {change.on}."
            if change.is_ending:
                sentence = f"{change.path} of {market.code} has no value from {change.on} on; it was “{change.before}”."
            yield Finding(
                check=CHANGES,
                gate=gate,
                severity=Severity.WARNING,
                location=change.location,
                market=market.code,
                what=f"{sentence} {counted(len(documents), 'document')} will say so: {listed(documents)}.",
                do=f"See that the texts around it stay true; render them with `locmem render --as-of {change.on}`.",
            )


def _documents_of(project: Project, workspace: Workspace, market: Market, change: Change) -> tuple[str, ...]:
    if change.path.startswith(OBLIGATION):
        key = change.path.removeprefix(OBLIGATION)
        topics = {topic for one in market.obligations if one.key == key for topic in one.applies_to}
        sources = [one for one in workspace.sources if one.document.topic in topics and one.ships_to(market.code)]
        return tuple(source.path for source in sources)
    rows = touched(project, workspace, (market,), (change.path,))
    return tuple(dict.fromkeys(row.document for row in rows))


def touched(
    project: Project, workspace: Workspace, markets: Sequence[Market], wanted: Iterable[str]
) -> tuple[ImpactRow, ...]:
    """The documents that ask for one of these facts, by market and locale; those with most readers first."""
    pattern = re.compile(rf"(?:{'|'.join(re.escape(fact) for fact in sorted(wanted, reverse=True))})(?![\w])")
    kpi = kpi_of(project)
    pairs = {(pair.source.path, str(pair.locale)): pair for pair in workspace.pairs}
    rows = []
    for source in workspace.sources:
        uses = sum(any(_is(path, pattern) for path in tag.paths) for tag, _ in our_tags(source))
        translated: dict[str, int] = {}
        words = _words(source, pattern) if uses else 0
        for market in markets:
            for locale in market.locales:
                pair = pairs.get((source.path, locale.content))
                if not source.ships_to(market.code) or (not pair and source.locale != locale.content):
                    continue
                if locale.content not in translated:
                    translated[locale.content] = _in_translation(pair, pattern) if pair else 0
                if not uses and not translated[locale.content]:
                    continue
                figures = kpi.get((source.path, market.code))
                rows.append(
                    ImpactRow(
                        document=source.path,
                        content_set=source.content_set.name,
                        market=market.code,
                        locale=locale.content,
                        uses=uses,
                        in_translation=translated[locale.content],
                        words=words,
                        views=figures.views if figures else 0,
                    )
                )
    return most_read_first(rows)


def most_read_first(rows: Iterable[ImpactRow]) -> tuple[ImpactRow, ...]:
    """The rows in the order in which they are reported."""
    return tuple(sorted(rows, key=lambda row: (-row.views, row.document, row.market, row.locale)))


def _is(path: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.match(path))


def _words(source: Source, pattern: re.Pattern[str]) -> int:
    return sum(
        word_count(segment.content, source.locale)
        for segment in source.catalog_segments
        if any(pattern.search(code.identity) for code in segment.content.codes)
    )


def _in_translation(pair: Pair, pattern: re.Pattern[str]) -> int:
    if not any(entry.target for entry in pair.catalog.entries):
        return 0
    text = translation_of(pair)
    found = regions(text, pair.source.path, pair.source.content_set.kind)[0]
    return sum(any(_is(path, pattern) for path in tag.paths) for region in found for tag in scan(region.template).tags)
