"""How alike two texts are, and what a word is.

Similarity has one unit, percent: 0 to 100, higher is closer.  rapidfuzz speaks of 0 to 1 here and 0 to 100
there; the conversion happens in this file only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Sequence
from functools import cache, lru_cache

from locmem.model.inline import Inline
from locmem.model.tags import Percent, joins_without_spaces

ROUNDING = 1e-9
"""What is forgiven of a distance's share before it is cut to whole characters."""


def similarity(a: str, b: str) -> Percent:
    """Likeness of two texts by characters: 100 less the share of characters to insert, delete or replace.

    The share is of the longer text (rapidfuzz `Levenshtein.normalized_similarity`).  Two empty texts are
    equal.  Characters are code points: bring both texts to one normal form before.
    """
    return _percent(a, b)


def furthest(longest: int, floor: float) -> int:
    """The largest distance of two texts, of which the longer has `longest` characters, that is `floor` percent.

    Whole characters decide, so that a likeness of exactly the floor reaches it; rapidfuzz, which compares
    rounded fractions, sometimes says no to it.
    """
    return int(longest * (100 - floor) / 100 + ROUNDING)


def reaches(a: str, b: str, floor: float) -> bool:
    """Whether the similarity of two texts is `floor` percent or more.

    Stops as soon as it is known to be less, which is much sooner than `similarity` is done.
    """
    from rapidfuzz.distance import Levenshtein

    most = furthest(max(len(a), len(b)), floor)
    return Levenshtein.distance(a, b, score_cutoff=most) <= most


def token_similarity(a: Sequence[str], b: Sequence[str]) -> Percent:
    """Likeness of two token sequences (see `words`), counted as in `similarity`."""
    return _percent(a, b)


def _percent(a: Sequence[Hashable], b: Sequence[Hashable]) -> Percent:
    from rapidfuzz.distance import Levenshtein

    return Percent(Levenshtein.normalized_similarity(a, b) * 100)


def differences(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[tuple[slice, slice], ...]:
    """Where two sequences differ, in order: what `a` has there and what `b` has; one of both may be empty.

    As few items are inserted, deleted or replaced as can be.
    """
    from rapidfuzz.distance import Levenshtein

    blocks = (block for block in Levenshtein.opcodes(a, b) if block.tag != "equal")
    return tuple((slice(one.src_start, one.src_end), slice(one.dest_start, one.dest_end)) for one in blocks)


@lru_cache(maxsize=100)
def words(text: str, locale: str) -> tuple[str, ...]:
    """The tokens of a text in order: words, numbers, and every other visible character by itself.

    A word holds letters, digits and their marks, with single apostrophes and hyphens inside; a number holds
    its separators (`1,234.5`).  In a language written without spaces (Japanese, Chinese, Thai, Lao, Khmer,
    Burmese) each character of such a script is a token, with its marks.  White space is no token.
    """
    return tuple(_pattern(joins_without_spaces(locale)).findall(unicodedata.normalize("NFC", text)))


def word_count(content: Inline | str, locale: str) -> int:
    """The number of words a translator is paid for.

    Counted by the definition in `words`: inline codes count 0 and so do punctuation and symbols, a number
    counts 1, and in a language written without spaces each character counts 1.  A code ends the word before
    it, except one that only spells text (an entity, an escape): what a reader sees there is counted.
    """
    if isinstance(content, str):
        text = content
    else:
        pieces = (part if isinstance(part, str) else part.text if part.is_text else " " for part in content.parts)
        text = "".join(pieces)
    return sum(any(character.isalnum() for character in word) for word in words(text, locale))


@cache
def _pattern(is_spaceless: bool) -> re.Pattern[str]:
    marks = _marks()
    alone = _SPACELESS if is_spaceless else ""
    letter = rf"(?:[^\W{alone}]|[{marks}])"
    alternatives = [
        r"\d+(?:[.,:\u00a0\u202f]\d+)+",
        rf"{letter}+(?:['’‐\u2011-]{letter}+)*",
        rf"[^\s{marks}][{marks}]*",
    ]
    return re.compile("|".join(alternatives))


_SPACELESS = (
    "\u0e00-\u0e4f\u0e80-\u0ecf\u1000-\u103f\u1050-\u108f\u1780-\u17df"  # Thai to Khmer, digits left out
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)


def _marks() -> str:
    """The combining marks as ranges for a character class: Python's `\\w` leaves them out."""
    ranges: list[str] = []
    first = last = -2
    for number in range(0x300, 0x20000):
        if unicodedata.category(chr(number)).startswith("M"):
            if number != last + 1:
                if first >= 0:
                    ranges.append(f"{chr(first)}-{chr(last)}")
                first = number
            last = number
    ranges.append(f"{chr(first)}-{chr(last)}")
    return "".join(ranges)
