"""What is due and what changes in all markets together, in one order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from locmem.errors import UsageError
from locmem.pages.facts_ahead import due_reviews, fact_changes
from tests.pipelines.shop import Shop

TODAY = date(2026, 11, 21)


def test_reviews_of_all_markets_are_in_one_order_by_the_settings(shop: Shop) -> None:
    shop.write("locmem.yaml", shop.read("locmem.yaml") + "verified_days: 30\n")
    found = due_reviews(shop.open(), [], TODAY)
    assert {one.market for one in found} == {"ES", "JP"}
    dates = [one.due for one in found if one.due]
    assert dates == sorted(dates)
    assert dates[0] == TODAY + timedelta(days=30)


def test_changes_of_all_markets_come_by_day(shop: Shop) -> None:
    found = fact_changes(shop.open(), [], date(2026, 6, 1), date(2026, 12, 31))
    assert [one.on for one in found] == sorted(one.on for one in found)
    [reply] = [one for one in found if one.path == "market.complaints.trader_reply"]
    assert (reply.market, reply.on) == ("ES", date(2026, 12, 28))
    with pytest.raises(UsageError, match="lies before"):
        fact_changes(shop.open(), [], date(2026, 6, 1), date(2026, 5, 1))
