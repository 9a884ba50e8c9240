"""Numbers that a text says in words: `two weeks`, `veinticuatro horas`, `zwölf`, `二つ`.

`one` is left out, which is an article in most languages, and so are ordinals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from locmem.model.tags import language_of
from locmem.tables import rows_of

_WORDS_FOR = {
    0: "zero no none midnight", 1: "one once single first a an another each every any the",
    2: "two twice both second pair double either half binary", 3: "three third triple", 4: "four fourth quarter",
    5: "five fifth", 6: "six sixth", 7: "seven seventh", 8: "eight eighth octal", 9: "nine ninth",
    10: "ten tenth decimal decade decades", 11: "eleven eleventh", 12: "twelve dozen noon midnight", 13: "thirteen",
    14: "fourteen fortnight", 15: "fifteen", 16: "sixteen hex hexdigits hexadecimal", 20: "twenty",
    24: "midnight clock", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 90: "ninety", 100: "hundred percent",
    1000: "thousand",
}  # fmt: skip
"""English words that another language may write as a number."""
_HAN = {"二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "两": 2, "兩": 2}
_COUNTED = re.compile(
    r"(?<![第〇一二三四五六七八九十百千万数])([二三四五六七八九十])"
    r"(?=つ(?!い)|回(?!答|線|転|路|収|復)|週間|か月|ヶ月|カ月|ケ月|時間|日間|年間|名様|種類|段階|個|枚|台)"
)
"""Japanese numerals beside what they count: by themselves they are parts of words (`第三者`, `二重`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWord:
    """A number in words: as it is written, where, and its value."""

    text: str
    start: int
    value: int


@lru_cache(maxsize=2_048)
def number_words(text: str, locale: str) -> tuple[NumberWord, ...]:
    """The numbers from two on that a text of a locale has in words, in order; none in languages without a table.

    A word and `hundred` or `thousand` behind it are one number.  Those of more words than that are left out: `two
    hundred and five`.
    """
    language = language_of(locale)
    if language == "ja":
        found = _COUNTED.finditer(text)
        return tuple(NumberWord(text=one[1], start=one.start(), value=_HAN[one[1]]) for one in found)
    values = _values(language)
    pattern = _pattern(language)
    if pattern is None:
        return ()
    found = pattern.finditer(text)
    return tuple(NumberWord(text=one[0], start=one.start(), value=_value(one, values)) for one in found)


def _value(found: re.Match[str], values: Mapping[str, int]) -> int:
    return values[found[1].casefold()] * (values[found[2].casefold()] if found[2] else 1)


def has_number_words(locale: str) -> bool:
    """Whether the number words of a locale are all known, so that a number without one is not told in words."""
    return bool(_values(language_of(locale)))


def words_for(value: int, locale: str) -> tuple[str, ...]:
    """The words for a number in the language of a locale; none where the table has none."""
    return tuple(word for word, number in _values(language_of(locale)).items() if number == value)


def english_words_for(value: int) -> frozenset[str]:
    """The English words that another language may write as a number: `third` for 3, `quarter` for 4, `noon` for 12."""
    return _words_for_each().get(value, frozenset())


@cache
def english_words_from_two() -> frozenset[str]:
    """The English words that another language may write as some number from two on."""
    return frozenset(word for value, words in _words_for_each().items() if value > 1 for word in words)


@cache
def _words_for_each() -> Mapping[int, frozenset[str]]:
    return {value: frozenset(words.split()) for value, words in _WORDS_FOR.items()}


@cache
def _values(language: str) -> Mapping[str, int]:
    rows = (row for row in rows_of("number_words.csv", "language", "value", "words") if row["language"] == language)
    return {word: int(row["value"]) for row in rows for word in row["words"].split("; ")}


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = sorted(_values(language), key=len, reverse=True)
    if not words:
        return None
    one = "|".join(map(re.escape, words))
    # What stands beside another number word is a part of a larger number.
    joins = r"(?:[- ]|\s(?:and|y|e|et|und|en)\s)"
    many = "|".join(re.escape(word) for word in words if _values(language)[word] in _MANY) or "(?!)"
    return re.compile(rf"(?<![\w’'-])({one})(?: ({many}))?(?![\w’'-])(?!{joins}(?:{one})\b)", re.IGNORECASE)


_MANY = (100, 1000)
