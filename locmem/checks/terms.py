"""The team's glossary in sources and translations: its words where they are wanted, and none that it forbids."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import WordSpots, row_finding, source_finding
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.term import Concept, Term, TermStatus
from locmem.model.wording import listed
from locmem.terms.finder import Found
from locmem.terms.terminology import Terminology
from locmem.terms.use import TermUse, uses_of

IN_SOURCE = "term-in-source"
FORBIDDEN = "term-forbidden"
MISSING = "term-missing"
TRANSLATED = "term-translated"
OF_MARKET = "term-of-other-market"


def forbidden_in_sources(context: CheckContext) -> Iterator[Finding]:
    """Words in a source that the glossary says authors should not write."""
    terminology = context.terminology
    if terminology is None or not _forbids(terminology, terminology.source_locale):
        return
    for source in context.workspace.sources:
        if source.locale != terminology.source_locale:
            continue
        for index in source.translatable:
            segment = source.segments[index]
            found = [one for one in terminology.in_source(segment.content) if not _is_allowed(one)]
            spots = WordSpots(source, segment) if found else None
            counts: dict[str, int] = {}
            for one in found:
                assert spots is not None
                concept = one.senses[0].concept
                place = spots.of(one.text, counts.setdefault(one.text, 0))
                counts[one.text] += 1
                yield source_finding(
                    place,
                    IN_SOURCE,
                    Severity.WARNING,
                    f"the glossary forbids “{one.text}” in a source.",
                    _write(concept.in_locale(terminology.source_locale), concept),
                )


def forbidden_terms(context: CheckContext) -> Iterator[Finding]:
    """Words in a translation that the glossary forbids for what its source names."""
    for pair, row, use in _uses(context):
        for text in dict.fromkeys(one.text for one in use.forbidden):
            meant = f" for “{use.source}”" if text.casefold() != use.source.casefold() else ""
            what = f"the glossary forbids “{text}” here{meant}."
            yield row_finding(pair, row, FORBIDDEN, Severity.ERROR, what, _write(use.wanted, use.concept))


def missing_terms(context: CheckContext) -> Iterator[Finding]:
    """Translations without any of the words that the glossary wants for what their source names."""
    for pair, row, use in _uses(context):
        if use.is_missing and not use.forbidden and not use.concept.is_kept:
            what = f"the glossary has a translation of “{use.source}”, and it does not stand here."
            yield row_finding(pair, row, MISSING, Severity.WARNING, what, _write(use.wanted, use.concept))


def translated_terms(context: CheckContext) -> Iterator[Finding]:
    """Translations without a name that the glossary says is not to be translated."""
    for pair, row, use in _uses(context):
        if use.is_missing and not use.forbidden and use.concept.is_kept:
            what = f"“{use.source}” is gone, which the glossary says is not translated."
            yield row_finding(pair, row, TRANSLATED, Severity.ERROR, what, _write(use.wanted, use.concept))


def terms_of_other_markets(context: CheckContext) -> Iterator[Finding]:
    """Words in a translation that hold only in markets which do not read it."""
    terminology = context.terminology
    if terminology is None or not any(term.markets for one in terminology.glossary.concepts for term in one.terms):
        return
    for pair, row, found in _rows(context, terminology):
        markets = _readers(context, pair)
        named = {one.concept.id for one in found if one.concept is not None}
        for there in terminology.in_target(row.target, pair.locale) if markets else ():
            terms = [sense.term for sense in there.senses if sense.concept.id in named]
            if terms and not any(term.holds_in(markets) for term in terms):
                codes = tuple(dict.fromkeys(code for term in terms for code in term.markets))
                own = terminology.targets(there.senses[0].concept, pair.locale, markets)
                what = f"“{there.text}” is a word for {listed(codes)}, and {listed(markets)} reads this."
                do = _write(tuple(term for term in own if term.is_allowed), there.senses[0].concept)
                yield row_finding(pair, row, OF_MARKET, Severity.WARNING, what, do)


def _uses(context: CheckContext) -> Iterator[tuple[Pair, Row, TermUse]]:
    """How the translations that customers may read name what their sources name."""
    terminology = context.terminology
    if terminology is None:
        return
    for pair, row, found in _rows(context, terminology):
        for use in uses_of(found, row.target, pair.locale, _readers(context, pair), terminology):
            yield pair, row, use


def _rows(context: CheckContext, terminology: Terminology) -> Iterator[tuple[Pair, Row, tuple[Found, ...]]]:
    """The translations that customers may read, with the terms in their sources, where there are some."""
    known: dict[int, tuple[Found, ...]] = {}
    for pair in context.pairs():
        if pair.source.locale != terminology.source_locale:
            continue
        for row in context.shown(pair):
            if row.entry.is_stale:
                continue
            content = row.segment.content
            if (found := known.get(id(content))) is None:
                found = known[id(content)] = terminology.in_source(content)
            if found:
                yield pair, row, found


def _readers(context: CheckContext, pair: Pair) -> tuple[str, ...]:
    """The codes of the markets whose customers read a translation."""
    return tuple(
        market.code
        for market in context.all_markets
        if pair.source.ships_to(market.code) and any(one.content == pair.locale for one in market.locales)
    )


def _forbids(terminology: Terminology, locale: str) -> bool:
    return any(not term.is_allowed for one in terminology.glossary.concepts for term in one.in_locale(locale))


def _is_allowed(found: Found) -> bool:
    return any(sense.term.is_allowed for sense in found.senses)


def _write(terms: tuple[Term, ...], concept: Concept) -> str:
    """What to do: the words that are wanted, the preferred ones first."""
    wanted = sorted((term for term in terms if term.is_allowed), key=lambda one: one.status is not TermStatus.PREFERRED)
    words = tuple(dict.fromkeys(f"“{term.text}”" for term in wanted))
    if not words:
        return f"Write another word, and add it to the glossary under {concept.id}."
    return f"Write {words[0]}{f', or {listed(words[1:])}' if words[1:] else ''}."


CHECKS = (
    Listed(
        name=IN_SOURCE,
        family="terms",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=forbidden_in_sources,
        why="Readers meet two words for one thing, and every translator has to guess.",
        example="Send the package back. (the glossary wants: parcel)",
        do="Write the word that the glossary prefers.",
    ),
    Listed(
        name=FORBIDDEN,
        family="terms",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=forbidden_terms,
        why="The team decided against this word: it is wrong, of another country, or somebody's trade mark.",
        example="Cambia el foco. (the glossary wants: bombilla)",
        do="Write the word that the glossary prefers, or let the glossary admit this one.",
    ),
    Listed(
        name=MISSING,
        family="terms",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=missing_terms,
        why="Customers cannot find what the product and all other pages call otherwise.",
        example="Guarda la caja. for Keep the parcel. (the glossary wants: paquete)",
        do="Write a word that the glossary wants, unless the sentence says it in another way.",
    ),
    Listed(
        name=TRANSLATED,
        family="terms",
        gate=Gate.RELEASE,
        severity=Severity.ERROR,
        check=translated_terms,
        why="A name of a product or a company is the same everywhere.",
        example="Nube de alerces for Larch Cloud",
        do="Write the name as the source has it.",
    ),
    Listed(
        name=OF_MARKET,
        family="terms",
        gate=Gate.RELEASE,
        severity=Severity.WARNING,
        check=terms_of_other_markets,
        why="Customers of this market do not know the word, or it means something else to them.",
        example="computadora in a text for Spain, where the glossary has it for MX",
        do="Write the word that holds in this market.",
    ),
)
