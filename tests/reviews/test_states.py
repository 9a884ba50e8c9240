"""Segments of a market by state, and how old what is stale is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from locmem.reviews.states import States, ages, states_in
from locmem.workspace.workspace import open_workspace
from tests.pipelines.shop import Shop

DAY = date(2026, 11, 21)


def test_a_market_has_the_segments_of_its_locales_that_ship_to_it(shop: Shop) -> None:
    shop.edit("content/articles/complaints.md", "risk: legal\n", "risk: legal\nmarkets: [ES]\n")
    project = shop.open()
    workspace = open_workspace(project)
    spain = project.market("ES")
    found = {one.market: one.counts for one in states_in(workspace, (spain, replace(spain, code="AR")))}
    every = [
        (pair.source.path, entry.state.value) for pair in workspace.pairs_of("es") for entry in pair.catalog.entries
    ]
    assert found["ES"] == Counter(state for _, state in every)
    assert found["AR"] == Counter(state for path, state in every if path != "articles/complaints.md")
    assert found["AR"] != found["ES"]


def test_ages_are_counted_from_the_day_it_was_found_and_new_ones_are_none_old() -> None:
    old = States(market="ES", counts={"stale": 2}, stale_since=(date(2026, 11, 1), date(2026, 11, 11)))
    new = States(market="ES", counts={"stale": 1, "draft": 4})
    assert ages([old], DAY) == (15, 20)
    assert ages([old, new], DAY) == (10, 20)
    assert ages([States(market="ES")], DAY) == (None, None)
