"""What the characters of a draft say of it, beside those of its source.

Each signal is a number that grows with trouble and is 0 where all is well; what they weigh together is `estimate`'s
business.  None of them knows which engine or person wrote the draft.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields
from math import log, sqrt

from locmem.markets.spoken import clause_language, near_language, other_language
from locmem.model.tags import joins_without_spaces, language_of
from locmem.postedit.echoes import doubled
from locmem.postedit.left_words import copied_share, left_run
from locmem.postedit.list_items import lacking_items
from locmem.postedit.replaced import changed_numbers, exchanged_words, lost_conditions
from locmem.values.lengths import usual_growth
from locmem.values.negations import added_negation, implied_negations, lost_negation, negation_count, speaks_of_not

_NAME = re.compile(r"[A-Za-z]*(?:[A-Za-z][A-Z]|\d|_)\w*|`[^`]+`|[A-Za-z]+(?:[./:][A-Za-z]+)+|(?<=[a-z,] )[A-Z][a-z]+")
"""What a translation keeps: identifiers, paths, words with a capital inside, and names in the middle of a sentence."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z\d_]+")
_KEPT = re.compile(r"[A-Za-z\d_./:-]{2,}")
_SENTENCE_ENDS = re.compile(r"[.!?:](?=\s|\Z)|[。！？：]")
_FINISHED = re.compile(r"[.!?:;。！？：…)\"'”»」`*]\s*\Z")
_BRACKETS = "()[]（）「」{}«»“”"

_DEFAULT_SPREAD = (0.12, 0.09)
_SPREAD = {
    "es": (0.12, 0.08),
    "pt": (0.09, 0.075),
    "de": (0.24, 0.09),
    "ja": (0.24, 0.12),
}
"""The usual logarithm of a translation's length over what `usual_growth` says, and how far it strays in long texts;
measured on published translations."""
_SMOOTHING = 4
"""Letters that are added to both lengths, so that two words beside two names are no proportion."""
_LETTERS_OF_SPREAD = 12
"""Letters in which a text strays once as far again: short texts vary more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftText:
    """A draft as a reader sees it, beside its source.

    source, target: with a blank in the place of each code that shows nothing.
    among: locales in which it may be by mistake, the project's.  terms: words of the source with those the glossary
    wants for them.
    digest: what its estimate is found by, see `estimate.digest_of`; empty where nobody looks for it.
    """

    source: str
    target: str
    source_locale: str
    locale: str
    among: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    digest: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What the characters of a draft say; each is 0 where all is well.

    short, long: how many times as far as usual its length is from the usual one.  unfinished: begins or ends in the
    middle, its source does not.  sentences: those that are missing or too many, as a share.
    items: how many of a list are missing.  numbers: how many differ.
    exchanged: 1 where a unit, a month, an order or the like became another one.  conditions: how many are missing.
    lost_not, added_not: above 1 where a `not` is certainly lost or added, less where it may be said in another way.
    names: share of the source's names that are missing; strange_names: of those it has and its source has not.
    copied: share of its words that are its source's, names apart.  left: above 0 where words in a row are.
    language: above 1 in another of the project's languages, 1 in a near one.  mixed: 1 where a clause of it is.
    doubled: words that stand twice, as a share, 1 at most.  terms: the share of the glossary's words that are missing.
    """

    short: float = 0.0
    long: float = 0.0
    unfinished: float = 0.0
    sentences: float = 0.0
    items: float = 0.0
    numbers: float = 0.0
    exchanged: float = 0.0
    conditions: float = 0.0
    lost_not: float = 0.0
    added_not: float = 0.0
    names: float = 0.0
    strange_names: float = 0.0
    copied: float = 0.0
    left: float = 0.0
    language: float = 0.0
    mixed: float = 0.0
    doubled: float = 0.0
    terms: float = 0.0

    @property
    def values(self) -> tuple[float, ...]:
        """All of them, in the order of `NAMES`."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(one.name for one in fields(Signals))


def signals_of(draft: DraftText) -> Signals:
    """What the characters of a draft say."""
    texts = draft.source, draft.target, draft.source_locale, draft.locale
    strayed = _strayed(draft)
    lost, added = _negations(draft)
    lacking, strange = _names(draft)
    return Signals(
        short=max(0.0, -strayed),
        long=max(0.0, strayed),
        unfinished=_unfinished(draft),
        sentences=_sentences(draft),
        items=lacking_items(*texts),
        numbers=min(2.0, float(changed_numbers(*texts))),
        exchanged=exchanged_words(*texts),
        conditions=lost_conditions(*texts),
        lost_not=lost,
        added_not=added,
        names=lacking,
        strange_names=strange,
        copied=copied_share(*texts),
        left=left_run(*texts),
        language=_language(draft),
        mixed=_mixed(draft),
        doubled=doubled(*texts),
        terms=_lacking_terms(draft),
    )


def _language(draft: DraftText) -> float:
    """How sure it is that a draft is in another language or script than its own."""
    if language_of(draft.source_locale) == language_of(draft.locale):
        return 0.0
    among = (draft.source_locale, draft.locale, *draft.among)
    if other_language(draft.target, draft.locale, among, draft.source):
        return 1.5
    return 1.0 if near_language(draft.target, draft.locale, draft.source)[0] else 0.0


def _mixed(draft: DraftText) -> float:
    """1 where a clause of a draft is in another language than the rest."""
    if language_of(draft.source_locale) == language_of(draft.locale):
        return 0.0
    return float(bool(clause_language(draft.target, draft.locale, draft.source_locale, draft.source)))


def _strayed(draft: DraftText) -> float:
    """How many times as far as usual a draft is longer than usual; negative where it is shorter.

    What it shares with its source (names, codes, numbers) has one length in both and is left out of the comparison.
    """
    ours, theirs = (len("".join(text.split())) for text in (draft.source, draft.target))
    shared = Counter(_KEPT.findall(draft.source)) & Counter(_KEPT.findall(draft.target))
    kept = sum(len(word) * count for word, count in shared.items())
    middle, spread = _SPREAD.get(language_of(draft.locale), _DEFAULT_SPREAD)
    rest = max(0, ours - kept)
    usual = rest * usual_growth(draft.source_locale, draft.locale)
    found = log((max(0, theirs - kept) + _SMOOTHING) / (usual + _SMOOTHING))
    return (found - middle) / (spread * (1 + sqrt(_LETTERS_OF_SPREAD / max(rest, 1))))


def _unfinished(draft: DraftText) -> float:
    source, target = draft.source.strip(), draft.target.strip()
    ends = bool(_FINISHED.search(source)) and not _FINISHED.search(target)
    letters = next(filter(str.isalpha, source), ""), next(filter(str.isalpha, target), "")
    begins = letters[0].isupper() and letters[1].islower()
    opened = any(
        (target.count(one) == target.count(other)) < (source.count(one) == source.count(other))
        for one, other in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)
    )
    return float(ends) + float(begins) + float(opened)


def _sentences(draft: DraftText) -> float:
    ours, theirs = (len(_SENTENCE_ENDS.findall(text)) for text in (draft.source, draft.target))
    return abs(ours - theirs) / max(ours, theirs, 1)


def _negations(draft: DraftText) -> tuple[float, float]:
    """How sure it is that a `not` was lost, and that one was added; sentence by sentence where both have as many."""
    language = language_of(draft.locale)
    if language_of(draft.source_locale) != "en" or not speaks_of_not(language):
        return 0.0, 0.0
    ours, theirs = (_SENTENCE_ENDS.split(text) for text in (draft.source, draft.target))
    pairs = list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else [(draft.source, draft.target)]
    found = [_negation(source, target, language) for source, target in pairs]
    return max(lost for lost, _ in found), max(added for _, added in found)


def _negation(source: str, target: str, language: str) -> tuple[float, float]:
    if lost_negation(source, target, language):
        return 2.0, 0.0
    if added_negation(source, target, language):
        return 0.0, 1.4
    ours, theirs = negation_count(source, "en"), negation_count(target, language)
    if theirs < ours:
        return (0.45 if theirs and not _UNLESS.search(source) else 0.8), 0.0
    over = theirs - ours
    return 0.0, (0.8 if over > implied_negations(source) else 0.45) if over else 0.0


_UNLESS = re.compile(r"\bunless\b", re.IGNORECASE)
"""Beside a `not` that is said it makes the contrary of what is meant where it is lost."""


def _names(draft: DraftText) -> tuple[float, float]:
    """The share of the source's names that a draft lacks, and of its own that the source has not."""
    ours = set(_NAME.findall(draft.source))
    lacking = sum(name not in draft.target for name in ours) / len(ours) if ours else 0.0
    pattern = _LATIN if joins_without_spaces(draft.locale) else _NAME
    theirs = set(pattern.findall(draft.target))
    folded = draft.source.casefold()
    strange = sum(name.casefold() not in folded for name in theirs) / len(theirs) if theirs else 0.0
    return lacking, strange


def _lacking_terms(draft: DraftText) -> float:
    folded = draft.target.casefold()
    lacking = sum(wanted.casefold() not in folded for _, wanted in draft.terms)
    return lacking / len(draft.terms) if draft.terms else 0.0
