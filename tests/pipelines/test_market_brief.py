"""The steps that make briefs and checklists: which markets they take."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.checks.run import CheckReport
from locmem.errors import ProjectError
from locmem.model.fact import Market
from locmem.pipelines.check import CheckOptions, check
from locmem.pipelines.market_brief import launch_verdicts, market_brief
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)


def test_a_market_that_is_not_there(shop: Shop) -> None:
    with pytest.raises(ProjectError, match="Markets here: ES, JP"):
        market_brief(shop.open(), "FR", TODAY)
    with pytest.raises(ProjectError, match="Markets here: ES, JP"):
        launch_verdicts(shop.open(), ["ES", "FR"], TODAY, lambda market, day: check(shop.open(), CheckOptions()).report)


def test_answers_come_in_the_order_in_which_markets_are_named(shop: Shop) -> None:
    report = check(shop.open(), CheckOptions()).report
    asked: list[str] = []

    def gate(market: Market, day: date) -> CheckReport:
        assert day in (TODAY, date(2026, 12, 21))
        asked.append(market.code)
        return report

    found = launch_verdicts(shop.open(), ["JP", "ES"], TODAY, gate)
    assert [one.market for one in found] == asked[:2] == ["JP", "ES"]
    assert market_brief(shop.open(), "JP", TODAY).code == "JP"
