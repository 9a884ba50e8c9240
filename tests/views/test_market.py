"""A market on a day."""

from __future__ import annotations

import json

import pytest

from locmem.errors import ProjectError, UsageError
from locmem.views.market import market_page, markets_page
from tests.pipelines.shop import Shop


def test_its_facts_and_duties_are_those_of_the_commands(shop: Shop) -> None:
    page = market_page(shop.open(), {"code": "ES"})
    facts = json.loads(shop.command("market", "show", "ES", "--json").stdout)
    duties = json.loads(shop.command("market", "obligations", "ES", "--json").stdout)
    assert [(row.path, row.value) for row in page.facts] == [(row["path"], row["value"]) for row in facts][
        : len(page.facts)
    ]
    assert [(one.key, one.state) for one in page.duties] == [(one["key"], one["state"]) for one in duties]


def test_changes_stand_by_how_soon_they_are(shop: Shop) -> None:
    days = dict(market_page(shop.open(), {"code": "ES"}).changes)
    soon = {one.path: (one.on - shop.today).days for some in days.values() for one in some}
    assert list(days) == [30, 60, 90]
    assert soon
    for last, some in days.items():
        assert all(last - 30 < (one.on - shop.today).days <= last for one in some)
    later = dict(market_page(shop.open(), {"code": "ES", "day": "+30d"}).changes)
    assert [one.path for one in later[30]] == [one.path for one in days[60]]


def test_another_day_has_other_facts_to_read_again(shop: Shop) -> None:
    assert len(market_page(shop.open(), {"code": "ES", "day": "+900d"}).due) >= len(
        market_page(shop.open(), {"code": "ES"}).due
    )


def test_markets_are_listed_and_broken_ones_named(shop: Shop) -> None:
    assert [one.code for one in markets_page(shop.open(), {}).markets] == ["ES", "JP"]
    shop.write("markets/JP.yaml", "code: [")
    page = markets_page(shop.open(), {})
    assert [one.code for one in page.markets] == ["ES"]
    assert page.broken == (("JP", "markets/JP.yaml"),)


def test_a_market_that_is_not_there_is_named(shop: Shop) -> None:
    with pytest.raises(ProjectError, match="there is no market 'XX'"):
        market_page(shop.open(), {"code": "XX"})
    shop.write("markets/JP.yaml", "code: [")
    with pytest.raises(UsageError, match=r"markets/JP\.yaml cannot be read"):
        market_page(shop.open(), {"code": "JP"})
    with pytest.raises(UsageError, match="`code` is missing"):
        market_page(shop.open(), {})
