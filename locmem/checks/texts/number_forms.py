"""How numbers, amounts and units are written: with the marks and in the order that the language has for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from locmem.checks.texts.figures import Number, numbers
from locmem.checks.texts.flaw import Flaw, text_check
from locmem.checks.texts.measures import amounts, quantities
from locmem.checks.texts.text import Text
from locmem.model.finding import Severity
from locmem.values.locales import english_name
from locmem.values.numbers import decimal_mark, grouping_mark, is_sign_first

_MARKED = re.compile(r"\d[.,]\d")
_PERCENT = re.compile(r"[ \u00a0\u202f]?[%％]")
_VERSION = re.compile(r"(?:\bversion|\brelease|\bv\.?|バージョン)[ \u00a0]?\Z", re.IGNORECASE)
_TWICE = re.compile(r"\d[ \u00a0\u202f]?([€£¥$])[ \u00a0]?\1(?!\1)|(?<![€£¥$\w])([€£¥$])\2[ \u00a0]?\d")
_SIGN = re.compile(r"[€£¥]|(?<![A-Z])\$")


def misread_numbers(text: Text) -> Iterator[Flaw]:
    """Numbers with the marks of another language, which readers of the locale take for another number or for none."""
    if text.is_same_language or not _MARKED.search(text.target):
        return
    ours = _marks(text.source_locale)
    theirs = _marks(text.locale)
    known = [(one, value) for one in numbers(text.source) if (value := _read(one.text, *ours)) is not None]
    for number in numbers(text.target) if known else ():
        meant = next((pair for pair in known if number.text == pair[0].text or pair[1] in number.values), None)
        if meant is None or not re.search("[.,]", number.text):
            continue
        source, value = meant
        if _is_version(text, source, number):
            yield Flaw(
                what=f"has the version {number.text} where its source has {source.text}",
                severity=Severity.WARNING,
                word=number.text,
                better=source.text,
            )
        elif _read(number.text, *theirs) != value and (found := _misread(text, number, source)):
            yield found


def _is_version(text: Text, source: Number, number: Number) -> bool:
    """Whether a version, which is written alike everywhere, has a comma."""
    is_told = number.text == source.text.replace(".", ",") and "." in source.text
    return is_told and _VERSION.search(text.source[: source.start]) is not None


def _misread(text: Text, number: Number, source: Number) -> Flaw | None:
    decimal, group = _marks(text.locale)
    read = _read(number.text, decimal, group)
    theirs = _marks(text.source_locale)
    is_grouped = theirs[1] in source.text
    what = _counted(text, number)
    name = english_name(text.locale)
    if not what and not is_grouped:
        # Without anything that is counted it may be a version, a chapter or an address.
        return None
    better = "".join({theirs[0]: decimal, theirs[1]: group}.get(sign, sign) for sign in source.text)
    is_false = read is not None or is_grouped or what in ("money", "percent")
    told = (
        f", which reads as {read.normalize():f} in {name}" if read is not None else f", and {name} writes no number so"
    )
    return Flaw(
        what=f"has {number.text}{told}",
        do=f"Write {better}.",
        severity=None if is_false else Severity.WARNING,
        word=number.text,
        better=better,
    )


def _counted(text: Text, number: Number) -> str:
    """What a number of a target is a number of: `money`, `percent`, a kind of unit; empty where nothing tells."""
    if any(one.number.start == number.start for one in amounts(text.target)):
        return "money"
    if _PERCENT.match(text.target, number.end):
        return "percent"
    return next((one.kind for one in quantities(text.target, text.locale) if one.number.start == number.start), "")


@cache
def _marks(locale: str) -> tuple[str, str]:
    return decimal_mark(locale), grouping_mark(locale)


@cache
def _shape(decimal: str, group: str) -> re.Pattern[str]:
    mark = re.escape(group) if group in ".,'’" else ""
    between = rf"[{mark} \u00a0\u202f\u2009]" if mark else r"[ \u00a0\u202f\u2009]"
    return re.compile(
        rf"(\d{{1,3}}(?:{between}\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d+)(?:{re.escape(decimal)}(\d+))?"
    )


def _read(text: str, decimal: str, group: str) -> Decimal | None:
    """A number as readers take it who write these marks; None where it is none to them."""
    found = _shape(decimal, group).fullmatch(text)
    if found is None:
        return None
    whole = re.sub(r"\D", "", found[1])
    return Decimal(f"{whole}.{found[2]}" if found[2] else whole)


def odd_amounts(text: Text) -> Iterator[Flaw]:
    """Signs of currencies that stand twice, on the wrong side of the number for the language, or beside a code."""
    if not _SIGN.search(text.target):
        return
    if (twice := _TWICE.search(text.target)) and not _TWICE.search(text.source):
        yield Flaw(what=f"has “{twice[0]}”, a sign that stands twice", word=twice[0], severity=Severity.ERROR)
        return
    if text.is_same_language:
        return
    theirs = amounts(text.target)
    written = {one.text.replace(one.number.text, "").strip() for one in theirs}
    before = {one.text.replace(one.number.text, "").strip() for one in amounts(text.source)}
    if len(written) > 1 and len(before) == 1 and len({one.of for one in theirs}) == 1:
        told = ", ".join(sorted(written))
        yield Flaw(what=f"writes one currency in two ways: {told}", severity=Severity.WARNING, word=theirs[0].text)
        return
    first = next((one for one in theirs if _SIGN.match(one.text) and one.text[:1] in before), None)
    if first and not is_sign_first(text.locale):
        what = f"has {first.text}: in {english_name(text.locale)} the sign stands behind the number"
        better = f"{first.number.text}\u00a0{first.text.removesuffix(first.number.text).strip()}"
        yield Flaw(what=what, severity=Severity.WARNING, word=first.text, better=better)


def touching_units(text: Text) -> Iterator[Flaw]:
    """Units that touch their number where the source has a blank between the two."""
    if text.is_same_language or text.script != "Latn":
        return
    spaced = {one.of for one in quantities(text.source, text.source_locale) if not _touches(one.text)}
    for one in quantities(text.target, text.locale) if spaced else ():
        if one.of in spaced and _touches(one.text) and one.text not in text.source:
            better = f"{one.number.text}\u00a0{one.text[len(one.number.text) :]}"
            yield Flaw(what=f"has {one.text} without a blank before the unit", word=one.text, better=better)
            return


def _touches(text: str) -> bool:
    return re.fullmatch(r"[\d.,]*\d[^\W\d_°].*|[\d.,]*\d°.*", text) is not None


CHECKS = (
    text_check(
        misread_numbers,
        name="number-form",
        family="number_forms",
        severity=Severity.ERROR,
        why="14,508 is fourteen thousand to one reader and fourteen and a half to another.",
        example="14,508.00 € in a Spanish text, which writes 14.508,00 €",
        do="Write the number with the marks of the language.",
    ),
    text_check(
        odd_amounts,
        name="amount-form",
        family="number_forms",
        severity=Severity.ERROR,
        why="A price in an unusual form looks like another price, or like a shop abroad.",
        example="€10,00 in a German text, which writes 10,00 €",
        do="Write each amount as the language does, with one sign.",
    ),
    text_check(
        touching_units,
        name="unit-form",
        family="number_forms",
        severity=Severity.WARNING,
        why="The number and its unit are read as one word, and look careless.",
        example="1,8m (1.8 m)",
        do="Write a no-break space between the number and its unit.",
    ),
)
