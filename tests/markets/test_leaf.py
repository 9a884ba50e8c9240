"""Leaves of profiles: that the law has no such rule, and the day that decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from locmem.errors import InputErrors
from locmem.markets.windows import evidence_problem
from locmem.model.fact import DecidedBy, Duration, DurationUnit, Fact, Market

Load = Callable[..., tuple[Market, ...]]

HEAD = """\
market: ES
name: Spain
currency: EUR
locales: {es: {format: es-ES}}
facts:
  rule: """
READ = "source: https://boe.es/x, verified_on: 2026-11-21, confidence: primary"
WEAK = "source: memory, verified_on: null, confidence: unverified"


def fact(load: Load, written: str) -> Fact:
    return load(ES=f"{HEAD}{written}\n")[0].facts["rule"]


def problems(load: Load, written: str) -> str:
    with pytest.raises(InputErrors) as caught:
        fact(load, written)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["duration", "text", "list", "url"])
def test_that_there_is_no_such_rule_is_an_answer_which_needs_no_waiver(load: Load, kind: str) -> None:
    found = fact(load, f"{{type: {kind}, legal: true, none: No such period in the code of trade., {READ}}}")
    held = found.values[0]
    assert (held.value, held.no_rule) == (None, "No such period in the code of trade.")
    market = load(ES=f"{HEAD}{{type: {kind}, legal: true, none: Looked., {READ}}}\n")[0]
    assert evidence_problem(market.facts["rule"], held, market, date(2026, 11, 30), 180) == ""
    assert "last verified" in evidence_problem(market.facts["rule"], held, market, date(2028, 1, 1), 180)


def test_nobody_can_say_unread_that_there_is_no_rule(load: Load) -> None:
    message = problems(load, f"{{type: duration, legal: true, none: Looked., {WEAK}}}")
    assert "an answer of somebody who looked, and this is unverified" in message


@pytest.mark.parametrize(("kind", "more"), [("duration", "value: P1M"), ("text", "values: {es: a}"), ("name", "none:")])
def test_what_is_there_cannot_be_called_missing(load: Load, kind: str, more: str) -> None:
    problems(load, f"{{type: {kind}, legal: true, none: Looked., {more}, {READ}}}")


def test_a_fact_says_which_day_decides_and_how_long_its_past_matters(load: Load) -> None:
    found = fact(load, f"{{type: duration, value: P1M, decided_by: contract, matters_for: P2Y, {READ}}}")
    assert (found.decided_by, found.matters_for) == (DecidedBy.CONTRACT, Duration(count=2, unit=DurationUnit.YEAR))
    plain = fact(load, f"{{type: duration, value: P1M, {READ}}}")
    assert (plain.decided_by, plain.matters_for) == (DecidedBy.PUBLICATION, None)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("decided_by: order", "Write one of: publication, contract, supply, request."),
        ("matters_for: P2Y", "nothing says which day of a customer's counts"),
        ("decided_by: publication, matters_for: P2Y", "concerns nobody later"),
        ("decided_by: supply, matters_for: long", "is not a duration of one unit"),
    ],
)
def test_a_deciding_day_that_makes_no_sense_is_told(load: Load, written: str, message: str) -> None:
    assert message in problems(load, f"{{type: duration, value: P1M, {written}, {READ}}}")
