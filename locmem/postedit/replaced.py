"""What a draft says in place of something else: numbers, units of time, days, months, orders, bounds, conditions."""

from __future__ import annotations

import re
from collections import Counter

from locmem.model.tags import joins_without_spaces, language_of
from locmem.mt.numbers import numbers_in
from locmem.values.counted_times import counted_times
from locmem.values.month_names import months_in, months_of_dates
from locmem.values.number_words import english_words_for, number_words
from locmem.values.word_groups import EXCHANGED, LOOSE, OPPOSITES, QUALIFIERS, SURE, exchanged, forms_of, said_in

_WORD = re.compile(r"[^\W\d_]+")
_ONE = re.compile(r"\b(?:one|an?|single|first)\b", re.IGNORECASE)
_MOST_WORDS = 40
"""Words of a source beyond which it may well say several things of a group."""


def changed_numbers(source: str, target: str, source_locale: str, locale: str) -> int:
    """How many numbers differ: those in digits, and those in words where others stand in their place.

    A number in words that has no partner may be said in another way: `both` for `two`; and one in digits may stand for
    an order, a month or a part of the source: `third`, `April`, `a quarter`, `noon`.
    """
    ours, theirs = Counter(numbers_in(source)), Counter(numbers_in(target))
    told, given = _in_words(source, source_locale), _in_words(target, locale)
    lost, added = (ours + told) - (theirs + given), (theirs + given) - (ours + told)
    if _ONE.search(source):
        added.pop(("1",), None)
    if added:
        _take_what_words_say(added, source, source_locale)
    exchanges = min(lost.total(), added.total())
    alone = (lost & ours).total() + (added & theirs).total() - 2 * exchanges
    return 2 * exchanges + max(0, alone)


def _in_words(text: str, locale: str) -> Counter[tuple[str, ...]]:
    return Counter((str(word.value),) for word in number_words(text, locale))


def _take_what_words_say(added: Counter[tuple[str, ...]], source: str, source_locale: str) -> None:
    """Takes the numbers away that a word of an English source may mean, or the name of a month of any."""
    months = months_in(source, (source_locale,))
    is_english = language_of(source_locale) == "en"
    words = frozenset(_WORD.findall(source.casefold())) if is_english else frozenset[str]()
    numbers = frozenset(word.text.casefold() for word in number_words(source, source_locale))
    for key in tuple(added):
        value = int(key[0]) if len(key) == 1 and key[0].isdigit() else -1
        # A number word of the source is told by its value.
        if value in months or not (english_words_for(value) - numbers).isdisjoint(words):
            del added[key]


def exchanged_words(source: str, target: str, source_locale: str, locale: str) -> float:
    """How surely a draft has another word of a few in place of its source's: 1 for `minutes` in place of `seconds`.

    The words are those of the checks of exchanged and opposite words; 0 for long texts and in languages without any.
    """
    if language_of(source_locale) == language_of(locale) or len(source.split()) > _MOST_WORDS:
        return 0.0
    times = counted_times(source, source_locale)
    there = counted_times(target, locale) if times else frozenset()
    for value, unit in times:
        if (value, unit) not in there and any(value == other for other, _ in there):
            return 1.0
    ours, theirs = months_of_dates(source, source_locale), months_of_dates(target, locale)
    if ours and theirs and ours.isdisjoint(theirs):
        return 1.0
    found = 0.0
    for table in (EXCHANGED, OPPOSITES):
        said = said_in(source, language_of(source_locale), table)
        given = said_in(target, language_of(locale), table) if said else {}
        for (group, _), _other in exchanged(said, given):
            if group == _DUTY and joins_without_spaces(locale):
                continue
            is_sure = group in SURE if table == OPPOSITES else group not in LOOSE
            found = max(found, 1.0 if is_sure or group == _FIRST else _UNSURE)
    return found


_DUTY = "duty"
"""Must and can, which Japanese puts for each other when it asks for something."""
_FIRST = "first"
"""First and last, of which no published text had the other one either."""
_UNSURE = 0.4


def lost_conditions(source: str, target: str, source_locale: str, locale: str) -> float:
    """How many conditions and bounds of a source a draft has no word for, 2 at most; 0 for long texts."""
    if language_of(source_locale) == language_of(locale) or len(source.split()) > _MOST_WORDS:
        return 0.0
    ours = said_in(source, language_of(source_locale), QUALIFIERS)
    language = language_of(locale)
    theirs = said_in(target, language, QUALIFIERS) if ours else {}
    lost = sum(said not in theirs and bool(forms_of(said[0], language, QUALIFIERS)) for said in ours)
    return min(2.0, float(lost))
