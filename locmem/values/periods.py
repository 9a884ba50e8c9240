"""Periods that a text states, in figures or in words: `14 days`, `zwei Jahre`, `vierzehntägig`, `十四日間`.

Two ways to say a period are the same where people mean the same: two weeks are fourteen days, two years are 24 months,
and thirty days are a month in everybody's mouth, though not in the law's.  Business days count as days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from locmem.model.fact import Duration, DurationUnit
from locmem.model.tags import language_of
from locmem.tables import rows_of

_MOST = 999
"""The largest count that is read; what is longer counts other things."""

_UNSPACED = frozenset({"ja", "ko", "zh"})
"""Languages whose counts stand right beside their units, in their own signs."""

_COUNTED_ON = frozenset({DurationUnit.DAY.value, DurationUnit.BUSINESS_DAY.value})
"""Units whose ordinal is a period: the 14th day is the last of fourteen, the second year no two."""

_HAN = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "十": 10, "百": 100}
HAN_NUMERALS = "".join(_HAN)
"""The signs of numbers in Chinese numerals."""
_PART = r"(?<![\d.,/月年第０-９])(?<!\d:)"
"""What stands before a count that is none of a date, a time or a larger number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period in a text: where it stands, and what makes it the same in other words.

    is_once: whether its count is a word that is an article, too: `a month` says how long behind `within` only.
    """

    start: int
    end: int
    keys: frozenset[str]
    is_once: bool = False


def keys_of(duration: Duration) -> frozenset[str]:
    """What makes a duration the same however it is said; none of minutes and hours."""
    return _keys(duration.count, duration.unit.value)


@lru_cache(maxsize=2_048)
def periods_in(text: str, locale: str) -> tuple[Period, ...]:
    """The periods of a text in order, none within another; of languages without a table none."""
    read = _read(language_of(locale))
    if read is None:
        return ()
    found: list[Period] = []
    for one in sorted(_all(text, read), key=lambda period: (period.start, -period.end)):
        if found and one.start < found[-1].end:
            if one.start == found[-1].start:
                found[-1] = _joined(found[-1], one)
            continue
        found.append(one)
    return tuple(found)


def _joined(longer: Period, shorter: Period) -> Period:
    """A period that is said in two ways at once: `quinze jours` are fifteen days, and two weeks."""
    return Period(start=longer.start, end=longer.end, keys=longer.keys | shorter.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """How a language says periods.  numbers, units and wholes by their words in small letters."""

    counted: re.Pattern[str]
    in_front: re.Pattern[str]
    whole: re.Pattern[str]
    numbers: Mapping[str, int]
    ordinals: frozenset[str]
    articles: frozenset[str]
    units: Mapping[str, str]
    wholes: Mapping[str, tuple[int, str]]


def _all(text: str, read: _Reading) -> Iterator[Period]:
    for found in read.counted.finditer(text):
        word, unit = found["count"].lower(), read.units[re.sub(r"\s+", " ", found["unit"].lower())]
        count = read.numbers.get(word)
        count = figures(word) if count is None else count
        is_nth = word in read.ordinals or bool(found["nth"])
        if is_nth and unit not in _COUNTED_ON:
            continue
        if count and count <= _MOST:
            is_once = word in read.articles
            yield Period(start=found.start(), end=found.end(), keys=_keys(count, unit), is_once=is_once)
    for found in read.in_front.finditer(text):
        if 0 < int(found[1]) <= _MOST:
            yield Period(start=found.start(), end=found.end(), keys=_keys(int(found[1]), DurationUnit.DAY.value))
    for found in read.whole.finditer(text):
        count, unit = read.wholes[found[0].lower()]
        yield Period(start=found.start(), end=found.end(), keys=_keys(count, unit))


def figures(word: str) -> int | None:
    """The number that digits or Chinese numerals write: 14 for `14` and `十四`; None for other signs."""
    if word.isdecimal():
        return int(word)
    total = digit = 0
    for sign in word:
        value = _HAN.get(sign)
        if value is None:
            return None
        if value >= 10:
            total, digit = total + (digit or 1) * value, 0
        else:
            digit = digit * 10 + value
    return total + digit


def _keys(count: int, unit: str) -> frozenset[str]:
    match unit:
        case DurationUnit.DAY.value | DurationUnit.BUSINESS_DAY.value:
            months = {30: 1, 60: 2, 90: 3, 180: 6, 365: 12, 730: 24}.get(count)
            return frozenset({f"d{count}"} | ({f"m{months}"} if months else set()))
        case DurationUnit.WEEK.value:
            return frozenset({f"d{7 * count}"})
        case DurationUnit.MONTH.value:
            return frozenset({f"m{count}"})
        case DurationUnit.YEAR.value:
            return frozenset({f"m{12 * count}"})
        case _:
            return frozenset()


@cache
def _read(language: str) -> _Reading | None:
    table = rows_of("period_words.csv", "language", "count", "unit", "words")
    rows = [row for row in table if row["language"] == language]
    if not rows:
        return None
    units: dict[str, str] = {}
    wholes: dict[str, tuple[int, str]] = {}
    between: list[str] = []
    endings: list[str] = []
    in_front: list[str] = []
    for row in rows:
        words = row["words"].lower().split("; ")
        if row["unit"] == "between":
            between += words
        elif row["unit"] == "in front":
            in_front += words
        elif row["unit"] == "ordinal":
            endings += words
        elif row["count"]:
            wholes |= dict.fromkeys(words, (int(row["count"]), row["unit"]))
        else:
            units |= dict.fromkeys(words, row["unit"])
    ordinals = {word: value for sort, word, value in _spelled(language) if sort == "ordinal"}
    numbers, articles = spelled_numbers(language), _articles(language)
    counts = _either((*numbers, *ordinals, *articles))
    numbers = numbers | ordinals | dict.fromkeys(articles, 1)
    if language in _UNSPACED:
        counted = (
            rf"{_PART}(?<![{HAN_NUMERALS}第])(?P<count>\d{{1,3}}|[{HAN_NUMERALS}]{{1,5}}|{counts})(?P<nth>) ?"
            rf"(?P<unit>{_either(units)})(?![\d０-９]|本|曜|付)"
        )
    else:
        middle = rf"(?:[ \u00a0\u202f\ue000-]+(?:{_either(between)}))?" if between else ""
        twice = rf"(?: ?\((?:\d{{1,3}}|{counts})\))?"
        counted = (
            rf"(?<![\w])(?:{_PART}(?P<count>\d{{1,3}}|{counts})(?P<nth>{_either(endings)})?)(?![\d.,]\d){twice}{middle}"
            rf"[ \u00a0\u202f\ue000-]*(?P<unit>{_behind_counts(units)})(?!\w)"
        )
    return _Reading(
        counted=re.compile(counted, re.IGNORECASE),
        in_front=re.compile(
            rf"(?<!\w)(?:{_either(in_front)})[ \u00a0](\d{{1,3}})(?![\w%]|[.,:/]\d|[ \u00a0]?[-–])", re.IGNORECASE
        ),
        whole=re.compile(rf"(?<!\w)(?:{_either(wholes)})(?!\w)", re.IGNORECASE),
        numbers=numbers,
        ordinals=frozenset(ordinals),
        articles=articles,
        units=units,
        wholes=wholes,
    )


def _behind_counts(units: Iterable[str]) -> str:
    """A pattern for units; a single letter stands for one behind figures alone: `14 d`, and no `an d`."""
    letters = [one for one in units if len(one) == 1]
    words = _either([one for one in units if len(one) > 1])
    return rf"{words}|(?:(?<=\d)|(?<=\d[ \u00a0\u202f]))(?:{_either(letters)})" if letters else words


@cache
def spelled_numbers(language: str) -> dict[str, int]:
    """The numbers of a language by their words in small letters, `one` among them; empty where no table has them."""
    return {word: value for sort, word, value in _spelled(language) if sort == "word"}


@cache
def _articles(language: str) -> frozenset[str]:
    """The words for one that are articles, too."""
    return frozenset(word for sort, word, _ in _spelled(language) if sort == "article")


@cache
def _spelled(language: str) -> tuple[tuple[str, str, int], ...]:
    rows = rows_of("spelled_numbers.csv", "language", "value", "sort", "words")
    return tuple(
        (row["sort"], word, int(row["value"]))
        for row in rows
        if row["language"] == language
        for word in row["words"].lower().split("; ")
    )


def _either(words: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """An expression for any of the words, the longest first; for none one that matches nowhere."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0\u202f]") for word in longest) or "(?!)"
