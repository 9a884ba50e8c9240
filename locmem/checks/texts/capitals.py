"""Capital letters in translations, where the language has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.segment import UnitKind

_WITH_CASE = frozenset(("Latn", "Cyrl", "Grek", "Armn"))
_FIRST = re.compile(r"[^\w\ue000\ue001]*([^\W\d_][^\W_]*)")
_SENTENCE_END = re.compile(r"[.!?]\W*\Z")
_FEWEST_WORDS = 3
_NAMES_BEGIN_SMALL = re.compile(r"[a-z]+[A-Z]|[a-z]+\d|[a-z]+[-.]")


def small_starts(text: Text) -> Iterator[Flaw]:
    """Sentences that begin with a small letter where their source begins with a capital."""
    # Behind a salutation with its comma several languages go on small.
    if text.script not in _WITH_CASE or text.follows == "," or not _is_sentence(text):
        return
    ours, theirs = _FIRST.match(text.source), _FIRST.match(text.target)
    if not ours or not theirs or not ours[1][0].isupper() or not theirs[1][0].islower():
        return
    word = theirs[1]
    if word in text.source.split() or _NAMES_BEGIN_SMALL.match(text.target[theirs.start(1) :]):
        return
    start = text.target[: theirs.end()]
    yield Flaw(
        what=f"begins with the small letter of “{word}”",
        # A reply may go on small where a branch of its template left out the salutation.
        severity=Severity.NOTE if text.kind is UnitKind.TEXT else None,
        word=start,
        better=f"{start[: theirs.start(1)]}{word[0].upper()}{word[1:]}",
    )


def _is_sentence(text: Text) -> bool:
    is_heading = text.kind in (UnitKind.TITLE, UnitKind.HEADING)
    return (is_heading or _SENTENCE_END.search(text.source) is not None) and len(text.source_words) >= _FEWEST_WORDS


def small_addresses(text: Text) -> Iterator[Flaw]:
    """German forms of the polite `Sie` that are written small, so that they mean hers or theirs."""
    if text.language != "de" or text.source_language != "en":
        return
    small = _SMALL_ADDRESS.search(text.target)
    if small and _YOURS.search(text.source) and not _THEIRS.search(text.source) and not _ADDRESS.search(text.target):
        yield Flaw(what=f"has “{small[0]}” for the reader’s own", word=small[0], better=small[0].capitalize())


def large_starts(text: Text) -> Iterator[Flaw]:
    """German sentences that begin with a capital behind the comma of a greeting, where the language goes on small."""
    if text.language != "de" or text.follows != "," or not (found := _LARGE.match(text.target)):
        return
    word = found[1]
    yield Flaw(
        what=f"has “{word}” with a capital behind the comma of the greeting",
        word=text.target[: found.end()],
        core=word,
        at=0,
        better=f"{text.target[: found.start(1)]}{word[0].lower()}{word[1:]}",
    )


_LARGE = re.compile(
    r"[^\w\ue000\ue001]*(Vielen|Gute|Wir|Wenn|Leider|Bitte|Wie|Die|Der|Das|Hier|Es|Ich|Nach|Mit|Um|Zu|Zur|Zum|Bei|In|Im"
    r"|Ein|Eine|Einen|Als|Da|Damit|Danke|Herzlichen|Unser|Unsere|Dies|Diese|Dieser|Dieses|Falls|Auf|Aus|Für|Von|Vor"
    r"|Heute|Gestern|Gerne|Gern|Schön|Nun|Jetzt|Anbei|Ab|An|Wegen|Seit|Sobald|Alle|Möchten|Haben)(?!\w)"
)
"""Words that are no noun and no address, so that only the start of a sentence gives them a capital."""
_SMALL_ADDRESS = re.compile(r"\b(?:ihre[mnrs]?|ihnen)\b")
_ADDRESS = re.compile(r"\b(?:Ihre?[mnrs]?|Ihnen|Sie|[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[mnrs]?)\b")
_YOURS = re.compile(r"\b(?:you|yours?)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:she|hers?|they|them|theirs?|its|whose)\b|['’]s\b", re.IGNORECASE)


def changed_capitals(text: Text) -> Iterator[Flaw]:
    """Translations all in capitals where their source is not, or the other way round."""
    if text.script not in _WITH_CASE or len(text.words) < _FEWEST_WORDS or len(text.source_words) < _FEWEST_WORDS:
        return
    ours, theirs = text.source.isupper(), text.target.isupper()
    if theirs and not ours:
        yield Flaw(what="is all in capitals, and its source is not")
    elif ours and not theirs:
        yield Flaw(what="is not in capitals, as its source is", severity=Severity.NOTE)


def changed_names(text: Text) -> Iterator[Flaw]:
    """Names with capitals inside (`PayPal`) that a translation writes with others."""
    for name in dict.fromkeys(_CAMEL.findall(text.source)):
        if name in text.target:
            continue
        found = re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", text.target)
        if found:
            yield Flaw(what=f"has {found[0]}, which its source writes {name}", word=found[0], better=name)
            return


_CAMEL = re.compile(r"\b[^\W\d_]*[a-z][A-Z][^\W\d_]*\b")

CHECKS = (
    text_check(
        small_starts,
        name="lower-case-start",
        family="capitals",
        severity=Severity.WARNING,
        why="A sentence that begins small looks as if its start was cut off.",
        example="abre la página. (Open the page.)",
        do="Begin with a capital.",
    ),
    text_check(
        small_addresses,
        name="address-written-small",
        family="capitals",
        severity=Severity.WARNING,
        why="In German “ihre Lampe” is her lamp or theirs; the reader’s is “Ihre Lampe”.",
        example="Ist ihre Lampe kaputt? (Is your lamp broken?)",
        do="Write the polite form with a capital.",
    ),
    text_check(
        large_starts,
        name="upper-case-start",
        family="capitals",
        severity=Severity.WARNING,
        why="Behind the comma of a greeting German goes on with a small letter; a capital is a spelling mistake.",
        example="Hallo Anna, / Vielen Dank für Ihre Nachricht.",
        do="Begin with a small letter.",
    ),
    text_check(
        changed_names,
        name="name-case-changed",
        family="capitals",
        severity=Severity.WARNING,
        why="A brand is written in one way.",
        example="Paga con Paypal. (Pay with PayPal.)",
        do="Write the name as the source has it.",
    ),
    text_check(
        changed_capitals,
        name="capitals-changed",
        family="capitals",
        severity=Severity.WARNING,
        why="Capitals shout; a translation should be as loud as its source.",
        example="ABRE LA PÁGINA (Open the page)",
        do="Write it as the source is written.",
    ),
)
