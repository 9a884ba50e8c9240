"""English words with a slip of the hand in them, and what is meant by each.

Frequencies are those of pyspellchecker, made from subtitles; this file is its only home.  It knows too few forms of
other languages, and too few words of any trade, to say of a word that it is none: so one is told only where it is not
known in any form, and one slip away from a word that everybody writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

LANGUAGES = frozenset({"en"})
"""The languages of which words are known."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FORMS = (
    ("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("ers", ""), ("ly", ""),
    ("able", ""), ("able", "e"), ("ies", "y"), ("ied", "y"),
)  # fmt: skip
"""Endings, and what stands in their place in the word itself."""
_BEGINNINGS = ("un", "re", "pre", "sub", "non", "de", "multi", "inter", "auto", "meta", "co", "over", "under", "super",
               "mis", "anti")  # fmt: skip
_SPELLINGS = (
    ("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("re", "er"), ("ll", "l"),
    ("ogue", "og"), ("ae", "e"), ("ence", "ense"), ("mme", "m"),
)  # fmt: skip
"""What is written in two ways, British and American."""
_OFTEN, _VERY_OFTEN, _EVERYWHERE = 500, 2_000, 1_000_000
"""How often a word must stand in the subtitles to be meant: by letters that changed places or were doubled, by one that
is missing or too many, and by a short word, which is one slip away from many."""
_SHORT, _KNOWN = 5, 50


def meant_by(word: str, language: str) -> str:
    """The word that a misspelt one stands for; empty where it may be right, and in languages that are not known.

    word: in small letters.
    """
    if language not in LANGUAGES:
        return ""
    known = _frequencies()
    if _is_word(word, known):
        return ""
    found = [(known.get(near, 0), near) for near, least in _slips(word) if known.get(near, 0) >= least]
    return max(found)[1] if found else ""


def _slips(word: str) -> Iterator[tuple[str, int]]:
    """The words that a slip may have made this one of, with how often each must be written to be meant."""
    is_short = len(word) < _SHORT
    for place in range(len(word) - 1):
        if word[place] != word[place + 1]:
            changed = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            yield changed, _EVERYWHERE if is_short else _OFTEN
    if is_short:
        return
    # First and last letters are seldom wrong; other words are made there.
    for place in range(1, len(word) - 1):
        yield word[:place] + word[place + 1 :], _OFTEN if word[place] == word[place - 1] else _VERY_OFTEN
    for place in range(2, len(word)):
        for letter in _LETTERS:
            is_double = letter in (word[place - 1], word[place])
            yield word[:place] + letter + word[place:], _OFTEN if is_double else _VERY_OFTEN


def _is_word(word: str, known: Mapping[str, int]) -> bool:
    if word in known:
        return True
    forms = (word.removesuffix(ending) + base for ending, base in _FORMS if word.endswith(ending))
    stems = (word.removeprefix(start) for start in _BEGINNINGS if word.startswith(start) and len(word) > len(start) + 3)
    if any(known.get(one, 0) >= _KNOWN for one in (*forms, *stems)):
        return True
    spellings = ((one, other) for pair in _SPELLINGS for one, other in (pair, pair[::-1]))
    return any(one in word and word.replace(one, other) in known for one, other in spellings)


@cache
def _frequencies() -> Mapping[str, int]:
    from spellchecker import SpellChecker

    return SpellChecker(language="en").word_frequency.dictionary
