"""A word of a source whose opposite stands in the translation: `at most` for `at least`, `after` for `before`.

The words are those of `locmem/data/opposites.csv`.  Nothing is said where a source has both words of a pair, or a
translation still has the right one: a sentence may speak of both, and turn round which it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces
from locmem.values.negations import negates
from locmem.values.word_groups import OPPOSITES, SURE, exchanged, said_in

_MOST_WORDS = 40
"""Words of a source beyond which it may well say both."""
_OF_NUMBERS = frozenset(("least", "more"))
"""Pairs that bound a number: with the other one it is another promise."""
_NEGATIVE = frozenset(("nothing", "exception", "concession", "proviso"))
"""Pairs of which one word says `not` by itself."""
_FEW_WORDS = 25
"""Words of a source up to which it says one thing."""


def opposite_words(text: Text) -> Iterator[Flaw]:
    """Words of a source of which the translation has the opposite, and not the word itself."""
    if text.is_same_language or len(text.source_words) > _MOST_WORDS:
        return
    ours = said_in(text.source, text.source_language, OPPOSITES)
    if not ours:
        return
    theirs = said_in(text.target, text.language, OPPOSITES)
    for mine, other in exchanged(ours, theirs):
        pair, word, found = mine[0], ours[mine], theirs[other]
        # `not before noon` is `after noon`: where one side says `not` and the other does not, both may be right.
        if pair not in _NEGATIVE and negates(text.source, text.source_language) != negates(text.target, text.language):
            continue
        if (pair == "duty" and _is_free(text, mine[1])) or (pair == "change" and "%" not in text.source):
            continue
        is_bound = pair in _OF_NUMBERS and any(sign.isdigit() for sign in text.target)
        is_bound = is_bound or (pair in SURE and len(text.source_words) <= _FEW_WORDS)
        yield Flaw(
            what=f"has “{found}” where its source has “{word}”",
            severity=None if is_bound else Severity.WARNING,
            word=found,
        )
        return


def _is_free(text: Text, value: str) -> bool:
    """Whether must and can may stand for each other: `must not` is `cannot`, and Japanese asks for what one can do."""
    return negates(text.source, text.source_language) or (value == _CAN and joins_without_spaces(text.locale))


_CAN = "2"

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
