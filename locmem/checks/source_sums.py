"""Sums, shares and days of sources that do not add up: `3 × €10 = €40`, 12% off €89.00 is €75.00, 31 June."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.pages import Page
from locmem.checks.places import source_finding, spot
from locmem.checks.source_texts import source_check
from locmem.checks.texts.calendars import wrong_calendars_in_sources
from locmem.checks.texts.figures import numbers, value_of
from locmem.checks.texts.flaw import Flaw
from locmem.checks.texts.text import Text
from locmem.model.finding import Finding, Gate, Severity

TABLE = "source-table-sum"

_CURRENCY = r"(?:[€$£¥]|[A-Z]{3}\s?)?"
_BEHIND = r"(?:\s?(?:[€$£¥%]|[A-Z]{3}\b|[a-z]{1,12}\b))?"
_NUMBER = rf"{_CURRENCY}(?:\d[\d.,' \u00a0\u202f]*\d|\d){_BEHIND}"
_SIGN = r"(?:\s?[+×*·÷]\s?|\s[x/−–-]\s)"
"""A sign of arithmetic; one that may belong to a date, a fraction or a name has blanks around it."""
_SUM = re.compile(rf"(?<![\w.,+−×-])({_NUMBER})((?:{_SIGN}{_NUMBER}){{1,6}})\s?=\s?({_NUMBER})(?!\w|\s?[+×x*·÷=−-])")
_TERM = re.compile(rf"({_SIGN})({_NUMBER})")
_OFF = re.compile(
    rf"(\d+(?:\.\d+)?)\s?%\s(off|of|discount on|on top of|more than|less than)\s(?:the price of\s)?({_NUMBER})"
    rf"\s(?:is|are|makes|make|equals|=|comes to|come to|gives)\s({_NUMBER})",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(\d+)\s[a-z]+\s(?:at|for|of|×|x)\s({_CURRENCY}\d[\d.,]*)(?:\s?€)?(?:\seach)?\s(?:cost|costs|is|are|make|makes"
    rf"|come to|comes to)\s({_CURRENCY}\d[\d.,]*\d)",
    re.IGNORECASE,
)
_PER_CENT, _CENT = Decimal(100), Decimal("0.011")
_TOTAL = re.compile(r"\W*(?:total|sum|grand total|in total|altogether|overall)\b", re.IGNORECASE)
_DELIMITERS = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_FEWEST_ROWS = 3


def wrong_sums(text: Text) -> Iterator[Flaw]:
    """Sums, products and percentages in one text of a source that come to another result."""
    target = text.target
    if "=" in target:
        for found in _SUM.finditer(target):
            result, wanted = _result(found), _value(found[3])
            if result is not None and wanted is not None and abs(result - wanted) > _CENT:
                yield Flaw(what=f"has “{found[0]}”, which is {_shown(result)}", word=found[0])
                return
    off = _OFF.search(target) if "%" in target else None
    if off:
        share, base, told = Decimal(off[1]) / _PER_CENT, _value(off[3]), _value(off[4])
        sign = {"off": 1 - share, "discount on": 1 - share, "less than": 1 - share, "of": share}
        factor = sign.get(off[2].lower(), 1 + share)
        if base is not None and told is not None and abs(base * factor - told) > max(_CENT, base * _SLACK):
            yield Flaw(what=f"has “{off[0]}”, and it is {_shown(base * factor)}", word=off[0])
    elif each := _EACH.search(target):
        count, price, told = Decimal(each[1]), _value(each[2]), _value(each[3])
        if price is not None and told is not None and abs(count * price - told) > _CENT:
            yield Flaw(what=f"has “{each[0]}”, and it is {_shown(count * price)}", word=each[0])


_SLACK = Decimal("0.002")
"""Share of an amount by which a rounded result may differ."""


def _result(found: re.Match[str]) -> Decimal | None:
    """What an expression comes to, products first; None where that is not certain."""
    first = _value(found[1])
    terms = [(one[1].strip(), _value(one[2])) for one in _TERM.finditer(found[2])]
    if first is None or any(value is None for _, value in terms):
        return None
    total, factor = Decimal(0), first
    for sign, value in terms:
        if value is None:
            return None
        if sign in "×x*·":
            factor *= value
        elif sign in "÷/":
            if not value:
                return None
            factor /= value
        else:
            total, factor = total + factor, value if sign == "+" else -value
    return total + factor


def _value(text: str) -> Decimal | None:
    found = numbers(text.strip(), is_english=True)
    return value_of(found[0]) if len(found) == 1 else None


def _shown(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')):,f}".removesuffix(".00")


def wrong_tables(context: CheckContext) -> Iterator[Finding]:
    """Tables of a source whose total is another sum, or in which one price does not go with its discount."""
    for page in context.pages:
        if page.source.content_set.kind == "markdown" and "|" in page.text and "---" in page.text:
            yield from _of_page(page)


def _of_page(page: Page) -> Iterator[Finding]:
    start = 0
    rows: list[tuple[int, str]] = []
    is_table = False
    for line in (*page.text.split("\n"), ""):
        if _DELIMITERS.fullmatch(line):
            is_table, rows = True, []
        elif is_table and "|" in line:
            rows.append((start, line))
        elif is_table:
            yield from _of_table(page, rows)
            is_table = False
        start += len(line) + 1


def _of_table(page: Page, rows: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    cells = [[cell.strip(" *_") for cell in line.strip().strip("|").split("|")] for _, line in rows]
    if len(rows) < _FEWEST_ROWS or len({len(row) for row in cells}) != 1:
        return
    columns = [[_value(row[number]) for row in cells] for number in range(len(cells[0]))]
    if _TOTAL.match(cells[-1][0]):
        for number, column in enumerate(columns[1:], start=1):
            values = [value for value in column if value is not None]
            is_amount = len(values) == len(rows) and not any("%" in row[number] for row in cells)
            if is_amount and abs(sum(values[:-1]) - values[-1]) > _CENT:
                above = _shown(sum(values[:-1], Decimal(0)))
                what = f"the total is {cells[-1][number]}, and the rows above add up to {above}."
                yield _finding(page, rows[-1], what)
        return
    shares = next((number for number in range(len(columns)) if all(row[number].endswith("%") for row in cells)), None)
    for number, column in enumerate(columns):
        if shares is None or number == shares or any(value is None for value in (*column, *columns[shares])):
            continue
        if (odd := _odd_one(columns[shares], column)) is not None:
            what = f"{cells[odd][number]} does not go with {cells[odd][shares]}, as the other rows have it."
            yield _finding(page, rows[odd], what)


def _odd_one(shares: Sequence[Decimal | None], prices: Sequence[Decimal | None]) -> int | None:
    """The row whose price and discount give another full price than all others, which agree; None where there is not
    one such row."""
    bases = [
        price / (1 - share / _PER_CENT)
        for share, price in zip(shares, prices, strict=True)
        if share and price and share < _PER_CENT
    ]
    if len(bases) != len(shares):
        return None
    odd = [
        number
        for number, base in enumerate(bases)
        if sum(abs(base - other) <= max(_SLACK * other, _CENT) for other in bases) == 1
    ]
    return odd[0] if len(odd) == 1 and len(bases) >= _FEWEST_ROWS else None


def _finding(page: Page, row: tuple[int, str], what: str) -> Finding:
    place = spot(page.source, row[0], len(row[1]))
    return source_finding(place, TABLE, Severity.WARNING, what, _DO)


_DO = "Calculate it again, and mend what is wrong."

CHECKS = (
    source_check(
        wrong_sums,
        name="source-sum",
        severity=Severity.WARNING,
        why="Customers calculate, and hold you to the figure that suits them.",
        example="3 × €10 = €40",
        do=_DO,
        family="source_sums",
    ),
    source_check(
        wrong_calendars_in_sources,
        name="source-calendar",
        severity=Severity.WARNING,
        why="Half of the customers come on the day of the week, and half on the date.",
        example="Monday, 24 December 2026 (which is a Thursday)",
        do="Look at a calendar, and write the day that is meant.",
        family="source_sums",
    ),
    Listed(
        name=TABLE,
        family="source_sums",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=wrong_tables,
        why="One of the figures is wrong in every language, and customers see which.",
        example="| Lamps | 2 |\n| Bulbs | 3 |\n| Total | 6 |",
        do=_DO,
    ),
)
