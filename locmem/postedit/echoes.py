"""What a draft says twice: the same words in a row or apart, or the same thing in other words.

What its source says twice, too, is no fault, as far as it goes there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from locmem.markets.languages import function_words
from locmem.model.tags import joins_without_spaces

_AROUND = ".,;:!?…()[]\"'“”‘’«»¿¡*_"
_FEWEST_SIGNS = 5
_PLACES = 6
"""Signs of a script without blanks that may well stand twice, and how many earlier places of a word are looked at."""
_SIGNS_OF_A_WORD = 4
"""Signs of such a script for one word of another, at most."""
_MOST_WORDS = 40
"""Words of a source beyond which a text may well come back to what it said."""
_PARTED = 3
"""Words below which a run on both sides of a stop is two clauses of the same look: `los correos; los correos …`."""
_STOPS = ".;:!?"
_APART, _SIGNS_APART = 5, 14
"""Words and signs in a row that do not stand in two places of a text by chance."""
_PARTS = re.compile(r"[.!?;:,…]+(?=\s|\Z)|[。、！？：；]")
_ENDS = re.compile(r"[.!?…]+(?=\s|\Z)|[。！？]")
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"[\u4e00-\u9fffァ-ヶー]")
_STEM = 5
"""Letters that the forms of a word share."""
_FEWEST_SHARED = 2
_LIKE, _VERY_LIKE = 0.4, 0.6
"""The share of the words of the shorter of two sentences, and of two clauses, from which on they say the same."""


def doubled(source: str, target: str, source_locale: str, locale: str) -> float:
    """The share of a text that stands twice in a row or, weaker, in two places or in other words; 0 to 1."""
    is_spaceless = joins_without_spaces(locale)
    parts = [sign for sign in target if not sign.isspace()] if is_spaceless else _words(target)
    found = _longest_twice(parts, _FEWEST_SIGNS if is_spaceless else 1)
    if found:
        ours = _longest_twice(_words(source), 1)
        if found > ours * (_SIGNS_OF_A_WORD if is_spaceless else 1) and not (ours and found == 1):
            return min(1.0, 0.5 + found / max(len(parts), 1)) if found > 1 else 0.3
    if len(source.split()) > _MOST_WORDS or _repeats(source, source_locale):
        return 0.0
    if _stands_apart(parts, is_spaceless):
        return 0.6
    return 0.4 if _says_again(source, target, locale) else 0.0


def _words(text: str) -> list[str]:
    """The words of a text without the signs around them, but for a stop at the end of the clause."""
    words = []
    for part in text.casefold().split():
        if word := part.strip(_AROUND):
            words.append(word + "." if part[-1] in _STOPS else word)
    return words


def _longest_twice(parts: Sequence[str], fewest: int) -> int:
    """How many parts the longest run has that stands twice in a row; 0 where none has `fewest` with a letter.

    What stands twice may end with a full stop once; a short run goes over no stop.
    """
    bare = [part.rstrip(".") or part for part in parts]
    places: dict[tuple[str, ...], list[int]] = {}
    longest = 0
    for place in range(len(bare) - fewest + 1):
        run = tuple(bare[place : place + fewest])
        if not any(part[:1].isalpha() for part in run):
            continue
        before = places.setdefault(run, [])
        for start in before[-_PLACES:]:
            size = place - start
            if size < max(fewest, longest + 1) or bare[start:place] != bare[place : place + size]:
                continue
            if size < _PARTED and parts[place - 1] != bare[place - 1]:
                continue
            longest = size
        before.append(place)
    return longest


def _stands_apart(parts: Sequence[str], is_spaceless: bool) -> bool:
    """Whether some parts in a row, most of them words, stand in two places; Latin letters among signs are none."""
    size = _SIGNS_APART if is_spaceless else _APART
    bare = [part.rstrip(".") or part for part in parts]
    seen: dict[tuple[str, ...], int] = {}
    for place in range(len(bare) - size + 1):
        run = tuple(bare[place : place + size])
        told = sum(part[:1].isalpha() and not (is_spaceless and part.isascii()) for part in run)
        if place - seen.setdefault(run, place) >= size and told > size // 2:
            return True
    return False


def _repeats(text: str, locale: str) -> bool:
    """Whether a text has a word twice that says what it is about, and so may well say it twice in another language."""
    small = function_words(locale)
    words = [word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > 3 and word not in small]
    return len(words) != len(set(words))


def _says_again(source: str, target: str, locale: str) -> bool:
    """Whether a draft with more parts than its source says one of them again in other words."""
    for pattern, least in ((_ENDS, _LIKE), (_PARTS, _VERY_LIKE)):
        has_more = _count(target, pattern) > _count(source, pattern)
        if has_more and _most_alike(_stems(target, pattern, locale)) >= least:
            return True
    return False


def _count(text: str, pattern: re.Pattern[str]) -> int:
    return sum(1 for part in pattern.split(text) if _WORD.search(part))


def _stems(text: str, pattern: re.Pattern[str], locale: str) -> list[frozenset[str]]:
    """The stems of the words of each part that say what it is about; in a script without blanks pairs of its signs."""
    found = []
    for part in pattern.split(text):
        if joins_without_spaces(locale):
            signs = _SIGN.findall(part)
            stems = frozenset(signs if len(signs) < 2 else map("".join, pairwise(signs)))
        else:
            small = function_words(locale)
            words = (word for word in _WORD.findall(part.casefold()) if len(word) > 3 and word not in small)
            stems = frozenset(word[:_STEM] for word in words)
        if len(stems) >= _FEWEST_SHARED:
            found.append(stems)
    return found


def _most_alike(parts: Sequence[frozenset[str]]) -> float:
    """The largest share of the shorter of two parts that stands in the other."""
    shares = (
        len(one & other) / min(len(one), len(other))
        for one, other in combinations(parts, 2)
        if len(one & other) >= _FEWEST_SHARED
    )
    return max(shares, default=0.0)
