"""Acts of another country that a text cites: `§ 355 BGB` on a page that customers in Austria read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair, Row, Source
from locmem.checks.fact_forms import plain
from locmem.checks.fact_words import telling
from locmem.checks.leaks import shown_text
from locmem.checks.places import entry_location, segment_location
from locmem.content.source_findings import excerpt
from locmem.errors import Location
from locmem.markets.acts import Act, acts_in, is_own, says_whose
from locmem.model.fact import Market
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.tags import language_of
from locmem.model.wording import listed
from locmem.textfile import position


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An act that stands as text in what customers may read: its place, and how it is written there.

    is_granting: whether its sentence says what readers may do by it.
    """

    act: Act
    word: str
    location: Location
    excerpt: str = ""
    is_granting: bool = False


def cited_in_rows(pair: Pair, rows: Iterable[Row]) -> Iterator[Cited]:
    """The acts that translations cite, but for those of which the text says itself whose they are."""
    shown = [(row, shown_text(row.target)) for row in rows]
    # Mostly there is none on a whole page.
    if next(acts_in(plain("\n".join(text for _, text in shown)), pair.locale), None) is None:
        return
    for row, text in shown:
        for act, word, is_granting in _acts(text, pair.locale):
            entry = row.entry
            start = entry.target.find(word)
            if entry.inherited == pair.source.locale or start < 0:
                place = segment_location(pair.source, row.segment) if start < 0 else entry_location(pair, entry)
                yield Cited(act=act, word=word, location=place, is_granting=is_granting)
                continue
            line, column = position(entry.target, start)
            beside = excerpt(entry.target, line, column, len(word))
            location = entry_location(pair, entry)
            yield Cited(act=act, word=word, location=location, excerpt=beside, is_granting=is_granting)


def cited_in_source(source: Source) -> Iterator[Cited]:
    """The acts that a source cites, as `cited_in_rows` gives those of translations."""
    texts = [(segment, shown_text(segment.content)) for segment in source.segments]
    if next(acts_in(plain("\n".join(text for _, text in texts)), source.locale), None) is None:
        return
    for segment, text in texts:
        for act, word, is_granting in _acts(text, source.locale):
            yield Cited(act=act, word=word, location=segment_location(source, segment), is_granting=is_granting)


def foreign_acts(
    found: Iterable[Cited], market: Market, locale: str, check: str, page: Callable[[], str], bare: Callable[[str], str]
) -> Iterator[Finding]:
    """What of these is no law of a market, and stands on the page that its customers get.

    A company elsewhere may say that the act of a region binds it; what gives readers rights by that is told.

    check: the name of the findings.  page: makes the page, where something is found.  bare: its words without markup.
    """
    text = ""
    for cited in found:
        if is_own(cited.act, market) or (cited.act.is_shared and not cited.is_granting):
            continue
        text = text or bare(page())
        if bare(cited.word) in text:
            yield Finding(
                check=check,
                gate=Gate.RELEASE,
                severity=Severity.WARNING if cited.act.is_shared else Severity.ERROR,
                location=cited.location,
                locale=locale,
                market=market.code,
                what=f"“{cited.word}” is law of {listed(cited.act.markets, 3)}, "
                f"and customers in {market.code} would read it as theirs.",
                do=f"Say it without the act, say whose law it is, or give {market.code} a wording of its own.",
                excerpt=cited.excerpt,
            )


def _acts(text: str, locale: str) -> Iterator[tuple[Act, str, bool]]:
    shown = plain(text)
    for act in acts_in(shown, locale):
        if not says_whose(act, shown, locale):
            before, behind = _END.split(shown[: act.start])[-1], _END.split(shown[act.end :])[0]
            granting = telling("granting", language_of(locale))
            yield act, text[act.start : act.end], granting.search(f"{before} {behind}") is not None


_END = re.compile(r"[.!?](?=\s)|[。！？\n]")
