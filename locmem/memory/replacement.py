"""How a target says a figure that changed in its source, where that is certain.

A wrong value is worse than an old one, so that of two readings neither is taken: `8` that became `8.1` may be a
version, written alike everywhere, or an amount, written `8,1` in half of Europe.  So a whole number that became one
with decimals, or the other way round, is a person's, whatever stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from locmem.memory.amounts import decimals_of, is_spelled_alike, read_number, write_number
from locmem.memory.figures import NUMBER, Figure
from locmem.memory.placeables import PlaceableKind

_MARKS = re.compile(r"\D")
_POINT = re.compile(r"\d\.\d")
_DIGITS = re.compile(r"\d+")
_COMPOUND = re.compile(
    r"(?=.*[^\W\d_A-ZÀ-Þ]{2})(?:"
    r"\d+[\u2010\u2011-][^\W\d_]{2,}|[^\W\d_]{2,}[\u2010\u2011-]\d+(?:[\u2010\u2011-][^\W\d_]+)?)"
)
"""A word with a number in it, which is translated: `14-day`, `mid-2026`, `USB-3-Kabel`, and not `SKU-12`."""
_HYPHEN = re.compile(r"[\u2010\u2011-]")
_RANGE = re.compile(rf"{NUMBER}(?:{_HYPHEN.pattern}{NUMBER})*")
_VERSION = re.compile(
    r"\d+(?:\.(?:\d+|[xXyY*]))*\.[xXyY*](?:\.[xXyY*])*"
    r"|\d+(?:\.\d+){2,}(?:[+_-]?[A-Za-z]+\.?\d*)*"
    r"|\d+(?:\.\d+)*(?:[+_-][A-Za-z]+\.?\d+)+"
)
"""What is a version and no amount: `8.X`, `2.4.*`, `2.4.6`, `2.4.6-p2`, `8.1-rc1`."""
_WHOLE = re.compile(r"[xX]?\d+[^\W\d_]*")
_DECIMAL = re.compile(r"[xX]?\d+[.,]\d+[^\W\d_]*")
_NUMBERS_APART = re.compile(r"[\u2010\u2011/-]")
_SUFFIXED = re.compile(r"\d+(?:\.\d+)?[^\W\d_]+|[xX]\d+(?:\.\d+)?")
"""What may be a version or a measure: `5.5x`, `x1.5`, `2.4rc`."""


def replacement(
    was: Figure, now: Figure, old: Sequence[Figure], target: Sequence[Figure], source_locale: str, locale: str
) -> tuple[Figure, str] | None:
    """The figure of `target` that says `was`, and how it says `now`; None where one of both is not certain.

    old: all figures of the source in which `was` stands.

    What stands in the target as in the source is a name, a version or a number with nothing to translate, and `now`
    is copied as it stands unless that could be an amount which the target's locale writes in another way.  An
    amount is written as `locale` does where its own way of writing tells so (`1,000` in English), where the target
    showed how it writes this one, or where a percent sign, a currency or a unit stands beside it everywhere.
    Between a whole number and one with decimals nothing is replaced.
    """
    if gets_or_loses_decimals(was.text, now.text, source_locale):
        return None
    same = [figure for figure in target if figure == was]
    if was.kind not in _NUMBERED or now.kind not in _NUMBERED:
        # Day and month may have changed places in the target, unless the year comes first.
        is_certain = was.kind is not PlaceableKind.DATE or "-" in was.text + now.text
        return (same[0], now.text) if len(same) == 1 and was.kind is now.kind and is_certain else None
    if len(same) > 1:
        return None
    if same and may_be_copied(was.text, now.text, source_locale, locale):
        return same[0], now.text
    if was.kind is now.kind is PlaceableKind.NUMBER:
        numbers = [figure for figure in target if figure.kind is PlaceableKind.NUMBER]
        written = _as_amount(was, now, numbers, source_locale, locale)
        written = written or (None if same else _by_spelling(was, now, numbers))
        if written:
            return written
    return None if same else _in_compound(was, now, old, target)


_NUMBERED = (PlaceableKind.NUMBER, PlaceableKind.IDENTIFIER)


def gets_or_loses_decimals(was: str, now: str, source_locale: str) -> bool:
    """Whether of two figures one is a whole number where the other has decimals: `8` and `8.1`, `5x` and `5.5x`.

    So have ranges and fractions, number by number.  Versions of three numbers and more and what begins with letters
    (`v3`, `SKU-12`) have no decimals.
    """
    before, after = (_NUMBERS_APART.split(text) for text in (was, now))
    if len(before) != len(after):
        return False
    sides = [[_has_decimals(text, source_locale) for text in side] for side in (before, after)]
    return None not in sides[0] + sides[1] and sides[0] != sides[1]


def _has_decimals(text: str, locale: str) -> bool | None:
    """Whether a number has decimals; None for what is no number."""
    if read_number(text, locale) is not None:
        return decimals_of(text, locale) > 0
    if _WHOLE.fullmatch(text):
        return False
    return True if _DECIMAL.fullmatch(text) else None


def may_be_copied(was: str, now: str, source_locale: str, locale: str) -> bool:
    """Whether `now` may stand in a target as it stands in the source, where `was` does so."""
    if _COMPOUND.fullmatch(now) and not _COMPOUND.fullmatch(was):
        return False
    marks_before, marks = set(_MARKS.findall(was)), set(_MARKS.findall(now))
    if "/" in marks and len(set(was.split("/"))) == 1:
        # Nobody knows whether the target turned 5/5 round, as it does with 5/6.
        return False
    if not marks or (_VERSION.fullmatch(now) and read_number(now, source_locale) is None):
        return True
    if is_spelled_alike(source_locale, locale) and marks <= marks_before | {".", ","}:
        return True
    has_letters = any(mark.isalpha() or mark == "_" for mark in marks)
    if has_letters and was.isdigit():
        return False
    if has_letters and not _SUFFIXED.fullmatch(now):
        return True
    # A point the target had before stands there as it does in the source; a new one may have to be a comma.
    is_old = not _POINT.search(now) or bool(_POINT.search(was))
    return is_old and {mark for mark in marks if not mark.isalpha()} <= marks_before


def _as_amount(
    was: Figure, now: Figure, target: Sequence[Figure], source_locale: str, locale: str
) -> tuple[Figure, str] | None:
    """The number of the target with the value of `was`, and `now` as the target's locale writes it."""
    if not (source_locale and locale):
        return None
    before, after = read_number(was.text, source_locale), read_number(now.text, source_locale)
    if before is None or after is None or (now.text.startswith("0") and now.text[1:2].isdigit()):
        return None
    found = [figure for figure in target if read_number(figure.text, locale) == before]
    if len(found) != 1:
        return None
    there = found[0]
    is_shown = there.text != was.text
    is_told = bool(set(_MARKS.findall(now.text)) - {"."})
    if not (is_shown or is_told or (was.is_amount and now.is_amount and there.is_amount)):
        return None
    written = write_number(after, decimals_of(now.text, source_locale), locale, there.text)
    return None if written is None else (there, written)


def _by_spelling(was: Figure, now: Figure, target: Sequence[Figure]) -> tuple[Figure, str] | None:
    """The number of the target with the digits of `was`, and `now` with the separators it shows there."""
    digits = _DIGITS.findall(was.text)
    found = [figure for figure in target if "".join(_DIGITS.findall(figure.text)) == "".join(digits)]
    if len(found) != 1 or _DIGITS.findall(found[0].text) != digits:
        return None
    if _MARKS.findall(now.text) != _MARKS.findall(was.text):
        return None
    # The target may write 1,234.5 as 1.234,5.
    marks = iter(_MARKS.findall(found[0].text))
    return found[0], _MARKS.sub(lambda _: next(marks), now.text)


def _in_compound(
    was: Figure, now: Figure, old: Sequence[Figure], target: Sequence[Figure]
) -> tuple[Figure, str] | None:
    """The figure with the number of a word or range that changed, and how it is with the new one.

    `14-day` may be `14 días` or `14-tägig`, and `8-10` be `8 a 10`.
    """
    before, after = _numbers_in(was), _numbers_in(now)
    changed = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    if len(before) != len(after) or len(changed) != 1 or _split(was.text) != _split(now.text):
        return None
    number, new_number = changed[0]
    if [one for figure in old for one in _numbers_in(figure)].count(number) > 1 or not _is_plain(number, new_number):
        return None
    found = [figure for figure in target if number in _numbers_in(figure)]
    if len(found) != 1 or _numbers_in(found[0]).count(number) > 1:
        return None
    return found[0], re.sub(rf"(?<!\d){number}(?!\d)", new_number, found[0].text)


def _numbers_in(figure: Figure) -> list[str]:
    """The numbers of a figure that may be exchanged by themselves: its own, that of a word, those of a range."""
    if _COMPOUND.fullmatch(figure.text):
        return _DIGITS.findall(figure.text)
    return _HYPHEN.split(figure.text) if _RANGE.fullmatch(figure.text) else []


def _split(text: str) -> list[str]:
    """What is not number in a figure."""
    return re.split(r"\d+(?::\d+)*", text)


def _is_plain(was: str, now: str) -> bool:
    """Whether two numbers are digits, or times of day, both."""
    return _MARKS.findall(was) == _MARKS.findall(now) in ([], [":"])
