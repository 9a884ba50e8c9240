"""What the characters of a draft say of it, beside those of its source.

Each signal is a number that grows with trouble and is 0 where all is well; what they weigh together is `estimate`'s
business.  None of them knows which engine or person wrote the draft.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import log, sqrt

from locmem.markets.languages import function_words
from locmem.markets.spoken import near_language, other_language
from locmem.model.tags import joins_without_spaces, language_of
from locmem.mt.numbers import numbers_in
from locmem.values.lengths import usual_growth
from locmem.values.negations import added_negation, implied_negations, lost_negation, negation_count, speaks_of_not
from locmem.values.number_words import number_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
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
    wants for them.  back: the draft translated back by an engine of the other direction, empty where there is none.
    digest: what its estimate is found by, see `estimate.digest_of`; empty where nobody looks for it.
    """

    source: str
    target: str
    source_locale: str
    locale: str
    among: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    back: str = ""
    digest: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What the characters of a draft say; each is 0 where all is well.

    short, long: how many times as far as usual its length is from the usual one.  unfinished: begins or ends in the
    middle, its source does not.  sentences: those that are missing or too many, as a share.  numbers: how many differ.
    lost_not, added_not: above 1 where a `not` is certainly lost or added, less where it may be said in another way.
    names: share of the source's names that are missing; strange_names: of those it has and its source has not.
    copied: share of its words that are its source's, names apart.
    language: above 1 in another of the project's languages, 1 in a near one.  doubled: words that stand twice in a row,
    as a share, 1 at most.  terms: the share of the glossary's words that are missing.
    """

    short: float = 0.0
    long: float = 0.0
    unfinished: float = 0.0
    sentences: float = 0.0
    numbers: float = 0.0
    lost_not: float = 0.0
    added_not: float = 0.0
    names: float = 0.0
    strange_names: float = 0.0
    copied: float = 0.0
    language: float = 0.0
    doubled: float = 0.0
    terms: float = 0.0

    @property
    def values(self) -> tuple[float, ...]:
        """All of them, in the order of `NAMES`."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(one.name for one in fields(Signals))


def signals_of(draft: DraftText) -> Signals:
    """What the characters of a draft say."""
    strayed = _strayed(draft)
    lost, added = _negations(draft)
    lacking, strange = _names(draft)
    return Signals(
        short=max(0.0, -strayed),
        long=max(0.0, strayed),
        unfinished=_unfinished(draft),
        sentences=_sentences(draft),
        numbers=min(2.0, float(_changed_numbers(draft))),
        lost_not=lost,
        added_not=added,
        names=lacking,
        strange_names=strange,
        copied=_copied(draft),
        language=_language(draft),
        doubled=_doubled(draft),
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
        return (0.45 if theirs else 0.8), 0.0
    over = theirs - ours
    return 0.0, (0.8 if over > implied_negations(source) else 0.45) if over else 0.0


def _names(draft: DraftText) -> tuple[float, float]:
    """The share of the source's names that a draft lacks, and of its own that the source has not."""
    ours = set(_NAME.findall(draft.source))
    lacking = sum(name not in draft.target for name in ours) / len(ours) if ours else 0.0
    pattern = _LATIN if joins_without_spaces(draft.locale) else _NAME
    theirs = set(pattern.findall(draft.target))
    folded = draft.source.casefold()
    strange = sum(name.casefold() not in folded for name in theirs) / len(theirs) if theirs else 0.0
    return lacking, strange


def _copied(draft: DraftText) -> float:
    """The share of a draft's words that are its source's and begin small; all of it where it is its source."""
    if language_of(draft.source_locale) == language_of(draft.locale):
        return 0.0
    words = [word for word in _WORD.findall(draft.target) if word[0].islower() and word.isascii()]
    ours = frozenset(word for word in _WORD.findall(draft.source) if word[0].islower())
    shared = function_words(draft.locale)
    copied = sum(word in ours and word not in shared for word in words)
    if joins_without_spaces(draft.locale):
        return min(1.0, 10 * copied / max(len(draft.target), 1))
    return copied / len(words) if words else 0.0


_ONE = re.compile(r"\b(?:one|an?|single|first)\b", re.IGNORECASE)


def _changed_numbers(draft: DraftText) -> int:
    """How many numbers differ: those in digits, and those in words where others stand in their place.

    A number in words that has no partner may be said in another way: `both` for `two`.
    """
    source, target = Counter(numbers_in(draft.source)), Counter(numbers_in(draft.target))
    told, given = _in_words(draft.source, draft.source_locale), _in_words(draft.target, draft.locale)
    lost, added = (source + told) - (target + given), (target + given) - (source + told)
    if _ONE.search(draft.source):
        added.pop(("1",), None)
    exchanged = min(lost.total(), added.total())
    alone = (lost & source).total() + (added & target).total() - 2 * exchanged
    return 2 * exchanged + max(0, alone)


def _in_words(text: str, locale: str) -> Counter[tuple[str, ...]]:
    return Counter((str(word.value),) for word in number_words(text, locale))


def _doubled(draft: DraftText) -> float:
    """The share of a draft that stands twice in a row, where its source has nothing of the kind."""
    is_spaceless = joins_without_spaces(draft.locale)
    parts = [sign for sign in draft.target if not sign.isspace()] if is_spaceless else _words(draft.target)
    found = _longest_twice(parts, _FEWEST_SIGNS if is_spaceless else 1)
    if not found or _longest_twice(_words(draft.source), 1):
        return 0.0
    return min(1.0, 0.5 + found / max(len(parts), 1)) if found > 1 else 0.3


def _words(text: str) -> list[str]:
    """The words of a text without the signs around them: what stands twice may end with a full stop once."""
    return [word for part in text.casefold().split() if (word := part.strip(_AROUND))]


_AROUND = ".,;:!?…()[]\"'“”‘’«»¿¡*_"
_FEWEST_SIGNS = 5
_PLACES = 6
"""Signs of a script without blanks that may well stand twice, and how many earlier places of a word are looked at."""


def _longest_twice(parts: Sequence[str], fewest: int) -> int:
    """How many parts the longest run has that stands twice in a row; 0 where none has `fewest` with a letter."""
    places: dict[tuple[str, ...], list[int]] = {}
    longest = 0
    for place in range(len(parts) - fewest + 1):
        run = tuple(parts[place : place + fewest])
        if not any(part[:1].isalpha() for part in run):
            continue
        before = places.setdefault(run, [])
        for start in before[-_PLACES:]:
            size = place - start
            if size >= max(fewest, longest + 1) and parts[start:place] == parts[place : place + size]:
                longest = size
        before.append(place)
    return longest


def _lacking_terms(draft: DraftText) -> float:
    folded = draft.target.casefold()
    lacking = sum(wanted.casefold() not in folded for _, wanted in draft.terms)
    return lacking / len(draft.terms) if draft.terms else 0.0
