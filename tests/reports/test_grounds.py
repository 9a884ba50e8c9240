"""What the figures of the savings report rest on is told, all of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from locmem.model.rates import Rates
from locmem.postedit.effort import edited
from locmem.postedit.ledger import lines
from locmem.reports.grounds import grounds
from tests.postedit.test_effort import ONE
from tests.reports.test_savings import EURO, NEW, of, report


@pytest.mark.parametrize("rates", [EURO, replace(EURO, own={"machine": 50})], ids=["preset", "own weights"])
def test_all_that_the_figures_rest_on_is_told(rates: Rates) -> None:
    told = " ".join(report(of("2026-01"), of("2026-01", source="b", draft=None), rates=rates).assumptions)
    for part in (
        "matecat",
        "0.10 EUR",
        "0.20 in ja",
        "300 words an hour",
        "Of 1 text ",
        "Corrections of confirmed texts cost nothing here",
    ):
        assert part in told
    assert ("machine 50" in told) is bool(rates.own)


def told(*works: object, rates: Rates = EURO, has_costs: bool = False) -> str:
    return " ".join(grounds(rates, list(lines(works)), edited(works), has_costs=has_costs))  # type: ignore[arg-type]


def test_rates_are_those_of_today_in_every_month() -> None:
    assert "Today's net rates, in all months: matecat." in told(NEW)
    assert "Today's prices, in all months: 0.10 EUR a new word, 0.20 in ja." in told(NEW)
    dear = replace(EURO, per_word=Decimal("0.20"))
    assert report(of("2026-01"), rates=dear).total.paid == 2 * (report(of("2026-01")).total.paid or 0)


def test_reading_costs_the_weight_of_a_review() -> None:
    assert "`review`, 25 % of a new word" in told(NEW)
    assert "`review`, 10 % of a new word" in told(NEW, rates=replace(EURO, own={"review": 10}))


def test_what_engines_save_is_said_to_be_no_time_and_without_their_cost_where_nobody_knows_it() -> None:
    assert "effort, not time" in told(ONE)
    assert "What engines cost is not known here" in told(ONE)
    assert "What engines cost" not in told(ONE, has_costs=True)
    assert "effort, not time" not in told(NEW)
