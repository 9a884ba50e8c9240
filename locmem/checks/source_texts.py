"""The words of sources: what a reader stumbles over, and every translator after them.

A source is looked at by the same functions as a translation: as a text of its own, which was made for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.catalogs.pairs import Source
from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.places import WordSpots, segment_location
from locmem.checks.source_blocks import blocks_of
from locmem.checks.texts.debris import fillers
from locmem.checks.texts.flaw import Find, Flaw
from locmem.checks.texts.punctuation import unbalanced_brackets
from locmem.checks.texts.repeats import repeated_words
from locmem.checks.texts.scripts import decomposed_letters, mixed_words, private_signs
from locmem.checks.texts.text import MARK, VALUE, Text
from locmem.inline.leftovers import seen
from locmem.inline.strange_signs import strange_signs
from locmem.markets.spoken import other_language
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.inline import Syntax
from locmem.model.segment import Segment
from locmem.model.wording import listed, shortened
from locmem.values.locales import english_name

CURRENCY = "source-ambiguous-currency"
LANGUAGE = "source-other-language"

_FACT = "Make the amount a fact of each market, or write the currency's code."
_WRITE = "Write it in the language of the source, or keep it from translation: `<!-- locmem:off -->`."
_DATE = re.compile(r"(?<![\w/.-])(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/(?:(?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)")
_WONDERING = re.compile(r"(?:(?<=\s)|\A)\?{2,}(?=\s|\Z)")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
_MOST_WORDS = 50
"""Words of a sentence that nobody reads at once; plain-language guides ask for half of that."""
_SIGNS = {
    "$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
}
"""Currencies that customers write with one sign (CLDR, narrow symbols)."""
_OPENS_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\W_])\S{1,30}")
_AMOUNT = re.compile(r"(?<![\w$])(\$|¥)\s?\d|\d\s?(\$|¥|kr)(?![\w$])")


def source_check(
    find: Find, *, name: str, severity: Severity, why: str, example: str, do: str, family: str = "source_texts"
) -> Listed:
    """The check of the catalogue that asks `find` of every text of the sources; the rest as `Listed` has it."""

    def check(context: CheckContext) -> Iterator[Finding]:
        for source, segment, text in _texts(context):
            for flaw in find(text):
                yield _finding(source, segment, name, flaw.severity or severity, flaw, do)

    check.__doc__ = find.__doc__
    return Listed(
        name=name,
        family=family,
        gate=Gate.CHANGE,
        severity=severity,
        check=check,
        why=why,
        example=example,
        do=do,
    )


def doubled_words(text: Text) -> Iterator[Flaw]:
    """Words that stand twice in a row in a source."""
    # `the cell *cell*` names something.
    return (flaw for flaw in repeated_words(text) if flaw.word in text.native)


def fillers_in_sources(text: Text) -> Iterator[Flaw]:
    """Words in a source that keep a place until somebody writes the text: `TODO`, `lorem ipsum`, `???`."""
    yield from fillers(text)
    if found := _WONDERING.search(text.target):
        yield Flaw(what=f"has “{found[0]}” in it, as if its author was not sure", word=found[0])


def open_brackets(text: Text) -> Iterator[Flaw]:
    """Brackets in a source that are opened and not closed, or the other way round."""
    # A letter before a bracket may end a remark and number no list: `(24 V, 1.5 A)`.
    if text.target.count("(") == text.target.count(")") and not re.search(r"\A[^(]*\)|\([^)]*\Z", text.target):
        return iter(())
    # Square ones are marks of Markdown wherever they are not text, and told by its own checks.
    return (flaw for flaw in unbalanced_brackets(text) if not re.search(r"[\[\]]", flaw.what))


def shown_marks(text: Text) -> Iterator[Flaw]:
    """Marks of bold words in a Markdown source that are opened and not closed, so that readers see the signs."""
    if text.syntax is not Syntax.MARKDOWN or text.target.count("**") % 2 == 0:
        return
    if found := _OPENS_BOLD.search(text.target):
        # At the very beginning it may be the sign of a footnote.
        severity = Severity.ERROR if text.target[: found.start()].strip() else Severity.WARNING
        yield Flaw(
            what=f"shows readers the signs of “{found[0]}”, which nothing closes", word=found[0], severity=severity
        )


def look_alikes(text: Text) -> Iterator[Flaw]:
    """Words of a source with a letter of another script that looks like one of their own."""
    return iter(mixed_words(text))


def damaged_signs(text: Text) -> Iterator[Flaw]:
    """Signs in a source that nobody typed: lost encodings, invisible ones, private ones, split accents."""
    told = next(iter(strange_signs("", text.target, text.locale)), None)
    if told:
        yield Flaw(what=f"is damaged: {told[0]}")
        return
    for find in (private_signs, decomposed_letters):
        yield from find(text)


def ambiguous_dates(text: Text) -> Iterator[Flaw]:
    """Dates of figures alone in which day and month could change places."""
    for found in _DATE.finditer(text.target):
        if int(found[1]) != int(found[2]):
            yield Flaw(what=f"has the date {found[0]}, which is another day in other countries", word=found[0])


def long_sentences(text: Text) -> Iterator[Flaw]:
    """Sentences of a source that are too long to be read at once."""
    if len(text.words) <= _MOST_WORDS:
        return
    for sentence in _SENTENCE_END.split(text.target):
        count = len(re.findall(rf"[^\W_]+(?:['’-][^\W_]+)*|[{MARK}{VALUE}]", sentence))
        if count > _MOST_WORDS:
            yield Flaw(what=f"has a sentence of {count} words; {_MOST_WORDS} are many")


def ambiguous_currencies(context: CheckContext) -> Iterator[Finding]:
    """Amounts in a source with a sign that stands for another currency in another market of the document."""
    currencies = context.once("currencies", lambda: {one.code: one.currency for one in context.all_markets})
    shared = {
        sign: found
        for sign, codes in _SIGNS.items()
        if len(found := sorted(codes.intersection(currencies.values()))) > 1
    }
    if not shared:
        return
    for source, segment, text in _texts(context):
        for amount in _AMOUNT.finditer(text.target):
            sign = amount[1] or amount[2]
            here = {code for market, code in currencies.items() if source.ships_to(market)}
            several = tuple(code for code in shared.get(sign, ()) if code in here)
            if len(several) > 1:
                flaw = Flaw(what=f"has an amount in {sign}, which may be {listed(several)}", word=amount[0])
                yield _finding(source, segment, CURRENCY, Severity.WARNING, flaw, _FACT)
                break


def other_languages(context: CheckContext) -> Iterator[Finding]:
    """Texts of a source in another of the project's languages."""
    among = (context.settings.source_locale, *context.settings.locales)
    for source, segment, text in _texts(context):
        content = source.document.units[segment.unit].content
        if found := other_language(seen(content), source.locale, among):
            flaw = Flaw(what=f"is in {english_name(found)}, and not in {english_name(text.locale)}")
            yield _finding(source, segment, LANGUAGE, Severity.WARNING, flaw, _WRITE)


def _texts(context: CheckContext) -> tuple[tuple[Source, Segment, Text], ...]:
    """The texts of the sources, block by block, with the first segment of each."""
    sources = context.workspace.sources
    return context.here(
        "source texts",
        lambda: tuple((source, segment, text) for source in sources for segment, text in blocks_of(source)),
    )


def _finding(source: Source, segment: Segment, check: str, severity: Severity, flaw: Flaw, do: str) -> Finding:
    spot = WordSpots(source, segment).of(flaw.word, 0) if flaw.word else None
    return Finding(
        check=check,
        gate=Gate.CHANGE,
        severity=severity,
        location=spot.location if spot else segment_location(source, segment),
        what=f"“{shortened(source.document.units[segment.unit].content.text, 60)}” {flaw.what}.",
        do=flaw.do or do,
        excerpt=spot.excerpt if spot else "",
    )


CHECKS = (
    source_check(
        doubled_words,
        name="source-repeated-word",
        severity=Severity.WARNING,
        why="Readers stumble, and the slip is copied into every language or asked about in each.",
        example="Send the the lamp back.",
        do="Take one of the two out.",
    ),
    source_check(
        fillers_in_sources,
        name="source-filler",
        severity=Severity.ERROR,
        why="A text that is not written yet would be translated, paid for and shown.",
        example="TODO: how long a refund takes",
        do="Write the text, or take it out until it is written.",
    ),
    source_check(
        open_brackets,
        name="source-bracket-unbalanced",
        severity=Severity.WARNING,
        why="Readers wait for the end of the remark, and translators guess where it is.",
        example="Send it back (in its box.",
        do="Close the bracket, or take it out.",
    ),
    source_check(
        shown_marks,
        name="source-mark-shown",
        severity=Severity.ERROR,
        why="Readers see two stars, and what ought to stand out does not, in every language.",
        example="Choose **Return items and then the parcel.",
        do="Close it with `**` behind the words, or take it out.",
    ),
    source_check(
        look_alikes,
        name="source-look-alike-letter",
        severity=Severity.WARNING,
        why="The word is found by no search, and reads as another one to programs.",
        example="pаyment with a Cyrillic а",
        do="Type the word anew.",
    ),
    source_check(
        damaged_signs,
        name="source-strange-sign",
        severity=Severity.WARNING,
        why="Customers see boxes or wrong letters, and no text of the memory is found for it.",
        example="We donâ€™t charge",
        do="Type the words anew.",
    ),
    source_check(
        ambiguous_dates,
        name="source-ambiguous-date",
        severity=Severity.WARNING,
        why="03/04/2025 is in March for some readers, and in April for others and for translators.",
        example="until 03/04/2025",
        do="Write the month as a word, or the day as 2025-04-03; make it a fact where it differs by market.",
    ),
    Listed(
        name=CURRENCY,
        family="source_texts",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=ambiguous_currencies,
        why="Customers of two markets read another price in the same figures.",
        example="$5 in an article for markets with USD and CAD",
        do=_FACT,
    ),
    source_check(
        long_sentences,
        name="source-long-sentence",
        severity=Severity.NOTE,
        why="Long sentences are misread, translated badly by machines and seldom found in the memory.",
        example="a sentence of more than 50 words",
        do="Make two or three of it.",
    ),
    Listed(
        name=LANGUAGE,
        family="source_texts",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=other_languages,
        why="It would be sent to translators who do not read that language.",
        example="Devuélvenos la lámpara en su caja. in an English article",
        do=_WRITE,
    ),
)
