"""The cases of a fact in the help desk's own Liquid, which chooses when an agent answers: by the customer's day.

Which cases concern somebody on the day of rendering does not matter: an agent answers later, and may answer anybody.
An empty date, one that cannot be read, and a day of which nothing is known choose no case: all of them are said then,
each with its days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from locmem.render.cases import Case, Cases

_OURS = re.compile(r"\{%-?\s*assign\s+locmem_day\s*=")
"""How the branches begin that choose by a day, whatever a help desk does to blanks."""

ENDIF = "{% endif %}"
"""The tag that closes the branches."""

_FIRST = date(2000, 1, 1)
"""The earliest day that chooses a case: Liquid takes a number that is no date for seconds since 1970."""


def was_rendered(text: str) -> bool:
    """Whether locmem wrote this text for a help desk: it chooses among the cases of a fact by the customer's day."""
    return _OURS.search(text) is not None


def can_choose(cases: Cases) -> bool:
    """Whether there is anything to choose by a day: more than one case, or days of which nothing is known."""
    [only, *others] = cases.every
    return bool(others) or only.window.end is not None or (only.window.start or _FIRST) > _FIRST


def may_be_chosen(case: Case) -> bool:
    """Whether some day chooses a case."""
    return case.window.end is None or case.window.end >= _FIRST


def branches(day: str, cases: Cases) -> Iterator[tuple[Sequence[str], Cases]]:
    """The tags that begin each branch, with what is said in it: each case alone, and in the last one all of them.

    day: what the help desk calls the customer's day; its value begins with the date as 2026-07-31.

    A day is the number 20260731, and divided by the number of another day it is 1 from that day on and 0 before.  No
    sign of comparison is written: a text in HTML may turn `>` into `&gt;`, and Liquid would take what is left of the
    condition for true.
    """
    bounds = [_bounds(one.window.start, one.window.end) for one in cases.each]
    numbers = sorted({number for pair in bounds for number in pair if number}, reverse=True)
    tags = [f'{{% assign locmem_day = {day} | date: "%Y%m%d" | plus: 0 %}}']
    tags += (f"{{% assign {_name(number)} = locmem_day | divided_by: {number} %}}" for number in numbers)
    for place, ((first, after), one) in enumerate(zip(bounds, cases.each, strict=True)):
        until = f" and {_name(after)} == 0" if after else ""
        opening = f"{{% {'elsif' if place else 'if'} {_name(first)} == 1{until} %}}"
        yield (*tags, opening) if not place else (opening,), alone(cases, one)
    yield ("{% else %}",), replace(cases, is_dated=True)


def alone(cases: Cases, one: Case) -> Cases:
    """One case as the customers are told it whose day is known: its days need not be said."""
    return replace(cases, each=(one,), is_dated=False)


def _bounds(start: date | None, end: date | None) -> tuple[int, int]:
    """The number of the first day, and of the first day after the last; 0 where there is no last one."""
    after = end + timedelta(days=1) if end and end < date.max else None
    return _number(max(start or _FIRST, _FIRST)), _number(after) if after else 0


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}")


def _name(number: int) -> str:
    return f"locmem_{number}"
