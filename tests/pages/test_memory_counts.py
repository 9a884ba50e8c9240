"""What the memory holds, by pair and by month."""

from __future__ import annotations

from locmem.pages.memory_counts import memory_stats
from tests.pipelines.shop import SPANISH, Shop


def test_each_entry_is_in_one_pair_and_one_month(shop: Shop) -> None:
    project = shop.open()
    found = memory_stats(project)
    entries = len(list(project.memory.entries()))
    assert sum(pair.entries for pair in found.pairs) == sum(month.added for month in found.growth) == entries
    assert found.growth[-1].total == entries
    assert {pair.locale for pair in found.pairs} == {"es", "ja"}
    assert next(pair.sources for pair in found.pairs if pair.locale == "es") == len(SPANISH)
