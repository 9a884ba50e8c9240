"""Answers that are their source once more: a file returned as it was sent, or in the wrong language.

A name, a code, a number or a heading of a word or two may well be the same in both languages.  A sentence is not,
and a file of which most sentences are the same was not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from locmem.markets.languages import function_words, likely_language
from locmem.model.tags import language_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST_WORDS = 3
_FEWEST_WITHOUT_LIST = 5
"""Words of a text that may be judged where nobody listed the function words of its language."""
_FEWEST_SENTENCES = 3
"""Sentences that must be the same before a file counts as not translated."""
_SHARE = 0.5
_RUN = 6
_TELLING = 3
"""Words in a row, and function words among them, that are no name and no quoted label."""

_NEEDS_WORDS = 40
"""Words of a file's answers below which nothing is said of their language."""


def is_sentence(text: str, locale: str) -> bool:
    """Whether a text has words that only its own language puts together, so that no translation of it is the same.

    locale: of the text.  Silent on languages that are written without blanks.
    """
    words = _words_of(text)
    known = function_words(locale)
    if not known:
        return len(words) >= _FEWEST_WITHOUT_LIST
    return len(words) >= _FEWEST_WORDS and sum(word in known for word in words) > len(words) // 8


def has_letters(text: str) -> bool:
    """Whether there is a word in it at all."""
    return bool(_WORD.search(text))


def is_whole_copy(sentences: int, same: int) -> bool:
    """Whether a file of so many sentences, so many of them as in the source, was not translated."""
    return same >= _FEWEST_SENTENCES and same >= _SHARE * sentences


def other_language(texts: Iterable[str], locale: str) -> str:
    """The language a file's answers are in where that is certainly not the one of `locale`; else empty."""
    words = [word for text in texts for word in _words_of(text)]
    if len(words) < _NEEDS_WORDS:
        return ""
    found = likely_language(words, locale)
    return "" if found == language_of(locale) else found


def left_standing(source: str, target: str, source_locale: str, locale: str) -> str:
    """The words of the source that stand in its translation as they are, where only its own language has them.

    Empty where the whole text is the same, where both are in one language, and where nobody listed its words.
    """
    known = function_words(source_locale)
    if not known or language_of(source_locale) == language_of(locale) or source.strip() == target.strip():
        return ""
    own = function_words(locale)
    words, spoken = _words_of(source), f" {' '.join(_words_of(target))} "
    for start in range(len(words) - _RUN + 1):
        run = words[start : start + _RUN]
        telling = {word for word in run if word in known and word not in own}
        if len(telling) >= _TELLING and f" {' '.join(run)} " in spoken:
            end = start + _RUN
            while end < len(words) and f" {' '.join(words[start : end + 1])} " in spoken:
                end += 1
            return " ".join(words[start:end])
    return ""


def _words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
