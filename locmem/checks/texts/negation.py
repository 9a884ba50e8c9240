"""A `not` of the source that its translation does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces
from locmem.values.negations import added_negation, lost_negation

_MOST_WORDS = 40
"""Words of a source beyond which one `not` may be said in many ways."""


def lost_negations(text: Text) -> Iterator[Flaw]:
    """English texts that say `not` or `never` where their translation says nothing of the kind."""
    # What was not translated at all is told by another check.
    if text.source_language != "en" or len(text.source_words) > _MOST_WORDS or text.source == text.target:
        return
    if said := lost_negation(text.source, text.target, text.language):
        yield Flaw(what=f"has no word for the “{said}” of its source", severity=_severity(text, _SURE_WORDS))


def added_negations(text: Text) -> Iterator[Flaw]:
    """Short English texts of which nothing says `not`, not even in part of a word, where their translation does."""
    if text.source_language != "en" or not _FEWEST_WORDS <= len(text.source_words) <= _FEW_WORDS:
        return
    if said := added_negation(text.source, text.target, text.language):
        what = f"has “{said}”, and nothing in its source says so"
        yield Flaw(what=what, severity=_severity(text, _SURE_WORDS_ADDED), word=said)


def _severity(text: Text, most: int) -> Severity | None:
    """An error in short texts; Japanese says `not` in so many ways that nothing is certain."""
    is_sure = len(text.source_words) <= most and not joins_without_spaces(text.locale)
    # Where a sentence is missing, that is what is wrong.
    is_sure = is_sure and len(_ENDS.findall(text.source)) <= len(_ENDS.findall(text.target))
    return None if is_sure else Severity.WARNING


_ENDS = re.compile(r"[.!?](?=\s|\Z)")
_SURE_WORDS, _SURE_WORDS_ADDED = 20, 12
_FEWEST_WORDS, _FEW_WORDS = 3, 20
"""Words of a source: a label may be put in any way, and a long sentence may hold a `not` that no list has."""


CHECKS = (
    text_check(
        lost_negations,
        name="negation-lost",
        family="negation",
        severity=Severity.ERROR,
        why="Customers are told to do what they must not do.",
        example="Desenchufa la lámpara. (Do not unplug the lamp.)",
        do="Say that it is not so, or must not be done.",
    ),
    text_check(
        added_negations,
        name="negation-added",
        family="negation",
        severity=Severity.ERROR,
        why="Customers are told that something is not so, or must not be done.",
        example="No abras la caja. (Open the box.)",
        do="Take the “not” out, if the source does not mean it.",
    ),
)
