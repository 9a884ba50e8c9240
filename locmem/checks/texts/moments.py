"""Dates and times of day as texts write them, each with all that it may mean where it is not certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from locmem.checks.texts.figures import with_digits
from locmem.checks.texts.text import WORD
from locmem.model.tags import language_of

Day = tuple[int | None, int, int]
"""Year, None where none is written, month, day."""

_MAY_BE_DATE = re.compile(r"\d")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})([-./])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-./])(\d{1,2})\6(\d{4}|\d{2}))(?![\d/-]|\.\d)"
)
_EAST = re.compile(
    r"(?:(?:(?P<year>\d{4})|(?P<era>令和|平成|昭和)\s?(?P<of_era>\d{1,2}|元))\s?[年년]\s?)?"
    r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first one (元年) of each era of Japan."""
_BETWEEN = r"(?:\.|º|°|er|st|nd|rd|th|-?го|\s)?[\s\u00a0,]{0,2}(?:de|of|d’|d')?\s?"
_YEAR = r"(?:[\s\u00a0,.]{1,2}(?:de |del |do )?(\d{4})(?!\d))?"

_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<part>午前|午後|上午|下午|오전|오후)?\s?(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})(?:[:：]\d{2})?)?"
    r"[\s\u00a0\u202f]?(?P<half>[ap]\.?[\s\u00a0]?m\.?(?![^\W\d_])|[AP]\.?[\s\u00a0]?M\.?(?![^\W\d_]))?(?![\d:])"
)
_HOURS = re.compile(
    r"(?<![\d:.,])(?P<part>午前|午後|上午|下午|오전|오후)?\s?(?P<hour>\d{1,2})"
    r"(?:[.](?P<minutes>\d{2})[\s\u00a0]?(?=Uhr|h\b)|[\s\u00a0]?(?:h|Uhr|時|时|点|點|시)[\s\u00a0]?(?P<minute>\d{2})?(?![^\W\d_])"
    r"|[\s\u00a0]?(?=時|时|点|點|시))"
)
_AFTERNOON = frozenset(("午後", "下午", "오후"))
_MORNING = frozenset(("午前", "上午", "오전"))
_HALF_OF_DAY = re.compile(
    r"tarde|noche|noite|mañana|manhã|madrugada|soir|après-midi|matin|nachmittag|abend|morgen|vormittag|mittag|nacht"
    r"|pomeriggio|sera|mattina|middag|avond|ochtend|вечера|дня|утра|ночи|wiecz|popo|rano",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date or a time of day: as it is written, where, and what it may mean."""

    text: str
    start: int
    means: frozenset[Day | int]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@lru_cache(maxsize=2_048)
def days_in(text: str, locale: str) -> tuple[Written, ...]:
    """The dates with a month and a day in a text of a locale, in order; numbers alone in the order of the locale."""
    if not _MAY_BE_DATE.search(text):
        return ()
    plain = with_digits(text)
    found: dict[int, Written] = {}
    for start, end, means in (*_numeric(plain, locale), *_named(plain, locale)):
        # Of `24 and 31 December` each language tells another one with its month.
        if means and (_LISTED.search(plain[:start]) or _LISTED_EAST.match(plain, end)):
            return ()
        if means:
            found.setdefault(start, Written(text=text[start:end], start=start, means=means))
    return tuple(found[start] for start in sorted(found))


def impossible_days(text: str, locale: str) -> tuple[str, ...]:
    """The dates with the name of a month that no calendar has, in order: `31 June`."""
    if not _MAY_BE_DATE.search(text):
        return ()
    plain = with_digits(text)
    return tuple(text[start:end] for start, end, means in _named(plain, locale) if not means)


@lru_cache(maxsize=2_048)
def times_in(text: str, locale: str) -> tuple[Written, ...]:
    """The times of day in a text of a locale, in order, as minutes since midnight."""
    if not _MAY_BE_DATE.search(text):
        return ()
    plain = with_digits(text)
    patterns = (_CLOCK,) if language_of(locale) == "en" else (_CLOCK, _HOURS)
    is_told = _HALF_OF_DAY.search(text) is not None
    found: dict[int, Written] = {}
    for pattern in patterns:
        for one in pattern.finditer(plain):
            groups = one.groupdict()
            minute = groups.get("minute") or groups.get("minutes")
            if pattern is _CLOCK and not (minute or groups["half"]):
                continue
            hour, minutes = int(one["hour"]), int(minute or 0)
            if hour > 24 or minutes > 59:
                continue
            half = (groups.get("half") or "").lower()[:1]
            means = frozenset[Day | int](
                60 * (one_hour % 24) + minutes for one_hour in _hours(hour, half, one["part"], is_told)
            )
            start = one.start("part") if one["part"] else one.start("hour")
            found.setdefault(start, Written(text=text[start : one.end()].rstrip(), start=start, means=means))
    return tuple(found[start] for start in sorted(found))


def _hours(hour: int, half: str, part: str | None, is_told: bool) -> tuple[int, ...]:
    if half == "p" or part in _AFTERNOON:
        return (hour % 12 + 12,)
    if half == "a" or part in _MORNING:
        return (hour % 12,)
    return (hour, hour + 12) if is_told and hour <= 12 else (hour,)


def _numeric(text: str, locale: str) -> Iterator[tuple[int, int, frozenset[Day | int]]]:
    for one in _NUMERIC.finditer(text):
        if one[1]:
            found = _days(int(one[1]), (int(one[3]), int(one[4])))
        else:
            first, second, year = int(one[5]), int(one[7]), int(one[8])
            is_month_first = locale in ("en", "en-US") and one[6] == "/"
            if len(one[8]) == 2 and one[6] != "/":
                continue
            year = year if year > 99 else 2000 + year
            order = (first, second) if is_month_first else (second, first)
            found = _days(year, order) or _days(year, order[::-1])
        yield *one.span(), found
    for one in _EAST.finditer(text):
        written = int(one["year"]) if one["year"] else None
        if era := one["era"]:
            written = _ERAS[era] + (1 if one["of_era"] == "元" else int(one["of_era"]))
        yield *one.span(), _days(written, (int(one["month"]), int(one["day"])))


def _days(year: int | None, *orders: tuple[int, int]) -> frozenset[Day | int]:
    found: set[Day | int] = set()
    for month, day in orders:
        try:
            date(year or 2024, month, day)
        except ValueError:
            continue
        found.add((year, month, day))
    return frozenset(found)


def _named(text: str, locale: str) -> Iterator[tuple[int, int, frozenset[Day | int]]]:
    months = month_names(locale)
    pattern = _month_pattern(locale)
    if pattern is None:
        return
    for one in pattern.finditer(text):
        month = months.get((one["before"] or one["behind"]).rstrip(".").casefold(), 0)
        year = one["year"] or one["year2"]
        day = int(one["day"] or one["day2"])
        yield *one.span(), _days(int(year) if year else None, (month, day))


_LISTED = re.compile(
    r"(?<![\d/.:])\d{1,2}(?:\.|st|nd|rd|th|º)?\s?(?:,|&|–|-|and|or|to|und|oder|bis|y|o|a|al|e|et|ou|au|i|en|tot)"
    r"\s?(?:el |il |le )?\Z"
)
_LISTED_EAST = re.compile(r"(?:と|、|・|～|〜|-|から)\d{1,2}日")
_CAPITAL_MONTHS = frozenset(("en", "de"))
"""Languages whose months have a capital, which tells May from may."""


@cache
def _month_pattern(locale: str) -> re.Pattern[str] | None:
    names = sorted(month_names(locale), key=len, reverse=True)
    is_capital = language_of(locale) in _CAPITAL_MONTHS
    if is_capital:
        names = [name.capitalize() for name in names]
    if not names:
        return None
    word = "|".join(map(re.escape, names))
    behind = rf"(?<![\d.,])(?P<day>\d{{1,2}}){_BETWEEN}(?P<behind>{word})\.?(?![^\W\d_]){_named_year('year')}"
    day = r"(?P<day2>\d{1,2})(?!\d|[.,]\d)(?:st|nd|rd|th)?"
    before = rf"(?<![^\W_])(?P<before>{word})\.?[\s\u00a0]{day}{_named_year('year2')}"
    return re.compile(f"{behind}|{before}", 0 if is_capital else re.IGNORECASE)


def _named_year(name: str) -> str:
    return _YEAR.replace(r"(\d{4})", rf"(?P<{name}>\d{{4}})")


@cache
def month_names(locale: str) -> Mapping[str, int]:
    """The month that each name means, in small letters; empty where a locale counts its months."""
    from locmem.values.formatting import format_day

    found: dict[str, int] = {}
    for form in ("long", "medium"):
        try:
            words = [WORD.findall(format_day(date(2001, month, 22), locale, form)) for month in range(1, 13)]
        except ValueError:
            return {}
        everywhere = set(words[0]).intersection(*words[1:])
        for month, some in enumerate(words, start=1):
            own = [word for word in some if word not in everywhere]
            if len(own) == 1 and len(own[0]) > 2:
                found.setdefault(own[0].casefold(), month)
    return found
