"""Slips of the hand in sources: misspelt words, signs too many or too few, quotation marks left open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from locmem.checks.listed import Listed, Reach
from locmem.checks.model import CheckContext
from locmem.checks.places import source_finding, spot
from locmem.checks.source_texts import source_check
from locmem.checks.texts.flaw import Flaw
from locmem.checks.texts.quotes import unbalanced_quotes
from locmem.checks.texts.text import Text
from locmem.model.finding import Finding, Gate, Severity
from locmem.values.address_likeness import is_one_slip

MISSPELT = "source-misspelt"
ALERT = "alert-misspelt"

_ALERT = re.compile(r"^[ \t>]*>[ \t]*\[!(?P<kind>[A-Za-z]+)\]", re.MULTILINE)
_ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "INFO", "DANGER", "HINT", "SUCCESS", "QUESTION")
"""The kinds of GitHub, and those that other programs have in common."""

_SPELL = "Write the word as it is spelt."

_MOST_DOCUMENTS = 2
"""A word of more documents is one of the trade."""
_REPEATED = re.compile(r"(?<=[^\W\d_])(?:!{2,}|\?{2,}|[!?]{3,}|(?<!\.)\.\.(?![./\w])|,,|;;)(?=\s|\Z|[\"'”’)])")
_BLANK_BEFORE = re.compile(r"(?<=[^\W_]) +(?:\.(?=\s+[A-ZÀ-Þ]|\s*\Z)|,(?=\s))")
_JOINED = {
    "en": re.compile(r"(?<=[a-z]{2} )(?:It|You|We|They|There|This|These|Then|If|Please) [a-z]"),
    "de": re.compile(r"(?<=[a-zäöüß]{2} )(?:Wir|Dann|Dort|Danach|Bitte|Wenn|Falls|Dieser|Diese|Dieses) [a-zäöüß]"),
}
"""Words that begin a sentence wherever they have a capital, behind a word without any sign."""


def misspelt_words(context: CheckContext) -> Iterator[Finding]:
    """Words in a source with letters that changed places, or one too many or too few."""
    count = Counter(doubt.word for card in context.cards for doubt in card.doubts)
    for card in context.cards:
        for doubt in card.doubts:
            if count[doubt.word] <= _MOST_DOCUMENTS:
                why = f"is nearly “{doubt.meant}”" if doubt.meant else "has one letter three times in a row"
                yield source_finding(
                    doubt.at,
                    MISSPELT,
                    Severity.WARNING,
                    f"“{doubt.word}” {why}.",
                    f"Write “{doubt.meant}”, if it was meant." if doubt.meant else _SPELL,
                )


def strange_punctuation(text: Text) -> Iterator[Flaw]:
    """Signs in a source that stand twice or more, or with a blank before them: `!!`, `..`, `word .`."""
    if found := _REPEATED.search(text.target):
        yield Flaw(what=f"has “{found[0]}”", word=_around(text.target, found))
    elif text.language != "fr" and (found := _BLANK_BEFORE.search(text.target)):
        yield Flaw(what=f"has a blank before “{found[0].strip()}”", word=_around(text.target, found))


def joined_sentences(text: Text) -> Iterator[Flaw]:
    """Sentences in a source that run into each other without a sign between them."""
    pattern = _JOINED.get(text.language)
    # What begins behind a mark is the name of something.
    if pattern and (found := pattern.search(text.native)) and found[0] in text.target:
        word = _around(text.native, found).rsplit(" ", 1)[0]
        yield Flaw(what=f"has no sign before “{found[0].split()[0]}”", word=word)


def misspelt_alerts(context: CheckContext) -> Iterator[Finding]:
    """Boxes in a source whose kind is one slip away from one that there is: `> [!WARNIG]`."""
    for page in context.pages:
        for found in _ALERT.finditer(page.text) if "[!" in page.text else ():
            kind = found["kind"].upper()
            if kind not in _ALERTS and (meant := next((one for one in _ALERTS if is_one_slip(kind, one)), "")):
                place = spot(page.source, found.start("kind"), len(kind))
                yield source_finding(
                    place,
                    ALERT,
                    Severity.ERROR,
                    f"there is no box `[!{found['kind']}]`, so that customers read these signs.",
                    f"Write `[!{meant}]`.",
                )


def open_quotes(text: Text) -> Iterator[Flaw]:
    """Quotation marks in a source that open and do not close."""
    return iter(unbalanced_quotes(text))


def _around(text: str, found: re.Match[str]) -> str:
    """What was found, with the word before it: the sign alone may stand elsewhere, too."""
    before = re.search(r"\S+\s*\Z", text[: found.start()])
    return f"{before[0] if before else ''}{found[0]}".strip()


CHECKS = (
    Listed(
        name=ALERT,
        family="source_slips",
        gate=Gate.CHANGE,
        severity=Severity.ERROR,
        check=misspelt_alerts,
        why="The box that should warn is not drawn, and its name stands in the text.",
        example="> [!WARNIG]",
        do="Write the kind as it is spelt.",
    ),
    Listed(
        name=MISSPELT,
        family="source_slips",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=misspelt_words,
        reach=Reach.PROJECT,
        why="Customers trust a page less, a search does not find it, and translators wonder what is meant.",
        example="Hand over teh parcel.",
        do=_SPELL,
    ),
    source_check(
        strange_punctuation,
        name="source-punctuation",
        severity=Severity.WARNING,
        family="source_slips",
        why="It looks careless, shouts at customers, and is copied into every language.",
        example="Your parcel is late!!!",
        do="Write the sign once, and right behind the word.",
    ),
    source_check(
        joined_sentences,
        name="source-sentence-end",
        severity=Severity.WARNING,
        family="source_slips",
        why="The sentences are translated as one, and no memory knows it.",
        example="Select the link It works once.",
        do="End the first sentence.",
    ),
    source_check(
        open_quotes,
        name="source-quote-unbalanced",
        severity=Severity.WARNING,
        family="source_slips",
        why="Readers do not see where the quoted words end, and translators have to guess.",
        example="Select “Save and wait.",
        do="Add the mark that is missing.",
    ),
)
