"""Whether markets may be launched: which markets are answered for, and how often the gate is asked."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.checks.run import CheckReport
from locmem.errors import ProjectError
from locmem.pages.launching import days_after, launch_verdicts
from locmem.pipelines.check import CheckOptions, check
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)


def test_a_market_that_is_not_there(shop: Shop) -> None:
    with pytest.raises(ProjectError, match="Markets here: ES, JP"):
        launch_verdicts(shop.open(), ["ES", "FR"], TODAY, lambda day: check(shop.open(), CheckOptions()).report)


def test_answers_come_in_the_order_in_which_markets_are_named(shop: Shop) -> None:
    report = check(shop.open(), CheckOptions()).report
    asked: list[date] = []

    def gate(day: date) -> CheckReport:
        asked.append(day)
        return report

    found = launch_verdicts(shop.open(), ["JP", "ES"], date(2026, 11, 30), gate)
    assert [one.market for one in found] == ["JP", "ES"]
    # The gate is asked once for all markets, and once more for the last day that is looked ahead to.
    assert asked == [date(2026, 11, 30), date(2026, 12, 30)]


def test_no_day_is_after_the_last_one() -> None:
    assert days_after(TODAY, 30) == date(2026, 12, 21)
    assert days_after(date(9999, 12, 30), 30) == date.max
