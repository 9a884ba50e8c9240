"""The context that checks of single documents are given."""

from __future__ import annotations

from locmem.pages.check_context import context_without_documents
from tests.pipelines.shop import Shop


def test_a_planned_market_is_looked_at_where_it_was_chosen(shop: Shop) -> None:
    shop.edit("markets/JP.yaml", "market: JP\n", "market: JP\nstatus: planned\n")
    project = shop.open()
    markets, chosen = project.markets, project.chosen_markets(("JP",))
    context = context_without_documents(project, markets, chosen, shop.today)
    assert [one.code for one in context.markets] == ["JP"]
    assert [one.code for one in context.all_markets] == ["ES", "JP"]
    assert (context.files, context.workspace.pairs, context.cards) == (None, (), ())
    everything = context_without_documents(project, markets, markets, shop.today)
    assert [one.code for one in everything.all_markets] == ["ES"]
