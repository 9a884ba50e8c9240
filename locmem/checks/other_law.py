"""What the law of another country says, as customers of a market would read it: its labels, bodies, sites and numbers.

A variant reads like its base, and a base says what is true at home: pages for Austria must not name the words of German
law, or a German authority, because somebody typed them into the texts both share.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair, Row, Source
from locmem.checks.fact_forms import FactForms, Held, plain, small
from locmem.checks.leak import Leak, LeakKind
from locmem.checks.leaks import (
    addresses_of,
    fact_forms_of,
    said_in,
    shown_text,
    typed_into_sources,
    typed_into_translations,
)
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.other_acts import Cited, cited_in_rows, cited_in_source, foreign_acts
from locmem.checks.places import entry_location, segment_location
from locmem.checks.typed import address_leaks, named_leaks
from locmem.content.source_findings import excerpt
from locmem.errors import Location
from locmem.markets.paths import fact_at
from locmem.model.fact import FactType, Market, MarketLocale
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.tags import language_of
from locmem.model.wording import listed
from locmem.render.merge import translation_of
from locmem.render.page import PageRequest, page_with_problems
from locmem.textfile import position

OTHER_LAW = "law-of-other-market"

_KINDS = frozenset({LeakKind.NAME, LeakKind.PHONE, LeakKind.ADDRESS})
_TYPES = frozenset({FactType.TEXT, FactType.NAME, FactType.URL, FactType.PHONE, FactType.LIST})

_LONG = 4
"""Words from which on a value is no ordinary phrase any more."""

_OPENING, _CLOSING = re.compile("[\ue000\"'“”„‘’«»‹›「『（(\\[:›>→]\\Z"), re.compile("[\ue000\"'“”’‘«»‹›」』）)\\]]")
_END = re.compile(r"[.!?。]?\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \u00a0]+\Z")
_BENT = re.compile(r"(?:n|r|s|m|e)\Z")
"""How a German word ends that belongs to the noun behind it: `den Vertrag widerrufen` is no label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A fact that stands as text in what customers may read: its place, and the text it stands in."""

    leak: Leak
    text: str
    location: Location
    excerpt: str = ""


def law_of_others(context: CheckContext) -> Iterator[Finding]:
    """Names, labels, addresses, phone numbers and acts of another market's law in a text that its customers get."""
    forms = fact_forms_of(context)
    by_pair: dict[int, tuple[Pair, list[Typed]]] = {}
    for pair, row, leak in typed_into_translations(context):
        if leak.kind in _KINDS and leak.held is not None:
            by_pair.setdefault(id(pair), (pair, []))[1].append(_in_target(pair, row, leak))
    by_source: dict[str, tuple[Source, list[Typed]]] = {}
    for source, leak, spot, index in typed_into_sources(context):
        if leak.kind in _KINDS and leak.held is not None:
            text = shown_text(source.segments[index].content) if index is not None else ""
            typed = Typed(leak=leak, text=text, location=spot.location, excerpt=spot.excerpt)
            by_source.setdefault(source.path, (source, []))[1].append(typed)
    told = set()
    for finding in _values_of_others(by_pair, by_source, forms, context):
        told.add(_key(finding))
        yield finding
    # The name of an act may be the fact of a market, too.
    yield from (finding for finding in _acts_of_others(context) if _key(finding) not in told)


def _key(finding: Finding) -> tuple[Location, str, str]:
    return finding.location, finding.market, finding.what.partition(" is ")[0]


def _values_of_others(
    by_pair: dict[int, tuple[Pair, list[Typed]]],
    by_source: dict[str, tuple[Source, list[Typed]]],
    forms: FactForms,
    context: CheckContext,
) -> Iterator[Finding]:
    for market in context.markets:
        for locale in market.locales:
            for pair, found in by_pair.values():
                if pair.locale == locale.content and pair.source.ships_to(market.code):
                    yield from _told(found, pair.source, pair, market, locale, forms, context)
            for source, found in by_source.values():
                if source.locale == locale.content and source.ships_to(market.code):
                    yield from _told(found, source, None, market, locale, forms, context)


def _acts_of_others(context: CheckContext) -> Iterator[Finding]:
    found: list[tuple[Source, Pair | None, list[Cited]]] = [
        (pair.source, pair, list(cited_in_rows(pair, context.shown(pair)))) for pair in context.pairs()
    ]
    found += [(source, None, list(cited_in_source(source))) for source in context.workspace.sources]
    for source, pair, cited in found:
        language = pair.locale if pair else source.locale
        for market in context.markets if cited else ():
            for locale in market.locales:
                if locale.content == language and source.ships_to(market.code):
                    page = _page(source, pair, market, locale, context)
                    yield from foreign_acts(cited, market, locale.content, OTHER_LAW, page, _plain_page)


def _told(
    found: list[Typed],
    source: Source,
    pair: Pair | None,
    market: Market,
    locale: MarketLocale,
    forms: FactForms,
    context: CheckContext,
) -> Iterator[Finding]:
    page = _page(source, pair, market, locale, context)
    return foreign(found, market, locale.content, context.all_markets, forms, page)


def _page(
    source: Source, pair: Pair | None, market: Market, locale: MarketLocale, context: CheckContext
) -> Callable[[], str]:
    def page() -> str:
        request = PageRequest(
            document=source.document,
            text=translation_of(pair) if pair else source.document.text,
            kind=source.content_set.kind,
            market=market,
            locale=locale,
            day=context.day,
            verified_days=context.settings.verified_days,
        )
        return page_with_problems(request)[0].text

    return page


def typed_on(source: Source, pair: Pair | None, forms: FactForms) -> tuple[Typed, ...]:
    """What of the law of any market stands as text on a page: in what a pair ships, or in the source without one."""
    if pair is None:
        return tuple(_typed_in_source(source, forms))
    rows = [row for row in pair.shipped_rows if row.entry.target]
    near = forms.within(said_in(rows))
    return tuple(
        _in_target(pair, row, leak)
        for row in rows
        for leak in _of_law(shown_text(row.target), addresses_of(row.target), near, pair.locale)
    )


def acts_on(source: Source, pair: Pair | None, market: Market, locale: str, page: str) -> Iterator[Finding]:
    """The acts of other countries on a page for customers of a market: in what a pair ships, or in the source.

    Those of a region are left out: what they say may be true elsewhere, and keeps no page back.
    """
    rows = [row for row in pair.shipped_rows if row.entry.target] if pair else []
    cited = cited_in_rows(pair, rows) if pair else cited_in_source(source)
    found = [one for one in cited if not one.act.is_shared]
    return foreign_acts(found, market, locale, OTHER_LAW, lambda: page, _plain_page)


def _typed_in_source(source: Source, forms: FactForms) -> Iterator[Typed]:
    near = forms.within("\n".join(shown_text(segment.content) for segment in source.segments))
    for segment in source.segments:
        text = shown_text(segment.content)
        for leak in _of_law(text, addresses_of(segment.content), near, source.locale):
            yield Typed(leak=leak, text=text, location=segment_location(source, segment))


def _of_law(text: str, addresses: str, forms: FactForms, locale: str) -> Iterator[Leak]:
    found = (*named_leaks(text, forms, locale), *address_leaks(addresses, forms))
    return (leak for leak in found if leak.kind in _KINDS and leak.held is not None)


def foreign(
    found: Iterable[Typed],
    market: Market,
    locale: str,
    markets: Iterable[Market],
    forms: FactForms,
    page: Callable[[], str],
) -> Iterator[Finding]:
    """What of all this is the law of others only, and stands on the page that the customers of a market get.

    locale: the language of the text.  page: makes the page, which is asked for only where something is found.
    """
    others = [one for one in markets if one.code != market.code and _speaks(one, locale)]
    text = ""
    for typed in found:
        leak = typed.leak
        assert leak.held is not None
        theirs = [one for one in others if one.code in leak.held.markets and _is_law(leak.held, one)]
        if not theirs or market.code in leak.held.markets or _is_own(leak, market, forms):
            continue
        if not _is_value(leak, typed.text, theirs[0], language_of(locale)):
            continue
        text = text or _plain_page(page())
        if _plain_page(leak.word) in text:
            yield _finding(typed, market, locale, theirs)


def _finding(typed: Typed, market: Market, locale: str, theirs: list[Market]) -> Finding:
    assert typed.leak.held is not None
    path = typed.leak.held.path
    codes = listed(tuple(one.code for one in theirs), 3)
    return Finding(
        check=OTHER_LAW,
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        location=typed.location,
        locale=locale,
        market=market.code,
        what=f"“{typed.leak.word}” is `{path}` of {codes}, and customers in {market.code} would read it as theirs.",
        do=f"{typed.leak.do} Each market then gets its own; or give {market.code} a wording of its own.",
        excerpt=typed.excerpt,
    )


def _in_target(pair: Pair, row: Row, leak: Leak) -> Typed:
    entry = row.entry
    if entry.inherited == pair.source.locale:
        # The wording is the source's own, and no catalog has it.
        return Typed(leak=leak, text=shown_text(row.target), location=segment_location(pair.source, row.segment))
    start = entry.target.find(leak.word)
    line, column = position(entry.target, max(0, start))
    shown = excerpt(entry.target, line, column, len(leak.word)) if start >= 0 else ""
    return Typed(leak=leak, text=shown_text(row.target), location=entry_location(pair, entry), excerpt=shown)


def _speaks(market: Market, locale: str) -> bool:
    return any(language_of(one.content) == language_of(locale) for one in market.locales)


def _is_law(held: Held, market: Market) -> bool:
    """Whether a value is of a legal fact of a market; of a phone number the name beside it may be."""
    for path in held.paths:
        fact = fact_at(market, path)
        if fact is None or fact.type not in _TYPES or not path.startswith("market."):
            continue
        beside = f"{path.rpartition('.')[0]}.name"
        if fact.is_legal or (fact.type is FactType.PHONE and (name := fact_at(market, beside)) and name.is_legal):
            return True
    return False


def _is_own(leak: Leak, market: Market, forms: FactForms) -> bool:
    """Whether the words are a part of what a market calls something of its own."""
    if leak.kind is not LeakKind.NAME:
        return False
    word = small(leak.value)
    return any(word in small(name) for name, held in forms.names.items() if market.code in held.markets)


def _is_value(leak: Leak, text: str, market: Market, language: str) -> bool:
    """Whether words are the value of a fact of a market, and no words of a sentence that happen to be the same."""
    if leak.kind is not LeakKind.NAME:
        return True
    assert leak.held is not None
    fact = fact_at(market, leak.held.path)
    words = leak.value.split()
    is_label = fact is not None and fact.type is FactType.TEXT
    if len(words) >= _LONG or (len(words) > 1 and not is_label):
        return leak.is_sure
    if plain(leak.word) != leak.value:
        return False
    if len(words) == 1 and not is_label and not leak.value.istitle() and leak.value != leak.value.lower():
        # An abbreviation, or capitals within.
        return leak.is_sure
    return _is_set_off(text, leak, language)


def _is_set_off(text: str, leak: Leak, language: str) -> bool:
    """Whether words stand as a label does: alone, within signs, or with a capital that no sentence asks for."""
    before, behind = text[: leak.start].rstrip(" \u00a0"), text[leak.end :].lstrip(" \u00a0")
    if _OPENING.search(before) and (_CLOSING.match(behind) or before.endswith((":", "›", ">", "→"))):
        return True
    if not before:
        return _END.match(behind) is not None
    last = _LAST_WORD.search(text[: leak.start])
    if last is None or not leak.value[:1].isupper():
        return leak.value[:1] > "\u2e80"
    if language != "de":
        return True
    return len(leak.value.split()) > 1 and _BENT.search(last[1]) is None


def _plain_page(text: str) -> str:
    """Words as they can be looked for in a page, whatever is marked in it."""
    bare = re.sub(r"<[^>]*>|[*_`\\]", "", html.unescape(plain(text)))
    return re.sub(r"\s+", " ", bare)


CHECKS = (
    Listed(
        name=OTHER_LAW,
        family="other_law",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=law_of_others,
        why="Customers would look for a button that is not there, or complain to an authority of another country.",
        example="“Widerrufen” of German law on a page for Austria, typed into the German text both share",
        do="Write the name of the fact, or give the market's locale a wording of its own.",
        guards="customers of a market would be told the law of another country",
    ),
)
