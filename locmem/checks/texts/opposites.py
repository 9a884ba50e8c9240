"""A word of a source whose opposite stands in the translation: `at most` for `at least`, `after` for `before`.

The words are those of `locmem/data/opposites.csv`.  Nothing is said where a source has both words of a pair, or a
translation still has the right one: a sentence may speak of both, and turn round which it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.negation import negates
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces
from locmem.tables import rows_of

_MOST_WORDS = 40
"""Words of a source beyond which it may well say both."""
_OF_NUMBERS = frozenset(("least", "more"))
"""Pairs that bound a number: with the other one it is another promise."""
_NEGATIVE = frozenset(("nothing",))
"""Pairs of which one word says `not` by itself."""

Pole = tuple[str, str]
"""A pair and which of its two words: `("least", "1")`."""


def opposite_words(text: Text) -> Iterator[Flaw]:
    """Words of a source of which the translation has the opposite, and not the word itself."""
    if text.is_same_language or len(text.source_words) > _MOST_WORDS:
        return
    ours = poles_in(text.source, text.source_language)
    if not ours:
        return
    theirs = poles_in(text.target, text.language)
    for (pair, pole), word in ours.items():
        other = "2" if pole == "1" else "1"
        if (pair, other) in ours or (pair, pole) in theirs or (pair, other) not in theirs:
            continue
        # `not before noon` is `after noon`: where one side says `not` and the other does not, both may be right.
        if pair not in _NEGATIVE and negates(text.source, text.source_language) != negates(text.target, text.language):
            continue
        found = theirs[pair, other]
        is_bound = pair in _OF_NUMBERS and any(sign.isdigit() for sign in text.target)
        yield Flaw(
            what=f"has “{found}” where its source has “{word}”",
            severity=None if is_bound else Severity.WARNING,
            word=found,
        )
        return


@lru_cache(maxsize=2_048)
def poles_in(text: str, language: str) -> Mapping[Pole, str]:
    """The words of pairs that a text has, each pole with the first of its words as it stands there."""
    known = _pattern(language)
    if known is None:
        return {}
    pattern, poles = known
    low = text.lower()
    found: dict[Pole, str] = {}
    for one in pattern.finditer(low):
        for pole in poles[one.lastindex or 0]:
            found.setdefault(pole, (text[one.start() : one.end()] if len(low) == len(text) else one[0]).strip())
    return found


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[tuple[Pole, ...], ...]] | None:
    """A pattern of all words of a language, and the poles that each of its groups stands for, by number; the longest
    words first, so that `前後` is not read as `前`."""
    meant: dict[str, list[Pole]] = {}
    for row in rows_of("opposites.csv", "pair", "pole", "language", "forms"):
        if row["language"] == language:
            for form in row["forms"].split("; "):
                meant.setdefault(form, []).append((row["pair"], row["pole"]))
    if not meant:
        return None
    is_spaced = not joins_without_spaces(language)
    # By their first letters, so that most places of a text are done with at once.
    forms = sorted(meant, key=lambda form: (form[0], -len(form)))
    by_letter = [
        "|".join(f"({_form(form, is_spaced)})" for form in some) for _, some in groupby(forms, key=lambda form: form[0])
    ]
    letters = [re.escape(letter) for letter in dict.fromkeys(form[0] for form in forms)]
    parts = "|".join(f"(?={letter})(?:{some})" for letter, some in zip(letters, by_letter, strict=True))
    start = r"(?<![\w-])" if is_spaced else ""
    return re.compile(f"{start}(?=[{''.join(letters)}])(?:{parts})"), ((), *(tuple(meant[form]) for form in forms))


def _form(form: str, is_spaced: bool) -> str:
    """A pattern for a form: `*` stands for any ending, or between blanks for some words; `#` for a number."""
    pattern = re.escape(form).replace(r"\ \*\ ", r"\s(?:\w+\s){0,6}").replace(r"\ ", r"\s")
    pattern = pattern.replace(r"\*", r"\w*").replace(r"\#", r"(?=\W{0,3}\d)")
    return pattern if not is_spaced or form.endswith(("*", "#")) else rf"{pattern}(?!\w)"


CHECKS = (
    text_check(
        opposite_words,
        name="opposite-word",
        family="opposites",
        severity=Severity.ERROR,
        why="Customers are told the contrary: at most for at least, after for before, on for off.",
        example="como máximo 3 días (at least 3 days)",
        do="Say what the source says, or turn the sentence round as a whole.",
    ),
)
