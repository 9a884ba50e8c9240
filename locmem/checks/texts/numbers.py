"""Values that a translation changed: numbers, dates, times, amounts, units, percentages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from locmem.checks.texts.figures import Number, numbers, unmatched, value_of, with_digits
from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.measures import Measure, amounts, are_alike, is_same, may_be_money, quantities
from locmem.checks.texts.moments import Written, days_in, month_names, times_in
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.wording import listed as listed_names
from locmem.values.number_words import (
    NumberWord,
    english_words_for,
    english_words_from_two,
    has_number_words,
    number_words,
)
from locmem.values.numbers import currency_names
from locmem.values.unit_words import unit_words

_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = 12
"""Numbers up to which a language may well write a word."""
_COUNTS_AS_WORD = (1, 2)
_PERCENT = re.compile(
    r"[%％٪﹪]|\bper ?cent\b|\bpercent|\bpor ?c(?:iento|ento)|prozent|pour ?cent|per cento|procent|パーセント|퍼센트",
    re.I,
)
_PERCENTAGE = re.compile(r"\d[\s\u00a0\u202f]?[%％٪﹪]|[%٪][\s\u00a0]?\d")


def changed_numbers(text: Text) -> Iterator[Flaw]:
    """Numbers of a translation that are others than those of its source, in whatever way they are written."""
    source, target = text.source, text.target
    if not (ours := numbers(source, is_english=text.source_language == "en")) and not numbers(target):
        return
    theirs = numbers(target)
    for mine, yours in _told_elsewhere(text):
        ours, theirs = _without(ours, mine), _without(theirs, yours)
    missing, extra = unmatched(ours, theirs)
    if not missing and not extra:
        yield from _said_twice(text, ours)
        return
    missing, extra = _without_decades(*_without_same_measures(text, missing, extra))
    extra = [one for one in extra if not _is_word(one, text)]
    if missing and extra:
        first, other = missing[0], extra[0]
        yield Flaw(
            what=f"has the number {_written(other, target)} where its source has {_written(first, source)}",
            do=f"Compare {_numbers(missing, source)} of the source with {_numbers(extra, target)}.",
            severity=_swapped(missing, extra, text),
            word=_written(other, target),
        )
    elif lost := [one for one in missing if not _may_be_a_word(one, text)]:
        what = f"lacks the number {_written(lost[0], source)} of its source"
        yield Flaw(what=what, do=f"Write {_numbers(lost, source)} where it belongs.", severity=Severity.WARNING)
    elif more := [one for one in extra if (value_of(one) or 0) not in _COUNTS_AS_WORD or _is_money(one, text)]:
        written = _written(more[0], target)
        what = f"has the number {written}, which its source has not"
        do = f"Take {_numbers(more, target)} out, if not meant."
        yield Flaw(what=what, do=do, severity=Severity.WARNING, word=written)


def _is_money(one: Number, text: Text) -> bool:
    """Whether a number of a translation is what something costs, which is no count that a source may leave out."""
    return any(start <= one.start < end for start, end in map(_span, amounts(text.target)))


def _numbers(some: Sequence[Number], text: str) -> str:
    return listed_names(tuple(_written(one, text) for one in some))


def _swapped(missing: Sequence[Number], extra: Sequence[Number], text: Text) -> Severity:
    """Certain is only one number that became one other: what is written anew may be counted otherwise, and so may
    the few things of a long paragraph."""
    is_counted = len(text.source_words) > _LONG and all((value_of(one) or 99) <= _SMALL for one in (*missing, *extra))
    return Severity.ERROR if len(missing) == len(extra) == 1 and not is_counted else Severity.WARNING


_LONG = 60


def _told_elsewhere(text: Text) -> Iterator[tuple[list[tuple[int, int]], list[tuple[int, int]]]]:
    """The spans of what the checks of dates, times and amounts compare."""
    for mine, yours in (_days(text), _times(text), _amounts(text)):
        if mine and len(mine) == len(yours):
            yield [_span(one) for one in mine], [_span(one) for one in yours]


def _span(one: Written | Measure) -> tuple[int, int]:
    return one.start, one.start + len(one.text)


def _without(some: Sequence[Number], spans: list[tuple[int, int]]) -> tuple[Number, ...]:
    return tuple(one for one in some if not any(start <= one.start < end for start, end in spans))


def _without_same_measures(text: Text, missing: list[Number], extra: list[Number]) -> tuple[list[Number], list[Number]]:
    """Without what is the same in another unit: 14 days for two weeks."""
    if not missing or not extra:
        return missing, extra
    mine = {one.number.start: one for one in quantities(text.source, text.source_locale)}
    yours = {one.number.start: one for one in quantities(text.target, text.locale)}
    for one in tuple(missing):
        for other in tuple(extra):
            is_left = one in missing and other in extra and one.start in mine and other.start in yours
            if is_left and is_same(mine[one.start], yours[other.start]):
                missing.remove(one)
                extra.remove(other)
    return missing, extra


def _without_decades(missing: list[Number], extra: list[Number]) -> tuple[list[Number], list[Number]]:
    """Without years that are written short: los años 90 for the 1990s."""
    years = [one for one in missing if _YEAR.fullmatch(one.text)]
    short = [one for one in extra if len(one.text) == 2 and any(year.text.endswith(one.text) for year in years)]
    told = [year for year in years if any(year.text.endswith(one.text) for one in short)]
    return [one for one in missing if one not in told], [one for one in extra if one not in short]


def _is_word(one: Number, text: Text) -> bool:
    """Whether the source has the number as a word, or as the name of a month."""
    value = value_of(one)
    if value is None or value != value.to_integral_value():
        return False
    words = {word.casefold() for word in text.source_words}
    if text.source_language == "en" and not words.isdisjoint(english_words_for(int(value))):
        return True
    names = month_names(text.source_locale)
    return any(names.get(word) == value for word in words) or _is_told_in_words(one, text, words)


def _is_told_in_words(one: Number, text: Text, words: set[str]) -> bool:
    """Whether it counts a time that the source tells in words: 14 days for two weeks."""
    beside = [other for other in quantities(text.target, text.locale) if other.number.start == one.start]
    if not beside or beside[0].kind != "duration" or text.source_language != "en":
        return False
    units = unit_words(text.source_locale)
    said = {units[word] for word in words if units.get(word, "").startswith("duration")}
    # In the same unit it is the same number or another time.
    is_other = bool(said) and beside[0].of not in said
    return is_other and not words.isdisjoint(english_words_from_two())


def _may_be_a_word(one: Number, text: Text) -> bool:
    value = value_of(one)
    if value is None or value != value.to_integral_value():
        return False
    # Where the words are known, articles and words for both and for a pair are what may still stand for a number.
    small = max(_COUNTS_AS_WORD) if has_number_words(text.locale) else _SMALL
    return value <= small or any(word.value == value for word in number_words(text.target, text.locale))


def _said_twice(text: Text, ours: Sequence[Number]) -> Iterator[Flaw]:
    """A number that a translation has both as digits and as a word, where its source has it once."""
    words = number_words(text.target, text.locale)
    values = [value for one in ours if (value := value_of(one)) is not None] if words else []
    said = [one.value for one in number_words(text.source, text.source_locale)] if words else []
    for word in words:
        if values.count(Decimal(word.value)) == 1 and word.value not in said and text.source_language == "en":
            if not {one.casefold() for one in text.source_words}.isdisjoint(english_words_for(word.value)):
                continue
            what = f"has “{word.text}” beside {word.value}, which its source has once"
            yield Flaw(what=what, severity=Severity.WARNING, word=word.text)


def changed_number_words(text: Text) -> Iterator[Flaw]:
    """Numbers in words of a translation that are others than those of its source."""
    if text.is_same_language:
        return
    ours = number_words(text.source, text.source_locale)
    theirs = number_words(text.target, text.locale) if ours else ()
    if not theirs or not has_number_words(text.source_locale):
        return
    here = {value for one in numbers(text.source) for value in one.values} | {one.value for one in ours}
    there = {value for one in numbers(text.target) for value in one.values} | {one.value for one in theirs}
    lost = [one for one in ours if one.value not in there]
    more = [one for one in theirs if one.value not in here and not _is_word(_in_digits(one), text)]
    if lost and more:
        is_sure = len(ours) == len(theirs) == 1
        what = f"has “{more[0].text}” where its source has “{lost[0].text}”"
        yield Flaw(what=what, severity=None if is_sure else Severity.WARNING, word=more[0].text)


def _in_digits(word: NumberWord) -> Number:
    return Number(text=word.text, start=0, values=frozenset((Decimal(word.value),)))


def _written(one: Number, text: str) -> str:
    return text[one.start : one.end] if with_digits(text[one.start : one.end]) == one.text else one.text


def changed_dates(text: Text) -> Iterator[Flaw]:
    """Dates of a translation that are other days than those of its source, in the order of day and month of each."""
    yield from _moved(*_days(text), "the date", _day_differs)


def changed_times(text: Text) -> Iterator[Flaw]:
    """Times of day of a translation that are others than those of its source, by 12 or by 24 hours."""
    yield from _moved(*_times(text), "the time", lambda one, other: not one.means & other.means)


def _moved(
    ours: tuple[Written, ...], theirs: tuple[Written, ...], name: str, differ: Callable[[Written, Written], bool]
) -> Iterator[Flaw]:
    if not ours or len(ours) != len(theirs):
        return
    left = list(theirs)
    mine: list[Written] = []
    for one in ours:
        partner = next((other for other in left if not differ(one, other)), None)
        if partner is None:
            mine.append(one)
        else:
            left.remove(partner)
    for one, other in zip(mine, left, strict=True):
        yield Flaw(what=f"has {name} {other.text} where its source has {one.text}", word=other.text)


def _day_differs(one: Written, other: Written) -> bool:
    """A year that one of the two does not write is no difference."""
    return not any(
        mine[1:] == yours[1:] and (mine[0] is None or yours[0] is None or mine[0] == yours[0])
        for mine in one.means
        for yours in other.means
        if isinstance(mine, tuple) and isinstance(yours, tuple)
    )


def changed_amounts(text: Text) -> Iterator[Flaw]:
    """Amounts of money of a translation that are others than those of its source, or in another currency."""
    ours, theirs = _amounts(text)
    if not ours:
        return
    left = list(theirs)
    mine: list[Measure] = []
    for one in ours:
        same = next(
            (other for other in left if one.number.values & other.number.values and are_alike(one.of, other.of)), None
        )
        if same is None:
            mine.append(one)
        else:
            left.remove(same)
    for one in mine:
        near = next((other for other in left if one.number.values & other.number.values), None)
        other = near or (left[0] if len(ours) == len(theirs) else None)
        if other is not None:
            left.remove(other)
            yield Flaw(what=f"has the amount {other.text} where its source has {one.text}", word=other.text)
        elif bare := _bare(one, text):
            yield Flaw(what=f"has {bare} without a currency where its source has {one.text}", word=bare)


def _bare(amount: Measure, text: Text) -> str:
    """The number of an amount as it stands in a translation without any currency; empty where none does."""
    bare = next((one for one in numbers(text.target) if one.values & amount.number.values), None)
    if bare is None:
        return ""
    code = "USD" if amount.of == "$" else amount.of
    around = text.target[max(0, bare.start - _BEFORE) : bare.end + _BEHIND].casefold()
    is_named = any(word[:_STEM] in around for name in currency_names(code, text.locale) for word in name.split())
    return "" if is_named or may_be_money().search(around) else bare.text


_STEM = 4
_BEFORE, _BEHIND = 4, 14
"""Characters around a number in which its currency may be named."""


def changed_units(text: Text) -> Iterator[Flaw]:
    """Units of a translation that are others than those of its source behind the same number."""
    ours = quantities(text.source, text.source_locale)
    theirs = quantities(text.target, text.locale) if ours else ()
    # `8 years of 8 hours` may become `8 Jahre … acht Stunden`.
    in_words = {word.value for word in number_words(text.target, text.locale)} if theirs else frozenset()
    for one in ours:
        if not in_words.isdisjoint(one.number.values):
            continue
        beside = [other for other in theirs if one.kind == other.kind and one.number.values & other.number.values]
        if not beside and one.is_technical:
            beside = _of_other_kinds(one, ours, theirs)
        if beside and not any(is_same(one, other) for other in beside):
            yield Flaw(what=f"has {beside[0].text} where its source has {one.text}", word=beside[0].text)


def _of_other_kinds(one: Measure, ours: Sequence[Measure], theirs: Sequence[Measure]) -> list[Measure]:
    """What a quantity in volts became in watts: the same number with a unit that the source has nowhere, in a target
    that has nothing of the quantity's own kind."""
    if any(other.kind == one.kind for other in theirs):
        return []
    known = {other.kind for other in ours}
    others = (other for other in theirs if other.is_technical and other.kind not in known)
    return [other for other in others if one.number.values & other.number.values]


def lost_percent(text: Text) -> Iterator[Flaw]:
    """Percentages of a source that are plain numbers in its translation, or so many in a thousand."""
    if "%" not in text.source or not _PERCENTAGE.search(text.source):
        return
    if "‰" in text.target and "‰" not in text.source:
        yield Flaw(what="has ‰ where its source has %", word="‰", better="%")
    elif not _PERCENT.search(text.target):
        values = {
            value for one in numbers(text.source) if _IN_HUNDRED.match(text.source, one.end) for value in one.values
        }
        bare = next((one for one in numbers(text.target) if one.values & values), None)
        what = f"has {bare.text} without a percent sign" if bare else "has no percent sign"
        severity = None if bare else Severity.WARNING
        yield Flaw(what=f"{what}, which its source has", severity=severity, word=bare.text if bare else "")


_IN_HUNDRED = re.compile(r"[ \u00a0\u202f]?[%％]")


def _days(text: Text) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    ours = days_in(text.source, text.source_locale)
    return ours, days_in(text.target, text.locale) if ours else ()


def _times(text: Text) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    ours = times_in(text.source, text.source_locale)
    return ours, times_in(text.target, text.locale) if ours else ()


def _amounts(text: Text) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    ours = amounts(text.source)
    return ours, amounts(text.target) if ours else ()


CHECKS = (
    text_check(
        changed_numbers,
        name="number-changed",
        family="numbers",
        severity=Severity.ERROR,
        why="A customer who waits 40 days instead of 30 was told something false.",
        example="Espera 4 semanas. (Wait 3 weeks.)",
        do="Compare the numbers one by one.",
    ),
    text_check(
        changed_number_words,
        name="number-word-changed",
        family="numbers",
        severity=Severity.ERROR,
        why="Three attempts are not two, whether they are written in digits or in words.",
        example="Tienes tres intentos. (You have two attempts.)",
        do="Write the number of the source.",
    ),
    text_check(
        changed_dates,
        name="date-changed",
        family="numbers",
        severity=Severity.ERROR,
        why="A deadline on another day is missed; 03/04 is one day here and another there.",
        example="hasta el 13 de marzo (until March 12)",
        do="Write the same day, in the order of day and month of the language.",
    ),
    text_check(
        changed_times,
        name="time-changed",
        family="numbers",
        severity=Severity.ERROR,
        why="Customers call when nobody is there.",
        example="a las 3:00 (at 3:00 pm)",
        do="Write the same hour, with 24 hours where the language counts them so.",
    ),
    text_check(
        changed_amounts,
        name="amount-changed",
        family="numbers",
        severity=Severity.ERROR,
        why="A price in another currency is another price, and customers may hold you to it.",
        example="cuesta 10 $ (costs €10)",
        do="Write the amount of the source, or better a fact of the profiles.",
    ),
    text_check(
        changed_units,
        name="unit-changed",
        family="numbers",
        severity=Severity.ERROR,
        why="14 weeks are not 14 days, and 5 MB are not 5 GB.",
        example="14 semanas (14 days)",
        do="Write the unit of the source, or convert the number with it.",
    ),
    text_check(
        lost_percent,
        name="percent-sign-lost",
        family="numbers",
        severity=Severity.ERROR,
        why="A discount of 20 may be anything.",
        example="un descuento de 20 (a discount of 20 %)",
        do="Add the percent sign as the language writes it.",
    ),
)
