"""Facts that somebody typed into a text, where they would stay when the law or the price changes."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.catalogs.texts import target_inline
from locmem.checks.lexicon import Leak, LeakKind, Lexicon, address_leaks, leaks, lexicon
from locmem.checks.model import CheckContext
from locmem.checks.places import Spot, entry_location, spot, word_spot
from locmem.content.reading import excerpt
from locmem.inline.liquid import mask, scan
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import Inline
from locmem.model.translation import CatalogEntry
from locmem.model.workspace import Pair, Source
from locmem.textfile import position

IN_SOURCE = "fact-typed-in"
IN_TARGET = "fact-typed-into-translation"

_CODE = "\ue000"

_WRONG_IN_ANY_LANGUAGE = frozenset({LeakKind.RATE, LeakKind.AMOUNT, LeakKind.PHONE, LeakKind.ADDRESS, LeakKind.DEAD})
"""What is an error in a translation; a name may be an ordinary word of its language."""


def facts_typed_in(context: CheckContext) -> Iterator[Finding]:
    """Names, rates, amounts, phone numbers and addresses of a market typed into a source text."""
    known = _lexicon(context)
    for source in context.workspace.sources:
        for leak, place in (*_in_prose(source, known), *_in_addresses(source, known)):
            yield Finding(
                check=IN_SOURCE, gate=Gate.CHANGE,
                severity=Severity.ERROR if leak.is_sure else Severity.WARNING,
                location=place.location, what=leak.what, do=leak.do, excerpt=place.excerpt,
            )  # fmt: skip


def facts_typed_into_translations(context: CheckContext) -> Iterator[Finding]:
    """Rates, amounts, phone numbers and names that a translation has as text and its source has not."""
    known = _lexicon(context)
    for pair in context.pairs():
        for segment, entry in context.shown(pair):
            in_source = {(leak.kind, leak.value) for leak in _all(segment.content, known)}
            for leak in _all(target_inline(entry, segment.content), known):
                if (leak.kind, leak.value) not in in_source and leak.kind is not LeakKind.DURATION:
                    yield _in_target(pair, entry, leak)


def _lexicon(context: CheckContext) -> Lexicon:
    return lexicon(context.all_markets, context.settings.source_locale, context.day)


def _in_prose(source: Source, known: Lexicon) -> Iterator[tuple[Leak, Spot]]:
    for segment in source.segments:
        text = _masked(segment.content)
        for leak in leaks(text, known):
            yield leak, word_spot(source, segment, leak.word, text.count(leak.word, 0, leak.start))


def _in_addresses(source: Source, known: Lexicon) -> Iterator[tuple[Leak, Spot]]:
    text = source.document.text
    for leak in address_leaks(mask(text, scan(text).tags, _CODE), known):
        yield leak, spot(source, leak.start, len(leak.word))


def _in_target(pair: Pair, entry: CatalogEntry, leak: Leak) -> Finding:
    is_error = leak.is_sure and leak.kind in _WRONG_IN_ANY_LANGUAGE
    start = entry.target.find(leak.word)
    line, column = position(entry.target, max(0, start))
    return Finding(
        check=IN_TARGET,
        gate=Gate.RELEASE,
        severity=Severity.ERROR if is_error else Severity.WARNING,
        location=entry_location(pair, entry),
        locale=pair.locale,
        what=leak.what if leak.kind is LeakKind.DEAD else f"{leak.what.rstrip('.')}; the source does not have it.",
        do=leak.do,
        excerpt=excerpt(entry.target, line, column, len(leak.word)) if start >= 0 else "",
    )


def _all(content: Inline, known: Lexicon) -> tuple[Leak, ...]:
    addresses = " ".join(code.original for code in content.codes if "{" not in code.original)
    return (*leaks(_masked(content), known), *address_leaks(addresses, known))


def _masked(content: Inline) -> str:
    """The text a reader sees, each code that is no text as one sign that is part of no word."""
    parts = (part if isinstance(part, str) else part.text if part.is_text else _CODE for part in content.parts)
    return "".join(parts)
