"""Two values compared in a condition: of one type, or an error that says what to write; never silently false."""

from __future__ import annotations

import operator as operators
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from locmem.markets.scalars import iso_duration
from locmem.model.fact import Duration, DurationUnit, FactType, Money
from locmem.render.facts import FactError
from locmem.values.spans import compared

OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operators.eq,
    "!=": operators.ne,
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}

_NUMBERS = (FactType.NUMBER, FactType.PERCENT, FactType.MONEY)
_WRITE = {
    FactType.NUMBER: "a number: 21",
    FactType.PERCENT: "a number: 21",
    FactType.MONEY: "a number, or an amount in the same currency",
    FactType.DATE: 'a date: "2026-07-31"',
    FactType.DURATION: 'a duration: "P14D", "P2Y" or "15 business-day"',
    FactType.FLAG: "true or false, with == or !=",
}
"""What a fact of a type can be compared with."""

_COUNTED = re.compile(r"(?P<count>\d{1,6}) (?P<unit>[a-z-]+)")
_LONGEST = 10
"""Signs of a duration that anybody would write, `P999999D` among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One side of a comparison.

    value: None for an absent fact.  type: of the fact; None for what is written in the tag, and for texts of any kind.
    path: of the fact; empty for what is written in the tag.
    """

    value: str | Decimal | bool | Money | date | Duration | None
    type: FactType | None = None
    path: str = ""

    def __str__(self) -> str:
        if self.type is not None:
            return f"{self.path} (a {self.type.value})"
        return self.path or (f'"{self.value}"' if isinstance(self.value, str) else str(self.value).lower())


def compare(left: Operand, operator: str, right: Operand) -> bool:
    """Whether `left` is as the operator says of `right`; an absent fact equals another one and has no order.

    Raises FactError for types that cannot be compared, and for durations of which nobody knows which is longer.
    """
    if left.value is None or right.value is None:
        is_same = left.value is None and right.value is None
        return {"==": is_same, "!=": not is_same}.get(operator, False)
    one, other = _as_type_of(left, right), _as_type_of(right, left)
    if isinstance(one, Duration) and isinstance(other, Duration):
        answer = compared(one, operator, other)
        if answer is None:
            raise _uncertain(left, operator, right)
        return answer
    if isinstance(one, bool) and operator not in ("==", "!="):
        raise _unlike(left, operator, right)
    if type(one) is not type(other):
        raise _unlike(left, operator, right)
    if isinstance(one, Money) and isinstance(other, Money):
        if one.currency != other.currency:
            raise _unlike(left, operator, right)
        return OPERATORS[operator](one.amount, other.amount)
    if left.type in _NUMBERS and right.type in _NUMBERS and left.type is not right.type:
        raise _unlike(left, operator, right)
    return OPERATORS[operator](one, other)


def _as_type_of(operand: Operand, fact: Operand) -> Any:
    """The value of an operand, read as the type of the fact it is compared with where it is written in the tag."""
    value = operand.value
    if operand.type is None and not operand.path and isinstance(value, str):
        if fact.type is FactType.DATE:
            return _date(value)
        if fact.type is FactType.DURATION:
            return _duration(value)
    if isinstance(value, Money) and isinstance(fact.value, Decimal) and fact.type is None:
        return value.amount
    return value


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-07-31") else text
    except ValueError:
        return text


def _duration(text: str) -> Duration | str:
    with suppress(ValueError):
        if len(text) <= _LONGEST:
            return iso_duration(text)
    found = _COUNTED.fullmatch(text)
    unit_of = {unit.value: unit for unit in DurationUnit}
    if found and found["unit"] in unit_of:
        return Duration(count=int(found["count"]), unit=unit_of[found["unit"]])
    return text


def _unlike(left: Operand, operator: str, right: Operand) -> FactError:
    asked = left if left.type is not None else right
    wanted = _WRITE.get(asked.type, "a text in quotes") if asked.type is not None else "a text with a text"
    return FactError(
        left.path or right.path,
        f"these cannot be compared with {operator}: {left} and {right}.",
        f"Compare {asked.path} with {wanted}." if asked.type is not None else f"Compare {wanted}.",
    )


def _uncertain(left: Operand, operator: str, right: Operand) -> FactError:
    shown = " and ".join(f"{one.path} ({_said(one.value)})" if one.path else str(one) for one in (left, right))
    return FactError(
        left.path or right.path,
        f"nobody knows whether {operator} holds for {shown}: a month has 28 to 31 days, a business day any length.",
        "Compare with a duration in the same unit.",
    )


def _said(value: object) -> str:
    return f"{value.count} {value.unit.value}" if isinstance(value, Duration) else str(value)
