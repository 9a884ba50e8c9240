"""A condition or a bound of the source that its translation leaves out: `unless`, `at least`, `only`, `business` days.

The words are those of `locmem/data/qualifiers.csv`: what English says, and whatever may say the same in a language,
so that nothing is told where any of it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces
from locmem.values.word_groups import QUALIFIERS, forms_of, has_words, said_in

_MOST_WORDS = 30
"""Words of a source beyond which a condition may be told in any way."""
_FEWEST_WORDS, _FEW_WORDS = 3, 15


def lost_qualifiers(text: Text) -> Iterator[Flaw]:
    """Conditions and bounds of short English texts of which their translation says nothing."""
    if text.is_same_language or not _FEWEST_WORDS <= len(text.source_words) <= _MOST_WORDS:
        return
    if text.source == text.target or not has_words(text.language, QUALIFIERS):
        return
    ours = said_in(text.source, text.source_language, QUALIFIERS)
    if not ours:
        return
    theirs = said_in(text.target, text.language, QUALIFIERS)
    lost = next((said for said in ours if said not in theirs and forms_of(said[0], text.language, QUALIFIERS)), None)
    if lost is not None:
        is_sure = len(text.source_words) <= _FEW_WORDS and not joins_without_spaces(text.locale)
        what = f"has no word for the “{ours[lost]}” of its source"
        yield Flaw(what=what, severity=None if is_sure else Severity.WARNING)


CHECKS = (
    text_check(
        lost_qualifiers,
        name="qualifier-lost",
        family="qualifiers",
        severity=Severity.ERROR,
        why="Customers are promised more than the source promises, or told less than they must know.",
        example="Añade 5 fotos. (Add up to 5 photos.)",
        do="Say on what it depends, or how much it is at most.",
    ),
)
