"""A day, a month, a place, a rhythm or another name of a few that became another one: `el martes` for `on Monday`.

The words are those of `locmem/data/exchanged.csv`.  Nothing is said where a text has words of both, or a form may be
read as the right one: Spanish `tarde` is the afternoon and the evening.
"""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.values.word_groups import EXCHANGED, LOOSE, exchanged, said_in

_MOST_WORDS = 60
"""Words of a source beyond which it may well say several of a group."""
_FEW_WORDS = 25


def exchanged_words(text: Text) -> Iterator[Flaw]:
    """Days, months, places, rhythms and the like of a source of which the translation has another one."""
    if text.is_same_language or len(text.source_words) > _MOST_WORDS:
        return
    ours = said_in(text.source, text.source_language, EXCHANGED)
    if not ours:
        return
    theirs = said_in(text.target, text.language, EXCHANGED)
    for mine, other in exchanged(ours, theirs):
        is_sure = mine[0] not in LOOSE and len(text.source_words) <= _FEW_WORDS
        yield Flaw(
            what=f"has “{theirs[other]}” where its source has “{ours[mine]}”",
            severity=None if is_sure else Severity.WARNING,
            word=theirs[other],
        )
        return


CHECKS = (
    text_check(
        exchanged_words,
        name="word-exchanged",
        family="exchanged",
        severity=Severity.ERROR,
        why="Customers come on another day, look in another place or pay in another rhythm.",
        example="Abrimos el martes. (We open on Monday.)",
        do="Say the one of the source.",
    ),
)
