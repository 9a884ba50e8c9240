"""Facts that somebody typed into a text, where they would stay when the law or the price changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from locmem.catalogs.files import catalog_path
from locmem.catalogs.pairs import CONTENT, Pair, Row, Source
from locmem.checks.fact_forms import FactForms, fact_forms
from locmem.checks.labels_beside import labels_beside
from locmem.checks.leak import Leak, LeakKind
from locmem.checks.listed import Listed
from locmem.checks.mending import Certain, expression_of, fixes_of
from locmem.checks.model import CheckContext, ships
from locmem.checks.places import Spot, WordSpots, entry_location, spot, spot_at
from locmem.checks.typed import address_leaks, dead_words, leaks
from locmem.checks.typed_periods import groups_about
from locmem.checks.typed_phones import numbers_in
from locmem.content.source_findings import excerpt
from locmem.errors import Location
from locmem.inline.liquid import mask, scan
from locmem.markets.rates import rates_in
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import Inline
from locmem.model.translation import CatalogEntry
from locmem.model.wording import listed, shortened
from locmem.textfile import position
from locmem.values.periods import periods_in

IN_SOURCE = "fact-typed-in"
IN_TARGET = "fact-typed-into-translation"
IN_STORE = "dead-word-in-store"

_CODE = "\ue000"

_WRONG_IN_ANY_LANGUAGE = frozenset(LeakKind) - {LeakKind.NAME}
"""What is an error in a translation; a name may be an ordinary word of its language."""


def facts_typed_in(context: CheckContext) -> Iterator[Finding]:
    """Names, rates, amounts, phone numbers and addresses of a market typed into a source text."""
    by_source: dict[str, list[tuple[Leak, Spot, int | None]]] = {}
    for source, leak, place, index in typed_into_sources(context):
        by_source.setdefault(source.path, []).append((leak, place, index))
    for source in context.workspace.sources:
        shipping = frozenset(source.document.markets)
        markets = [one for one in context.all_markets if source.ships_to(one.code)]
        found = tuple(by_source.get(source.path, ()))
        certain = {
            number: Certain(index=index, leak=leak, expression=expression, place=place.location)
            for number, (leak, place, index) in enumerate(found)
            if index is not None and (expression := expression_of(leak, markets, context.day))
        }
        names = [one.name for one in context.all_markets]
        certain = {
            number: one for number, one in certain.items() if _is_certain_beside(one, found, certain, source, names)
        }
        fixes = fixes_of(source, tuple(certain.values()))
        for number, (leak, place, _) in enumerate(found):
            told = _told(leak, shipping)
            fix = fixes.get(certain[number]) if number in certain else None
            if fix is not None:
                # It knows the place for certain; the other may be that of the same word in a code.
                place = spot_at(source, fix.line, fix.column, len(leak.word))
            yield Finding(
                check=IN_SOURCE,
                gate=Gate.CHANGE,
                severity=Severity.ERROR if told.is_sure else Severity.WARNING,
                location=place.location,
                what=told.what,
                do=told.do,
                excerpt=place.excerpt,
                fix=fix,
            )


def _is_certain_beside(
    one: Certain,
    found: Sequence[tuple[Leak, Spot, int | None]],
    certain: Mapping[int, Certain],
    source: Source,
    names: Collection[str],
) -> bool:
    """Whether a value can be mended in its sentence: nothing else there says of which market it speaks.

    Mended alone, `IVA of 21 %` names every market's tax with the rate of one; `IVA in Spain, TVA in France` names one
    thing twice.
    """
    beside = [number for number, (_, _, index) in enumerate(found) if index == one.index]
    if any(number not in certain for number in beside):
        return False
    words = {
        found[number][0].word for number in beside if number in certain and certain[number].expression == one.expression
    }
    text = source.segments[one.index].content.text
    return len(words) == 1 and not any(name in text for name in names)


def facts_typed_into_translations(context: CheckContext) -> Iterator[Finding]:
    """Periods, rates, amounts, phone numbers and names that a translation has as text and its source has not."""
    known: dict[int, frozenset[tuple[LeakKind, str]]] = {}
    everything = fact_forms_of(context)
    for pair, row, leak in typed_into_translations(context):
        if leak.kind is LeakKind.AMOUNT and leak.held is None:
            # Other checks hold figures against the source; that an amount is one of ours nothing says.
            continue
        segment = row.segment
        if id(segment) not in known:
            # A source stands beside each of its translations.
            found = typed_in(segment.content, everything, pair.source.locale, about(pair.source, everything))
            known[id(segment)] = frozenset(value for one in found for value in _values(one)) | frozenset(
                _stated(shown_text(segment.content), pair.source.locale)
            )
        if known[id(segment)].isdisjoint(_values(leak)):
            shipping = frozenset(one.code for one in context.all_markets if ships(pair.source, one, pair.locale))
            yield _in_target(pair, row.entry, _told(leak, shipping), is_foreign=_is_foreign(leak, shipping))


def _values(leak: Leak) -> Iterator[tuple[LeakKind, str]]:
    """What makes a leak the same in another language; a period may be said in two ways at once: `quinze jours`."""
    values = leak.value.split() if leak.kind is LeakKind.DURATION else (leak.value,)
    return ((leak.kind, value) for value in values)


def _stated(text: str, locale: str) -> Iterator[tuple[LeakKind, str]]:
    """The periods, percentages and telephone numbers that a source states, whatever they are of."""
    for period in periods_in(text, locale):
        yield from ((LeakKind.DURATION, key) for key in period.keys)
    yield from ((LeakKind.RATE, str(rate.value)) for rate in rates_in(text, locale=locale))
    yield from ((LeakKind.PHONE, number) for number in numbers_in(text))


def typed_into_translations(context: CheckContext) -> tuple[tuple[Pair, Row, Leak], ...]:
    """The facts that translations have as text, whether or not their sources do, in order."""
    return context.here("typed into translations", lambda: tuple(_typed_into_translations(context)))


def _typed_into_translations(context: CheckContext) -> Iterator[tuple[Pair, Row, Leak]]:
    everything = fact_forms_of(context)
    for pair in context.pairs():
        rows = tuple(context.shown(pair))
        forms, groups = everything.within(said_in(rows)), about(pair.source, everything)
        labels = labels_beside(
            [row.segment for row in rows], [shown_text(row.target) for row in rows], pair.source.document.units
        )
        for row, label in zip(rows, labels, strict=True):
            yield from ((pair, row, leak) for leak in typed_in(row.target, forms, pair.locale, groups, label))


def typed_into_sources(context: CheckContext) -> tuple[tuple[Source, Leak, Spot, int | None], ...]:
    """The facts that sources have as text, in order, as `source_leaks` gives them."""
    forms = fact_forms_of(context)
    return context.here(
        "typed into sources",
        lambda: tuple((one, *found) for one in context.workspace.sources for found in source_leaks(one, forms)),
    )


def said_in(rows: Iterable[Row]) -> str:
    """All that targets say, in their words and in their codes."""
    return "\n".join(chain.from_iterable((shown_text(row.target), row.target.native) for row in rows))


def dead_words_in_store(context: CheckContext) -> Iterator[Finding]:
    """Names and addresses that are gone, in drafts, in catalogs without a document, and in the memory's files."""
    forms = fact_forms_of(context)
    live = {(pair.locale, pair.source.path) for pair in context.pairs()}
    for pair in context.workspace.pairs:
        is_live = (pair.locale, pair.source.path) in live
        shown = {row.entry.occurrence for row in context.shown(pair)} if is_live else frozenset[str]()
        rows = [row for row in pair.rows if row.entry.target and row.entry.occurrence not in shown]
        # Mostly there is none in a whole catalog.
        some = rows if dead_words("\n".join(shown_text(row.target) for row in rows), forms) else ()
        for row in some:
            for leak in dead_words(shown_text(row.target), forms):
                yield _in_store(leak, entry_location(pair, row.entry), pair.locale, leak.do)
    for catalog in context.workspace.orphaned:
        path = f"{CONTENT}/{catalog_path(catalog.locale, catalog.document)}"
        for entry in catalog.entries:
            for leak in dead_words(entry.target, forms):
                place = Location(path=path, key=f"{catalog.document}#{entry.occurrence}")
                yield _in_store(leak, place, catalog.locale, "Mend or delete the entry.")
    for path, stored in context.stored:
        for leak in dead_words(f"{stored.source.native}\n{stored.target.native}", forms):
            do = f"Delete the pair from the file, so that nobody is offered “{shortened(stored.target.native, 60)}”."
            key = f"{stored.document}#{stored.occurrence}" if stored.document else ""
            yield _in_store(leak, Location(path=path, key=key), stored.locale, do)


def fact_forms_of(context: CheckContext) -> FactForms:
    """What the facts of all markets look like on the day of a check."""
    return context.once(
        "fact forms", lambda: fact_forms(context.all_markets, context.settings.source_locale, context.day)
    )


def source_leaks(source: Source, forms: FactForms) -> Iterator[tuple[Leak, Spot, int | None]]:
    """The facts typed into a source, each with its place: those of its texts, then those of its addresses.

    The number is that of the segment in whose text it stands, None for an address.
    """
    groups = about(source, forms)
    texts = [shown_text(segment.content) for segment in source.segments]
    labels = labels_beside(source.segments, texts, source.document.units)
    for index, segment in enumerate(source.segments):
        text = texts[index]
        spots = WordSpots(source, segment)
        before: dict[str, tuple[int, int]] = {}
        for leak in leaks(text, forms, source.locale, groups, labels[index]):
            counted, count = before.get(leak.word, (0, 0))
            count += text.count(leak.word, counted, leak.start)
            before[leak.word] = (leak.start, count)
            yield leak, spots.of(leak.word, count), index
    text = source.document.text
    for leak in address_leaks(mask(text, scan(text).tags, _CODE), forms):
        yield leak, spot(source, leak.start, len(leak.word)), None


def typed_in(
    content: Inline, forms: FactForms, locale: str = "", groups: frozenset[str] = frozenset(), beside: str = ""
) -> tuple[Leak, ...]:
    """The facts typed into a text, those of its words and those of its addresses.

    locale: that of the text.  groups: those of the facts that its document is about.  beside: its labels.
    """
    return (*leaks(shown_text(content), forms, locale, groups, beside), *address_leaks(addresses_of(content), forms))


def addresses_of(content: Inline) -> str:
    """The codes of a text in which addresses can stand, as they are written."""
    return " ".join(code.original for code in content.codes if "{" not in code.original)


def about(source: Source, forms: FactForms) -> frozenset[str]:
    """The groups of facts that a document is about."""
    return groups_about(source.document.topic, forms)


def _is_foreign(leak: Leak, shipping: frozenset[str]) -> bool:
    return leak.held is not None and bool(shipping) and not leak.held.markets & shipping


def _told(leak: Leak, shipping: frozenset[str]) -> Leak:
    """The leak as it reads in a text that ships to these markets only; empty for all."""
    if leak.held is None or not _is_foreign(leak, shipping):
        return leak
    theirs, ours = listed(tuple(sorted(leak.held.markets)), 3), listed(tuple(sorted(shipping)), 3)
    what = f"“{leak.word}” is `{leak.held.path}` of {theirs}, but this text ships to {ours}."
    return replace(leak, what=what, do=f"{leak.do} Each market then gets its own.")


def _in_target(pair: Pair, entry: CatalogEntry, leak: Leak, *, is_foreign: bool) -> Finding:
    is_error = leak.is_sure and (is_foreign or leak.kind in _WRONG_IN_ANY_LANGUAGE)
    start = entry.target.find(leak.word)
    line, column = position(entry.target, max(0, start))
    is_said = leak.kind is LeakKind.DEAD or is_foreign
    return Finding(
        check=IN_TARGET,
        gate=Gate.RELEASE,
        severity=Severity.ERROR if is_error else Severity.WARNING,
        location=entry_location(pair, entry),
        locale=pair.locale,
        what=leak.what if is_said else f"{leak.what.rstrip('.')}; the source does not have it.",
        do=leak.do,
        excerpt=excerpt(entry.target, line, column, len(leak.word)) if start >= 0 else "",
    )


def _in_store(leak: Leak, place: Location, locale: str, do: str) -> Finding:
    return Finding(
        check=IN_STORE,
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        location=place,
        locale=locale,
        what=leak.what,
        do=do,
    )


def shown_text(content: Inline) -> str:
    """The text a reader sees, each code that is no text as one sign that is part of no word."""
    parts = (part if isinstance(part, str) else part.text if part.is_text else _CODE for part in content.parts)
    return "".join(parts)


CHECKS = (
    Listed(
        name=IN_SOURCE,
        family="leaks",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=facts_typed_in,
        why="When the law or the price changes, the typed figure stays, in every language.",
        example="Prices include 21 % VAT.",
        do="Write the name of the fact.",
        mends="writes the expression where one fact alone can be meant that every market of the document has, "
        "never for an amount",
    ),
    Listed(
        name=IN_TARGET,
        family="leaks",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=facts_typed_into_translations,
        why="A figure typed into one language is right in no market for long, and nobody updates it.",
        example="El precio incluye un 21 % de IVA.",
        do="Put the tag of the source in place of the words.",
    ),
    Listed(
        name=IN_STORE,
        family="leaks",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=dead_words_in_store,
        why="A name that is gone comes back with the next proposal from a draft or the memory.",
        example="Con la plataforma ODR.",
        do="Mend or delete the entry it stands in.",
    ),
)
