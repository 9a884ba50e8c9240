"""Whether the numbers of a text survived its translation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f\u066b\u066c]\d+)*")
_SEPARATOR = re.compile(r"\D")


def number_problems(source: str, target: str) -> tuple[str, ...]:
    """The numbers of `source` that `target` lost, and those it has too many, in words; empty if all is well.

    Separators and the script of digits may change with the language (`1,250.50`, `1.250,50` and `١٬٢٥٠٫٥٠` are one
    number), digits may not.
    A number written out as a word counts as lost, and one made of a word as added: nobody could check them.
    """
    before, after = _NUMBER.findall(source), _NUMBER.findall(target)
    lost = tuple(f"lost the number {number}" for number in _surplus(before, after))
    return lost + tuple(f"added the number {number}" for number in _surplus(after, before))


def numbers_in(text: str) -> list[tuple[str, ...]]:
    """The numbers of a text by their values, in order: two are equal where they stand for the same number."""
    return [_key(number) for number in _NUMBER.findall(text)]


def _surplus(these: list[str], those: list[str]) -> list[str]:
    """Those of `these` that have no partner of the same value among `those`."""
    partners = Counter(map(_key, those))
    left = []
    for number in these:
        if partners[_key(number)]:
            partners[_key(number)] -= 1
        else:
            left.append(number)
    return left


def _key(number: str) -> tuple[str, ...]:
    """Whole part and fraction, each as digits; anything else (a date, a version) as its groups of digits.

    A single separator in front of three digits groups thousands: `1,000`, `1.000` and `1000` are equal.
    """
    groups = ["".join(str(unicodedata.digit(sign)) for sign in group) for group in _SEPARATOR.split(number)]
    separators = _SEPARATOR.findall(number)
    if not separators:
        return (groups[0],)
    if _is_grouped(groups) and len(set(separators)) == 1:
        return ("".join(groups),)
    if _is_grouped(groups[:-1]) and separators.count(separators[-1]) == 1:
        return ("".join(groups[:-1]), groups[-1])
    return ("", *groups)


def _is_grouped(groups: list[str]) -> bool:
    """Whether the groups of digits are those of one whole number: one to three digits, then threes."""
    if len(groups) == 1:
        return True
    return len(groups[0]) <= 3 and not groups[0].startswith("0") and all(len(group) == 3 for group in groups[1:])
