"""Numbers that a translation has changed places: `30 photos within 5 days` for `5 photos within 30 days`.

All numbers are there, so no other check sees it.  A number is known by its unit where it has one (a currency, a unit
of CLDR, a percentage), and by its place in a range; what has neither is told apart by the clauses it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from locmem.checks.texts.figures import Number, numbers, unmatched, value_of
from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.measures import amounts, quantities
from locmem.checks.texts.moments import Written, days_in, times_in
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.model.tags import joins_without_spaces

_MOST_NUMBERS = 8
_MOST_WORDS = 60
_PERCENT = re.compile(r"[\s\u00a0\u202f]?[%％]")
JOIN = re.compile(
    r"(?:[\s\u00a0\u202f]|Uhr|[ap]\.?m\.?|h\b|時|日|円|€|\$|%)*(?:[-\u2010-\u2015~～〜]|\b(?:to|and|until|bis|und|hasta|a|y|à|et|até|e|al|à"
    r"|tot|en|fino|às|as|alle)\b|から)(?:[\s\u00a0\u202f]|\b(?:the|dem|den|el|la|las|le|les|il|alle|às|as|ao|de)\b)*\Z",
    re.IGNORECASE,
)
"""What stands between the two ends of a range, with what belongs to the first."""
_CLAUSES = re.compile(r"[;；:：]|[.!?](?=\s)|[。！？、]|,(?=\s)|\s[–—]\s")


def swapped_numbers(text: Text) -> Iterator[Flaw]:
    """Numbers that stand with each other's unit, at each other's end of a range or in each other's clause."""
    ours = numbers(text.source, is_english=text.source_language == "en")
    if not 2 <= len(ours) <= _MOST_NUMBERS or len({one.text for one in ours}) < 2:
        return
    if len(text.source_words) > _MOST_WORDS:
        return
    theirs = numbers(text.target)
    if len(ours) != len(theirs) or any(unmatched(ours, theirs)):
        return
    swap = _by_unit(text, ours, theirs)
    if swap:
        yield Flaw(what=f"has {swap[1]} where its source has {swap[0]}", word=swap[1] if swap[1] in text.target else "")
        return
    if turned := _turned_range(text):
        yield Flaw(what=f"has {turned[1]} before {turned[0]}, and its source the other way round", word=turned[1])
        return
    if moved := _by_clause(text, ours, theirs) or _by_order(text, ours, theirs):
        what = f"has {moved[1]} in the place of {moved[0]} of its source"
        yield Flaw(what=what, severity=Severity.WARNING, word=moved[1])


def _by_unit(text: Text, ours: Sequence[Number], theirs: Sequence[Number]) -> tuple[str, str] | None:
    """Two values of one unit, that of the source and that of the translation, where each has the other number, too."""
    mine = _units(text.source, text.source_locale, ours)
    yours = _units(text.target, text.locale, theirs)
    for unit, values in mine.items():
        others = yours.get(unit)
        if others is None or len(others) != len(values) or values.keys() & others.keys() == values.keys():
            continue
        lost = next((value for value in values if value not in others), None)
        extra = next((value for value in others if value not in values), None)
        if lost is None or extra is None:
            continue
        if any(extra == value_of(one) for one in ours) and any(lost == value_of(one) for one in theirs):
            return values[lost], others[extra]
    return None


def _units(text: str, locale: str, some: Sequence[Number]) -> dict[str, dict[Decimal, str]]:
    found: dict[str, dict[Decimal, str]] = {}
    measured = [*quantities(text, locale), *amounts(text)]
    for one in measured:
        value = value_of(one.number) if len(one.number.values) == 1 else None
        if value is not None:
            found.setdefault("money" if one.kind == "money" else one.of, {})[value] = one.text
    for number in some:
        value = value_of(number)
        if value is not None and (sign := _PERCENT.match(text, number.end)):
            found.setdefault("percent", {})[value] = text[number.start : sign.end()]
    return found


def _turned_range(text: Text) -> tuple[str, str] | None:
    """The ends of a range, as the source has them, that the translation has the other way round."""
    for ours, theirs in (
        (times_in(text.source, text.source_locale), times_in(text.target, text.locale)),
        (days_in(text.source, text.source_locale), days_in(text.target, text.locale)),
    ):
        for first, second in pairwise(ours):
            if not JOIN.match(text.source[first.end : second.start]) or first.means & second.means:
                continue
            for one, other in pairwise(theirs):
                is_turned = _same(one, second) and _same(other, first) and not _same(one, first)
                if is_turned and JOIN.match(text.target[one.end : other.start]):
                    return first.text, one.text
    return None


def _same(one: Written, other: Written) -> bool:
    if one.means & other.means:
        return True
    return any(
        isinstance(mine, tuple) and isinstance(yours, tuple) and mine[1:] == yours[1:]
        for mine in one.means
        for yours in other.means
    )


def _by_clause(text: Text, ours: Sequence[Number], theirs: Sequence[Number]) -> tuple[str, str] | None:
    """Two numbers in each other's clause, where source and translation have as many clauses with one number each."""
    mine, yours = _clauses(text.source, ours), _clauses(text.target, theirs)
    if len(mine) < 2 or len(mine) != len(yours) or any(len(clause) != 1 for clause in (*mine, *yours)):
        return None
    first = [clause[0] for clause in mine]
    second = [clause[0] for clause in yours]
    for (one, other), (there, beyond) in zip(pairwise(first), pairwise(second), strict=True):
        if one.values & beyond.values and other.values & there.values and not one.values & there.values:
            return one.text, there.text
    return None


def _by_order(text: Text, ours: Sequence[Number], theirs: Sequence[Number]) -> tuple[str, str] | None:
    """Two numbers of one unit, or two without any, the other way round, where nothing but they could tell it."""
    # Japanese says the whole before its part, and the old price before the new one: `5個のうち2個`.
    if len(text.source_words) > _FEW_WORDS or joins_without_spaces(text.locale):
        return None
    mine, yours = _units(text.source, text.source_locale, ours), _units(text.target, text.locale, theirs)
    for values, others in zip(
        (mine.get(unit, {}) for unit in mine), (yours.get(unit, {}) for unit in mine), strict=True
    ):
        first, second = list(values), list(others)
        if len(first) == 2 and first == second[::-1]:
            return values[first[0]], others[second[0]]
    if mine or yours or len(ours) > _FEW_NUMBERS:
        return None
    one, other = [value_of(number) for number in ours], [value_of(number) for number in theirs]
    if None not in one and one != other:
        place = next(
            number for number, (mine_here, here) in enumerate(zip(one, other, strict=True)) if mine_here != here
        )
        return ours[place].text, theirs[place].text
    return None


_FEW_WORDS = 25
_FEW_NUMBERS = 4


def _clauses(text: str, some: Sequence[Number]) -> list[list[Number]]:
    """The numbers of each clause that has any."""
    found: list[list[Number]] = []
    start = 0
    ends = [one.start() for one in _CLAUSES.finditer(text)]
    for end in (*ends, len(text)):
        here = [one for one in some if start <= one.start < end]
        if here:
            found.append(here)
        start = end
    return found


CHECKS = (
    text_check(
        swapped_numbers,
        name="numbers-swapped",
        family="pairing",
        severity=Severity.ERROR,
        why="All numbers are there, and customers still read that they have 5 days for 30 photos.",
        example="30 fotos en 5 días (5 photos within 30 days)",
        do="Give each number back what it counts.",
    ),
)
