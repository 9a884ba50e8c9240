"""The steps that make briefs and checklists: which markets they take."""

from __future__ import annotations

from datetime import date

import pytest

from locmem.errors import ProjectError
from locmem.pipelines.market_brief import launch_checklists, market_brief
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)


def test_a_market_that_is_not_there(shop: Shop) -> None:
    with pytest.raises(ProjectError, match="Markets here: ES, JP"):
        market_brief(shop.open(), "FR", TODAY)
    with pytest.raises(ProjectError, match="Markets here: ES, JP"):
        launch_checklists(shop.open(), ["ES", "FR"], TODAY)


def test_checklists_come_in_the_order_in_which_markets_are_named(shop: Shop) -> None:
    assert [one.market for one in launch_checklists(shop.open(), ["JP", "ES"], TODAY)] == ["JP", "ES"]
    assert market_brief(shop.open(), "JP", TODAY).code == "JP"
