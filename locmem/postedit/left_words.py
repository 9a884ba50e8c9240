"""What of its source stands untranslated in a draft."""

from __future__ import annotations

import re
from itertools import pairwise

from locmem.markets.languages import function_words
from locmem.markets.spoken import is_program
from locmem.model.tags import joins_without_spaces, language_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PIECE = re.compile(rf"{_WORD.pattern}|[^\w\s,]")
_SHOWN = re.compile(r"`+[^`]*`+|\{\{.*?\}\}|\{%.*?%\}|\*\*[^*]*\*\*|[“\"«„「][^”\"»“」]{1,60}[”\"»“」]|\S*[/@=_]\S*")
"""Code, addresses, and words in bold or in quotes, which may be what stands on a screen."""
_FEWEST_SMALL, _FEWEST_UNTOLD = 3, 4
"""Words in a row that begin small and are no name, where a word of the source's language alone is among them, and
where none is."""
_SURE_RUN = 6
_LETTERS_OF_A_WORD = 10


def copied_share(source: str, target: str, source_locale: str, locale: str) -> float:
    """The share of a draft's words that are its source's and begin small; all of it where it is its source."""
    if language_of(source_locale) == language_of(locale):
        return 0.0
    words = [word for word in _WORD.findall(target) if word[0].islower() and word.isascii()]
    ours = frozenset(word for word in _WORD.findall(source) if word[0].islower())
    shared = function_words(locale)
    copied = sum(word in ours and word not in shared for word in words)
    if joins_without_spaces(locale):
        return min(1.0, _LETTERS_OF_A_WORD * copied / max(len(target), 1))
    return copied / len(words) if words else 0.0


def left_run(source: str, target: str, source_locale: str, locale: str) -> float:
    """How surely some words in a row of the source were left as they are: 1 from six words on, 0 for a name.

    Words that begin small are no name; where they are, a function word of the source's language alone says so.
    """
    if language_of(source_locale) == language_of(locale) or is_program(target):
        return 0.0
    ours = _PIECE.findall(source.casefold())
    followed = frozenset(pairwise(ours))
    small = function_words(source_locale) - function_words(locale)
    best, run = 0, list[str]()
    for piece in (*_PIECE.findall(_SHOWN.sub(" | ", target)), ""):
        if run and piece[:1].islower() and (run[-1].casefold(), piece) in followed:
            run.append(piece)
            continue
        begun = sum(one[0].islower() for one in run)
        is_told = any(one.casefold() in small for one in run)
        if begun >= (_FEWEST_SMALL if is_told else _FEWEST_UNTOLD):
            best = max(best, len(run))
        run = [piece] if piece[:1].isalpha() else []
    return min(1.0, best / _SURE_RUN)
