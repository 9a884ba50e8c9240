"""Translations that are too short or too long for their source to say the same."""

from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.text import MARK, VALUE, Text
from locmem.model.finding import Severity
from locmem.model.wording import counted
from locmem.values.lengths import usual_growth

_LEAST, _MOST = 0.5, 2.4
"""Shares of the usual length beyond which at most one production text in 500 lies, in es, ja, de, fr and pt-BR."""
_FEWEST = 40
"""Characters of a source below which a name or a label may become much shorter or longer."""
_FEWEST_OF_LONG = 15
_FEWEST_OF_SHORT, _LEAST_OF_FEW = 24, 0.3
"""The same for texts that are no sentences: of 16,000 production texts two are that short."""
_SURELY = 0.2
"""Share of the usual length below which most of a text is certainly missing."""


def short_translations(text: Text) -> Iterator[Flaw]:
    """Translations that are much shorter than texts of their locale usually are for such a source."""
    ours, theirs = _length(text.source), _length(text.target)
    usual = ours * usual_growth(text.source_locale, text.locale)
    least = _LEAST if ours >= _FEWEST else _LEAST_OF_FEW
    if ours >= _FEWEST_OF_SHORT and theirs < least * usual:
        is_sure = ours >= _FEWEST and theirs < _SURELY * usual
        yield Flaw(what=_told(theirs, usual), severity=None if is_sure else Severity.WARNING)


def long_translations(text: Text) -> Iterator[Flaw]:
    """Translations that are much longer than texts of their locale usually are for such a source."""
    ours, theirs = _length(text.source), _length(text.target)
    usual = ours * usual_growth(text.source_locale, text.locale)
    if ours >= _FEWEST_OF_LONG and theirs > _MOST * usual and theirs - usual > _FEWEST:
        yield Flaw(what=_told(theirs, usual))


def _told(theirs: int, usual: float) -> str:
    return f"has {counted(theirs, 'letter')} where about {round(usual)} are usual for such a source"


def is_shorter(text: Text) -> bool:
    """Whether a translation is so short that a sentence may be missing."""
    return _length(text.target) < _SHORTER * _length(text.source) * usual_growth(text.source_locale, text.locale)


def is_longer(text: Text) -> bool:
    """Whether a translation is so long that a sentence may have been added."""
    return _length(text.target) > _LONGER * _length(text.source) * usual_growth(text.source_locale, text.locale)


_SHORTER, _LONGER = 0.75, 1.45


def _length(text: str) -> int:
    return len("".join(text.split())) - text.count(VALUE) - text.count(MARK)


CHECKS = (
    text_check(
        short_translations,
        name="too-short",
        family="proportions",
        severity=Severity.ERROR,
        why="Half of the text may be missing.",
        example="Espera. (Wait until the parcel has arrived in our warehouse in Berlin.)",
        do="See whether the translation says all that its source says.",
    ),
    text_check(
        long_translations,
        name="too-long",
        family="proportions",
        severity=Severity.WARNING,
        why="Another text may have been pasted behind it, or it was written twice.",
        example="A label of three words with a paragraph in its place",
        do="See whether the translation says more than its source says.",
    ),
)
