"""Words that lost an accent or a dot on their way, and names of letters that nothing reads: `informacion`, `&oacuten`.

The words are those of `locmem/data/lost_accents.csv`, each of which is no other word of its language, and those of
`locmem/data/accent_words.csv`, which are, where the source says what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import WORD, Text
from locmem.model.finding import Severity
from locmem.tables import ENDING, rows_of

_OPEN_NAME = re.compile(
    r"&(?:[aeiouyAEIOUY](?:acute|grave|circ|uml)|[nao]tilde|[NAO]tilde|[cC]cedil|szlig|nbsp|quot|amp|[lg]t|iquest|iexcl"
    r"|[lr]aquo|[lr][ds]quo|[bs]dquo|euro|copy|reg|hellip|[nm]dash|oslash|aring|aelig)(?!;)|&#\d{2,5}(?![\d;])"
    r"|&#x[0-9a-fA-F]{2,5}(?![0-9a-fA-F;])"
)
_ESCAPE = re.compile(r"\\u00[a-f][0-9a-f]|(?<![%\w])(?=[^\s%]{0,40}%C3%)[^\s%]{1,20}(?:%C3%[AB89][0-9A-F])")
_ONLY_SMALL = frozenset(("fr",))
"""Languages that may leave the accent of a capital out."""


def open_letter_names(text: Text) -> Iterator[Flaw]:
    """Names of letters without the semicolon that ends them, which customers read as they are: `Informaci&oacuten`."""
    if "&" not in text.target and "\\u" not in text.target and "%C" not in text.target:
        return
    found = _OPEN_NAME.search(text.target) or _ESCAPE.search(text.target)
    if found and found[0] not in text.source:
        yield Flaw(what=f"shows “{found[0]}” to its readers", word=found[0])


def lost_accents(text: Text) -> Iterator[Flaw]:
    """Words without the accents or dots that they have: `informacion`, `fuer`, `nao`, `3 anos` for three years."""
    if other := _other_word(text):
        yield other
        return
    known = _known(text.language)
    if known is None:
        return
    whole, pattern = known
    if not pattern.search(text.target):
        return
    for found in WORD.finditer(text.target):
        word = found[0]
        meant = _meant(word, whole, text.language)
        if meant and word not in text.source_words:
            yield _flaw(found, meant, Severity.WARNING)
            return


def _flaw(found: re.Match[str], meant: str, severity: Severity | None = None) -> Flaw:
    what = f"has “{found[0]}” for “{meant}”"
    return Flaw(what=what, severity=severity, word=found[0], at=found.start(), better=meant)


def _other_word(text: Text) -> Flaw | None:
    """A word that is another one without its accent, where the source says what is meant: `ano` for a year."""
    others = _others(text.language)
    if not others or text.source_language != "en":
        return None
    said: set[str] | None = None
    for found in WORD.finditer(text.target):
        word = found[0]
        if (other := others.get(word.casefold())) is None or (word[1:] != word[1:].lower()):
            continue
        meant, english = other
        said = said or {one.casefold() for one in text.source_words}
        if not said.isdisjoint(english) and word not in text.source_words:
            return _flaw(found, meant.capitalize() if word[0].isupper() else meant)
    return None


def _meant(word: str, whole: Mapping[str, str], language: str) -> str:
    low = word.casefold()
    # A capital letter inside is a name, and one at the start of a French word may have lost its accent on purpose.
    if word[1:] != word[1:].lower() or (language in _ONLY_SMALL and word != low):
        return ""
    meant = whole.get(low, "")
    for size in range(len(low), 2, -1):
        if meant:
            break
        if right := whole.get(f"{low[:size]}{ENDING}"):
            meant = right.removesuffix(ENDING) + low[size:]
        elif right := whole.get(f"{ENDING}{low[-size:]}"):
            meant = low[:-size] + right.removeprefix(ENDING)
    return meant.capitalize() if meant and word[0].isupper() else meant


@cache
def _others(language: str) -> Mapping[str, tuple[str, frozenset[str]]]:
    """The words of a language that lose their meaning with their accent: what is meant, and what English says then."""
    return {
        row["written"]: (row["meant"], frozenset(row["english"].split("; ")))
        for row in rows_of("accent_words.csv", "language", "written", "meant", "english")
        if row["language"] == language
    }


_END = r"(?!\w)"


@cache
def _known(language: str) -> tuple[Mapping[str, str], re.Pattern[str]] | None:
    """The words of a language, and a pattern that finds where one may stand."""
    rows = rows_of("lost_accents.csv", "language", "written", "meant")
    words = {row["written"]: row["meant"] for row in rows if row["language"] == language}
    if not words:
        return None
    forms = [
        re.escape(word.strip(ENDING)) + ("" if word.endswith(ENDING) else _END)
        for word in sorted(words, key=len, reverse=True)
        if not word.startswith(ENDING)
    ]
    ends = [re.escape(word.strip(ENDING)) for word in words if word.startswith(ENDING)]
    anywhere = f"|(?:{'|'.join(ends)}){_END}" if ends else ""
    return words, re.compile(rf"(?<!\w)(?:{'|'.join(forms)}){anywhere}", re.IGNORECASE)


CHECKS = (
    text_check(
        open_letter_names,
        name="letter-name-open",
        family="lost_accents",
        severity=Severity.ERROR,
        why="Customers read the name of a letter in the middle of a word.",
        example="Informaci&oacuten",
        do="Write the letter itself.",
    ),
    text_check(
        lost_accents,
        name="accent-lost",
        family="lost_accents",
        severity=Severity.ERROR,
        why="Without its accent a word is misspelt, or another one: `ano` is no year.",
        example="Envía la informacion.",
        do="Write the word with its accent.",
        mends="writes the word with its accent",
    ),
)
